"""Passages as arrays of numbers, one a syllable, for comparing many with a question at once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hoidap.index.kept import Kept
from hoidap.index.passage import Passage
from hoidap.text.vietnamese import strip_marks, syllables

Ids = npt.NDArray[np.int32]

BREAK = 0
"""Stands between clauses, at the beginning and at the end; no syllable has this number."""
_KEPT = 20_000  # passages, a few hundred bytes each
_KEPT_NAMES = 4096
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
    """Passages, each analysed when it is asked for; safe to use from several threads.

    Those asked for last are kept.

    :param name: returns what the document of a source is called, "" for one without a name
    """

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name
        self._vocabulary: dict[str, int] = {}
        self._numbers = itertools.count(BREAK + 1)
        self._kept = Kept[tuple[int, bool], tuple[Ids, int]](_KEPT)
        self._names = Kept[tuple[str, bool], tuple[int, ...]](_KEPT_NAMES)

    def number(self, syllable: str) -> int:
        """Return the number of ``syllable``, a new one if it was never met."""
        found = self._vocabulary.get(syllable)
        if found is None:  # setdefault: two threads that meet it agree on one number
            found = self._vocabulary.setdefault(syllable, next(self._numbers))
        return found

    def take(self, passages: Sequence[Passage], marked: bool) -> Tokens:
        """Return the passages, at least one: document's name, headings, words.

        :param marked: as written; otherwise stripped of diacritics
        """
        read = [
            self._kept.get((one.id, marked), lambda one=one: self._read(one, marked))
            for one in passages
        ]
        sizes = np.asarray([len(array) for array, _ in read], np.int64)
        starts = np.cumsum(sizes) - sizes
        owner = np.repeat(np.arange(len(read)), sizes)
        own = starts + np.asarray([size for _, size in read], np.int64)
        named = np.arange(len(owner)) < own[owner]
        return Tokens(np.concatenate([array for array, _ in read]), starts, owner, named)

    def _read(self, passage: Passage, marked: bool) -> tuple[Ids, int]:
        """Return the passage's numbers, and how many of them name the document."""
        source = passage.source
        name = self._names.get((source, marked), lambda: self._read_name(source, marked))
        tokens = list(name)
        for clause in (passage.title, *_CLAUSE_END.split(passage.text)):
            tokens += self._numbered(clause, marked)
            tokens.append(BREAK)
        return np.asarray(tokens, np.int32), len(name)

    def _read_name(self, source: str, marked: bool) -> tuple[int, ...]:
        name = self._name(source)
        return (BREAK, *self._numbered(name, marked), BREAK) if name else (BREAK,)

    def _numbered(self, text: str, marked: bool) -> list[int]:
        found = syllables(text)
        return [self.number(word if marked else strip_marks(word)) for word in found]
