"""Search by meaning: inner products over the passages' vectors, in FAISS."""

from __future__ import annotations

import math
import threading
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

FLAT_LIMIT = 20_000
"""Up to so many vectors all are compared; above, those of near cells, a byte a value."""

_POINTS_PER_CELL = 39  # with fewer, FAISS warns that the cells are badly placed
_PROBED = 16  # one cell in so many is looked into,
_FEWEST_PROBED = 16  # and never fewer cells than this


def pack_vectors(vectors: Vectors) -> bytes:
    """Return an index of ``vectors``, numbered from 0, in FAISS's file format.

    :param vectors: ``(n, d)``, L2-normalised, ``d`` at least 1
    """
    import faiss

    count, dimension = vectors.shape
    index: Any = faiss.IndexFlatIP(dimension)
    if count > FLAT_LIMIT:
        cells = min(int(4 * math.sqrt(count)), count // _POINTS_PER_CELL)
        index = faiss.index_factory(dimension, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
        index.nprobe = max(_FEWEST_PROBED, cells // _PROBED)
        index.train(np.ascontiguousarray(vectors, dtype=np.float32))
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    packed: bytes = faiss.serialize_index(index).tobytes()
    return packed


class VectorIndex:
    """Vectors searched by inner product; safe to use from several threads.

    FAISS is imported, and the index unpacked, at the first use.

    :param data: what :func:`pack_vectors` returned
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._index: Any = None
        self._unpacking = threading.Lock()

    def search(
        self, query: Vectors, limit: int, ids: Ids | None = None
    ) -> list[tuple[int, float]]:
        """Return ``(id, inner product)`` of the nearest vectors, nearest first.

        :param query: ``(d,)``, L2-normalised: the products are cosines
        :param limit: how many at most, 1 or more
        :param ids: only these are compared; ``None`` for all
        """
        index = self._unpacked()
        limit = min(limit, index.ntotal if ids is None else len(ids))
        if limit <= 0:
            return []
        parameters = None if ids is None else _only(ids, index)
        queries = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        scores, found = index.search(queries, limit, params=parameters)
        hits = [(int(i), float(s)) for i, s in zip(found[0], scores[0], strict=True) if i >= 0]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def vectors(self) -> Vectors | None:
        """Return the vectors ``(n, d)`` as they were given; ``None`` if only near them."""
        index = self._unpacked()
        if hasattr(index, "nprobe"):
            return None
        stored: Vectors = index.reconstruct_n(0, index.ntotal)
        return stored

    def _unpacked(self) -> Any:  # noqa: ANN401 - faiss has no types
        """Return the FAISS index."""
        with self._unpacking:
            if self._index is None:
                import faiss

                self._index = faiss.deserialize_index(np.frombuffer(self._data, dtype=np.uint8))
                self._data = b""
            return self._index


def _only(ids: Ids, index: Any) -> Any:  # noqa: ANN401
    """Return the search parameters that compare ``ids`` alone."""
    import faiss

    options: dict[str, Any] = {  # FAISS's stubs do not know them as arguments
        "sel": faiss.IDSelectorBatch(np.ascontiguousarray(ids, dtype=np.int64))
    }
    if not hasattr(index, "nprobe"):
        return faiss.SearchParameters(**options)
    # Few vectors are left, and they may lie in any cell: look into all.
    options["nprobe"] = index.nlist
    return faiss.SearchParametersIVF(**options)
