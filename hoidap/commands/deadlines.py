"""``hoidap deadlines``: what is due when, on the screen or in a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.columns import LOCATOR, PROVINCE, SOURCE, SPANS, spans_json, yes_no
from hoidap.corpus import open_documents
from hoidap.due import due_dates
from hoidap.errors import WrongUsage
from hoidap.export import Column, Destination, Listing, destination, export, write
from hoidap.filters import agency_matcher, condition, note_nothing, plans_of
from hoidap.language import say
from hoidap.options import Day, export_options, province_option, source_option
from hoidap.usage import Command, index_option, language_option, option

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan
    from hoidap.records.deadlines import Deadline

FORMS = ("table", "json", "csv", "xlsx", "ics")
FREQUENCIES = {
    "once": ("một lần", "once"),
    "month": ("hằng tháng", "every month"),
    "quarter": ("hằng quý", "every quarter"),
    "half-year": ("6 tháng", "every half-year"),
    "year": ("hằng năm", "every year"),
}


def _frequency(value: str) -> str:
    return say(*FREQUENCIES[value]) if value in FREQUENCIES else value


COLUMNS = (
    SOURCE,
    PROVINCE,
    LOCATOR,
    Column("when", "Thời hạn", "When"),
    Column("day", "Ngày", "Day", in_table=False),
    Column("month", "Tháng", "Month", in_table=False),
    Column("year", "Năm", "Year", in_table=False),
    Column("frequency", "Định kỳ", "How often", show=_frequency),
    Column("is_report", "Báo cáo", "Report", show=yes_no),
    Column("reporters", "Cơ quan thực hiện", "Who owes it"),
    Column("receivers", "Nơi nhận", "Who gets it"),
    Column("text", "Nguyên văn", "Text"),
    SPANS,
    Column("due", "Các ngày đến hạn", "Due on"),
)


@click.command(
    "deadlines",
    cls=Command,
    vi="Liệt kê thời hạn: việc gì đến hạn khi nào, ai báo cáo ai; ghi được lịch (ics).",
    en="List the deadlines: what is due when, who reports to whom; also as a calendar (ics).",
)
@province_option
@source_option
@option(
    "--agency",
    metavar="A",
    vi="Chỉ thời hạn cơ quan này phải thực hiện hoặc là nơi nhận.",
    en="Only what this agency owes or gets.",
)
@option(
    "--from",
    "first",
    metavar="DATE",
    type=Day(),
    vi="Chỉ những gì đến hạn từ ngày này (2026-11-30 hoặc 30/11/2026).",
    en="Only what falls due from this day on (2026-11-30 or 30/11/2026).",
)
@option(
    "--until",
    "last",
    metavar="DATE",
    type=Day(),
    vi="Chỉ những gì đến hạn chậm nhất vào ngày này.",
    en="Only what falls due by this day.",
)
@export_options(FORMS)
@index_option
@language_option
def deadlines(  # noqa: PLR0913, PLR0917 - an option each
    province: str | None,
    source: str | None,
    agency: str | None,
    first: date | None,
    last: date | None,
    form: str | None,
    output: Path | None,
    index: Path,
) -> None:
    """Print a line, or write an event, for every deadline."""
    if first is not None and last is not None and first > last:
        raise WrongUsage(
            f"--from {first} muộn hơn --until {last}; hãy đổi lại hai ngày.",
            f"--from {first} is later than --until {last}; exchange the two.",
        )
    to = destination(form, output, FORMS)
    now = datetime.now(UTC)
    found = _found(open_documents(index), province, source, agency)
    asked = first is not None or last is not None
    dated = [
        (deadline, plan, due_dates(deadline, plan, first, last, today=now.date()))
        for deadline, plan in found
    ]
    if asked:
        dated = sorted((one for one in dated if one[2]), key=lambda one: one[2][0])
    if to.form == "ics":
        _write_calendar([(deadline, plan) for deadline, plan, _ in dated], now, to)
    else:
        records = [record(deadline, due if asked else None) for deadline, _, due in dated]
        export(Listing("Thời hạn", "Deadlines", COLUMNS, records), to)
    if not dated:
        conditions = (
            condition("tỉnh", "province", province),
            condition("văn bản", "document", source),
            condition("cơ quan", "agency", agency),
            condition("từ ngày", "from", first),
            condition("đến ngày", "until", last),
        )
        note_nothing(("thời hạn", "deadline"), conditions)


def _found(
    documents: list[Any], province: str | None, source: str | None, agency: str | None
) -> list[tuple[Deadline, Plan]]:
    from hoidap.records.deadlines import deadlines_of

    plans = plans_of(documents, province, source)
    found = [(deadline, plan) for plan in plans for deadline in deadlines_of(plan)]
    if agency is None:
        return found
    holds = agency_matcher(console.typed(agency))
    return [
        (deadline, plan)
        for deadline, plan in found
        if any(map(holds, (*deadline.reporters, *deadline.receivers)))
    ]


def _write_calendar(
    found: Sequence[tuple[Deadline, Plan]], now: datetime, to: Destination
) -> None:
    from hoidap.calendar import calendar

    data, left_out = calendar(found, now)
    write(data, to)
    written = len(found) - left_out
    if to.path is not None:
        console.note(
            say(
                f"Đã ghi {written} sự kiện vào {to.path}.",
                f"{written} events are in {to.path}.",
            )
        )
    if left_out:
        console.note(
            say(
                f"Không đưa vào lịch {left_out} thời hạn không nêu ngày; xem chúng bằng "
                "--format table.",
                f"{left_out} deadlines that name no day are not in the calendar; see them "
                "with --format table.",
            )
        )


def record(deadline: Deadline, due: Sequence[date] | None) -> dict[str, Any]:
    """Return ``deadline`` as the public interface has it.

    ``due`` are its days between the dates that were asked for, ``None`` where none were.
    """
    return {
        "source": deadline.source,
        "province": deadline.province,
        "locator": deadline.locator,
        "when": deadline.when,
        "day": deadline.day,
        "month": deadline.month,
        "year": deadline.year,
        "frequency": deadline.frequency,
        "is_report": deadline.is_report,
        "reporters": list(deadline.reporters),
        "receivers": list(deadline.receivers),
        "text": deadline.text,
        "spans": spans_json(deadline.spans),
        "due": None if due is None else [day.isoformat() for day in due],
    }
