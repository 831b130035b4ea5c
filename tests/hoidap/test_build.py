"""``hoidap build``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hoidap.cli import main
from hoidap.corpus import open_corpus


@pytest.fixture
def folder(tmp_path: Path, excerpts: list[Path]) -> Path:
    """Return a folder with three short documents."""
    return excerpts[0].parent


def _build(*documents: Path, index: Path) -> int:
    return main(["build", *map(str, documents), "--index", str(index)])


def test_a_folder_and_its_summary(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _build(folder, index=tmp_path / "index") == 0
    corpus = open_corpus(tmp_path / "index")
    plans = [corpus.plan(source) for source in corpus.sources]
    provisions = sum(len(plan.provisions) for plan in plans)
    assignments = sum(len(plan.assignments) for plan in plans)
    shown = capsys.readouterr().out.splitlines()
    assert list(corpus.sources) == sorted(p.name for p in folder.iterdir())
    assert "Văn bản: 3" in shown
    assert "  không đổi, dùng lại: 0" in shown
    assert f"Điều khoản: {provisions}" in shown
    assert f"Nhiệm vụ được giao: {assignments}" in shown
    assert "Bỏ qua: 0" in shown
    assert _build(folder, index=tmp_path / "index") == 0
    assert "  không đổi, dùng lại: 3" in capsys.readouterr().out.splitlines()


def test_the_default_folders(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder, tmp_path / "documents")
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    assert len(open_corpus(tmp_path / ".hoidap" / "index").sources) == 3


def test_without_a_folder_the_samples_that_ship_are_read(
    tmp_path: Path,
    documents: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    assert "văn bản mẫu" in capsys.readouterr().err
    sources = open_corpus(tmp_path / ".hoidap" / "index").sources
    assert list(sources) == [path.name for path in documents]


def test_files_by_name(excerpts: list[Path], tmp_path: Path) -> None:
    assert _build(*excerpts[:2], index=tmp_path / "index") == 0
    sources = open_corpus(tmp_path / "index").sources
    assert list(sources) == [path.name for path in excerpts[:2]]


def test_folders_are_read_and_what_programs_leave_beside_documents_is_not(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2025").mkdir()
    (folder / "2025" / "cu.txt").write_text("KẾ HOẠCH\n\nCũ\n", encoding="utf-8")
    for name in (".draft.txt", "~$ke-hoach.docx", "desktop.ini", ".DS_Store", "2025/Thumbs.db"):
        (folder / name).write_text("rác", encoding="utf-8")
    assert _build(folder, index=tmp_path / "index") == 0
    assert len(open_corpus(tmp_path / "index").sources) == 4
    assert "Bỏ qua" not in capsys.readouterr().err


def test_warnings_are_shown(
    documents: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _build(documents[0], index=tmp_path / "index") == 0
    shown = capsys.readouterr()
    corpus = open_corpus(tmp_path / "index")
    number = len(corpus.plan(corpus.sources[0]).warnings)
    assert shown.err.count("Lưu ý: dong-nai") == number > 0
    assert f"Lưu ý: {number}" in shown.out


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_nothing_to_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert _build(tmp_path / name, index=tmp_path / "index") == 1
    shown = capsys.readouterr().err
    assert name in shown
    assert "hoidap build" in shown
    assert not (tmp_path / "index").exists()


def test_two_documents_of_one_name(excerpts: list[Path], tmp_path: Path) -> None:
    """They are known by their paths below what they have in common."""
    (tmp_path / "other").mkdir()
    other = shutil.copy(excerpts[0], tmp_path / "other")
    index = tmp_path / "index"
    assert _build(excerpts[0], Path(other), index=index) == 0
    name = excerpts[0].name
    assert open_corpus(index).sources == (f"excerpts/{name}", f"other/{name}")


def test_an_index_where_a_file_stands(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index").write_text("a file", encoding="utf-8")
    assert _build(folder, index=tmp_path / "index") == 1
    assert "--index" in capsys.readouterr().err
    assert (tmp_path / "index").read_text(encoding="utf-8") == "a file"


def test_another_embedding_takes_the_place_of_the_one_that_ships(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The index remembers it: no later command names it again, from any folder."""
    from hoidap.index.embedding import MODEL_FOLDER
    from hoidap.index.store import read_manifest

    model = Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model"))
    monkeypatch.chdir(tmp_path)
    index = tmp_path / "index"
    assert main(["build", str(folder), "--index", str(index), "--embedding", "model"]) == 0
    assert read_manifest(index).embedder == str(model)
    monkeypatch.chdir(folder)
    capsys.readouterr()
    assert main(["ask", "Ai chủ trì?", "--index", str(index), "--json"]) == 0
    assert '"answer"' in capsys.readouterr().out
    assert _build(folder, index=index) == 0
    assert read_manifest(index).embedder.startswith("static-")


def test_an_embedding_that_is_not_there_is_named(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    arguments = ["build", str(folder), "--index", str(tmp_path / "index")]
    assert main([*arguments, "--embedding", "nobody/no-such-model"]) == 1
    shown = capsys.readouterr().err
    assert "nobody/no-such-model" in shown and "Traceback" not in shown
