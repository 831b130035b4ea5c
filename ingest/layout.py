"""Lines of a text into blocks: paragraphs made whole again, and the regions of tables.

Published texts come out of word processors and PDF files with paragraphs broken at
every line or at page ends.  A line continues the one before it when that one cannot
have ended there: it stops without a full stop and the next starts in lower case, or
the next word would not have fitted on it.  Nothing is dropped: page numbers become
blocks of their own, marked as furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hoidap.ingest.lines import (
    PAGE_NUMBER,
    Line,
    clean,
    is_caps,
    is_grid_line,
    join_lines,
    opens_clause,
    split_lines,
)
from hoidap.ingest.tables.flat_table import flat_header, read_flat
from hoidap.ingest.tables.grid_table import read_grid
from hoidap.ingest.tables.layout_table import find_tables
from hoidap.ingest.tables.table import Table
from hoidap.text.spans import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together.

    ``paragraph``: ``text`` is one paragraph, joined.  ``furniture``: a page number.
    ``table``: a table, which ``table`` holds.
    """

    kind: Literal["paragraph", "furniture", "table"]
    lines: tuple[Line, ...]
    table: Table | None = None

    @property
    def text(self) -> str:
        """The block's text on one line, Markdown emphasis taken out."""
        return clean(join_lines(line.text for line in self.lines))

    @property
    def spans(self) -> list[Span]:
        """From the first character to the last, page numbers in between left out."""
        spans: list[Span] = []
        for line in self.lines:
            if spans and not line.cut:
                spans[-1] = (spans[-1][0], line.end)
            else:
                spans.append((line.start, line.end))
        return spans


_TERMINAL = re.compile(r"[.;:!?…/]\W*$")
_DANGLING = re.compile(
    r"(?:,|\s[-–]|\b(?:và|của|các|với|về|theo|cho|tại|trong|ngày|tháng|năm|số|là|do|được|có))$"
)
# Lines that never go on the one before: bases, recipients, signatures.
_OPENS = re.compile(
    r"Nơi nhận|Căn cứ|Theo đề nghị|Xét đề nghị|Kính gửi|TM\.|KT\.|TL\."
    r"|Thực hiện (?:các )?(?:Quyết định|Nghị quyết|Kế hoạch|Chỉ thị|Chương trình|Luật|Công văn)"
)
# "Đơn vị chủ trì: …": a labelled line never goes on the one before.
_LABELLED = re.compile(
    r"(?:(?:cơ quan|đơn vị|tổ chức|sở,? ngành|chủ trì|phối hợp|phân công)\b[^:.;]{0,40}"
    r"|(?:thời gian|thời hạn|tiến độ|lộ trình|kinh phí|sản phẩm|kết quả)\b[^:.;]{0,30})\s*:\s",
    re.I,
)
_YEARS = re.compile(r"\d{4}$")
_RULE = re.compile(r"[-_*=–—\s]+")
_HEADER_START = re.compile(r"(?:S?TT|Số\s*TT)\b", re.I)
_LONG = 60  # a heading is rarely longer; a line that is, and stops without a stop, was cut


_AS_ABOVE = re.compile(
    r"để trống\b.{0,80}\b(?:như|giống|theo) (?:dòng|hàng|ô)?\s?(?:liền )?(?:trên|trước)", re.I
)


def blanks_repeat(text: str) -> bool:
    """Tell whether a note says that an empty cell means the same as the cell above it."""
    return "trống" in text.lower() and _AS_ABOVE.search(text) is not None


def blocks(text: str, given: Sequence[Table] = ()) -> list[Block]:
    """Cut ``text`` into blocks.

    :param given: the tables that the format itself knows, with places in ``text``
    """
    raw = split_lines(text)
    tables = find_tables(raw)
    for table in given:
        _put_in(table, raw, tables)
    inside = {place for start, (end, _) in tables.items() for place in range(start, end)}
    result: list[Block] = []
    width = _wrap_width(
        [line for i, line in enumerate(raw) if i not in inside and not is_grid_line(line)]
    )
    # Blank lines part paragraphs unless one stands behind every line.
    gaps = sum(line.gap for line in raw) < len(raw) * 0.8
    paragraph: list[Line] = []
    place = 0
    cut = False

    def close() -> None:
        if paragraph:
            result.append(Block("paragraph", tuple(paragraph)))
            paragraph.clear()

    while place < len(raw):
        line = raw[place]
        block = _table_at(raw, place, tables)
        if block is not None:
            close()
            result.append(block)
            place += len(block.lines)
            continue
        if _RULE.fullmatch(line.text) or (PAGE_NUMBER.match(line.text) and line.gap):
            # A page number may stand in the middle of a sentence: the paragraph goes on.
            result.append(Block("furniture", (line,)))
            cut = True
        elif paragraph and _continues(paragraph[-1].text, line, width, gaps=gaps):
            paragraph.append(replace(line, cut=cut))
            cut = False
        else:
            close()
            paragraph.append(line)
            cut = False
        place += 1
    close()
    return sorted(result, key=lambda block: block.lines[0].start)


