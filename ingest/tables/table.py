"""Tables of assignments: what each column says, and rows made whole.

The tables of plans share a handful of columns under many names and in any order.
A row cut by a page break goes on below the repeated header; merged and missing cells
leave gaps.  Here rows come from grids (tabs or Markdown bars);
:mod:`hoidap.ingest.tables.flat_table` reads tables whose cells were flattened to lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hoidap.ingest.layout import PAGE_NUMBER, Line, clean, is_grid_line
from hoidap.ingest.plan import Role, Span
from hoidap.text.vietnamese import fold

# The words that head a column, by what the column says.  Order matters: a header is
# read left to right and the first alternative that fits wins.
_ONE_AGENCY = r"(?:các )?(?:cơ quan|đơn vị|cq|đv|tổ chức|sở,? (?:ban,? )?ngành|ngành|địa phương|cấp|cá nhân)"
_AGENCY = rf"{_ONE_AGENCY}(?:(?:\s*[,/&-]\s*|\s+và\s+){_ONE_AGENCY})*"
_RESULT = r"(?:kết quả|sản phẩm|đầu ra)"
_WORK = r"(?:nội dung|nhiệm vụ|công việc|hoạt động|đề án|dự án|giải pháp|danh mục|chương trình)"
HEADER_WORDS: tuple[tuple[Role, str], ...] = (
    ("number", r"s?tt|số tt|số thứ tự"),
    (
        "coordinate",
        rf"(?:{_AGENCY},? )?(?:tham gia,? (?:và )?)?phối hợp(?: (?:thực hiện|triển khai|chính|tham gia))*",
    ),
    (
        "lead",
        rf"{_AGENCY},? (?:được (?:giao|phân công) )?(?:chịu trách nhiệm|chủ trì|thực hiện|đầu mối|chủ quản|tham mưu|phụ trách)"
        r"(?:,? (?:và )?(?:chủ trì|theo dõi|tham mưu|thực hiện|triển khai|chính|trình)|, phối hợp)*"
        r"|chủ trì(?:,? (?:thực hiện|tham mưu|triển khai))*|(?:đơn vị )?(?:được )?phân công(?: thực hiện| nhiệm vụ)?|trách nhiệm(?: thực hiện)?|đầu mối(?: thực hiện)?",
    ),
    (
        "time",
        r"(?:dự kiến )?(?:(?:thời gian|thời hạn|tiến độ|lộ trình|mốc thời gian|thời điểm|kế hoạch thời gian)(?:,? (?:thực hiện|hoàn thành|triển khai|trình|ban hành|bắt đầu|kết thúc|dự kiến))*"
        r"|(?:năm|ngày|tháng) (?:thực hiện|hoàn thành)|hoàn thành)(?: dự kiến)?",
    ),
    (
        "output",
        rf"(?:dự kiến )?(?:hình thức )?{_RESULT}(?:(?:\s*[/,-]\s*|\s+và\s+){_RESULT})*(?: (?:dự kiến|đầu ra|chủ yếu|hoàn thành|đạt được|cần đạt|phải đạt|thực hiện))*",
    ),
    (
        "goal",
        r"(?:mục tiêu|chỉ tiêu)(?: (?:đến )?(?:hết )?năm \d{4}| giai đoạn [\d\s–-]*\d| cụ thể| thực hiện| chung)*",
    ),
    (
        "task",
        rf"(?:(?:tên|nhóm|các|danh mục) )*{_WORK}(?:(?:\s*[,/-]\s*|\s+và\s+|\s+){_WORK})*"
        r"(?: (?:thực hiện|chủ yếu|cụ thể|triển khai|trọng tâm|chính|được giao))*",
    ),
    (
        "other",
        r"ghi chú|(?:dự kiến )?kinh phí(?: thực hiện| dự kiến)*|nguồn (?:kinh phí|vốn|lực)(?: thực hiện)?|địa điểm(?: thực hiện)?|địa bàn(?: thực hiện)?|hình thức(?: thực hiện)?|đơn vị tính|đvt"
        r"|căn cứ(?: pháp lý| thực hiện)?|cơ sở pháp lý|quy mô|đối tượng(?: thực hiện)?|số lượng|khối lượng",
    ),
)
# A header that is none of these, by the one word in it that tells: "Lãnh đạo chủ trì", …
_TELLING: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("coordinate", re.compile(r"\bphối hợp\b")),
    ("lead", re.compile(r"\b(?:chủ trì|đầu mối|chịu trách nhiệm)\b")),
    ("time", re.compile(r"\b(?:thời gian|thời hạn|tiến độ)\b")),
    ("output", re.compile(r"\b(?:sản phẩm|kết quả)\b")),
    ("task", re.compile(r"\bnhiệm vụ\b")),
)
_HEADER = re.compile(
    "|".join(
        f"(?P<h{i}>(?<![^\\W_])(?:{words}))(?![^\\W_])"
        for i, (_, words) in enumerate(HEADER_WORDS)
    )
)
ROW_NUMBER = re.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}(?:\.\d{1,2})*|[A-Za-zđ])\s*[.)]?$"
)
_TIME_CHARS = re.compile(
    r"^(?:\d{1,4}|[ivx]{1,4}|hằng|hàng|mỗi|năm|các|trong|từ|đến|trước|sau|giai|đoạn|hết|cuối|đầu|quý|tháng|ngày"
    r"|thường|xuyên|định|kỳ|liên|tục|và|theo|lộ|trình|tiến|độ|quy|yêu|cầu|khi|có|phát|sinh|hoàn|thành|những|tiếp|đột|xuất|lâu|dài"
    r"|một|hai|ba|lần|0?\d)$"
)
_TIME_ANCHOR = re.compile(
    r"\d|hằng|hàng|thường xuyên|định kỳ|liên tục|quý|theo (?:lộ trình|tiến độ|yêu cầu)|mỗi năm|lâu dài"
)


@dataclass(slots=True)
class Cell:
    """The text of one cell, joined over page breaks, and where it stands."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def add(self, text: str, span: Span) -> None:
        """Append a further piece of the cell."""
        self.text = clean(f"{self.text} {text}") if self.text else clean(text)
        if text.strip():
            self.spans.append(span)


