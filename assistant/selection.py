"""The documents that a question is answered from, laid out for measuring them all at once.

A question is answered from a few documents, however many the corpus holds.  Their passages
stand here one after the other as arrays of numbers, one a syllable, so that where a word or
a pair of neighbouring ones stands in all of them is one comparison of arrays.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from hoidap.index.passage import Passage
from hoidap.index.search import Index
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import strip_marks, syllables

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

_HEADING = np.float32(0.75)
"""A heading tells what a passage is about, less surely than its own words."""
_BREAK = 0
"""Stands at the ends of a passage's headings and words; no syllable has this number."""
_SHEETS = 128  # documents whose syllables are kept
_SELECTIONS = 16  # sets of documents that stay laid out
_KEPT = 2048  # words and wordings whose places in such a set are kept
_UNKNOWN = -1
"""The number of a syllable that no document read so far holds."""


class _Vocabulary:
    """Numbers the syllables of documents, as written and without diacritics."""

    def __init__(self) -> None:
        self._fresh = itertools.count(_BREAK + 1)
        self._numbers: dict[str, int] = {}
        self._bare: dict[str, int] = {}

    def number(self, syllable: str) -> int:
        """Return the number of ``syllable``, :data:`_UNKNOWN` for one that was never met."""
        return self._numbers.get(syllable, _UNKNOWN)

    def learn(self, syllable: str) -> int:
        """Return the number of ``syllable``, a new one if it was never met."""
        number = self._numbers.get(syllable)
        if number is None:  # setdefault: two threads that meet it agree on one number
            number = self._numbers.setdefault(syllable, next(self._fresh))
        return number

    def learn_bare(self, syllable: str) -> int:
        """Return the number of ``syllable`` without its diacritics."""
        number = self._bare.get(syllable)
        if number is None:
            number = self._bare[syllable] = self.learn(strip_marks(syllable))
        return number


_VOCABULARY = _Vocabulary()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One document's syllables: as written, without diacritics, and where they stand.

    All arrays are ``(n,)``: ``owner`` is the passage, ``own`` whether it says the syllable
    itself or only a heading above it.
    """

    marked: Ids
    bare: Ids
    owner: Ids
    own: npt.NDArray[np.bool_]


def _sheet(passages: Sequence[Passage]) -> _Sheet:
    words: list[str] = []
    sizes: list[int] = []
    own: list[bool] = []
    headings: dict[str, list[str]] = {}
    for passage in passages:
        if passage.title not in headings:
            headings[passage.title] = syllables(passage.title)
        above, said = headings[passage.title], syllables(passage.text)
        words += ("", *above, "", *said)
        own += [False] * (len(above) + 2)
        own += [True] * len(said)
        sizes.append(len(above) + len(said) + 2)
    owner = np.repeat(np.arange(len(passages), dtype=np.int32), sizes)
    learn, bare = _VOCABULARY.learn, _VOCABULARY.learn_bare
    return _Sheet(
        np.asarray([learn(word) if word else _BREAK for word in words], np.int32),
        np.asarray([bare(word) if word else _BREAK for word in words], np.int32),
        owner,
        np.asarray(own, np.bool_),
    )


class Selection:
    """Documents laid out together; safe to use from several threads.

    What is computed is kept as long as the selection: it is only ever replaced by its equal.

    :param sheets: returns a document's syllables (:meth:`Selections.sheet`)
    """

    def __init__(
        self, index: Index, sources: Sequence[str], sheets: Callable[[str], _Sheet]
    ) -> None:
        self.sources = tuple(sources)
        self._index = index
        self._sheets = sheets
        self.passages: list[Passage] = []
        self.plans: list[Plan] = []
        """The plan of each passage."""
        for source in sources:
            found = index.passages_of(source)
            self.passages += found
            self.plans += [index.plans[source]] * len(found)
        self.size = len(self.passages)
        self.provisions: list[Provision] = [
            plan.provisions[passage.provision]
            for plan, passage in zip(self.plans, self.passages, strict=True)
        ]
        self._nowhere = np.zeros(self.size, np.float32)
        self._where: dict[tuple[str, bool], Floats] = {}
        self._held: dict[tuple[tuple[str, ...], bool, bool], Floats] = {}
        self._allowed: dict[str, npt.NDArray[np.bool_]] = {}

    @cached_property
    def _text(self) -> _Sheet:
        sheets = [self._sheets(source) for source in self.sources]
        starts = np.cumsum([0, *(len(self._index.passages_of(s)) for s in self.sources)])
        return _Sheet(
            np.concatenate([sheet.marked for sheet in sheets]),
            np.concatenate([sheet.bare for sheet in sheets]),
            np.concatenate(
                [sheet.owner + np.int32(s) for sheet, s in zip(sheets, starts, strict=False)]
            ),
            np.concatenate([sheet.own for sheet in sheets]),
        )

    @cached_property
    def _vectors(self) -> Floats:
        return np.concatenate([self._index.vectors_of(source) for source in self.sources])

    def likeness(self, query: str) -> Floats:
        """Return each passage's likeness of meaning to ``query``: cosines, ``(n,)``."""
        vector = self._index.vector(query)
        if vector is None:
            return self._nowhere
        likeness: Floats = self._vectors @ vector
        return likeness

    def where(self, gram: str, plain: bool) -> Floats:
        """Return where a syllable or a pair ``"a b"`` stands: ``(n,)``, 1 in own words."""
        found = self._where.get((gram, plain))
        if found is None:
            if len(self._where) >= _KEPT:
                self._where = {}
            found = self._where[gram, plain] = self._find(gram, plain)
        return found

    def _find(self, gram: str, plain: bool) -> Floats:
        text = self._text  # once it is laid out, its syllables have their numbers
        numbers = [_VOCABULARY.number(syllable) for syllable in gram.split(" ")]
        if _UNKNOWN in numbers:
            return self._nowhere
        tokens = text.bare if plain else text.marked
        if len(numbers) == 1:
            places = np.flatnonzero(tokens == numbers[0])
        else:
            first, second = numbers
            places = np.flatnonzero((tokens[1:] == second) & (tokens[:-1] == first)) + 1
        if not len(places):
            return self._nowhere
        where = np.zeros(self.size, np.float32)
        own = text.own[places]
        where[text.owner[places[~own]]] = _HEADING
        where[text.owner[places[own]]] = 1
        return where

    def held(
        self, key: tuple[tuple[str, ...], bool, bool], measure: Callable[[], Floats]
    ) -> Floats:
        """Return what ``measure`` made of the wording ``key``, computed once."""
        held = self._held.get(key)
        if held is None:
            if len(self._held) >= _KEPT:
                self._held = {}
            held = self._held[key] = measure()
        return held

    def allowed(self, name: str, test: Callable[[Provision], bool]) -> npt.NDArray[np.bool_]:
        """Return whether ``test`` keeps each passage's provision, computed once a name."""
        allowed = self._allowed.get(name)
        if allowed is None:
            allowed = np.asarray([test(item) for item in self.provisions], np.bool_)
            self._allowed[name] = allowed
        return allowed


class Selections:
    """Lays out documents, the last ones kept; safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.sheet = lru_cache(maxsize=_SHEETS)(self._read)
        self.of = lru_cache(maxsize=_SELECTIONS)(self._lay_out)

    def _read(self, source: str) -> _Sheet:
        return _sheet(self._index.passages_of(source))

    def _lay_out(self, sources: tuple[str, ...]) -> Selection:
        return Selection(self._index, sources, self.sheet)
