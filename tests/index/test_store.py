"""The index on the disk: checked when read, replaced whole, never left half."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hoidap.index import commit as committing
from hoidap.index import store
from hoidap.index.commit import (
    BuildRunning,
    IndexNotWritten,
    NotAnIndexFolder,
    building,
    commit,
    write_file,
)
from hoidap.index.integrity import verify
from hoidap.index.store import (
    DOCUMENTS,
    FILES,
    MANIFEST,
    WORDS,
    Generation,
    IndexDamaged,
    IndexMissing,
    Manifest,
    load,
    read_manifest,
)

TEMPLATE = Manifest("", "1", "mô hình", "abc", 4, 2, 0, 0, {})


def fill(content: bytes) -> Callable[[Path], Manifest]:
    """Return what writes a generation whose files hold ``content``."""

    def write(folder: Path) -> Manifest:
        for name in FILES:
            write_file(folder / name, name.encode() + content)
        (folder / WORDS).mkdir()
        write_file(folder / WORDS / "meta.json", content)
        write_file(folder / WORDS / "1f.idx", content * 2)
        return TEMPLATE

    return write


def put(folder: Path, content: bytes) -> Manifest:
    """Put a generation that holds ``content`` in place."""
    with building(folder):
        return commit(folder, fill(content))


def content(generation: Generation) -> bytes:
    """Read a generation whole, and return what :func:`put` put in."""
    verify(generation)
    words = generation.read(f"{WORDS}/meta.json")
    for name in FILES:
        assert generation.read(name) == name.encode() + words
    return words


def listing(folder: Path) -> list[str]:
    """Return every path below ``folder``."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an index that holds ``old``."""
    put(tmp_path / "index", b"old")
    return tmp_path / "index"


def test_what_is_put_in_is_read(folder: Path) -> None:
    assert load(folder, content) == b"old"
    manifest = read_manifest(folder)
    assert manifest.embedder == TEMPLATE.embedder
    assert listing(folder) == [
        manifest.generation,
        *(f"{manifest.generation}/{name}" for name in sorted((*FILES, WORDS))),
        *(f"{manifest.generation}/{WORDS}/{name}" for name in ("1f.idx", "meta.json")),
        MANIFEST,
    ]


def test_the_new_takes_the_place_of_the_old(folder: Path) -> None:
    before = listing(folder)
    put(folder, b"new")
    assert load(folder, content) == b"new"
    assert len(listing(folder)) == len(before)


def test_no_index(tmp_path: Path) -> None:
    """The message has the command that builds one, quoted for a shell."""
    for missing in (tmp_path, tmp_path / "not there", tmp_path / "file" / "below"):
        (tmp_path / "file").touch()
        with pytest.raises(IndexMissing) as caught:
            load(missing, content)
        for language in ("vi", "en"):
            message = caught.value.message(language)
            assert "hoidap build --index" in message
            assert str(missing) in message
    with pytest.raises(IndexMissing) as caught:
        load(tmp_path / "my index", content)
    assert caught.value.en.endswith(f"--index '{tmp_path}/my index'")


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_any_flipped_byte_of_the_manifest(folder: Path, flip: int) -> None:
    """White space, the checksum, a key: every single byte counts."""
    file = folder / MANIFEST
    intact = file.read_bytes()
    for place in range(len(intact)):
        file.write_bytes(intact[:place] + bytes([intact[place] ^ flip]) + intact[place + 1 :])
        with pytest.raises(IndexDamaged) as caught:
            read_manifest(folder)
        assert caught.value.file == MANIFEST
    file.write_bytes(intact)
    assert load(folder, content) == b"old"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: b"[]",
        lambda data: b"7",
        lambda data: b"{}",
        lambda data: json.dumps(json.loads(data)).encode(),
        lambda data: data.replace(b'"dimension": 4', b'"dimension": 4, "dimension": 4'),
    ],
)
def test_a_manifest_of_another_shape(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """Truncated, lengthened, another JSON text of the same content."""
    file = folder / MANIFEST
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(IndexDamaged, match="hoidap build"):
        read_manifest(folder)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 1),
        ("generation", "../../etc"),
        ("files", {}),
        ("files", {"../passwd": [0, 1]}),
        ("rows", None),
    ],
)
def test_a_manifest_that_is_sound_but_not_ours(folder: Path, field: str, value: object) -> None:
    """Another version's, or one that names files outside: refused though its sum is right."""
    record = json.loads((folder / MANIFEST).read_bytes())
    del record["checksum"]
    record[field] = value
    if field == "rows":
        del record[field]
    record["checksum"] = store.checksum_of(record)
    (folder / MANIFEST).write_bytes(store.canonical(record))
    with pytest.raises(IndexDamaged) as caught:
        read_manifest(folder)
    if field == "format":
        assert "format 1" in caught.value.en
        assert "định dạng 1" in caught.value.vi
        put(folder, b"new")  # an older version's index may be replaced
        assert load(folder, content) == b"new"


