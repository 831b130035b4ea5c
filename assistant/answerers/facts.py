"""Answers taken from a document's metadata: signer, number, date, bases, period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice

from hoidap.assistant.answerers.fields import ENOUGH
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, Quote, quote_of, shorten
from hoidap.assistant.evidence import Keep, Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label, say
from hoidap.ingest.plan import Plan
from hoidap.records.facts import Fact, FactKind
from hoidap.text.sentences import sentences
from hoidap.text.vietnamese import fold, strip_marks

Teller = Callable[[Question, Plan, "Told"], DraftClaim | None]


class Told:
    """What a document says of itself, by kind of fact."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts

    def all(self, kind: FactKind) -> list[Fact]:
        """Return every fact of ``kind``, in reading order."""
        return [fact for fact in self._facts if fact.kind == kind]

    def first(self, kind: FactKind) -> Fact | None:
        """Return the first fact of ``kind``, ``None`` where the document leaves it out."""
        return next((fact for fact in self._facts if fact.kind == kind), None)


def answer_fact(
    question: Question, scope: Scope, searcher: Searcher, tell: Teller, missing: tuple[str, str]
) -> Draft:
    """Tell a fact of each document in scope.

    :param missing: what the documents lack where none holds the fact, in both languages
    """
    plans = [searcher.index.plans[name] for name in scope.sources]
    several = len(plans) > 1
    claims: list[DraftClaim] = []
    for plan in plans:
        claim = tell(question, plan, Told(searcher.index.records[plan.source].facts))
        if claim is not None:
            lead = plan_label(plan, question.language) + ":" if several else ""
            claims.append(DraftClaim(claim.text, claim.quotes, lead))
    if not claims:
        names = ", ".join(plan_label(plan, question.language) for plan in plans[:3])
        return Nothing(f"{missing[0]} ({names}).", f"{missing[1]} ({names}).")
    return claims


def tell_signer(question: Question, plan: Plan, told: Told) -> DraftClaim | None:
    """Who signed, and in which office."""
    signer, office = told.first("signer"), told.first("signer_title")
    if signer is None:
        return None
    above = [
        span
        for place in plan.provisions
        if place.kind == "signature" and place.spans[0][0] < signer.spans[0][0]
        for span in place.spans
    ]
    quote = quote_of(plan, next(p for p in plan.provisions if p.spans == signer.spans), above)
    if office is None:
        said = say("signed_plain", question.language, name=signer.value)
        return DraftClaim(said, (quote,))
    title = office.value
    if question.language == "en":
        english = {"phó chủ tịch": "Vice Chairman", "chủ tịch": "Chairman"}.get(fold(title))
        title = f"{english} ({title})" if english else title
    said = say("signed", question.language, name=signer.value, title=title)
    return DraftClaim(said, (quote,))


def tell_recipients(question: Question, plan: Plan, told: Told) -> DraftClaim | None:
    """Who gets a copy."""
    recipients = told.all("recipient")
    if not recipients:
        return None
    value = shorten("; ".join(fact.value for fact in recipients), 420)
    said = say("recipients", question.language, value=value)
    return DraftClaim(said, (_quote(plan, *recipients),))


def tell_number(question: Question, plan: Plan, told: Told) -> DraftClaim | None:
    """The document's own number, where it is not left blank."""
    number, issued = told.first("number"), told.first("issued")
    if number is None:
        return None
    value, quotes = number.value, [_quote(plan, number)]
    if issued is not None and issued.day is not None:
        day = _day(issued.day)
        value += f", ngày {day}" if question.language == "vi" else f", {day}"
        quotes.append(_quote(plan, issued))
    return DraftClaim(say("number", question.language, value=value), tuple(quotes))


def tell_issued(question: Question, plan: Plan, told: Told) -> DraftClaim | None:
    """The day of issue, where the document states the whole date."""
    issued = told.first("issued")
    if issued is None or issued.day is None:
        return None
    said = say("issued", question.language, value=_day(issued.day))
    return DraftClaim(said, (_quote(plan, issued),))


