"""``hoidap ask``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoidap.assistant.answer import Answer, Citation
from hoidap.cli import main
from hoidap.commands.ask import render, shortened
from hoidap.text.vietnamese import squeeze
from tests.hoidap.helpers import ASKED

FIELDS = [
    *("id", "question", "language", "answer", "abstained", "claims", "citations"),
    *("scope", "nearest", "engine", "elapsed_ms"),
]
CITATION_FIELDS = ["marker", "source", "title", "number", "locator", "page", "spans", "quote"]


def _asked_json(
    question: str, index: Path, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    assert main(["ask", question, "--json", "--index", str(index)]) == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    return shown


def test_the_answer_and_where_it_stands(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ASKED, "--index", str(built_index)]) == 0
    shown = capsys.readouterr().out
    answer, sources = shown.split("\n\n", 1)
    assert "Sở Khoa học và Công nghệ" in answer
    assert "[1]" in answer
    assert sources.startswith("Nguồn:\n[1] ")
    assert "Mục III.5.b" in sources
    assert "thanh-hoa-2026-ke-hoach-876.txt" in sources
    assert all(len(line) < 600 for line in sources.splitlines())


def test_json_is_the_contract(
    built_index: Path, documents: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    record = _asked_json(ASKED, built_index, capsys)
    texts = {path.name: path.read_text(encoding="utf-8") for path in documents}
    assert list(record) == FIELDS
    assert record["id"] is None
    assert record["question"] == ASKED
    assert record["language"] == "vi"
    assert record["abstained"] is False
    assert record["scope"]["province"] == "Thanh Hóa"
    assert record["citations"]
    for citation in record["citations"]:
        assert list(citation) == CITATION_FIELDS
        pieces = [texts[citation["source"]][start:end] for start, end in citation["spans"]]
        assert squeeze(" ".join(pieces)) == citation["quote"]
    markers = {citation["marker"] for citation in record["citations"]}
    for claim in record["claims"]:
        assert set(claim["citations"]) <= markers


def test_a_refusal_is_an_answer(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = _asked_json("Kế hoạch của Hà Nội giao ai chủ trì?", built_index, capsys)
    assert record["abstained"] is True
    assert "Hà Nội" in record["answer"]
    assert record["claims"] == record["citations"] == []


def test_a_script_is_text(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = _asked_json("<script>alert('x')</script>", built_index, capsys)
    assert record["abstained"] is True


def test_the_answer_is_in_the_language_of_the_question_and_messages_in_that_of_the_person(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "Who leads TBT information in Thanh Hoa?"
    assert main(["ask", question, "--index", str(built_index)]) == 0
    shown = capsys.readouterr()
    assert "Sources:" in shown.out
    assert main(["ask", "?", "--lang", "en", "--index", str(built_index)]) == 2
    assert "holds no letter or digit" in capsys.readouterr().err


def test_a_long_quote_is_shortened_and_nothing_steers_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    citation = Citation(
        1, "a.txt", "Kế hoạch A", "12/KH-UBND", "Mục I", ((0, 900),), "từ " * 300
    )
    answer = Answer("?", "vi", "Có. [1]", False, citations=(citation,))
    shown = render(answer)
    assert "[1] Kế hoạch A (12/KH-UBND), Mục I\n" in shown
    assert shown.endswith("từ …”")
    assert len(shown) < 450


def test_a_province_and_a_document_are_kept_to(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "Ai chủ trì cung cấp thông tin TBT?"
    for option, value, start in (
        ("--province", "thai nguyen", "thai-nguyen-2026"),
        ("--document", "thanh-hoa-2026", "thanh-hoa-2026"),
    ):
        arguments = ["ask", question, option, value, "--json", "--index", str(built_index)]
        assert main(arguments) == 0
        record = json.loads(capsys.readouterr().out)
        assert record["citations"]
        assert all(c["source"].startswith(start) for c in record["citations"])
        assert record["scope"]["source"].startswith(start)
    arguments = ["ask", "Ai ký?", "--document", "hue", "--index", str(built_index)]
    assert main(arguments) == 2
    assert "“hue”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (f"{ASKED}\n\n", "utf-8"),
        (f"Ai ký?\r\n{ASKED}\r\n", "utf-16"),
        (json.dumps([ASKED]), "utf-8-sig"),
        (json.dumps({"history": [ASKED]}), "utf-8"),
    ],
)
def test_earlier_questions_come_from_a_file(
    content: str,
    encoding: str,
    tmp_path: Path,
    built_index: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    history = tmp_path / "truoc.txt"
    history.write_bytes(content.encode(encoding))
    arguments = ["ask", "Thế còn Thái Nguyên?", "--history", str(history), "--json"]
    assert main([*arguments, "--index", str(built_index)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert {citation["source"][:11] for citation in record["citations"]} == {"thai-nguyen"}


@pytest.mark.parametrize("content", ["{", "[1]", '{"question": "Ai ký?"}', None])
def test_a_history_that_is_none_is_refused(
    content: str | None,
    tmp_path: Path,
    built_index: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    history = tmp_path / "truoc.json"
    if content is not None:
        history.write_text(content, encoding="utf-8")
    arguments = ["ask", "Ai ký?", "--history", str(history), "--index", str(built_index)]
    assert main(arguments) == 2
    assert "truoc.json" in capsys.readouterr().err


def test_an_index_named_by_the_environment(
    built_index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOIDAP_INDEX", str(built_index))
    assert main(["ask", ASKED]) == 0
    capsys.readouterr()
    monkeypatch.delenv("HOIDAP_INDEX")
    assert main(["ask", ASKED]) == 1
    assert ".hoidap/index" in capsys.readouterr().err


def test_a_long_quote_is_shortened_around_what_the_answer_quotes() -> None:
    quote = "đầu " * 200 + "trước ngày 01 tháng 12 hàng năm, báo cáo kết quả " + "cuối " * 200
    claim = "Trước ngày 01 tháng 12. “… trước ngày 01 tháng 12 hàng năm, báo cáo …”"
    shown = shortened(quote, 300, claim)
    assert "trước ngày 01 tháng 12 hàng năm" in shown
    assert shown.startswith("… đầu")
    assert shown.endswith("cuối …")
    assert len(shown) < 310
    assert shortened(quote, 300).startswith("đầu đầu")
    assert shortened(quote[:999], 300, claim).endswith(quote[:999].strip()[-9:])
    assert shortened("ngắn", 300, claim) == "ngắn"
