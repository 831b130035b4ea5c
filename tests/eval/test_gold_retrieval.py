"""The search alone, on the gold questions: a passage that backs the answer is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.gold import GoldQuestion, Support, load_gold
from index.build import build
from index.embedding import StaticEmbedder
from index.passage import Passage
from index.search import Index
from ingest.vietnamese import fold, strip_marks

QUESTIONS = [item for item in load_gold() if item.evidence and not item.history]


@pytest.fixture(scope="module")
def index(documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Return an index of the corpus with the model that ships."""
    folder, embedder = tmp_path_factory.mktemp("gold") / "index", StaticEmbedder.load()
    build(documents, folder, embedder)
    return Index.open(folder, embedder)


def _backs(passage: Passage, support: Support) -> bool:
    return passage.source == support.source and fold(support.text) in fold(passage.text)


def _found(
    index: Index, language: str, typed: Callable[[str], str] = str, *, scoped: bool = True
) -> float:
    """Return the share with backing among the first three, of what any passage backs."""
    hits = total = 0
    for question in QUESTIONS:
        supports = [support for group in question.evidence for support in group]
        if question.language != language or not _backed(index, question):
            continue
        sources = {support.source for support in supports} if scoped else None
        found = index.search(typed(question.question), sources=sources, limit=3)
        total += 1
        hits += any(_backs(hit.passage, support) for hit in found for support in supports)
    return hits / total


def _backed(index: Index, question: GoldQuestion) -> bool:
    """Tell whether a passage backs the answer: who signed stands in none, for one."""
    return any(
        _backs(passage, support)
        for group in question.evidence
        for support in group
        for passage in index.passages
    )


def test_vietnamese(index: Index) -> None:
    """Also without diacritics, and where the documents are not told."""
    assert _found(index, "vi") > 0.9
    assert _found(index, "vi", scoped=False) > 0.88
    assert _found(index, "vi", strip_marks) > _found(index, "vi") - 0.02


def test_english(index: Index) -> None:
    """Few of the documents' words stand in the question, so its translation must help."""
    assert _found(index, "en") > 0.88
    assert _found(index, "en", scoped=False) > 0.8
