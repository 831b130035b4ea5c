"""What ``hoidap eval answers`` runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from hoidap.eval.cli import run_answers
from hoidap.eval.gold import GoldError
from tests.eval.helpers import QUESTION, SOURCE, FakeAssistant, answer

LINE = {
    "id": QUESTION.id,
    "question": QUESTION.question,
    "history": [],
    "kind": QUESTION.kind,
    "language": "vi",
    "must": [list(group) for group in QUESTION.must],
    "must_not": [],
    "max_chars": QUESTION.max_chars,
    "evidence": [[{"source": SOURCE, "text": "trước ngày 01/12"}]],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINE), encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Answer right as typed, wrong without diacritics; record which index is opened."""
    folders: list[Path] = []

    def open_index(folder: Path) -> FakeAssistant:
        folders.append(folder)
        return FakeAssistant([answer(), answer("Không rõ [1].")])

    engine = SimpleNamespace(Assistant=SimpleNamespace(open=open_index))
    monkeypatch.setitem(sys.modules, "hoidap.assistant.engine", engine)
    return folders


def test_tables_and_missed_targets(opened: list[Path], gold: Path) -> None:
    text, missed = run_answers(Path("index"), gold, language="en")
    assert opened == [Path("index")]
    assert "1/1 = 100 %" in text and "LangChain" in text
    assert missed == ["right without diacritics: 0/1 = 0 %, at least 95% is needed"]


def test_json(opened: list[Path], gold: Path) -> None:
    text, missed = run_answers(
        Path("index"), gold, as_json=True, failures=True, compare=False, language="en"
    )
    data = json.loads(text)
    assert data["engine"]["right"]["hits"] == 1
    assert data["engine"]["median_ms"] >= 0
    assert data["missed"] == missed != []
    assert "plain" not in data
    (failure,) = data["failures"]
    assert failure == {
        "id": "q1",
        "unaccented": True,
        "answer": "Không rõ [1].",
        "reasons": [["must", "01/12 | 1 tháng 12"]],
    }


def test_report_is_written_where_it_is_asked_for(
    opened: list[Path], gold: Path, tmp_path: Path
) -> None:
    run_answers(Path("index"), gold, report_folder=tmp_path / "new" / "report")
    written = sorted(path.name for path in (tmp_path / "new" / "report").iterdir())
    assert written == ["answers.json", "answers.md"]


def test_gold_that_no_document_holds_is_refused(opened: list[Path], gold: Path) -> None:
    line = {**LINE, "evidence": [[{"source": SOURCE, "text": "ngày 15/11"}]]}
    gold.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(GoldError, match="ngày 15/11"):
        run_answers(Path("index"), gold)
