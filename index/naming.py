"""What a question calls a document by, told apart from what it asks of it.

"Who signed Decision 1295 of Đồng Nai?" names a document: that much tells which one is meant,
and within it no passage from another.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from hoidap.index.kept import Kept
from hoidap.index.signs import Feature, features, features_of, of_all
from hoidap.index.words import Terms
from hoidap.text.vietnamese import has_marks, strip_marks, syllables

if TYPE_CHECKING:
    from hoidap.index.catalogue import Catalogue
    from hoidap.index.filter import Filter


class DocumentNames:
    """The names of the documents of an index; safe to use from several threads.

    >>> names = DocumentNames(index.catalogue)
    >>> names.likeness([("kế hoạch của Thanh Hóa", 1.0)], ["thanh-hoa.txt", "dong-nai.txt"])
    {'thanh-hoa.txt': 1.0}
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._features = Kept[str, frozenset[Feature]](4096)
        self._shared = Kept["Filter | None", frozenset[Feature]](256)

    def likeness(self, terms: Iterable[Terms], sources: Collection[str]) -> dict[str, float]:
        """Return how much of what ``terms`` say of documents' names stands in each name.

        From 0 to 1, rare words counting more; 0 for all where no name, or every one, is
        meant.  Sources with 0 are left out.

        :param sources: the documents to tell it of
        """
        asked: dict[Feature, None] = {}  # in order: sums are the same every time
        for text, _ in terms:
            found = syllables(text)
            if not has_marks(text):
                found = [strip_marks(part) for part in found]
            asked.update(dict.fromkeys(features(found)))
        said = {
            feature: math.log(len(self._catalogue) / holding)
            for feature in asked
            if (holding := self._catalogue.named(" ".join(feature)))
        }
        total = sum(said.values())
        if not total:
            return {}
        likeness = {
            source: sum(said[feature] for feature in said if feature in self._of(source))
            for source in sources
        }
        return {source: value / total for source, value in likeness.items() if value > 0}

    def without(self, text: str, within: Filter | None = None) -> str:
        """Return ``text`` without what names every document within, if anything is left."""
        shared = self._shared.get(within, lambda: of_all(self._catalogue.names(within)))
        words = text.split() if shared else []
        said = [(place, part) for place, word in enumerate(words) for part in syllables(word)]
        naming = {place for place, part in said if (part,) in shared}
        for (first, a), (second, b) in pairwise(said):
            if (a, b) in shared:
                naming |= {first, second}
        kept = [word for place, word in enumerate(words) if place not in naming]
        return " ".join(kept) if kept else text

    def _of(self, source: str) -> frozenset[Feature]:
        return self._features.get(source, lambda: features_of(self._catalogue.name(source)))
