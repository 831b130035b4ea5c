"""The files that a command is to read: those named, and those of the folders named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hoidap import console
from hoidap.ingest.errors import UserError
from hoidap.language import say


def files_of(documents: Sequence[Path], command: str) -> list[Path]:
    """Return ``documents`` with the files of a folder in its place, hidden ones left out.

    ``command`` is what a message says to run next, such as ``hoidap check DOCUMENTS``.

    :raises UserError: If there is no such file or folder, or nothing in a folder.
    """
    paths: list[Path] = []
    for path in documents:
        if not path.is_dir():
            paths.append(path)
            continue
        found = [entry for entry in _entries(path) if not entry.name.startswith(".")]
        folders = [entry for entry in found if entry.is_dir() and not entry.suffix]
        for folder in folders:
            console.note(
                say(
                    f"{folder}: thư mục con không được đọc; hãy chạy riêng hoặc nêu từng tệp.",
                    f"{folder}: folders in a folder are not read; name their files.",
                )
            )
        files = [entry for entry in found if entry not in folders]
        if not files:
            raise UserError(
                f"{path}: thư mục không có văn bản nào; hãy đặt văn bản vào đó hoặc chỉ thư "
                f"mục khác: {command}",
                f"{path}: the folder holds no document; put some there or name another: "
                f"{command}",
            )
        paths += files
    if len(paths) == 1 and paths[0] in documents and not paths[0].exists():
        raise UserError(
            f"{paths[0]}: không có tệp hay thư mục này; hãy chỉ thư mục văn bản: {command}",
            f"{paths[0]}: there is no such file or folder; name the folder of documents: "
            f"{command}",
        )
    return paths


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"{folder}: không mở được thư mục ({reason}); hãy kiểm tra quyền đọc.",
            f"{folder}: the folder cannot be opened ({reason}); check its permissions.",
        ) from error
