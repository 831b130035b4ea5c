"""Open an index and search it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hoidap.index.codec import Document, load_documents, load_passages
from hoidap.index.hybrid import HybridSearch, Scope
from hoidap.index.passage import Passage
from hoidap.index.store import (
    PASSAGES,
    PLANS,
    VECTORS,
    WORDS,
    Generation,
    Manifest,
    load,
    rebuild_command,
)
from hoidap.index.vectors import VectorIndex, Vectors
from hoidap.index.words import WordIndex
from hoidap.ingest.errors import UserError
from hoidap.ingest.plan import Plan

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder


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
    """A passage found; the scores and ranks are those of :class:`hoidap.index.hybrid.Found`."""

    passage: Passage
    score: float
    words_score: float = 0.0
    words_rank: int | None = None
    meaning_score: float = 0.0
    meaning_rank: int | None = None


def embedder_hash(embedder: Embedder) -> str:
    """Return what tells ``embedder`` from any other: its files' hash, else its name."""
    own = getattr(embedder, "hash", embedder.name)
    return f"{own}/{embedder.dimension}"


def document_name(plan: Plan) -> str:
    """Return what a question calls the document by: kind, number, province and title."""
    number = plan.number.value if plan.number else ""
    return f"{plan.kind} {number} {plan.province or ''} {plan.title}"


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
        self._vectors = contents.vectors
        self._hybrid = HybridSearch(
            contents.passages,
            contents.words,
            contents.vectors,
            embedder,
            {name: document_name(plan) for name, plan in self.plans.items()},
        )
        self._whole: Vectors | None = None
        self._whole_read = False
        from hoidap.index.catalogue import Catalogue
        from hoidap.records.reading import read_records

        self.records = {name: read_records(plan) for name, plan in self.plans.items()}
        self.catalogue = Catalogue(self.plans, self.texts, self.records)
        self._postings: dict[bool, dict[str, int]] = {}
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
        found = self._hybrid.search(
            query, words=words, extra=extra, scope=self._scope(sources), limit=limit
        )
        return [
            Hit(
                self.passages[one.id],
                one.score,
                one.words_score,
                one.words_rank,
                one.meaning_score,
                one.meaning_rank,
            )
            for one in found
        ]

    def passages_of(self, source: str) -> list[Passage]:
        return [self.passages[i] for i in self._ids[source]]

    def vectors_of(self, source: str) -> Vectors:
        if not self._whole_read:
            self._whole, self._whole_read = self._vectors.vectors(), True
        return self._whole[self._ids[source]]

    def vector(self, query: str) -> Vectors | None:
        return self._hybrid.vector(query)

    def find_documents(self, query, within, limit):
        raise NotImplementedError

    def rarity(self, gram: str, *, plain: bool) -> float:
        import math

        from hoidap.text.vietnamese import strip_marks, syllables

        if plain not in self._postings:
            counts: dict[str, int] = {}
            for passage in self.passages:
                grams = set()
                for text in (passage.text, passage.title):
                    words = syllables(strip_marks(text) if plain else text)
                    grams |= set(words) | {
                        f"{a} {b}" for a, b in zip(words, words[1:], strict=False)
                    }
                for gram_ in grams:
                    counts[gram_] = counts.get(gram_, 0) + 1
            self._postings[plain] = counts
        n = len(self.passages)
        df = self._postings[plain].get(gram, 0)
        return math.log(1 + n / df) if df else math.log(1 + n)

    def likeness(self, query: str) -> Vectors | None:
        """Return every passage's likeness of meaning to ``query``: cosines, ``(n,)``.

        ``None`` for a corpus so large that its vectors are only stored nearly.
        """
        if not self._whole_read:
            self._whole, self._whole_read = self._vectors.vectors(), True
        if self._whole is None:
            return None
        vector = self._hybrid.vector(query)
        if vector is None:
            return np.zeros(len(self.passages), np.float32)
        cosines: Vectors = self._whole @ vector
        return cosines

    def _scope(self, sources: Collection[str] | None) -> Scope | None:
        """Return ``sources`` with the ids of their passages; ``None`` for all passages."""
        if sources is None:
            return None
        names = sorted(set(sources))
        return Scope(names, [i for name in names for i in self._ids.get(name, ())])
