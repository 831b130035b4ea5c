"""The rows of a flattened table: where their numbers go on, and where pages break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoidap.ingest.lines import PAGE_NUMBER, Line
from hoidap.ingest.tables.table import Table
from hoidap.text.vietnamese import fold

NUMBER_LINE = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?(?:\s+(?P<rest>\S.*)|$)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}$")
_WANTS_NUMBER = re.compile(r"(?:\b(?:quý|tháng|số|đến|từ|(?<!hằng )(?<!hàng )(?<!mỗi )năm)|-)$")
# A column under such a header may hold a number alone, as a page's foot does.
_COUNTS = re.compile(r"kinh phí|vốn|đồng|số lượng|khối lượng|chỉ tiêu|mục tiêu|dự toán|tổng")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN = re.compile(r"[IVX]+")


@dataclass(slots=True)
class Draft:
    """A row before it is cut: its number and its lines, page by page."""

    number: str
    number_line: Line | None
    pages: list[list[Line]] = field(default_factory=list)
    written: int = 0  # length of the number with the dot behind it


@dataclass(slots=True)
class _Numbering:
    """The numbers of the rows so far: what a next one is compared with."""

    last: str = ""
    roman: str = ""  # the last roman one, the last plain one
    plain: str = ""
    padded: bool = False  # one is written "06"

    def add(self, number: str) -> None:
        """Count in the number of a further row."""
        self.last = number
        self.padded = self.padded or number.startswith("0")
        if _ROMAN.fullmatch(number):
            self.roman = number
        elif number.isdigit():
            self.plain = number

    def follows(self, number: str) -> bool:
        """Tell whether a row ``number`` may come right after the rows before.

        Below a roman heading the rows start anew or go on counting.  A number may come
        twice or be left out, for plans are numbered by hand; but all are written alike
        (``06``).
        """
        if not self.last:
            return True
        if _ROMAN.fullmatch(number):
            before = _roman(self.roman) if self.roman else 0
            return 0 <= _roman(number) - before <= 2
        if number.startswith("0") and not self.padded and self.plain:
            return False
        new = [int(part) for part in number.split(".")]
        if _ROMAN.fullmatch(self.last):
            return new[-1] == 1 or (bool(self.plain) and 0 < new[-1] - int(self.plain) <= 2)
        old = [int(part) for part in self.last.split(".")]
        if len(new) > len(old):
            return new[:-1] == old and new[-1] in (1, 2)
        return new[:-1] == old[: len(new) - 1] and 0 <= new[-1] - old[len(new) - 1] <= 2


def part_rows(lines: Sequence[Line], size: int, table: Table) -> list[Draft]:
    """Part the lines into rows at the numbers that go on the numbering, pages at headers."""
    header = fold(" ".join(line.text for line in lines[:size]))
    drafts: list[Draft] = []
    numbering = _Numbering()
    counts = any(_COUNTS.search(fold(column.header)) for column in table.columns)
    place = size
    while place < len(lines):
        count = _page_break(lines, place, header, numbering, counts=counts)
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
        match = NUMBER_LINE.match(line.text)
        if match and _opens_row(match, lines, place, drafts, numbering):
            rest = match["rest"]
            written = (
                len(line.text) if not rest else len(line.text[: match.start("rest")].rstrip())
            )
            drafts.append(Draft(match["n"], line, [[]], written))
            numbering.add(match["n"])
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
    numbering: _Numbering,
    *,
    counts: bool,
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
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if counts or not numbering.last:
        return 0
    if not numbering.follows(text):
        return 1
    return int(bool(_BARE_NUMBER.match(after)) and numbering.follows(after))


def _repeats(lines: Sequence[Line], place: int, header: str) -> int:
    """Return how many lines from ``place`` on say the header again, 0 if they do not."""
    said = ""
    for count in range(1, len(lines) - place + 1):
        said = f"{said} {fold(lines[place + count - 1].text)}".strip()
        if said == header:
            return count
        if not header.startswith(said):
            return 0
    return 0


def _opens_row(
    match: re.Match[str],
    lines: Sequence[Line],
    place: int,
    drafts: list[Draft],
    numbering: _Numbering,
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
    return numbering.follows(match["n"])


def _roman(number: str) -> int:
    """Return the value of a roman number: ``XIV`` -> 14."""
    values = [_ROMAN_VALUES[letter] for letter in number]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
