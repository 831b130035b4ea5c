"""What a question calls a document by, told apart from what it asks of it.

"Who signed Decision 1295 of Đồng Nai?" names a document: that much tells which one is meant,
and within it no passage from another.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from hoidap.index.words import Terms
from hoidap.text.vietnamese import has_marks, strip_marks, syllables

Feature = tuple[str, ...]
"""Two neighbouring syllables, or a number.

A syllable by itself says too little: without diacritics half of all stand in any title.
"""


class DocumentNames:
    """The names of the documents of an index; safe to use from several threads.

    :param names: what the document of each source is called

    >>> names = DocumentNames({"a": "Kế hoạch Thái Nguyên", "b": "Kế hoạch Thanh Hóa"})
    >>> names.likeness([("kế hoạch của Thanh Hóa", 1.0)])["b"]
    1.0
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._features = {
            source: frozenset(_features(syllables(name))).union(
                _features([strip_marks(part) for part in syllables(name)])
            )
            for source, name in names.items()
        }
        self._sources: dict[Feature, list[str]] = {}
        for source, features in self._features.items():
            for feature in features:
                self._sources.setdefault(feature, []).append(source)

    def likeness(self, terms: Iterable[Terms]) -> dict[str, float]:
        """Return how much of what ``terms`` say of documents' names stands in each name.

        From 0 to 1, rare words counting more; 0 for all where no name, or every one, is
        meant.  Sources with 0 are left out.
        """
        asked: dict[Feature, None] = {}  # in order: sums are the same every time
        for text, _ in terms:
            found = syllables(text)
            if not has_marks(text):
                found = [strip_marks(part) for part in found]
            asked.update(dict.fromkeys(_features(found)))
        total = 0.0
        likeness: dict[str, float] = {}
        for feature in asked:
            holding = self._sources.get(feature, [])
            if not holding:
                continue
            said = math.log(len(self._features) / len(holding))
            total += said
            for source in holding:
                likeness[source] = likeness.get(source, 0.0) + said
        return {source: said / total for source, said in likeness.items() if said > 0}

    def without(self, text: str, sources: Collection[str] | None = None) -> str:
        """Return ``text`` without what names every one of ``sources``, if anything is left."""
        named = [
            self._features.get(source, frozenset())
            for source in (self._features if sources is None else sources)
        ]
        shared = frozenset.intersection(*named) if named else frozenset()
        words = text.split() if shared else []
        said = [(place, part) for place, word in enumerate(words) for part in syllables(word)]
        naming = {place for place, part in said if (part,) in shared}
        for (first, a), (second, b) in pairwise(said):
            if (a, b) in shared:
                naming |= {first, second}
        kept = [word for place, word in enumerate(words) if place not in naming]
        return " ".join(kept) if kept else text


def _features(found: list[str]) -> Iterator[Feature]:
    yield from ((part,) for part in found if part[0].isdigit())
    yield from pairwise(found)
