"""How far a table laid out in columns goes: page by page, up to what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hoidap.ingest.lines import PAGE_NUMBER, Line, is_caps, is_grid_line, opens_clause
from hoidap.ingest.tables.layout_table.header import MAX_HEADER_RUN, Header
from hoidap.ingest.tables.layout_table.lines import runs_of
from hoidap.ingest.tables.table import ROW_NUMBER
from hoidap.text.spans import Span

# What opens the next part of a document after a table (Nghị định 30/2020/NĐ-CP).
_NEXT_PART = re.compile(
    r"(?:Nơi nhận\s*:|Phụ lục\b|Mẫu số\b|(?:Phần|Chương|Mục|Tiểu mục) [IVXLC\d]+\b|Điều \d+\."
    r"|Ghi chú\s*:|(?:TM|KT|TL|TUQ)\. |CỘNG HÒA XÃ)",
    re.I,
)


@dataclass(slots=True)
class Page:
    """What one page holds of a table."""

    zones: list[tuple[int, int]] | None  # None where the header is not repeated
    lines: list[Line] = field(default_factory=list)


class Extent:
    """The lines of a table, page by page, and where it ends."""

    def __init__(
        self,
        lines: Sequence[Line],
        headers: dict[int, Header],
        furniture: set[int],
        header: Header,
    ) -> None:
        self.lines = lines
        self.headers = headers
        self.page_lines = furniture
        self.header = header
        self.pages = [Page(header.zones)]
        self.furniture: list[Span] = []
        self.end = header.end
        self.right = header.zones[-1][1]  # how far the table goes to the right
        self.second: int | None = None  # where the column after the numbers starts
        self._walk()

    def _walk(self) -> None:
        place = self.header.end
        pending: list[Span] = []
        broken = False  # a page break stands before this line
        beside = False  # a line of the page, set across the table, stands before this line
        while place < len(self.lines):
            line = self.lines[place]
            broken = broken or line.page
            if self._is_furniture(place):
                pending.append((line.start, line.end))
                place += 1
                beside = True
                if not broken:  # the foot of a page that the table stands on
                    self._take(pending, place)
                continue
            again = self.headers.get(place)
            if again is not None:
                if again.key != self.header.key or not (broken or line.gap):
                    return
                pending.extend(again.spans)
                self.pages.append(Page(again.zones))
                place, broken, beside = again.end, False, False
                continue
            if not self._goes_on(place, broken=broken):
                return
            if broken and any(item.page for item in self.lines[self.end : place + 1]):
                if self.pages[-1].lines or self.pages[-1].zones is None:
                    self.pages.append(Page(None))
            elif beside:
                line = replace(
                    line, blanks=0
                )  # blank only because the page's line stands there
            self._measure(line)
            self.pages[-1].lines.append(line)
            place += 1
            self._take(pending, place)
            broken = beside = False

    def _take(self, pending: list[Span], end: int) -> None:
        self.furniture.extend(pending)
        pending.clear()
        self.end = end

    def _is_furniture(self, place: int) -> bool:
        line = self.lines[place]
        if place in self.page_lines:
            return True
        alone = line.gap and (place + 1 == len(self.lines) or self.lines[place + 1].gap)
        beside = line.column > self.header.zones[0][1]
        return alone and beside and bool(PAGE_NUMBER.match(line.text))

    def _goes_on(self, place: int, *, broken: bool) -> bool:
        """Tell whether the line at ``place`` is still the table's."""
        line = self.lines[place]
        if is_grid_line(line):
            return False
        if not line.gap and not broken:
            return not self._is_outside(line)
        ahead = [
            self.lines[i]
            for i in range(place, min(place + 3, len(self.lines)))
            if i not in self.page_lines
        ]
        for number, item in enumerate(ahead):
            if number and (item.page or item.gap):
                break
            if self._opens_next(item):
                return False
        return True

    def _opens_next(self, line: Line) -> bool:
        """Tell whether a line behind a blank or a page break opens what follows the table."""
        if _NEXT_PART.match(line.text) or self._is_outside(line):
            return True
        runs = runs_of(line)
        if len(runs) > 1 or self._labelled(line):
            return False
        indented = line.column > self.header.zones[0][1]
        if self._has_numbers and indented and opens_clause(line.text):
            return self.second is None or line.column < self.second - 1 or self._spans(line)
        return is_caps(line.text) or self._spans(line)

    def _is_outside(self, line: Line) -> bool:
        """Tell whether a line of running text starts where only row numbers stand."""
        if not self._has_numbers or self._labelled(line):
            return False
        left, right = self.header.zones[0]
        if line.column <= left and _NEXT_PART.match(line.text):
            return True
        first = runs_of(line)[0]
        return line.column <= right and len(first.text) > max(MAX_HEADER_RUN, self.width * 0.6)

    def _spans(self, line: Line) -> bool:
        """Tell whether a line is as long as running text across the table."""
        return len(line.text) >= self.width * 0.6

    @property
    def _has_numbers(self) -> bool:
        return self.header.columns[0].role == "number"

    def _labelled(self, line: Line) -> bool:
        word = line.text.split(None, 1)[0]
        return line.column <= self.header.zones[0][1] + 1 and bool(ROW_NUMBER.match(word))

    def _measure(self, line: Line) -> None:
        """Learn from a line of the table how wide it is and where its rows' text starts."""
        self.right = max(self.right, line.column + len(line.text))
        lefts = [
            run.left for run in runs_of(line)[:2] if run.left > self.header.zones[0][1] + 1
        ]
        self.second = min(
            [*lefts, self.second] if self.second is not None else lefts, default=None
        )

    @property
    def width(self) -> int:
        """How wide the table is, as far as it was read."""
        return self.right - self.header.zones[0][0]
