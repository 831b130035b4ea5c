"""The documents that a question is answered from, laid out for measuring them all at once.

A question is answered from a few documents, however many the corpus holds.  Their passages
stand here one after the other as arrays of numbers, one a syllable, so that where a word or
a pair of neighbouring ones stands in all of them is one comparison of arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from hoidap.index.kept import Kept
from hoidap.index.passage import Passage
from hoidap.index.search import Index
from hoidap.index.tokens import BREAK, Ids
from hoidap.ingest.plan import Plan, Provision

Floats = npt.NDArray[np.float32]

_HEADING = np.float32(0.75)
"""A heading tells what a passage is about, less surely than its own words."""
_SHEETS = 256  # documents whose syllables are kept
_SELECTIONS = 16  # sets of documents that stay laid out
_KEPT = 2048  # words and wordings whose places in such a set are kept


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Documents' syllables by their numbers, and where they stand.

    All arrays are ``(n,)``: ``owner`` is the passage, ``own`` whether it says the syllable
    itself or only a heading above it.
    """

    numbers: Ids
    owner: Ids
    own: npt.NDArray[np.bool_]


def _sheet(passages: Sequence[Ids]) -> _Sheet:
    """Lay out passages: of each its headings, a break, its words, a break."""
    sizes = np.asarray([len(numbers) for numbers in passages], np.int64)
    if not sizes.any():
        return _Sheet(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.bool_))
    numbers = np.concatenate(passages)
    owner = np.repeat(np.arange(len(passages), dtype=np.int32), sizes)
    places = np.arange(len(numbers))
    breaks = numbers == BREAK
    ends = np.cumsum(sizes)
    headed = np.minimum.reduceat(np.where(breaks, places, len(numbers)), ends - sizes)
    own = places > headed[owner]
    # A word may go with the first one of the next clause, but not of the next passage.
    kept = ~breaks | ~own
    kept[ends - 1] = True
    return _Sheet(numbers[kept], owner[kept], (own & ~breaks)[kept])


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
        self._where = Kept[tuple[str, bool], Floats](_KEPT)
        self._held = Kept[tuple[tuple[str, ...], bool, bool], Floats](_KEPT)
        self._allowed: dict[str, npt.NDArray[np.bool_]] = {}

    @cached_property
    def _text(self) -> _Sheet:
        sheets = [self._sheets(source) for source in self.sources]
        starts = np.cumsum([0, *(len(self._index.passages_of(s)) for s in self.sources)])
        return _Sheet(
            np.concatenate([sheet.numbers for sheet in sheets]),
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
        return self._where.get((gram, plain), lambda: self._find(gram, plain))

    def _find(self, gram: str, plain: bool) -> Floats:
        text = self._text
        places = np.arange(len(text.numbers))
        for step, syllable in enumerate(reversed(gram.split(" "))):
            numbers = self._index.numbers(syllable, marked=not plain)
            if not numbers:
                return self._nowhere
            before = places - step
            places = places[_among(text.numbers[before], numbers) & (before >= 0)]
        where = np.zeros(self.size, np.float32)
        own = text.own[places]
        where[text.owner[places[~own]]] = _HEADING
        where[text.owner[places[own]]] = 1
        return where

    def held(
        self, key: tuple[tuple[str, ...], bool, bool], measure: Callable[[], Floats]
    ) -> Floats:
        """Return what ``measure`` made of the wording ``key``, computed once."""
        return self._held.get(key, measure)

    def allowed(
        self,
        name: str,
        test: Callable[[Provision], bool],
        also: Collection[tuple[str, str]] = (),
    ) -> npt.NDArray[np.bool_]:
        """Return whether each passage is kept, by what it holds or where; once a name."""
        allowed = self._allowed.get(name)
        if allowed is None:
            kept = (
                test(provision) or (passage.source, provision.locator) in also
                for passage, provision in zip(self.passages, self.provisions, strict=True)
            )
            allowed = np.fromiter(kept, np.bool_, self.size)
            self._allowed[name] = allowed
        return allowed


def _among(found: Ids, numbers: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell which of ``found`` are among ``numbers``."""
    if len(numbers) == 1:
        same: npt.NDArray[np.bool_] = found == numbers[0]
        return same
    wanted = np.zeros(max(int(found.max(initial=0)), *numbers) + 1, np.bool_)
    wanted[list(numbers)] = True
    among: npt.NDArray[np.bool_] = wanted[found]
    return among


class Selections:
    """Lays out documents, the last ones kept; safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.sheet = lru_cache(maxsize=_SHEETS)(self._read)
        self.of = lru_cache(maxsize=_SELECTIONS)(self._lay_out)

    def _read(self, source: str) -> _Sheet:
        return _sheet(self._index.syllables_of(source))

    def _lay_out(self, sources: tuple[str, ...]) -> Selection:
        return Selection(self._index, sources, self.sheet)
