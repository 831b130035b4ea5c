"""English questions in the documents' words."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.index.build import build
from hoidap.index.embedding import StaticEmbedder
from hoidap.index.search import Index
from hoidap.index.translation import translations


@pytest.mark.parametrize(
    ("question", "wording"),
    [
        ("technical barriers to trade", "hàng rào kỹ thuật trong thương mại"),
        ("What does the Department of Industry and Trade do?", "Sở Công Thương"),
        ("Who is applying national standards?", "tiêu chuẩn quốc gia"),
    ],
)
def test_phrases_of_the_glossary(question: str, wording: str) -> None:
    """In any of their forms, each once."""
    for asked in (question, question.upper(), f"{question} {question}"):
        found = translations(asked)
        assert wording in found
        assert len(found) == len(set(found))


@pytest.mark.parametrize("question", ["", "?", "🙂", "Sở nào chủ trì?"])
def test_nothing_to_translate(question: str) -> None:
    assert translations(question) == []


def test_english_questions_find_their_passage(documents: list[Path], tmp_path: Path) -> None:
    """With the model that ships; a Vietnamese question is not touched."""
    embedder = StaticEmbedder.load()
    build(documents, tmp_path / "index", embedder)
    index = Index.open(tmp_path / "index", embedder)
    for question, words in (
        ("Who provides information on technical barriers to trade?", "hàng rào kỹ thuật"),
        ("product traceability portal", "truy xuất nguồn gốc"),
        ("training on standardization", "tiêu chuẩn hóa"),
    ):
        hits = index.search(question, limit=3)
        assert any(words in hit.passage.text for hit in hits), question
        assert any(hit.words_rank for hit in hits)
