"""Figures by name, and documents that quote them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.ingest.errors import UserError
from tests.quoted_figures import figure_faults, figures, quotes_figures


@pytest.fixture
def named(tmp_path: Path) -> dict[str, str]:
    tally = {"hits": 303, "total": 311, "share": 0.9743, "low": 0.95, "high": 0.9866}
    none = {"hits": 0, "total": 0, "share": None, "low": None, "high": None}
    data = {"questions": 311, "engine": {"right": tally, "none": none}}
    (tmp_path / "answers.json").write_text(json.dumps(data))
    (tmp_path / "bench.json").write_text(
        json.dumps({"ask": {"median_ms": 0.62}, "python": "3.11"})
    )
    return figures(tmp_path)


def test_figures_are_named_by_report_and_place(named: dict[str, str]) -> None:
    assert named["answers.questions"] == "311"
    assert named["answers.engine.right"] == "97.4 %"
    assert named["answers.engine.right.vi"] == "97,4 %"
    assert named["answers.engine.right.count"] == "303/311"
    assert named["bench.ask.median_ms.vi"] == "0,62"
    assert named["bench.python"] == "3.11"
    assert "answers.engine.none" not in named


def test_no_report_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="make eval"):
        figures(tmp_path)


def test_figure_as_in_the_report(named: dict[str, str]) -> None:
    text = (
        "Đúng <!-- figure:answers.engine.right.vi -->97,4 %<!-- /figure --> trên "
        "<!-- figure:answers.questions -->311<!-- /figure --> câu."
    )
    assert quotes_figures(text)
    assert figure_faults(text, named) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<!-- figure:answers.questions -->312<!-- /figure -->", "“312”, the report has “311”"),
        ("<!-- figure:answers.questions --> 311<!-- /figure -->", "“ 311”"),
        ("<!-- figure:answers.guess -->1<!-- /figure -->", "answers.guess"),
        ("<!-- figure:answers.questions -->311", "1 figures are opened, 0"),
        (
            "<!-- figure:a -->1 <!-- figure:answers.questions -->311<!-- /figure -->",
            "2 figures are opened, 1",
        ),
    ],
)
def test_figure_that_is_wrong(named: dict[str, str], text: str, fault: str) -> None:
    assert fault in figure_faults(text, named)[0]


def test_text_without_figures(named: dict[str, str]) -> None:
    assert not quotes_figures("97,4 %")
    assert figure_faults("97,4 %", named) == []
