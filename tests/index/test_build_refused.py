"""Building where there is no room or no right to write: the index that stands is kept."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hoidap.ingest.reader
from hoidap.index.build import build
from hoidap.index.commit import IndexNotWritten
from hoidap.index.search import Index
from tests.conftest import HashingEmbedder

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def listing(folder: Path) -> list[str]:
    """Return every path below ``folder``."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


FULL = """
import resource, sys
from pathlib import Path
from hoidap.index.build import build
from hoidap.index.commit import IndexNotWritten
from tests.conftest import HashingEmbedder
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    build([Path(name) for name in sys.argv[3:]], Path(sys.argv[2]), HashingEmbedder())
except IndexNotWritten as error:
    sys.stdout.write(error.en)
    sys.exit(7)
"""


@pytest.mark.parametrize("share", [0.01, 0.3, 0.99])
def test_files_that_cannot_be_written_in_full(
    excerpts: list[Path], folder: Path, tmp_path: Path, embedder: HashingEmbedder, share: float
) -> None:
    """In a process of its own, with a limit on sizes that strikes in one file or another."""
    build(excerpts, tmp_path / "whole", embedder)
    largest = max(path.stat().st_size for path in (tmp_path / "whole").rglob("*"))
    build(excerpts[:1], folder, embedder)
    before = listing(folder)
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(int(largest * share)), folder, *excerpts],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 7, result.stderr
    assert "untouched" in result.stdout
    assert listing(folder) == before
    assert list(Index.open(folder, embedder).plans) == [excerpts[0].name]


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Mount a disk of ``size`` bytes; skip where that is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk needs rights that this user has not")
    try:
        yield folder
    finally:
        # lazily: an index that is open still maps its files
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6, 0.7, 0.8, 0.9])
def test_a_full_disk(
    excerpts: list[Path], tmp_path: Path, embedder: HashingEmbedder, share: float
) -> None:
    """A real one, that has room for a share of the index."""
    build(excerpts, tmp_path / "whole", embedder)
    sizes = (path.stat().st_blocks * 512 for path in (tmp_path / "whole").rglob("*"))
    with small_disk(tmp_path / "disk", int(sum(sizes) * share)) as disk:
        with pytest.raises(IndexNotWritten, match="đĩa"):
            build(excerpts, disk / "index", embedder)
        assert listing(disk) == []


def test_a_disk_that_fills_up_under_an_index(
    excerpts: list[Path], tmp_path: Path, embedder: HashingEmbedder
) -> None:
    """The old index answers on, and the next build, with room, succeeds."""
    with small_disk(tmp_path / "disk", 4 * 1024 * 1024) as disk:
        build(excerpts[:1], disk / "index", embedder)
        before = listing(disk)
        filler = disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"0" * 4096)
        with pytest.raises(IndexNotWritten, match="đĩa"):
            build(excerpts, disk / "index", embedder)
        assert listing(disk) == sorted([*before, "filler"])
        assert Index.open(disk / "index", embedder).search("kế hoạch")
        filler.unlink()
        assert build(excerpts, disk / "index", embedder).reused == 1


def test_a_folder_without_permission(
    excerpts: list[Path],
    folder: Path,
    embedder: HashingEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told before a single document is read."""

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    read: list[Path] = []
    monkeypatch.setattr(hoidap.ingest.reader, "read_plan", read.append)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(IndexNotWritten, match="không có quyền ghi"):
        build(excerpts, folder, embedder)
    assert read == []
