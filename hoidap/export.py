"""A list of records in every form: for the screen, for programs, for Excel.

A kind of record is described once, by its columns; each form is written from them, so
that the same figures stand in all.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from hoidap import console
from hoidap.errors import WrongUsage
from hoidap.language import say
from hoidap.output import write_file

Record = Mapping[str, Any]
"""A record by its columns' keys; values are what JSON holds: text, numbers, lists, null."""

FORMS = ("table", "json", "csv", "xlsx")
STREAM = "-"


def as_text(value: Any) -> str:  # noqa: ANN401
    """Return ``value`` as one text: lists joined by semicolons, spans as ``start-end``.

    >>> as_text(["Sở Y tế", "Sở Xây dựng"])
    'Sở Y tế; Sở Xây dựng'
    >>> as_text([[3, 9], [12, 40]])
    '3-9 12-40'
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "; ".join(f"{key}: {as_text(inner)}" for key, inner in value.items())
        case [[int(), int()], *_]:
            return " ".join(f"{start}-{end}" for start, end in value)
        case list() | tuple():
            return "; ".join(as_text(inner) for inner in value)
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for programs, its header for people, how its values are shown.

    ``text`` is the value in CSV, ``show`` the value for people, the same where not given;
    a column that is not ``in_table`` stands in the files only.
    """

    key: str
    vi: str
    en: str
    text: Callable[[Any], str] = as_text
    show: Callable[[Any], str] | None = None
    in_table: bool = True

    @property
    def header(self) -> str:
        """The header in the language of messages."""
        return say(self.vi, self.en)

    def shown(self, record: Record) -> str:
        """Return this column's value in ``record`` as people read it."""
        return (self.show or self.text)(record[self.key])


@dataclass(frozen=True, slots=True)
class Listing:
    """Records of one kind, with what the kind is called."""

    vi: str
    en: str
    columns: tuple[Column, ...]
    records: Sequence[Record]

    @property
    def title(self) -> str:
        """What the records are, in the language of messages."""
        return say(self.vi, self.en)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a result goes, ``None`` for stdout, and in which form."""

    form: str
    path: Path | None


def destination(form: str | None, output: Path | None, forms: Sequence[str]) -> Destination:
    """Return where and how to write; without a ``form`` the file's name tells it.

    :raises WrongUsage: If bytes would be written to a terminal.
    """
    path = None if output is None or str(output) == STREAM else output
    if form is None:
        suffix = path.suffix.lower().lstrip(".") if path is not None else ""
        form = suffix if suffix in forms else forms[0]
    if form == "xlsx" and path is None and console.is_terminal():
        raise WrongUsage(
            "Tệp Excel (xlsx) không in ra màn hình được; hãy nêu tệp: --output TEN.xlsx",
            "An Excel file (xlsx) cannot be shown on a terminal; name a file: "
            "--output NAME.xlsx",
        )
    return Destination(form, path)


def export(listing: Listing, to: Destination) -> None:
    """Write ``listing``; what went into a file is said on stderr.

    :raises WrongUsage: If the file cannot be made.
    :raises OutputFailed: If it cannot be written.
    """
    if to.form == "table" and to.path is None:
        console.table(*_cells(listing))
        return
    write(rendered(listing, to.form), to)
    if to.path is not None:
        number = len(listing.records)
        console.note(
            say(f"Đã ghi {number} dòng vào {to.path}.", f"{number} rows are in {to.path}.")
        )


def write(data: bytes, to: Destination) -> None:
    """Write ``data`` to the file or to stdout."""
    if to.path is None:
        console.raw_bytes(data)
    else:
        write_file(to.path, data)


def rendered(listing: Listing, form: str) -> bytes:
    """Return ``listing`` as a file of ``form``."""
    if form == "xlsx":
        from hoidap.spreadsheet import workbook

        return workbook(listing)
    texts = {"json": json_text, "csv": csv_text, "table": _table_text}
    return texts[form](listing).encode("utf-8", errors="backslashreplace")


def json_text(listing: Listing) -> str:
    """Return the records as a JSON list of objects, their keys in the columns' order."""
    keys = [column.key for column in listing.columns]
    records = [{key: record[key] for key in keys} for record in listing.records]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def csv_text(listing: Listing) -> str:
    """Return the records as CSV under a header of keys."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(column.key for column in listing.columns)
    for record in listing.records:
        writer.writerow(
            _line_ends(column.text(record[column.key])) for column in listing.columns
        )
    return buffer.getvalue()


def _line_ends(text: str) -> str:
    # A carriage return alone would end the row for some readers.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cells(listing: Listing) -> tuple[list[str], list[list[str]]]:
    columns = [column for column in listing.columns if column.in_table]
    rows = [[column.shown(record) for column in columns] for record in listing.records]
    return [column.header for column in columns], rows


def _table_text(listing: Listing) -> str:
    return console.lines(*_cells(listing))
