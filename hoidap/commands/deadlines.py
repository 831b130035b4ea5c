"""``hoidap deadlines``: what is due when, on the screen or in a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap import console
from hoidap.corpus import open_corpus
from hoidap.due import due_dates
from hoidap.errors import WrongUsage
from hoidap.export import Destination, export, export_options, write
from hoidap.filters import Wanted, filters
from hoidap.language import say
from hoidap.listing import LOCATOR, PROVINCE, SOURCE, SPANS, Column, Listing, named, yes_no
from hoidap.usage import Command, index_option, language_option, option
from hoidap.values import Day

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


COLUMNS = (
    SOURCE,
    PROVINCE,
    LOCATOR,
    Column("when", "Thời hạn", "When"),
    Column("day", "Ngày", "Day", in_table=False),
    Column("month", "Tháng", "Month", in_table=False),
    Column("year", "Năm", "Year", in_table=False),
    Column("frequency", "Định kỳ", "How often", show=named(FREQUENCIES)),
    Column("is_report", "Báo cáo", "Report", show=yes_no),
    Column("reporters", "Cơ quan thực hiện", "Who owes it"),
    Column("receivers", "Nơi nhận", "Who gets it"),
    Column("text", "Nguyên văn", "Text"),
    SPANS,
    Column("due", "Các ngày đến hạn", "Due on", value=lambda deadline: None),
)


@click.command(
    "deadlines",
    cls=Command,
    vi="Liệt kê thời hạn: việc gì đến hạn khi nào, ai báo cáo ai; ghi được lịch (ics).",
    en="List the deadlines: what is due when, who reports to whom; also as a calendar (ics).",
)
@filters("province", "document", "agency", "year")
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
def deadlines(
    wanted: Wanted, first: date | None, last: date | None, to: Destination, index: Path
) -> None:
    """Print a line, or write an event, for every deadline."""
    if first is not None and last is not None and first > last:
        raise WrongUsage(
            f"--from {first} muộn hơn --until {last}; hãy đổi lại hai ngày.",
            f"--from {first} is later than --until {last}; exchange the two.",
        )
    now = datetime.now(UTC)
    corpus = open_corpus(index)
    found = wanted.records(corpus, lambda records: records.deadlines)
    columns: tuple[Column, ...] = COLUMNS
    if first is not None or last is not None:
        today = now.date()
        due = {
            id(one): due_dates(one, corpus.plan(one.source), first, last, today=today)
            for one in found
        }
        found = sorted((one for one in found if due[id(one)]), key=lambda one: due[id(one)][0])
        columns = (*COLUMNS[:-1], replace(COLUMNS[-1], value=lambda one: due[id(one)]))
    if to.form == "ics":
        _write_calendar([(one, corpus.plan(one.source)) for one in found], now, to)
    else:
        columns = (*columns, wanted.binding_column())
        export(Listing.of("Thời hạn", "Deadlines", columns, found), to)
    dates = ("từ ngày", "from", first), ("đến ngày", "until", last)
    wanted.note(("thời hạn", "deadline"), corpus, found, *dates)


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
