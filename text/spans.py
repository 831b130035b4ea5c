"""Places in a text."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
"""Character offsets ``(start, end)`` in a text, end excluded."""


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the same places in order, each character once: what touches is one place.

    >>> merge([(5, 8), (0, 3), (3, 4), (6, 9)])
    [(0, 4), (5, 9)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
