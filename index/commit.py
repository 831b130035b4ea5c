"""Put a new generation of an index in the place of the old one, in one step.

A build fills a fresh generation beside the old one, syncs it to the disk and then renames
one file, the manifest.  Whatever interrupts it, a reader finds the old index or the new
one.  Files that no build has written are never deleted.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hoidap.index.store import (
    FILES,
    GENERATION,
    MANIFEST,
    WORDS,
    Generation,
    IndexDamaged,
    IndexMissing,
    Manifest,
    checksum_of,
    file_checksum,
    read_manifest,
)
from hoidap.ingest.errors import UserError

_NEW_MANIFEST = "manifest.json.new"
_LOCK = ".build.lock"


class IndexNotWritten(UserError):
    """The index cannot be written; the one that stood before still stands."""

    def __init__(self, folder: Path, error: OSError) -> None:
        vi, en = _reason(error)
        super().__init__(
            f"{folder}: không ghi được chỉ mục: {vi}; chỉ mục cũ (nếu có) còn nguyên.",
            f"{folder}: the index cannot be written: {en}; an older index is untouched.",
        )


class BuildRunning(UserError):
    """Another process is building the same index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: một tiến trình khác đang dựng chỉ mục này; "
            "hãy đợi nó xong rồi chạy lại.",
            f"{folder}: another process is building this index; "
            "wait for it to end, then run again.",
        )


class NotAnIndexFolder(UserError):
    """The folder holds a ``manifest.json`` that belongs to something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder / MANIFEST}: tệp này không thuộc chỉ mục nào, nên không ghi đè; "
            "hãy chọn thư mục khác bằng --index hoặc dời tệp này đi.",
            f"{folder / MANIFEST}: this file belongs to no index and is not overwritten; "
            "choose another folder with --index or move the file away.",
        )


def _reason(error: OSError) -> tuple[str, str]:
    """Say in Vietnamese and English why a write failed, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "đĩa đã đầy, hãy giải phóng dung lượng", "the disk is full, free some space"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            "không có quyền ghi, hãy chọn thư mục khác bằng --index",
            "no permission to write, choose another folder with --index",
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return (
            "đường dẫn không phải là thư mục, hãy chọn thư mục khác bằng --index",
            "the path is not a folder, choose another with --index",
        )
    if error.errno == errno.EFBIG:
        return (
            "tệp vượt giới hạn kích thước của hệ thống, hãy nới giới hạn (ulimit -f)",
            "a file would exceed the system's limit on sizes, raise it (ulimit -f)",
        )
    if error.errno is None:  # the word index does not tell
        return (
            "không ghi hết được tệp, thường là do đĩa đầy, hãy giải phóng dung lượng",
            "a file could not be written in full, mostly for a full disk, free some space",
        )
    reason = error.strerror or str(error)
    return reason, reason


@contextlib.contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold ``folder``, created where it is missing, for one build at a time.

    Another process that dies holding it gives it up.  A folder created here is removed
    again if nothing was built in it.

    :raises BuildRunning: If another process holds it.
    :raises IndexNotWritten: If it cannot be written to.
    :raises NotAnIndexFolder: If it holds somebody else's ``manifest.json``.
    """
    created = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = _take_lock(folder)
        except BlockingIOError as error:
            raise BuildRunning(folder) from error
        except OSError as error:
            raise IndexNotWritten(folder, error) from error
        try:
            _refuse_foreign(folder)
            yield
        finally:
            with contextlib.suppress(OSError):
                (folder / _LOCK).unlink()
            os.close(lock)
    finally:
        with contextlib.suppress(OSError):  # not empty: it holds an index now
            for path in created:
                path.rmdir()


def _take_lock(folder: Path) -> int:
    """Return the open lock file, held by this process alone.

    :raises BlockingIOError: If another process holds it.
    """
    path = folder / _LOCK
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The holder before may have deleted the file between the two calls above.
            if _same(lock, path):
                return lock
        except OSError:
            os.close(lock)
            raise
        os.close(lock)


def _same(descriptor: int, path: Path) -> bool:
    """Tell whether ``path`` is the very file that is open as ``descriptor``."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _refuse_foreign(folder: Path) -> None:
    """Raise where a broken manifest has no generation beside it: it is not a broken index."""
    try:
        read_manifest(folder)
    except IndexMissing:
        return
    except IndexDamaged as error:
        if not _generations(folder) and not _is_ours(folder):
            raise NotAnIndexFolder(folder) from error


