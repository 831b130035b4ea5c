"""Which sources a sentence rests on: those it names, or the one that backs it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from hoidap.assistant.check.reading import Fault, Reading, Said
from hoidap.assistant.check.words import provinces
from hoidap.text.vietnamese import squeeze

_MARKER = re.compile(
    r"\s?[\[【]\s*\^?(?:nguồn|source|src|số|no\.?)?\s*"
    r"(\d+(?:\s*(?:,|;|-|–|và|and)\s*\^?\d+)*)\s*(?:†[^\]】]*)?[\]】]",
    re.IGNORECASE,
)
_CLEARLY = 0.15  # how much better a source must back a sentence to take another's place


def marked(text: str) -> tuple[str, list[int]]:
    """Return a sentence without its markers, and the numbers that they cite, each once.

    >>> marked("Trong năm 2026 [1, 3-5].")
    ('Trong năm 2026.', [1, 3, 4, 5])
    """
    found: list[int] = []
    for match in _MARKER.finditer(text):
        for part in re.split(r"\s*(?:,|;|và|and)\s*", match[1]):
            first, *last = (int(number) for number in re.findall(r"\d+", part)[:2])
            found += range(first, min(last[0], first + 20) + 1) if last else [first]
    without = re.sub(r"\s+(?=[.,;](?:\s|$))", "", _MARKER.sub("", text))
    return squeeze(without), list(dict.fromkeys(found))


class Citing:
    """Weighs the sources of a sentence: words that few of them hold count for more.

    :param fault: what is wrong with the sentence if it cites these markers
    """

    def __init__(
        self,
        said: Said,
        readings: Mapping[int, Reading],
        fault: Callable[[Sequence[int]], Fault | None],
    ) -> None:
        self._said = said
        self.fault = fault
        held = [item.words | item.words_above for item in readings.values()]
        self._rarity = {
            word: math.log(1 + len(held) / (1 + sum(word in words for words in held)))
            for word in {*said.statement.content, *said.asked}
        }
        self._named = provinces(said.statement.text) or provinces(said.question.text)
        self._weights = {marker: self._weigh(item) for marker, item in readings.items()}
        self._ranked = sorted(readings, key=lambda marker: -self._weights[marker])

    def best_of(self, cited: Sequence[int]) -> tuple[int, ...]:
        """Return those cited that are needed, or the source that clearly backs it better.

        Of several, those that do not back the sentence alone are left out where others do.
        """
        if len(cited) > 1:
            alone = [marker for marker in cited if self.fault([marker]) is None]
            best = max((self._weights[marker] for marker in alone), default=0.0)
            cited = [m for m in alone if self._weights[m] > best - _CLEARLY] or cited
        if len(cited) == 1:
            own = self._weights[cited[0]]
            for marker in self._ranked:
                if self._weights[marker] < own + _CLEARLY:
                    break
                if self.fault([marker]) is None:
                    return (marker,)
        return tuple(cited)

    def substitute(self, cited: Sequence[int]) -> tuple[int, ...]:
        """Return the source that alone backs it, or does so better than any other.

        What the cited text contradicts is not made true by one that fits less well.
        """
        floor = max((self._weights[marker] for marker in cited), default=0.0)
        backing = [
            marker
            for marker in self._ranked
            if self._weights[marker] > floor and self.fault([marker]) is None
        ]
        if len(backing) > 1 and not self._said.tells:
            best, second = (self._weights[marker] for marker in backing[:2])
            if best < second + _CLEARLY:
                return ()
        return tuple(backing[:1])

    def _weigh(self, reading: Reading) -> float:
        """Return how well a source fits: 0 for nothing in common, about 3 at most."""
        weight = 1.5 * self._share(self._said.statement.content, reading.words)
        weight += self._share(self._said.asked, reading.words | reading.words_above)
        return weight - bool(self._named and reading.province not in self._named)

    def _share(self, words: Iterable[str], held: frozenset[str]) -> float:
        total = sum(self._rarity[word] for word in words)
        return sum(self._rarity[word] for word in words if word in held) / total if total else 0
