"""Texts to vectors: the interface of an embedder, and the embedding that ships.

The shipped model (``index/model``, made by :mod:`hoidap.index.training`) gives each token one
vector and a text the mean of its tokens' vectors.  This module computes the same vectors
as sentence-transformers does from the same folder, with numpy alone: a tenth of the
memory and of the start-up time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load as load_safetensors
from tokenizers import Tokenizer

from hoidap.ingest.errors import UserError

Vectors = npt.NDArray[np.float32]

MODEL_FOLDER = Path(__file__).parent / "model"
"""The embedding that ships with the project."""

WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"

_LONG = 512  # tokens of a text
_KEPT_WORDS = 50_000  # whose tokens are remembered,
_KEPT_LENGTH = 4000  # of texts no longer than this


class ModelError(UserError):
    """An embedding model cannot be used; the message names the file or the model.

    :param detail: the file or the model, and what is wrong with it
    """

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Không dùng được mô hình nhúng: {detail}. "
            "Hãy cài đặt lại gói hoặc chọn mô hình khác.",
            f"The embedding model cannot be used: {detail}. "
            "Install the package again or choose another model.",
        )


class Embedder(Protocol):
    """What turns texts into vectors for the index.

    Vectors are float32 of shape ``(len(texts), dimension)`` and of length one, so that an
    inner product is a cosine; a text in which nothing is known has the zero vector.
    """

    @property
    def name(self) -> str:
        """What tells this model from any other; an index records it."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of what questions are matched with."""


class StaticEmbedder:
    """A static embedding, served without torch.

    >>> embedder = StaticEmbedder.load()
    >>> question, passage = embedder.encode(["tieu chuan quoc gia", "Tiêu chuẩn quốc gia"])
    >>> bool(question @ passage > 0.8)
    True
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        levels: npt.NDArray[np.int8],
        scales: npt.NDArray[np.float32],
        hash: str,
    ) -> None:
        """Wrap a loaded model; :meth:`load` reads one.

        :param tokenizer: Gives token ids below ``len(levels)``.
        :param levels: Token vectors in eight bits, ``(vocabulary, dimension)``.
        :param scales: What a row of ``levels`` is multiplied with, ``(vocabulary,)``.
        :param hash: SHA-256 of the files, in hexadecimal.
        """
        self._tokenizer = tokenizer
        self._levels = levels
        self._scales = scales
        self._hash = hash
        self._words: dict[str, list[int]] = {}

    @classmethod
    def load(cls, folder: Path = MODEL_FOLDER) -> StaticEmbedder:
        """Read a model folder as :func:`hoidap.index.training.train.save` writes it.

        :raises ModelError: If a file is missing, damaged or not of this kind.
        """
        digest = hashlib.sha256()
        contents = []
        for file in (folder / WEIGHTS_FILE, folder / TOKENIZER_FILE):
            try:
                contents.append(file.read_bytes())
            except OSError as error:
                reason = error.strerror or str(error)
                raise ModelError(f"{file}: cannot be read ({reason})") from error
            digest.update(contents[-1])
        levels, scales = _read_weights(contents[0], folder / WEIGHTS_FILE)
        tokenizer = _read_tokenizer(contents[1], folder / TOKENIZER_FILE, len(levels))
        return cls(tokenizer, levels, scales, digest.hexdigest())

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._levels.shape[1])

    @property
    def hash(self) -> str:
        """SHA-256 of the weights and the tokenizer as they were read, in hexadecimal."""
        return self._hash

    @property
    def name(self) -> str:
        """``static-`` and the first digits of :attr:`hash`."""
        return f"static-{self._hash[:12]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of ``texts``, float32 ``(len(texts), dimension)``.

        Each has length one, or is zero where a text holds no known token.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._mean(self._tokens(_encodable(text)))
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return :meth:`encode`: this model treats questions and passages alike."""
        return self.encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return :meth:`encode`: this model treats questions and passages alike."""
        return self.encode(texts)

    def _tokens(self, text: str) -> list[int]:
        """Return the tokens of ``text``, word by word: no token reaches over a space."""
        words = text.split(" ")
        if len(self._words) > _KEPT_WORDS:
            self._words = {}
        known = self._words if len(text) <= _KEPT_LENGTH else {}
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(self._encode_words(new))
        return [token for word in words for token in known[word]]

    def _encode_words(self, words: list[str]) -> dict[str, list[int]]:
        """Return the tokens of each word, all encoded in one go."""
        encoding = self._tokenizer.encode(" ".join(words), add_special_tokens=False)
        found: dict[str, list[int]] = {word: [] for word in words}
        place, end = -1, -1
        tokens: list[int] = []
        for token, (start, _) in zip(encoding.ids, encoding.offsets, strict=True):
            while start >= end:
                place += 1
                tokens = found[words[place]]
                end += 1 + len(words[place])
            tokens.append(token)
        return found

    def _mean(self, ids: list[int]) -> Vectors:
        """Return the mean of token vectors, ``(d,)``, brought to length one."""
        tokens = np.asarray(ids, dtype=np.int64)
        factors = self._scales[tokens]
        if len(tokens) > _LONG:  # equal tokens count together: no long array is needed
            tokens, counts = np.unique(tokens, return_counts=True)
            factors = self._scales[tokens] * counts.astype(np.float32)
        total: Vectors = factors @ self._levels[tokens].astype(np.float32)
        length = np.sqrt(total @ total)
        return total / length if length else total


def _encodable(text: str) -> str:
    """Return ``text`` with lone surrogates, which UTF-8 cannot hold, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_weights(
    content: bytes, file: Path
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    try:
        tensors = load_safetensors(content)
        levels, scales = tensors["embeddings"], tensors["weights"]
    except (SafetensorError, ValueError) as error:
        raise ModelError(f"{file}: damaged ({error})") from error
    except KeyError as error:
        raise ModelError(f"{file}: holds no tensor {error}") from error
    rows = levels.shape[0] if levels.ndim == scales.ndim + 1 else -1
    if levels.dtype != np.int8 or scales.shape != (rows,):
        raise ModelError(
            f"{file}: expected int8 (n, d) and (n,), "
            f"found {levels.dtype} {levels.shape} and {scales.shape}"
        )
    if not np.isfinite(scales).all():
        raise ModelError(f"{file}: damaged (a scale is no number)")
    return levels, scales.astype(np.float32)


def _read_tokenizer(content: bytes, file: Path, rows: int) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:  # tokenizers raises no narrower class
        raise ModelError(f"{file}: damaged ({error})") from error
    highest = max(tokenizer.get_vocab().values(), default=-1)
    if highest >= rows:
        raise ModelError(f"{file}: token {highest} has no vector, the weights have {rows}")
    return tokenizer
