"""The vectors of passages as rows of one file, memory-mapped and checked as they are read.

``vectors.f16`` holds rows of 16-bit numbers, ``vectors.crc`` a checksum of every sixteen of
them.  A row is never changed, only added: several generations can share the file.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hoidap.index.store import CHECKSUMS, ROWS, Generation

Vectors = npt.NDArray[np.float32]
Stored = npt.NDArray[np.float16]
Ids = npt.NDArray[np.int64]

_BLOCK = 16  # rows of one checksum
_SUM = 4  # bytes of one


class Rows:
    """Vectors ``(n, d)``; safe to use from several threads.

    :param stored: what the file holds
    :param checksums: of every sixteen rows, ``None`` for rows that are in memory
    :param damaged: the error to raise where a checksum does not fit
    """

    def __init__(
        self,
        stored: Stored,
        checksums: npt.NDArray[np.uint32] | None = None,
        damaged: Exception | None = None,
    ) -> None:
        self._stored = stored
        self._checksums = checksums
        self._damaged = damaged
        blocks = 0 if checksums is None else len(checksums)
        self._unchecked = np.ones(blocks, np.bool_)

    @classmethod
    def open(cls, generation: Generation) -> Rows:
        """Map the rows of ``generation``.

        :raises IndexDamaged: If a file is missing or too short.
        """
        count, dimension = generation.manifest.rows, generation.manifest.dimension
        checksums = np.frombuffer(generation.read(CHECKSUMS), np.uint32)
        damaged = generation.damaged(ROWS)
        if len(checksums) != -(-count // _BLOCK):
            raise generation.damaged(CHECKSUMS)
        try:
            stored = _mapped(generation.path / ROWS, count, dimension)
        except (OSError, ValueError) as error:
            raise damaged from error
        return cls(stored, checksums, damaged)

    @property
    def shape(self) -> tuple[int, int]:
        """How many there are, and how many numbers each has."""
        return self._stored.shape[0], self._stored.shape[1]

    def slice(self, first: int, last: int) -> Vectors:
        """Return the rows ``[first, last)``.

        :raises IndexDamaged: If they are not what was written.
        """
        if self._checksums is not None and last > first:
            self._check(np.arange(first // _BLOCK, (last - 1) // _BLOCK + 1))
        return self._stored[first:last].astype(np.float32)

    def take(self, ids: Ids) -> Vectors:
        """Return the rows ``ids``, in that order.

        :raises IndexDamaged: If they are not what was written.
        """
        if self._checksums is not None and len(ids):
            self._check(np.unique(ids // _BLOCK))
        return self._stored[ids].astype(np.float32)

    def _check(self, blocks: Ids) -> None:
        assert self._checksums is not None
        for block in blocks[self._unchecked[blocks]].tolist():
            if zlib.crc32(_block(self._stored, block)) != self._checksums[block]:
                assert self._damaged is not None
                raise self._damaged
            self._unchecked[block] = False


def _mapped(path: Path, count: int, dimension: int) -> Stored:
    if not count:  # no empty file can be mapped
        return np.zeros((0, dimension), np.float16)
    return np.memmap(path, np.float16, "r", shape=(count, dimension))


def _block(stored: Stored, block: int) -> bytes:
    return stored[block * _BLOCK : (block + 1) * _BLOCK].tobytes()


class RowWriter:
    """Adds rows to the file in ``folder``; :meth:`close` it when all are added.

    :param count: how many rows stand there
    :param sums: their checksums
    :raises OSError: If they cannot be written; so do the methods.
    """

    def __init__(self, folder: Path, count: int, dimension: int, sums: bytes = b"") -> None:
        self._folder = folder
        self._sums = sums[: count // _BLOCK * _SUM]  # of the blocks that stay as they are
        self.count = count
        self._dimension = dimension
        self._file = (folder / ROWS).open("r+b" if count else "wb")
        # A build that was killed may have left rows beyond those that count.
        self._file.seek(2 * count * dimension)

    def add(self, vectors: Vectors) -> int:
        """Add rows; return the number of the first."""
        first = self.count
        self._file.write(np.ascontiguousarray(vectors, np.float16).tobytes())
        self.count += len(vectors)
        return first

    def close(self) -> None:
        """Write what is left, and the checksums."""
        self._file.truncate()
        self._file.close()
        stored = self._stored()
        blocks = range(len(self._sums) // _SUM, -(-self.count // _BLOCK))
        sums = np.asarray([zlib.crc32(_block(stored, block)) for block in blocks], np.uint32)
        (self._folder / CHECKSUMS).write_bytes(self._sums + sums.tobytes())

    def written(self) -> Rows:
        """Return all rows, once closed."""
        return Rows(self._stored())

    def _stored(self) -> Stored:
        return _mapped(self._folder / ROWS, self.count, self._dimension)
