"""The assistant: a question in, a checked answer or an honest refusal out."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hoidap.assistant.answer import Answer, Citation, Claim
from hoidap.assistant.answerers import (
    articles,
    definitions,
    duties,
    facts,
    fields,
    figures,
    headers,
    lists,
    passages,
    provisions,
)
from hoidap.assistant.check.check import check_claim
from hoidap.assistant.check.quotes import quote_text
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, Quote, quote_of
from hoidap.assistant.evidence import Evidence, Searcher, TookTooLong, time_limit
from hoidap.assistant.reading.intent import Kind
from hoidap.assistant.reading.question import Question, understand, without
from hoidap.assistant.reading.quoted import may_quote, without_quoted
from hoidap.assistant.reading.scope import Scope, ScopeFinder
from hoidap.assistant.reading.task import summary_of
from hoidap.assistant.refusal import missing_text, refusal_text, rest_text
from hoidap.assistant.shortlist import Shortlist, is_over
from hoidap.assistant.wording import say
from hoidap.index.filter import Filter
from hoidap.index.search import Index
from hoidap.ingest.plan import Role
from hoidap.text.changes import change_note
from hoidap.text.instructions import without_instructions
from hoidap.text.vietnamese import fold, squeeze, strip_marks

MAX_QUESTION = 2000
"""The longest question, in characters."""
TIME_LIMIT = 10.0
"""Seconds after which a question is given up, and that is said."""
_NEAREST = 3
_QUOTED = 2  # passages that a question may quote
_REMEMBERED = 8  # earlier questions that a follow-up can lean on


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood, and what the documents hold of it.

    ``claims`` have passed the check; where there are none, ``nothing`` says why.
    ``started`` is the clock's time at which the question came, in seconds.
    """

    asked: str
    question: Question
    scope: Scope
    claims: tuple[DraftClaim, ...]
    nothing: Nothing
    started: float


