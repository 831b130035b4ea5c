"""An index on disk: one folder, one manifest, one generation; the old or the new, whole.

::

    DIR/manifest.json            which generation stands, and what each file must hash to
    DIR/generation-<hex>/        passages.jsonl  plans.jsonl  vectors.faiss  words/

A build fills a fresh generation beside the old one, syncs it to the disk and then
renames one file, the manifest.  Whatever interrupts it, a reader finds the old index or
the new one.  Files that no build has written are never deleted.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import secrets
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from hoidap.ingest.errors import UserError

T = TypeVar("T")

FORMAT = 1
"""Changes whenever the files of a generation would be read differently."""

MANIFEST = "manifest.json"
PASSAGES = "passages.jsonl"
PLANS = "plans.jsonl"
VECTORS = "vectors.faiss"
WORDS = "words"

_NEW_MANIFEST = "manifest.json.new"
_LOCK = ".build.lock"
_GENERATION = re.compile(r"generation-[0-9a-f]{16}")
_FILES = (PASSAGES, PLANS, VECTORS)
_WORDS_FILE = re.compile(rf"{WORDS}/[\w.][\w.-]*")
_TRIES = 10  # builds that may replace the index while one reader opens it
_BLOCK = 1 << 20


def rebuild_command(folder: Path) -> str:
    """Return the command that builds the index in ``folder`` anew."""
    return f"hoidap build --index {shlex.quote(os.fspath(folder))}"


class IndexMissing(UserError):
    """There is no index in the folder."""

    def __init__(self, folder: Path) -> None:
        command = rebuild_command(folder)
        super().__init__(
            f"{folder}: chưa có chỉ mục; hãy chạy lệnh: {command}",
            f"{folder}: there is no index; run: {command}",
        )


class IndexDamaged(UserError):
    """A file of the index is missing, changed, unreadable or of another version.

    :param file: the file's place in the index folder
    """

    def __init__(self, folder: Path, file: str, vi: str, en: str) -> None:
        command = rebuild_command(folder)
        super().__init__(
            f"{folder / file}: {vi}; hãy dựng lại chỉ mục bằng lệnh: {command}",
            f"{folder / file}: {en}; rebuild the index with: {command}",
        )
        self.file = file


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


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index holds and what it was made with.

    ``documents`` maps each document's name to the SHA-256 of its file; ``files`` maps
    each file of the generation (``words/…`` with its folder) to its SHA-256 and size in
    bytes.  ``ingest`` is the version of the readers, ``embedder_hash`` tells the model from
    any other (:func:`hoidap.index.search.embedder_hash`), ``dimension`` is that of its vectors.
    """

    generation: str
    ingest: str
    embedder: str
    embedder_hash: str
    dimension: int
    documents: Mapping[str, str]
    files: Mapping[str, tuple[str, int]]
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the manifest file's bytes: canonical JSON with a checksum of itself."""
        record = asdict(self)
        return _canonical({**record, "checksum": _checksum(record)})


def _canonical(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, sort_keys=True, indent=1) + "\n").encode("ascii")


def _checksum(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(record)).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read and check the manifest of the index in ``folder``.

    :raises IndexMissing: If there is none.
    :raises IndexDamaged: If a byte of it has changed or another version wrote it.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(folder) from error
    except OSError as error:
        raise _unreadable(folder, MANIFEST, error) from error
    damaged = _changed(folder, MANIFEST)
    try:
        record = json.loads(data)
        checksum = record.pop("checksum")
        # Compared as bytes: white space or a repeated key would not change the content.
        intact = data == _canonical({**record, "checksum": _checksum(record)})
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise damaged from error
    if not intact or not isinstance(checksum, str):
        raise damaged
    if record.get("format") != FORMAT:
        raise IndexDamaged(
            folder,
            MANIFEST,
            f"chỉ mục có định dạng {record.get('format')}, bản này đọc định dạng {FORMAT}",
            f"the index has format {record.get('format')}, this version reads format {FORMAT}",
        )
    return _manifest(record, damaged)


def _manifest(record: dict[str, Any], damaged: IndexDamaged) -> Manifest:
    """Return ``record`` as a manifest that names only files a build writes."""
    try:
        record["files"] = {
            name: (str(h), int(size)) for name, (h, size) in record["files"].items()
        }
        manifest = Manifest(**record)
        sound = (
            _GENERATION.fullmatch(manifest.generation)
            and all(name in _FILES or _WORDS_FILE.fullmatch(name) for name in manifest.files)
            and all(name in manifest.files for name in _FILES)
        )
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise damaged from error
    if not sound:
        raise damaged
    return manifest


