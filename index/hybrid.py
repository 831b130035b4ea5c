"""Hybrid search: what words and meaning find, put in one order.

The product and its evaluation search with this one class.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from hoidap.index.naming import DocumentNames
from hoidap.index.passage import Passage
from hoidap.index.rerank import FAMILIAR, Reranker
from hoidap.index.tokens import Candidate, Vocabulary
from hoidap.index.translation import translations
from hoidap.index.vectors import VectorIndex
from hoidap.index.words import Terms, WordIndex

if TYPE_CHECKING:
    from hoidap.index.catalogue import Catalogue
    from hoidap.index.embedding import Embedder
    from hoidap.index.filter import Filter
    from hoidap.index.rows import Vectors

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
class Hit:
    """A passage found, and why it was.

    ``score`` is the reranker's; it compares passages of one search only.  ``words_score``
    is BM25's, 0 where no word was found; ``meaning_score`` is the cosine of passage and
    question, with its translation if it had to be translated.  A rank counts from 1 and is
    ``None`` where the passage is not among the first of that search.
    """

    passage: Passage
    score: float
    words_score: float = 0.0
    words_rank: int | None = None
    meaning_score: float = 0.0
    meaning_rank: int | None = None


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Passages that words or meaning found; ``best`` are places in ``ids``, best first.

    ``cosines`` and ``scores`` are ``(n,)``, of each of the ``ids``.
    """

    ids: Sequence[int]
    candidates: Sequence[Candidate]
    cosines: Vectors
    scores: Vectors
    best: Sequence[int]
    by_words: Ranking
    by_meaning: Ranking


class Shelf(Vocabulary, Protocol):
    """The passages that can be found, and the numbers of their syllables."""

    def candidates(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return the passages ``ids`` as they are compared with a question, in that order."""

    def passages(self, ids: Sequence[int]) -> Sequence[Passage]:
        """Return the passages ``ids``, in that order."""


class HybridSearch:
    """Searches passages by words and by meaning; safe to use from several threads.

    :param shelf: the passages
    :param words: their words
    :param vectors: their vectors
    :param embedder: the model that made the vectors
    :param catalogue: the documents that they are of; ``None`` where these have no names
    """

    def __init__(
        self,
        shelf: Shelf,
        words: WordIndex,
        vectors: VectorIndex,
        embedder: Embedder,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._shelf = shelf
        self._words = words
        self._vectors = vectors
        self._embedder = embedder
        self._catalogue = catalogue
        self._names = None if catalogue is None else DocumentNames(catalogue)
        self._reranker = Reranker(shelf, words)

    def search(
        self,
        query: str,
        *,
        words: str | None = None,
        extra: Sequence[Terms] = (),
        within: Filter | None = None,
        limit: int = CANDIDATES,
    ) -> list[Hit]:
        """Return the passages that fit ``query``, best first, the lower id among equals.

        :param query: as typed
        :param words: what the search by words looks for in place of ``query``
        :param extra: further words to look for and their weight (a word of ``query`` is 1)
        :param within: only passages of these documents are searched; ``None`` for all
        :param limit: how many at most
        :raises ValueError: If ``limit`` is less than 1.
        """
        found = self._rank(query, words, extra, within, limit)
        words_rank, meaning_rank = _ranks(found.by_words), _ranks(found.by_meaning)
        words_score = dict(found.by_words)
        passages = self._shelf.passages([found.ids[place] for place in found.best])
        return [
            Hit(
                passage,
                float(found.scores[place]),
                words_score.get(passage.id, 0.0),
                words_rank.get(passage.id),
                float(found.cosines[place]),
                meaning_rank.get(passage.id),
            )
            for place, passage in zip(found.best, passages, strict=True)
        ]

    def documents(
        self, query: str, *, within: Filter | None = None, limit: int = CANDIDATES
    ) -> dict[str, float]:
        """Return the documents of the ``limit`` passages that fit best, best first.

        :returns: the score of each document's best passage
        """
        found = self._rank(query, None, (), within, limit)
        best: dict[str, float] = {}
        for place in found.best:
            best.setdefault(found.candidates[place].source, float(found.scores[place]))
        return best

    def _rank(
        self,
        query: str,
        words: str | None,
        extra: Sequence[Terms],
        within: Filter | None,
        limit: int,
    ) -> _Ranked:
        """Find and compare the passages that fit ``query``; ``limit`` as of the search."""
        if limit < 1:
            raise ValueError(f"limit must be 1 or more, not {limit}")
        depth = max(limit, CANDIDATES)
        wordings = self._translated(query) if words is None else []
        terms = [(query if words is None else words, _BESIDE if wordings else 1.0)]
        terms += [(wording, 1.0) for wording in wordings]
        terms += extra
        by_words = self._words.search(terms, within, depth)
        matter = " ".join([query, *wordings])
        vector = self.vector(self._names.without(matter, within) if self._names else matter)
        by_meaning = [] if vector is None else self._near(vector, within, depth)
        words_score, meaning_score = dict(by_words), dict(by_meaning)
        # How near those are in meaning that only their words have brought up.
        others = [number for number in words_score if number not in meaning_score]
        if vector is not None:
            products = self._vectors.scores(vector, others).tolist()
            meaning_score |= dict(zip(others, products, strict=True))
        ids = sorted(words_score.keys() | meaning_score.keys())
        candidates = self._shelf.candidates(ids)
        cosines = np.asarray([meaning_score.get(number, 0.0) for number in ids], np.float32)
        scores = self._reranker.scores(terms, candidates, cosines)
        if self._names is not None:
            named = self._names.likeness(terms, {one.source for one in candidates})
            likeness = [named.get(one.source, 0.0) for one in candidates]
            scores += np.float32(NAME_WEIGHT) * np.asarray(likeness, np.float32)
        best = np.argsort(-scores, kind="stable")[:limit].tolist()
        return _Ranked(ids, candidates, cosines, scores, best, by_words, by_meaning)

    def _translated(self, query: str) -> list[str]:
        """Return wordings to look for beside ``query``, if the documents lack its words."""
        unfamiliar = self._words.familiarity([(query, 1.0)]) < FAMILIAR
        return translations(query) if unfamiliar else []

    def vector(self, query: str) -> Vectors | None:
        """Return the vector ``(d,)`` of ``query``; ``None`` if nothing in it has a meaning."""
        vector = self._embedder.encode_queries([query])[0] if _WORD.search(query) else None
        return vector if vector is not None and vector.any() else None

    def _near(
        self, vector: Vectors, within: Filter | None, limit: int
    ) -> list[tuple[int, float]]:
        """Return the passages nearest to ``vector``."""
        if within is None or self._catalogue is None:
            return self._vectors.search(vector, limit)
        return self._vectors.search(vector, limit, self._catalogue.ranges(within))


def _ranks(ranking: Ranking) -> dict[int, int]:
    """Return each passage's place in ``ranking``, from 1."""
    return {number: rank for rank, (number, _) in enumerate(ranking, start=1)}
