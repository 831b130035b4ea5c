"""When a deadline falls due while its plan is in force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan
    from hoidap.records.deadlines import Deadline

HORIZON = 10
"""Years that a plan without a stated end is looked ahead."""


def in_force(plan: Plan, today: date) -> tuple[date, date | None]:
    """Return the plan's first day and its last, ``None`` where no end is stated.

    It begins when it was issued, or with the first year that it names; one that names no
    year at all begins with this year.
    """
    start, end = plan.period or (plan.year or today.year, None)
    first = date(start, 1, 1)
    if plan.issued_on is not None and plan.issued_on.year == start:
        first = plan.issued_on
    return first, None if end is None else date(max(start, end), 12, 31)


def due_dates(
    deadline: Deadline,
    plan: Plan,
    first: date | None,
    last: date | None,
    *,
    today: date,
) -> tuple[date, ...]:
    """Return the days from ``first`` to ``last`` on which ``deadline`` falls due.

    What comes back does so only while the plan is in force; what is due once and has no
    year is due the first time its day comes in that time.
    """
    start, stated_end = in_force(plan, today)
    end = stated_end or date(max(start.year, today.year) + HORIZON, 12, 31)
    if deadline.year is not None:  # its own year counts, whatever the plan's are
        year = deadline.year
        start, end = min(start, date(year, 1, 1)), max(end, date(year, 12, 31))
    days = deadline.dates(start, end)
    if deadline.frequency == "once":
        days = days[:1]
    return tuple(
        day for day in days if (first is None or first <= day) and (last is None or day <= last)
    )
