"""Any sentence-transformers model in place of the one that ships, fed as it wants to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder, Vectors

_E5 = re.compile(r"(?:^|[/_-])e5(?:[/_-]|$)", re.IGNORECASE)
"""Models of this family were trained on "query: …" and "passage: …" but do not say so in
their configuration; those trained on instructions say theirs."""

_SEGMENTED = re.compile(r"phobert|bertweet", re.IGNORECASE)
"""Tokenizers whose vocabulary is of segmented words."""

Prepare = Callable[[str], str]


def is_model(name: str) -> bool:
    """Tell whether ``name`` can be a model: a folder, or organisation and name on a hub."""
    return "/" in name or Path(name).is_dir()


def load_model(name: str, *, segment: bool = False) -> Embedder:
    """Load a sentence-transformers model that is fed what it was trained on.

    Prompts that the model's configuration names are the model's own affair; an E5 model is
    given the two it was trained with.  A model with PhoBERT's tokenizer gets text segmented
    into words: the syllables of each are joined ("công_nghệ").

    :param name: a folder or a hub name
    :param segment: segment for any other model too
    :raises ModelError: If the model cannot be used.
    """
    from hoidap.index.sentence_embedder import SentenceEmbedder

    model = SentenceEmbedder.load(name)
    segmented = segment or _SEGMENTED.search(model.tokenizer) is not None
    steps = _segmenter() if segmented else str
    if _E5.search(name) and "instruct" not in name.lower():
        return PreparedEmbedder(
            model, lambda text: f"query: {steps(text)}", lambda text: f"passage: {steps(text)}"
        )
    return PreparedEmbedder(model, steps, steps) if segmented else model


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


def _segmenter() -> Prepare:
    """Return what segments a text into words."""
    from underthesea import word_tokenize

    word_tokenize("a")  # its first call fails if it comes from several threads at once
    return lambda text: cast("str", word_tokenize(text, format="text"))
