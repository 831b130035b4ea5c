"""A row's lines cut into its cells, where it is least unlikely, by dynamic programming."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add

from hoidap.ingest.lines import Line
from hoidap.ingest.tables.columns import Column
from hoidap.ingest.tables.flat_table.rows import Draft
from hoidap.ingest.tables.table import is_parent
from hoidap.ingest.tables.times import is_time, opens_time
from hoidap.text.agencies import ends_known, ends_whole, looks_like_agency
from hoidap.text.vietnamese import squeeze

_UNFINISHED = re.compile(
    r"(?:[,;:(–-]|\b(?:và|các|của|cho|về|với|theo|cấp|từ|đến|trong|tại|do|trước|sau"
    r"|ngày|tháng|(?<!hằng )(?<!hàng )(?<!mỗi )năm|giai đoạn))$",
    re.I,
)
_DASHED = re.compile(r"[-–+•]\s")
# A figure alone that is no year: money or a share, never the rest of a time.
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*\s*%?$")
_IMPOSSIBLE = 1e9
_NARROW = 34  # a column narrower than this is not the task's
_TALLEST = 300  # lines of a row
_TALLEST_TIME = 6  # lines
_MERGED = 2.5  # what it costs that a cell is there where a merged one stands
_SEEN = 2.0  # what it saves that other rows say the same in the column
_KNOWN = 2.5  # what speaks for a piece that completes the name of a known agency
# What it costs to leave a cell empty: the lead is rarely left out, a note often.
_EMPTY = {"task": 8.0, "lead": 4.0, "coordinate": 2.5, "time": 3.0, "output": 3.0}
_NOTHING: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Grid:
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
CutRow = tuple[Draft, list[_Pieces]]


def said(pages: list[_Pieces]) -> dict[int, str]:
    """Return what each cell of a row says; nothing for a row that a page's end tore."""
    if len(pages) != 1:
        return {}
    return {place: squeeze(" ".join(c.text for c in cell)) for place, cell in pages[0].items()}


def seen_in(cut: list[CutRow], body: list[int]) -> dict[int, Counter[str]]:
    """Count what the cells of each column say."""
    rows = [said(pages) for _, pages in cut]
    return {place: Counter(row[place] for row in rows if place in row) for place in body}


def cut_all(drafts: list[Draft], grid: Grid, before: list[dict[int, str]]) -> list[CutRow]:
    """Cut every row; below a heading row the columns that it fills are merged into it.

    :param before: what the rows' cells said as they were cut before, if they were
    """
    cut: list[CutRow] = []
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
    draft: Draft, grid: Grid, merged: frozenset[int], own: dict[int, str]
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
    lines: list[Line], grid: Grid, so_far: _Pieces, page: _Page, own: dict[int, str]
) -> _Pieces:
    """Find the cheapest way to cut ``lines`` into consecutive cells."""
    count = len(lines)
    if count > _TALLEST:  # no row is so tall: it is text, and stays in one piece
        task = next((i for i in grid.body if grid.columns[i].role == "task"), grid.body[0])
        return {task: lines}
    texts = tuple(line.text for line in lines)
    # best[k]: the cost of giving the first k lines to the columns seen so far, and the cuts.
    none: tuple[float, tuple[int, ...]] = (_IMPOSSIBLE, ())
    best = [(0.0, ()), *[none] * count]
    for place in grid.body:
        cells = _cells(
            texts,
            grid.columns[place].role,
            (grid.widths[place], grid.known),
            tuple(line.text for line in so_far.get(place, [])),
            (page.first, page.last, page.height),
        )
        alone = page.first and page.last
        seen = grid.seen.get(place, _NOTHING) if alone else _NOTHING
        most = (_SEEN if seen else 0.0) + cells.bonus  # that is taken off a cost
        empty, filled = (0.0, _MERGED) if place in page.merged else (cells.empty, 0.0)
        # Where each end is only reached by the column left empty, or more cheaply from a start.
        step = [(cost + empty, (*cuts, end)) for end, (cost, cuts) in enumerate(best)]
        opened = sorted(
            (cost + filled + opening, start)
            for start, ((cost, _), opening) in enumerate(zip(best, cells.opened, strict=False))
            if cost < _IMPOSSIBLE
        )
        last = place == grid.body[-1]  # there all lines are given
        for end in range(count if last else 1, count + 1):
            inside = cells.inside[end]
            least, chosen = step[end][0], -1  # of equal costs: empty, else the lowest start
            for cost, start in opened:
                if cost + inside - most > least:
                    break
                if start < end:
                    whole = cost + inside + cells.cost(start, end)
                    if seen:
                        known = seen[cells.lines.said(start, end)]
                        if known:
                            known -= cells.lines.said(start, end) == own.get(place)
                        whole -= min(known, 2) * _SEEN / 2
                    if whole <= least:
                        whole += cells.torn(start, end)
                    if whole < least or (whole == least and start < chosen):
                        least, chosen = whole, start
            if chosen >= 0:
                step[end] = (least, (*best[chosen][1], chosen))
        best = step
    ends = (*best[count][1], count)
    return {
        place: lines[ends[i] : ends[i + 1]]
        for i, place in enumerate(grid.body)
        if ends[i] < ends[i + 1]
    }


