"""The measure of what reaches the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.assistant.check.check import Verdict
from hoidap.assistant.engine import Assistant
from hoidap.eval.faithfulness import Case, Outcome, Report, measure
from hoidap.eval.faithfulness_report import SHOWN, STOPPED, missed, to_dict, write
from hoidap.eval.generated import setting
from hoidap.eval.gold import load_gold


@pytest.fixture(scope="module")
def report(assistant: Assistant) -> Report:
    """Measure every sixteenth gold question."""
    return measure(assistant, load_gold()[::16])


def test_falsehoods_are_stopped_and_good_sentences_shown(report: Report) -> None:
    assert report.stopped.total > 1000
    assert report.shown.total > 100
    assert report.stopped.share >= STOPPED, [o.case.sentence for o in report.failed]
    assert report.shown.share >= SHOWN, [o.case.sentence for o in report.failed]
    assert missed(report) == []


def test_what_counts_as_reaching_the_reader(assistant: Assistant) -> None:
    case = setting(assistant, load_gold()[0])
    assert case is not None
    shown, dropped = Verdict("x", (2,), None), Verdict("x", (), "number")
    falsehood = Case(case, "x [2]", "digit", False, frozenset())
    strayed = Case(case, "x [3]", "wrong marker", False, frozenset({2}))
    good = Case(case, "x [2]", "claim", True, frozenset({2}))
    assert Outcome(falsehood, shown).misled and not Outcome(falsehood, shown).right
    assert Outcome(falsehood, dropped).right
    assert Outcome(strayed, shown).right  # mended
    assert Outcome(strayed, Verdict("x", (3,), None)).misled
    assert Outcome(good, shown).right and not Outcome(good, dropped).right
    failing = Report((Outcome(falsehood, shown), Outcome(good, dropped)))
    assert (failing.stopped.hits, failing.shown.hits) == (0, 0)
    assert len(missed(failing)) == 2


def test_the_report_is_written(report: Report, tmp_path: Path) -> None:
    write(report, tmp_path)
    figures = json.loads((tmp_path / "faithfulness.json").read_text(encoding="utf-8"))
    assert figures == to_dict(report)
    text = (tmp_path / "faithfulness.md").read_text(encoding="utf-8")
    assert "| đổi một chữ số · digit |" in text
    assert f"{report.stopped.hits}/{report.stopped.total}" in text
