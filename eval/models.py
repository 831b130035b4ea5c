"""Any embedding model to measure the shipped one against, fed as it wants to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ingest.errors import UserError

if TYPE_CHECKING:
    from index.embedding import Embedder, Vectors

_E5 = re.compile(r"(?:^|[/_-])e5(?:[/_-]|$)", re.IGNORECASE)
"""Models of this family were trained on "query: …" and "passage: …" but do not say so in
their configuration; those trained on instructions say theirs."""

Prepare = Callable[[str], str]


def is_model(name: str) -> bool:
    """Tell whether ``name`` can be a model: a folder, or organisation and name on a hub."""
    return "/" in name or Path(name).is_dir()


def load_model(name: str, *, segment: bool = False) -> Embedder:
    """Load a sentence-transformers model that gets its prompts.

    Prompts that the model's configuration names are the model's own affair; an E5 model is
    given the two it was trained with.

    :param name: a folder or a hub name
    :param segment: join the syllables of each Vietnamese word ("công_nghệ"), as models
        built on PhoBERT expect
    :raises UserError: If a package is missing or the model cannot be used.
    """
    from index.sentence_embedder import SentenceEmbedder

    model = SentenceEmbedder.load(name)
    steps = _segmenter(name) if segment else str
    if _E5.search(name) and "instruct" not in name.lower():
        return PreparedEmbedder(
            model, lambda text: f"query: {steps(text)}", lambda text: f"passage: {steps(text)}"
        )
    return PreparedEmbedder(model, steps, steps) if segment else model


class PreparedEmbedder:
    """An embedder whose texts are prepared first, questions and passages each their way."""

    def __init__(self, model: Embedder, query: Prepare, passage: Prepare) -> None:
        self._model = model
        self._query = query
        self._passage = passage

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._model.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, prepared as such."""
        return self._model.encode_queries([self._query(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, prepared as such."""
        return self._model.encode_passages([self._passage(text) for text in texts])


def _segmenter(name: str) -> Prepare:
    """Return what segments a text into words.

    :raises UserError: If underthesea is not installed.
    """
    try:
        from underthesea import word_tokenize
    except ImportError as error:
        raise UserError(
            f"{name}: tách từ cần gói underthesea; hãy cài đặt: pip install underthesea",
            f"{name}: segmenting needs the package underthesea; install it: "
            "pip install underthesea",
        ) from error
    return lambda text: cast("str", word_tokenize(text, format="text"))
