"""The plain pipeline: its chunks, its BM25, its answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.retrievers import BaseRetriever

from hoidap.eval.answers import ask_all
from hoidap.eval.baseline import (
    CHUNK_SIZE,
    bm25_retriever,
    dense_pipeline,
    lexical_pipeline,
    split,
)
from hoidap.eval.gold import load_gold
from hoidap.eval.okapi import Okapi


@pytest.fixture(scope="module")
def texts(documents: list[Path]) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in documents}


def test_chunks_stand_where_they_say(texts: dict[str, str]) -> None:
    chunks = split(texts)
    assert {chunk.metadata["source"] for chunk in chunks} == set(texts)
    for chunk in chunks:
        start = chunk.metadata["start_index"]
        text = texts[chunk.metadata["source"]]
        assert text[start : start + len(chunk.page_content)] == chunk.page_content
        assert 0 < len(chunk.page_content) <= CHUNK_SIZE


def test_it_answers_everything_with_citations_that_verify(texts: dict[str, str]) -> None:
    questions = load_gold()
    run = ask_all(lexical_pipeline(texts), questions, texts)
    assert run.verified.share == 1.0
    assert run.verified.total == len(questions)
    assert run.refused_rightly.hits == run.refused_wrongly.hits == 0
    # It is a real opponent: it finds a good part of what it may answer at length.
    assert run.right_at_any_length.share > 0.2
    assert run.right.share < run.right_at_any_length.share


def test_earlier_questions_are_searched_with_the_last() -> None:
    texts = {"a.txt": "hạn báo cáo", "b.txt": "kinh phí", "c.txt": "đào tạo"}
    pipeline = lexical_pipeline(texts)
    assert pipeline.ask("Còn kinh phí?").citations[0].source == "b.txt"
    assert pipeline.ask("Còn gì?", ["Ai đào tạo"]).citations[0].source == "c.txt"


def test_bm25_is_a_langchain_retriever() -> None:
    chunks = [Document("một hai"), Document("hai hai ba"), Document("bốn"), Document("năm")]
    retriever = bm25_retriever(chunks, k=2)
    assert isinstance(retriever, BaseRetriever)
    assert retriever.invoke("HAI ba") == [chunks[1], chunks[0]]


def test_dense_pipeline_answers_with_the_nearest_chunk(texts: dict[str, str]) -> None:
    pipeline = dense_pipeline(texts, DeterministicFakeEmbedding(size=8))
    chunk = split(texts)[40]
    (citation,) = pipeline.ask(chunk.page_content).citations
    assert citation.source == chunk.metadata["source"]
    assert citation.spans[0][0] == chunk.metadata["start_index"]


def test_okapi_scores_are_those_of_the_formula() -> None:
    scores = Okapi(["a b", "b c d e", "f", "g"]).scores("a c x")
    # idf = ln((4 - 1 + .5) / 1.5); mean length 2; k1 = 1.5, b = .75
    idf = 0.8472978603872034
    assert scores == pytest.approx([idf * 2.5 / 2.5, idf * 2.5 / (1 + 1.5 * 1.75), 0, 0])


def test_okapi_gives_words_of_most_texts_a_little() -> None:
    okapi = Okapi(["a b", "a c", "a d", "e f"])
    common, rare = okapi.scores("a")[0], okapi.scores("b")[0]
    assert 0 < common < rare
    assert okapi.top("a d", 1) == [2]
    assert min(Okapi(["a b", "a c", "a d"]).scores("a")) >= 0


def test_okapi_ties_keep_their_order() -> None:
    assert Okapi(["x", "y", "z"]).top("nothing", 2) == [0, 1]


def test_okapi_needs_texts() -> None:
    with pytest.raises(ValueError, match="no texts"):
        Okapi([])
