"""Measures of a ranking against graded judgements, as trec_eval defines them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

RESAMPLES = 4_000
"""How often a bootstrap draws: its bounds then vary by less than they are rounded to show."""
_SEED = 20260101
_AT_ONCE = 1_000_000  # values drawn: eight megabytes


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Normalised discounted cumulative gain of the first ``k``; the gain is the grade.

    :param ranking: document ids, best first, each once
    :param relevant: document id -> grade above 0, at least one

    >>> ndcg(["b", "a"], {"a": 1}, 10) == 1 / math.log2(3)
    True
    """
    found = [relevant.get(document, 0) for document in ranking[:k]]
    ideal = sorted(relevant.values(), reverse=True)[:k]
    return _discounted(found) / _discounted(ideal)


def recall(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Share of the relevant documents that stand among the first ``k``."""
    return sum(document in relevant for document in ranking[:k]) / len(relevant)


def reciprocal_rank(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """One over the place of the first relevant document; 0 if not among the first ``k``."""
    places = (place for place, document in enumerate(ranking[:k], 1) if document in relevant)
    return 1 / next(places, math.inf)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean of ``values``, at least one.

    Values are drawn anew, as many as there are, :data:`RESAMPLES` times; the bounds are the
    percentiles of the means.  The same values always give the same bounds.

    >>> interval([0.5, 0.5, 0.5])
    (0.5, 0.5)
    """
    generator = np.random.default_rng(_SEED)
    array = np.asarray(values, np.float64)
    rows = max(1, _AT_ONCE // len(array))
    means = [
        array[
            generator.integers(len(array), size=(min(rows, RESAMPLES - done), len(array)))
        ].mean(axis=1)
        for done in range(0, RESAMPLES, rows)
    ]
    low, high = np.percentile(np.concatenate(means), (2.5, 97.5))
    return float(low), float(high)
