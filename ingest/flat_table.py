"""Tables whose cells a PDF extraction has flattened to one line after another.

Nothing parts the cells any more, so each row is cut where it is least unlikely: cells
stand in the columns' order, agencies open agency columns, a time fills the time
column, a cell starts with a capital, and a line ends in mid-cell only where its
column is too narrow for the next word.  The cheapest cut is found by dynamic
programming; the columns' widths are learned from the first cut and the rows cut anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.agency import is_whole_agency, split_agencies, starts_agency
from ingest.layout import Line, clean, join_lines
from ingest.table import (
    Cell,
    Column,
    Row,
    Table,
    header_columns,
    is_parent,
    is_time,
    mark_groups,
    settle_roles,
)
from ingest.vietnamese import fold

_NUMBER_LINE = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?(?:\s+(?P<rest>\S.*)|$)"
)
_UNFINISHED = re.compile(
    r"(?:[,:(–-]|\b(?:và|các|của|cho|về|với|theo|cấp|từ|đến|trong|tại|do))$"
)
_TIME_OPENS = re.compile(
    r"(?:quý [ivx\d]|(?:hằng|hàng|mỗi) năm$|trước(?: ngày)? \d|giai đoạn(?: \d|$)|thường xuyên)"
)
_IMPOSSIBLE = 1e9
_NARROW = 34  # a column narrower than this is not the task's
_MIN_COLUMNS = 3


@dataclass(slots=True)
class _Draft:
    """A row before it is cut: its number and its lines, page by page."""

    number: str
    number_line: Line | None
    pages: list[list[Line]] = field(default_factory=list)


def flat_header(lines: Sequence[Line]) -> int:
    """Return how many of ``lines`` make up the header of a flattened table, 0 for none."""
    taken: list[str] = []
    for count, line in enumerate(lines):
        if count and _NUMBER_LINE.match(line.text):
            columns = header_columns(" ".join(taken))
            known = [column.role for column in columns if column.role != "other"]
            covered = sum(len(column.header) for column in columns)
            if len(known) >= _MIN_COLUMNS and covered >= 0.7 * len(clean(" ".join(taken))):
                return count
            return 0
        taken.append(line.text)
    return 0


def read_flat(lines: Sequence[Line]) -> Table:
    """Read a flattened table; its first lines are the header."""
    size = flat_header(lines)
    columns = settle_roles(header_columns(" ".join(line.text for line in lines[:size])))
    table = Table(columns, [], [(line.start, line.end) for line in lines[:size]], [])
    drafts = _rows(lines, size, table)
    body = [i for i, column in enumerate(columns) if column.role != "number"]
    widths = {i: (62.0 if columns[i].role == "task" else 24.0) for i in body}
    cut: list[tuple[_Draft, list[dict[int, list[Line]]]]] = []
    for _ in range(3):
        cut = [(draft, _cut(draft, _Grid(columns, body, widths))) for draft in drafts]
        widths = _learn(cut, body, widths)
    for draft, pages in cut:
        row = Row(draft.number, [Cell() for _ in columns])
        if columns[0].role == "number" and draft.number_line is not None:
            start = draft.number_line.start
            row.cells[0].add(draft.number, (start, start + len(draft.number)))
        for page in pages:
            for place, cell_lines in page.items():
                text = join_lines(line.text for line in cell_lines)
                row.cells[place].add(text, (cell_lines[0].start, cell_lines[-1].end))
        table.rows.append(row)
    mark_groups(table.rows, columns)
    return table


def _rows(lines: Sequence[Line], size: int, table: Table) -> list[_Draft]:
    """Part the lines into rows at the numbers that go on the numbering, pages at headers."""
    header = fold(" ".join(line.text for line in lines[:size]))
    drafts: list[_Draft] = []
    place = size
    while place < len(lines):
        line = lines[place]
        repeated = fold(" ".join(item.text for item in lines[place : place + size])) == header
        page_number = (
            bool(re.fullmatch(r"\d{1,3}", line.text))
            and fold(" ".join(item.text for item in lines[place + 1 : place + 1 + size]))
            == header
        )
        if repeated or page_number:
            count = size if repeated else 1
            table.furniture.extend(
                (item.start, item.end) for item in lines[place : place + count]
            )
            if repeated and drafts:
                drafts[-1].pages.append([])
            place += count
            continue
        match = _NUMBER_LINE.match(line.text)
        if match and _follows(match["n"], [draft.number for draft in drafts]):
            rest = match["rest"]
            drafts.append(_Draft(match["n"], line, [[]]))
            if rest:
                start = line.start + match.start("rest")
                drafts[-1].pages[-1].append(Line(start, line.end, rest, line.gap))
        elif drafts:
            drafts[-1].pages[-1].append(line)
        else:
            table.header_spans.append((line.start, line.end))
        place += 1
    return drafts


def _follows(number: str, before: list[str]) -> bool:
    """Tell whether a row ``number`` may come right after the rows numbered ``before``.

    Below a roman heading the rows start anew or go on counting.
    """
    if not before:
        return True
    previous = before[-1]
    if re.fullmatch(r"[IVX]+", number):
        return True
    new = [int(part) for part in number.split(".")]
    if re.fullmatch(r"[IVX]+", previous):
        counted = [item for item in before if item.isdigit()]
        return new[-1] == 1 or (bool(counted) and number == str(int(counted[-1]) + 1))
    old = [int(part) for part in previous.split(".")]
    if len(new) > len(old):
        return new[:-1] == old and new[-1] == 1
    return new[:-1] == old[: len(new) - 1] and 0 < new[-1] - old[len(new) - 1] <= 2


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns that cells are cut into: ``body`` leaves the numbers out."""

    columns: list[Column]
    body: list[int]
    widths: dict[int, float]


