"""The answer engine on a benchmark in the BEIR layout: what counts as found and cited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.assistant.answerers import articles
from hoidap.assistant.engine import Assistant
from hoidap.cli import main
from hoidap.eval import beir_answers
from hoidap.eval.beir import BenchmarkError, Text
from hoidap.eval.beir_answers import evaluate, file_names, gold_answers, holds
from hoidap.index.embedding import Embedder
from tests.assistant.helpers import open_assistant

LAWS = {
    "1/2020#5": (
        "Tội lấn chiếm bến đò",
        "1. Người nào lấn chiếm bến đò thì bị phạt tiền từ 3.000.000 đồng đến 9.000.000 đồng "
        "hoặc phạt tù từ 03 tháng đến 01 năm.\n\n"
        "2. Phạm tội thuộc một trong các trường hợp sau đây, thì bị phạt tù từ 02 năm đến 04 "
        "năm:\n\na) Có tổ chức;\n\nb) Tái phạm nguy hiểm.",
    ),
    "1/2020#6": (
        "Thời hạn giữ đồ thất lạc",
        "1. Người trông giữ bến đò giữ đồ thất lạc trong 15 ngày.\n\n"
        "2. Hết thời hạn này, đồ thất lạc thuộc về Ban quản lý bến.",
    ),
    "1/2020#7": (
        "Giải thích từ ngữ",
        "Trong Luật này, các từ ngữ dưới đây được hiểu như sau:\n\n"
        "1. Bến đò là nơi đón, trả khách qua sông.\n\n"
        "2. Khách quen là người qua sông mỗi ngày.",
    ),
    "1/2020#8": (
        "Quyền của chủ đò",
        "Chủ đò có quyền sau đây:\n\na) Thu tiền đò;\n\nb) Từ chối chở quá tải.",
    ),
}
QUESTIONS = {
    "q1": (
        "Người lấn chiếm bến đò tái phạm nguy hiểm bị phạt tù bao lâu?",
        "#5",
        "từ 2 năm đến 4 năm",
    ),
    "q2": ("Người trông giữ bến đò giữ đồ thất lạc trong bao nhiêu ngày?", "#6", "15 ngày"),
    "q3": (
        "Theo Luật Đò ngang 2020, bến đò được hiểu như thế nào?",
        "#7",
        "nơi đón, trả khách qua sông",
    ),
    "q4": ("Chủ đò có những quyền gì?", "#8", "a) Thu tiền đò; b) Từ chối chở quá tải."),
    "q5": ("Lấn chiếm bến đò bị phạt tiền tối đa bao nhiêu?", "#5", "9.000.000 đồng"),
    "q6": ("Sau thời hạn giữ, đồ thất lạc thuộc về ai?", "#6", "ban quản lý bến"),
}


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": i, "title": title, "text": text} for i, (title, text) in LAWS.items()]
    queries = [
        {"_id": i, "text": text, "metadata": {"answer": gold}}
        for i, (text, _, gold) in QUESTIONS.items()
    ]
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    judged = "".join(f"{i}\t1/2020{name}\t1\n" for i, (_, name, _) in QUESTIONS.items())
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return folder


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    folder = tmp_path / "laws"
    folder.mkdir()
    names = file_names(tuple(Text(i, *text) for i, text in LAWS.items()))
    for i, (title, text) in LAWS.items():
        (folder / names[i]).write_text(f"{title}\n\n{text}", encoding="utf-8")
    return open_assistant(sorted(folder.iterdir()), tmp_path / "index")


def test_every_kind_of_question_is_answered_from_its_article(
    benchmark: Path, embedder: Embedder
) -> None:
    steps: list[tuple[int, int]] = []
    figures = evaluate(
        benchmark, embedder=embedder, progress=lambda done, of: steps.append((done, of))
    )
    assert [reply.id for reply in figures.replies if not reply.found] == []
    assert figures.cited.share == figures.verified.share == 1
    assert figures.abstained.hits == figures.unread == 0
    assert figures.documents == len(LAWS)
    assert steps[-1] == (len(QUESTIONS), len(QUESTIONS))
    assert all(len(reply.answer.answer) <= beir_answers.MAX_ANSWER for reply in figures.replies)


@pytest.mark.parametrize(
    "question",
    [
        "Giá vàng hôm nay bao nhiêu?",
        "Bao nhiêu tuổi thì được lái đò?",  # no article states an age
        "Đồ thất lạc là gì?",  # mentioned, never defined
        "What is the penalty for smuggling gold?",
    ],
)
def test_what_no_article_says_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained
    assert not answer.citations


def test_a_law_and_its_year_are_no_scope(assistant: Assistant) -> None:
    answer = assistant.ask("Theo Luật Đò ngang năm 2031, chủ đò có quyền gì?")
    assert answer.citations[0].source == "1_2020#8.txt"
    assert answer.scope == {}


def test_few_articles_that_the_index_finds_are_enough(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "_FOUND", 3)
    answer = assistant.ask("Người trông giữ bến đò giữ đồ thất lạc trong bao nhiêu ngày?")
    assert "15 ngày" in answer.answer


def test_questions_without_diacritics(assistant: Assistant) -> None:
    answer = assistant.ask("nguoi lan chiem ben do bi phat tien bao nhieu")
    assert "từ 3.000.000 đồng đến 9.000.000 đồng" in answer.answer


@pytest.mark.parametrize(
    ("said", "gold", "expected"),
    [
        ("Phạt tù từ 02 năm đến 7 năm. [1]", "2 năm đến 07 năm", True),
        ("phạt 3000000 đồng", "3.000.000 đồng", True),
        ("việc HOÀ giải", "hòa  giải.", True),
        ("trong 13 năm", "3 năm", False),
        ("a) Một việc; b) hai việc", "một việc; hai việc", False),
        ("năm việc [3]", "3", False),
        ("gì cũng được", "…", False),
    ],
)
def test_gold_in_an_answer(said: str, gold: str, expected: bool) -> None:
    assert holds(said, gold) is expected


def test_files_are_named_by_id_and_never_alike() -> None:
    texts = tuple(Text(i, "", "x") for i in ("a/1", "a_1", "A:1", "..", "b"))
    names = file_names(texts)
    assert names["a/1"] == "a_1.txt"
    assert names["b"] == "b.txt"
    assert len({name.casefold() for name in names.values()}) == len(texts)
    assert not any("/" in name or name.startswith(".") for name in names.values())


def test_queries_without_answers_are_refused(benchmark: Path) -> None:
    queries = benchmark / "queries.jsonl"
    queries.write_text('{"_id": "q1", "text": "đò", "metadata": null}\n', encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"queries\.jsonl"):
        gold_answers(benchmark)


def test_command(benchmark: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["eval", "answers", "--beir", str(benchmark)]
    assert main([*arguments, "--json", "--failures"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["questions"] == len(QUESTIONS)
    assert data["article_cited"]["share"] == 1
    assert data["answer_found"]["low"] < data["answer_found"]["share"]
    assert data["failures"] == []
    assert data["median_ms"] <= data["p95_ms"]
    assert main([*arguments, "--lang", "en"]) == 0
    assert "Gold answer found" in capsys.readouterr().out


def test_command_takes_one_set_of_questions(
    benchmark: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["eval", "answers", "--beir", str(benchmark), "--gold", str(tmp_path)]
    assert main(arguments) == 2
    assert "--gold" in capsys.readouterr().err