class Assistant:
    """Answers questions over one index.

    >>> assistant = Assistant.open(Path("index-folder"))
    >>> assistant.ask("Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?").answer
    'Sở Khoa học và Công nghệ chủ trì. … [1]'
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._searcher = Searcher(index)
        self._scopes = ScopeFinder(index)
        self._shortlist = Shortlist(index)
        # Threads of one interpreter do not read faster together, only slower: they take
        # the interpreter from each other at every call of a library.
        self._turn = threading.Lock()

    @classmethod
    def open(cls, index_folder: Path) -> Assistant:
        """Open the index in ``index_folder`` with the embedding model it was built with.

        :raises IndexMissing: If there is no index.
        :raises IndexDamaged: If a file of it is not what was written.
        """
        from hoidap.index.embedders import embedder_of

        return cls(Index.open(index_folder, embedder_of(index_folder)))

    def ask(
        self, question: str, history: Sequence[str] = (), within: Filter | None = None
    ) -> Answer:
        """Answer ``question``, read in the light of the earlier questions in ``history``.

        :param within: the documents that may be searched; ``None`` for all
        """
        return self.answer(self.read(question, history, within))

    def read(
        self, question: str, history: Sequence[str] = (), within: Filter | None = None
    ) -> Reading:
        """Understand ``question`` and find what the documents hold of it, checked.

        Several threads may ask; they are answered one after another.
        """
        started = time.perf_counter()
        with self._turn:
            return self._read(question, history, within, started)

    def _read(
        self, question: str, history: Sequence[str], within: Filter | None, started: float
    ) -> Reading:
        asked = squeeze(without_instructions(question) or question)
        subject = summary_of(asked)
        asked = subject or asked
        understood = understand(asked)
        if not subject or understood.pointing:  # a summary is a subject of its own
            earlier = filter(None, map(without_instructions, history))
            understood = understand(asked, [squeeze(item) for item in earlier][-_REMEMBERED:])
        scope = self._scopes.find(understood, within)
        if not self._cites_other(understood):
            understood = without(understood, scope.naming)
        scope = self._shortlist.of(understood, scope)
        draft: Draft
        try:
            with time_limit(TIME_LIMIT):
                understood, scope, draft = self._found(understood, scope)
        except TookTooLong:
            draft = Nothing(
                f"Câu hỏi này đã mất {TIME_LIMIT:g} giây mà chưa trả lời xong; hãy hỏi ngắn "
                "hơn, hoặc nêu tên tỉnh hay văn bản.",
                f"This question has taken {TIME_LIMIT:g} seconds without an answer; ask a "
                "shorter one, or name a province or a document.",
            )
        if isinstance(draft, Nothing):
            return Reading(question, understood, scope, (), draft, started)
        claims = [
            claim
            for claim in draft
            if check_claim(claim, self.index.texts, self.index.plans) is None
        ]
        return Reading(question, understood, scope, tuple(claims), Nothing("", ""), started)

    def _found(self, question: Question, scope: Scope) -> tuple[Question, Scope, Draft]:
        """Draft an answer; return with it the question and scope that it is to."""
        if question.kind != "smalltalk" and self._shortlist.is_for_articles(question, scope):
            draft = articles.answer_article(question, scope, self._searcher)
            return question, replace(scope, by_document=True), draft  # one of all was chosen
        if may_quote(question):
            near = self._searcher.find(question, scope.sources)[:_QUOTED]
            question = without_quoted(question, [item.passage.text for item in near])
        return question, scope, self._draft(question, scope)

    def answer(self, reading: Reading) -> Answer:
        """Write out what was found, with citations; or refuse, and say why."""
        with self._turn:
            return self._answer(reading) if reading.claims else self._refuse(reading)

    def search(self, reading: Reading) -> list[Evidence]:
        """Return the passages in scope that fit the question, best first."""
        return self._searcher.find(reading.question, reading.scope.sources)

    def _draft(self, question: Question, scope: Scope) -> Draft:
        """Draft an answer: the readings of the question in turn, until one answers."""
        if question.kind in ("smalltalk", "person") or not scope.sources or scope.unknown:
            return Nothing("", "")
        if scope.absent:
            years = ", ".join(map(str, scope.absent))
            return Nothing(
                f"Các văn bản trong phạm vi không nhắc đến năm {years}.",
                f"The documents in scope do not mention the year {years}.",
            )
        reason: Nothing | None = None
        opening = (provisions.answer_provision, headers.answer_header)
        for compose in (*opening, *self._composers(question)):
            draft = compose(question, scope, self._searcher)
            if not isinstance(draft, Nothing):
                return draft
            if draft.vi:
                return (
                    draft  # the documents were read and do not hold it: no other reading helps
                )
            reason = reason or draft
        return reason or Nothing("", "")

    def _composers(self, question: Question) -> list[Composer]:
        """Say how to answer: by the deciding kind, or the next, else in sentences."""
        others: Iterator[Kind] = (
            kind
            for kind in question.kinds
            if kind != "role" or question.agencies or "list" not in question.kinds
        )
        first = next(others, None)
        if first == "list" and question.agencies:
            rest = list(others)
            if {"lead", "role", "coordinating"} & set(rest):
                first, rest = "role", ["list", *rest]
            others = iter(rest)
        if self._cites_other(question):
            first = "basis"
        if first is None and not question.terms:  # "Mục tiêu đến năm 2030 của Thanh Hóa?"
            return [lists.answer_list]
        chosen = [_COMPOSERS[first]] if first in _COMPOSERS else []
        if first in _TYPED:
            return chosen
        if first in _MAY_YIELD:
            chosen += [
                _COMPOSERS[kind]
                for kind in others
                if kind in _COMPOSERS and kind not in ("lead", "number")
            ]
        return [*chosen, passages.answer_free]

    def _cites_other(self, question: Question) -> bool:
        """Tell whether a question is about a document that a plan rests on."""
        if question.kind not in ("signer", "issued", "definition", "number_of_plan", "lead"):
            return False
        asks = re.search(
            r"ban hanh|ngay (?:bao nhieu|nao)|la (?:ke hoach|van ban|quyet dinh|chi thi) gi"
            r"|ve viec gi|vien dan",
            strip_marks(question.asking),
        )
        return bool(asks) and self._scopes.cites(question)

    def _answer(self, reading: Reading) -> Answer:
        """Number the citations and write the answer out."""
        question, scope, claims = reading.question, reading.scope, reading.claims
        markers: dict[Quote, int] = {}
        citations: list[Citation] = []
        done: list[Claim] = []
        lines: list[str] = []
        label = ""
        for claim in claims:
            for quote in claim.quotes:
                if quote not in markers:
                    markers[quote] = len(markers) + 1
                    citations.append(self.citation(quote, markers[quote]))
            numbers = tuple(dict.fromkeys(markers[quote] for quote in claim.quotes))
            marks = "".join(f"[{number}]" for number in numbers)
            done.append(Claim(f"{claim.lead} {claim.text}".strip(), numbers))
            head = f"{claim.lead} " if claim.lead and claim.lead != label else ""
            bullet = "- " if len(claims) > 1 and not head and not claim.whole else ""
            note = f" {claim.note}" if claim.note else ""
            lines.append(f"{head}{bullet}{claim.text} {marks}{note}")
            label = claim.lead
        if scope.missing:
            lines.append(missing_text(scope.missing, self.index.catalogue, question.language))
        lines.extend(self._notes(question, citations))
        if scope.total > len(scope.sources) and not scope.by_document:
            lines.append(rest_text(scope, question.language))
        return Answer(
            question=reading.asked,
            language=question.language,
            answer="\n".join(lines),
            abstained=False,
            claims=tuple(done),
            citations=tuple(citations),
            scope=scope.to_dict(self.index.plans),
            elapsed_ms=_elapsed(reading.started),
        )

    def _notes(self, question: Question, citations: Sequence[Citation]) -> list[str]:
        """Say of each cited plan whose years have passed that they have."""
        if question.kind == "period":
            return []
        named = (*(province.name for province in question.provinces), *question.agencies)
        changes = (change_note(name, question.language) for name in named)
        note = {"vi": "Lưu ý: ", "en": "Note: "}[question.language]
        notes = [f"{note}{change}" for change in changes if change]
        for name in dict.fromkeys(citation.source for citation in citations):
            period = self.index.plans[name].period
            if period and is_over(period):
                notes.append(say("past", question.language, a=period[0], b=period[1]))
        return list(dict.fromkeys(notes))

    def _refuse(self, reading: Reading) -> Answer:
        question, scope, nothing = reading.question, reading.scope, reading.nothing
        nearest: list[Citation] = []
        if question.kind != "smalltalk" and not scope.missing and not scope.unknown:
            items: Sequence[Evidence] = (
                nothing.nearest or self._searcher.find(question, scope.sources)[:_NEAREST]
            )
            nearest = [
                self.citation(quote_of(item.plan, item.provision), number)
                for number, item in enumerate(items[:_NEAREST], start=1)
            ]
        return Answer(
            question=reading.asked,
            language=question.language,
            abstained=True,
            answer=refusal_text(question, scope, nothing, self.index),
            scope=scope.to_dict(self.index.plans),
            nearest=tuple(nearest),
            elapsed_ms=_elapsed(reading.started),
        )

    def citation(self, quote: Quote, marker: int) -> Citation:
        """Return ``quote`` as a citation numbered ``marker``."""
        plan = self.index.plans[quote.source]
        return Citation(
            marker=marker,
            source=quote.source,
            title=f"{plan.kind} {_lower_first(plan.title)}".strip(),
            number=plan.number.value if plan.number else None,
            locator=quote.locator,
            spans=quote.spans,
            quote=quote_text(self.index.texts[quote.source], quote),
        )


Composer = Callable[[Question, Scope, Searcher], Draft]


def _field(role: Role) -> Composer:
    return lambda question, scope, searcher: fields.answer_field(
        question, scope, searcher, role
    )


def _fact(tell: facts.Teller, vi: str, en: str) -> Composer:
    return lambda question, scope, searcher: facts.answer_fact(
        question, scope, searcher, tell, (vi, en)
    )


_whole_period = _fact(
    facts.tell_period, "Văn bản không ghi thời gian thực hiện", "The document states no period"
)


def _period(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """A period is the plan's, unless the question names a task of it or its milestones."""
    if facts.asks_if_running(question):
        return _whole_period(question, scope, searcher)
    if re.search(r"moc nao|den nam nao", strip_marks(question.asking)):
        marked = lists.milestones(question, scope, searcher)
        if not isinstance(marked, Nothing):
            return marked
    matter = tuple(
        term
        for term in question.terms
        if not term.agency
        and not searcher.matcher.in_title(term, question.way, scope.sources)
        and strip_marks(term.wordings[0]) not in ("ap dung", "keo dai", "giai doan")
    )
    if sum(len(term.wordings[0].split()) for term in matter) > 1:
        timed = fields.answer_field(question, scope, searcher, "time")
        if not isinstance(timed, Nothing):
            return timed
    return _whole_period(question, scope, searcher)


