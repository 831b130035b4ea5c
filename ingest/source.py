"""Read a file into a :class:`SourceText`, whatever encoding Vietnamese text comes in."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from pathlib import Path

from hoidap.ingest.errors import DocumentError
from hoidap.ingest.plan import SourceText
from hoidap.text.vietnamese import has_marks

MAX_BYTES = 20 * 1024 * 1024
"""A plan is a few hundred kilobytes; a larger file is not one."""

Reader = Callable[[bytes], str]
"""Turns a file's bytes into its text; raises ``ValueError`` with a reason."""


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
        if _is_readable(text) and (encoding != "cp1258" or has_marks(text)):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ValueError("binary")


def _is_readable(text: str) -> bool:
    """Tell text from binary data: next to no control or unassigned characters."""
    sample = text[:20000]
    odd = sum(sample.count(char) for char in set(sample) if _is_odd(char))
    return odd <= len(sample) * 0.01


def _is_odd(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cn", "Co"} and char not in "\n\r\t\f\v"


READERS: dict[str, Reader] = {".txt": decode_text, ".md": decode_text}
"""The reader for each file suffix; another format is one more entry."""


def read_source(path: Path) -> SourceText:
    """Read ``path``.

    :raises DocumentError: If the file cannot be opened, is empty, too large, of an
        unknown format or not text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise DocumentError(
            f"{path.name}: không đọc được định dạng “{path.suffix}”; đọc được: {known}.",
            f"{path.name}: cannot read the format “{path.suffix}”; readable: {known}.",
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"{path.name}: tệp {size / 2**20:.0f} MB, tối đa {MAX_BYTES // 2**20} MB; "
                "hãy tách văn bản thành các tệp nhỏ hơn.",
                f"{path.name}: the file has {size / 2**20:.0f} MB, at most "
                f"{MAX_BYTES // 2**20} MB are read; split it into smaller files.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            f"{path.name}: không mở được tệp ({reason}); hãy kiểm tra quyền đọc.",
            f"{path.name}: the file cannot be opened ({reason}); check its permissions.",
        ) from error
    try:
        text = reader(data)
    except ValueError as error:
        raise DocumentError(
            f"{path.name}: không phải văn bản đọc được (UTF-8, UTF-16 hoặc Windows-1258); "
            "hãy lưu lại dưới dạng UTF-8.",
            f"{path.name}: not readable text (UTF-8, UTF-16 or Windows-1258); "
            "save it as UTF-8.",
        ) from error
    if not text.strip():
        raise DocumentError(
            f"{path.name}: tệp không có chữ nào; hãy thay bằng tệp có nội dung.",
            f"{path.name}: the file holds no text; replace it by one that does.",
        )
    return source_from_text(path.name, text)


def source_from_text(name: str, text: str) -> SourceText:
    """Wrap ``text``, with the map from its NFC form back to it."""
    nfc = unicodedata.normalize("NFC", text)
    if nfc == text:
        return SourceText(name, text, text)
    # Normalise cluster by cluster: a starter with the marks that follow it.
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and unicodedata.combining(text[place]):
            continue
        piece = unicodedata.normalize("NFC", text[start:place])
        pieces.append(piece)
        # Every character of the cluster starts at the cluster: spans never cut it.
        offsets.extend([start] * len(piece))
        start = place
    offsets.append(len(text))
    return SourceText(name, text, "".join(pieces), tuple(offsets))
