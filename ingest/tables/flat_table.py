"""Tables whose cells a PDF extraction has flattened to one line after another.

Nothing parts the cells any more, so each row is cut where it is least unlikely: cells
stand in the columns' order, agencies open agency columns, a time fills the time
column, a cell starts with a capital, and a line ends in mid-cell only where its
column is too narrow for the next word.  The cheapest cut is found by dynamic
programming; the columns' widths are learned from the first cut and the rows cut anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from hoidap.ingest.lines import PAGE_NUMBER, Line, join_lines
from hoidap.ingest.tables.columns import Column, header_columns, known_share, settle_roles
from hoidap.ingest.tables.table import Cell, Row, Table, is_parent, mark_groups
from hoidap.ingest.tables.times import is_time, opens_time
from hoidap.text.agencies import ends_known, ends_whole, looks_like_agency
from hoidap.text.vietnamese import fold, squeeze

_NUMBER_LINE = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?(?:\s+(?P<rest>\S.*)|$)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}$")
_UNFINISHED = re.compile(
    r"(?:[,;:(–-]|\b(?:và|các|của|cho|về|với|theo|cấp|từ|đến|trong|tại|do|trước|sau"
    r"|ngày|tháng|(?<!hằng )(?<!hàng )(?<!mỗi )năm|giai đoạn))$",
    re.I,
)
_WANTS_NUMBER = re.compile(r"(?:\b(?:quý|tháng|số|đến|từ|(?<!hằng )(?<!hàng )(?<!mỗi )năm)|-)$")
_DASHED = re.compile(r"[-–+•]\s")
# A figure alone that is no year: money or a share, never the rest of a time.
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*\s*%?$")
# A column under such a header may hold a number alone, as a page's foot does.
_COUNTS = re.compile(r"kinh phí|vốn|đồng|số lượng|khối lượng|chỉ tiêu|mục tiêu|dự toán|tổng")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_IMPOSSIBLE = 1e9
_NARROW = 34  # a column narrower than this is not the task's
_MIN_COLUMNS = 3
_PASSES = 4  # the widths settle after two or three
_TALLEST_TIME = 6  # lines
_SEEN = 2.0  # what it saves that other rows say the same in the column
_KNOWN = 2.5  # what speaks for a piece that completes the name of a known agency
# What it costs to leave a cell empty: the lead is rarely left out, a note often.
_EMPTY = {"task": 8.0, "lead": 4.0, "coordinate": 2.5, "time": 3.0, "output": 3.0}


@dataclass(slots=True)
class _Draft:
    """A row before it is cut: its number and its lines, page by page."""

    number: str
    number_line: Line | None
    pages: list[list[Line]] = field(default_factory=list)
    written: int = 0  # length of the number with the dot behind it


def flat_header(lines: Sequence[Line]) -> int:
    """Return how many of ``lines`` make up the header of a flattened table, 0 for none."""
    taken: list[str] = []
    for count, line in enumerate(lines):
        if count and _NUMBER_LINE.match(line.text):
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
    drafts = _rows(lines, size, table)
    body = [i for i, column in enumerate(columns) if column.role != "number"]
    widths = {i: (62.0 if columns[i].role == "task" else 24.0) for i in body}
    cut: list[_CutRow] = []
    known = False
    for _ in range(_PASSES):
        grid = _Grid(columns, body, widths, known, _seen(cut, body))
        cut = _cut_all(drafts, grid, [_said(pages) for _, pages in cut])
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


# -- rows -------------------------------------------------------------------------------


def _rows(lines: Sequence[Line], size: int, table: Table) -> list[_Draft]:
    """Part the lines into rows at the numbers that go on the numbering, pages at headers."""
    header = fold(" ".join(line.text for line in lines[:size]))
    drafts: list[_Draft] = []
    place = size
    while place < len(lines):
        count = _page_break(lines, place, header, drafts, table.columns)
        if count:
            table.furniture.extend(
                (line.start, line.end) for line in lines[place : place + count]
            )
            if drafts:
                drafts[-1].pages.append([])
            place += count
            continue
        line = lines[place]
        if line.page and drafts:
            drafts[-1].pages.append([])
        match = _NUMBER_LINE.match(line.text)
        if match and _opens_row(match, lines, place, drafts):
            rest = match["rest"]
            written = (
                len(line.text) if not rest else len(line.text[: match.start("rest")].rstrip())
            )
            drafts.append(_Draft(match["n"], line, [[]], written))
            if rest:
                start = line.start + match.start("rest")
                drafts[-1].pages[-1].append(Line(start, line.end, rest, line.gap))
        elif drafts:
            drafts[-1].pages[-1].append(line)
        else:
            table.header_spans.append((line.start, line.end))
        place += 1
    return drafts


def _page_break(
    lines: Sequence[Line],
    place: int,
    header: str,
    drafts: list[_Draft],
    columns: list[Column],
) -> int:
    """Return how many lines from ``place`` on stand between two pages, 0 for none.

    A page ends with its number, the next begins with the header; one of them may be left
    out.  A bare number that cannot be a row's is the page's, unless a column counts.
    """
    text = lines[place].text
    repeated = _repeats(lines, place, header)
    if repeated:
        return repeated
    if not PAGE_NUMBER.match(text):
        return 0
    if not _BARE_NUMBER.match(text) or _repeats(lines, place + 1, header):
        return 1
    counts = any(_COUNTS.search(fold(column.header)) for column in columns)
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if counts or not drafts:
        return 0
    if not _follows(text, drafts):
        return 1
    return int(bool(_BARE_NUMBER.match(after)) and _follows(after, drafts))


def _repeats(lines: Sequence[Line], place: int, header: str) -> int:
    """Return how many lines from ``place`` on say the header again, 0 if they do not."""
    said = ""
    for count, line in enumerate(lines[place : place + len(header)], 1):
        said = f"{said} {fold(line.text)}".strip()
        if said == header:
            return count
        if not header.startswith(said):
            return 0
    return 0


def _opens_row(
    match: re.Match[str], lines: Sequence[Line], place: int, drafts: list[_Draft]
) -> bool:
    """Tell whether a line that starts with a number is a new row's.

    Text behind the number on its line, as in "06 mô hình" or "Quý" "IV hằng năm", must
    open a cell, and the line above must not want to go on.
    """
    rest = match["rest"]
    text = rest or (lines[place + 1].text if place + 1 < len(lines) else "")
    if drafts and drafts[-1].pages[-1]:
        above = " ".join(line.text for line in drafts[-1].pages[-1][-2:])
        if _WANTS_NUMBER.search(fold(above)):
            return False
    if text[:1].islower() or (drafts and not any(drafts[-1].pages)):
        return False
    return _follows(match["n"], drafts)


def _follows(number: str, drafts: Sequence[_Draft]) -> bool:
    """Tell whether a row ``number`` may come right after the rows before.

    Below a roman heading the rows start anew or go on counting.  A number may come twice
    or be left out, for plans are numbered by hand; but all are written alike (``06``).
    """
    if not drafts:
        return True
    before = [draft.number for draft in drafts]
    previous = before[-1]
    if re.fullmatch(r"[IVX]+", number):
        romans = [item for item in before if re.fullmatch(r"[IVX]+", item)]
        return 0 <= _roman(number) - (_roman(romans[-1]) if romans else 0) <= 2
    padded = any(item.startswith("0") for item in before)
    if number.startswith("0") and not padded and any(item.isdigit() for item in before):
        return False
    new = [int(part) for part in number.split(".")]
    if re.fullmatch(r"[IVX]+", previous):
        counted = [item for item in before if item.isdigit()]
        return new[-1] == 1 or (bool(counted) and 0 < new[-1] - int(counted[-1]) <= 2)
    old = [int(part) for part in previous.split(".")]
    if len(new) > len(old):
        return new[:-1] == old and new[-1] in (1, 2)
    return new[:-1] == old[: len(new) - 1] and 0 <= new[-1] - old[len(new) - 1] <= 2


def _roman(number: str) -> int:
    """Return the value of a roman number: ``XIV`` -> 14."""
    values = [_ROMAN_VALUES[letter] for letter in number]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


# -- cells ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns that cells are cut into: ``body`` leaves the numbers out."""

    columns: list[Column]
    body: list[int]
    widths: dict[int, float]
    known: bool
    """The widths were learned from the table itself."""
    seen: dict[int, Counter[str]] = field(default_factory=dict)
    """What each column's cells say, as they were cut before: cells are often repeated."""


