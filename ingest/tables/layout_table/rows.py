"""The lines of a page parted into rows, and rows given to the numbers they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from hoidap.ingest.tables.columns import Column
from hoidap.ingest.tables.layout_table.columns import Entry
from hoidap.ingest.tables.times import is_time

DANGLING = re.compile(
    r"(?:[,(–-]|\b(?:và|các|của|cho|về|với|theo|từ|đến|trong|tại|do"
    r"|giai đoạn|số|(?<!hằng )(?<!hàng )(?<!mỗi )(?:năm|tháng|ngày|quý)))$",
    re.I,
)
"""How a line ends that a cell cannot end in."""
_MAX_ROW = 120  # no page has more lines
_HOPELESS = 40.0  # a row that costs more only gets worse with further lines
_IMPOSSIBLE = 1e9


@dataclass(slots=True)
class Sheet:
    """What a table has on one page: its lines, and its rows as places of lines."""

    entries: list[Entry]
    room: int  # characters from the task column's edge to the next
    cuts: list[tuple[int, int]] = field(default_factory=list)


def part_sheets(sheets: Sequence[Sheet], columns: list[Column], task: int) -> bool:
    """Part every page into rows at the least cost; tell whether numbers are merged over rows.

    In a merged table a number, and what stands beside it, holds for several tasks.
    """
    ways = [_part_as(sheets, columns, task, (True, centred)) for centred in (False, True)]
    loose, rows = _part_as(sheets, columns, task, (False, False))
    unnumbered = sum(
        not any(entry.label for entry in sheet.entries[start:end])
        for sheet, cuts in zip(sheets, rows, strict=True)
        for start, end in cuts
    )
    numbered = columns[0].role == "number" and any(e.label for s in sheets for e in s.entries)
    merged = numbered and loose + 2 * unnumbered < min(cost for cost, _ in ways)
    if numbered and not merged:
        rows = min(ways, key=itemgetter(0))[1]
    for sheet, cuts in zip(sheets, rows, strict=True):
        sheet.cuts = cuts
    return merged


def _part_as(
    sheets: Sequence[Sheet], columns: list[Column], task: int, way: tuple[bool, bool]
) -> tuple[float, list[list[tuple[int, int]]]]:
    """Part every page, numbers standing ``way`` (strictly one a row, at its middle)."""
    last = len(sheets) - 1
    width = max(_width(sheet, task) for sheet in sheets)
    found = [
        _Parting(sheet.entries, columns, task, *way, number == 0, number == last, width).best()
        for number, sheet in enumerate(sheets)
    ]
    return sum(cost for cost, _ in found), [rows for _, rows in found]


def _width(sheet: Sheet, task: int) -> float:
    """Return how long a full line of the task column is: nearly its longest.

    Letters are narrower or wider than the columns that pdftotext counts, so the room that
    the column has tells little more than the least that a full line holds.
    """
    cells = [e.cells[task].text for e in sheet.entries if task in e.cells and not e.whole]
    lengths = sorted(map(len, cells))
    return max(sheet.room * 0.85, lengths[int(len(lengths) * 0.95)] if lengths else 0)


@dataclass(slots=True)
class _Cell:
    """The lines of a cell of a row that is tried, from the last one up."""

    top: float
    bottom: float
    first: str
    dangles: bool
    times: int = 0  # lines that are a time of their own
    holes: int = 0  # places where a line is missing


@dataclass(slots=True)
class _Lines:
    """Lines that are tried as a row, from the last one up."""

    bottom: float
    top: float = 0.0
    count: int = 0
    whole: int = 0
    labels: list[float] = field(default_factory=list)
    cells: dict[int, _Cell] = field(default_factory=dict)

    def add_above(self, entry: Entry, columns: Sequence[Column]) -> None:
        """Add the line above."""
        self.top = entry.y
        self.count += 1
        self.whole += entry.whole
        if entry.label:
            self.labels.append(entry.y)
        for column, piece in entry.cells.items():
            cell = self.cells.get(column)
            if cell is None:
                dangles = bool(DANGLING.search(piece.text))
                cell = self.cells[column] = _Cell(entry.y, entry.y, piece.text, dangles)
            cell.holes += cell.top - entry.y > 1.6
            cell.top, cell.first = entry.y, piece.text
            if columns[column].role == "time" and piece.text[0].isupper():
                cell.times += is_time(piece.text)


@dataclass(slots=True)
class _Parting:
    """Parts the lines of a page into rows, at the least cost.

    ``strict``: every row has its own number.  Otherwise a number may stand in a cell
    merged over several rows.
    """

    entries: list[Entry]
    columns: list[Column]
    task: int
    strict: bool
    centred: bool  # numbers stand at the middle of their rows, not at the top
    first: bool  # the table starts on this page
    final: bool  # and ends on it
    width: float  # of a full line of the task column

    def best(self) -> tuple[float, list[tuple[int, int]]]:
        """Return the least cost and the rows, as places of lines ``[start, end)``."""
        count = len(self.entries)
        above = [self._parting_cost(start) for start in range(count)]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, count + 1):
            options: list[tuple[float, int]] = []
            row = _Lines(self.entries[end - 1].y)
            for start in range(end - 1, max(-1, end - 1 - _MAX_ROW), -1):
                row.add_above(self.entries[start], self.columns)
                cost = self.cost(row, start, end) + above[start]
                options.append((best[start][0] + cost, start))
                if cost > _HOPELESS:
                    break
            best.append(min(options))
        rows = []
        end = count
        while end:
            start = best[end][1]
            rows.append((start, end))
            end = start
        return best[count][0], rows[::-1]

    def cost(self, row: _Lines, start: int, end: int) -> float:
        """Say how unlikely it is that the lines from ``start`` to ``end`` are one row."""
        if len(row.labels) > 1 or 0 < row.whole < row.count:
            return _IMPOSSIBLE
        if row.whole:
            return 1.0
        opens, closes = start > 0 or self.first, end < len(self.entries) or self.final
        cost = 1.0
        if self.strict and not row.labels:
            # What goes on from the page before is no row more; one may end on the next page.
            cost += -1.0 if not opens else 2.0 if not closes else 12.0
        if opens and self.task not in row.cells:
            cost += 2.5
        middle = (row.top + row.bottom) / 2
        for column, cell in row.cells.items():
            if column < self.task and (
                not self.strict or self.columns[column].role == "number"
            ):
                continue
            cost += 3.0 * cell.holes + 2.0 * max(0, cell.times - 1)
            if cell.first[0].islower() or cell.first[0] in ",;)":
                # At the top of a page it goes on a row that most likely has its number.
                cost += (
                    (3.0 if column == self.task else 2.5) if opens else 1.5 * len(row.labels)
                )
            if closes and cell.dangles:
                cost += 1.5
            if opens and closes:
                centre = (cell.top + cell.bottom) / 2
                cost += _off(min(abs(centre - middle), abs(cell.top - row.top)))
        if self.strict and row.labels and (not self.centred or (opens and closes)):
            cost += 2 * _off(abs(row.labels[0] - (middle if self.centred else row.top)))
        return cost

    def _parting_cost(self, start: int) -> float:
        """Say how unlikely it is that a row ends above the line ``start``."""
        if not start:
            return 0.0
        above, below = self.entries[start - 1], self.entries[start]
        cost = -1.5 if below.gap else 0.0
        if above.whole or below.whole:
            return cost
        opening = [p for c, p in below.cells.items() if c >= self.task and p.text[0].isupper()]
        if self.task in below.cells and len(opening) > 1:
            cost -= 0.8  # several cells open on one line
        text = below.cells.get(self.task)
        held = next(
            (
                entry.cells[self.task]
                for entry in self.entries[max(0, start - 3) : start][::-1]
                if self.task in entry.cells and below.y - entry.y < 1.6
            ),
            None,
        )
        if held and text and held.text.endswith("."):
            cost -= 0.3
        elif held and text and held.text[-1] not in ";:":
            length = len(held.text) + 1 + len(text.text.split(" ", 1)[0])
            if length > self.width * 0.9:
                # The line is full, or nearly (letters differ in width): its cell may go on.
                cost += 1.5 if length > self.width else 0.8
        return cost


def _off(distance: float) -> float:
    """Say how unlikely a cell is that stands off its row's middle or top."""
    return min(3.0, 0.5 * max(0.0, distance - 0.3))


