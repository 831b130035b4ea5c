"""Embedding models in place of the one that ships: each is fed as it wants to be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from hoidap.index.embedding import MODEL_FOLDER, ModelError, Vectors
from hoidap.index.model_inputs import is_model, load_model
from hoidap.index.sentence_embedder import SentenceEmbedder

TEXTS = ["công nghệ thông tin", "đo lường"]


class Recording:
    """A stand-in that remembers what it was given."""

    name, dimension, tokenizer = "recording", 2, "XLMRobertaTokenizer"

    def __init__(self) -> None:
        self.queries: list[str] = []
        self.passages: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.queries += texts
        return np.ones((len(texts), 2), np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += texts
        return np.ones((len(texts), 2), np.float32)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Recording:
    model = Recording()
    monkeypatch.setattr(SentenceEmbedder, "load", lambda name: model)
    return model


def _encode(name: str, *, segment: bool = False) -> None:
    model = load_model(name, segment=segment)
    assert (model.name, model.dimension) == ("recording", 2)
    assert model.encode_queries(TEXTS).shape == model.encode_passages(TEXTS).shape == (2, 2)


@pytest.mark.parametrize(
    "name", ["intfloat/multilingual-e5-small", "org/e5-base", "/models/E5"]
)
def test_e5_gets_its_prefixes(given: Recording, name: str) -> None:
    _encode(name)
    assert given.queries == [f"query: {text}" for text in TEXTS]
    assert given.passages == [f"passage: {text}" for text in TEXTS]


@pytest.mark.parametrize(
    "name", ["BAAI/bge-m3", "intfloat/multilingual-e5-large-instruct", "org/fe5d", "a/e50"]
)
def test_others_see_to_their_own_prompts(given: Recording, name: str) -> None:
    _encode(name)
    assert given.queries == given.passages == TEXTS


def test_words_are_joined_where_asked(given: Recording) -> None:
    _encode("bkai-foundation-models/vietnamese-bi-encoder", segment=True)
    assert given.queries == given.passages == ["công_nghệ_thông_tin", "đo_lường"]
    _encode("org/e5-vi", segment=True)
    assert given.queries[-1] == "query: đo_lường"


def test_a_model_of_segmented_words_gets_them(given: Recording) -> None:
    given.tokenizer = "PhobertTokenizer"
    _encode("org/any-name")
    assert given.queries == given.passages == ["công_nghệ_thông_tin", "đo_lường"]


def test_a_tiny_model(tmp_path: Path) -> None:
    """Made here: any folder that sentence-transformers reads is a model."""
    transformers = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({"?": 0, "đo": 1, "lường": 2}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.eye(3, 4, dtype=np.float32)
    static = StaticEmbedding(tokenizer, embedding_weights=weights)
    transformers.SentenceTransformer(modules=[static], device="cpu").save(str(tmp_path / "m"))
    model = load_model(str(tmp_path / "m"))
    assert model.dimension == 4
    assert model.encode_queries(["đo lường"])[0] == pytest.approx([0, 0.5**0.5, 0.5**0.5, 0])


def test_what_can_be_a_model(tmp_path: Path) -> None:
    assert is_model("org/name")
    assert is_model(str(tmp_path))
    assert is_model(str(MODEL_FOLDER))
    assert not is_model("bm25")


def test_a_model_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentence_transformers")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="none"):
        load_model(str(tmp_path / "none"))
