"""Evaluates retrieval on a benchmark in the BEIR layout.

Its documents are searched by what searches an index of plans, :class:`HybridSearch` and
the two searches it stands on: the same analysis, the same embedding, the same reranking.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np

from hoidap.eval.beir import Benchmark, Text, load_beir
from hoidap.eval.ranking import interval, ndcg, recall, reciprocal_rank
from hoidap.index.build import embedded_text
from hoidap.index.hybrid import HybridSearch
from hoidap.index.model_inputs import is_model, load_model
from hoidap.index.passage import Passage
from hoidap.index.rows import Rows
from hoidap.index.tokens import Candidate, Numbers, clauses, name_numbers, numbered
from hoidap.index.vectors import VectorIndex
from hoidap.index.words import Entry, WordIndex, write_words
from hoidap.ingest.errors import UserError

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder

SYSTEMS = ("lexical", "dense", "hybrid")
"""Words alone, meaning alone, and both reranked, which is what the product does."""

DEPTH = 10
"""How far down a ranking is judged."""
RECALL_AT = (1, 3, 10)
MEASURES = (f"ndcg@{DEPTH}", *(f"recall@{k}" for k in RECALL_AT), f"mrr@{DEPTH}")
"""What is measured of each query."""

Rank = Callable[[str], list[int]]
"""Returns the places of the documents found for a query, best first."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one system did: each measure's values, one a query, and milliseconds a query."""

    system: str
    values: Mapping[str, tuple[float, ...]]
    ms_per_query: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several systems on one benchmark, in the order they were asked for."""

    documents: int
    queries: int
    results: tuple[Result, ...]

    def figures(self, system: str) -> dict[str, Any]:
        """Return the figures of ``system``: means over the queries, 0 to 1.

        Keys are ``system``, the numbers of ``documents`` and ``queries``, every name of
        :data:`MEASURES`, each also with ``_low`` and ``_high``: its 95 % bootstrap interval
        over the queries; and ``ms_per_query``, the mean milliseconds of one search, one at
        a time, after a first one that is not counted.
        """
        result = self._result(system)
        return {
            "system": result.system,
            "documents": self.documents,
            "queries": self.queries,
            **_with_intervals(result.values),
            "ms_per_query": round(result.ms_per_query, 3),
        }

    def gain(self, system: str, other: str) -> dict[str, Any]:
        """Return what ``system`` is better by than ``other``, with paired 95 % intervals.

        Queries are drawn with both systems' values, so how hard they are cancels out.
        """
        one, two = self._result(system).values, self._result(other).values
        differences = {
            name: tuple(a - b for a, b in zip(one[name], two[name], strict=True))
            for name in MEASURES
        }
        return {"system": system, "minus": other, **_with_intervals(differences)}

    def _result(self, system: str) -> Result:
        return next(result for result in self.results if result.system == system)


def compare(
    folder: Path,
    systems: Sequence[str] = SYSTEMS,
    *,
    embedder: Embedder | None = None,
    segment: bool = False,
) -> Comparison:
    """Search every judged query of the benchmark in ``folder`` with each system.

    :param systems: of :data:`SYSTEMS`, or embedding models: a folder or a hub name, whose
        vectors alone then rank
    :param embedder: in place of the shipped one
    :param segment: give any model texts segmented into words
    :raises UserError: If there is no such system or the folder cannot be used.
    """
    for system in systems:
        if system not in SYSTEMS and not is_model(system):
            raise _unknown(system)
    benchmark = load_beir(folder)
    searches = _Searches(benchmark.documents, embedder, segment)
    results = [_measure(benchmark, system, searches.rank(system)) for system in systems]
    return Comparison(len(benchmark.documents), len(benchmark.queries), tuple(results))


def evaluate(
    folder: Path,
    system: str = "hybrid",
    *,
    embedder: Embedder | None = None,
    segment: bool = False,
) -> dict[str, Any]:
    """Return :meth:`Comparison.figures` of one system; the rest is as for :func:`compare`."""
    compared = compare(folder, [system], embedder=embedder, segment=segment)
    return compared.figures(system)


def _unknown(system: str) -> UserError:
    choices = ", ".join(SYSTEMS)
    return UserError(
        f"Không có hệ tìm kiếm “{system}”; hãy chọn một trong: {choices}, "
        "hoặc một mô hình nhúng: thư mục hay tên trên hub (tổ chức/tên).",
        f"There is no search system “{system}”; choose one of: {choices}, "
        "or an embedding model: a folder or a name on the hub (organisation/name).",
    )


def _measure(benchmark: Benchmark, system: str, rank: Rank) -> Result:
    rank(next(iter(benchmark.queries.values())))
    values: dict[str, list[float]] = {name: [] for name in MEASURES}
    elapsed = 0.0
    for query, text in benchmark.queries.items():
        start = time.perf_counter()
        places = rank(text)
        elapsed += time.perf_counter() - start
        ranking = [benchmark.documents[place].id for place in places]
        relevant = benchmark.relevant[query]
        scores = [ndcg(ranking, relevant, DEPTH)]
        scores += [recall(ranking, relevant, k) for k in RECALL_AT]
        scores += [reciprocal_rank(ranking, relevant, DEPTH)]
        for name, score in zip(MEASURES, scores, strict=True):
            values[name].append(score)
    ms = elapsed * 1000 / len(benchmark.queries)
    return Result(system, {name: tuple(scores) for name, scores in values.items()}, ms)


def _with_intervals(values: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return the mean of each measure, and its bounds as ``…_low`` and ``…_high``."""
    means = {name: round(fmean(scores), 4) for name, scores in values.items()}
    bounds: dict[str, float] = {}
    for name, scores in values.items():
        low, high = interval(scores)
        bounds |= {f"{name}_low": round(low, 4), f"{name}_high": round(high, 4)}
    return means | bounds