@dataclass(frozen=True, slots=True)
class _Page:
    """Where in its row a page's piece stands, and how tall the row was on the page before."""

    first: bool
    last: bool
    height: int = 0
    merged: frozenset[int] = frozenset()


_Pieces = dict[int, list[Line]]
"""The lines of a row, or of its part on one page, by their columns."""
_CutRow = tuple[_Draft, list[_Pieces]]


def _said(pages: list[_Pieces]) -> dict[int, str]:
    """Return what each cell of a row says; nothing for a row that a page's end tore."""
    if len(pages) != 1:
        return {}
    return {place: squeeze(" ".join(c.text for c in cell)) for place, cell in pages[0].items()}


def _seen(cut: list[_CutRow], body: list[int]) -> dict[int, Counter[str]]:
    """Count what the cells of each column say."""
    said = [_said(pages) for _, pages in cut]
    return {place: Counter(row[place] for row in said if place in row) for place in body}


def _cut_all(drafts: list[_Draft], grid: _Grid, before: list[dict[int, str]]) -> list[_CutRow]:
    """Cut every row; below a heading row the columns that it fills are merged into it.

    :param before: what the rows' cells said as they were cut before, if they were
    """
    cut: list[_CutRow] = []
    merged: frozenset[int] = frozenset()
    for place, draft in enumerate(drafts):
        following = drafts[place + 1].number if place + 1 < len(drafts) else ""
        heads = is_parent(draft.number, following)
        own = before[place] if before else {}
        pages = _cut(draft, grid, frozenset() if heads else merged, own)
        cut.append((draft, pages))
        if heads:
            filled = (i for page in pages for i in page)
            merged = frozenset(
                i for i in filled if grid.columns[i].role in _EMPTY.keys() - {"task"}
            )
    return cut


