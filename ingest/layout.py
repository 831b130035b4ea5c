"""Lines of a text into blocks: paragraphs made whole again, and the regions of tables.

Published texts come out of word processors and PDF files with paragraphs broken at
every line or at page ends.  A line continues the one before it when that one cannot
have ended there: it stops without a full stop and the next starts in lower case, or
the next word would not have fitted on it.  Nothing is dropped: page numbers become
blocks of their own, marked as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from hoidap.ingest.plan import Span
from hoidap.text.vietnamese import UPPER, squeeze

if TYPE_CHECKING:
    from hoidap.ingest.tables.table import Table


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its offsets without surrounding space, and its text."""

    start: int
    end: int
    text: str
    gap: bool  # a blank line stands before it
    cut: bool = False  # a page number stands between it and the line it goes on
    # How a PDF file's page was laid out: see :mod:`hoidap.ingest.tables.layout_table`.
    column: int = field(default=0, compare=False)  # characters before it on its line
    blanks: int = field(default=0, compare=False)  # blank lines before it on its page
    page: bool = field(default=False, compare=False)  # the first line of a page


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together.

    ``paragraph``: ``text`` is one paragraph, joined.  ``furniture``: a page number.
    ``grid``: rows whose cells are parted by tabs or bars.  ``flat``: a table whose
    cells follow one another line after line.  ``layout``: a table whose columns are
    parted by spaces; ``table`` holds it, read with the whole text at hand.
    """

    kind: Literal["paragraph", "furniture", "grid", "flat", "layout"]
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


# The signs that open a clause: Nghị định 30/2020/NĐ-CP names Phần, Chương, Mục, Tiểu
# mục, Điều, khoản "1.", điểm "a)"; plans add roman numerals, "1.1." and dashes.
MARKER = re.compile(
    r"""(?P<part>(?:Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?(?:[IVX]+|\d{1,2}|[A-H]|(?i:nhất|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)))\b(?=\s*[.:]?\s*$|[.:\s])
    |(?P<chapter>(?:Chương|CHƯƠNG)\s+[IVXLC\d]+)\b[.:]?
    |(?P<section>(?:Mục|MỤC|Tiểu\ mục)\s+(?:[IVX]+|\d+))\b[.:]?
    |(?P<article>(?:Điều|ĐIỀU)\s+\d+[a-zđ]?)\s*[.:]
    |(?P<roman>(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}))\s*[.)/–-]\s*(?=\S)
    |(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]\s*(?=[^\W\d_]|["“(*])
    |(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=["""
    + UPPER
    + r"""])
    |(?P<bracket>\(\d{1,2}\))\s+
    |(?P<letter>[a-zđ])\s*[).]\s+(?=\S)
    |(?P<dash>[-–—•●▪]\s*|\*\s+)(?=[^\W_]|["“(*])
    |(?P<plus>[+o])\s+(?=[^\W_]|["“(])
    """,
    re.VERBOSE,
)
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
PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?\d{1,3}(?:\s*[-–])?$|Trang\s+\d+(?:\s*/\s*\d+)?$", re.I)
_RULE = re.compile(r"[-_*=–—\s]+")
_BAR_ROW = re.compile(r"\s*\|.*\|\s*$")
_HEADER_START = re.compile(r"(?:S?TT|Số\s*TT)\b", re.I)
_LONG = 60  # a heading is rarely longer; a line that is, and stops without a stop, was cut


def clean(text: str) -> str:
    """Fold white space and take out Markdown emphasis, heading signs and line breaks."""
    text = re.sub(r"<br\s*/?>", " ", text)
    text = re.sub(r"^>\s+", "", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]*?)(?<=[^\s*])\*(?![\w*])", r"\1", text)
    return squeeze(re.sub(r"\*\*|__|^#{1,6}\s+|(?<=\s)#{1,6}\s+", "", text))


def join_lines(lines: Iterable[str]) -> str:
    """Join broken lines; a number cut behind its hyphen (``1703/QĐ-`` ``TTg``) closes up."""
    return re.sub(r"(?<=[^\W_]-)\n(?=[^\W_])", "", "\n".join(lines)).replace("\n", " ")


_AS_ABOVE = re.compile(
    r"để trống\b.{0,80}\b(?:như|giống|theo) (?:dòng|hàng|ô)?\s?(?:liền )?(?:trên|trước)", re.I
)


def blanks_repeat(text: str) -> bool:
    """Tell whether a note says that an empty cell means the same as the cell above it."""
    return _AS_ABOVE.search(text) is not None


def is_grid_line(line: Line) -> bool:
    """Tell whether ``line`` is a row of cells parted by tabs or Markdown bars."""
    return "\t" in line.text or bool(_BAR_ROW.match(line.text))


def blocks(text: str, is_flat_header: Callable[[list[Line]], int]) -> list[Block]:
    """Cut ``text`` into blocks.

    :param is_flat_header: says how many of the lines given are the header of a
        flattened table, 0 for none
    """
    from hoidap.ingest.tables.layout_table import (
        find_tables,  # it reads lines and so imports this module
    )

    raw = split_lines(text)
    tables = find_tables(raw)
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
        block = _table_at(raw, place, tables, is_flat_header)
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


def _table_at(
    raw: list[Line],
    place: int,
    tables: dict[int, tuple[int, Table]],
    is_flat_header: Callable[[list[Line]], int],
) -> Block | None:
    """Return the table that starts at the line ``place``, ``None`` if none does."""
    if place in tables:
        end, table = tables[place]
        return Block("layout", tuple(raw[place:end]), table)
    line = raw[place]
    end = place + 1
    if is_grid_line(line):
        while end < len(raw) and _in_grid(raw, end):
            end += 1
        return Block("grid", tuple(raw[place:end]))
    if _HEADER_START.match(line.text) and is_flat_header(raw[place : place + 24]):
        while end < len(raw) and not _ends_flat(raw[end].text):
            end += 1
        return Block("flat", tuple(raw[place:end]))
    return None


def split_lines(text: str) -> list[Line]:
    """Return the lines with tabs kept: a row's empty first cell is a leading tab."""
    lines = []
    gap = True
    place = blanks = 0
    page = False
    for content in re.split(r"[\n\f\v]", text):
        if place and text[place - 1] == "\f":
            page, blanks = True, 0
        stripped = content.strip(" \r\u00a0\u200b\ufeff")
        if stripped.strip():
            if "\t" in stripped.strip() or stripped.startswith("\t"):
                body = stripped.rstrip()
                start = place + content.index(stripped)
            else:
                body = stripped.strip()
                start = place + content.index(body)
            end = start + len(body)
            lines.append(
                Line(start, end, body, gap, column=start - place, blanks=blanks, page=page)
            )
            gap = page = False
            blanks = 0
        else:
            gap = True
            blanks += 1
        place += len(content) + 1
    return lines


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


def opens_clause(text: str) -> bool:
    """Tell whether ``text`` starts with the sign of a clause."""
    return MARKER.match(re.sub(r"^(?:\*\*|#{1,6}\s+)+", "", text)) is not None


def is_caps(text: str) -> bool:
    """Tell whether the letters of ``text`` are capitals: titles and headings."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)
