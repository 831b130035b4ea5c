"""Passages as arrays of numbers, one a syllable, for comparing many with a question at once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hoidap.index.passage import Passage
from hoidap.text.vietnamese import strip_marks, syllables

Ids = npt.NDArray[np.int32]

BREAK = 0
"""Stands between clauses, at the beginning and at the end; no syllable has this number."""
_CLAUSE_END = re.compile(r"\n+|(?<=[.;:])\s+")


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


class TokenizedPassages:
    """Passages, each analysed when it is first asked for; safe to use from several threads.

    :param passages: a passage's ``id`` is its place here
    :param names: what the document of each source is called; "" where a source is missing
    """

    def __init__(self, passages: Sequence[Passage], names: Mapping[str, str]) -> None:
        self._passages = passages
        self._names = names
        self._vocabulary: dict[str, int] = {}
        self._numbers = itertools.count(BREAK + 1)
        self._kept: dict[tuple[int, bool], tuple[Ids, int]] = {}

    def number(self, syllable: str) -> int:
        """Return the number of ``syllable``, a new one if it was never met."""
        found = self._vocabulary.get(syllable)
        if found is None:  # setdefault: two threads that meet it agree on one number
            found = self._vocabulary.setdefault(syllable, next(self._numbers))
        return found

    def take(self, ids: Sequence[int], marked: bool) -> Tokens:
        """Return the passages ``ids``, at least one: document's name, headings, words.

        :param marked: as written; otherwise stripped of diacritics
        """
        read = [self._read(number, marked) for number in ids]
        sizes = np.asarray([len(array) for array, _ in read], np.int64)
        starts = np.cumsum(sizes) - sizes
        owner = np.repeat(np.arange(len(read)), sizes)
        own = starts + np.asarray([size for _, size in read], np.int64)
        named = np.arange(len(owner)) < own[owner]
        return Tokens(np.concatenate([array for array, _ in read]), starts, owner, named)

    def _read(self, number: int, marked: bool) -> tuple[Ids, int]:
        """Return the passage's numbers, and how many of them name the document."""
        kept = self._kept.get((number, marked))
        if kept is None:
            passage = self._passages[number]
            name = self._names.get(passage.source, "")
            tokens = [BREAK, *self._numbered(name, marked), BREAK] if name else [BREAK]
            size = len(tokens)
            for clause in (passage.title, *_CLAUSE_END.split(passage.text)):
                tokens += self._numbered(clause, marked)
                tokens.append(BREAK)
            kept = self._kept[number, marked] = np.asarray(tokens, np.int32), size
        return kept

    def _numbered(self, text: str, marked: bool) -> list[int]:
        found = syllables(text)
        return [self.number(word if marked else strip_marks(word)) for word in found]
