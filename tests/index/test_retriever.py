"""The index as a LangChain retriever."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from hoidap.index.retriever import PlanRetriever
from hoidap.index.search import Filter, Index
from tests.conftest import HashingEmbedder

QUESTION = "cung cấp thông tin về hàng rào kỹ thuật trong thương mại"


@pytest.fixture(scope="module")
def index(corpus_index: Path) -> Index:
    return Index.open(corpus_index, HashingEmbedder())


def test_documents_are_the_hits(index: Index) -> None:
    """In their order, each with all that a citation of it needs."""
    found = PlanRetriever(index=index, limit=4).invoke(QUESTION)
    hits = index.search(QUESTION, limit=4)
    assert [document.page_content for document in found] == [hit.passage.text for hit in hits]
    for document, hit in zip(found, hits, strict=True):
        plan = index.plans[hit.passage.source]
        provision = plan.provisions[hit.passage.provision]
        assert document.metadata == {
            "source": hit.passage.source,
            "title": plan.title,
            "locator": provision.locator,
            "headings": list(provision.headings),
            "spans": [list(span) for span in provision.spans],
            "score": hit.score,
        }


def test_spans_open_the_text(index: Index) -> None:
    """What stands at them is what the document says."""
    (document,) = PlanRetriever(index=index, limit=1).invoke(QUESTION)
    text = index.texts[document.metadata["source"]]
    quoted = " ".join(text[start:end] for start, end in document.metadata["spans"])
    assert "hàng rào kỹ thuật" in " ".join(quoted.split())


def test_scope(index: Index) -> None:
    source = "thai-nguyen-2026-ke-hoach-876.txt"
    found = PlanRetriever(index=index, within=Filter((source,)), limit=20).invoke(QUESTION)
    assert len(found) == 20
    assert {document.metadata["source"] for document in found} == {source}


def test_a_limit_of_none_is_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="limit"):
        PlanRetriever(index=index, limit=0)


def test_in_a_chain(index: Index) -> None:
    """It is a Runnable as any other: piped, batched."""
    chain = PlanRetriever(index=index, limit=2) | RunnableLambda(len)
    assert chain.batch([QUESTION, "năng suất", "?"]) == [2, 2, 0]
