"""Files into :class:`SourceText`: a module here reads a format, found by its suffixes.

To read another format add one module with the names of :class:`Reader`: ``suffixes``, and
``read``, which hands on the text, and its lines and tables where the format knows them.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from hoidap.ingest.errors import DocumentError
from hoidap.ingest.source import SourceText

MAX_BYTES = 20 * 1024 * 1024
"""A plan is a few hundred kilobytes; a larger file is not one."""


class Reader(Protocol):
    """What a module here offers: it reads the files whose names end in ``suffixes``."""

    suffixes: tuple[str, ...]
    """In small letters, with the dot: ``(".txt", ".md")``."""

    def read(self, path: Path) -> SourceText:
        """Read the file at ``path``.

        :raises OSError: If it cannot be opened.
        :raises ValueError: If it is no text in an encoding that is known.
        :raises DocumentError: If there is more to say of what is wrong with it.
        """


@lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """Return the reader of each suffix."""
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(__path__):
        reader: Reader = import_module(f"{__name__}.{module.name}")
        found |= dict.fromkeys(reader.suffixes, reader)
    return found


def read_source(path: Path) -> SourceText:
    """Read ``path``.

    :raises DocumentError: If the file cannot be opened, is empty, too large, of an
        unknown format or not text.
    """
    reader = readers().get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(readers()))
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
        source = reader.read(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            f"{path.name}: không mở được tệp ({reason}); hãy kiểm tra quyền đọc.",
            f"{path.name}: the file cannot be opened ({reason}); check its permissions.",
        ) from error
    except ValueError as error:
        raise DocumentError(
            f"{path.name}: không phải văn bản đọc được (UTF-8, UTF-16 hoặc Windows-1258); "
            "hãy lưu lại dưới dạng UTF-8.",
            f"{path.name}: not readable text (UTF-8, UTF-16 or Windows-1258); "
            "save it as UTF-8.",
        ) from error
    if not source.text.strip():
        raise DocumentError(
            f"{path.name}: tệp không có chữ nào; hãy thay bằng tệp có nội dung.",
            f"{path.name}: the file holds no text; replace it by one that does.",
        )
    return source