@dataclass(frozen=True, slots=True)
class _Page:
    """Where in its row a page's piece stands."""

    first: bool
    last: bool


def _cut(draft: _Draft, grid: _Grid) -> list[dict[int, list[Line]]]:
    """Cut a row's lines into its columns, page by page."""
    so_far: dict[int, list[Line]] = {}
    pages = []
    for number, lines in enumerate(draft.pages):
        if not lines:
            continue
        page = _Page(first=number == 0, last=number == len(draft.pages) - 1)
        pieces = _best(lines, grid, so_far, page)
        for place, cell in pieces.items():
            so_far.setdefault(place, []).extend(cell)
        pages.append(pieces)
    return pages


def _best(
    lines: list[Line], grid: _Grid, so_far: dict[int, list[Line]], page: _Page
) -> dict[int, list[Line]]:
    """Find the cheapest way to cut ``lines`` into consecutive cells."""
    count = len(lines)
    # best[k]: the cost of giving the first k lines to the columns seen so far, and the cuts.
    none: tuple[float, tuple[int, ...]] = (_IMPOSSIBLE, ())
    best = [(0.0, ()), *[none] * count]
    for place in grid.body:
        role, width = grid.columns[place].role, grid.widths[place]
        before = so_far.get(place, [])
        step = []
        for end in range(count + 1):
            options = [
                (cost + _cost(lines[start:end], role, width, before, page), (*cuts, start))
                for start, (cost, cuts) in enumerate(best[: end + 1])
                if cost < _IMPOSSIBLE
            ]
            step.append(min(options) if options else none)
        best = step
    ends = (*best[count][1], count)
    return {
        place: lines[ends[i] : ends[i + 1]]
        for i, place in enumerate(grid.body)
        if ends[i] < ends[i + 1]
    }


def _cost(cell: list[Line], role: str, width: float, before: list[Line], page: _Page) -> float:
    """Say how unlikely ``cell`` is as (the next piece of) a cell of a column of ``role``."""
    if not cell:
        if page.first:
            return 1.0 if role == "other" else 3.0
        return 3.0 if before and _is_unfinished(role, before) else 0.0
    texts = [line.text for line in cell]
    cost = _opening_cost(clean(" ".join(texts)), role, before, page)
    cost += _content_cost(texts, role, before)
    for text, following in zip(texts, texts[1:], strict=False):
        if len(text) + 1 + len(following.split(" ", 1)[0]) <= width - 2:
            cost += 1.5  # the next word would have fitted: the line should not end here
        if role in ("lead", "coordinate") and text.endswith("."):
            cost += 1.5
    cost += sum(1.5 for text in texts if len(text) > width * 1.15)
    if page.last and _UNFINISHED.search(texts[-1]):
        cost += 3.0
    return cost


def _opening_cost(whole: str, role: str, before: list[Line], page: _Page) -> float:
    """Say how unlikely it is that a cell of ``role`` opens as ``whole`` does."""
    lower = whole[0].islower() or whole[0] in ",;)"
    agencies = role in ("lead", "coordinate")
    if before:
        open_end = not agencies and not re.search(r"[.;]$", before[-1].text)
        if _is_unfinished(role, before) or open_end:
            return 0.0 if lower else 1.0
        return 4.0
    cost = 4.0 if lower else (0.0 if page.first else 2.0)
    if agencies and not starts_agency(whole):
        cost += 5.0
    if role in ("output", "task") and starts_agency(whole):
        cost += 2.0 if role == "output" else 1.0
    return cost


def _content_cost(texts: list[str], role: str, before: list[Line]) -> float:
    """Say how unlikely it is that a cell of ``role`` holds these lines."""
    if role == "time":
        return 0.0 if is_time(" ".join([*(line.text for line in before), *texts])) else 7.0
    if is_time(" ".join(texts)):
        return 4.0
    cost = sum(2.5 for text in texts if is_time(text) or _TIME_OPENS.match(fold(text)))
    if role != "task":
        cost += sum(2.0 for text in texts if len(text) > _NARROW)
    return cost


def _is_unfinished(role: str, lines: list[Line]) -> bool:
    """Tell whether a cell stops where it cannot end: on a connective, in an agency's name."""
    if _UNFINISHED.search(lines[-1].text):
        return True
    if role not in ("lead", "coordinate"):
        return False
    last = split_agencies(" ".join(line.text for line in lines))[-1:]
    return bool(last) and not is_whole_agency(last[0])


def _learn(
    cut: list[tuple[_Draft, list[dict[int, list[Line]]]]],
    body: list[int],
    widths: dict[int, float],
) -> dict[int, float]:
    """Take each column's width from the cells cut so far: nearly its longest line."""
    learned = dict(widths)
    for place in body:
        lengths = sorted(
            len(line.text)
            for draft, pages in cut
            for page in pages
            for line in page.get(place, [])
            if not _is_heading(draft, cut)
        )
        if lengths:
            learned[place] = float(lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))])
    return learned


def _is_heading(draft: _Draft, cut: list[tuple[_Draft, list[dict[int, list[Line]]]]]) -> bool:
    """Tell whether the row heads the one after it: its line spans the table's width."""
    drafts = [item for item, _ in cut]
    place = next(i for i, item in enumerate(drafts) if item is draft)
    following = drafts[place + 1].number if place + 1 < len(drafts) else ""
    return is_parent(draft.number, following)