def _cut(
    draft: _Draft, grid: _Grid, merged: frozenset[int], own: dict[int, str]
) -> list[_Pieces]:
    """Cut a row's lines into its columns, page by page."""
    so_far: _Pieces = {}
    pages: list[_Pieces] = []
    filled = [lines for lines in draft.pages if lines]
    for number, lines in enumerate(filled):
        height = max((len(cell) for cell in pages[-1].values()), default=0) if pages else 0
        page = _Page(number == 0, number == len(filled) - 1, height, merged)
        pieces = _best(lines, grid, so_far, page, own)
        for place, cell in pieces.items():
            so_far.setdefault(place, []).extend(cell)
        pages.append(pieces)
    return pages


def _best(
    lines: list[Line], grid: _Grid, so_far: _Pieces, page: _Page, own: dict[int, str]
) -> _Pieces:
    """Find the cheapest way to cut ``lines`` into consecutive cells."""
    count = len(lines)
    texts = tuple(line.text for line in lines)
    # best[k]: the cost of giving the first k lines to the columns seen so far, and the cuts.
    none: tuple[float, tuple[int, ...]] = (_IMPOSSIBLE, ())
    best = [(0.0, ()), *[none] * count]
    for place in grid.body:
        cells = _Cells(
            texts,
            grid.columns[place].role,
            (grid.widths[place], grid.known),
            tuple(line.text for line in so_far.get(place, [])),
            page,
        )
        if page.first and page.last:
            cells.seen = grid.seen.get(place, Counter()) - Counter([own.get(place, "")])
        if place in page.merged:
            cells.empty, cells.filled = 0.0, 2.5
        step = [(cost + cells.empty, (*cuts, end)) for end, (cost, cuts) in enumerate(best)]
        for start in range(count):
            cost, cuts = best[start]
            if cost >= _IMPOSSIBLE:
                continue
            for end in range(start + 1, count + 1):
                if cost + cells.least(start, end) - _SEEN >= step[end][0]:
                    continue
                whole = cost + cells.cost(start, end)
                if whole < step[end][0]:
                    step[end] = (whole, (*cuts, start))
        best = step
    ends = (*best[count][1], count)
    return {
        place: lines[ends[i] : ends[i + 1]]
        for i, place in enumerate(grid.body)
        if ends[i] < ends[i + 1]
    }