_COMPOSERS: dict[Kind, Composer] = {
    "lead": _field("lead"),
    "coordinating": _field("coordinate"),
    "time": _field("time"),
    "output": _field("output"),
    "signer": _fact(
        facts.tell_signer, "Văn bản không ghi người ký", "The document names no signer"
    ),
    "recipients": _fact(
        facts.tell_recipients, "Văn bản không ghi nơi nhận", "The document names no recipients"
    ),
    "number_of_plan": _fact(
        facts.tell_number, "Văn bản để trống số hiệu", "The document leaves its number blank"
    ),
    "issued": _fact(
        facts.tell_issued,
        "Văn bản không ghi đủ ngày ban hành",
        "The document does not state its full date of issue",
    ),
    "effect": _fact(
        facts.tell_effect, "Văn bản không nêu thời điểm này", "The document does not state this"
    ),
    "period": _period,
    "basis": facts.answer_basis,
    "definition": definitions.answer_definition,
    "deadline": figures.answer_deadline,
    "number": figures.answer_number,
    "role": duties.answer_role,
    "list": lists.answer_list,
    "support": passages.answer_support,
    "budget": passages.answer_budget,
    "money": passages.answer_money,
    "achieved": passages.answer_achieved,
    "contact": passages.answer_contact,
}
# Kinds that give way to the next reading where they find nothing.
_MAY_YIELD = frozenset({"definition", "list", "role", "support", "budget", "period"})
# Kinds whose answer is a field, a figure or a name: a sentence that lacks it is no answer.
_TYPED = frozenset(
    {
        "contact",
        "signer",
        "recipients",
        "number_of_plan",
        "issued",
        "effect",
        "money",
        "achieved",
        "number",
        "deadline",
        "coordinating",
        "output",
        "time",
    }
)


def _lower_first(title: str) -> str:
    return title if fold(title[:2]).isupper() else title[:1].lower() + title[1:]


def _elapsed(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)


__all__ = ["MAX_QUESTION", "Assistant", "Reading"]
