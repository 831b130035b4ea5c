"""Evaluates retrieval on a benchmark in the BEIR layout.

Its documents are searched with the parts that an index of plans is searched with: the
same analysis, the same embedding, the same fusion.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal, get_args

from eval.beir import Text, load_beir
from eval.ranking import ndcg, recall, reciprocal_rank
from index.build import embedded_text
from index.passage import Passage
from index.search import CANDIDATES, MEANING_WEIGHT, WORDS_WEIGHT, fuse
from index.vectors import VectorIndex, pack_vectors
from index.words import Entry, WordIndex, write_words
from ingest.errors import UserError

if TYPE_CHECKING:
    from index.embedding import Embedder

System = Literal["hybrid", "dense", "lexical"]
SYSTEMS: tuple[System, ...] = get_args(System)
"""Words and meaning fused, meaning alone, words alone."""

DEPTH = 10
"""How far down a ranking is judged."""
RECALL_AT = (1, 3, 10)

Rank = Callable[[str], list[int]]
"""Returns the places of the documents found for a query, best first."""


def evaluate(
    folder: Path, system: System = "hybrid", *, embedder: Embedder | None = None
) -> dict[str, Any]:
    """Search every judged query of the benchmark in ``folder`` and measure the rankings.

    Returns ``system``, the numbers of ``documents`` and ``queries``, ``ndcg@10``,
    ``recall@1``, ``recall@3``, ``recall@10``, ``mrr@10`` (means over the queries, 0 to
    1, four decimals) and ``ms_per_query`` (mean milliseconds of one search, one at a
    time, after a first one that is not counted).

    :param embedder: in place of the shipped one
    :raises UserError: If there is no such system or the folder cannot be used.
    """
    if system not in SYSTEMS:
        choices = ", ".join(SYSTEMS)
        raise UserError(
            f"Không có hệ tìm kiếm “{system}”; hãy chọn một trong: {choices}.",
            f"There is no search system “{system}”; choose one of: {choices}.",
        )
    benchmark = load_beir(folder)
    rank = _index(benchmark.documents, system, embedder)
    rank(next(iter(benchmark.queries.values())))
    measured: dict[str, list[float]] = {}
    elapsed = 0.0
    for query, text in benchmark.queries.items():
        start = time.perf_counter()
        places = rank(text)
        elapsed += time.perf_counter() - start
        ranking = [benchmark.documents[place].id for place in places]
        relevant = benchmark.relevant[query]
        scores = {f"ndcg@{DEPTH}": ndcg(ranking, relevant, DEPTH)}
        scores |= {f"recall@{k}": recall(ranking, relevant, k) for k in RECALL_AT}
        scores[f"mrr@{DEPTH}"] = reciprocal_rank(ranking, relevant, DEPTH)
        for name, score in scores.items():
            measured.setdefault(name, []).append(score)
    return {
        "system": system,
        "documents": len(benchmark.documents),
        "queries": len(benchmark.queries),
        **{name: round(fmean(scores), 4) for name, scores in measured.items()},
        "ms_per_query": round(elapsed * 1000 / len(benchmark.queries), 3),
    }


def _index(documents: Sequence[Text], system: System, embedder: Embedder | None) -> Rank:
    """Index ``documents`` as the passages of one source, for the searches of ``system``."""
    passages = [
        Passage(place, "", place, text.title, text.text) for place, text in enumerate(documents)
    ]
    by_words = None if system == "dense" else _search_words(passages)
    by_meaning = None if system == "lexical" else _search_meaning(passages, embedder)

    def rank(query: str) -> list[int]:
        rankings = []
        if by_words is not None:
            rankings.append((by_words(query), WORDS_WEIGHT))
        if by_meaning is not None:
            rankings.append((by_meaning(query), MEANING_WEIGHT))
        return [place for place, _ in fuse(rankings)[:DEPTH]]

    return rank


_Search = Callable[[str], list[tuple[int, float]]]


def _search_words(passages: Sequence[Passage]) -> _Search:
    # The files may go once the index is open: they stay mapped.
    with tempfile.TemporaryDirectory() as folder:
        write_words((Entry(p.id, p.source, p.title, p.text) for p in passages), Path(folder))
        words = WordIndex(Path(folder))
    return lambda query: words.search([(query, 1.0)], None, CANDIDATES)


def _search_meaning(passages: Sequence[Passage], embedder: Embedder | None) -> _Search:
    if embedder is None:
        from index.embedding import StaticEmbedder

        embedder = StaticEmbedder.load()
    model = embedder
    vectors = model.encode_passages([embedded_text(passage) for passage in passages])
    index = VectorIndex(pack_vectors(vectors))
    return lambda query: index.search(model.encode_queries([query])[0], CANDIDATES)
