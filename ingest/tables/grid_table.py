"""Tables whose cells are parted by tabs or Markdown bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hoidap.ingest.lines import PAGE_NUMBER, Line, clean, is_grid_line
from hoidap.ingest.tables.columns import Column, role_of, settle_roles
from hoidap.ingest.tables.table import ROW_NUMBER, Cell, Row, Table, mark_groups
from hoidap.ingest.tables.times import is_time
from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold


def split_cells(line: Line) -> list[tuple[str, Span]]:
    """Cut a grid line into its cells, with offsets of each without surrounding space."""
    if not is_grid_line(line):
        return [(line.text, (line.start, line.end))]
    separator = "\t" if "\t" in line.text else "|"
    text = line.text
    offset = line.start
    if separator == "|":
        inner = text.strip()
        offset += text.index(inner) + 1
        text = inner[1:-1]
    cells = []
    place = 0
    for piece in text.split(separator):
        body = piece.strip()
        start = offset + place + (piece.index(body) if body else 0)
        cells.append((body, (start, start + len(body))))
        place += len(piece) + 1
    return cells


def read_grid(lines: Sequence[Line]) -> Table:
    """Read a table whose cells are parted by tabs or bars."""
    first = [(clean(text), span) for text, span in split_cells(lines[0])]
    columns = [Column(text, role_of(text)) for text, _ in first]
    has_header = sum(column.role != "other" for column in columns) >= 2
    if not has_header:
        columns = [Column("", "other") for _ in first]
    columns = settle_roles(columns)
    header = [fold(text) for text, _ in first]
    table = Table(columns, [], [], [])
    width = len(columns)
    after_break = False
    for place, line in enumerate(lines):
        if place and line.gap and PAGE_NUMBER.match(line.text):
            table.furniture.append((line.start, line.end))
            after_break = True
            continue
        cells = split_cells(line)
        cells = [(clean(text), span) for text, span in cells]
        texts = [fold(text) for text, _ in cells]
        if has_header and texts == header:
            target = table.header_spans if place == 0 else table.furniture
            target.extend(span for text, span in cells if text)
            after_break = place > 0
            continue
        if all(re.fullmatch(r":?-{2,}:?|", text) for text in texts):  # Markdown's rule
            table.furniture.extend(span for text, span in cells if text)
            continue
        _add_row(table, cells, width, broken=after_break or (line.gap and place > 0))
        after_break = False
    mark_groups(table.rows, columns)
    return table


def _add_row(table: Table, cells: list[tuple[str, Span]], width: int, *, broken: bool) -> None:
    """Add a line's cells as a row, or to the row before where they go on."""
    if len(cells) == 1 < width:  # a heading row that lost its tabs: "IV Tăng cường đầu tư …"
        cells = split_number(*cells[0])
    if len(cells) > width:
        kept, rest = cells[: width - 1], cells[width - 1 :]
        text = " ".join(text for text, _ in rest if text)
        cells = [*kept, (text, (rest[0][1][0], rest[-1][1][1]))]
    number = cells[0][0]
    numbered = table.columns[0].role == "number"
    previous = table.rows[-1] if table.rows else None
    if (
        numbered
        and previous is not None
        and not number
        and _goes_on(previous, cells, table.columns, broken=broken)
    ):
        for cell, (text, span) in zip(previous.cells[1:], cells[1:], strict=False):
            if text:
                cell.add(text, span)
        return
    row = Row(number, [Cell() for _ in range(width)])
    if numbered and number and not ROW_NUMBER.match(number) and previous is not None:
        # The tail of the task above slipped into the number column; the number is lost.
        target = _last_text_cell(previous)
        target.add(number, cells[0][1])
        row.number = _successor(previous.number)
        cells = [("", (0, 0)), *cells[1:]]
    for cell, (text, span) in zip(row.cells, cells, strict=False):
        if text:
            cell.add(text, span)
    if numbered:
        row.number = row.number.rstrip(".)")
    _move_time(row, table.columns)
    table.rows.append(row)


def split_number(text: str, span: Span) -> list[tuple[str, Span]]:
    """Part the number that opens a heading row from its text, empty if there is none."""
    match = re.match(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s+(?=\S)", text)
    if not match:
        return [("", (span[0], span[0])), (text, span)]
    number = match.group(1)
    return [
        (number, (span[0], span[0] + match.end(1))),
        (text[match.end() :], (span[0] + match.end(), span[1])),
    ]


def _goes_on(
    previous: Row, cells: list[tuple[str, Span]], columns: list[Column], *, broken: bool
) -> bool:
    """Tell whether a row without a number goes on the row above it.

    One that states no task does: its agencies stand below those of the row above.
    """
    texts = [(place, text) for place, (text, _) in enumerate(cells) if text]
    if broken or not texts:
        return True
    if previous.number and all(columns[place].role != "task" for place, _ in texts):
        return True
    return any(text[0].islower() for _, text in texts) or not previous.cells[1].text


def _last_text_cell(row: Row) -> Cell:
    """Return the row's task cell: the first one after the number that holds text."""
    return next((cell for cell in row.cells[1:] if cell.text), row.cells[-1])


def _successor(number: str) -> str:
    """Return the row number after ``number`` (``"2.3"`` -> ``"2.4"``), "" if it has none."""
    head, dot, last = number.rstrip(".)").rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdecimal() else ""


def _move_time(row: Row, columns: list[Column]) -> None:
    """Put a time that slid into an earlier column, for want of a cell, where it belongs."""
    target = next((i for i, column in enumerate(columns) if column.role == "time"), None)
    if target is None or row.cells[target].text:
        return
    for place in range(target - 1, 0, -1):
        cell = row.cells[place]
        if not cell.text:
            continue
        if columns[place].role in ("lead", "coordinate", "output") and is_time(cell.text):
            row.cells[target], row.cells[place] = cell, Cell()
        return
