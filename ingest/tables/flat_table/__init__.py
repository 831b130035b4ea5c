"""Tables whose cells a PDF extraction has flattened to one line after another.

Nothing parts the cells any more, so each row is cut where it is least unlikely: cells
stand in the columns' order, agencies open agency columns, a time fills the time
column, a cell starts with a capital, and a line ends in mid-cell only where its
column is too narrow for the next word.  The cheapest cut is found by dynamic
programming; the columns' widths are learned from the first cut and the rows cut anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hoidap.ingest.lines import Line, join_lines
from hoidap.ingest.tables.columns import header_columns, known_share, settle_roles
from hoidap.ingest.tables.flat_table.cells import CutRow, Grid, cut_all, said, seen_in
from hoidap.ingest.tables.flat_table.rows import NUMBER_LINE, part_rows
from hoidap.ingest.tables.table import Cell, Row, Table, is_parent, mark_groups
from hoidap.text.agencies import looks_like_agency

_MIN_COLUMNS = 3
_PASSES = 4  # the widths settle after two or three


def flat_header(lines: Sequence[Line]) -> int:
    """Return how many of ``lines`` make up the header of a flattened table, 0 for none."""
    taken: list[str] = []
    for count, line in enumerate(lines):
        if count and NUMBER_LINE.match(line.text):
            columns = header_columns(" ".join(taken))
            known = [column.role for column in columns if column.role != "other"]
            if len(known) >= _MIN_COLUMNS and known_share(" ".join(taken)) >= 0.7:
                return count
            return 0
        taken.append(line.text)
    return 0


def read_flat(lines: Sequence[Line]) -> Table:
    """Read a flattened table; its first lines are the header."""
    size = flat_header(lines)
    columns = settle_roles(header_columns(" ".join(line.text for line in lines[:size])))
    table = Table(columns, [], [(line.start, line.end) for line in lines[:size]], [])
    drafts = part_rows(lines, size, table)
    body = [i for i, column in enumerate(columns) if column.role != "number"]
    widths = {i: (62.0 if columns[i].role == "task" else 24.0) for i in body}
    cut: list[CutRow] = []
    known = False
    for _ in range(_PASSES):
        grid = Grid(columns, body, widths, known, seen_in(cut, body))
        cut = cut_all(drafts, grid, [said(pages) for _, pages in cut])
        learned = _learn(cut, body, widths)
        if learned == widths:
            break
        widths, known = learned, True
    for draft, pages in cut:
        row = Row(draft.number, [Cell() for _ in columns])
        if columns[0].role == "number" and draft.number_line is not None:
            start = draft.number_line.start
            row.cells[0].add(draft.number, (start, start + draft.written))
        for page in pages:
            for place, cell_lines in page.items():
                text = join_lines(line.text for line in cell_lines)
                row.cells[place].add(text, (cell_lines[0].start, cell_lines[-1].end))
        table.rows.append(row)
    mark_groups(table.rows, columns)
    return table


def _learn(
    cut: list[CutRow],
    body: list[int],
    widths: dict[int, float],
) -> dict[int, float]:
    """Take each column's width from the cells cut so far."""
    learned = dict(widths)
    following = [*(draft.number for draft, _ in cut[1:]), ""]
    plain = [  # a heading row's line spans the table's width
        pages
        for (draft, pages), number in zip(cut, following, strict=True)
        if not is_parent(draft.number, number)
    ]
    for place in body:
        cells = [
            [line.text for line in page[place]]
            for pages in plain
            for page in pages
            if place in page
        ]
        if cells:
            learned[place] = _width(cells)
    return learned


def _width(cells: list[list[str]]) -> float:
    """Return the width at which the lines of ``cells`` were most likely broken.

    No line is longer, and none has room for the word that opens the next; cells that were
    cut wrongly break these rules and are outvoted.
    """
    lengths = Counter(len(text) for cell in cells for text in cell)
    fits = Counter(
        len(text) + 1 + len(following.split(" ", 1)[0])
        for cell in cells
        for text, following in zip(cell, cell[1:], strict=False)
        if not looks_like_agency(following)
    )

    def broken(width: int) -> int:
        longer = sum(count for length, count in lengths.items() if length > width)
        return longer + sum(count for needed, count in fits.items() if needed <= width)

    return float(min(sorted(lengths), key=broken))
