"""Search an index: by words and by meaning, the two rankings fused."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.codec import Document, load_documents, load_passages
from index.passage import Passage
from index.store import (
    PASSAGES,
    PLANS,
    VECTORS,
    WORDS,
    Generation,
    Manifest,
    load,
    rebuild_command,
)
from index.vectors import VectorIndex, Vectors
from index.words import WordIndex
from ingest.errors import UserError
from ingest.plan import Plan

if TYPE_CHECKING:
    from index.embedding import Embedder

WORDS_WEIGHT = 1.0
MEANING_WEIGHT = 0.3
"""How much a ranking counts when the two are fused."""
RANK_CONSTANT = 3
"""Reciprocal rank fusion's *k*: the larger, the less the first places stand out."""
FAMILIAR, UNFAMILIAR = 0.5, 0.2
"""Shares of a question's words that the documents hold: above the one, the words count in
full; below the other, as in most questions in another language, next to nothing."""
_WORD = re.compile(r"[^\W_]")
_LEAST = 0.1  # of WORDS_WEIGHT, for the names and numbers that any language shares
CANDIDATES = 100
"""How far down each ranking is read before they are fused."""

Ranking = Sequence[tuple[int, float]]
"""``(id, score)``, best first."""


class EmbedderChanged(UserError):
    """The index was built with another embedding model than the one at hand."""

    def __init__(self, folder: Path, built_with: str, given: str) -> None:
        command = rebuild_command(folder)
        super().__init__(
            f"{folder}: chỉ mục được dựng bằng mô hình “{built_with}”, không phải phiên bản "
            f"đang dùng của “{given}”; hãy dựng lại chỉ mục bằng lệnh: {command}",
            f"{folder}: the index was built with the model “{built_with}”, not with the "
            f"version of “{given}” in use; rebuild it with: {command}",
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, ``score`` after fusion.

    ``words_score`` is BM25's, 0 where no word was found; ``meaning_score`` is the cosine
    of question and passage.  A rank counts from 1 and is ``None`` where the passage is not
    among the first of that search.
    """

    passage: Passage
    score: float
    words_score: float = 0.0
    words_rank: int | None = None
    meaning_score: float = 0.0
    meaning_rank: int | None = None


def fuse(rankings: Sequence[tuple[Ranking, float]]) -> list[tuple[int, float]]:
    """Fuse rankings, each with its weight, by weighted reciprocal rank.

    Scores of different searches have no common scale; ranks do.  The result is
    ``(id, score)``, best first, the lower id first among equals.

    >>> fuse([([(7, 9.1), (3, 2.0)], 1.0), ([(3, 0.8)], 1.0)])[0][0]
    3
    """
    scores: dict[int, float] = {}
    for ranking, weight in rankings:
        for rank, (number, _) in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + weight / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def embedder_hash(embedder: Embedder) -> str:
    """Return what tells ``embedder`` from any other: its files' hash, else its name."""
    own = getattr(embedder, "hash", embedder.name)
    return f"{own}/{embedder.dimension}"


def words_weight(familiarity: float) -> float:
    """Return how much the ranking by words counts in a fusion.

    :param familiarity: what :meth:`WordIndex.familiarity` returned for the question
    """
    share = (familiarity - UNFAMILIAR) / (FAMILIAR - UNFAMILIAR)
    return WORDS_WEIGHT * min(1.0, max(_LEAST, share))


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files of an index hold."""

    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    words: WordIndex
    vectors: VectorIndex


def read_contents(generation: Generation) -> Contents:
    """Return what ``generation`` holds, every file of it checked.

    :raises IndexDamaged: If a file is not what was written; it is named.
    """
    file = PLANS
    try:
        documents = load_documents(generation.read(PLANS))
        file = PASSAGES
        passages = load_passages(generation.read(PASSAGES))
        file = WORDS
        words = WordIndex(generation.words())
    except (ValueError, OSError) as error:
        raise generation.damaged(file) from error
    vectors = VectorIndex(generation.read(VECTORS))
    return Contents(generation.manifest, tuple(documents), tuple(passages), words, vectors)


class Index:
    """An index opened for reading; safe to use from several threads.

    A build that replaces the index on the disk does not disturb one that is open.

    >>> index = Index.open(Path("index-folder"), embedder)
    >>> index.search("ai chủ trì?", sources=["thanh-hoa-2026.txt"])[0].passage.text
    'Sở Khoa học và Công nghệ chủ trì …'
    """

    manifest: Manifest
    plans: Mapping[str, Plan]
    """Each document's plan, by the document's name, in the order of the names."""
    texts: Mapping[str, str]
    """Each document's text, which all spans count in, by the document's name."""
    passages: tuple[Passage, ...]
    """All passages; a passage's ``id`` is its place here."""

    def __init__(self, contents: Contents, embedder: Embedder) -> None:
        self.manifest = contents.manifest
        self.plans = {document.name: document.plan for document in contents.documents}
        self.texts = {document.name: document.text for document in contents.documents}
        self.passages = contents.passages
        self._words = contents.words
        self._vectors = contents.vectors
        self._embedder = embedder
        self._whole: Vectors | None = None
        self._whole_read = False
        self._ids: dict[str, list[int]] = {name: [] for name in self.plans}
        for passage in self.passages:
            self._ids[passage.source].append(passage.id)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> Index:
        """Open the index in ``folder``, every file of it checked.

        :raises IndexMissing: If there is none.
        :raises IndexDamaged: If a file is not what was written; it is named.
        :raises EmbedderChanged: If it was built with another model than ``embedder``.
        """
        contents = load(folder, read_contents)
        if contents.manifest.embedder_hash != embedder_hash(embedder):
            raise EmbedderChanged(folder, contents.manifest.embedder, embedder.name)
        return cls(contents, embedder)

    def search(
        self,
        query: str,
        *,
        sources: Collection[str] | None = None,
        extra: Sequence[tuple[str, float]] = (),
        words: str | None = None,
        limit: int = 50,
    ) -> list[Hit]:
        """Return the passages that fit ``query``, best first.

        :param query: as typed; it may lack diacritics or be English
        :param sources: only these documents are searched; ``None`` for all of them
        :param extra: further words to look for, such as translations, and their weight
            (a word of the query weighs 1)
        :param words: what the search by words looks for in place of ``query``
        :param limit: how many at most
        :raises ValueError: If ``limit`` is less than 1.
        """
        if limit < 1:
            raise ValueError(f"limit must be 1 or more, not {limit}")
        depth = max(limit, CANDIDATES)
        terms = [(query if words is None else words, 1.0), *extra]
        by_words = self._words.search(terms, sources, depth)
        vector = self._vector(query)
        by_meaning = self._compare(vector, self._within(sources), depth)
        weight = words_weight(self._words.familiarity(terms))
        fused = fuse([(by_words, weight), (by_meaning, MEANING_WEIGHT)])[:limit]
        # How near those are in meaning that only their words have brought up.
        found = {number for number, _ in by_meaning}
        others = self._compare(vector, [i for i, _ in fused if i not in found], limit)
        return self._hits(fused, by_words, by_meaning, others)

    def _hits(
        self, fused: Ranking, by_words: Ranking, by_meaning: Ranking, others: Ranking
    ) -> list[Hit]:
        """Return the passages of ``fused`` with their places in the two rankings."""
        words_rank = {number: rank for rank, (number, _) in enumerate(by_words, start=1)}
        meaning_rank = {number: rank for rank, (number, _) in enumerate(by_meaning, start=1)}
        words_score, meaning_score = dict(by_words), dict([*by_meaning, *others])
        return [
            Hit(
                self.passages[number],
                score,
                words_score.get(number, 0.0),
                words_rank.get(number),
                meaning_score.get(number, 0.0),
                meaning_rank.get(number),
            )
            for number, score in fused
        ]

    def likeness(self, query: str) -> Vectors | None:
        """Return every passage's likeness of meaning to ``query``: cosines, ``(n,)``.

        ``None`` for a corpus so large that its vectors are only stored nearly.
        """
        if not self._whole_read:
            self._whole, self._whole_read = self._vectors.vectors(), True
        if self._whole is None:
            return None
        vector = self._vector(query)
        if vector is None:
            return np.zeros(len(self.passages), np.float32)
        cosines: Vectors = self._whole @ vector
        return cosines

    def _vector(self, query: str) -> Vectors | None:
        """Return the vector ``(d,)`` of ``query``; ``None`` if nothing in it has a meaning."""
        vector = self._embedder.encode_queries([query])[0] if _WORD.search(query) else None
        return vector if vector is not None and vector.any() else None

    def _within(self, sources: Collection[str] | None) -> list[int] | None:
        """Return the ids of the passages of ``sources``; ``None`` for all passages."""
        if sources is None:
            return None
        return [i for name in sorted(set(sources)) for i in self._ids.get(name, ())]

    def _compare(
        self, vector: Vectors | None, ids: list[int] | None, limit: int
    ) -> list[tuple[int, float]]:
        """Return the passages nearest to ``vector``, among ``ids``."""
        if vector is None:
            return []
        among = None if ids is None else np.asarray(ids, dtype=np.int64)
        return self._vectors.search(vector, limit, among)
