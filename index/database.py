"""The two SQLite files of an index: what the documents are, and what they hold.

``catalogue.sqlite`` is small and checked whole (:mod:`hoidap.index.integrity`): what a
question is filtered by.  ``documents.sqlite`` is as large as the documents; every blob in
it carries a checksum of its own, looked at when it is read.
"""

from __future__ import annotations

import contextlib
import errno
import queue
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hoidap.index.store import CATALOGUE, DOCUMENTS, Generation

_SCHEMA = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL, number TEXT, digits TEXT NOT NULL, province TEXT, issuer TEXT,
    title TEXT NOT NULL, year INTEGER, issued_on TEXT, starts INTEGER, ends INTEGER,
    is_plan INTEGER NOT NULL, name TEXT NOT NULL, syllables BLOB NOT NULL,
    first INTEGER NOT NULL, passages INTEGER NOT NULL,
    provisions INTEGER NOT NULL, assignments INTEGER NOT NULL, warnings TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL
);
CREATE INDEX by_age ON documents (issued_on DESC, year DESC, source);
CREATE INDEX by_province ON documents (province, issued_on DESC, year DESC, source);
CREATE INDEX by_number ON documents (digits);
CREATE INDEX by_year ON documents (year);
CREATE INDEX by_period ON documents (starts, ends);
CREATE TABLE signs (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL,
    UNIQUE (kind, value));
CREATE TABLE signed (sign INTEGER NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (sign, document)) WITHOUT ROWID;
CREATE TABLE vocabulary (number INTEGER PRIMARY KEY, syllable TEXT NOT NULL UNIQUE,
    bare TEXT NOT NULL);
CREATE INDEX by_bare ON vocabulary (bare);
CREATE TABLE held.contents (document INTEGER NOT NULL, part TEXT NOT NULL,
    checksum INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document, part)) WITHOUT ROWID;
CREATE TABLE held.passages (id INTEGER PRIMARY KEY, document INTEGER NOT NULL,
    checksum INTEGER NOT NULL, data BLOB NOT NULL, syllables BLOB NOT NULL);
"""
"""A sign is what a document is found by: a number it cites, a year it names, an agency."""

_CONNECTIONS = 4  # more threads than these wait for each other, a few microseconds each

Row = tuple[Any, ...]


def checksum(number: int, *blobs: bytes) -> int:
    """Return the checksum of the blobs that are stored under ``number``."""
    found = number & 0xFFFFFFFF
    for blob in blobs:
        found = zlib.crc32(blob, found)
    return found


class Database:
    """The SQLite files of a generation, opened to be read; safe to use from several threads.

    The files may be deleted once they are open.

    :raises IndexDamaged: If a file cannot be opened.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._free: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        try:
            for _ in range(_CONNECTIONS):
                self._free.put(_connect(generation.path))
        except sqlite3.Error as error:
            raise generation.blame(CATALOGUE, DOCUMENTS) from error

    def __del__(self) -> None:
        # A connection refers to itself, so that it would stay open for a while.
        while not self._free.empty():
            self._free.get().close()

    def rows(self, sql: str, values: Sequence[object] = (), file: str = CATALOGUE) -> list[Row]:
        """Return the rows of a query.

        :param file: the file to name if it turns out to be damaged
        :raises IndexDamaged: If SQLite cannot make sense of the file.
        """
        connection = self._free.get()
        try:
            return connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._generation.blame(file, CATALOGUE) from error
        finally:
            self._free.put(connection)

    def blobs(self, number: int, stored: int, *found: object) -> list[bytes]:
        """Return ``found``, blobs of the documents' file, checked.

        :raises IndexDamaged: If they are not what was written under ``number``.
        """
        blobs = [blob for blob in found if isinstance(blob, bytes)]
        if len(blobs) < len(found) or checksum(number, *blobs) != stored:
            raise self.lost()
        return blobs

    def lost(self) -> Exception:
        """Return the error that the documents' file does not hold what was written."""
        return self._generation.damaged(DOCUMENTS)


def _connect(folder: Path) -> sqlite3.Connection:
    catalogue, documents = (
        f"file:{quote(str((folder / name).absolute()))}?mode=ro&immutable=1"
        for name in (CATALOGUE, DOCUMENTS)
    )
    connection = sqlite3.connect(
        catalogue, uri=True, check_same_thread=False, isolation_level=None
    )
    connection.execute("ATTACH ? AS held", (documents,))
    connection.execute("PRAGMA cache_size = -1024")
    connection.execute("PRAGMA held.cache_size = -2048")
    return connection


@contextlib.contextmanager
def writing(
    folder: Path, *, create: bool, beside: Path | None = None
) -> Iterator[sqlite3.Connection]:
    """Open the files in ``folder`` to be written: no reader sees them before they are whole.

    :param create: make them, empty; otherwise they are there
    :param beside: a folder whose files are opened too, as ``old`` and ``old_held``
    :raises OSError: If they cannot be written in full.
    """
    try:
        connection = sqlite3.connect(folder / CATALOGUE, isolation_level=None)
        try:
            connection.execute("ATTACH ? AS held", [str(folder / DOCUMENTS)])
            if beside is not None:
                connection.execute("ATTACH ? AS old", [str(beside / CATALOGUE)])
                connection.execute("ATTACH ? AS old_held", [str(beside / DOCUMENTS)])
            # The generation is synced whole when it is done; until then nobody reads it.
            for name in ("main", "held"):
                connection.execute(f"PRAGMA {name}.journal_mode = OFF")
                connection.execute(f"PRAGMA {name}.synchronous = OFF")
            if create:
                connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, str(error)) from error
        raise OSError(str(error)) from error
