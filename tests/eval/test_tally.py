"""Shares, their intervals, percentiles."""

from __future__ import annotations

import math

import pytest

from hoidap.eval.tally import Tally, percentile


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (0, 7, 0.0, 0.354330),
        (7, 7, 0.645670, 1.0),
        (1, 2, 0.094531, 0.905469),
        (303, 311, 0.950070, 0.986909),
        (97, 100, 0.915481, 0.989745),
    ],
)
def test_interval_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    """The bounds were computed with ``scipy.stats.binomtest``."""
    assert Tally(hits, total).interval == pytest.approx((low, high), abs=1e-6)


def test_interval_of_all_reaches_the_end() -> None:
    assert Tally(40, 40).interval[1] == 1.0
    assert Tally(0, 40).interval[0] == 0.0


def test_share_of_nothing_is_no_number() -> None:
    assert math.isnan(Tally(0, 0).share)
    assert all(map(math.isnan, Tally(0, 0).interval))


def test_counting() -> None:
    assert Tally.of(n > 1 for n in range(4)) == Tally(2, 4)


def test_percentiles_are_measured_values() -> None:
    values = [float(n) for n in range(20, 0, -1)]
    assert percentile(values, 50) == 10.0
    assert percentile(values, 95) == 19.0
    assert percentile(values, 100) == 20.0
    assert percentile(values, 0) == 1.0
    assert percentile([3.0], 95) == 3.0


def test_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="0 values"):
        percentile([], 50)
    with pytest.raises(ValueError, match="101"):
        percentile([1.0], 101)
