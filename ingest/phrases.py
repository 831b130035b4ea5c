"""Phrases found in a text by look-up instead of by scanning.

Every phrase is filed under its words, so that the longest phrase at each place of a
text is a handful of dictionary look-ups however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from ingest.vietnamese import strip_marks, syllables

T = TypeVar("T")


class PhraseTable(Generic[T]):
    """Phrases of words with a value each; finds the longest that stand in a text.

    >>> table = PhraseTable()
    >>> table.add("Sở Y tế", 1)
    >>> table.find(["do", "sở", "y", "tế"])
    [(1, 4, 1)]
    """

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], T] = {}
        self._sizes: dict[str, tuple[int, ...]] = {}  # of the phrases a word opens

    def add(self, phrase: str, value: T, *, plain: bool = False) -> None:
        """File ``phrase``, without diacritics if ``plain``; the first value given stays."""
        words = tuple(syllables(strip_marks(phrase) if plain else phrase))
        if words:
            self._values.setdefault(words, value)
            sizes = {len(words), *self._sizes.get(words[0], ())}
            self._sizes[words[0]] = tuple(sorted(sizes, reverse=True))

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """Return ``(start, end, value)`` of the longest phrases in ``words``, left to right."""
        found = []
        place, sizes = 0, self._sizes
        while place < len(words):
            for size in sizes.get(words[place], ()):
                phrase = tuple(words[place : place + size])
                value = self._values.get(phrase) if len(phrase) == size else None
                if value is not None:
                    found.append((place, place + size, value))
                    place += size
                    break
            else:
                place += 1
        return found
