"""Open an index and search it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.index.corpus import Corpus
from hoidap.index.filter import Filter
from hoidap.index.hybrid import Hit, HybridSearch
from hoidap.index.rows import Vectors
from hoidap.index.store import WORDS, Generation, load, rebuild_command
from hoidap.index.vectors import VectorIndex
from hoidap.index.words import WordIndex
from hoidap.ingest.errors import UserError

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder

__all__ = ["EmbedderChanged", "Filter", "Hit", "Index", "embedder_hash"]

_PASSAGES_OF_A_DOCUMENT = 4
"""How many passages are looked at for every document that is to be found."""


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


def embedder_hash(embedder: Embedder) -> str:
    """Return what tells ``embedder`` from any other: its files' hash, else its name."""
    own = getattr(embedder, "hash", embedder.name)
    return f"{own}/{embedder.dimension}"


class Index(Corpus):
    """An index opened for searching; safe to use from several threads.

    >>> index = Index.open(Path("index-folder"), embedder)
    >>> within = Filter(provinces=("Thanh Hóa",))
    >>> index.search("ai chủ trì?", within=within)[0].passage.text
    'Sở Khoa học và Công nghệ chủ trì …'
    """

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Open ``generation``; :meth:`open` opens the one that stands in a folder.

        :raises IndexDamaged: If a file is missing, or found not to be what was written.
        """
        super().__init__(generation)
        try:
            self._words = WordIndex(generation.path / WORDS)
        except OSError as error:
            names = [name for name in generation.manifest.files if name.startswith(WORDS)]
            raise generation.blame(*names) from error
        self._vectors = VectorIndex.open(generation, self.catalogue.ranges(None))
        self._hybrid = HybridSearch(
            self._contents, self._words, self._vectors, embedder, self.catalogue
        )

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> Index:  # type: ignore[override]
        """Open the index in ``folder``.

        :raises IndexMissing: If there is none.
        :raises IndexDamaged: If a file is missing, or found not to be what was written; it
            is named.  So do the methods, where a file is found so later.
        :raises EmbedderChanged: If it was built with another model than ``embedder``.
        """

        def read(generation: Generation) -> Index:
            manifest = generation.manifest
            if manifest.embedder_hash != embedder_hash(embedder):
                raise EmbedderChanged(folder, manifest.embedder, embedder.name)
            return cls(generation, embedder)

        return load(folder, read)

    def vectors_of(self, source: str) -> Vectors:
        """Return the vectors of a document's passages, ``(n, d)``, in the same order.

        :raises KeyError: If there is no document of that name.
        """
        _, first, count = self.catalogue.place(source)
        return self._vectors.rows.slice(first, first + count)

    def vector(self, query: str) -> Vectors | None:
        """Return the vector ``(d,)`` of ``query``; ``None`` if nothing in it has a meaning."""
        return self._hybrid.vector(query)

    def rarity(self, gram: str, *, plain: bool) -> float:
        """Return how rare a syllable is, or two neighbouring ones (``"chủ trì"``).

        ``log(1 + n / holding)`` of ``n`` passages, of which ``holding`` hold it in their
        words or headings; ``log(1 + n)`` where none does.

        :param plain: without diacritics
        """
        return self._words.rarity(gram, plain=plain)

    def information(self, gram: str, *, plain: bool) -> float:
        """Return how much a syllable or a pair tells passages apart: BM25's measure.

        Next to 0 for what stands in nearly all of them, unlike :meth:`rarity`.

        :param plain: without diacritics
        """
        return self._words.information(gram.replace(" ", "_"), marked=not plain)

    def search(
        self,
        query: str,
        *,
        within: Filter | None = None,
        extra: Sequence[tuple[str, float]] = (),
        words: str | None = None,
        limit: int = 50,
    ) -> list[Hit]:
        """Return the passages that fit ``query``, best first.

        :param query: as typed; it may lack diacritics or be English
        :param within: only these documents are searched; ``None`` for all of them
        :param extra: further words to look for, such as translations, and their weight
            (a word of the query weighs 1)
        :param words: what the search by words looks for in place of ``query``
        :param limit: how many at most
        :raises ValueError: If ``limit`` is less than 1.
        """
        self._guard.check()
        return self._hybrid.search(query, words=words, extra=extra, within=within, limit=limit)

    def find_documents(
        self, query: str, within: Filter | None, limit: int
    ) -> list[tuple[str, float]]:
        """Return the documents of the passages that fit best, and the score of its best one.

        :param limit: how many at most
        """
        self._guard.check()
        depth = limit * _PASSAGES_OF_A_DOCUMENT
        best = self._hybrid.documents(query, within=within, limit=depth)
        return list(best.items())[:limit]
