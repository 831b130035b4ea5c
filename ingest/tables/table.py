"""Tables of assignments: columns, and rows made whole.

The tables of plans share a handful of columns under many names and in any order.
A row cut by a page break goes on below the repeated header; merged and missing cells
leave gaps.  How the cells are told apart is a module each: :mod:`.grid_table` (tabs or
Markdown bars), :mod:`.flat_table` (cells flattened to lines), :mod:`.layout_table`
(columns of spaces), :mod:`.given_table` (cells that the format itself knows).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hoidap.ingest.lines import clean
from hoidap.ingest.tables.columns import Column
from hoidap.text.spans import Span

ROW_NUMBER = re.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}(?:\.\d{1,2})*|[A-Za-zđ])\s*[.)]?$"
)


@dataclass(slots=True)
class Cell:
    """The text of one cell, joined over page breaks, and where it stands."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def add(self, text: str, span: Span) -> None:
        """Append a further piece of the cell."""
        self.text = clean(f"{self.text} {text}") if self.text else clean(text)
        if text.strip():
            self.spans.append(span)


@dataclass(slots=True)
class Row:
    """One row: its number and a cell a column, in the order of :attr:`Table.columns`."""

    number: str
    cells: list[Cell]
    is_group: bool = False


@dataclass(slots=True)
class Table:
    """A table read: columns, rows, and the spans of its header, page by page."""

    columns: list[Column]
    rows: list[Row]
    header_spans: list[Span]
    furniture: list[Span]


def mark_groups(rows: list[Row], columns: list[Column]) -> None:
    """Mark the rows that only head others, and hand their fields down to rows without any.

    A heading row holds one text alone, or is numbered as the parent of the next row (roman
    above arabic, ``5`` above ``5.1``); what a merged cell says on the heading row holds
    for a row below that says nothing itself.
    """
    values = [
        i for i, c in enumerate(columns) if c.role in ("lead", "coordinate", "time", "output")
    ]
    task = next((i for i, c in enumerate(columns) if c.role == "task"), None)
    heading: Row | None = None
    for place, row in enumerate(rows):
        following = rows[place + 1].number if place + 1 < len(rows) else ""
        texts = [i for i in range(1, len(row.cells)) if row.cells[i].text]
        alone = len(texts) == 1 and bool(values)
        if alone and not row.number.isdigit() and "." not in row.number and task is not None:
            # A heading row spans the table: its only text is its task, wherever it was put.
            row.cells[texts[0]], row.cells[task] = row.cells[task], row.cells[texts[0]]
            row.is_group, heading = True, row
        elif is_parent(row.number, following):
            row.is_group, heading = True, row
        elif heading is not None and _is_over(heading.number, row.number):
            heading = None
        elif heading is not None:
            _hand_down(heading, row, values)


def _is_over(heading: str, number: str) -> bool:
    """Tell whether row ``number`` ends the group of a decimal ``heading``: 6 after 5.2."""
    return heading[:1].isdigit() and not number.startswith(f"{heading}.")


def _hand_down(heading: Row, row: Row, values: list[int]) -> None:
    """Give ``row`` what its heading row says, unless it says any of it anew itself."""
    said = [i for i in values if heading.cells[i].text]
    if not any(row.cells[i].text for i in said):
        for i in said:
            row.cells[i] = heading.cells[i]


def fill_from_above(rows: list[Row], columns: list[Column]) -> None:
    """Fill empty agency and time cells from the row above, where a note says so."""
    above: Row | None = None
    for row in rows:
        if row.is_group:
            above = None
            continue
        if above is not None:
            for place, column in enumerate(columns):
                if column.role in ("lead", "coordinate", "time") and not row.cells[place].text:
                    row.cells[place] = above.cells[place]
        above = row


def is_parent(number: str, following: str) -> bool:
    """Tell whether a row numbered ``number`` heads a next row numbered ``following``."""
    if not number or not following:
        return False
    if following.startswith(number + "."):
        return True
    if re.fullmatch(r"[A-E]", number):
        return bool(re.fullmatch(r"[I1]", following))
    return bool(re.fullmatch(r"[IVX]+", number)) and bool(re.fullmatch(r"\d+|1\.1", following))
