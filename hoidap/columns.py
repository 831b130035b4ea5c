"""Columns that many kinds of record share, and how their values read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hoidap.export import Column
from hoidap.language import say

if TYPE_CHECKING:
    from hoidap.ingest.plan import Span

SOURCE = Column("source", "Tệp", "Source")
PROVINCE = Column("province", "Tỉnh", "Province")
LOCATOR = Column("locator", "Vị trí", "Place")
SECTION = Column("section", "Mục", "Section", in_table=False)
SPANS = Column("spans", "Vị trí ký tự", "Characters", in_table=False)


def spans_json(spans: Sequence[Span]) -> list[list[int]]:
    """Return spans as JSON has them.

    >>> spans_json([(3, 9)])
    [[3, 9]]
    """
    return [[start, end] for start, end in spans]


def period_text(period: Sequence[int | None] | None) -> str:
    """Return a period for programs, an open end left out.

    >>> period_text([2026, 2030]), period_text([2025, None])
    ('2026-2030', '2025-')
    """
    if period is None:
        return ""
    start, end = period
    return f"{start}-{'' if end is None else end}"


def period_shown(period: Sequence[int | None] | None) -> str:
    """Return a period for people."""
    if period is not None and period[1] is None:
        return say(f"{period[0]} trở đi", f"from {period[0]}")
    return period_text(period)


def yes_no(value: bool) -> str:
    """Return a truth for people."""
    return say("có", "yes") if value else say("không", "no")
