"""The search by meaning, against numpy."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from hoidap.index import vectors
from hoidap.index.vectors import VectorIndex, Vectors, pack_vectors

COUNT, DIMENSION = 2000, 16


def points(count: int, seed: int = 0) -> Vectors:
    """Return ``(count, 16)`` random directions."""
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def nearest(stored: Vectors, query: Vectors, limit: int) -> list[int]:
    """Return the numbers of the nearest vectors by brute force."""
    return [int(i) for i in np.argsort(-(stored @ query), kind="stable")[:limit]]


@pytest.fixture(scope="module")
def stored() -> Vectors:
    return points(COUNT)


@pytest.fixture(params=["flat", "cells"])
def index(
    request: pytest.FixtureRequest, stored: Vectors, monkeypatch: pytest.MonkeyPatch
) -> VectorIndex:
    """Return an index of each kind: with all compared, and with those of near cells."""
    if request.param == "cells":
        monkeypatch.setattr(vectors, "FLAT_LIMIT", COUNT - 1)
    return VectorIndex(pack_vectors(stored))


def test_all_compared_is_exact(stored: Vectors) -> None:
    index = VectorIndex(pack_vectors(stored))
    for query in points(20, seed=1):
        hits = index.search(query, 10)
        assert [number for number, _ in hits] == nearest(stored, query, 10)
        assert [score for _, score in hits] == pytest.approx(
            [float(stored[number] @ query) for number, _ in hits], abs=1e-5
        )
    assert np.array_equal(np.asarray(index.vectors()), stored)


def test_cells_find_nearly_the_same(stored: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a quarter of the room; the vectors as given are no longer at hand."""
    monkeypatch.setattr(vectors, "FLAT_LIMIT", COUNT - 1)
    packed = pack_vectors(stored)
    index = VectorIndex(packed)
    assert len(packed) < stored.nbytes / 2
    queries = points(50, seed=1)
    found = [
        len(set(nearest(stored, query, 10)) & {number for number, _ in index.search(query, 10)})
        for query in queries
    ]
    assert sum(found) / (10 * len(queries)) > 0.9
    assert index.vectors() is None


def test_a_filter_comes_before_the_search(index: VectorIndex, stored: Vectors) -> None:
    """The farthest few are found where only they are asked for, all of them."""
    query = points(1, seed=2)[0]
    farthest = nearest(stored, -query, 7)
    hits = index.search(query, 50, np.array(farthest))
    assert [number for number, _ in hits] == farthest[::-1]
    assert index.search(query, 3, np.array(farthest)) == hits[:3]
    assert index.search(query, 3, np.array([], dtype=np.int64)) == []


def test_more_than_there_are(index: VectorIndex) -> None:
    """No place is filled up with a number that is no vector's."""
    numbers = [number for number, _ in index.search(points(1)[0], COUNT + 50, np.arange(40))]
    assert sorted(numbers) == list(range(40))


def test_equal_vectors_come_in_order() -> None:
    same = np.tile(points(1), (20, 1))
    assert [
        number for number, _ in VectorIndex(pack_vectors(same)).search(same[0], 20)
    ] == list(range(20))


def test_no_vectors() -> None:
    index = VectorIndex(pack_vectors(np.zeros((0, DIMENSION), dtype=np.float32)))
    assert index.search(points(1)[0], 5) == []
    assert np.asarray(index.vectors()).shape == (0, DIMENSION)


def test_many_threads_find_the_same(index: VectorIndex) -> None:
    """Also where the first searches come all at once."""
    queries = points(200, seed=4)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: index.search(query, 5), queries))
    assert found == [index.search(query, 5) for query in queries]
