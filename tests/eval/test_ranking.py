"""Measures of rankings, against values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from hoidap.eval.ranking import interval, ndcg, recall, reciprocal_rank


def test_ndcg() -> None:
    assert ndcg(["a", "b"], {"a": 1}, 10) == 1.0
    assert ndcg(["x", "y", "a"], {"a": 1}, 10) == pytest.approx(0.5)
    assert ndcg(["x", "a"], {"a": 1}, 1) == 0.0
    graded = (1 + 3 / log2(3)) / (3 + 1 / log2(3))
    assert ndcg(["b", "a"], {"a": 3, "b": 1}, 10) == pytest.approx(graded)


def test_ndcg_is_reachable_with_more_relevant_documents_than_places() -> None:
    assert ndcg(["a"], {"a": 1, "b": 1, "c": 1}, 1) == 1.0


def test_recall() -> None:
    assert recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 1, "d": 1}, 2) == 0.25
    assert recall(["a", "x", "b"], {"a": 1, "b": 1}, 3) == 1.0
    assert recall([], {"a": 1}, 10) == 0.0


def test_reciprocal_rank() -> None:
    assert reciprocal_rank(["x", "a", "b"], {"a": 1, "b": 1}, 10) == 0.5
    assert reciprocal_rank(["x", "a"], {"a": 1}, 1) == 0.0


def test_the_interval_of_a_mean() -> None:
    """Around the mean, as wide as the binomial's; the same whenever it is asked for."""
    values = [1.0] * 90 + [0.0] * 10
    low, high = interval(values)
    assert low < 0.9 < high
    assert (low, high) == interval(values)
    assert (low, high) == pytest.approx((0.84, 0.95), abs=0.015)
    assert interval([0.25]) == (0.25, 0.25)
