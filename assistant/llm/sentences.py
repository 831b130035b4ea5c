"""A stream of text cut into sentences, each with the markers that stand behind it.

Where a sentence ends depends on the text alone: a place is decided once what follows it is
known, so the pieces in which the text comes make no difference.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import unescape

from hoidap.text.vietnamese import LOWER, UPPER, squeeze

LONGEST = 1000
"""Characters after which a sentence that does not end is cut at a space."""

_MARKER = r"[\[【][\d\s,;–-]{1,40}[\]】]"
_MARKER_BEGUN = re.compile(r"[\[【][\d\s,;–-]{0,40}")
_MARKER_BEFORE = re.compile(rf"{_MARKER}[^\S\n]?$")
_MARKERS = re.compile(rf"(?:[^\S\n]*{_MARKER}[.;,]?)*")
_MARKER_LINE = re.compile(rf"(?:(?:{_MARKER}[^\S\n]*)+[.;,]?[^\S\n]*)?")
_STOP = re.compile(r"[.!?…]+|\n")
_CLOSING = re.compile(r"[”\n]")
_BLANK = re.compile(r"\s*")
_SPACE = re.compile(r"[^\S\n]*")
_CLOSERS = re.compile(r"[\"”’»)*_]*")
_OPENERS = re.compile(r"[\"“‘«(*_#\[–•-]*\s?")  # they may stand before a first letter
_FIRST = re.compile(rf"[{UPPER}\d]")

# A full stop that ends nothing: behind an abbreviation or an initial; before a number;
# behind the label that a sentence begins with ("2.", "b.", "Điều 5.").
_ABBREVIATED = re.compile(
    r"(?<![\w/&-])(?:TP|Tp|TX|TT|Th\.?S|ThS|TS|PGS|GS|BS|KS|St|vs|cf|e\.g|i\.e|Mr|Mrs|Ms|Dr"
    rf"|Prof|[{UPPER}])\.$"
)
_NUMBERING = re.compile(r"(?<!\w)(?:[Nn]os?|[Aa]rt|[Ss]ec|[Pp]p?|[Tt]r)\.$")
_LABEL = re.compile(
    r"[-–•*+>#_\s]*(?:(?:Điều|Khoản|Điểm|Mục|Chương|Phần|Phụ lục|Bước|Article|Clause|Point"
    r"|Section|Chapter|Part|Annex|Appendix|Step)\s)?"
    rf"\(?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[IVX]{{1,5}}|[{LOWER}{UPPER}])\."
)

_EMPHASIS = re.compile(r"\*+|__+|`+")
_LINE_SIGN = re.compile(r"^(?:[-–•+>#]+\s+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+|\(?[a-zđ][.)]\s+)+")


class Sentences:
    r"""Cuts text that comes in pieces into sentences, Markdown's signs taken off.

    >>> sentences = Sentences()
    >>> sentences.feed("**Sở Y tế** chủ trì. [1")
    []
    >>> sentences.feed("]\n- Hạn: 30/6")
    ['Sở Y tế chủ trì. [1]']
    >>> sentences.flush()
    ['Hạn: 30/6']
    """

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> list[str]:
        """Take the next piece; return the sentences that are complete."""
        self._rest += piece
        return self._cut(final=False)

    def flush(self) -> list[str]:
        """Return what is left once the text has ended."""
        return self._cut(final=True)

    def _cut(self, final: bool) -> list[str]:
        done = []
        while end := _end(self._rest, final):
            done.append(_plain(self._rest[:end]))
            self._rest = self._rest[end:]
        return [sentence for sentence in done if sentence]


def _end(text: str, final: bool) -> int:
    """Return where the first sentence of ``text`` ends, 0 while that is not known."""
    for stop in _STOP.finditer(text):
        if stop.start() >= LONGEST:
            break
        if stop[0] != "\n" and text.count("“", 0, stop.end()) > text.count("”", 0, stop.end()):
            # What is quoted on a line may be several sentences of a document.
            closing = _CLOSING.search(text, stop.end(), LONGEST)
            if closing is None and not final and len(text) < LONGEST:
                return 0
            if closing and closing[0] == "”" and closing.start() > stop.end():
                continue
        find = _line_end if stop[0] == "\n" else _stop_end
        end = find(text, stop, final)
        if end is None:
            return 0
        if end:
            return end
    if len(text) > LONGEST:
        return text.rfind(" ", 1, LONGEST) + 1 or LONGEST
    return len(text) if final else 0


def _line_end(text: str, stop: re.Match[str], final: bool) -> int | None:
    """Return where a sentence that stops at a line's end ends; ``None`` if not yet known.

    Markers that have the next line for themselves belong to it.
    """
    start = _skip(_BLANK, text, stop.start())
    end = _skip(_MARKER_LINE, text, start)
    if end == len(text):
        return end if final else None
    if _MARKER_BEGUN.fullmatch(text, end) and not final:
        return None
    return end if end > start and text[end] == "\n" else stop.end()


def _stop_end(text: str, stop: re.Match[str], final: bool) -> int | None:
    """Return where a sentence with a stop ends: 0 if not here, ``None`` if not yet known."""
    closed = _skip(_CLOSERS, text, stop.end())
    end = _skip(_MARKERS, text, closed)
    following = _skip(_SPACE, text, end)
    if following == len(text):
        return following if final else None
    if _MARKER_BEGUN.fullmatch(text, following) and not final:
        return None
    if text[following] == "\n":
        return 0  # the line's end tells
    if end > closed or _MARKER_BEFORE.search(text, 0, stop.start()):
        return end
    if following == end or stop[0].endswith(("..", "…")):
        return 0
    first = _skip(_OPENERS, text, following)
    if first == len(text):
        return 0 if final else None
    if not _FIRST.match(text, first) or _abbreviates(text[: stop.end()], text[first]):
        return 0
    return end


def _abbreviates(text: str, following: str) -> bool:
    """Tell whether the full stop that ends ``text`` ends no sentence."""
    return bool(
        _ABBREVIATED.search(text)
        or _LABEL.fullmatch(text)
        or (following.isdigit() and _NUMBERING.search(text))
    )


def _skip(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Return where what ``pattern`` matches from ``place`` on ends."""
    found = pattern.match(text, place)
    return found.end() if found else place


def _plain(text: str) -> str:
    """Return a sentence without Markdown's signs and the escapes of the evidence."""
    return _LINE_SIGN.sub("", squeeze(_EMPHASIS.sub("", unescape(text))))
