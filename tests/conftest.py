"""Fixtures that several parts' tests share."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from hoidap.index.passage import Passage
from hoidap.index.search import Index
from hoidap.text.vietnamese import plain, syllables
from tests.real_model_server import ModelServer, make_random_llama, serving

if TYPE_CHECKING:
    from hoidap.assistant.engine import Assistant

# A command that a test starts ends at Ctrl-C as it does for a person: those who run the
# tests (a script in the background, the workers of pytest-xdist) may ignore that signal,
# and what they start would too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Nor does it compile the modules anew each time, as it would where that is set.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

DOCUMENTS = Path(__file__).parent.parent / "documents"


class HashingEmbedder:
    """A stand-in for a model: each syllable, without marks, is one signed direction."""

    name = "hashing"
    dimension = 64

    def __init__(self, seed: str = "") -> None:
        self.hash = f"hashing{seed}"
        self.encoded: list[str] = []
        """Every passage that was encoded, in order."""

    def encode_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return ``(n, 64)`` vectors of length one."""
        self.encoded += texts
        return self.encode_queries(texts)

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return ``(n, 64)`` vectors of length one."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for syllable in syllables(plain(text)):
                digest = hashlib.sha256((self.hash + syllable).encode()).digest()
                vector[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


def every_passage(index: Index) -> list[Passage]:
    """Return all passages, in the order of the documents' names."""
    return [passage for source in index.plans for passage in index.passages_of(source)]


@pytest.fixture
def embedder() -> HashingEmbedder:
    """Return an embedder that needs no model."""
    return HashingEmbedder()


@pytest.fixture(scope="session")
def documents() -> list[Path]:
    """Return the files of the corpus."""
    return sorted(DOCUMENTS.glob("*.txt"))


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory, documents: list[Path]) -> Path:
    """Return a folder with an index of the corpus; not to be written to."""
    from hoidap.index.build import build

    folder = tmp_path_factory.mktemp("corpus") / "index"
    build(documents, folder, HashingEmbedder())
    return folder


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory, documents: list[Path]) -> Path:
    """Return the index that the command builds of the corpus; not to be written to."""
    from hoidap.cli import main

    folder = tmp_path_factory.mktemp("built") / "index"
    assert main(["build", *map(str, documents), "--index", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def assistant(built_index: Path) -> Assistant:
    """Return an assistant over the corpus, with the model that ships."""
    from hoidap.assistant.engine import Assistant

    return Assistant.open(built_index)


@pytest.fixture
def excerpts(tmp_path: Path, documents: list[Path]) -> list[Path]:
    """Return three short documents, the beginnings of real ones, that a test may change."""
    folder = tmp_path / "excerpts"
    folder.mkdir()
    paths = []
    for document in documents[:3]:
        lines = document.read_text(encoding="utf-8").splitlines(keepends=True)
        paths.append(folder / document.name)
        paths[-1].write_text("".join(lines[:45]), encoding="utf-8")
    return paths


@pytest.fixture(scope="session")
def random_llama_server(
    documents: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ModelServer]:
    """Serve a tiny random Llama; what it writes means nothing."""
    folder = tmp_path_factory.mktemp("llama")
    make_random_llama(folder, documents)
    with serving(folder, tmp_path_factory.mktemp("serve") / "log") as server:
        yield server
