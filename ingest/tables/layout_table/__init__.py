"""Tables of PDF files as ``pdftotext -layout`` prints them: columns parted by runs of spaces.

What the page shows side by side stands side by side in the text, page by page at other
positions; a cell goes on in its own columns of the lines below.  A table is known by
its header (:mod:`.header`) and ends where the next part of the
document opens (:mod:`.extent`).  On each page the edges of its
columns are where the fewest words stand; a line that runs over an edge (a full cell
leaves one space to the next) is cut where its words never stand together elsewhere
(:mod:`.columns`).  The rows are the cheapest way to part the lines:
a cell has no holes, opens with a capital, stands at its row's top or middle
(:mod:`.rows`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hoidap.ingest.lines import Line, clean, join_lines
from hoidap.ingest.tables.layout_table.columns import (
    INNER_NUMBER,
    Entry,
    Grid,
    find_edges,
    learn_words,
    set_heights,
)
from hoidap.ingest.tables.layout_table.extent import Extent
from hoidap.ingest.tables.layout_table.header import find_headers
from hoidap.ingest.tables.layout_table.lines import Words, page_lines, runs_of
from hoidap.ingest.tables.layout_table.rows import DANGLING, Sheet, give_bands, part_sheets
from hoidap.ingest.tables.table import Cell, Row, Table, mark_groups


def find_tables(lines: Sequence[Line]) -> dict[int, tuple[int, Table]]:
    """Find the tables laid out in columns among ``lines``.

    :return: by the place of a table's first line, the place after its last and the table
    """
    headers = find_headers(lines)
    if not headers:
        return {}
    furniture = page_lines(lines)
    extents: list[Extent] = []
    for header in headers.values():
        if extents and header.start < extents[-1].end:
            continue
        extent = Extent(lines, headers, furniture, header)
        if extent.end > header.end:
            extents.append(extent)
    words = Words()
    place = 0
    for extent in extents:
        for line in lines[place : extent.header.start]:
            words.read(line.text.split())
        place = extent.end
    for line in lines[place:]:
        words.read(line.text.split())
    return {e.header.start: (e.end, _read(e, words)) for e in extents}


def _read(extent: Extent, words: Words) -> Table:
    """Read a table from its pages."""
    header = extent.header
    columns = header.columns
    table = Table(columns, [], header.spans, extent.furniture)
    own = 1 if columns[0].role == "number" else 0
    task = next((i for i, column in enumerate(columns) if column.role == "task"), own)
    edges: list[int] = []
    sheets = []
    for page in extent.pages:
        if not page.lines:
            continue
        rows = [runs_of(line) for line in page.lines]
        edges = find_edges(rows, page.zones if page.zones or edges else header.zones, edges)
        learn_words(words, rows, edges)
        entries = Grid(columns, task, edges, words).entries(page.lines, rows)
        set_heights(entries, page.lines)
        bounds = [0, *edges, edges[-1]] if edges else [0, 0]
        sheets.append(Sheet(entries, bounds[task + 1] - bounds[task]))
    merged = part_sheets(sheets, columns, task)
    writer = _Writer(table, task, merged)
    for number, sheet in enumerate(sheets):
        writer.write(sheet, first=number == 0)
    mark_groups(table.rows, columns)
    return table


@dataclass(slots=True)
class _Writer:
    """Writes the rows of a table, page by sheet."""

    table: Table
    task: int
    merged: bool

    def write(self, sheet: Sheet, *, first: bool) -> None:
        """Add a page's rows, or what it holds of the row that the page before left open."""
        shared = self._shared(sheet, first=first) if self.merged else []
        for number, (start, end) in enumerate(sheet.cuts):
            part = sheet.entries[start:end]
            label = next((e.label for e in part if e.label), "")
            if not number and not first and self._continues(part, label):
                row = self.table.rows[-1]
                row.number = row.number or label
            else:
                row = Row(label, [Cell() for _ in self.table.columns])
                if shared:
                    row.number, row.cells[: self.task] = shared[number]
                elif part[0].whole and not label:
                    inner = INNER_NUMBER.match(part[0].cells[self.task].text)
                    row.number = inner["n"] if inner else ""
                self.table.rows.append(row)
            kept = range(self.task if shared else 0, len(self.table.columns))
            _add(row.cells, part, kept)

    def _continues(self, part: Sequence[Entry], label: str) -> bool:
        """Tell whether the first lines of a page go on the last row of the page before."""
        if not self.table.rows or part[0].whole:
            return False
        row = self.table.rows[-1]
        text = next((e.cells[self.task].text for e in part if self.task in e.cells), "")
        if label:
            return not self.merged and not row.number and text[:1].islower()
        if self.table.columns[0].role == "number" and not self.merged:
            return True
        return not text or text[0].islower() or bool(DANGLING.search(row.cells[self.task].text))

    def _shared(self, sheet: Sheet, *, first: bool) -> list[tuple[str, list[Cell]]]:
        """Give each row of a page its number, and the cells that stand beside the number."""
        parts = [sheet.entries[start:end] for start, end in sheet.cuts]
        heights = [(part[0].y, part[-1].y) for part in parts]
        labels = [entry for part in parts for entry in part if entry.label]
        given = min(
            give_bands(heights, [e.y for e in labels], leading=not first, centred=centred)
            for centred in (True, False)
        )[1]
        last = self.table.rows[-1] if self.table.rows else None
        cells = {number: [Cell() for _ in range(self.task)] for number in range(len(labels))}
        cells[-1] = last.cells[: self.task] if last else [Cell() for _ in range(self.task)]
        names = {number: entry.label for number, entry in enumerate(labels)}
        names[-1] = last.number if last else ""
        for number in sorted(set(given)):
            for part, own in zip(parts, given, strict=True):
                _add(cells[number], part if own == number else (), range(self.task))
        return [(names[number], cells[number]) for number in given]


def _add(cells: list[Cell], part: Iterable[Entry], columns: Iterable[int]) -> None:
    """Add the pieces of lines to the cells of their columns."""
    entries = list(part)
    for column in columns:
        pieces = [entry.cells[column] for entry in entries if column in entry.cells]
        if not pieces:
            continue
        cell = cells[column]
        texts = [cell.text] if cell.text else []
        cell.text = clean(join_lines([*texts, *(piece.text for piece in pieces)]))
        cell.spans.extend(piece.span for piece in pieces)


__all__ = ["find_tables"]
