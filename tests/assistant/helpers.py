"""What the tests of the assistant share: the corpus by name, and what an answer must keep."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from hoidap.assistant import engine
from hoidap.assistant.answer import Answer, Citation
from hoidap.assistant.answerers import facts
from hoidap.assistant.draft import Quote
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.sentences import Sentences
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import TONE_PLACEMENT, contains, fold, squeeze, strip_marks

DONG_NAI = "dong-nai-2025-quyet-dinh-1295.txt"
THAI_NGUYEN = "thai-nguyen-2026-ke-hoach-876.txt"
THANH_HOA_2021 = "thanh-hoa-2021-ke-hoach-nang-suat.txt"
THANH_HOA_2025 = "thanh-hoa-2025-quyet-dinh-1703.txt"
THANH_HOA_2026 = "thanh-hoa-2026-ke-hoach-876.txt"

DOST = "Sở Khoa học và Công nghệ"
MAX_QUOTE = 2000
MAX_NEAREST = 3
_MARKER = re.compile(r"\[(\d+)\]")
_OLD_TONES = {new: old for old, new in TONE_PLACEMENT.items()}
_NEW_PLACEMENT = re.compile(
    "(?<![qQ])(" + "|".join(map(re.escape, _OLD_TONES)) + r")(?![^\W\d_])"
)


@dataclass(frozen=True)
class Place:
    """A place that an answer must cite: ``quote`` stands in what it quotes from there."""

    source: str
    locator: str
    quote: str


def open_assistant(documents: Sequence[Path], folder: Path) -> Assistant:
    """Build an index of ``documents`` with the model that ships, and open it."""
    from hoidap.index.build import build
    from hoidap.index.embedding import StaticEmbedder

    build(documents, folder, StaticEmbedder.load())
    return Assistant.open(folder)


def decomposed(text: str) -> str:
    """Return ``text`` as some keyboards and systems write it: letters and marks apart."""
    return unicodedata.normalize("NFD", text)


def old_tones(text: str) -> str:
    """Return ``text`` with the tone marks of ``oa``, ``oe``, ``uy`` in their old place."""
    return _NEW_PLACEMENT.sub(lambda match: _OLD_TONES[match.group(1)], text)


def provision(plan: Plan, locator: str) -> Provision:
    """Return the provision of ``plan`` at ``locator``."""
    return next(item for item in plan.provisions if item.locator == locator)


def quote(plan: Plan, *locators: str) -> Quote:
    """Quote provisions of ``plan`` whole, nothing but their own text."""
    spans = sorted(span for name in locators for span in provision(plan, name).spans)
    return Quote(plan.source, ", ".join(locators), tuple(spans))


def at(text: str, words: str, source: str = THAI_NGUYEN) -> Quote:
    """Quote ``words`` where they stand in ``text``."""
    start = text.index(words)
    return Quote(source, "", ((start, start + len(words)),))


def cites(answer: Answer, place: Place) -> bool:
    """Tell whether ``answer`` cites ``place``."""
    return any(
        item.source == place.source
        and item.locator == place.locator
        and fold(place.quote) in fold(item.quote)
        for item in answer.citations
    )


def holds(answer: Answer, words: str) -> bool:
    """Tell whether ``words`` stand in what ``answer`` says, as whole words."""
    return contains(_MARKER.sub("", answer.answer), words)


def sources(answer: Answer) -> set[str]:
    """Return the documents that ``answer`` cites."""
    return {item.source for item in answer.citations}


def same(one: Answer, other: Answer) -> bool:
    """Tell whether two answers say the same, whatever the question's spelling and the time."""
    return _said(one) == _said(other)


def _said(answer: Answer) -> tuple[object, ...]:
    return (
        *(answer.language, answer.answer, answer.abstained, answer.claims),
        *(answer.citations, answer.nearest, answer.scope),
    )


def faults(answer: Answer, assistant: Assistant) -> list[str]:
    """Return what is wrong with ``answer``, whatever was asked; nothing is right."""
    return [*_form(answer), *_citations(answer, assistant), *_scope(answer, assistant)]


