"""Okapi BM25 over a few hundred texts, for the plain pipeline."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

_K1, _B = 1.5, 0.75  # the usual values
_FLOOR = 0.25  # share of the mean idf that a word of most texts gets instead of less than 0


class Okapi:
    """Scores texts for a query with Okapi BM25.

    Words are what stands between white space, in lower case.

    :param texts: the texts to score
    :raises ValueError: If there is no text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        if not texts:
            raise ValueError("no texts to search")
        self._counts = [Counter(words(text)) for text in texts]
        self._lengths = [counts.total() for counts in self._counts]
        self._mean = sum(self._lengths) / len(texts) or 1.0
        held_by = Counter(word for counts in self._counts for word in counts)
        idf = {
            word: math.log(len(texts) - number + 0.5) - math.log(number + 0.5)
            for word, number in held_by.items()
        }
        floor = max(0.0, _FLOOR * sum(idf.values()) / len(idf)) if idf else 0.0
        self._idf = {word: value if value >= 0 else floor for word, value in idf.items()}

    def scores(self, query: str) -> list[float]:
        """Return a score for every text, in their order."""
        asked = [word for word in words(query) if word in self._idf]
        scores = []
        for counts, length in zip(self._counts, self._lengths, strict=True):
            norm = _K1 * (1 - _B + _B * length / self._mean)
            scores.append(
                sum(
                    self._idf[word] * counts[word] * (_K1 + 1) / (counts[word] + norm)
                    for word in asked
                )
            )
        return scores

    def top(self, query: str, k: int) -> list[int]:
        """Return the places of the ``k`` best texts, best first, ties in their order."""
        scores = self.scores(query)
        return sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:k]


def words(text: str) -> list[str]:
    """Split ``text`` at white space, in lower case."""
    return text.lower().split()
