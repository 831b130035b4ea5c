"""The text of a file as its reader hands it on: characters, lines with pages, tables."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from hoidap.text.spans import Span

MAX_MARKS = 8
"""Marks on one letter; Vietnamese has two at most, more of them are noise."""

_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1}}}")  # so many may be marks


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line: where it stands in the text, and on which page, counted from 1."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a table: where its text stands, and how far it is merged.

    ``rows`` and ``columns`` count what it spans, itself included.  Several spans are one
    text that something else cuts in two, as a page's foot does.
    """

    spans: tuple[Span, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table whose cells the format itself knows: rows of cells, from left to right.

    A cell that is merged over several rows stands in the first of them alone.
    ``headers`` rows name the columns; 0 lets that be told from what they say.
    """

    rows: tuple[tuple[SourceCell, ...], ...]
    headers: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""The text of one file as read.

    ``text`` is the file's own text (a leading byte order mark removed, line ends as
    ``\n``); ``nfc`` is the same in Unicode NFC, which all parsing works on, and
    ``offsets[i]`` is the place in ``text`` of the ``i``-th character of ``nfc``
    (empty when the two are equal).  ``lines`` and ``tables`` are what the format tells of
    them, with offsets in ``text``; text files tell nothing of tables.
    """

    name: str
    text: str
    nfc: str
    offsets: tuple[int, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    tables: tuple[SourceTable, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Turn offsets in ``nfc`` into offsets in ``text``."""
        if not self.offsets:
            return start, end
        return self.offsets[start], self.offsets[end]

    def inside(self, start: int, end: int) -> Span:
        """Turn offsets in ``text`` into offsets in ``nfc``."""
        if not self.offsets:
            return start, end
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)

    def page(self, place: int) -> int | None:
        """Return the page of a place in ``text``, ``None`` where the format has no pages."""
        number = bisect_right(self.lines, place, key=lambda line: line.start) - 1
        return self.lines[max(number, 0)].page if self.lines else None


def source_from_text(
    name: str,
    text: str,
    lines: Iterable[SourceLine] = (),
    tables: Iterable[SourceTable] = (),
) -> SourceText:
    """Wrap ``text``, with the map from its NFC form back to it."""
    nfc, offsets = _composed(text)
    return SourceText(name, text, nfc, offsets, tuple(lines), tuple(tables))


def _composed(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the NFC form, and where in ``text`` each of its characters stands.

    No offsets where the two are equal.  Of a long run of marks only the first are kept:
    to normalise one costs the square of its length.
    """
    if unicodedata.is_normalized("NFC", text) and not _overmarked(text):
        return text, ()
    starts = [i for i, char in enumerate(text) if not i or not unicodedata.combining(char)]
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in pairwise((*starts, len(text))):
        piece = unicodedata.normalize("NFC", text[start : min(end, start + 1 + MAX_MARKS)])
        pieces.append(piece)
        # Every character of the cluster starts at the cluster: spans never cut it.
        offsets.extend([start] * len(piece))
    offsets.append(len(text))
    return "".join(pieces), tuple(offsets)


def _overmarked(text: str) -> bool:
    """Tell whether more marks follow each other somewhere than are kept."""
    if not _MARKS.search(text):
        return False
    marks = "".join(char for char in set(text) if unicodedata.combining(char))
    return bool(marks and re.search(f"[{marks}]{{{MAX_MARKS + 1}}}", text))
