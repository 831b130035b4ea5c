"""The gold set: it loads, it stands in the documents, and a wrong line is named."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hoidap.eval.gold import GOLD, KINDS, GoldError, Support, check_evidence, load_gold

LINE: dict[str, Any] = {
    "id": "q1",
    "question": "Hạn báo cáo?",
    "history": ["Kế hoạch nào?"],
    "kind": "deadline",
    "language": "vi",
    "must": [["01/12", "1/12"]],
    "must_not": ["15/11"],
    "max_chars": 500,
    "evidence": [[{"source": "a.txt", "text": "trước ngày 01/12"}]],
}


def _write(folder: Path, *lines: object, name: str = "a.jsonl") -> Path:
    path = folder / name
    text = "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_questions_stand_in_the_shipped_documents(documents: list[Path]) -> None:
    questions = load_gold()
    check_evidence(questions, {path.name: path.read_text("utf-8") for path in documents})
    kinds = Counter(question.kind for question in questions)
    assert set(kinds) == set(KINDS)
    assert len(questions) >= 240
    assert kinds["unanswerable"] >= 40
    assert kinds["followup"] >= 20
    assert sum(question.language == "en" for question in questions) >= 40
    cited = {s.source for q in questions for group in q.evidence for s in group}
    assert cited == {path.name for path in documents}
    assert all(question.history for question in questions if question.kind == "followup")


def test_kinds_are_those_that_the_description_of_the_format_lists() -> None:
    row = re.search(r"\| `kind` \|(.*)\|", (GOLD / "README.md").read_text(encoding="utf-8"))
    assert row is not None
    assert tuple(re.findall(r"`(\w+)`", row[1])) == KINDS


def test_line_becomes_question(tmp_path: Path) -> None:
    path = _write(tmp_path, "", LINE, "")
    (question,) = load_gold(path)
    assert question.id == "q1"
    assert question.must == (("01/12", "1/12"),)
    assert question.evidence == ((Support("a.txt", "trước ngày 01/12"),),)
    assert question.history == ("Kế hoạch nào?",)
    assert question.place == "a.jsonl:2"
    assert question.answerable


def test_folder_is_read_in_the_order_of_names_and_other_files_are_left(tmp_path: Path) -> None:
    _write(tmp_path, {**LINE, "id": "second"}, name="b.jsonl")
    _write(tmp_path, {**LINE, "id": "first"}, name="a.jsonl")
    _write(tmp_path, "no gold", name="README.md")
    assert [question.id for question in load_gold(tmp_path)] == ["first", "second"]


UNANSWERABLE = {**LINE, "kind": "unanswerable"}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "JSON"),
        ("[1]", "[1]"),
        ({key: value for key, value in LINE.items() if key != "must"}, "must"),
        ({**LINE, "extra": 1}, "extra"),
        ({**LINE, "id": ""}, "id"),
        ({**LINE, "question": 3}, "question"),
        ({**LINE, "history": "x"}, "history"),
        ({**LINE, "kind": "guess"}, "guess"),
        ({**LINE, "kind": ["lead"]}, "kind"),
        ({**LINE, "language": "fr"}, "fr"),
        ({**LINE, "must": [[]]}, "must"),
        ({**LINE, "must": ["01/12"]}, "must"),
        ({**LINE, "must_not": [""]}, "must_not"),
        ({**LINE, "max_chars": 0}, "max_chars"),
        ({**LINE, "max_chars": True}, "max_chars"),
        ({**LINE, "evidence": [[{"source": "a.txt"}]]}, "evidence"),
        ({**LINE, "evidence": []}, "evidence"),
        (UNANSWERABLE, "evidence"),
    ],
)
def test_wrong_line_is_named_with_file_and_number(
    tmp_path: Path, line: object, named: str
) -> None:
    path = _write(tmp_path, {**LINE, "id": "good"}, line)
    with pytest.raises(GoldError) as raised:
        load_gold(path)
    for message in (raised.value.vi, raised.value.en):
        assert message.startswith("a.jsonl:2: ")
        assert named in message


def test_id_that_stands_twice_is_named_with_both_places(tmp_path: Path) -> None:
    _write(tmp_path, LINE, name="a.jsonl")
    _write(tmp_path, LINE, name="b.jsonl")
    with pytest.raises(GoldError, match=r"b\.jsonl:1: .*q1.*a\.jsonl:1"):
        load_gold(tmp_path)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"\.jsonl"):
        load_gold(tmp_path)
    with pytest.raises(GoldError, match="missing"):
        load_gold(tmp_path / "missing")
    with pytest.raises(GoldError, match=r"empty\.jsonl"):
        load_gold(_write(tmp_path, "", name="empty.jsonl"))


def test_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(GoldError, match=r"a\.jsonl.*UTF-8"):
        load_gold(tmp_path)


def test_evidence_must_stand_in_its_document(tmp_path: Path) -> None:
    questions = load_gold(_write(tmp_path, LINE))
    check_evidence(questions, {"a.txt": "Báo cáo TRƯỚC ngày\n 01/12 hằng năm"})
    with pytest.raises(GoldError, match=r"a\.jsonl:1: .*q1.*trước ngày 01/12"):
        check_evidence(questions, {"a.txt": "Báo cáo trước ngày 15/11"})
    with pytest.raises(GoldError, match=r"a\.txt.*b\.txt.*hoidap build"):
        check_evidence(questions, {"b.txt": "trước ngày 01/12"})
