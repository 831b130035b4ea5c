"""``hoidap build``: documents into an index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap import console
from hoidap.errors import DONE, FAILED, PARTLY_DONE, WrongUsage
from hoidap.language import language, say
from hoidap.paths import files_of
from hoidap.usage import Command, argument, index_option, language_option, option

if TYPE_CHECKING:
    from hoidap.index.build import BuildSummary

DEFAULT_DOCUMENTS = Path("documents")
_SAMPLES = Path(__file__).parent.parent / "documents"


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
@option(
    "--embedding",
    metavar="NAME",
    default="",
    vi="Mô hình sentence-transformers khác, theo tên hay thư mục [mặc định: mô hình đi kèm].",
    en="Another sentence-transformers model, by name or folder [default: the one that ships].",
)
@option(
    "--verify",
    is_flag=True,
    vi="Không dựng, chỉ kiểm từng byte của chỉ mục đang có.",
    en="Build nothing; check every byte of the index that stands.",
)
@index_option
@language_option
def build(documents: tuple[Path, ...], embedding: str, verify: bool, index: Path) -> int:
    """Build the index and print what it holds."""
    if verify:
        return _verify(documents, index)
    files = files_of(documents or (_default_folder(),), "hoidap build DOCUMENTS")
    from hoidap.index.build import NothingToIndex
    from hoidap.index.build import build as build_index
    from hoidap.index.embedders import load_embedder

    try:
        with console.progress(say("Đọc văn bản", "Reading")) as step:
            summary = build_index(
                files.paths, index, load_embedder(embedding), root=files.root, progress=step
            )
    except NothingToIndex as error:
        for failure in error.failures:
            console.complain(failure)
        console.complain(error)
        return FAILED
    _report(summary, index)
    return PARTLY_DONE if summary.failures else DONE


def _verify(documents: tuple[Path, ...], index: Path) -> int:
    """Check the index that stands.

    :raises WrongUsage: If documents are named too.
    """
    from hoidap.index.integrity import verify
    from hoidap.index.store import load

    if documents:
        raise WrongUsage(
            "--verify chỉ kiểm chỉ mục đang có; hãy bỏ tên văn bản: hoidap build --verify",
            "--verify only checks the index that stands; name no documents: "
            "hoidap build --verify",
        )
    load(index, verify)
    console.out(say(f"Chỉ mục nguyên vẹn: {index}", f"The index is as it was written: {index}"))
    return DONE


def _default_folder() -> Path:
    """Return the folder ``documents``; where there is none, the samples that ship."""
    if DEFAULT_DOCUMENTS.exists() or not _SAMPLES.is_dir():
        return DEFAULT_DOCUMENTS
    console.note(
        say(
            f"Ở đây không có thư mục {DEFAULT_DOCUMENTS}; dùng các văn bản mẫu đi kèm. Với văn "
            "bản của mình: hoidap build THƯ_MỤC",
            f"There is no folder {DEFAULT_DOCUMENTS} here; the samples that ship are used. For "
            "documents of your own: hoidap build FOLDER",
        )
    )
    return _SAMPLES


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