def _put_in(table: Table, raw: list[Line], tables: dict[int, tuple[int, Table]]) -> None:
    """Put a table that is known among ``tables``, by its lines, for those found there."""
    spans = [span for row in table.rows for cell in row.cells for span in cell.spans]
    spans += [*table.header_spans, *table.furniture]
    if not spans:
        return
    first = bisect_right(raw, min(spans)[0], key=lambda line: line.start) - 1
    end = bisect_left(raw, max(stop for _, stop in spans), key=lambda line: line.start)
    for start, (stop, _) in tuple(tables.items()):
        if start < end and first < stop:
            del tables[start]
    tables[first] = (end, table)


def _table_at(
    raw: list[Line], place: int, tables: dict[int, tuple[int, Table]]
) -> Block | None:
    """Return the table that starts at the line ``place``, ``None`` if none does."""
    if place in tables:
        end, table = tables[place]
        return Block("table", tuple(raw[place:end]), table)
    line = raw[place]
    end = place + 1
    if is_grid_line(line):
        while end < len(raw) and _in_grid(raw, end):
            end += 1
        return Block("table", tuple(raw[place:end]), read_grid(raw[place:end]))
    if _HEADER_START.match(line.text) and flat_header(raw[place : place + 24]):
        while end < len(raw) and not _ends_flat(raw[end].text):
            end += 1
        return Block("table", tuple(raw[place:end]), read_flat(raw[place:end]))
    return None


def _in_grid(lines: list[Line], place: int) -> bool:
    """Tell whether a line goes on the table above it.

    A row without a tab between rows (a heading row) does when no blank line stands
    before it; after a blank line (a page break) the next row must have tabs.
    """
    line = lines[place]
    if is_grid_line(line):
        return True
    if PAGE_NUMBER.match(line.text) and line.gap and place + 1 < len(lines):
        return lines[place + 1].gap and is_grid_line(lines[place + 1])
    follows = place + 1 < len(lines) and is_grid_line(lines[place + 1])
    return follows and not line.gap and not lines[place + 1].gap


def _ends_flat(text: str) -> bool:
    """Tell whether a line stands after a flattened table: a new part of the document."""
    return bool(
        re.match(
            r"(Nơi nhận\s*:|PHỤ LỤC|Phụ lục\b.{0,12}$|Điều \d+\.|TM\. |KT\. |CỘNG HÒA XÃ)", text
        )
    )


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which the text was broken into lines, 0 if it was not.

    In a broken text most lines stop in mid-sentence, at much the same length.
    """
    if len(lines) < 20:  # too few to tell
        return 0
    cut = sum(
        not _TERMINAL.search(a.text) and b.text[:1].islower()
        for a, b in zip(lines, lines[1:], strict=False)
    )
    if cut < len(lines) * 0.2:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.95)]


def _cut_inside(previous: str, text: str) -> bool:
    """Tell whether a line breaks inside a span of years or a document's number."""
    if re.match(r"[-–]\s*\d{4}\b", text) and _YEARS.search(previous):
        return True  # "giai đoạn 2026" "- 2030"
    return re.search(r"[^\W_]-$", previous) is not None and text[0].isalnum()  # "QĐ-" "TTg"


def _continues(previous: str, line: Line, width: int, *, gaps: bool) -> bool:
    """Tell whether ``line`` goes on the paragraph that ends in ``previous``."""
    text = line.text
    if _cut_inside(previous, text):
        return True
    if opens_clause(text) or is_caps(text) != is_caps(previous):
        return False
    if is_caps(text):
        return not line.gap or bool(_DANGLING.search(previous.lower()))
    if _OPENS.match(text) or _LABELLED.match(text):
        return False
    if re.match(r"(Kèm theo|\(Kèm theo|\(Ban hành kèm)", text) and not _DANGLING.search(
        previous
    ):
        return False
    ended = bool(_TERMINAL.search(previous))
    if ended and gaps and line.gap:
        return False
    if width and len(previous) + 1 + len(text.split(" ", 1)[0]) > width * 0.93:
        return True
    if ended:
        return False
    if width and len(previous) > width * 0.75:
        return True
    if text[0].islower() or text[0] in ')]”",;':
        return True
    if text[0].isdigit():
        return len(previous) > _LONG or bool(_DANGLING.search(previous))
    if _DANGLING.search(previous):
        return len(previous) > _LONG or bool(re.search(r"(ngày|số|tháng)$", previous))
    return False
