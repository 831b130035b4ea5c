from __future__ import annotations

import pytest

from hoidap.text.spans import merge


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([], []),
        ([(3, 5)], [(3, 5)]),
        ([(5, 9), (0, 2)], [(0, 2), (5, 9)]),
        ([(0, 4), (4, 6)], [(0, 6)]),
        ([(0, 9), (2, 3), (8, 12)], [(0, 12)]),
        ([(1, 2), (1, 2)], [(1, 2)]),
    ],
)
def test_spans_are_joined_where_they_touch(
    spans: list[tuple[int, int]], merged: list[tuple[int, int]]
) -> None:
    assert merge(spans) == merged