def _form(answer: Answer) -> Iterator[str]:
    if not answer.answer.strip():
        yield "says nothing"
    if answer.abstained:
        if answer.claims or answer.citations:
            yield "a refusal with claims or citations"
        if len(answer.nearest) > MAX_NEAREST:
            yield f"{len(answer.nearest)} nearest passages"
        if _markers(answer.nearest) != list(range(1, len(answer.nearest) + 1)):
            yield f"nearest passages are marked {_markers(answer.nearest)}"
        return
    markers = _markers(answer.citations)
    if not answer.claims or answer.nearest:
        yield "an answer without claims, or with nearest passages"
    if markers != list(range(1, len(markers) + 1)):
        yield f"citations are marked {markers}"
    if {int(number) for number in _MARKER.findall(answer.answer)} != set(markers):
        yield f"the text's markers are not those of the citations {markers}"
    if {number for claim in answer.claims for number in claim.citations} != set(markers):
        yield f"the claims' markers are not those of the citations {markers}"
    for claim in answer.claims:
        if not claim.citations:
            yield f"no citation for {claim.text!r}"


def _markers(citations: Sequence[Citation]) -> list[int]:
    return [item.marker for item in citations]


def _citations(answer: Answer, assistant: Assistant) -> Iterator[str]:
    for item in (*answer.citations, *answer.nearest):
        text = assistant.index.texts[item.source]
        plan = assistant.index.plans[item.source]
        ends = [0, *(end for _, end in item.spans)]
        if not item.spans or not all(
            before <= start < end <= len(text)
            for before, (start, end) in zip(ends, item.spans, strict=False)
        ):
            yield f"{item.locator}: spans {item.spans}"
        if item.quote != squeeze(" ".join(text[start:end] for start, end in item.spans)):
            yield f"{item.locator}: the quote is not the text at its spans"
        if not 0 < len(item.quote) < MAX_QUOTE:
            yield f"{item.locator}: a quote of {len(item.quote)} characters"
        if item.locator not in {place.locator for place in plan.provisions}:
            yield f"{item.source}: no place {item.locator}"
        if item.number != (plan.number.value if plan.number else None):
            yield f"{item.source}: number {item.number}"


def _scope(answer: Answer, assistant: Assistant) -> Iterator[str]:
    named = answer.scope.get("province")
    plans = assistant.index.plans
    for item in (*answer.citations, *answer.nearest):
        if named and plans[item.source].province not in named.split(", "):
            yield f"{item.source} is cited for {named}"
        if answer.scope.get("source", item.source) != item.source:
            yield f"{item.source} is cited for {answer.scope['source']}"


def check(assistant: Assistant, question: str, says: Sequence[str], *places: Place) -> Answer:
    """Ask ``question``; its answer must hold ``says`` and cite ``places``.

    A Vietnamese question is asked in every spelling and without diacritics too.
    """
    answer = assistant.ask(question)
    for form in (decomposed, old_tones):
        assert same(assistant.ask(form(question)), answer), form(question)
    answers = [answer]
    if answer.language == "vi":
        answers.append(assistant.ask(strip_marks(question)))
    for given in answers:
        assert not given.abstained, f"{given.question}: {given.answer}"
        assert faults(given, assistant) == []
        assert given.language == answer.language
        for words in says:
            assert holds(given, words), f"{given.question}: {words!r} not in {given.answer!r}"
        for place in places:
            cited = [(item.source, item.locator) for item in given.citations]
            assert cites(given, place), f"{given.question}: {place} not in {cited}"
    return answer


def check_refused(assistant: Assistant, question: str) -> Answer:
    """Ask ``question``; it must be refused, in every spelling and without diacritics too."""
    answer = assistant.ask(question)
    for form in (str, decomposed, old_tones, strip_marks):
        given = assistant.ask(form(question))
        assert given.abstained, f"{given.question}: {given.answer}"
        assert faults(given, assistant) == []
    return answer


def freeze(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    """Make today the 15th of June of ``year`` for the assistant."""

    class Frozen(datetime.date):
        @classmethod
        def today(cls) -> Frozen:
            return cls(year, 6, 15)

    # Wherever the assistant takes the day from: at import, or when it needs it.
    monkeypatch.setattr(datetime, "date", Frozen)
    for module in (engine, facts):
        monkeypatch.setattr(module, "date", Frozen, raising=False)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a whole text that a model wrote."""
    sentences = Sentences()
    return sentences.feed(text) + sentences.flush()
