"""Building an index from documents."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import hoidap.ingest.reader
from hoidap.index import build as build_module
from hoidap.index import writer as writer_module
from hoidap.index.build import BuildSummary, NothingToIndex, SameName, build
from hoidap.index.commit import BuildRunning, NotAnIndexFolder, building
from hoidap.index.search import Filter, Index
from hoidap.index.store import MANIFEST, IndexMissing, hash_file, read_manifest
from hoidap.ingest.errors import DocumentError
from hoidap.ingest.plan import Plan
from hoidap.ingest.reader import read_plan
from hoidap.ingest.source import SourceText
from tests.conftest import HashingEmbedder, every_passage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the documents that are read, as they are."""
    names: list[str] = []

    def counted(path: Path) -> tuple[Plan, SourceText]:
        names.append(path.name)
        return read_plan(path)

    monkeypatch.setattr(hoidap.ingest.reader, "read_plan", counted)
    return names


def append(path: Path, text: str) -> None:
    """Add ``text`` to a document."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def same(one: Index, other: Index) -> bool:
    """Tell whether two indexes hold and find the same."""
    queries = ("ai chủ trì đào tạo", "so khoa hoc va cong nghe", "mục tiêu đến năm 2030", "TBT")
    return (
        dict(one.plans) == dict(other.plans)
        and dict(one.texts) == dict(other.texts)
        and dict(one.records) == dict(other.records)
        and one.catalogue.entries() == other.catalogue.entries()
        and every_passage(one) == every_passage(other)
        and all(one.search(query) == other.search(query) for query in queries)
    )


def test_the_corpus(
    corpus_index: Path, documents: list[Path], embedder: HashingEmbedder
) -> None:
    """Every document is in the index as it reads, its text to the character."""
    index = Index.open(corpus_index, embedder)
    assert list(index.plans) == [path.name for path in documents]
    for path in documents:
        plan, source = read_plan(path)
        assert index.plans[path.name] == plan
        assert index.texts[path.name] == source.text
    for passage in every_passage(index):
        provision = index.plans[passage.source].provisions[passage.provision]
        if provision.kind == "signature":
            signer = index.plans[passage.source].signer
            assert signer is not None and passage.text == signer.value
            assert passage.title.startswith("Người ký ban hành › ")
        else:
            assert passage.title == " › ".join(provision.headings)


def test_the_summary(documents: list[Path], folder: Path, embedder: HashingEmbedder) -> None:
    plans = [read_plan(path)[0] for path in documents]
    summary = build(documents, folder, embedder)
    index = Index.open(folder, embedder)
    assert summary == BuildSummary(
        documents=len(documents),
        provisions=sum(len(plan.provisions) for plan in plans),
        assignments=sum(len(plan.assignments) for plan in plans),
        passages=len(every_passage(index)),
        reused=0,
        warnings=tuple(f"{p.source}: {warning}" for p in plans for warning in p.warnings),
    )


def test_what_has_not_changed_is_kept(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder, read: list[str]
) -> None:
    """No document is read, no passage encoded, no file written."""
    build(excerpts, folder, embedder)
    assert read == sorted(path.name for path in excerpts)
    encoded = len(embedder.encoded)
    manifest = (folder / MANIFEST).read_bytes()
    for path in excerpts:
        path.touch()
    summary = build(excerpts, folder, embedder)
    assert summary.reused == len(excerpts)
    assert len(read) == len(excerpts)
    assert len(embedder.encoded) == encoded
    assert (folder / MANIFEST).read_bytes() == manifest


def test_a_changed_document_alone_is_read_again(
    excerpts: list[Path],
    folder: Path,
    tmp_path: Path,
    embedder: HashingEmbedder,
    read: list[str],
) -> None:
    """Of it, only the new passages are encoded; the result is that of a fresh build."""
    build(excerpts, folder, embedder)
    read.clear()
    embedder.encoded.clear()
    append(excerpts[1], "\nVIII. Quy định chưa từng có trong văn bản nào.\n")
    summary = build(excerpts, folder, embedder)
    assert read == [excerpts[1].name]
    assert summary.reused == len(excerpts) - 1
    assert 1 <= len(embedder.encoded) <= 3
    assert any("chưa từng có" in text for text in embedder.encoded)
    build(excerpts, tmp_path / "fresh", embedder)
    index = Index.open(folder, embedder)
    assert same(index, Index.open(tmp_path / "fresh", embedder))
    assert "chưa từng có" in index.search("quy định chưa từng có")[0].passage.text


def test_what_is_added_to_a_large_index_is_found_as_in_a_fresh_one(
    excerpts: list[Path],
    folder: Path,
    tmp_path: Path,
    embedder: HashingEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A large index shares the files of the one before: one document changed, one gone."""
    monkeypatch.setattr(writer_module, "_FEW", 0)
    monkeypatch.setattr(writer_module, "_SPARSE", 1)
    build(excerpts, folder, embedder)
    before = read_manifest(folder).rows
    append(excerpts[1], "\nVIII. Quy định chưa từng có trong văn bản nào.\n")
    build(excerpts[1:], folder, embedder)
    assert read_manifest(folder).rows > before  # what is gone is left where it stood
    build(excerpts[1:], tmp_path / "fresh", embedder)
    grown, fresh = (Index.open(path, embedder) for path in (folder, tmp_path / "fresh"))
    assert grown.catalogue.entries() == fresh.catalogue.entries()
    for source in fresh.plans:
        assert grown.plans[source] == fresh.plans[source]
        assert grown.records[source] == fresh.records[source]
        assert grown.texts[source] == fresh.texts[source]
        assert [replace(passage, id=0) for passage in grown.passages_of(source)] == [
            replace(passage, id=0) for passage in fresh.passages_of(source)
        ]
    # The words of what is gone are counted still, so that ranks further down may differ.
    for query in ("ai chủ trì đào tạo", "so khoa hoc va cong nghe", "quy định chưa từng có"):
        (best, *_), (other, *_) = (index.search(query) for index in (grown, fresh))
        assert replace(best.passage, id=0) == replace(other.passage, id=0)