def _changed(folder: Path, file: str) -> IndexDamaged:
    return IndexDamaged(
        folder,
        file,
        "tệp đã bị hỏng hoặc bị sửa",
        "the file is damaged or has been changed",
    )


def _unreadable(folder: Path, file: str, error: OSError) -> IndexDamaged:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return IndexDamaged(folder, file, "thiếu tệp này", "the file is missing")
    reason = error.strerror or str(error)
    return IndexDamaged(
        folder, file, f"không đọc được tệp ({reason})", f"the file cannot be read ({reason})"
    )


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one build; what is handed out has been checked."""

    folder: Path
    manifest: Manifest

    @property
    def path(self) -> Path:
        """The generation's folder."""
        return self.folder / self.manifest.generation

    def read(self, name: str) -> bytes:
        """Return the bytes of the file ``name``.

        :raises IndexDamaged: If it is missing or not what was written.
        """
        try:
            data = (self.path / name).read_bytes()
        except OSError as error:
            raise self._unreadable(name, error) from error
        self._check(name, hashlib.sha256(data).hexdigest(), len(data))
        return data

    def words(self) -> Path:
        """Return the folder of the word index, each of its files checked.

        :raises IndexDamaged: If one is missing or not what was written.
        """
        for name in self.manifest.files:
            if name.startswith(f"{WORDS}/"):
                try:
                    digest, size = hash_file(self.path / name)
                except OSError as error:
                    raise self._unreadable(name, error) from error
                self._check(name, digest, size)
        return self.path / WORDS

    def damaged(self, name: str) -> IndexDamaged:
        """Return the error that ``name`` is not what was written."""
        return _changed(self.folder, f"{self.manifest.generation}/{name}")

    def _check(self, name: str, digest: str, size: int) -> None:
        if self.manifest.files[name] != (digest, size):
            raise self.damaged(name)

    def _unreadable(self, name: str, error: OSError) -> IndexDamaged:
        return _unreadable(self.folder, f"{self.manifest.generation}/{name}", error)


def hash_file(path: Path) -> tuple[str, int]:
    """Return the SHA-256 (hexadecimal) and the size in bytes of a file.

    :raises OSError: If it cannot be read.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def load(folder: Path, read: Callable[[Generation], T]) -> T:
    """Return what ``read`` makes of the index that stands in ``folder``.

    A build that ends meanwhile deletes the generation being read; then the one it has
    put in its place is read.

    :raises IndexMissing: If there is no index.
    :raises IndexDamaged: If a file is not what was written.
    """
    manifest = read_manifest(folder)
    for _ in range(_TRIES):
        try:
            return read(Generation(folder, manifest))
        except IndexDamaged:
            latest = read_manifest(folder)
            if latest.generation == manifest.generation:
                raise
            manifest = latest
    return read(Generation(folder, manifest))


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
        return bool(record.pop("checksum") == _checksum(record))
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return False


def commit(folder: Path, manifest: Manifest, write: Callable[[Path], None]) -> Manifest:
    """Put a new generation in the place of the one that stands.

    Call it inside :func:`building`.

    :param manifest: what the generation holds; its name and files are filled in here
    :param write: fills the empty folder it is given
    :returns: the manifest as written
    :raises IndexNotWritten: If the disk is full or the folder read-only; the index that
        stood before still stands, and nothing is left of the new one.
    """
    path = folder / f"generation-{secrets.token_hex(8)}"
    try:
        path.mkdir()
        write(path)
        finished = replace(manifest, generation=path.name, files=_sync(path))
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


def _sync(path: Path) -> dict[str, tuple[str, int]]:
    """Sync all files and folders below ``path``; return each file's hash and size."""
    files = {}
    for file in sorted(path.rglob("*")):
        _sync_path(file)
        if file.is_file():
            files[file.relative_to(path).as_posix()] = hash_file(file)
    _sync_path(path)
    return files


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
            if _GENERATION.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        ]
    except OSError:
        return []


def _remove_generation(path: Path) -> None:
    """Delete the files a build writes, then the folders if nothing else is in them."""
    words = path / WORDS
    try:
        files = [path / name for name in _FILES]
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