class _Lines:
    """A row's lines, or those on one page, and what holds of them in any column."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        self._said: dict[tuple[int, int], str] = {}
        dashed = [bool(_DASHED.match(text)) and looks_like_agency(text) for text in texts]
        self.dashed = [0, *accumulate(dashed)]
        self.lower = [text[0].islower() or text[0] in ",;)" for text in texts]
        self.unfinished = [_UNFINISHED.search(text) is not None for text in texts]
        self.agency = [
            looks_like_agency(" ".join(texts[place : place + 3])) for place in range(len(texts))
        ]

    def said(self, start: int, end: int) -> str:
        """Return what the lines from ``start`` to ``end`` say."""
        text = self._said.get((start, end))
        if text is None:
            text = self._said[start, end] = squeeze(" ".join(self.texts[start:end]))
        return text


class _Cells:
    """What it costs to make a run of lines (the next piece of) a cell of one column.

    Costs of lines, and of a line behind another, are summed up beforehand; all others are
    kept, for rows are cut twice, and many documents hold the same.
    """

    def __init__(
        self,
        lines: _Lines,
        role: str,
        width: tuple[float, bool],
        before: tuple[str, ...],
        page: tuple[bool, bool, int],
    ) -> None:
        texts = lines.texts
        self.lines, self.texts, self.dashed = lines, texts, lines.dashed
        self.role, self.before = role, before
        self.first, self.last, self.height = page
        if self.first:
            self.empty = _EMPTY.get(role, 1.0)
        else:
            self.empty = 3.0 if before and _is_unfinished(role, before) else 0.0
            if before and len(before) >= self.height:
                self.empty += 0.5  # it stood down to the page's end: it may well go on
        self.bonus = _KNOWN if before else 0.0
        self.known_before = bool(before) and ends_known(" ".join(before))
        alone = [0.0, *accumulate(_line_cost(text, role, width) for text in texts)]
        pairs = [
            0.0,
            *accumulate(_pair_cost(one, two, role, width) for one, two in pairwise(texts)),
        ]
        # What the lines up to an end cost; what it costs to open with a line, less those.
        self.inside = [0.0, *map(add, alone[1:], pairs)]
        self.opened = [
            self._opening(place, width) - alone[place] - pairs[place]
            for place in range(len(texts))
        ]
        self._costs: dict[tuple[int, int], float] = {}
        self._torn: dict[tuple[int, int], float] = {}

    def cost(self, start: int, end: int) -> float:
        """Say how unlikely the lines from ``start`` to ``end`` are as the cell together."""
        cost = self._costs.get((start, end))
        if cost is None:
            cost = self._costs[start, end] = self._cost(start, end)
        return cost

    def torn(self, start: int, end: int) -> float:
        """Say how unlikely it is that the cell ends where the lines do."""
        cost = self._torn.get((start, end))
        if cost is None:
            cost = 0.0
            if self.last and (
                self.lines.unfinished[end - 1] or _is_cut_name(self.role, self.texts[start:end])
            ):
                cost = 2.5 if self.texts[end - 1].endswith(";") else 3.0
            self._torn[start, end] = cost
        return cost

    def _cost(self, start: int, end: int) -> float:
        cost = 0.0
        if self.role == "time":
            if end - start > _TALLEST_TIME:
                return 7.0
            said = " ".join((*self.before, *self.texts[start:end]))
            if not is_time(said) and (self.last or not opens_time(said)):
                cost += 7.0
        if self.role in ("lead", "coordinate") and self.dashed[end] > self.dashed[start]:
            cost += 0.0 if self.dashed[start + 1] > self.dashed[start] else 2.0
        if self.before and self.role in ("lead", "coordinate"):
            # "Sở Thông tin và Truyền" | "thông": the piece that makes a known name of it
            joined = " ".join((*self.before, *self.texts[start:end]))
            cost -= _KNOWN if ends_known(joined) and not self.known_before else 0.0
        return cost

    def _opening(self, place: int, width: tuple[float, bool]) -> float:
        """Say how unlikely it is that the cell opens, or goes on, with a line."""
        lower = self.lines.lower[place]
        if self.before:
            return self._going_on(place, width, lower=lower)
        cost = 4.0 if lower else (0.0 if self.first else 2.0)
        agency = self.lines.agency[place]
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
        cost = 2.0 if len(self.before) + 1 < self.height else 0.0
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


@lru_cache(maxsize=1024)
def _lines(texts: tuple[str, ...]) -> _Lines:
    return _Lines(texts)


@lru_cache(maxsize=1024)
def _cells(
    texts: tuple[str, ...],
    role: str,
    width: tuple[float, bool],
    before: tuple[str, ...],
    page: tuple[bool, bool, int],
) -> _Cells:
    return _Cells(_lines(texts), role, width, before, page)


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
    return _UNFINISHED.search(texts[-1]) is not None or _is_cut_name(role, texts)


def _is_cut_name(role: str, texts: tuple[str, ...]) -> bool:
    return role in ("lead", "coordinate") and not ends_whole(" ".join(texts))
