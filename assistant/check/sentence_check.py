"""A sentence that a model wrote is shown only if the text it cites carries it.

What is looked at, one by one: its markers; every number, date and document number, and
whether it stands there about the same thing; the agencies and what they have to do; the
provinces; negation, modality and bounds; the words; the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hoidap.assistant.answer import Language
from hoidap.assistant.check.sentences.claim import fault_of
from hoidap.assistant.check.sentences.reading import Reading, read
from hoidap.assistant.check.sentences.said import Fault, Said
from hoidap.assistant.check.sentences.text import clean
from hoidap.assistant.check.sentences.weigh import Weights
from hoidap.assistant.llm.source import NumberedSource
from hoidap.text.vietnamese import has_marks, squeeze

_MARKER = re.compile(
    r"\s?[\[【]\s*\^?(?:nguồn|source|src|số|no\.?)?\s*"
    r"(\d+(?:\s*(?:,|;|-|–|và|and)\s*\^?\d+)*)\s*(?:†[^\]】]*)?[\]】]",
    re.IGNORECASE,
)
_CLEARLY = 0.15  # how much better a source must back a sentence to take another's place


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after the check.

    ``text`` is what is shown: Unicode NFC, white space folded, its markers taken out.
    ``citations`` are the markers of the sources it rests on: those it named, or the one
    that backs it where it named a wrong one; none if it has a ``fault``.
    """

    text: str
    citations: tuple[int, ...]
    fault: Fault | None


def check(
    sentence: str, sources: Sequence[NumberedSource], question: str, language: Language
) -> Checked:
    """Check ``sentence`` against the sources that it cites.

    :param sentence: as the model wrote it, with markers such as ``[1]``, ``[1, 3]``, ``【1】``
    :param sources: all that the model was shown
    :param question: what was asked; its words may be repeated, they back nothing

    >>> check("Hạn báo cáo là trước ngày 15/12 [1].", sources, "Hạn báo cáo?", "vi").fault
    'date'
    """
    cleaned = clean(sentence)
    text = _tidied(_MARKER.sub("", cleaned))
    bare = language == "vi" and not has_marks(text)
    said = Said(text, clean(question), language, bare)
    readings = {source.marker: read(source, bare=bare) for source in sources}
    cited = [marker for marker in _markers(cleaned) if marker in readings]
    weights = Weights(said, list(readings.values()))
    fault: Fault | None = "marker"
    if cited:
        fault = fault_of(said, [readings[marker] for marker in cited])
        if fault is None:
            kept = _needed(said, cited, readings, weights)
            return Checked(text, _better(said, kept, readings, weights), None)
    # What the cited text contradicts is not made true by a passage that fits less well.
    floor = max((weights.of(readings[marker]) for marker in cited), default=0.0)
    substitute = _substitute(said, readings, weights, floor)
    if substitute is None:
        return Checked(text, (), fault)
    return Checked(text, (substitute,), None)


def _markers(text: str) -> list[int]:
    """Return the numbers that a sentence cites, each once; a range of them in full."""
    found: list[int] = []
    for match in _MARKER.finditer(text):
        for part in re.split(r"\s*(?:,|;|và|and)\s*", match[1]):
            first, *last = (int(number) for number in re.findall(r"\d+", part)[:2])
            found += range(first, min(last[0], first + 20) + 1) if last else [first]
    return list(dict.fromkeys(found))


def _tidied(text: str) -> str:
    """Close the gaps that markers leave: "2026 ." becomes "2026."."""
    return squeeze(re.sub(r"\s+(?=[.,;](?:\s|$))", "", text))


def _needed(
    said: Said, cited: list[int], readings: dict[int, Reading], weights: Weights
) -> tuple[int, ...]:
    """Leave out the cited sources that do not back the sentence where others do so better."""
    if len(cited) == 1:
        return tuple(cited)
    alone = [marker for marker in cited if fault_of(said, [readings[marker]]) is None]
    best = max((weights.of(readings[marker]) for marker in alone), default=0.0)
    kept = [marker for marker in alone if weights.of(readings[marker]) > best - _CLEARLY]
    return tuple(kept or cited)


def _better(
    said: Said, cited: tuple[int, ...], readings: dict[int, Reading], weights: Weights
) -> tuple[int, ...]:
    """Return the source that backs the sentence clearly better than the one cited."""
    if len(cited) > 1:
        return cited
    own = weights.of(readings[cited[0]])
    ranked = sorted(readings, key=lambda marker: -weights.of(readings[marker]))
    for marker in ranked:
        if weights.of(readings[marker]) < own + _CLEARLY:
            break
        if fault_of(said, [readings[marker]]) is None:
            return (marker,)
    return cited


def _substitute(
    said: Said, readings: dict[int, Reading], weights: Weights, floor: float
) -> int | None:
    """Return the source that alone backs a sentence, or does so better than any other."""
    backing = [
        marker
        for marker, item in readings.items()
        if weights.of(item) > floor and fault_of(said, [item]) is None
    ]
    backing.sort(key=lambda marker: -weights.of(readings[marker]))
    if not backing:
        return None
    if len(backing) > 1 and not said.tells:
        best, second = (weights.of(readings[marker]) for marker in backing[:2])
        if best < second + _CLEARLY:
            return None
    return backing[0]


__all__ = ["Checked", "Fault", "check"]
