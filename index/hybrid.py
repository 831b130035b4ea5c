"""Hybrid search: what words and meaning find, put in one order.

The product and its evaluation search with this one class.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hoidap.index.naming import DocumentNames
from hoidap.index.passage import Passage
from hoidap.index.rerank import FAMILIAR, Reranker
from hoidap.index.tokens import TokenizedPassages
from hoidap.index.translation import translations
from hoidap.index.vectors import VectorIndex, Vectors
from hoidap.index.words import Terms, WordIndex

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder

CANDIDATES = 100
"""How many passages each search hands on: each of the 260 ALQAC questions then has the right
article among them, of which BM25's first ten lack it for eight."""
_BESIDE = 0.5
"""What the words of a question count beside their translations: names and numbers stay.
On the 48 English gold questions 0.3 finds less among the first three, 1 less still."""
NAME_WEIGHT = 0.15
"""What it counts that the question names a passage's document.

In the whole corpus, 40 of the 48 English gold questions find what backs the answer among
the first three without it, 44 with it and with 0.3; of the 195 Vietnamese ones 174, 174
and 172."""
_WORD = re.compile(r"[^\W_]")

Ranking = Sequence[tuple[int, float]]
"""``(id, score)``, best first."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that are searched, and the ids of their passages."""

    sources: Sequence[str]
    ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found: its ``id``, and why it was.

    ``score`` is the reranker's; it compares passages of one search only.  ``words_score``
    is BM25's, 0 where no word was found; ``meaning_score`` is the cosine of passage and
    question, with its translation if it had to be translated.  A rank counts from 1 and is
    ``None`` where the passage is not among the first of that search.
    """

    id: int
    score: float
    words_score: float = 0.0
    words_rank: int | None = None
    meaning_score: float = 0.0
    meaning_rank: int | None = None


class HybridSearch:
    """Searches passages by words and by meaning; safe to use from several threads.

    :param passages: all that can be found; a passage's ``id`` is its place here
    :param words: their words
    :param vectors: their vectors
    :param embedder: the model that made the vectors
    :param names: what the document of each source is called
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        words: WordIndex,
        vectors: VectorIndex,
        embedder: Embedder,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._words = words
        self._vectors = vectors
        self._embedder = embedder
        self._reranker = Reranker(TokenizedPassages(passages, names or {}), words)
        self._names = DocumentNames(names or {})
        self._sources = [passage.source for passage in passages]

    def search(
        self,
        query: str,
        *,
        words: str | None = None,
        extra: Sequence[Terms] = (),
        scope: Scope | None = None,
        limit: int = CANDIDATES,
    ) -> list[Found]:
        """Return the passages that fit ``query``, best first, the lower id among equals.

        :param query: as typed
        :param words: what the search by words looks for in place of ``query``
        :param extra: further words to look for and their weight (a word of ``query`` is 1)
        :param scope: only these passages are searched; ``None`` for all
        :param limit: how many at most
        :raises ValueError: If ``limit`` is less than 1.
        """
        if limit < 1:
            raise ValueError(f"limit must be 1 or more, not {limit}")
        depth = max(limit, CANDIDATES)
        wordings = self._translated(query) if words is None else []
        terms = [(query if words is None else words, _BESIDE if wordings else 1.0)]
        terms += [(wording, 1.0) for wording in wordings]
        terms += extra
        by_words = self._words.search(terms, None if scope is None else scope.sources, depth)
        matter = self._names.without(
            " ".join([query, *wordings]), None if scope is None else scope.sources
        )
        vector = self.vector(matter)
        by_meaning = self._compare(vector, None if scope is None else scope.ids, depth)
        words_score, meaning_score = dict(by_words), dict(by_meaning)
        # How near those are in meaning that only their words have brought up.
        others = [number for number in words_score if number not in meaning_score]
        meaning_score |= self._compare(vector, others, len(others))
        ids = sorted(words_score.keys() | meaning_score.keys())
        cosines = np.asarray([meaning_score.get(number, 0.0) for number in ids], np.float32)
        scores = self._reranker.scores(terms, ids, cosines)
        named = self._names.likeness(terms)
        if named:
            likeness = [named.get(self._sources[number], 0.0) for number in ids]
            scores += np.float32(NAME_WEIGHT) * np.asarray(likeness, np.float32)
        words_rank, meaning_rank = _ranks(by_words), _ranks(by_meaning)
        return [
            Found(
                ids[place],
                float(scores[place]),
                words_score.get(ids[place], 0.0),
                words_rank.get(ids[place]),
                meaning_score.get(ids[place], 0.0),
                meaning_rank.get(ids[place]),
            )
            for place in np.argsort(-scores, kind="stable")[:limit]
        ]

    def _translated(self, query: str) -> list[str]:
        """Return wordings to look for beside ``query``, if the documents lack its words."""
        unfamiliar = self._words.familiarity([(query, 1.0)]) < FAMILIAR
        return translations(query) if unfamiliar else []

    def vector(self, query: str) -> Vectors | None:
        """Return the vector ``(d,)`` of ``query``; ``None`` if nothing in it has a meaning."""
        vector = self._embedder.encode_queries([query])[0] if _WORD.search(query) else None
        return vector if vector is not None and vector.any() else None

    def _compare(
        self, vector: Vectors | None, ids: Sequence[int] | None, limit: int
    ) -> list[tuple[int, float]]:
        """Return the passages nearest to ``vector``, among ``ids``."""
        if vector is None:
            return []
        among = None if ids is None else np.asarray(ids, dtype=np.int64)
        return self._vectors.search(vector, limit, among)


def _ranks(ranking: Ranking) -> dict[int, int]:
    """Return each passage's place in ``ranking``, from 1."""
    return {number: rank for rank, (number, _) in enumerate(ranking, start=1)}