def test_documents_come_and_go(
    excerpts: list[Path], folder: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    """The index holds what the last build was given, whatever stood before."""
    build(excerpts[:2], folder, embedder)
    summary = build(excerpts[1:], folder, embedder)
    assert (summary.documents, summary.reused) == (2, 1)
    index = Index.open(folder, embedder)
    assert list(index.plans) == [path.name for path in excerpts[1:]]
    build(excerpts[1:], tmp_path / "fresh", embedder)
    assert same(index, Index.open(tmp_path / "fresh", embedder))


def test_a_document_that_moves_is_not_read_again(
    excerpts: list[Path],
    folder: Path,
    tmp_path: Path,
    embedder: HashingEmbedder,
    read: list[str],
) -> None:
    """It is known by its name and content, not by its folder."""
    build(excerpts, folder, embedder)
    read.clear()
    moved = shutil.move(excerpts[0], tmp_path / excerpts[0].name)
    assert build([Path(moved), *excerpts[1:]], folder, embedder).reused == len(excerpts)
    assert read == []


def test_a_new_version_of_the_readers_reads_all_again(
    excerpts: list[Path],
    folder: Path,
    embedder: HashingEmbedder,
    read: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build(excerpts, folder, embedder)
    monkeypatch.setattr(hoidap.ingest.reader, "ingest_version", lambda: "next")
    assert build(excerpts, folder, embedder).reused == 0
    assert len(read) == 2 * len(excerpts)
    assert read_manifest(folder).ingest == "next"


def test_another_model_encodes_all_again(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder
) -> None:
    """The documents need not be read again for that."""
    build(excerpts, folder, embedder)
    other = HashingEmbedder("2")
    assert build(excerpts, folder, other).reused == len(excerpts)
    index = Index.open(folder, other)
    assert set(other.encoded) == {
        build_module.embedded_text(p.title, p.text) for p in every_passage(index)
    }


def test_a_damaged_index_is_no_help(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder, read: list[str]
) -> None:
    """Nothing of it is used; it is built anew."""
    build(excerpts, folder, embedder)
    held = folder / read_manifest(folder).generation / "documents.sqlite"
    held.write_bytes(held.read_bytes().replace(b"a", b"b", 1))
    read.clear()
    assert build(excerpts, folder, embedder).reused == 0
    assert len(read) == len(excerpts)
    Index.open(folder, embedder)


def test_order_and_progress(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder
) -> None:
    """By name, whatever order they are given in; a file named twice counts once."""
    told: list[tuple[int, int, str]] = []
    given = [*reversed(excerpts), excerpts[0].parent / "." / excerpts[0].name]
    build(given, folder, embedder, progress=lambda *step: told.append(step))
    names = sorted(path.name for path in excerpts)
    assert told == [(done, len(names), name) for done, name in enumerate(names, 1)]
    assert list(Index.open(folder, embedder).plans) == names


def test_two_documents_of_one_name(
    excerpts: list[Path], folder: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    """The message names both; nothing is built."""
    (tmp_path / "more").mkdir()
    twin = Path(shutil.copy(excerpts[0], tmp_path / "more"))
    with pytest.raises(SameName) as caught:
        build([*excerpts, twin], folder, embedder)
    for language in ("vi", "en"):
        assert str(twin) in caught.value.message(language)
        assert str(excerpts[0]) in caught.value.message(language)
    assert not folder.exists()


def bad_files(folder: Path) -> Iterator[Path]:
    """Yield files that are no documents, each in another way."""
    folder.mkdir(exist_ok=True)
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\t\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "folder.txt").mkdir()
    (folder / "link.txt").symlink_to(folder / "nowhere")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    with (folder / "large.txt").open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    os.mkfifo(folder / "pipe.txt")
    yield from sorted(folder.iterdir())
    yield folder / "missing.txt"
    yield Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))


