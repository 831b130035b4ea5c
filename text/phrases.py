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

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """Return ``(start, end, value)`` of the longest phrases in ``words``, left to right."""
        found: list[tuple[int, int, T]] = []
        opening = self._root.next
        start = 0
        for place, word in enumerate(words):
            if place < start or word not in opening:
                continue
            longest: tuple[int, int, T] | None = None
            node: _Node[T] | None = opening[word]
            end = place + 1
            while node is not None:
                if node.value is not None:
                    longest = (place, end, node.value)
                node = node.next.get(words[end]) if end < len(words) else None
                end += 1
            if longest is not None:
                found.append(longest)
                start = longest[1]
        return found