class _Cells:
    """What it costs to make a run of lines (the next piece of) a cell of one column.

    Costs of lines, and of a line behind another, are summed up beforehand.
    """

    def __init__(
        self,
        texts: tuple[str, ...],
        role: str,
        width: tuple[float, bool],
        before: tuple[str, ...],
        page: _Page,
    ) -> None:
        self.texts, self.role, self.before, self.page = texts, role, before, page
        if page.first:
            self.empty = _EMPTY.get(role, 1.0)
        else:
            self.empty = 3.0 if before and _is_unfinished(role, before) else 0.0
            if before and len(before) >= page.height:
                self.empty += 0.5  # it stood down to the page's end: it may well go on
        dashed = [bool(_DASHED.match(text)) and looks_like_agency(text) for text in texts]
        self.dashed = [0, *accumulate(dashed)]
        self.filled = 0.0  # what it costs that the cell is there at all
        self.known_before = bool(before) and ends_known(" ".join(before))
        self.opening = [self._opening(place, width) for place in range(len(texts))]
        alone = [_line_cost(text, role, width) for text in texts]
        self.alone = [0.0, *accumulate(alone)]
        pairs = [
            _pair_cost(text, following, role, width)
            for text, following in zip(texts, texts[1:], strict=False)
        ]
        self.pairs = [0.0, *accumulate(pairs)]
        self.seen: Counter[str] = Counter()  # what the column says in other rows

    def least(self, start: int, end: int) -> float:
        """Return what the cell costs at least: all but what depends on where it ends."""
        inside = self.alone[end] - self.alone[start]
        inside += self.filled
        return self.opening[start] + inside + self.pairs[end - 1] - self.pairs[start]

    def cost(self, start: int, end: int) -> float:
        """Say how unlikely the lines from ``start`` to ``end`` are as the cell."""
        cost = self.least(start, end)
        if self.role == "time":
            if end - start > _TALLEST_TIME:
                return cost + 7.0
            said = " ".join((*self.before, *self.texts[start:end]))
            if not is_time(said) and (self.page.last or not opens_time(said)):
                cost += 7.0
        if self.role in ("lead", "coordinate") and self.dashed[end] > self.dashed[start]:
            cost += 0.0 if self.dashed[start + 1] > self.dashed[start] else 2.0
        known = self.seen[squeeze(" ".join(self.texts[start:end]))] if self.seen else 0
        cost -= min(known, 2) * _SEEN / 2
        if self.before and self.role in ("lead", "coordinate"):
            # "Sở Thông tin và Truyền" | "thông": the piece that makes a known name of it
            joined = " ".join((*self.before, *self.texts[start:end]))
            cost -= _KNOWN if ends_known(joined) and not self.known_before else 0.0
        if self.page.last and _is_unfinished(self.role, self.texts[start:end]):
            cost += 2.5 if self.texts[end - 1].endswith(";") else 3.0
        return cost

    def _opening(self, place: int, width: tuple[float, bool]) -> float:
        """Say how unlikely it is that the cell opens, or goes on, with a line."""
        text = self.texts[place]
        lower = text[0].islower() or text[0] in ",;)"
        if self.before:
            return self._going_on(place, width, lower=lower)
        cost = 4.0 if lower else (0.0 if self.page.first else 2.0)
        agency = looks_like_agency(" ".join(self.texts[place : place + 3]))
        if self.role in ("lead", "coordinate"):
            return cost + (0.0 if agency else 5.0)
        if agency and self.role != "time":
            cost += 1.0 if self.role == "task" else 2.0
        return cost

    def _going_on(self, place: int, width: tuple[float, bool], *, lower: bool) -> float:
        """Say how unlikely it is that the cell of the page before goes on with a line.

        A cell that ended above the row's lowest line on that page had room to go on there.
        """
        last = self.before[-1]
        cost = 2.0 if len(self.before) + 1 < self.page.height else 0.0
        cost += _pair_cost(last, self.texts[place], self.role, width)
        agencies = self.role in ("lead", "coordinate")
        if self.dashed[place + 1] > self.dashed[place]:  # one more of those listed so
            return cost + (0.5 if agencies and _DASHED.match(self.before[0]) else 4.0)
        if lower:
            return cost + (3.0 if last.endswith(".") else 0.0)
        open_end = not agencies and not re.search(r"[.;]$", last)
        if _is_unfinished(self.role, self.before) or open_end:
            return cost + 1.0
        return cost + 4.0