def test_bad_files_among_good_ones(
    excerpts: list[Path], folder: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    """Each is reported by its name, in both languages; the good ones are all there."""
    bad = list(bad_files(tmp_path / "bad"))
    summary = build([*bad, *excerpts], folder, embedder)
    assert summary.documents == len(excerpts)
    assert len(summary.failures) == len(bad)
    for path in bad:
        name = path.name.encode("utf-8", "backslashreplace").decode()
        for language in ("vi", "en"):
            messages = [failure.message(language) for failure in summary.failures]
            assert sum(message.startswith(f"{name}: ") for message in messages) == 1
    assert list(Index.open(folder, embedder).plans) == [path.name for path in excerpts]


def test_an_unreadable_file(
    excerpts: list[Path],
    folder: Path,
    embedder: HashingEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reason is told; the document leaves the index that held it."""
    build(excerpts, folder, embedder)
    real = hash_file

    def refuse(path: Path) -> str:
        if path == excerpts[0]:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr("hoidap.index.prepare.hash_file", refuse)
    excerpts[0].touch()
    summary = build(excerpts, folder, embedder)
    (failure,) = summary.failures
    assert "Permission denied" in failure.en
    assert list(Index.open(folder, embedder).plans) == [path.name for path in excerpts[1:]]


@pytest.mark.parametrize("error", [RecursionError("too deep"), KeyError("x"), MemoryError()])
def test_a_reader_that_breaks_on_one_document(
    excerpts: list[Path],
    folder: Path,
    embedder: HashingEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    """It costs this one document, which is named with what happened."""

    def breaks(path: Path) -> tuple[Plan, SourceText]:
        if path == excerpts[1]:
            raise error
        return read_plan(path)

    monkeypatch.setattr(hoidap.ingest.reader, "read_plan", breaks)
    summary = build(excerpts, folder, embedder)
    (failure,) = summary.failures
    assert isinstance(failure, DocumentError)
    assert excerpts[1].name in failure.vi
    assert type(error).__name__ in failure.en
    assert summary.documents == len(excerpts) - 1


def test_no_readable_document_does_not_empty_the_index(
    excerpts: list[Path], folder: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    build(excerpts, folder, embedder)
    before = (folder / MANIFEST).read_bytes()
    bad = list(bad_files(tmp_path / "bad"))
    for paths, failures in (([], 0), (bad, len(bad))):
        with pytest.raises(NothingToIndex, match="còn nguyên") as caught:
            build(paths, folder, embedder)
        assert len(caught.value.failures) == failures
    assert (folder / MANIFEST).read_bytes() == before
    Index.open(folder, embedder)


def test_no_readable_document_makes_no_folder(folder: Path, embedder: HashingEmbedder) -> None:
    with pytest.raises(NothingToIndex):
        build([], folder, embedder)
    assert not folder.exists()
    with pytest.raises(IndexMissing):
        Index.open(folder, embedder)


def test_names_and_texts_of_every_kind(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder
) -> None:
    """A name with spaces, quotes and marks; NFD text; a byte order mark; UTF-16."""
    text = excerpts[0].read_text(encoding="utf-8")
    names = {"Kế hoạch (số 1) “cũ” 'x'.txt": "utf-8-sig", "b\n.txt": "utf-16", "đ.md": "utf-8"}
    paths = [excerpts[0].parent / name for name in names]
    for path, encoding in zip(paths, names.values(), strict=True):
        path.write_text(text, encoding=encoding)
    build(paths, folder, embedder)
    index = Index.open(folder, embedder)
    for path in paths:
        assert index.texts[path.name] == text
        hits = index.search(
            "tiêu chuẩn đo lường chất lượng", within=Filter((path.name,)), limit=3
        )
        assert {hit.passage.source for hit in hits} == {path.name}


def test_a_second_build_at_once(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder
) -> None:
    with building(folder), pytest.raises(BuildRunning):
        build(excerpts, folder, embedder)


def test_foreign_files_stay(excerpts: list[Path], embedder: HashingEmbedder) -> None:
    """The documents' own folder can hold the index; another program's manifest cannot."""
    home = excerpts[0].parent
    for _ in range(2):
        build(excerpts, home, embedder)
        assert all(path.is_file() for path in excerpts)
        append(excerpts[0], "\nThêm một dòng.\n")
    (home / MANIFEST).write_text("{}", encoding="utf-8")
    shutil.rmtree(next(home.glob("generation-*")))
    with pytest.raises(NotAnIndexFolder):
        build(excerpts, home, embedder)
    assert (home / MANIFEST).read_text(encoding="utf-8") == "{}"


def test_readers_while_builds_go_on(
    excerpts: list[Path], folder: Path, embedder: HashingEmbedder
) -> None:
    """Each reader sees one set of documents or the other, whole."""
    sets = [excerpts[:2], excerpts[1:]]
    build(sets[0], folder, embedder)
    allowed = [{path.name for path in paths} for paths in sets]
    done = threading.Event()
    seen: list[set[str]] = []
    problems: list[BaseException] = []

    def reader() -> None:
        while not done.is_set():
            try:
                index = Index.open(folder, HashingEmbedder())
                seen.append(
                    {hit.passage.source for hit in index.search("tiêu chuẩn", limit=500)}
                )
                assert set(index.plans) in allowed
            except BaseException as error:  # noqa: BLE001
                problems.append(error)
                return

    readers = [threading.Thread(target=reader) for _ in range(2)]
    for thread in readers:
        thread.start()
    try:
        for number in range(1, 16):
            build(sets[number % 2], folder, embedder)
    finally:
        done.set()
        for thread in readers:
            thread.join()
    assert not problems
    assert len(seen) > 5
    assert all(sources in allowed for sources in seen)
