"""Reports: what they say, and that the same outcomes give the same files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hoidap.eval.answers import Report, evaluate
from hoidap.eval.report import render, to_dict, write_answers
from hoidap.eval.tables import Label, Table, between, counted, markdown, percent, terminal
from hoidap.eval.tally import Tally
from hoidap.eval.targets import missed
from hoidap.ingest.errors import UserError
from tests.eval.helpers import QUESTION, REFUSAL, UNANSWERABLE, FakeAssistant, answer

ENGLISH = replace(QUESTION, id="q3", question="When is the report due?", language="en")


@pytest.fixture(scope="module")
def report() -> Report:
    """Two of three right as typed, one of two without diacritics."""
    replies = [answer(), answer("Trước ngày | 15/11 [1]."), REFUSAL, answer("?" * 70), REFUSAL]
    return evaluate(FakeAssistant(replies), [QUESTION, ENGLISH, UNANSWERABLE])


def test_json_has_counts_shares_and_intervals(report: Report) -> None:
    data = to_dict(report)
    assert data["questions"] == 3
    assert data["engine"]["right"] == {
        "hits": 2,
        "total": 3,
        "share": 0.6667,
        "low": 0.2077,
        "high": 0.9385,
    }
    assert data["engine"]["by_kind"]["deadline"]["hits"] == 1
    assert data["engine"]["by_language"]["en"]["share"] == 0.0
    assert data["unaccented"]["right"]["hits"] == 1
    assert {"plain", "plain_unaccented"} <= data.keys()


def test_times_are_only_where_they_are_asked_for(report: Report) -> None:
    assert "median_ms" not in to_dict(report)["engine"]
    assert to_dict(report, timings=True)["engine"]["p95_ms"] >= 0


def test_same_outcomes_give_the_same_files(report: Report, tmp_path: Path) -> None:
    again = evaluate(
        FakeAssistant(
            [o.answer for o in report.engine.outcomes if o.answer]
            + [o.answer for o in report.unaccented.outcomes if o.answer]
        ),
        [QUESTION, ENGLISH, UNANSWERABLE],
    )
    day = date(2026, 1, 2)
    write_answers(report, tmp_path / "a", day=day)
    write_answers(again, tmp_path / "b", day=day)
    for name in ("answers.md", "answers.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    text = (tmp_path / "a" / "answers.md").read_text(encoding="utf-8")
    assert "2026-01-02" in text
    assert "2/3 = 66,7 %" in text
    assert json.loads((tmp_path / "a" / "answers.json").read_text()) == to_dict(report)


def test_failures_are_listed_with_their_reasons(report: Report, tmp_path: Path) -> None:
    write_answers(report, tmp_path)
    text = (tmp_path / "answers.md").read_text(encoding="utf-8")
    assert "`q3`: thiếu · missing; không được có · forbidden\n" in text
    assert "`q1` (chỉ khi không dấu · only unaccented): " in text
    shown = render(report, "en", failures=True)
    assert "✗ missing: 01/12 | 1 tháng 12" in shown
    assert "✗ forbidden: 15/11" in shown
    assert "→ Trước ngày | 15/11 [1]." in shown
    assert "[without diacritics] q1" in shown
    assert "✗" not in render(report, "en")


def test_rendered_in_either_language(report: Report) -> None:
    vi, en = render(report), render(report, "en")
    assert "2/3 = 66,7 %" in vi and "Từ chối đúng" in vi
    assert "2/3 = 66.7 %" in en and "Refused rightly" in en
    assert "Từ chối" not in en


def test_all_right_is_nothing_missed() -> None:
    good = evaluate(
        FakeAssistant([answer(), REFUSAL, answer(), REFUSAL]),
        [QUESTION, UNANSWERABLE],
        compare=False,
    )
    assert missed(good) == []
    assert good.engine.failed == ()


def test_every_target_that_is_missed_is_named(report: Report) -> None:
    names = " / ".join(label.en for label in missed(report))
    for name in ("answered right", "without diacritics", "of the kind deadline", "in English"):
        assert name in names
    refusing = evaluate(FakeAssistant([REFUSAL]), [QUESTION, UNANSWERABLE], compare=False)
    assert "refused wrongly: 1/1 = 100 %" in " / ".join(x.en for x in missed(refusing))
    answering = evaluate(FakeAssistant([answer()]), [QUESTION, UNANSWERABLE], compare=False)
    assert "unanswerable questions refused: 0/1" in " / ".join(
        label.en for label in missed(answering)
    )


def test_percent_never_rounds_to_all_or_nothing() -> None:
    assert percent(1.0) == "100 %"
    assert percent(0.0) == "0 %"
    assert percent(9999 / 10000) == "99.9 %"
    assert percent(1 / 10000) == "0.1 %"
    assert percent(float("nan")) == "–"


def test_cells_of_nothing() -> None:
    assert counted(Tally(0, 0)) == between(Tally(0, 0)) == "–"


def test_markdown_escapes_what_would_break_the_table() -> None:
    table = Table(Label("Tên", "Name"), (Label("a|b", "a|b"),), (("1.5",),))
    assert markdown(table) == "## Tên · Name\n\n| a\\|b |\n| --- |\n| 1,5 |\n"


def test_terminal_shows_brackets_as_they_are() -> None:
    table = Table(
        Label("T", "T"), (Label("x", "x"), Label("y", "y")), ((Label("[red]", ""), "1"),)
    )
    assert "[red]" in terminal([table], "vi")


def test_folder_that_cannot_be_written_to_is_named(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(UserError, match="file: ") as raised:
        write_answers(report, file)
    assert "choose another folder" in raised.value.en
