"""Phrases found in a text by look-up instead of by scanning.

Every phrase is filed under its words, one level a word (a trie), so that the longest
phrase at each place of a text is a handful of look-ups however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hoidap.text.vietnamese import strip_marks, syllables

T = TypeVar("T")


@dataclass(slots=True)
class _Node(Generic[T]):
    """The words that follow one another so far: what may come next, what ends here."""

    next: dict[str, _Node[T]] = field(default_factory=dict)
    value: T | None = None


class PhraseTable(Generic[T]):
    """Phrases of words with a value each; finds the longest that stand in a text.

    >>> table = PhraseTable()
    >>> table.add("Sở Y tế", 1)
    >>> table.find(["do", "sở", "y", "tế"])
    [(1, 4, 1)]
    """

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T, *, plain: bool = False) -> None:
        """File ``phrase``, without diacritics if ``plain``; the first value given stays."""
        words = syllables(strip_marks(phrase) if plain else phrase)
        if not words:
            return
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if node.value is None:
            node.value = value

    def at(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """Return ``(end, value)`` of the longest phrase that begins at ``place``.

        >>> table = PhraseTable()
        >>> table.add("Sở Y tế", 1)
        >>> table.at(["do", "sở", "y", "tế"], 1)
        (4, 1)
        """
        longest: tuple[int, T] | None = None
        node = self._root
        for end in range(place + 1, len(words) + 1):
            following = node.next.get(words[end - 1])
            if following is None:
                break
            node = following
            if node.value is not None:
                longest = end, node.value
        return longest

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """Return ``(start, end, value)`` of the longest phrases in ``words``, left to right."""
        found: list[tuple[int, int, T]] = []
        opening = self._root.next
        start = 0
        for place, word in enumerate(words):
            if place < start or word not in opening:
                continue
            longest = self.at(words, place)
            if longest is not None:
                start, value = longest
                found.append((place, start, value))
        return found
