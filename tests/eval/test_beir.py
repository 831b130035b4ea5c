"""Benchmarks in the BEIR layout: read, or refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.eval.beir import BenchmarkError, Text, load_beir

CORPUS = '{"_id": "d1", "title": "Đo lường", "text": "Chuẩn"}\n{"_id": "d2", "text": "Giá"}\n'
QUERIES = '{"_id": "q1", "text": "đo"}\n\n{"_id": "q2", "text": "giá"}\n'
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n"


def write(
    folder: Path, corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS
) -> Path:
    (folder / "qrels").mkdir()
    (folder / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    (folder / "queries.jsonl").write_text(queries, encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_documents_judged_queries_and_grades(tmp_path: Path) -> None:
    benchmark = load_beir(write(tmp_path))
    assert benchmark.documents == (Text("d1", "Đo lường", "Chuẩn"), Text("d2", "", "Giá"))
    assert benchmark.queries == {"q1": "đo"}
    assert benchmark.relevant == {"q1": {"d1": 2}}


def test_header_may_be_left_out_and_ids_may_be_numbers(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        corpus='{"_id": 7, "title": null, "text": "Chuẩn"}\n',
        queries='{"_id": 1, "text": "đo"}\n',
        qrels="1\t7\t1\n",
    )
    benchmark = load_beir(folder)
    assert benchmark.relevant == {"1": {"7": 1}}
    assert [text.id for text in benchmark.documents] == ["7"]


def test_line_separators_inside_a_string_do_not_end_a_line(tmp_path: Path) -> None:
    record = json.dumps({"_id": "d1", "text": "một\u2028hai\u0085ba"}, ensure_ascii=False)
    folder = write(tmp_path, corpus=record + "\r\n")
    assert load_beir(folder).documents[0].text == "một\u2028hai\u0085ba"


def test_judged_document_outside_the_corpus_is_kept(tmp_path: Path) -> None:
    folder = write(tmp_path, qrels="q1\tgone\t1\n")
    assert load_beir(folder).relevant == {"q1": {"gone": 1}}


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_missing_file_is_named_with_the_layout(tmp_path: Path, name: str) -> None:
    (write(tmp_path) / name).unlink()
    with pytest.raises(BenchmarkError) as raised:
        load_beir(tmp_path)
    for message in (raised.value.vi, raised.value.en):
        assert str(tmp_path / name) in message
        assert "corpus.jsonl, queries.jsonl, qrels/test.tsv" in message


@pytest.mark.parametrize(
    ("part", "text", "place"),
    [
        ("corpus", CORPUS + "{", "corpus.jsonl:3"),
        ("corpus", CORPUS + "[]", "corpus.jsonl:3"),
        ("corpus", CORPUS + '{"text": "x"}', "corpus.jsonl:3"),
        ("corpus", CORPUS + '{"_id": true, "text": "x"}', "corpus.jsonl:3"),
        ("corpus", CORPUS + '{"_id": "d1", "text": "x"}', "corpus.jsonl:3"),
        ("corpus", CORPUS + '{"_id": "d3"}', "corpus.jsonl:3"),
        ("corpus", CORPUS + '{"_id": "d3", "title": 1, "text": ""}', "corpus.jsonl:3"),
        ("corpus", '{"_id": "d1", "text": " "}', "corpus.jsonl"),
        ("queries", '{"_id": "q1", "text": 5}', "queries.jsonl:1"),
        ("queries", QUERIES + '{"_id": "q2", "text": "x"}', "queries.jsonl:4"),
        ("qrels", QRELS + "q1\td2\n", "test.tsv:4"),
        ("qrels", QRELS + "q1\td2\tgood\n", "test.tsv:4"),
        ("qrels", QRELS + "q1 0 d2 1\n", "test.tsv:4"),
        ("qrels", QRELS + "q9\td1\t1\n", "test.tsv:4"),
        ("qrels", "query-id\tcorpus-id\tscore\n", "test.tsv"),
        ("qrels", "q1\td1\t0\n", "test.tsv"),
    ],
)
def test_malformed_line_is_named(tmp_path: Path, part: str, text: str, place: str) -> None:
    folder = write(tmp_path, **{part: text})
    with pytest.raises(BenchmarkError) as raised:
        load_beir(folder)
    for message in (raised.value.vi, raised.value.en):
        assert f"{place}: " in message


def test_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "queries.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(BenchmarkError, match=r"queries\.jsonl.*UTF-8"):
        load_beir(tmp_path)
