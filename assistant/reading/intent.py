"""What a question asks for, read from the words it is asked with.

Patterns are written with diacritics and matched without them as well, so that
hurried typing is understood; English has patterns of its own.  The first that
matches decides: the order runs from the specific to the general.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, overload

from hoidap.text.patterns import patterns
from hoidap.text.vietnamese import fold, has_marks, strip_marks

Kind = Literal[
    "smalltalk", "contact", "person", "money", "definition", "signer", "recipients", "number_of_plan",
    "issued", "basis", "period", "effect", "deadline", "coordinating", "role", "lead", "output", "time",
    "number", "budget", "support", "list", "free", "achieved",
]  # fmt: skip


_PATTERNS = patterns("hoidap.assistant.reading", "intent.toml")


@lru_cache(maxsize=3)
def _compiled(table: str) -> list[tuple[Kind, re.Pattern[str]]]:
    """Return the patterns for Vietnamese, the same without diacritics, or English."""
    spelt = str if table == "vi" else strip_marks
    kinds = (("smalltalk", _PATTERNS["smalltalk"]), *_PATTERNS["en" if table == "en" else "vi"])
    return [(kind, re.compile(spelt(words))) for kind, words in kinds]


_SLIPS = {
    "chủ chì": "chủ trì",
    "trủ trì": "chủ trì",
    "phối hơp": "phối hợp",
    "nhửng": "những",
    "năng xuất": "năng suất",
    "báo cáu": "báo cáo",
}


def mend(text: str) -> str:
    """Put right the common misspellings of the words that ask.

    >>> mend("ai chủ chì?")
    'ai chủ trì?'
    """
    for slip, right in _SLIPS.items():
        if slip in text:
            text = text.replace(slip, right)
    return text


class Kinds(Sequence[Kind]):
    """Every kind whose words stand in a question, the deciding one first.

    Patterns are tried only as far as somebody asks: most answers need the first kind.
    """

    def __init__(self, folded: str, patterns: Sequence[tuple[Kind, re.Pattern[str]]]) -> None:
        self._folded = folded
        self._patterns = patterns
        # How many patterns were tried and what they found, replaced as one: threads agree.
        self._read: tuple[int, tuple[Kind, ...]] = (0, ())

    def _upto(self, count: float) -> tuple[Kind, ...]:
        """Return the first kinds, ``count`` of them if there are so many."""
        tried, found = self._read
        while len(found) < count and tried < len(self._patterns):
            kind, pattern = self._patterns[tried]
            if kind not in found and pattern.search(self._folded):
                found = (*found, kind)
            tried += 1
        self._read = (tried, found)
        return found

    @overload
    def __getitem__(self, place: int) -> Kind: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Kind, ...]: ...
    def __getitem__(self, place: int | slice) -> Kind | tuple[Kind, ...]:
        if isinstance(place, int) and place >= 0:
            return self._upto(place + 1)[place]
        return self._upto(math.inf)[place]

    def __len__(self) -> int:
        return len(self._upto(math.inf))

    def __bool__(self) -> bool:
        return bool(self._upto(1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kinds) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def kinds_of(question: str, language: str) -> Kinds:
    """Return every kind whose words stand in ``question``, the deciding one first.

    >>> kinds_of("Ai chu tri cung cap thong tin TBT?", "vi")[0]
    'lead'
    """
    folded = fold(question)
    table = "en" if language == "en" else ("vi" if has_marks(folded) else "plain")
    return Kinds(folded if table == "vi" else strip_marks(folded), _compiled(table))


def is_comparison(question: str) -> bool:
    """Tell whether ``question`` asks to put things side by side."""
    folded = fold(question)
    return _comparison(bare=not has_marks(folded)).search(folded) is not None


@lru_cache(maxsize=2)
def _comparison(*, bare: bool) -> re.Pattern[str]:
    words = _PATTERNS["comparison"]
    return re.compile(strip_marks(words) if bare else words)