@pytest.mark.parametrize("name", [*FILES, "words/meta.json", "words/1f.idx"])
@pytest.mark.parametrize("damage", ["first", "last", "shorter", "longer", "missing", "folder"])
def test_a_damaged_file_is_named(folder: Path, name: str, damage: str) -> None:
    """So is the command that rebuilds the index."""
    path = folder / read_manifest(folder).generation / name
    data = bytearray(path.read_bytes())
    if damage in ("first", "last"):
        data[0 if damage == "first" else -1] ^= 1
    elif damage == "shorter":
        data.pop()
    elif damage == "longer":
        data.append(0)
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        path.write_bytes(data)
    with pytest.raises(IndexDamaged) as caught:
        load(folder, content)
    assert caught.value.file.endswith(name)
    for language in ("vi", "en"):
        assert str(path) in caught.value.message(language)
        assert "hoidap build --index" in caught.value.message(language)


def test_a_reader_that_loses_a_race_reads_the_new_index(folder: Path) -> None:
    """A build ends and deletes the files between two reads of them."""
    seen = []

    def read(generation: Generation) -> bytes:
        seen.append(generation.manifest.generation)
        generation.read(DOCUMENTS)
        if len(seen) <= 3:
            put(folder, b"new %d" % len(seen))
        return content(generation)

    assert load(folder, read) == b"new 3"
    assert len(set(seen)) == 4


def test_a_reader_gives_up_in_the_end(folder: Path) -> None:
    """It does not chase builds for ever."""
    tries = []

    def read(generation: Generation) -> bytes:
        tries.append(put(folder, b"newer"))
        return content(generation)

    with pytest.raises(IndexDamaged):
        load(folder, read)
    assert len(tries) < 20


def test_one_build_at_a_time(folder: Path) -> None:
    with building(folder):
        with pytest.raises(BuildRunning) as caught, building(folder):
            pytest.fail("two builds hold the folder")
        assert "đang dựng" in caught.value.vi
        assert load(folder, content) == b"old"  # reading goes on
        commit(folder, fill(b"new"))
    assert put(folder, b"newer").generation == read_manifest(folder).generation


def test_a_lock_file_left_by_a_killed_build(folder: Path) -> None:
    """It is the holder that locks, not the file."""
    (folder / ".build.lock").touch()
    put(folder, b"new")
    assert load(folder, content) == b"new"


