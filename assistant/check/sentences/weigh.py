"""How well each source fits a sentence and the question, to tell the right passage."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from hoidap.assistant.check.sentences.reading import Reading
from hoidap.assistant.check.sentences.said import Said
from hoidap.assistant.check.sentences.words import provinces


class Weights:
    """Weighs sources: words that few of them hold count for more."""

    def __init__(self, said: Said, readings: Sequence[Reading]) -> None:
        self._said = said
        held = [item.words | item.words_above for item in readings]
        self._rarity = {
            word: math.log(1 + len(held) / (1 + sum(word in words for words in held)))
            for word in {*said.content, *said.asked}
        }
        self._named = provinces(said.text) or provinces(said.question)
        self._weights = {id(item): self._weigh(item) for item in readings}

    def of(self, reading: Reading) -> float:
        """Return the weight of one of the sources: 0 for nothing in common, about 3 at most."""
        return self._weights[id(reading)]

    def _weigh(self, reading: Reading) -> float:
        all_words = reading.words | reading.words_above
        weight = 1.5 * self._share(self._said.content, reading.words)
        weight += self._share(self._said.asked, all_words)
        if self._named and reading.province not in self._named:
            weight -= 1.0
        return weight

    def _share(self, words: Iterable[str], held: frozenset[str]) -> float:
        total = sum(self._rarity[word] for word in words)
        return sum(self._rarity[word] for word in words if word in held) / total if total else 0
