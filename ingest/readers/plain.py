"""Text and Markdown files, whatever encoding Vietnamese text comes in."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from hoidap.ingest.source import SourceLine, SourceText, source_from_text
from hoidap.text.vietnamese import has_marks

suffixes = (".txt", ".md")


def read(path: Path) -> SourceText:
    """Read a text file; form feeds part its pages."""
    text = decode_text(path.read_bytes())
    return source_from_text(path.name, text, _lines(text))


def _lines(text: str) -> Iterator[SourceLine]:
    """Yield the lines; pages are counted where the text has any."""
    start = 0
    page = 1 if "\f" in text else None
    for line in text.split("\n"):
        for number, part in enumerate(line.split("\f")):
            if number and page is not None:
                page += 1
            yield SourceLine(start, start + len(part), page)
            start += len(part) + 1


def decode_text(data: bytes) -> str:
    """Decode UTF-8 (with or without byte order mark), UTF-16 or Windows-1258.

    :raises ValueError: If no encoding gives readable text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in data[:4096]:  # without a mark, every other byte of Latin text is zero
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        encodings = ["utf-16-le" if odd > even else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_readable(text) and (encoding != "cp1258" or _is_vietnamese(text)):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ValueError("binary")


def _is_vietnamese(text: str) -> bool:
    return any(has_marks(text[place : place + 1000]) for place in range(0, len(text), 1000))


def _is_readable(text: str) -> bool:
    """Tell text from binary data: next to no control or unassigned characters."""
    sample = text[:20000]
    odd = sum(sample.count(char) for char in set(sample) if _is_odd(char))
    return odd <= len(sample) * 0.01


def _is_odd(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cn", "Co"} and char not in "\n\r\t\f\v"
