"""A listing in every form: for the screen, for programs, for Excel.

A kind of record is described once, by its columns; each form is written from them, so
that the same figures stand in all.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Any

import click

from hoidap import console
from hoidap.errors import WrongUsage
from hoidap.language import say
from hoidap.listing import Listing
from hoidap.output import write_file
from hoidap.usage import OneOf, option

FORMS = ("table", "json", "csv", "xlsx")
STREAM = "-"
_ENDINGS = {"table": ("txt", "tsv")}  # any other form's is its name
# What a spreadsheet computes in place of showing it, and the mark that it is text.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\n])")
_NUMBER = re.compile(r"[-+]?[\d.,]*\s?%?")
_TEXT = "'"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a result goes, ``None`` for stdout, and in which form."""

    form: str
    path: Path | None


def export_options(forms: Sequence[str] = FORMS) -> Callable[[Callable[..., Any]], Any]:
    """Give a command ``--format`` and ``--output``, the first form being the default.

    The command gets both as ``to``, a :class:`Destination`.
    """

    def decorate(command: Callable[..., Any]) -> Any:  # noqa: ANN401
        @wraps(command)
        def run(form: str | None, output: Path | None, **others: Any) -> Any:  # noqa: ANN401
            return command(to=destination(form, output, forms), **others)

        with_output = option(
            "-o",
            "--output",
            "output",
            metavar="FILE",
            type=click.Path(path_type=Path),
            vi="Ghi vào tệp này; tệp cũ chỉ được thay khi đã ghi xong.",
            en="Write to this file; one that is there is replaced when all is written.",
        )(run)
        return option(
            "--format",
            "form",
            type=OneOf(forms),
            vi=f"Dạng kết quả [mặc định: theo đuôi tên tệp ra, nếu không thì {forms[0]}].",
            en=f"Form of the output [default: as the file's name ends, else {forms[0]}].",
        )(with_output)

    return decorate


def destination(form: str | None, output: Path | None, forms: Sequence[str]) -> Destination:
    """Return where and how to write; without a ``form`` the file's name tells it.

    :raises WrongUsage: If the name ends as another kind of file does, or bytes would be
        written to a terminal.
    """
    path = None if output is None or str(output) == STREAM else output
    ending = path.suffix.lower().lstrip(".") if path is not None else ""
    if ending.isdigit():  # "bao-cao-30.11": no ending
        ending = ""
    by_ending = {end: one for one in forms for end in _ENDINGS.get(one, (one,))}
    if ending and by_ending.get(ending, "") not in ((form,) if form else forms):
        allowed = [end for end, one in by_ending.items() if form in (None, one)]
        listed = ", ".join(f".{end}" for end in allowed)
        told = f" --format {form}" if form else ""
        raise WrongUsage(
            f"{path}: đuôi “.{ending}” không hợp với kết quả{told}; hãy dùng đuôi {listed}, "
            "hoặc bỏ đuôi.",
            f"{path}: the ending “.{ending}” does not fit the output{told}; use {listed}, "
            "or none.",
        )
    form = form or by_ending.get(ending, forms[0])
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
        number = len(listing.rows)
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
    return json.dumps(listing.rows, ensure_ascii=False, indent=1) + "\n"


def csv_text(listing: Listing) -> str:
    """Return the records as CSV that a spreadsheet opens as it stands.

    A byte order mark tells that it is UTF-8, lines end as in RFC 4180 and no cell is
    computed (:func:`csv_cell`); the header are the columns' keys.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.key for column in listing.columns)
    for row in listing.rows:
        writer.writerow(csv_cell(column.text(row[column.key])) for column in listing.columns)
    return "\ufeff" + buffer.getvalue()


def csv_cell(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula.

    What begins as one does (``= + - @``, a tab) gets an apostrophe before it, unless it is
    a number; lines end with a line feed.

    >>> csv_cell("=1+1"), csv_cell("- Sở Y tế"), csv_cell("-5 %")
    ("'=1+1", "'- Sở Y tế", '-5 %')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _TEXT + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _cells(listing: Listing) -> tuple[list[str], list[list[str]]]:
    columns = [column for column in listing.columns if column.in_table]
    rows = [[column.shown(row) for column in columns] for row in listing.rows]
    return [column.header for column in columns], rows


def _table_text(listing: Listing) -> str:
    return console.lines(*_cells(listing))
