"""A run over the gold questions: what is asked, what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hoidap.eval.answers import ask_all, evaluate
from hoidap.eval.gold import unaccented
from hoidap.eval.tally import Tally
from hoidap.ingest.errors import UserError
from tests.eval.helpers import (
    DEADLINE,
    QUESTION,
    REFUSAL,
    TEXTS,
    UNANSWERABLE,
    FakeAssistant,
    answer,
    cite,
    span,
)

ENGLISH = replace(QUESTION, id="q3", question="When is the report due?", language="en")
FOLLOWUP = replace(
    QUESTION, id="q4", question="Thế còn Đồng Nai?", kind="followup", history=("Ai chủ trì?",)
)


def test_each_question_is_asked_once_with_its_own_history() -> None:
    assistant = FakeAssistant([answer()])
    ask_all(assistant, [QUESTION, FOLLOWUP, ENGLISH], TEXTS)
    assert assistant.asked == [
        (QUESTION.question, ()),
        ("Thế còn Đồng Nai?", ("Ai chủ trì?",)),
        (ENGLISH.question, ()),
    ]


def test_right_by_kind_and_language() -> None:
    assistant = FakeAssistant([answer(), answer("Không rõ [1]."), answer(), REFUSAL])
    run = ask_all(assistant, [QUESTION, FOLLOWUP, ENGLISH, UNANSWERABLE], TEXTS)
    assert run.right == Tally(3, 4)
    assert run.by_kind == {
        "deadline": Tally(2, 2),
        "followup": Tally(0, 1),
        "unanswerable": Tally(1, 1),
    }
    assert run.by_language == {"vi": Tally(2, 3), "en": Tally(1, 1)}
    assert run.in_language == Tally(3, 4)
    assert [outcome.question.id for outcome in run.failed] == ["q4"]


def test_length_is_counted_apart() -> None:
    long = answer("Trước ngày 01/12 [1]." + " rất" * 20)
    wrong = answer("Không rõ [1]." + " rất" * 20)
    run = ask_all(FakeAssistant([long, wrong]), [QUESTION, QUESTION], TEXTS)
    assert run.right == Tally(0, 2)
    assert run.right_at_any_length == Tally(1, 2)


def test_refusals_right_and_wrong() -> None:
    assistant = FakeAssistant([REFUSAL, REFUSAL, answer()])
    run = ask_all(assistant, [QUESTION, UNANSWERABLE, UNANSWERABLE], TEXTS)
    assert run.refused_wrongly == Tally(1, 1)
    assert run.refused_rightly == Tally(1, 2)


def test_citations_that_verify_and_that_support() -> None:
    lead = cite(span("Sở Công Thương"), marker=2)
    wrong = cite(DEADLINE, marker=3, quote="Báo cáo")
    nearest = replace(REFUSAL, nearest=(cite(DEADLINE), replace(wrong, marker=2)))
    assistant = FakeAssistant([answer("01/12 [1]", cite(DEADLINE), lead, wrong), nearest])
    run = ask_all(assistant, [QUESTION, UNANSWERABLE], TEXTS)
    assert run.evidence_precision == Tally(1, 3)
    assert run.verified == Tally(3, 5)


def test_message_to_the_user_counts_as_wrong_and_the_rest_is_asked() -> None:
    assistant = FakeAssistant(
        [UserError("Câu hỏi quá dài", "The question is too long"), answer()]
    )
    run = ask_all(assistant, [QUESTION, QUESTION], TEXTS)
    assert run.right == Tally(1, 2)
    assert run.refused_wrongly == Tally(0, 2)
    assert run.verified == Tally(1, 1)
    (failure,) = run.outcomes[0].failures
    assert (failure.code, failure.detail) == ("error", "The question is too long")


def test_defect_is_raised_and_names_the_question() -> None:
    with pytest.raises(KeyError) as raised:
        ask_all(FakeAssistant([KeyError("x")]), [QUESTION], TEXTS)
    assert "q1" in raised.value.__notes__[0]


def test_unaccented_takes_vietnamese_questions_and_their_history() -> None:
    bare = unaccented([QUESTION, ENGLISH, FOLLOWUP])
    assert [(q.question, q.history) for q in bare] == [
        ("Han bao cao la ngay nao?", ()),
        ("The con Dong Nai?", ("Ai chu tri?",)),
    ]
    assert bare[0].must == QUESTION.must


def test_evaluation_asks_as_typed_and_unaccented_and_tells_how_far_it_is() -> None:
    assistant = FakeAssistant([answer()])
    told: list[tuple[int, int]] = []
    report = evaluate(
        assistant,
        [QUESTION, ENGLISH],
        compare=False,
        progress=lambda done, total: told.append((done, total)),
    )
    assert [asked for asked, _ in assistant.asked] == [
        "Hạn báo cáo là ngày nào?",
        "When is the report due?",
        "Han bao cao la ngay nao?",
    ]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert report.engine.right == Tally(2, 2)
    assert report.unaccented.right == Tally(1, 1)
    assert report.plain is None


def test_evaluation_asks_the_plain_pipeline_the_same_questions() -> None:
    report = evaluate(FakeAssistant([answer()]), [QUESTION, UNANSWERABLE])
    assert report.plain is not None and report.plain_unaccented is not None
    assert [o.question for o in report.plain.outcomes] == [QUESTION, UNANSWERABLE]
    assert report.plain.right_at_any_length == Tally(1, 2)
    assert report.plain.refused_rightly == Tally(0, 1)
    assert len(report.plain_unaccented.outcomes) == 2