def test_a_lock_file_deleted_while_it_is_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build before deletes it; locking what no other build will look at locks nothing."""
    lock, locked = fcntl.flock, []

    def late(descriptor: int, operation: int) -> None:
        lock(descriptor, operation)
        locked.append(descriptor)
        if len(locked) == 1:
            (folder / ".build.lock").unlink()

    monkeypatch.setattr(fcntl, "flock", late)
    with building(folder):
        with pytest.raises(BuildRunning), building(folder):
            pytest.fail("two builds hold the folder")


def test_a_folder_in_which_nothing_was_built_is_removed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="stop"), building(tmp_path / "a" / "b"):
        raise RuntimeError("stop")
    assert listing(tmp_path) == []


class Steps:
    """Counts the steps a commit takes on the disk, and fails at one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
        self.left = -1
        self._error = error
        for owner, name in (
            (os, "fsync"),
            (Path, "mkdir"),
            (Path, "replace"),
            (committing, "write_file"),
            (committing, "file_checksum"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, function: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **keywords: object) -> object:
            self.left -= 1
            if self.left == 0:
                raise self._error
            return function(*args, **keywords)

        return counted


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_a_failure_at_any_step(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A full disk or Ctrl-C: the old index or the new one stands, and nothing else is left."""
    steps = Steps(monkeypatch, error)
    before, failed = listing(folder), 0
    for step in range(1, 100):
        wanted = b"new %d" % step
        standing = load(folder, content)
        steps.left = step + 1  # the first is the folder's own, in building()
        try:
            put(folder, wanted)
        except (IndexNotWritten, KeyboardInterrupt) as caught:
            failed += 1
            steps.left = -1
            assert load(folder, content) in (standing, wanted)
            if isinstance(caught, IndexNotWritten):
                assert "đĩa đã đầy" in caught.vi
                assert "disk is full" in caught.en
        steps.left, finished = -1, steps.left > 0
        assert load(folder, content) in (standing, wanted)
        if finished:
            break
        put(folder, standing)
        assert len(listing(folder)) == len(before)
    assert failed >= 10
    assert load(folder, content) == wanted


def test_leftovers_of_a_failed_build_are_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, not by the next build; also where the old index is a damaged one."""

    def fail(path: Path) -> Manifest:
        fill(b"half")(path)
        raise OSError(errno.EROFS, "Read-only file system")

    for data in (None, b"damaged"):
        if data is not None:
            (folder / MANIFEST).write_bytes(data)
        before = listing(folder)
        with pytest.raises(IndexNotWritten) as caught, building(folder):
            commit(folder, fail)
        assert "no permission" in caught.value.en
        assert listing(folder) == before


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "permission"),
        (errno.EDQUOT, "disk is full"),
        (errno.EFBIG, "limit"),
        (errno.ENOTDIR, "not a folder"),
        (errno.EIO, "Input/output error"),
        (None, "in full"),
    ],
)
def test_why_it_cannot_be_written(folder: Path, number: int | None, words: str) -> None:
    """Each message says the reason, and that the old index stands."""
    error = OSError("thread died") if number is None else OSError(number, os.strerror(number))
    message = IndexNotWritten(folder, error)
    assert words in message.en
    assert "untouched" in message.en
    assert "còn nguyên" in message.vi


def test_leftovers_of_a_killed_build_go_with_the_next(folder: Path) -> None:
    generation = folder / "generation-0123456789abcdef"
    generation.mkdir()
    fill(b"half")(generation)
    (folder / "manifest.json.new").write_bytes(b"half")
    put(folder, b"new")
    assert not generation.exists()
    assert listing(folder)[-1] == MANIFEST


def test_files_of_others_are_never_deleted(folder: Path, tmp_path: Path) -> None:
    """Beside the index, in a folder named like ours, behind a link named like ours."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    alike, link = folder / "generation-aaaaaaaaaaaaaaaa", folder / "generation-bbbbbbbbbbbbbbbb"
    alike.mkdir()
    link.symlink_to(elsewhere)
    theirs = [
        folder / "notes.txt",
        folder / "generation-1" / DOCUMENTS,
        folder / "words" / "a",
        alike / "thesis.docx",
        elsewhere / DOCUMENTS,
    ]
    for path in theirs:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    put(folder, b"new")
    put(folder, b"newer")
    assert all(path.read_text(encoding="utf-8") == "mine" for path in theirs)
    assert load(folder, content) == b"newer"


@pytest.mark.parametrize("theirs", [b'{"name": "web app", "icons": []}', b"", b"\xff\xfe"])
def test_a_manifest_of_another_program_is_not_overwritten(
    tmp_path: Path, theirs: bytes
) -> None:
    (tmp_path / MANIFEST).write_bytes(theirs)
    with pytest.raises(NotAnIndexFolder, match="không ghi đè"):
        put(tmp_path, b"new")
    assert listing(tmp_path) == [MANIFEST]
    assert (tmp_path / MANIFEST).read_bytes() == theirs


def test_a_damaged_index_can_be_rebuilt(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(b"damaged")
    put(folder, b"new")
    assert load(folder, content) == b"new"
    assert len([path for path in listing(folder) if "/" not in path]) == 2


def test_the_folder_cannot_be_one(tmp_path: Path) -> None:
    """A file stands in its place, or above it."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for path in (tmp_path / "file", tmp_path / "file" / "index"):
        with pytest.raises(IndexNotWritten, match="not a folder|không phải là thư mục"):
            put(path, b"new")
    assert listing(tmp_path) == ["file"]


def test_a_copied_folder_is_the_same_index(folder: Path, tmp_path: Path) -> None:
    """Nothing in it depends on where it stands."""
    shutil.copytree(folder, tmp_path / "copy")
    shutil.rmtree(folder)
    assert load(tmp_path / "copy", content) == b"old"
