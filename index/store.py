"""An index on disk: one folder, one manifest, one generation; the old or the new, whole.

::

    DIR/manifest.json            which generation stands, and what each of its files must be
    DIR/generation-<hex>/
        catalogue.sqlite         what is known of each document, what it is found by
        documents.sqlite         plans, records, texts, passages
        vectors.f16 vectors.crc  a vector a passage; their checksums
        vectors.ivf              cells of near vectors, where there are many
        words/                   the passages' words
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from hoidap.ingest.errors import UserError

T = TypeVar("T")

FORMAT = 2
"""Changes whenever the files of a generation would be read differently."""

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.sqlite"
DOCUMENTS = "documents.sqlite"
ROWS = "vectors.f16"
CHECKSUMS = "vectors.crc"
CELLS = "vectors.ivf"
WORDS = "words"
FILES = (CATALOGUE, DOCUMENTS, ROWS, CHECKSUMS, CELLS)
"""What a build writes, beside the files of the folder :data:`WORDS`."""
GENERATION = re.compile(r"generation-[0-9a-f]{16}")

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


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index holds and what it was made with.

    ``files`` maps each file of the generation (``words/…`` with its folder) to its CRC-32
    and size in bytes.  ``ingest`` is the version of the readers, ``embedder_hash`` tells
    the model from any other (:func:`hoidap.index.search.embedder_hash`), ``dimension`` is
    that of its vectors, of which there are ``rows``, the first ``cells`` of them parted
    into cells.  ``started`` is when the build began,
    in nanoseconds.
    """

    generation: str
    ingest: str
    embedder: str
    embedder_hash: str
    dimension: int
    rows: int
    cells: int
    started: int
    files: Mapping[str, tuple[int, int]]
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the manifest file's bytes: canonical JSON with a checksum of itself."""
        record = asdict(self)
        return canonical({**record, "checksum": checksum_of(record)})


def canonical(record: Mapping[str, Any]) -> bytes:
    """Return the one way in which a manifest is written."""
    return (json.dumps(record, sort_keys=True, indent=1) + "\n").encode("ascii")


def checksum_of(record: Mapping[str, Any]) -> str:
    """Return the checksum of a manifest's other fields."""
    return hashlib.sha256(canonical(record)).hexdigest()


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
        intact = data == canonical({**record, "checksum": checksum_of(record)})
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
            name: (int(crc), int(size)) for name, (crc, size) in record["files"].items()
        }
        manifest = Manifest(**record)
        sound = (
            GENERATION.fullmatch(manifest.generation)
            and all(name in FILES or _WORDS_FILE.fullmatch(name) for name in manifest.files)
            and all(name in manifest.files for name in FILES if name != CELLS)
            and isinstance(manifest.rows, int)
            and isinstance(manifest.dimension, int)
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
    """The files of one build."""

    folder: Path
    manifest: Manifest

    @property
    def path(self) -> Path:
        """The generation's folder."""
        return self.folder / self.manifest.generation

    def check_sizes(self) -> None:
        """Look whether every file is there and as long as it was written.

        :raises IndexDamaged: If one is not; it is named.
        """
        for name, (_, size) in self.manifest.files.items():
            try:
                found = (self.path / name).stat().st_size
            except OSError as error:
                raise self.unreadable(name, error) from error
            # A later build may have added rows that this generation does not know.
            if found < size or (found > size and name != ROWS):
                raise self.damaged(name)

    def check(self, name: str) -> None:
        """Read the file ``name`` whole and compare it with what was written.

        :raises IndexDamaged: If it is missing or differs.
        """
        checksum, size = self.manifest.files[name]
        try:
            found = file_checksum(self.path / name, size)
        except OSError as error:
            raise self.unreadable(name, error) from error
        if found != (checksum, size):
            raise self.damaged(name)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file ``name``, checked.

        :raises IndexDamaged: If it is missing or not what was written.
        """
        try:
            data = (self.path / name).read_bytes()
        except OSError as error:
            raise self.unreadable(name, error) from error
        if (zlib.crc32(data), len(data)) != self.manifest.files[name]:
            raise self.damaged(name)
        return data

    def blame(self, *names: str) -> IndexDamaged:
        """Return the error that one of the files ``names`` is not what was written.

        The first that is not; where all are, the first of them.
        """
        try:
            for name in names:
                self.check(name)
        except IndexDamaged as error:
            return error
        return self.damaged(names[0])

    def damaged(self, name: str) -> IndexDamaged:
        """Return the error that ``name`` is not what was written."""
        return _changed(self.folder, f"{self.manifest.generation}/{name}")

    def unreadable(self, name: str, error: OSError) -> IndexDamaged:
        """Return the error that ``name`` cannot be read, or is not there."""
        return _unreadable(self.folder, f"{self.manifest.generation}/{name}", error)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    :raises OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_checksum(path: Path, size: int) -> tuple[int, int]:
    """Return the CRC-32 of the first ``size`` bytes of a file, and how many there are.

    :raises OSError: If it cannot be read.
    """
    checksum, left = 0, size
    with path.open("rb") as file:
        while left and (block := file.read(min(left, _BLOCK))):
            checksum = zlib.crc32(block, checksum)
            left -= len(block)
    return checksum, size - left


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
