"""Search by meaning: inner products over the passages' vectors, in FAISS where many.

Few vectors are all compared.  Of many, those of near cells are compared first, a byte a
value; what comes out is then scored by the vectors as stored, so the cells decide only
which are looked at, never the score.
"""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hoidap.index.kept import Kept
from hoidap.index.rows import Ids, Rows, Vectors
from hoidap.index.store import CELLS, Generation

FLAT_LIMIT = 20_000
"""Up to so many vectors all are compared; above, those of near cells."""

_POINTS_PER_CELL = 39  # with fewer, FAISS warns that the cells are badly placed
_SAMPLED = 64  # points of one cell that its place is found from, at most
_PROBED = 16  # one cell in so many is looked into,
_FEWEST_PROBED = 16  # and never fewer cells than this
_WIDER = 4  # times as many cells where a filter leaves few of each,
_MORE = 2  # and times as many vectors are scored exactly as are asked for
_KEPT_READ = 3  # filters whose vectors are kept in memory,
_KEPT_SELECTORS = 32  # and those whose bits are

Ranges = tuple[tuple[int, int], ...]
"""Rows: the first and the one after the last of each range, in order."""


def write_cells(rows: Rows, path: Path) -> None:
    """Write a FAISS index of all ``rows``, parted into cells, to the file ``path``.

    :raises OSError: If it cannot be written.
    """
    import faiss

    count, dimension = rows.shape
    cells = min(int(2 * math.sqrt(count)), count // _POINTS_PER_CELL)
    index: Any = faiss.index_factory(dimension, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
    index.cp.max_points_per_centroid = _SAMPLED
    index.nprobe = max(_FEWEST_PROBED, cells // _PROBED)
    drawn = np.random.default_rng(0).permutation(count)[: cells * _SAMPLED]
    index.train(rows.take(np.sort(drawn)))
    for first in range(0, count, FLAT_LIMIT):
        index.add(rows.slice(first, min(first + FLAT_LIMIT, count)))
    try:
        faiss.write_index(index, os.fspath(path))
    except RuntimeError as error:  # FAISS reports a failed write so
        raise OSError(f"{path}: {error}") from error


class VectorIndex:
    """Vectors searched by inner product; safe to use from several threads.

    FAISS is imported, and the cells mapped, at the first use.

    :param rows: the vectors
    :param live: those that belong to a document, in order; ``None`` for all
    :param cells: an open file that :func:`write_cells` wrote
    """

    def __init__(
        self, rows: Rows, live: Ranges | None = None, cells: int | None = None
    ) -> None:
        self.rows = rows
        self._live: Ranges = ((0, rows.shape[0]),) if live is None else live
        self._whole = sum(last - first for first, last in self._live) == rows.shape[0]
        self._cells = cells
        self._index: Any = None
        self._opening = threading.Lock()
        self._read = Kept[Ranges, tuple[Ids, Vectors]](_KEPT_READ)
        self._selectors = Kept[Ranges, Any](_KEPT_SELECTORS)

    def __del__(self) -> None:
        if self._cells is not None:
            os.close(self._cells)

    @classmethod
    def open(cls, generation: Generation, live: Ranges) -> VectorIndex:
        """Open the vectors of ``generation``.

        :raises IndexDamaged: If a file is missing or too short.
        """
        cells = None
        if CELLS in generation.manifest.files:
            try:
                cells = os.open(generation.path / CELLS, os.O_RDONLY | os.O_CLOEXEC)
            except OSError as error:
                raise generation.damaged(CELLS) from error
        return cls(Rows.open(generation), live, cells)

    def search(
        self, query: Vectors, limit: int, among: Ranges | None = None
    ) -> list[tuple[int, float]]:
        """Return ``(id, inner product)`` of the nearest vectors, nearest first.

        :param query: ``(d,)``, L2-normalised: the products are cosines
        :param limit: how many at most, 1 or more
        :param among: only these are compared; ``None`` for all
        """
        ranges = self._live if among is None else among
        if self._cells is None or _size(ranges) <= FLAT_LIMIT:
            ids, scores = self._compared(query, ranges)
        else:
            ids, scores = self._near(query, limit, ranges)
        if limit < len(ids):
            best = np.argpartition(-scores, limit - 1)[:limit]
            # Of those as good as the last one, the first ones.
            best = np.flatnonzero(scores >= scores[best].min())
            ids, scores = ids[best], scores[best]
        order = np.lexsort((ids, -scores))[:limit]
        return list(zip(ids[order].tolist(), scores[order].tolist(), strict=True))

    def scores(self, query: Vectors, ids: Sequence[int]) -> Vectors:
        """Return the inner products of ``query`` and the vectors ``ids``, ``(len(ids),)``."""
        return _products(self.rows.take(np.asarray(ids, np.int64)), query)

    def _compared(self, query: Vectors, ranges: Ranges) -> tuple[Ids, Vectors]:
        """Return all ids in ``ranges`` and their inner products."""
        if _size(ranges) > FLAT_LIMIT:
            read = self._take(ranges)
        else:
            read = self._read.get(ranges, lambda: self._take(ranges))
        return read[0], _products(read[1], query)

    def _take(self, ranges: Ranges) -> tuple[Ids, Vectors]:
        ids = [np.arange(first, last, dtype=np.int64) for first, last in ranges]
        vectors = [self.rows.slice(first, last) for first, last in ranges]
        if not ids:
            return np.zeros(0, np.int64), np.zeros((0, self.rows.shape[1]), np.float32)
        return np.concatenate(ids), np.concatenate(vectors)

    def _near(self, query: Vectors, limit: int, ranges: Ranges) -> tuple[Ids, Vectors]:
        """Return those ``ranges`` that the cells near ``query`` hold, and their products."""
        import faiss

        index = self._opened()
        options: dict[str, Any] = {"nprobe": index.nprobe}
        if not (ranges is self._live and self._whole):
            options["sel"] = self._selectors.get(ranges, lambda: _selector(ranges, index))
            if ranges is not self._live:
                options["nprobe"] = min(index.nlist, index.nprobe * _WIDER)
        queries = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        _, found = index.search(
            queries, _MORE * limit, params=faiss.SearchParametersIVF(**options)
        )
        near = found[0][found[0] >= 0].astype(np.int64)
        scores = _products(self.rows.take(near), query)
        added = tuple((max(a, index.ntotal), b) for a, b in ranges if b > index.ntotal)
        if not added:
            return near, scores
        fresh, products = self._compared(query, added)
        return np.concatenate((near, fresh)), np.concatenate((scores, products))

    def _opened(self) -> Any:  # noqa: ANN401 - faiss has no types
        """Return the FAISS index, mapped."""
        with self._opening:
            if self._index is None:
                import faiss

                # By its descriptor: a build may have deleted the file.
                index: Any = faiss.read_index(
                    f"/proc/self/fd/{self._cells}", faiss.IO_FLAG_MMAP
                )
                # What is mapped needs no threads that read ahead.
                lists: Any = faiss.downcast_InvertedLists(index.invlists)
                lists.prefetch_nthread = 0
                self._index = index
            return self._index


def _size(ranges: Ranges) -> int:
    return sum(last - first for first, last in ranges)


def _products(vectors: Vectors, query: Vectors) -> Vectors:
    # Not "@": BLAS would start threads of its own beside those that answer questions.
    products: Vectors = np.einsum("ij,j->i", vectors, query)
    return products


def _selector(ranges: Ranges, index: Any) -> Any:  # noqa: ANN401
    """Return what lets FAISS compare ``ranges`` alone: a bit for each vector."""
    import faiss

    bits = np.zeros(index.ntotal, np.bool_)
    for first, last in ranges:
        bits[first:last] = True
    make: Any = faiss.IDSelectorBitmap  # whose stubs do not know that it takes an array
    return make(np.packbits(bits, bitorder="little"))