@lru_cache(maxsize=16384)
def _line_cost(text: str, role: str, width: tuple[float, bool]) -> float:
    """Say how unlikely one line is in a column of ``role``."""
    cost = 1.5 if len(text) > width[0] * 1.15 else 0.0
    if role == "time":
        return cost
    if opens_time(text):
        cost += 4.0 if role != "task" and is_time(text) else 2.5
    if role != "task" and len(text) > _NARROW:
        cost += 2.0
    return cost


@lru_cache(maxsize=16384)
def _pair_cost(text: str, following: str, role: str, width: tuple[float, bool]) -> float:
    """Say how unlikely it is that one cell of ``role`` holds a line and the next."""
    listed = bool(_DASHED.match(following)) or text.endswith((";", ","))
    cost = 0.0
    # The next word would have fitted: the line should not end here.
    room = width[0] - len(text) - 1 - len(following.split(" ", 1)[0])
    if room >= 0 and not (listed and looks_like_agency(following)):
        cost += min(4.0 if width[1] else 1.5, 0.5 + 0.5 * room)
    unfinished = bool(_UNFINISHED.search(text))
    if role in ("lead", "coordinate"):
        if text.endswith("."):
            cost += 1.5
        if (
            not listed
            and not unfinished
            and following[0].isupper()
            and looks_like_agency(following)
        ):
            cost += 2.5 if ends_whole(text) else 0.5
    elif _DASHED.match(following) and looks_like_agency(following):
        cost += 3.0
    elif following[0].isupper() and not unfinished:
        cost += 2.0 if looks_like_agency(following) else 1.0
    if role == "time":
        return cost + (4.0 if _FIGURE.match(following) and not unfinished else 0.0)
    if unfinished and opens_time(following):
        cost -= (
            4.0 if role != "task" and is_time(following) else 2.5
        )  # "giai đoạn 2026 -" "2030": the year is no time of its own
    return cost


def _is_unfinished(role: str, texts: tuple[str, ...]) -> bool:
    """Tell whether a cell stops where it cannot end: on a connective, in an agency's name."""
    if _UNFINISHED.search(texts[-1]):
        return True
    if role not in ("lead", "coordinate"):
        return False
    return not ends_whole(" ".join(texts))


def _learn(
    cut: list[_CutRow],
    body: list[int],
    widths: dict[int, float],
) -> dict[int, float]:
    """Take each column's width from the cells cut so far."""
    learned = dict(widths)
    for place in body:
        cells = [
            [line.text for line in page[place]]
            for draft, pages in cut
            for page in pages
            if place in page and not _is_heading(draft, cut)
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


def _is_heading(draft: _Draft, cut: list[_CutRow]) -> bool:
    """Tell whether the row heads the one after it: its line spans the table's width."""
    drafts = [item for item, _ in cut]
    place = next(i for i, item in enumerate(drafts) if item is draft)
    following = drafts[place + 1].number if place + 1 < len(drafts) else ""
    return is_parent(draft.number, following)