def give_bands(
    tops: Sequence[tuple[float, float]],
    labels: Sequence[float],
    *,
    leading: bool,
    centred: bool,
) -> tuple[float, list[int]]:
    """Give each row of a page to the number in whose merged cell it stands.

    A merged cell's text stands at its middle or its top; on a page that goes on from
    another (``leading``) the first rows may belong to that page's last number.

    :param tops: the top and bottom of each row
    :param labels: how high each number stands
    :return: the cost, and for each row the place of its number, -1 for the page before
    """
    if not labels:
        return 0.0, [-1] * len(tops)
    # best[j][i]: the first i rows given to the first j numbers
    none: tuple[float, tuple[int, ...]] = (_IMPOSSIBLE, ())
    best = [none] * (len(tops) + 1)
    best[0] = (0.0, ())
    if leading:
        best = [(0.0, (-1,) * i) for i in range(len(tops) + 1)]
    for number, y in enumerate(labels):
        step = [none] * (len(tops) + 1)
        for end in range(1, len(tops) + 1):
            for start in range(end):
                cost, given = best[start]
                if cost >= _IMPOSSIBLE:
                    continue
                top, bottom = tops[start][0], tops[end - 1][1]
                place = (top + bottom) / 2 if centred else top
                total = cost + abs(place - y)
                if total < step[end][0]:
                    step[end] = (total, (*given, *(number,) * (end - start)))
        best = step
    cost, given = best[len(tops)]
    return cost, list(given)
