"""Any sentence-transformers model as an embedder, by its hub name or its folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hoidap.index.embedding import ModelError, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceEmbedder:
    """A sentence-transformers model; needs that package, and torch.

    A model whose configuration names prompts for queries and passages gets them.
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        """Wrap a loaded model; :meth:`load` reads one."""
        self._model = model
        self._name = name
        self._dimension = model.get_embedding_dimension() or len(model.encode(""))

    @classmethod
    def load(cls, name: str | Path, device: str | None = None) -> SentenceEmbedder:
        """Load a model from a folder, or by name from the hub or its local cache.

        With ``HF_HUB_OFFLINE`` set, only what lies on this machine is looked at.

        :raises ModelError: If sentence-transformers is missing or the model is.
        """
        # Imported here: torch takes seconds and hundreds of megabytes.
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(f"{name}: needs the package sentence-transformers") from error
        offline = os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}
        try:
            model = SentenceTransformer(str(name), device=device, local_files_only=offline)
        except Exception as error:  # each kind of model fails with exceptions of its own
            where = "on this machine (HF_HUB_OFFLINE)" if offline else "here or on the hub"
            raise ModelError(f"{name}: no usable model {where} ({error})") from error
        return cls(model, str(name))

    @property
    def name(self) -> str:
        """The hub name or folder that the model was loaded by."""
        return self._name

    @property
    def tokenizer(self) -> str:
        """The kind of its tokenizer; "" if it has none."""
        return type(getattr(self._model, "tokenizer", None)).__name__.replace("NoneType", "")

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, float32 ``(len(texts), dimension)``."""
        return self._vectors(
            self._model.encode_query(
                list(texts), normalize_embeddings=True, show_progress_bar=False
            )
        )

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 ``(len(texts), dimension)``."""
        return self._vectors(
            self._model.encode_document(
                list(texts), normalize_embeddings=True, show_progress_bar=False
            )
        )

    def _vectors(self, encoded: object) -> Vectors:
        return np.asarray(encoded, dtype=np.float32).reshape(-1, self._dimension)
