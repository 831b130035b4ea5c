"""The columns of a page: where they part, and each line cut into its cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hoidap.ingest.lines import Line, is_caps
from hoidap.ingest.tables.columns import Column
from hoidap.ingest.tables.layout_table.lines import LIST_SIGN, Piece, Words
from hoidap.ingest.tables.table import ROW_NUMBER
from hoidap.text.agencies import starts_agency

_PART_NUMBER = re.compile(r"(?:[IVX]+|[A-HĐ])$")
INNER_NUMBER = re.compile(r"(?P<n>[IVX]+|[A-H])[.)]\s")
"""The number of a part in the text of a heading row."""
_SHIFT = 8  # a cell that touches the one before it starts about so many characters too early
_FAR = 25  # and never more
_IMPOSSIBLE = 1e9


@dataclass(slots=True)
class Entry:
    """A line of the body: its label, a piece a column, its height on the page."""

    cells: dict[int, Piece]
    label: str = ""
    whole: bool = False  # a heading that spans the table
    gap: bool = False
    y: float = 0.0


def find_edges(
    rows: Sequence[Sequence[Piece]], zones: list[tuple[int, int]] | None, before: list[int]
) -> list[int]:
    """Find where the columns part: the places that the fewest runs of words cross.

    Under a header an edge lies between two headers, on a page without one near the edge
    on the page before.
    """
    if zones is None:
        windows = [(edge - 10, edge + 10) for edge in before]
    else:
        windows = [(min(a[1], b[0]), max(a[1], b[0])) for a, b in pairwise(zones)]
    edges: list[int] = []
    runs = [run for row in rows for run in row]
    for place, (low, high) in enumerate(windows):
        first = max(low, edges[-1] + 1 if edges else 0)
        places = range(first, max(high, first) + 1)
        crossed = [sum(run.left < x < run.right for run in runs) for x in places]
        best = [x for x, count in zip(places, crossed, strict=True) if count == min(crossed)]
        if zones is None:
            ranked = [(-abs(x - before[place]), x) for x in best]
        else:
            ranked = [(-_astray(runs, x, zones[place], zones[place + 1]), x) for x in best]
        edges.append(max(ranked)[1])
    return edges


def _astray(
    runs: Sequence[Piece], edge: int, one: tuple[int, int], other: tuple[int, int]
) -> int:
    """Say how far runs stand from the two headers if their columns part at ``edge``."""
    left, right = one[1], other[0]
    return sum(
        max(0, run.left - left) if run.right <= edge else max(0, right - run.right)
        for run in runs
        if left < run.right and run.left < right and not run.left < edge < run.right
    )


def learn_words(words: Words, rows: Sequence[Sequence[Piece]], edges: Sequence[int]) -> None:
    """Learn which words stand together in the cells of a page, wherever that is certain.

    Of a line that may hold two cells, what stands well before and behind the edge is
    certain.  A line in small letters goes on the one above it in its column.
    """
    last: dict[int, str] = {}
    for runs in rows:
        for run in runs:
            first, end = bisect_right(edges, run.left), bisect_right(edges, run.right - 1)
            if run.first[0].islower() and first in last:
                words.read((last[first], run.first))
            near = bisect_right(edges, run.right + _SHIFT)
            if near == first:
                words.read(run.text.split())
            elif near > first:
                words.read(_words_within(run, run.left, edges[first] - 1.5 * _SHIFT))
            if end > first:
                words.read(_words_within(run, edges[end - 1], run.right))
            last.pop(first, None)
            if near == end:  # otherwise the last words may be the next column's
                last[end] = run.last


def _words_within(run: Piece, left: float, right: float) -> list[str]:
    """Return the words of a run that stand between two places on the line."""
    return [
        match.group()
        for match in re.finditer(r"[^ ]+", run.text)
        if run.left + match.start() >= left and run.left + match.end() <= right
    ]


@dataclass(slots=True)
class Grid:
    """Cuts the lines of a page into the cells of its columns."""

    columns: list[Column]
    task: int
    edges: list[int]
    words: Words
    touching: set[int] = field(default_factory=set)  # columns that touch the one before
    last: dict[int, str] = field(default_factory=dict)  # each column's last word so far

    def entries(self, lines: Sequence[Line], rows: Sequence[Sequence[Piece]]) -> list[Entry]:
        """Cut every line."""
        labels = [self._label(runs) for runs in rows]
        for _, runs in labels:
            for run in runs:
                crossed = range(self.column_at(run.left) + 1, self.column_at(run.right - 1) + 1)
                self.touching.update(crossed)
        numbers = [label.text.rstrip(".)") if label else "" for label, _ in labels]
        entries: list[Entry] = []
        for place, (line, (label, runs)) in enumerate(zip(lines, labels, strict=True)):
            following = next((n for n in numbers[place + 1 :] if n), "")
            entry = Entry({}, numbers[place], gap=line.gap and line.blanks > 0)
            if label:
                entry.cells[0] = label
            entry.whole = self._is_whole(entry, runs, following, entries)
            if entry.whole:
                entry.cells[self.task] = runs[0]
                self.last.clear()
            else:
                below = labels[place + 1][1] if place + 1 < len(labels) else []
                self._fill(entry, runs, below)
            entries.append(entry)
        return entries

    def _label(self, runs: Sequence[Piece]) -> tuple[Piece | None, list[Piece]]:
        """Take the row's number off a line, if it has one in the number column."""
        first = runs[0]
        if self.columns[0].role != "number" or not self.edges or first.left >= self.edges[0]:
            return None, list(runs)
        word = first.first
        if not ROW_NUMBER.match(word):
            return None, list(runs)
        rest = [first.cut(len(word))] if len(word) < len(first.text) else []
        return first.cut(0, len(word)), [*rest, *runs[1:]]

    def column_at(self, place: int) -> int:
        """Return the column that holds a place on the line; none but numbers are numbers."""
        column = bisect_right(self.edges, place)
        return max(column, 1) if self.columns[0].role == "number" else column

    def _is_whole(
        self, entry: Entry, runs: Sequence[Piece], following: str, before: Sequence[Entry]
    ) -> bool:
        """Tell whether a line heads the rows below: one text, whatever columns it crosses."""
        if len(runs) != 1:
            return False
        run = runs[0]
        crosses = self.column_at(run.left) < self.column_at(run.right - 1)
        if entry.label:
            parent = bool(_PART_NUMBER.match(entry.label)) or following.startswith(
                f"{entry.label}."
            )
            return parent and crosses
        if before and before[-1].whole and run.text[0].islower():
            return True
        if not crosses:
            return False
        return bool(INNER_NUMBER.match(run.text)) or is_caps(run.text)

    def _fill(self, entry: Entry, runs: Sequence[Piece], below: Sequence[Piece]) -> None:
        """Give a line's runs to their columns, cutting those that run over an edge."""
        for place, run in enumerate(runs):
            first, last = self.column_at(run.left), self.column_at(run.right - 1)
            room = self.column_at(runs[place + 1].left) - 1 if place + 1 < len(runs) else None
            # Where cells touch, the line of a narrow one may bring the next before its edge.
            near = self.column_at(run.right + _SHIFT)
            reach = last
            if room is not None and room < last and run.right - self.edges[last - 1] <= 3:
                reach = last = max(first, room)  # no more than a word that sticks out
            elif near == last + 1 and near in self.touching and (room is None or near <= room):
                reach = near
            pieces = self._cut(entry, run, (first, last, reach), below)
            for column, piece in pieces:
                held = entry.cells.get(column)
                entry.cells[column] = held.joined(piece) if held else piece
                self.last[column] = piece.last

    def _cut(
        self, entry: Entry, run: Piece, span: tuple[int, int, int], below: Sequence[Piece]
    ) -> list[tuple[int, Piece]]:
        """Cut a run that lies over the columns ``first`` to ``last`` of its ``span``.

        It may hold a cell of each, or stick out of the columns that are its own.  The
        span's third column is the last one that it may reach.
        """
        first, last, reach = span
        if first == reach:
            return [(first, run)]
        best: tuple[float, list[tuple[int, Piece]]] = (_IMPOSSIBLE, [(first, run)])
        for start in range(first, last + 1):
            # By where the piece of a column starts: the least cost, and the pieces before it.
            ways: dict[int, tuple[float, list[tuple[int, Piece]]]] = {0: (0.0, [])}
            base = self._start_cost(entry, run, first, start)
            for column in range(start, reach + 1):
                if not start == column > last:
                    out = max(0, run.right - self.edges[column]) if column < last else 0
                    ending = base + 0.15 * out + 0.7 * max(0, column - last)
                    for place, (cost, pieces) in ways.items():
                        piece = run.cut(place)
                        total = cost + ending + self._cell_cost(column, piece, below)
                        if total < best[0]:
                            best = (total, [*pieces, (column, piece)])
                if column < reach:
                    ways = self._next_ways(ways, run, column, below)
        return best[1]

    def _start_cost(self, entry: Entry, run: Piece, first: int, start: int) -> float:
        """Say how unlikely it is that a run over ``first`` and more opens in ``start``."""
        if start > first:
            return 0.15 * max(0, self.edges[start - 1] - run.left)
        held = entry.cells.get(first)
        if held is None:
            return 0.0
        cost = min(1.5, 0.3 * (run.left - held.right - 1))  # its cell would have a gap
        return cost + (0.8 if LIST_SIGN.match(run.first) else 0.0)

    def _next_ways(
        self,
        ways: dict[int, tuple[float, list[tuple[int, Piece]]]],
        run: Piece,
        column: int,
        below: Sequence[Piece],
    ) -> dict[int, tuple[float, list[tuple[int, Piece]]]]:
        """Cut off the piece of ``column`` at every place near enough to the column's edge."""
        found: dict[int, tuple[float, list[tuple[int, Piece]]]] = {}
        for match in re.finditer(r"(?<= )[^ ]+", run.text):
            off = abs(run.left + match.start() - self.edges[column])
            if off > _FAR:
                continue
            for place, (cost, pieces) in ways.items():
                if place >= match.start():
                    continue
                piece = run.cut(place, match.start())
                total = cost + 0.3 + 0.08 * off + self._cell_cost(column, piece, below)
                total += 2.0 if self.words.together(piece.last, match.group()) else 0.0
                if match.start() not in found or total < found[match.start()][0]:
                    found[match.start()] = (total, [*pieces, (column, piece)])
        return found

    def _cell_cost(self, column: int, piece: Piece, below: Sequence[Piece]) -> float:
        """Say how unlikely it is that ``piece`` is a line of a cell."""
        words = piece.text.split(" ")
        cost = self._opening_cost(column, piece)
        cost += 0.5 * sum(not self.words.together(a, b) for a, b in pairwise(words))
        cost += 0.8 * sum(  # a list opens on a line of its own
            bool(LIST_SIGN.match(b)) and not a[-1].isdigit() for a, b in pairwise(words)
        )
        following = next((r.first for r in below if self.column_at(r.left) == column), "")
        if self.words.together(words[-1], following):
            cost -= 0.6
        if words[-1].endswith("-") and len(words[-1]) > 1:
            cost -= 0.8  # "NĐ-" goes on below
        if LIST_SIGN.match(words[-1]):
            cost += 2.0  # "(1)" opens what follows it
        return cost

    def _opening_cost(self, column: int, piece: Piece) -> float:
        """Say how unlikely it is that a line of a cell opens as ``piece`` does."""
        word = piece.first
        cost = -0.4 if word[0].isupper() or LIST_SIGN.match(word) else 0.0
        if self.words.together(self.last.get(column, ""), word):
            cost -= 0.6
        if self.columns[column].role in ("lead", "coordinate"):
            name = piece.text[len(word) :].strip() if LIST_SIGN.match(word) else piece.text
            cost -= 1.0 if name and starts_agency(name) else 0.0
        return cost


def set_heights(entries: Sequence[Entry], lines: Sequence[Line]) -> None:
    """Say how high on the page each line stands, in lines.

    A cell centred beside one with an odd number of lines more stands between two of its
    lines, and is printed on a line of its own: half a line lower, not a whole one.
    """
    blanks = sorted(line.blanks for line in lines[1:])
    usual = blanks[(len(blanks) - 1) // 2] if blanks else 0
    last: dict[int, float] = {}
    y = 0.0
    for place, (entry, line) in enumerate(zip(entries, lines, strict=True)):
        if place:
            y = max([y + 0.5, *(last[c] + 1 for c in entry.cells if c in last)])
            extra = max(0, line.blanks - usual)
            entry.gap = extra > 0
            y += extra
        entry.y = y
        for column in entry.cells:
            last[column] = y
