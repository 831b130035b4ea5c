"""What is due when: reports and other work with a date, who owes it and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.plan import Plan, Span

Frequency = Literal["once", "month", "quarter", "half-year", "year"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is due.

    ``when`` is the date in the document's words; ``day``, ``month`` and ``year`` are what
    it says of them, ``None`` where it does not (``trước ngày 01 tháng 12 hàng năm`` has no
    year).  ``reporters`` owe it and ``receivers`` get it, in the document's words, empty
    where the sentence names none.  ``text`` is the sentence, ``spans`` its provision's.
    """

    source: str
    province: str | None
    locator: str
    when: str
    day: int | None
    month: int | None
    year: int | None
    frequency: Frequency
    is_report: bool
    reporters: tuple[str, ...]
    receivers: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]

    def dates(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days on which it falls due from ``first`` to ``last``, both included."""
        raise NotImplementedError


def deadlines_of(plan: Plan) -> tuple[Deadline, ...]:
    """Return every deadline that ``plan`` states, in reading order."""
    raise NotImplementedError
