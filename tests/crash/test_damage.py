"""A byte of an index is flipped: it is named, or the answers are as before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoidap.index import integrity
from hoidap.index.build import build
from hoidap.index.integrity import verify
from hoidap.index.search import Filter, Index
from hoidap.index.store import Generation, IndexDamaged, read_manifest
from tests.conftest import HashingEmbedder

QUESTIONS = ("ai chủ trì đào tạo", "so khoa hoc va cong nghe", "mục tiêu đến năm 2030")


@pytest.fixture
def folder(excerpts: list[Path], tmp_path: Path) -> Path:
    build(excerpts, tmp_path / "index", HashingEmbedder())
    return tmp_path / "index"


def answers(folder: Path) -> list[object]:
    """Return all that can be asked of an index."""
    index = Index.open(folder, HashingEmbedder())
    found: list[object] = [index.search(question, limit=30) for question in QUESTIONS]
    found += [index.search("kế hoạch", within=Filter(provinces=(name,))) for name in PROVINCES]
    found += [dict(index.plans), dict(index.texts), dict(index.records)]
    found += [index.passages_of(name) for name in index.plans]
    found += [index.vectors_of(name).tolist() for name in index.plans]
    found += [index.catalogue.entries(), index.catalogue.provinces]
    found += [index.catalogue.with_year(year) for year in range(2020, 2036)]
    return found


PROVINCES = ("Thanh Hóa", "Thái Nguyên", "Đồng Nai")


def flipped(file: Path, drawn: random.Random, times: int) -> Iterator[None]:
    """Flip one bit of ``file`` at a time: in its first byte, its last and some between."""
    intact = file.read_bytes()
    places = {0, len(intact) - 1} | {drawn.randrange(len(intact)) for _ in range(times)}
    for place in sorted(places):
        _write(file, place, intact[place] ^ 1 << drawn.randrange(8))
        yield
        _write(file, place, intact[place])


def _write(file: Path, place: int, byte: int) -> None:
    """Write one byte in place: an index that is open maps the file, which must not shrink."""
    with file.open("r+b") as stream:
        stream.seek(place)
        stream.write(bytes([byte]))


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_flipped_byte_never_changes_an_answer(folder: Path) -> None:
    """In whichever file: the error names it and the command that rebuilds the index."""
    expected, drawn, files = answers(folder), random.Random(876), files_of(folder)
    assert len(files) > 8
    for file in files:
        named = 0
        for _ in flipped(file, drawn, times=12):
            try:
                assert answers(folder) == expected
            except IndexDamaged as error:
                named += 1
                for language in ("vi", "en"):
                    assert str(file) in error.message(language)
                    assert "hoidap build" in error.message(language)
            with pytest.raises(IndexDamaged, match=file.name):
                verify(Generation(folder, read_manifest(folder)))
        assert named > 0
    assert answers(folder) == expected


def test_a_large_index_is_checked_beside_the_first_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What libraries read is not all read before; the damage is told once it is found."""
    monkeypatch.setattr(integrity, "SMALL", 0)
    (file,) = (folder / read_manifest(folder).generation / "words").glob("*.fast")
    for _ in flipped(file, random.Random(3), times=1):
        with pytest.raises(IndexDamaged, match=file.name):
            index = Index.open(folder, HashingEmbedder())
            for _ in range(10_000):
                index.search("kế hoạch", limit=1)
    assert Index.open(folder, HashingEmbedder()).search("kế hoạch")


def test_a_damaged_index_is_mended_by_a_build(
    folder: Path, excerpts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing damaged is carried over, whatever was damaged."""
    expected = [type(answer) for answer in answers(folder)]
    for number in range(len(files_of(folder))):
        file = files_of(folder)[number]
        next(flipped(file, random.Random(number), times=1))
        build(excerpts, folder, HashingEmbedder())
        assert [type(answer) for answer in answers(folder)] == expected
        verify(Generation(folder, read_manifest(folder)))
