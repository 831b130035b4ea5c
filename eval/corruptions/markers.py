"""Markers that lead nowhere, or to a passage that does not hold what is said."""

from __future__ import annotations

import random
import re

from hoidap.assistant.llm.source import NumberedSource
from hoidap.eval.corruptions.sense import WORDS
from hoidap.eval.corruptions.tools import HOLDS, kind, share
from hoidap.eval.generated import Good, Setting, cite
from hoidap.text.vietnamese import syllables

MENDABLE = frozenset(("wrong marker", "added marker", "only an invented marker"))
"""Kinds whose sentence is true: mended by the right marker, they harm no reader."""

_LACKS = 0.75


def backing(good: Good, case: Setting) -> frozenset[int]:
    """Return the markers of the sources that back a good sentence.

    Those that it was made from, and any that holds its words just as well or has what it
    quotes word for word.
    """
    quoted = [_words(part) for part in re.findall(r"“([^”]+)”", good.text)]
    first = case.source(good.markers[0])
    return frozenset(
        item.marker
        for item in case.sources
        if item.marker in good.markers
        or share(good.text, item) >= HOLDS
        or _same_section(item, first)
        or (quoted and all(part in _words(item.citation.quote) for part in quoted))
        or _same_agencies(good, item, first, len(case.answer.citations))
    )


def _words(text: str) -> str:
    return " ".join(syllables(text))


def _same_agencies(good: Good, one: NumberedSource, other: NumberedSource, asked: int) -> bool:
    """Tell whether both passages answer and a sentence on their agencies is true of both."""
    work = one.provision.assignment if one.provision else None
    same = other.provision.assignment if other.provision else None
    if work is None or same is None or max(one.marker, other.marker) > asked:
        return False
    told = set(syllables(same.task)) & set(syllables(good.text))
    alike = (work.lead, work.coordinate) == (same.lead, same.coordinate)
    return alike and len(told) < 0.5 * len(set(syllables(same.task)))


def _same_section(one: NumberedSource, other: NumberedSource) -> bool:
    """Tell whether two passages are of one section, whose work is given to the same."""
    first, second = one.provision, other.provision
    if first is None or second is None or one.plan.source != other.plan.source:
        return False
    work, same = first.assignment, second.assignment
    return work is not None and same is not None and work.spans == same.spans


def _wrong(good: Good, case: Setting) -> list[int]:
    return [
        item.marker
        for item in case.sources
        if item.marker not in good.markers and share(good.text, item) < _LACKS
    ]


@kind("wrong marker", "dẫn sai đoạn")
def _wrong_marker(good: Good, case: Setting, draw: random.Random) -> str | None:
    wrong = _wrong(good, case)
    return cite(good.text, (draw.choice(wrong),)) if wrong else None


@kind("added marker", "dẫn thêm đoạn sai")
def _added_marker(good: Good, case: Setting, draw: random.Random) -> str | None:
    wrong = _wrong(good, case)
    return cite(good.text, (*good.markers, draw.choice(wrong))) if wrong else None


@kind("only an invented marker", "chỉ có dấu dẫn bịa")
def _invented_marker(good: Good, case: Setting, draw: random.Random) -> str | None:
    return cite(good.text, (len(case.sources) + draw.randint(1, 30),))


@kind("invented marker and content", "bịa cả dấu dẫn và nội dung")
def _invented_both(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = draw.choice(WORDS[f"invented_{good.language}"])
    return cite(f"{said}.", (len(case.sources) + draw.randint(1, 30),))
