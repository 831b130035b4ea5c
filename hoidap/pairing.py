"""Which items of two lists are about the same matter, told by the words they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoidap.text.vietnamese import plain, syllables

THRESHOLD = 0.3
"""The least similarity of a pair.

Plans of two provinces that carry out one decision word the same task alike, tasks of the
same field but another matter share only its phrases.  In the corpus (the plans on decisions
876 and 1703, two of each) every pair above 0.3 is right, of those between 0.2 and 0.3
about half, below that hardly one.
"""

Matter = frozenset[str]
"""What a text is about: its pairs of neighbouring syllables, and labels."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The places of two items in their lists, and how alike they are (0 to 1)."""

    left: int
    right: int
    similarity: float


def matter(text: str, *labels: str) -> Matter:
    """Return what ``text`` is about; ``labels``, such as a unit, count as a pair each.

    Numbers are left out: that they differ is what a comparison is to show.  So are
    diacritics, which scanned documents get wrong.

    >>> sorted(matter("Ít nhất 200 doanh nghiệp"))
    ['doanh nghiep', 'it nhat', 'nhat doanh']
    """
    words = [word for word in syllables(plain(text)) if not word[0].isdigit()]
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    return frozenset(pairs | {f"={plain(label)}" for label in labels if label})


def pair(
    left: Sequence[Matter], right: Sequence[Matter], threshold: float = THRESHOLD
) -> tuple[Pair, ...]:
    """Pair the items of two lists, each at most once, the likest first.

    The similarity of two items is the weight of what they share against the weight of
    what either has (twice the shared over the sum of both); what fewer items have weighs
    more, so that ``đo lường``, which all of them have, tells nothing.
    """
    weights = _weights([*left, *right])
    totals = [[_weight(item, weights) for item in side] for side in (left, right)]
    found = []
    for place, one in enumerate(left):
        for other_place, other in enumerate(right):
            shared = _weight(one & other, weights)
            total = totals[0][place] + totals[1][other_place]
            similarity = 2 * shared / total if total else 0.0
            if similarity >= threshold:
                found.append(Pair(place, other_place, similarity))
    # Equals go in reading order, so that the same documents always pair alike.
    found.sort(key=lambda pair: (-pair.similarity, pair.left, pair.right))
    taken: tuple[set[int], set[int]] = (set(), set())
    best = []
    for candidate in found:
        if candidate.left not in taken[0] and candidate.right not in taken[1]:
            best.append(candidate)
            taken[0].add(candidate.left)
            taken[1].add(candidate.right)
    return tuple(best)


def _weights(items: Sequence[Matter]) -> dict[str, float]:
    counts = Counter(feature for item in items for feature in item)
    return {feature: math.log(1 + len(items) / count) for feature, count in counts.items()}


def _weight(item: Matter, weights: dict[str, float]) -> float:
    # In one order, for sums of floats depend on it and sets have none.
    return math.fsum(weights[feature] for feature in item)