def _is_ours(folder: Path) -> bool:
    """Tell whether the manifest, though of another version, is one of an index."""
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
        return bool(record.pop("checksum") == checksum_of(record))
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return False


def commit(
    folder: Path, write: Callable[[Path], Manifest], standing: Generation | None = None
) -> Manifest:
    """Put a new generation in the place of the one that stands.

    Call it inside :func:`building`.

    :param write: fills the empty folder it is given; the manifest it returns says what the
        generation holds, its name and files are filled in here
    :param standing: the generation whose files it may have linked to
    :returns: the manifest as written
    :raises IndexNotWritten: If the disk is full or the folder read-only; the index that
        stood before still stands, and nothing is left of the new one.
    """
    path = folder / f"generation-{secrets.token_hex(8)}"
    try:
        path.mkdir()
        manifest = write(path)
        finished = replace(manifest, generation=path.name, files=_sync(path, standing))
        write_file(folder / _NEW_MANIFEST, finished.to_bytes())
        _sync_path(folder)  # the generation's name is on the disk before the manifest's
        (folder / _NEW_MANIFEST).replace(folder / MANIFEST)
    except BaseException as error:
        with contextlib.suppress(OSError):
            (folder / _NEW_MANIFEST).unlink()
        _remove_generation(path)
        if isinstance(error, OSError):
            raise IndexNotWritten(folder, error) from error
        raise
    try:
        _sync_path(folder)
    except OSError:
        return finished  # the old manifest may come back, so its generation stays
    remove_leftovers(folder)
    return finished


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to the new file ``path`` and through to the disk.

    :raises OSError: If it cannot be written in full.
    """
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path, standing: Generation | None) -> dict[str, tuple[int, int]]:
    """Sync all files and folders below ``path``; return each file's checksum and size."""
    files = {}
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        known = None if standing is None else _shared(file, standing, name)
        if known is not None:
            files[name] = known
            continue
        _sync_path(file)
        if file.is_file():
            files[name] = file_checksum(file, file.stat().st_size)
    _sync_path(path)
    return files


def _shared(file: Path, standing: Generation, name: str) -> tuple[int, int] | None:
    """Return what is known of ``file`` if it is one of ``standing``, as long as there."""
    known = standing.manifest.files.get(name)
    if known is not None and _same_file(file, standing.path / name):
        return known if file.stat().st_size == known[1] else None
    return None


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Delete what builds have left behind: generations that the manifest does not name.

    Call it inside :func:`building`.  Nothing that a build did not write is touched.
    """
    with contextlib.suppress(OSError):
        (folder / _NEW_MANIFEST).unlink()
    try:
        standing = read_manifest(folder).generation
    except IndexMissing:
        standing = ""
    except IndexDamaged:
        return  # which one it named is not known
    for path in _generations(folder):
        if path.name != standing:
            _remove_generation(path)


def _generations(folder: Path) -> list[Path]:
    """Return the folders in ``folder`` that builds have made."""
    try:
        return [
            path
            for path in folder.iterdir()
            if GENERATION.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        ]
    except OSError:
        return []


def _remove_generation(path: Path) -> None:
    """Delete the files a build writes, then the folders if nothing else is in them."""
    words = path / WORDS
    try:
        files = [path / name for name in FILES]
        if words.is_dir() and not words.is_symlink():
            files += list(words.iterdir())
    except OSError:
        return
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()
    for emptied in (words, path):
        with contextlib.suppress(OSError):
            emptied.rmdir()
