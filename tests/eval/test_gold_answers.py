"""The shipped assistant on the shipped gold set: every target is reached."""

from __future__ import annotations

import json

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.eval.answers import Report, evaluate
from hoidap.eval.gold import load_gold
from hoidap.eval.report import REPORTS, to_dict
from hoidap.eval.targets import missed

COMMITTED = REPORTS / "answers.json"


@pytest.fixture(scope="module")
def report(assistant: Assistant) -> Report:
    return evaluate(assistant, load_gold(), index=assistant.index)


def test_every_target_is_reached(report: Report) -> None:
    assert [label.en for label in missed(report)] == []


@pytest.mark.skipif(not COMMITTED.exists(), reason="`make eval` has not been run yet")
def test_committed_report_is_that_of_this_code(report: Report) -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == to_dict(report), (
        "run `make eval`"
    )