@dataclass(slots=True)
class Row:
    """One row: its number and a cell a column, in the order of :attr:`Table.columns`."""

    number: str
    cells: list[Cell]
    is_group: bool = False


@dataclass(slots=True)
class Column:
    """A column's header in the document's words, and what it says."""

    header: str
    role: Role


@dataclass(slots=True)
class Table:
    """A table read: columns, rows, and the spans of its header, page by page."""

    columns: list[Column]
    rows: list[Row]
    header_spans: list[Span]
    furniture: list[Span]


def role_of(header: str) -> Role:
    """Say what a column with this header holds; ``"other"`` for an unknown one."""
    folded = fold(header)
    match = _HEADER.match(folded)
    if match:
        return HEADER_WORDS[int(str(match.lastgroup)[1:])][0]
    return next((role for role, word in _TELLING if word.search(folded)), "other")


def header_columns(text: str) -> list[Column]:
    """Read the columns out of a header written on one line, in order.

    What stands between two known headers belongs to the first of them (``Kinh phí (triệu
    đồng)``) unless it opens with a capital: then it heads a column of its own.
    """
    text = clean(text)
    found = list(_HEADER.finditer(_header_text(text)))
    ends = [*(match.start() for match in found[1:]), len(text)]
    columns = []
    for match, end in zip(found, ends, strict=False):
        role = HEADER_WORDS[int(str(match.lastgroup)[1:])][0]
        rest = text[match.end() : end].strip()
        own = text[match.start() : match.end()]
        if rest and rest[0].isupper() and not own.isupper():
            columns += [Column(own, role), Column(rest, role_of(rest))]
        else:
            columns.append(Column(f"{own} {rest}".strip(), role))
    return columns


def known_share(text: str) -> float:
    """Return how much of ``text`` is words that head columns, 0 to 1."""
    text = clean(text)
    known = _HEADER.finditer(_header_text(text))
    return sum(len(match.group()) for match in known) / max(len(text), 1)


def _header_text(text: str) -> str:
    r"""Fold a header line; a capital, where not every word has one, opens a new header.

    The white space before it becomes ``\n``, over which no header's words run on.
    """
    folded = list(fold(text))
    words = list(re.finditer(r"[^\W\d_]+", text))
    if not all(word.group().istitle() for word in words):
        for word in words:
            place = word.start() - 1
            if word.group().istitle() and 0 <= place < len(folded):
                folded[place] = "\n" if folded[place] == " " else folded[place]
    return "".join(folded)


@lru_cache(maxsize=16384)
def is_time(text: str) -> bool:
    """Tell whether ``text`` is nothing but a time: ``Hằng năm``, ``Quý II/2026``, ``2026-2030``."""
    folded = fold(text)
    words = re.findall(r"[^\W_]+", folded)
    return (
        bool(words)
        and bool(_TIME_ANCHOR.search(folded))
        and not re.fullmatch(r"\d{1,3}", folded)
        and not _NO_TIME.search(folded)
        and all(_TIME_CHARS.match(word) for word in words)
    )


