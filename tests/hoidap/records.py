"""Made records, and other libraries' reading of the files that ``hoidap`` writes."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import vobject

from hoidap.export import csv_cell
from hoidap.ingest.plan import Plan
from hoidap.listing import Column, Listing
from hoidap.records.deadlines import Deadline, due_months
from hoidap.records.targets import Target
from hoidap.records.tasks import Task

COLUMNS = (
    Column("source", "Tệp", "Source"),
    Column("text", "Nội dung", "Text"),
    Column("agencies", "Cơ quan", "Agencies"),
    Column("year", "Năm", "Year"),
    Column("spans", "Vị trí", "Spans", in_table=False),
)


def listing(*records: dict[str, Any]) -> Listing:
    """Return a listing of ``records``, fields that they leave out filled in."""
    blank: dict[str, Any] = {
        "source": "a.txt",
        "text": "",
        "agencies": [],
        "year": None,
        "spans": [],
    }
    return Listing("Thử", "Test", COLUMNS, [{**blank, **record} for record in records])


def sheet_of(data: bytes) -> Any:  # noqa: ANN401
    """Return the only sheet of a workbook, as openpyxl reads it."""
    book = openpyxl.load_workbook(BytesIO(data))
    assert len(book.worksheets) == 1
    return book.worksheets[0]


def rows_of(data: bytes) -> list[list[Any]]:
    """Return the values of a workbook's sheet, row by row."""
    return [list(row) for row in sheet_of(data).iter_rows(values_only=True)]


def csv_value(cell: str) -> str:
    """Return the text that ``csv_cell`` made ``cell`` of."""
    return cell[1:] if cell.startswith("'") and csv_cell(cell[1:]) == cell else cell


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV file as they went in, its header first."""
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    return [[csv_value(cell) for cell in row] for row in rows]


def csv_records(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file by its header."""
    header, *rows = csv_rows(text)
    return [dict(zip(header, row, strict=True)) for row in rows]


def events_of(data: bytes) -> list[Any]:
    """Return the events of an iCalendar file, as vobject reads it."""
    calendar = vobject.readOne(data.decode("utf-8"))
    return list(calendar.contents.get("vevent", []))


def task(text: str = "Việc", **fields: Any) -> Task:  # noqa: ANN401
    """Return a task."""
    blank: dict[str, Any] = {
        **{"source": "a.txt", "province": "Thanh Hóa", "kind": "row"},
        **{"locator": "Phụ lục, dòng 1", "section": "Phụ lục", "task": text},
        **{"lead": (), "coordinate": (), "time": "", "output": ""},
        **{"other": (), "spans": ((0, 4),)},
    }
    return Task(**{**blank, **fields})


def target(text: str, number: str, **fields: Any) -> Target:  # noqa: ANN401
    """Return a target."""
    blank: dict[str, Any] = {
        **{"source": "a.txt", "province": "Thanh Hóa", "locator": "Mục II.1"},
        **{"section": "II. MỤC TIÊU", "number": number, "bound": "", "unit": "lớp"},
        **{"when": "", "text": text, "spans": ((0, 4),)},
    }
    return Target(**{**blank, **fields})


def deadline(**fields: Any) -> Deadline:  # noqa: ANN401
    """Return a deadline."""
    blank: dict[str, Any] = {
        **{"source": "a.txt", "province": "Thanh Hóa", "locator": "Mục V"},
        **{"when": "trước ngày 15/12 hằng năm", "day": 15, "month": 12, "year": None},
        **{"frequency": "year", "is_report": True, "reporters": ("Sở Y tế",)},
        **{"receivers": ("UBND tỉnh",), "text": "Sở Y tế báo cáo.", "spans": ((0, 4),)},
    }
    told = {**blank, **fields}
    months = due_months(told["month"], told["frequency"])
    return Deadline(**{"section": "", "months": months, **told})


def plan(
    source: str = "a.txt",
    *,
    period: tuple[int, int | None] | None = (2026, 2030),
    issued_on: date | None = None,
    province: str | None = "Thanh Hóa",
) -> Plan:
    """Return a plan without provisions."""
    return Plan(
        source=source,
        kind="Kế hoạch",
        title="Thử",
        province=province,
        issuer=None,
        number=None,
        issued=None,
        issued_on=issued_on,
        year=period[0] if period else None,
        signer=None,
        signer_title=None,
        bases=(),
        period=period,
        period_fact=None,
        recipients=(),
        provisions=(),
    )