def tell_effect(question: Question, plan: Plan, told: Told) -> DraftClaim | None:
    """The clause on entry into force."""
    effect, issued = told.first("effect"), told.first("issued")
    if effect is None or re.search(r"hết hiệu lực|het hieu luc|expire|end", question.asking):
        return None
    text, quotes = effect.value, [_quote(plan, effect)]
    if effect.day is not None and issued is not None:
        signed = "ngày ký: " if question.language == "vi" else "signed on "
        text += f" ({signed}{_day(effect.day)})"
        quotes.append(_quote(plan, issued))
    return DraftClaim(text, tuple(quotes))


_WHETHER = re.compile(
    r"\bcòn\b|\bcon (?:hieu|thoi|gia|ap|trong|han)|hết (?:hạn|thời|hiệu)|het (?:han|thoi|hieu)|still|in force|valid|chưa\b|không\W*$|khong\W*$|không,|khong,"
)


def asks_if_running(question: Question) -> bool:
    """Tell whether a question on a period asks if it is running."""
    return _WHETHER.search(question.asking) is not None


def tell_period(question: Question, plan: Plan, told: Told) -> DraftClaim | None:
    """The years a plan covers; whether they are running where that is asked."""
    period, until = told.first("period"), told.first("effect_until")
    if plan.period is None or plan.period_fact is None or period is None:
        return None
    start, end = plan.period
    quote, yes_no = _quote(plan, period), asks_if_running(question)
    if end is None:
        words = plan.period_fact.value  # "đến năm 2030 và những năm tiếp theo"
        last = re.findall(r"20\d\d", words)[-1]
        key = "open" if yes_no else "until"
        return DraftClaim(say(key, question.language, words=words, b=last), (quote,))
    today = date.today().year
    key = "period"
    if yes_no:
        key = "ended" if today > end else ("not_yet" if today < start else "running")
    text = say(key, question.language, a=start, b=end)
    if yes_no and until is not None:
        return DraftClaim(f"{text} {shorten(until.value, 220)}", (quote, _quote(plan, until)))
    return DraftClaim(text, (quote,))


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _quote(plan: Plan, *facts: Fact) -> Quote:
    """Quote the places of facts, as one passage."""
    spans = sorted({span for fact in facts for span in fact.spans})
    return Quote(plan.source, facts[0].locator, tuple(spans))


