"""Lines of a page as ``pdftotext -layout`` prints them: runs of words, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoidap.ingest.lines import PAGE_NUMBER, Line
from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold

# A run of words, parted by single spaces: what pdftotext sets close together.
_RUN = re.compile(r"\S+(?: \S+)*")
# The head of a page of the gazette: "CÔNG BÁO/Số 272/Ngày 14-05-2026   85", sometimes turned
# sideways beside a table that lies across the page.
GAZETTE = re.compile(
    r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\s[^/]+/\s*Ngày\s+[\d/-]+(?:\s+\d{1,4})?$"
)
LIST_SIGN = re.compile(r"(?:[-–+•]|\(\d{1,2}\))$")
"""A word that opens an item of a list in a cell."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line: where they stand on the line, and in the text."""

    left: int
    start: int
    text: str

    @property
    def right(self) -> int:
        """Where the words end on the line."""
        return self.left + len(self.text)

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        return self.start, self.start + len(self.text)

    @property
    def first(self) -> str:
        """The first word."""
        return self.text.split(" ", 1)[0]

    @property
    def last(self) -> str:
        """The last word."""
        return self.text.rsplit(" ", 1)[-1]

    def cut(self, start: int, end: int | None = None) -> Piece:
        """Return the part of the piece between two places in its text."""
        part = self.text[start:end]
        inner = start + len(part) - len(part.lstrip())
        return Piece(self.left + inner, self.start + inner, part.strip())

    def joined(self, other: Piece) -> Piece:
        """Return the piece from here to the end of ``other``, which stands to the right."""
        gap = " " * (other.left - self.right)
        return Piece(self.left, self.start, f"{self.text}{gap}{other.text}")


def runs_of(line: Line) -> list[Piece]:
    """Cut a line where two spaces or more part its words."""
    return [
        Piece(line.column + m.start(), line.start + m.start(), m.group())
        for m in _RUN.finditer(line.text)
    ]


def page_lines(lines: Sequence[Line]) -> set[int]:
    """Find the lines that belong to the page: gazette heads, numbers at its top and bottom."""
    found = {place for place, line in enumerate(lines) if GAZETTE.match(line.text)}
    breaks = [place for place, line in enumerate(lines) if line.page]
    breaks += [len(lines)] if breaks else []
    for place in breaks:
        for step in (1, -1):
            here = place if step == 1 else place - 1
            while 0 <= here < len(lines) and (
                here in found or PAGE_NUMBER.match(lines[here].text)
            ):
                found.add(here)
                here += step
    return found


class Words:
    """Which words stand side by side in the document, to tell where two cells touch."""

    def __init__(self) -> None:
        self.pairs: set[tuple[str, str]] = set()
        self.shapes: dict[str, str] = {}

    def read(self, words: Iterable[str]) -> None:
        """Take in words that belong together, in their order."""
        self.pairs.update((self.shape(a) + _end(a), self.shape(b)) for a, b in pairwise(words))

    def shape(self, word: str) -> str:
        """Return a word as it is compared: small letters, figures alike, no punctuation."""
        if word not in self.shapes:
            folded = re.sub(r"\d+", "0", fold(word))
            bare = folded if LIST_SIGN.match(word) else folded.strip(".,;:()“”\"'")
            self.shapes[word] = bare or folded
        return self.shapes[word]

    def together(self, first: str, second: str) -> bool:
        """Tell whether the words stand together anywhere; what opens a list stands apart."""
        if not first or not second or (LIST_SIGN.match(second) and not first[-1].isdigit()):
            return False
        return (self.shape(first) + _end(first), self.shape(second)) in self.pairs


def _end(word: str) -> str:
    """Return the sign that ends a clause behind a word: what follows it follows the sign."""
    return word[-1] if word[-1] in ".;:" else ""
