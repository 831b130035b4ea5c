"""An embedder of this project as a LangChain component."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from hoidap.index.embedding import Embedder


class LangChainEmbeddings(Embeddings):
    """Lends an :class:`~hoidap.index.embedding.Embedder` to any LangChain store or chain.

    >>> from hoidap.index.embedding import StaticEmbedder
    >>> len(LangChainEmbeddings(StaticEmbedder.load()).embed_query("đo lường"))
    256
    """

    def __init__(self, embedder: Embedder) -> None:
        """Wrap ``embedder``."""
        self.embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each passage."""
        return [vector.tolist() for vector in self.embedder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return [float(value) for value in self.embedder.encode_queries([text])[0]]
