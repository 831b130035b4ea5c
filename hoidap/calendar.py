"""Deadlines as a calendar (RFC 5545) that Outlook, Google Calendar and phones take in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from hoidap import __version__
from hoidap.due import due_dates, in_force
from hoidap.text.vietnamese import fold, shortened, squeeze

if TYPE_CHECKING:
    from icalendar import Event

    from hoidap.ingest.plan import Plan
    from hoidap.records.deadlines import Deadline, Frequency

_MONTHS: dict[Frequency, int] = {"month": 1, "quarter": 3, "half-year": 6}
_SHOWN = 90  # characters of a sentence in an event's title


def calendar(deadlines: Iterable[tuple[Deadline, Plan]], stamp: datetime) -> tuple[bytes, int]:
    """Return an iCalendar file with an event a deadline, and how many deadlines are in none.

    Left out is what has no day, or none while its plan is in force.  ``stamp`` says when
    the file was made, in UTC; all else follows from the documents alone, so that a
    calendar that takes the file in again changes its events in place of adding them.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//hoidap//hoidap {__version__}//VI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Hạn báo cáo, hạn thực hiện")
    seen: Counter[str] = Counter()
    left_out = 0
    for deadline, plan in deadlines:
        days = due_dates(deadline, plan, None, None, today=stamp.date())
        if not days:
            left_out += 1
            continue
        identity = _identity(deadline)
        seen[identity] += 1
        uid = f"{identity}-{seen[identity]}" if seen[identity] > 1 else identity
        event = _event(deadline, days[0], in_force(plan, stamp.date())[1])
        event.add("uid", f"{uid}@hoidap")
        event.add("dtstamp", stamp)
        made.add_component(event)
    return bytes(made.to_ical()), left_out


def _event(deadline: Deadline, first: date, last: date | None) -> Event:
    from icalendar import Event

    event = Event()
    event.add("dtstart", first)
    event.add("summary", summary(deadline))
    event.add("description", description(deadline))
    kind = "Báo cáo" if deadline.is_report else "Nhiệm vụ"
    event.add("categories", [kind, *([deadline.province] if deadline.province else [])])
    event.add("transp", "TRANSPARENT")  # the day stays free for meetings
    if deadline.frequency != "once":
        event.add("rrule", _rule(deadline.frequency, last))
    return event


def _rule(frequency: Frequency, last: date | None) -> dict[str, object]:
    months = _MONTHS.get(frequency)
    rule: dict[str, object] = {"freq": "MONTHLY" if months else "YEARLY"}
    if months and months > 1:
        rule["interval"] = months
    if last is not None:
        rule["until"] = last
    return rule


def summary(deadline: Deadline) -> str:
    """Return an event's title: who owes a report to whom, or the work, and the province."""
    if deadline.is_report:
        text = "Hạn báo cáo"
        if deadline.reporters:
            text += f" của {deadline.reporters[0]}"
            text += " và các cơ quan khác" if len(deadline.reporters) > 1 else ""
        if deadline.receivers:
            text += f" gửi {', '.join(deadline.receivers)}"
    else:
        text = f"Hạn: {shortened(squeeze(deadline.text), _SHOWN)}"
    return f"{text} ({deadline.province})" if deadline.province else text


def description(deadline: Deadline) -> str:
    """Return an event's text: the sentence, who owes, who gets it, where it stands."""
    lines = [
        f"“{squeeze(deadline.text)}”",
        f"Thời hạn: {deadline.when}" if deadline.when else "",
        f"Thực hiện: {'; '.join(deadline.reporters)}" if deadline.reporters else "",
        f"Nơi nhận: {'; '.join(deadline.receivers)}" if deadline.receivers else "",
        f"Nguồn: {deadline.source}, {deadline.locator}",
    ]
    return "\n".join(line for line in lines if line)


def _identity(deadline: Deadline) -> str:
    """Return what stays the same as long as the document says the same at the same place."""
    said = (
        *(deadline.source, deadline.locator, fold(deadline.text)),
        *(str(deadline.day), str(deadline.month), str(deadline.year)),
    )
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:32]
