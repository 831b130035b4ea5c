"""Results into files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hoidap.errors import OutputFailed, WrongUsage
from hoidap.output import write_file


def test_a_file_is_made_with_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    (tmp_path / "other").touch()
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert {entry.name for entry in tmp_path.iterdir()} == {"a.csv", "other"}


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old and longer")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise fault

    monkeypatch.setattr(os, "fsync", fail)
    expected = OutputFailed if isinstance(fault, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("name", ["", "no-such-folder/a.csv"])
def test_a_place_where_no_file_can_be_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(WrongUsage) as raised:
        write_file(path, b"new")
    assert str(path) in raised.value.vi
    assert "choose another file" in raised.value.en


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_device_is_reported() -> None:
    with pytest.raises(OutputFailed, match="/dev/full"):
        write_file(Path("/dev/full"), b"new")


def test_a_pipe_is_written_through(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(path, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert path.is_fifo()
