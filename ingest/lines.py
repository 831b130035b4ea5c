"""The lines of a text, and what one by itself says: a clause's sign, cells, a page's number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from hoidap.text.vietnamese import LOWER, UPPER, squeeze


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
PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?\d{1,3}(?:\s*[-–])?$|Trang\s+\d+(?:\s*/\s*\d+)?$", re.I)
_SMALL = re.compile(f"[{LOWER}]")
_MARKED = re.compile(r"(?:\*\*|#{1,6}\s+)*")
_MARKUP = re.compile("[<>*_#]")
_BAR_ROW = re.compile(r"\s*\|.*\|\s*$")


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


def clean(text: str) -> str:
    """Fold white space and take out Markdown emphasis, heading signs and line breaks."""
    if not _MARKUP.search(text):
        return squeeze(text)
    text = re.sub(r"<br\s*/?>", " ", text)
    text = re.sub(r"^>\s+", "", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]*?)(?<=[^\s*])\*(?![\w*])", r"\1", text)
    return squeeze(re.sub(r"\*\*|__|^#{1,6}\s+|(?<=\s)#{1,6}\s+", "", text))


def join_lines(lines: Iterable[str]) -> str:
    """Join broken lines; a number cut behind its hyphen (``1703/QĐ-`` ``TTg``) closes up."""
    text = "\n".join(lines)
    if "-\n" in text:
        text = re.sub(r"\n(?<=[^\W_]-\n)(?=[^\W_])", "", text)
    return text.replace("\n", " ")


def is_grid_line(line: Line) -> bool:
    """Tell whether ``line`` is a row of cells parted by tabs or Markdown bars."""
    return "\t" in line.text or bool(_BAR_ROW.match(line.text))


def opens_clause(text: str) -> bool:
    """Tell whether ``text`` starts with the sign of a clause."""
    return MARKER.match(text, _MARKED.match(text).end()) is not None  # type: ignore[union-attr]


@lru_cache(maxsize=4096)
def is_caps(text: str) -> bool:
    """Tell whether the letters of ``text`` are capitals: titles and headings."""
    if _SMALL.search(text):
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)
