"""Documents read by several processes: one that dies costs its own document alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hoidap.index import pool
from hoidap.index.prepare import File, Prepared, look_at, prepare
from hoidap.ingest.errors import DocumentError

DEADLY = "1.txt"


def prepare_or_die(file: File) -> Prepared | DocumentError:
    """Stand in for :func:`prepare`: the process that reads one of the documents dies."""
    if file.source == DEADLY:
        os._exit(1)
    return prepare(file)


def prepare_chunk_or_die(files: list[File]) -> list[Prepared | DocumentError]:
    return [prepare_or_die(file) for file in files]


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two processes read a document at a time, however few there are."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for name in ("FEW", "_CHUNK", "_AHEAD"):
        monkeypatch.setattr(pool, name, 1)


@pytest.fixture
def files(tmp_path: Path) -> list[File]:
    """Return the files of a few short documents."""
    found = []
    for number in range(4):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"KẾ HOẠCH\n\n1. Sở Y tế chủ trì việc số {number}.\n", encoding="utf-8")
        found.append(look_at(path, path.name))
    return found


def test_in_order_and_as_they_are_read_here(files: list[File]) -> None:
    results = list(pool.prepare_all(files))
    for file, result in zip(files, results, strict=True):
        alone = prepare(file)
        assert isinstance(result, Prepared) and isinstance(alone, Prepared)
        assert (result.file, result.parts) == (file, alone.parts)
        assert (result.passages, result.words) == (alone.passages, alone.words)


def test_a_process_that_dies_is_its_documents_failure(
    files: list[File], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are read, those that were being read beside it too."""
    monkeypatch.setattr(pool, "prepare", prepare_or_die)
    monkeypatch.setattr(pool, "_prepare_chunk", prepare_chunk_or_die)
    results = list(pool.prepare_all(files))
    assert len(results) == len(files)
    for file, result in zip(files, results, strict=True):
        if file.source == DEADLY:
            assert isinstance(result, DocumentError)
            assert DEADLY in result.vi and "died" in result.en
        else:
            assert isinstance(result, Prepared) and result.file == file
