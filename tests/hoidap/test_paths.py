"""The files that a command is to read, and what they are known as."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.ingest.errors import UserError
from hoidap.paths import Files, files_of


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a folder of documents by year, two of one name, with what is none."""
    for name in (
        *("b.txt", "2025/ke-hoach.txt", "2026/ke-hoach.txt", "2026/q1/a.md"),
        *(".an.txt", "~$b.docx", "desktop.ini", "2025/.DS_Store", "2026/Thumbs.db"),
        *(".git/c.txt", "__MACOSX/b.txt"),
    ):
        path = tmp_path / "kho" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path / "kho"


def _sources(files: Files) -> list[str]:
    return [files.source(path) for path in files.paths]


def test_a_folder_is_read_to_the_bottom(store: Path) -> None:
    names = ["2025/ke-hoach.txt", "2026/ke-hoach.txt", "2026/q1/a.md", "b.txt"]
    assert _sources(files_of([store], "hoidap build")) == names


def test_several_are_known_by_name_or_by_what_tells_them_apart(store: Path) -> None:
    both = files_of([store / "2025", store / "2026"], "hoidap build")
    assert _sources(both) == ["2025/ke-hoach.txt", "2026/ke-hoach.txt", "2026/q1/a.md"]
    apart = files_of([store / "2025", store / "b.txt"], "hoidap build")
    assert _sources(apart) == ["ke-hoach.txt", "b.txt"]


def test_what_is_named_twice_is_read_once(store: Path) -> None:
    files = files_of([store / "2025", store / "2025" / "ke-hoach.txt"], "hoidap build")
    assert _sources(files) == ["ke-hoach.txt"]


def test_a_link_to_a_folder_above_ends(store: Path) -> None:
    (store / "2025" / "lai").symlink_to(store)
    assert len(files_of([store], "hoidap build").paths) == 4


@pytest.mark.parametrize("name", ["khong-co", "kho/2025/.DS_Store/x", "trong"])
def test_nothing_to_read_is_said(name: str, store: Path) -> None:
    (store.parent / "trong" / "moi").mkdir(parents=True)
    with pytest.raises(UserError) as raised:
        files_of([store.parent / name], "hoidap check DOCUMENTS")
    for message in (raised.value.vi, raised.value.en):
        assert str(store.parent / name) in message
        assert "hoidap check DOCUMENTS" in message
