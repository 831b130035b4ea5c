"""Tables that a reader hands on: their cells are known, merged ones too."""

from __future__ import annotations

from collections.abc import Callable

from hoidap.ingest.lines import clean
from hoidap.ingest.source import SourceTable
from hoidap.ingest.tables.columns import Column, role_of, settle_roles
from hoidap.ingest.tables.grid_table import split_number
from hoidap.ingest.tables.table import ROW_NUMBER, Cell, Row, Table, mark_groups
from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold


def read_given(given: SourceTable, text: str, place: Callable[[int, int], Span]) -> Table:
    """Read a table whose cells are known.

    :param text: the text that is read
    :param place: turns offsets as the reader gave them into offsets in ``text``
    """
    grid = _Squares(given, text, place)
    headers = given.headers or grid.headers()
    names = [grid.header(headers, column) for column in range(grid.width)]
    columns = settle_roles([Column(name, role_of(name)) for name in names])
    table = Table(columns, [], grid.spans(range(headers)), [])
    numbered = columns[0].role == "number"
    heads = {tuple(map(fold, grid.texts(number))) for number in range(headers)}
    for number in range(headers, len(given.rows)):
        texts = grid.texts(number)
        if tuple(map(fold, texts)) in heads:  # the next page says them again
            table.furniture += grid.spans(range(number, number + 1))
        elif any(texts):
            row = grid.row(number, columns)
            if numbered and ROW_NUMBER.match(row.cells[0].text):
                row.number = row.cells[0].text.rstrip(".)")
            table.rows.append(row)
    mark_groups(table.rows, columns)
    return table


class _Squares:
    """The squares of a table: a merged cell is the same in each that it covers."""

    def __init__(
        self, given: SourceTable, text: str, place: Callable[[int, int], Span]
    ) -> None:
        self.given = given
        self._cells: dict[tuple[int, int], Cell] = {}
        self._first: set[tuple[int, int]] = set()  # the squares at the left of their cells
        for number, row in enumerate(given.rows):
            column = 0
            for source in row:
                while (number, column) in self._cells:
                    column += 1
                spans = [place(*span) for span in source.spans]
                spans = [span for span in spans if text[slice(*span)].strip()]
                cell = Cell(clean(" ".join(text[a:b] for a, b in spans)), spans)
                for below in range(number, min(number + source.rows, len(given.rows))):
                    self._first.add((below, column))
                    for beside in range(column, column + source.columns):
                        self._cells.setdefault((below, beside), cell)
                column += source.columns
        self.width = max((column + 1 for _, column in self._cells), default=1)

    def texts(self, number: int) -> list[str]:
        """Return what the cells of a row say, nothing where a cell goes on from its left."""
        return [cell.text for cell in self.cells(number)]

    def cells(self, number: int) -> list[Cell]:
        """Return the cells of a row, an empty one where a cell goes on from its left."""
        places = ((number, column) for column in range(self.width))
        return [self._cells[at] if at in self._first else Cell() for at in places]

    def headers(self) -> int:
        """Return how many rows name the columns: the first, and what it is merged with."""
        known = (
            sum(role_of(text) != "other" for text in self.texts(0)) if self.given.rows else 0
        )
        return max((cell.rows for cell in self.given.rows[0]), default=1) if known >= 2 else 0

    def header(self, headers: int, column: int) -> str:
        """Return the name of a column: what stands over it, from above."""
        over = (self._cells.get((number, column), Cell()) for number in range(headers))
        return " ".join(dict.fromkeys(cell.text for cell in over if cell.text))

    def spans(self, numbers: range) -> list[Span]:
        """Return where the cells of some rows stand, each once."""
        cells = {id(cell): cell for number in numbers for cell in self.cells(number)}
        return sorted(span for cell in cells.values() for span in cell.spans)

    def row(self, number: int, columns: list[Column]) -> Row:
        """Return a row; a cell over its whole width, a heading, goes into the task's column."""
        cells = self.cells(number)
        filled = [cell for cell in cells if cell.text]
        task = next((i for i, column in enumerate(columns) if column.role == "task"), 0)
        whole = self._cells.get((number, 0)) is self._cells.get((number, self.width - 1))
        if not (whole and task and len(filled) == 1 and len(filled[0].spans) == 1):
            return Row("", cells)
        (label, left), (text, right) = split_number(filled[0].text, filled[0].spans[0])
        cells = [Cell() for _ in columns]
        if label:
            cells[0].add(label, left)
        cells[task].add(text, right)
        return Row(label, cells)