_NO_TIME = re.compile(r"%|\b\d{1,3}(?:\.\d{3})+\b")  # a share, a sum of money
_TIME_FIRST = re.compile(
    r"(?:trước|sau|đến|từ|giai đoạn|năm|quý|tháng|ngày|trong|hết|cuối|đầu|thường xuyên|định kỳ|hằng|hàng|mỗi)\b"
)


@lru_cache(maxsize=16384)
def opens_time(text: str) -> bool:
    """Tell whether a line can open a time: nothing but its words, a capital or a figure first."""
    if text[:1].islower():
        return False
    folded = fold(text)
    words = re.findall(r"[^\W_]+", folded)
    return is_time(text) or (
        bool(_TIME_FIRST.match(folded)) and all(_TIME_CHARS.match(word) for word in words)
    )


def split_cells(line: Line) -> list[tuple[str, Span]]:
    """Cut a grid line into its cells, with offsets of each without surrounding space."""
    if not is_grid_line(line):
        return [(line.text, (line.start, line.end))]
    separator = "\t" if "\t" in line.text else "|"
    text = line.text
    offset = line.start
    if separator == "|":
        inner = text.strip()
        offset += text.index(inner) + 1
        text = inner[1:-1]
    cells = []
    place = 0
    for piece in text.split(separator):
        body = piece.strip()
        start = offset + place + (piece.index(body) if body else 0)
        cells.append((body, (start, start + len(body))))
        place += len(piece) + 1
    return cells


def read_grid(lines: Sequence[Line]) -> Table:
    """Read a table whose cells are parted by tabs or bars."""
    first = [(clean(text), span) for text, span in split_cells(lines[0])]
    columns = [Column(text, role_of(text)) for text, _ in first]
    has_header = sum(column.role != "other" for column in columns) >= 2
    if not has_header:
        columns = [Column("", "other") for _ in first]
    columns = settle_roles(columns)
    header = [fold(text) for text, _ in first]
    table = Table(columns, [], [], [])
    width = len(columns)
    after_break = False
    for place, line in enumerate(lines):
        if place and line.gap and PAGE_NUMBER.match(line.text):
            table.furniture.append((line.start, line.end))
            after_break = True
            continue
        cells = split_cells(line)
        cells = [(clean(text), span) for text, span in cells]
        texts = [fold(text) for text, _ in cells]
        if has_header and texts == header:
            target = table.header_spans if place == 0 else table.furniture
            target.extend(span for text, span in cells if text)
            after_break = place > 0
            continue
        if all(re.fullmatch(r":?-{2,}:?|", text) for text in texts):  # Markdown's rule
            table.furniture.extend(span for text, span in cells if text)
            continue
        _add_row(table, cells, width, broken=after_break or (line.gap and place > 0))
        after_break = False
    mark_groups(table.rows, columns)
    return table


def _add_row(table: Table, cells: list[tuple[str, Span]], width: int, *, broken: bool) -> None:
    """Add a line's cells as a row, or to the row before where they go on."""
    if len(cells) == 1 < width:  # a heading row that lost its tabs: "IV Tăng cường đầu tư …"
        cells = _split_number(*cells[0])
    if len(cells) > width:
        kept, rest = cells[: width - 1], cells[width - 1 :]
        text = " ".join(text for text, _ in rest if text)
        cells = [*kept, (text, (rest[0][1][0], rest[-1][1][1]))]
    number = cells[0][0]
    numbered = table.columns[0].role == "number"
    previous = table.rows[-1] if table.rows else None
    if (
        numbered
        and previous is not None
        and not number
        and _goes_on(previous, cells, table.columns, broken=broken)
    ):
        for cell, (text, span) in zip(previous.cells[1:], cells[1:], strict=False):
            if text:
                cell.add(text, span)
        return
    row = Row(number, [Cell() for _ in range(width)])
    if numbered and number and not ROW_NUMBER.match(number) and previous is not None:
        # The tail of the task above slipped into the number column; the number is lost.
        target = _last_text_cell(previous)
        target.add(number, cells[0][1])
        row.number = _successor(previous.number)
        cells = [("", (0, 0)), *cells[1:]]
    for cell, (text, span) in zip(row.cells, cells, strict=False):
        if text:
            cell.add(text, span)
    if numbered:
        row.number = row.number.rstrip(".)")
    _move_time(row, table.columns)
    table.rows.append(row)


