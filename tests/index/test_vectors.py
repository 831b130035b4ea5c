"""The search by meaning, against numpy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from hoidap.index import vectors
from hoidap.index.rows import Rows, RowWriter, Vectors
from hoidap.index.vectors import VectorIndex, write_cells

COUNT, DIMENSION = 2000, 16


def points(count: int, seed: int = 0) -> Vectors:
    """Return ``(count, 16)`` random directions, as exact as they are stored."""
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn.astype(np.float16).astype(np.float32)


def rows(stored: Vectors) -> Rows:
    return Rows(stored.astype(np.float16))


def nearest(stored: Vectors, query: Vectors, limit: int) -> list[int]:
    """Return the numbers of the nearest vectors by brute force."""
    return [int(i) for i in np.argsort(-(stored @ query), kind="stable")[:limit]]


@pytest.fixture(scope="module")
def stored() -> Vectors:
    return points(COUNT)


@pytest.fixture
def cells(stored: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the open file of the cells of all vectors but the last hundred."""
    monkeypatch.setattr(vectors, "FLAT_LIMIT", 500)
    write_cells(rows(stored[:-100]), tmp_path / "cells")
    descriptor = os.open(tmp_path / "cells", os.O_RDONLY)
    (tmp_path / "cells").unlink()  # as a build does while others read on
    return descriptor


@pytest.fixture(params=["flat", "cells"])
def index(request: pytest.FixtureRequest, stored: Vectors) -> Iterator[VectorIndex]:
    """Return an index of each kind: with all compared, and with those of near cells."""
    yield VectorIndex(
        rows(stored),
        cells=request.getfixturevalue("cells") if request.param == "cells" else None,
    )


def test_all_compared_is_exact(stored: Vectors) -> None:
    index = VectorIndex(rows(stored))
    for query in points(20, seed=1):
        hits = index.search(query, 10)
        assert [number for number, _ in hits] == nearest(stored, query, 10)
        assert [score for _, score in hits] == pytest.approx(
            [float(stored[number] @ query) for number, _ in hits], abs=1e-6
        )


def test_cells_find_nearly_the_same(stored: Vectors, cells: int) -> None:
    """Those added since stand in none and are found too; the scores are the exact ones."""
    index = VectorIndex(rows(stored), cells=cells)
    queries = points(50, seed=1)
    shared = 0
    for query in queries:
        hits = index.search(query, 10)
        shared += len(set(nearest(stored, query, 10)) & {number for number, _ in hits})
        for number, score in hits:
            assert score == pytest.approx(float(stored[number] @ query), abs=1e-6)
    assert shared / (10 * len(queries)) > 0.9
    for number in range(COUNT - 20, COUNT):
        assert index.search(stored[number], 1)[0][0] == number


def test_a_filter_comes_before_the_search(index: VectorIndex, stored: Vectors) -> None:
    """Few or many: what is far is found where only it is asked for."""
    query = points(1, seed=2)[0]
    for ranges in (((5, 12),), ((0, 3), (700, 720), (COUNT - 9, COUNT)), ((300, COUNT - 300),)):
        allowed = [number for first, last in ranges for number in range(first, last)]
        expected = [allowed[i] for i in nearest(stored[allowed], query, 7)]
        found = [number for number, _ in index.search(query, 7, ranges)]
        assert set(found) <= set(allowed)
        assert found == expected or len(allowed) > vectors.FLAT_LIMIT
        assert len(set(found) & set(expected)) >= 5
    assert index.search(query, 3, ()) == []


def test_what_belongs_to_no_document_is_not_found(stored: Vectors, cells: int) -> None:
    """The rows of a document that is gone stay in the file, and in its cells."""
    live = ((0, 100), (200, COUNT))
    for index in (VectorIndex(rows(stored), live), VectorIndex(rows(stored), live, cells)):
        assert not any(
            100 <= number < 200
            for query in stored[100:200:10]
            for number, _ in index.search(query, 20)
        )


def test_more_than_there_are(index: VectorIndex) -> None:
    """No place is filled up with a number that is no vector's."""
    numbers = [number for number, _ in index.search(points(1)[0], COUNT + 50, ((0, 40),))]
    assert sorted(numbers) == list(range(40))


def test_equal_vectors_come_in_order() -> None:
    same = np.tile(points(1), (20, 1))
    index = VectorIndex(rows(same))
    assert [number for number, _ in index.search(same[0], 20)] == list(range(20))
    assert [number for number, _ in index.search(same[0], 5)] == list(range(5))


def test_no_vectors() -> None:
    index = VectorIndex(rows(np.zeros((0, DIMENSION), dtype=np.float32)))
    assert index.search(points(1)[0], 5) == []
    assert index.scores(points(1)[0], []).shape == (0,)


def test_many_threads_find_the_same(index: VectorIndex) -> None:
    """Also where the first searches come all at once."""
    queries = points(200, seed=4)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: index.search(query, 5), queries))
    assert found == [index.search(query, 5) for query in queries]


def test_rows_are_added_to_those_that_stand(stored: Vectors, tmp_path: Path) -> None:
    """What a build that was killed has left behind them is written over."""
    writer = RowWriter(tmp_path, 0, DIMENSION)
    assert [writer.add(stored[:30]), writer.add(stored[30:75])] == [0, 30]
    writer.close()
    for added in (60, 7):
        writer = RowWriter(tmp_path, 75, DIMENSION)
        assert writer.add(stored[75 : 75 + added]) == 75
        writer.close()
        assert np.array_equal(writer.written().slice(0, 75 + added), stored[: 75 + added])
        assert writer.written().shape == (75 + added, DIMENSION)
