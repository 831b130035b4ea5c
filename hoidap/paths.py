"""The files that a command is to read: those named, and those of the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoidap.ingest.errors import UserError

# What offices' programs and systems leave beside documents; hidden files begin with a dot.
_LEFT_BY_OTHERS = ("~$", ".", "__MACOSX")
_NO_DOCUMENTS = ("desktop.ini", "thumbs.db")


@dataclass(frozen=True, slots=True)
class Files:
    """Files to read, and the folder below which they are known by their path."""

    paths: tuple[Path, ...]
    root: Path | None

    def source(self, path: Path) -> str:
        """Return what a document is known as: its path below the root, or its name.

        >>> Files((), Path("kho")).source(Path("kho/2025/ke-hoach.txt"))
        '2025/ke-hoach.txt'
        """
        return path.name if self.root is None else path.relative_to(self.root).as_posix()


def files_of(documents: Sequence[Path], command: str) -> Files:
    """Return ``documents``, in place of a folder all files in it and in its folders.

    A folder is the root of its files.  Of several things named the files are known by their
    names; where two would be the same, by their paths below what they have in common.
    ``command`` is what a message says to run next, such as ``hoidap check DOCUMENTS``.

    :raises UserError: If there is no such file or folder, or nothing in a folder.
    """
    found: dict[str, Path] = {}
    for path in documents:
        inside = list(_inside(path)) if path.is_dir() else [path]
        if not inside:
            raise UserError(
                f"{path}: thư mục không có văn bản nào; hãy đặt văn bản vào đó hoặc chỉ thư "
                f"mục khác: {command}",
                f"{path}: the folder holds no document; put some there or name another: "
                f"{command}",
            )
        if len(documents) == 1 and not path.exists():
            raise UserError(
                f"{path}: không có tệp hay thư mục này; hãy chỉ thư mục văn bản: {command}",
                f"{path}: there is no such file or folder; name the folder of documents: "
                f"{command}",
            )
        for file in inside:  # one that is named twice is read once
            found.setdefault(os.path.realpath(file), file)
    paths = tuple(found.values())
    if len(documents) == 1:
        return Files(paths, documents[0] if documents[0].is_dir() else None)
    if len({path.name for path in paths}) == len(paths):
        return Files(paths, None)
    absolute = tuple(map(Path, map(os.path.abspath, paths)))
    return Files(absolute, Path(os.path.commonpath([path.parent for path in absolute])))


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the documents of a folder and of those in it, in the order of their paths."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"{folder}: không mở được thư mục ({reason}); hãy kiểm tra quyền đọc.",
            f"{folder}: the folder cannot be opened ({reason}); check its permissions.",
        ) from error
    for entry in entries:
        name = entry.name.casefold()
        if entry.name.startswith(_LEFT_BY_OTHERS) or name in _NO_DOCUMENTS:
            continue
        if not entry.is_dir():
            yield entry
        elif not entry.is_symlink():  # a link may lead back to where it stands
            yield from _inside(entry)