def _split_number(text: str, span: Span) -> list[tuple[str, Span]]:
    match = re.match(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s+(?=\S)", text)
    if not match:
        return [("", (span[0], span[0])), (text, span)]
    number = match.group(1)
    return [
        (number, (span[0], span[0] + match.end(1))),
        (text[match.end() :], (span[0] + match.end(), span[1])),
    ]


def _goes_on(
    previous: Row, cells: list[tuple[str, Span]], columns: list[Column], *, broken: bool
) -> bool:
    """Tell whether a row without a number goes on the row above it.

    One that states no task does: its agencies stand below those of the row above.
    """
    texts = [(place, text) for place, (text, _) in enumerate(cells) if text]
    if broken or not texts:
        return True
    if previous.number and all(columns[place].role != "task" for place, _ in texts):
        return True
    return any(text[0].islower() for _, text in texts) or not previous.cells[1].text


def _last_text_cell(row: Row) -> Cell:
    """Return the row's task cell: the first one after the number that holds text."""
    return next((cell for cell in row.cells[1:] if cell.text), row.cells[-1])


def _successor(number: str) -> str:
    """Return the row number after ``number`` (``"2.3"`` -> ``"2.4"``), "" if it has none."""
    head, dot, last = number.rstrip(".)").rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdecimal() else ""


def _move_time(row: Row, columns: list[Column]) -> None:
    """Put a time that slid into an earlier column, for want of a cell, where it belongs."""
    target = next((i for i, column in enumerate(columns) if column.role == "time"), None)
    if target is None or row.cells[target].text:
        return
    for place in range(target - 1, 0, -1):
        cell = row.cells[place]
        if not cell.text:
            continue
        if columns[place].role in ("lead", "coordinate", "output") and is_time(cell.text):
            row.cells[target], row.cells[place] = cell, Cell()
        return


def settle_roles(columns: list[Column]) -> list[Column]:
    """Give every table a task column: goals serve as the task where no other does."""
    if not any(column.role == "task" for column in columns):
        for column in columns:
            if column.role == "goal":
                column.role = "task"
                break
        else:
            for column in columns:
                if column.role == "other" and column.header != "":
                    column.role = "task"
                    break
    seen: set[Role] = set()
    for column in columns:
        if column.role in seen and column.role in (
            "number",
            "task",
            "lead",
            "coordinate",
            "time",
            "output",
        ):
            column.role = "other"
        seen.add(column.role)
    return columns


def mark_groups(rows: list[Row], columns: list[Column]) -> None:
    """Mark the rows that only head others, and hand their fields down to rows without any.

    A heading row holds one text alone, or is numbered as the parent of the next row (roman
    above arabic, ``5`` above ``5.1``); what a merged cell says on the heading row holds
    for a row below that says nothing itself.
    """
    values = [
        i for i, c in enumerate(columns) if c.role in ("lead", "coordinate", "time", "output")
    ]
    task = next((i for i, c in enumerate(columns) if c.role == "task"), None)
    heading: Row | None = None
    for place, row in enumerate(rows):
        following = rows[place + 1].number if place + 1 < len(rows) else ""
        texts = [i for i in range(1, len(row.cells)) if row.cells[i].text]
        alone = len(texts) == 1 and bool(values)
        if alone and not row.number.isdigit() and "." not in row.number and task is not None:
            # A heading row spans the table: its only text is its task, wherever it was put.
            row.cells[texts[0]], row.cells[task] = row.cells[task], row.cells[texts[0]]
            row.is_group, heading = True, row
        elif is_parent(row.number, following):
            row.is_group, heading = True, row
        elif heading is not None and _is_over(heading.number, row.number):
            heading = None
        elif heading is not None:
            _hand_down(heading, row, values)


def _is_over(heading: str, number: str) -> bool:
    """Tell whether row ``number`` ends the group of a decimal ``heading``: 6 after 5.2."""
    return heading[:1].isdigit() and not number.startswith(f"{heading}.")


def _hand_down(heading: Row, row: Row, values: list[int]) -> None:
    """Give ``row`` what its heading row says, unless it says any of it anew itself."""
    said = [i for i in values if heading.cells[i].text]
    if not any(row.cells[i].text for i in said):
        for i in said:
            row.cells[i] = heading.cells[i]


def fill_from_above(rows: list[Row], columns: list[Column]) -> None:
    """Fill empty agency and time cells from the row above in the same group, where a note says so."""
    above: Row | None = None
    for row in rows:
        if row.is_group:
            above = None
            continue
        if above is not None:
            for place, column in enumerate(columns):
                if column.role in ("lead", "coordinate", "time") and not row.cells[place].text:
                    row.cells[place] = above.cells[place]
        above = row


def is_parent(number: str, following: str) -> bool:
    """Tell whether a row numbered ``number`` heads a next row numbered ``following``."""
    if not number or not following:
        return False
    if following.startswith(number + "."):
        return True
    if re.fullmatch(r"[A-E]", number):
        return bool(re.fullmatch(r"[I1]", following))
    return bool(re.fullmatch(r"[IVX]+", number)) and bool(re.fullmatch(r"\d+|1\.1", following))