def answer_basis(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Which documents a plan rests on; one of them where the question says which kind."""
    claims: list[DraftClaim] = []
    several = len(scope.sources) > 1
    asked = _asked_documents(question)
    named = _named_symbols(question, searcher)
    for name in scope.sources:
        plan = searcher.index.plans[name]
        parts = Told(searcher.index.records[name].facts).all("basis")
        lead = plan_label(plan, question.language) + ":" if several else ""
        if named:
            parts = [part for part in parts if any(s in fold(part.value) for s in named)]
        chosen = [part for part in parts if not asked or _type_of(part.value) in asked]
        if not _PLURAL.search(question.asking):
            chosen = _best(question, searcher, chosen)
        if asked and _better_elsewhere(question, searcher, name, chosen):
            continue
        if not chosen:
            continue
        room = 430 // max(1, min(len(chosen), 8)) if not several else 220
        text = "; ".join(shorten(part.value, max(90, room)) for part in chosen[:8])
        quotes = dict.fromkeys(_quote(plan, part) for part in chosen[:8])
        claims.append(DraftClaim(text, tuple(quotes), lead))
    return claims or _named_in_clauses(question, scope, searcher, asked) or Nothing("", "")


def _named_in_clauses(
    question: Question, scope: Scope, searcher: Searcher, asked: list[str]
) -> list[DraftClaim]:
    """Find the clauses that name documents of the kinds asked for, one for each kind."""
    claims: list[DraftClaim] = []
    if "basis" not in question.kinds or len(scope.sources) > 1:
        return claims
    found = searcher.find(question, scope.sources, _CLAUSES)
    for kind in asked:
        numbered = re.compile(rf"{kind} (?:liên tịch )?(?:số )?\d")
        naming = (
            (item, sentence, match)
            for item in found
            if item.fit >= ENOUGH * 0.85
            for sentence in sentences(item.provision.text)
            if (match := numbered.search(fold(sentence)))
        )
        for item, sentence, match in islice(naming, 1):
            start = sentence.rfind(" ", 0, max(0, match.start() - 200)) + 1
            text = ("… " if start else "") + shorten(sentence[start:], 360)
            claims.append(DraftClaim(text, (quote_of(item.plan, item.provision),)))
    return claims


_SYMBOL = re.compile(r"(?<![\w/])\d+/(?:\d{4}/)?[a-zđ]+(?:-[a-zđ]+)+")


def _named_symbols(question: Question, searcher: Searcher) -> list[str]:
    """Return the symbols of other documents that the question writes out (``35/2021/tt-btc``)."""
    numbered = searcher.index.catalogue.numbered
    return [
        symbol
        for symbol in _SYMBOL.findall(question.asking)
        if all(fold(e.number or "") != symbol for e in numbered(symbol.partition("/")[0]))
    ]


_TYPES = (
    "tờ trình",
    "nghị quyết",
    "chỉ thị",
    "luật",
    "quyết định",
    "kế hoạch",
    "công văn",
    "nghị định",
    "thông tư",
    "chương trình",
    "đề án",
)
_TYPES_EN = {"submission": "tờ trình", "resolution": "nghị quyết", "directive": "chỉ thị", "law": "luật", "decision": "quyết định", "plan": "kế hoạch", "official letter": "công văn", "decree": "nghị định", "circular": "thông tư"}  # fmt: skip


def _asked_documents(question: Question) -> list[str]:
    """Return the kinds of document asked for ("tờ trình nào", "which resolution")."""
    folded = question.asking
    if question.language == "en":
        kinds = re.findall(
            r"(?:which|what)\b(?: \w+){0,3}? (" + "|".join(_TYPES_EN) + r")", folded
        )
        return [_TYPES_EN[kind] for kind in kinds]
    patterns = _asked_patterns(question.way == "plain")
    return [name for name, pattern in patterns.items() if pattern.search(folded)]


@lru_cache(maxsize=2)
def _asked_patterns(plain: bool) -> dict[str, re.Pattern[str]]:
    """Compile for each kind of document "nghị định (của ai đó) nào"."""
    patterns = {
        name: rf"{name}(?: (?!kế hoạch|quyết định)[^\W\d]+){{0,3}} (?:số )?(?:nào|mấy|gì|bao nhiêu)"
        for name in _TYPES
    }
    return {
        name: re.compile(strip_marks(pattern) if plain else pattern)
        for name, pattern in patterns.items()
    }


_PLURAL = re.compile(
    r"những|các (?:văn bản|quyết định|căn cứ)|nhung|cac (?:van ban|quyet dinh|can cu)|which decisions|what are"
)


def _type_of(part: str) -> str:
    """Return the kind of document that a part names first; "QĐ" in a number says it too."""
    folded = re.sub(r"^(?:căn cứ|thực hiện|theo|xét)\s+(?:các\s+)?", "", fold(part))
    code = re.match(r"số \d+/(qđ|ct|nq)", folded)
    if code:
        return {"qđ": "quyết định", "ct": "chỉ thị", "nq": "nghị quyết"}[code.group(1)]
    if "tờ trình" in folded and ("đề nghị" in folded or "đề xuất" in folded):
        return "tờ trình"
    places = [(folded.find(name), name) for name in _TYPES if name in folded]
    return min(places)[1] if places else ""


_CLAUSES = Keep("clauses", lambda p: p.kind in ("clause", "paragraph", "row"))


def _better_elsewhere(
    question: Question, searcher: Searcher, name: str, parts: list[Fact]
) -> bool:
    """Tell whether a clause of the plan fits the question clearly better than its bases."""
    weights = searcher.matcher.weights(question, ())
    own = max(
        (searcher.matcher.text_coverage(question, weights, part.value) for part in parts),
        default=0.0,
    )
    found = searcher.find(question, [name], keep=_CLAUSES)
    clause = max(
        (
            searcher.matcher.text_coverage(question, weights, item.passage.text)
            for item in found[:5]
        ),
        default=0.0,
    )
    return clause > own + 0.25


def _best(question: Question, searcher: Searcher, parts: list[Fact]) -> list[Fact]:
    """Keep the parts that fit the question's other words best; all where none stands out."""
    if len(parts) < 2:
        return parts
    weights = searcher.matcher.weights(question, ())
    scores = [searcher.matcher.text_coverage(question, weights, p.value) for p in parts]
    top = max(scores)
    if top < 0.3:  # the question names no one of them
        return parts
    return [part for score, part in zip(scores, parts, strict=True) if score >= top - 0.02]
