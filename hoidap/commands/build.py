"""``hoidap build``: documents into an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap import console
from hoidap.errors import DONE, FAILED, PARTLY_DONE
from hoidap.language import language, say
from hoidap.usage import Command, argument, index_option, language_option
from ingest.errors import UserError

if TYPE_CHECKING:
    from index.build import BuildSummary

DEFAULT_DOCUMENTS = Path("documents")


@click.command(
    "build",
    cls=Command,
    vi="Đọc các văn bản và dựng chỉ mục; chỉ văn bản đã thay đổi mới được đọc lại.",
    en="Read the documents and build the index; only what changed is read again.",
)
@argument(
    "documents",
    metavar="[DOCUMENTS]...",
    nargs=-1,
    type=click.Path(path_type=Path),
    vi=f"Thư mục văn bản, hoặc các tệp [mặc định: {DEFAULT_DOCUMENTS}].",
    en=f"The folder of documents, or files [default: {DEFAULT_DOCUMENTS}].",
)
@index_option
@language_option
def build(documents: tuple[Path, ...], index: Path) -> int:
    """Build the index and print what it holds."""
    paths = expand(documents or (DEFAULT_DOCUMENTS,))
    from index.build import NothingToIndex
    from index.build import build as build_index
    from index.embedding import StaticEmbedder

    try:
        with console.progress(say("Đọc văn bản", "Reading")) as step:
            summary = build_index(paths, index, StaticEmbedder.load(), progress=step)
    except NothingToIndex as error:
        for failure in error.failures:
            console.complain(failure)
        console.complain(error)
        return FAILED
    _report(summary, index)
    return PARTLY_DONE if summary.failures else DONE


def expand(documents: Sequence[Path]) -> list[Path]:
    """Return ``documents`` with the files of a folder in its place, hidden ones left out.

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
                "mục khác: hoidap build DOCUMENTS",
                f"{path}: the folder holds no document; put some there or name another: "
                "hoidap build DOCUMENTS",
            )
        paths += files
    if len(paths) == 1 and paths[0] in documents and not paths[0].exists():
        raise UserError(
            f"{paths[0]}: không có tệp hay thư mục này; hãy chỉ thư mục văn bản: "
            "hoidap build DOCUMENTS",
            f"{paths[0]}: there is no such file or folder; name the folder of documents: "
            "hoidap build DOCUMENTS",
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


def _report(summary: BuildSummary, index: Path) -> None:
    for warning in summary.warnings:
        console.note(say(f"Lưu ý: {warning}", f"Note: {warning}"))
    for failure in summary.failures:
        console.note(say("Bỏ qua: ", "Left out: ") + failure.message(language()))
    figures = (
        (say("Văn bản", "Documents"), summary.documents),
        (say("  không đổi, dùng lại", "  unchanged, kept"), summary.reused),
        (say("Điều khoản", "Provisions"), summary.provisions),
        (say("Nhiệm vụ được giao", "Assignments"), summary.assignments),
        (say("Lưu ý", "Warnings"), len(summary.warnings)),
        (say("Bỏ qua", "Left out"), len(summary.failures)),
    )
    for label, number in figures:
        console.out(f"{label}: {number}")
    console.out(say(f"Chỉ mục: {index}", f"Index: {index}"))
