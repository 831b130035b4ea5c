"""A listing as an Excel workbook: one sheet, one record a row, nothing but text and numbers."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from hoidap.listing import Column, Listing, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and so Excel, does not take."""
_FORMULA = ("=", "+", "-", "@")
_LONGEST = 32_767  # characters that Excel keeps in a cell
_SHEET_NAME = 31  # characters
_NARROW, _WIDE = 6, 60  # characters: a number's column, a sentence's
_A4 = 9


def workbook(listing: Listing) -> bytes:
    """Return the bytes of an ``.xlsx`` file with a frozen, filtered header and the records."""
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": listing.title})
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7EEF6"}
        )
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        # Kept as text also when a person edits the cell.
        quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        sheet = book.add_worksheet(_sheet_name(listing.title))
        for place, column in enumerate(listing.columns):
            sheet.set_column(place, place, _width(column, listing.rows))
            sheet.write_string(0, place, excel_text(column.header), bold)
        for line, row in enumerate(listing.rows, start=1):
            for place, column in enumerate(listing.columns):
                value = row[column.key]
                if isinstance(value, int) and not isinstance(value, bool):
                    sheet.write_number(line, place, value, wrapped)
                    continue
                text = excel_text(column.shown(row))
                style = quoted if text.startswith(_FORMULA) else wrapped
                sheet.write_string(line, place, text, style)
        last_row, last_column = len(listing.rows), len(listing.columns) - 1
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last_row, last_column)
        # "06" is what the document says, not a number that lost its type.
        sheet.ignore_errors({"number_stored_as_text": _area(last_row, last_column)})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return buffer.getvalue()


def excel_text(text: str) -> str:
    r"""Return ``text`` as a cell can hold it: no control characters, not too long.

    >>> excel_text("a\x07b")
    'a�b'
    """
    text = _REFUSED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _width(column: Column, rows: Sequence[Row]) -> int:
    """Return a width that shows most values whole, and long ones on several lines."""
    cells = [column.header, *(column.shown(row) for row in rows)]
    longest = max(len(line) for cell in cells for line in (cell.splitlines() or [""]))
    return min(max(longest + 2, _NARROW), _WIDE)


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:_SHEET_NAME].strip("' ") or "1"


def _area(last_row: int, last_column: int) -> Any:  # noqa: ANN401 - the library has no types
    from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

    return xl_range(0, 0, last_row, last_column)
