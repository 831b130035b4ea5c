"""Passages as arrays of numbers, one a syllable, for comparing many with a question at once.

A passage is analysed once, at the build; what is stored are the numbers of its syllables.
Two syllables that differ by a mark have numbers of their own: a question without marks is
compared with all the numbers that its syllable may stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from hoidap.text.vietnamese import strip_marks, syllables

Ids = npt.NDArray[np.int32]

BREAK = 0
"""Stands between clauses, at the beginning and at the end; no syllable has this number."""
_CLAUSE_END = re.compile(r"\n+|(?<=[.;:])\s+")
_SMALL = 1 << 16
_KINDS: dict[int, type[np.generic]] = {2: np.uint16, 4: np.int32}  # by the size of one


class Vocabulary(Protocol):
    """The numbers of syllables."""

    def numbers(self, syllable: str, marked: bool) -> Sequence[int]:
        """Return the numbers that ``syllable`` stands for; none if no passage has it.

        :param marked: as it is written; otherwise those it may be with any marks
        """


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to compare, and the name of its document, each as :func:`clauses` parts it."""

    source: str
    name: Ids
    own: Ids


@dataclass(frozen=True, slots=True)
class Tokens:
    """The syllables of some passages, one passage after the other.

    ``ids`` are their numbers, with :data:`BREAK` around every clause; ``starts`` says where
    each passage begins, ``owner`` which of the passages an id belongs to, ``named`` whether
    it stands in the name of the document, which comes before the passage's own words.
    """

    ids: Ids
    starts: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    named: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Tokens:
        """Put passages, at least one, one after the other."""
        parts = [part for one in candidates for part in (one.name, one.own)]
        sizes = np.asarray([len(one.name) + len(one.own) for one in candidates], np.int64)
        starts = np.cumsum(sizes) - sizes
        owner = np.repeat(np.arange(len(candidates)), sizes)
        own = starts + np.asarray([len(one.name) for one in candidates], np.int64)
        named = np.arange(len(owner)) < own[owner]
        return cls(np.concatenate(parts), starts, owner, named)


def clauses(title: str, text: str) -> list[tuple[str, ...]]:
    """Return the syllables of a passage's title and of each clause of its text."""
    return [_clause(title), *map(_clause, _CLAUSE_END.split(text))]


@lru_cache(maxsize=8192)  # a title stands over many passages
def _clause(text: str) -> tuple[str, ...]:
    return tuple(syllables(text))


def numbered(parts: Iterable[Sequence[int]]) -> Ids:
    """Return the numbers of a passage's clauses, each with a break behind it."""
    return np.asarray([number for part in parts for number in (*part, BREAK)], np.int32)


def name_numbers(name: Sequence[int]) -> Ids:
    """Return the numbers of a document's name with breaks around it; one break for none."""
    return np.asarray([BREAK, *name, BREAK] if name else [BREAK], np.int32)


def pack(ids: Ids) -> bytes:
    """Return ``ids`` in as few bytes as they need: the size of one, then all."""
    size = 2 if not len(ids) or int(ids.max()) < _SMALL else 4
    return bytes([size]) + ids.astype(_KINDS[size]).tobytes()


def unpack(packed: Sequence[bytes]) -> list[Ids]:
    """Return what :func:`pack` packed, of each; those of one size are read in one go."""
    found: list[Ids] = [np.zeros(0, np.int32)] * len(packed)
    for size, kind in _KINDS.items():
        places = [place for place, data in enumerate(packed) if data[0] == size]
        if not places:
            continue
        parts = [packed[place][1:] for place in places]
        together = np.frombuffer(b"".join(parts), kind).astype(np.int32)
        end = 0
        for place, part in zip(places, parts, strict=True):
            start, end = end, end + len(part) // size
            found[place] = together[start:end]
    return found


class Numbers:
    """A vocabulary that is kept in memory."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._bare: dict[str, list[int]] = {}

    def number(self, syllable: str) -> int:
        """Return the number of ``syllable``, a new one if it was never met."""
        found = self._numbers.get(syllable)
        if found is None:
            found = self._numbers[syllable] = len(self._numbers) + BREAK + 1
            self._bare.setdefault(strip_marks(syllable), []).append(found)
        return found

    def numbers(self, syllable: str, marked: bool) -> Sequence[int]:
        """Return the numbers that ``syllable`` stands for; none if it was never met."""
        if not marked:
            return self._bare.get(strip_marks(syllable), ())
        return [self._numbers[syllable]] if syllable in self._numbers else ()

    def of(self, found: Iterable[Sequence[str]]) -> Iterator[list[int]]:
        """Yield the numbers of each list of syllables."""
        for part in found:
            yield [self.number(syllable) for syllable in part]