class _Searches:
    """The documents as the passages of one source; words and vectors are read once each."""

    def __init__(
        self, documents: Sequence[Text], embedder: Embedder | None, segment: bool
    ) -> None:
        self._passages = [
            Passage(place, "", place, text.title, text.text)
            for place, text in enumerate(documents)
        ]
        self._embedder = embedder
        self._segment = segment
        self._kept_words: WordIndex | None = None
        self._kept_meaning: tuple[Embedder, VectorIndex] | None = None

    def rank(self, system: str) -> Rank:
        """Return what ranks documents as ``system`` does."""
        if system == "lexical":
            words = self._words()
            return lambda query: _places(words.search([(query, 1.0)], None, DEPTH))
        if system == "hybrid":
            model, vectors = self._meaning()
            hybrid = HybridSearch(_Shelf(self._passages), self._words(), vectors, model)
            return lambda query: [hit.passage.id for hit in hybrid.search(query, limit=DEPTH)]
        if system == "dense":
            model, vectors = self._meaning()
        else:
            model, vectors = self._vectors(load_model(system, segment=self._segment))
        return lambda query: _places(vectors.search(model.encode_queries([query])[0], DEPTH))

    def _words(self) -> WordIndex:
        if self._kept_words is None:
            # The files may go once the index is open: they stay mapped.  tantivy may put its
            # lock file back while they go, one time in thirty: no reason to fail.
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                entries = (Entry(p.id, p.source, p.title, p.text) for p in self._passages)
                write_words(entries, Path(folder))
                self._kept_words = WordIndex(Path(folder))
        return self._kept_words

    def _meaning(self) -> tuple[Embedder, VectorIndex]:
        if self._kept_meaning is None:
            from hoidap.index.embedding import StaticEmbedder

            self._kept_meaning = self._vectors(self._embedder or StaticEmbedder.load())
        return self._kept_meaning

    def _vectors(self, model: Embedder) -> tuple[Embedder, VectorIndex]:
        texts = [embedded_text(item.title, item.text) for item in self._passages]
        return model, VectorIndex(Rows(model.encode_passages(texts).astype(np.float16)))


class _Shelf(Numbers):
    """Passages of no document, each analysed when it is first compared."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        super().__init__()
        self._passages = passages
        self._name = name_numbers([])
        self._kept: dict[int, Candidate] = {}

    def candidates(self, ids: Sequence[int]) -> list[Candidate]:
        for place in ids:
            if place not in self._kept:
                passage = self._passages[place]
                own = numbered(self.of(clauses(passage.title, passage.text)))
                self._kept[place] = Candidate("", self._name, own)
        return [self._kept[place] for place in ids]

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        return [self._passages[place] for place in ids]


def _places(ranking: Sequence[tuple[int, float]]) -> list[int]:
    return [place for place, _ in ranking]
