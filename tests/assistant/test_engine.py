"""The assistant as a whole: conversations, checked answers, honest refusals, threads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from hoidap.assistant import engine
from hoidap.assistant.answer import Answer
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, Quote
from hoidap.assistant.engine import Assistant
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.eval.gold import GoldQuestion, load_gold
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import (
    DONG_NAI,
    DOST,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2026,
    Place,
    cites,
    decomposed,
    faults,
    freeze,
    holds,
    old_tones,
    open_assistant,
    quote,
    same,
    sources,
)

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
ROW_7 = Place(THAI_NGUYEN, "Phụ lục, dòng 7", "hàng rào kỹ thuật trong thương mại")


# -- conversations ---------------------------------------------------------------------


def ask(assistant: Assistant, *questions: str) -> Answer:
    """Ask the last of ``questions`` after the others."""
    answer = assistant.ask(questions[-1], questions[:-1])
    assert faults(answer, assistant) == []
    return answer


def test_the_same_of_another_province(assistant: Assistant) -> None:
    answer = ask(assistant, TBT, "Thế còn Thái Nguyên?")
    assert sources(answer) == {THAI_NGUYEN}
    assert cites(answer, ROW_7)
    assert holds(answer, "Sở KH&CN") or holds(answer, DOST)
    assert answer.scope == {"province": "Thái Nguyên", "source": THAI_NGUYEN}


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (strip_marks(TBT), "Thế còn Thái Nguyên?"),
        (TBT, "The con Thai Nguyen?"),
    ],
)
def test_diacritics_in_one_question_and_none_in_the_other(
    assistant: Assistant, before: str, then: str
) -> None:
    answer = ask(assistant, before, then)
    assert cites(answer, ROW_7)


@pytest.mark.parametrize(
    ("before", "then", "says", "place"),
    [
        # another province
        (strip_marks(TBT), "The con Thai Nguyen?", [], None),
        ("Who leads TBT information in Thanh Hóa?", "What about Thái Nguyên?", [], ROW_7),
        ("Who leads TBT information in Thanh Hóa?", "Thế còn Thái Nguyên?", [], ROW_7),
        (TBT, "What about Thái Nguyên?", [], ROW_7),
        (
            "Thái Nguyên hướng dẫn bao nhiêu doanh nghiệp mỗi năm?",
            "Thế còn Thanh Hóa?",
            ["ít nhất 200"],
            Place(THANH_HOA_2026, "Mục II.2.1.c", "ít nhất 200 doanh nghiệp"),
        ),
        (
            "Hạn báo cáo của Đồng Nai là ngày nào?",
            "Thái Nguyên thì sao?",
            ["01/12"],
            Place(THAI_NGUYEN, "Mục V, đoạn 1", "trước ngày 01/12 hằng năm"),
        ),
        (
            "Who signed Decision 1295?",
            "And Thái Nguyên's plan?",
            ["Nguyễn Thị Loan"],
            Place(THAI_NGUYEN, "Chữ ký (2)", "Nguyễn Thị Loan"),
        ),
        # another thing of the same
        (
            TBT,
            "Đơn vị nào phối hợp?",
            ["Sở Công Thương"],
            Place(THANH_HOA_2026, "Mục III.5.b", "Đơn vị phối hợp: Sở Công Thương"),
        ),
        (
            strip_marks(TBT),
            "Don vi nao phoi hop?",
            ["Sở Công Thương"],
            Place(THANH_HOA_2026, "Mục III.5.b", "Đơn vị phối hợp: Sở Công Thương"),
        ),
        (
            TBT,
            "Thời gian thực hiện?",
            ["từ năm 2026 đến năm 2035"],
            Place(THANH_HOA_2026, "Mục III.5.b", "từ năm 2026 đến năm 2035"),
        ),
        (
            "Ai ký Quyết định 1295/QĐ-UBND?",
            "Ban hành ngày nào?",
            ["23/04/2025"],
            Place(DONG_NAI, "Đầu văn bản (2)", "ngày 23 tháng 4 năm 2025"),
        ),
    ],
)
def test_follow_ups(
    assistant: Assistant, before: str, then: str, says: list[str], place: Place | None
) -> None:
    answer = ask(assistant, before, then)
    assert not answer.abstained
    for words in says:
        assert holds(answer, words)
    assert place is None or cites(answer, place)
    for form in (decomposed, old_tones):
        assert same(ask(assistant, form(before), form(then)), answer)


def test_a_chain_of_questions(assistant: Assistant) -> None:
    chain = [TBT, "Thế còn Thái Nguyên?", "Đơn vị nào phối hợp?"]
    answer = ask(assistant, *chain)
    assert sources(answer) == {THAI_NGUYEN}
    assert holds(answer, "Các đơn vị liên quan")


def test_an_old_conversation_changes_nothing(assistant: Assistant) -> None:
    whole = "Hạn báo cáo kết quả thực hiện Quyết định 1295 của Đồng Nai là ngày nào?"
    alone = ask(assistant, whole)
    assert same(ask(assistant, *[TBT] * 50, whole), alone)
    assert same(ask(assistant, "", " ", "?!", whole), alone)


def test_small_talk_before_is_not_leaned_on(assistant: Assistant) -> None:
    answer = ask(assistant, "Xin chào", TBT)
    assert same(answer, ask(assistant, TBT))


def test_of_two_provinces_the_missing_one_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "Ai chủ trì thông tin TBT ở Hà Nội và Thái Nguyên?")
    assert sources(answer) == {THAI_NGUYEN}
    assert "Hà Nội" in answer.answer


def test_a_missing_province_after_another_is_refused(assistant: Assistant) -> None:
    answer = ask(assistant, TBT, "Thế còn Hà Nội?")
    assert answer.abstained
    assert "Hà Nội" in answer.answer


# -- what every answer keeps -----------------------------------------------------------


@pytest.fixture(scope="module")
def gold() -> tuple[GoldQuestion, ...]:
    return load_gold()


FORMS: list[Callable[[str], str]] = [str, strip_marks]


@pytest.mark.parametrize("form", FORMS)
def test_every_gold_answer_is_well_formed_and_verifies(
    assistant: Assistant, gold: Sequence[GoldQuestion], form: Callable[[str], str]
) -> None:
    wrong = {
        question.id: found
        for question in gold
        if (
            found := faults(
                assistant.ask(form(question.question), list(map(form, question.history))),
                assistant,
            )
        )
    }
    assert wrong == {}


@pytest.mark.parametrize("form", [decomposed, old_tones])
def test_no_gold_answer_depends_on_the_spelling(
    assistant: Assistant, gold: Sequence[GoldQuestion], form: Callable[[str], str]
) -> None:
    wrong = [
        question.id
        for question in gold
        if not same(
            assistant.ask(question.question, question.history),
            assistant.ask(form(question.question), list(map(form, question.history))),
        )
    ]
    assert wrong == []


def test_white_space_changes_nothing(
    assistant: Assistant, gold: Sequence[GoldQuestion]
) -> None:
    for question in gold[::10]:
        loose = f"\t {question.question.replace(' ', '  ')}\u00a0\n"
        assert same(
            assistant.ask(loose, question.history),
            assistant.ask(question.question, question.history),
        )


def test_a_province_named_is_the_only_one_cited(
    assistant: Assistant, gold: Sequence[GoldQuestion]
) -> None:
    held = {plan.province for plan in assistant.index.plans.values()}
    for question in gold:
        named = {name for name in held if name and name in question.question}
        if len(named) != 1 or question.history:
            continue
        answer = assistant.ask(question.question)
        cited = {
            assistant.index.plans[item.source].province
            for item in (*answer.citations, *answer.nearest)
        }
        assert cited <= named, question.question


def test_an_answer_is_what_was_asked(assistant: Assistant) -> None:
    answer = assistant.ask(f"  {TBT}\n")
    assert answer.question == f"  {TBT}\n"
    assert answer.engine == "extractive"
    assert answer.elapsed_ms > 0
    told = json.loads(json.dumps(answer.to_dict(), ensure_ascii=False))
    assert told["citations"][0]["spans"] == [list(span) for span in answer.citations[0].spans]
    assert list(told) == [
        *("question", "language", "answer", "abstained", "claims", "citations"),
        *("scope", "nearest", "engine", "elapsed_ms"),
    ]


# -- the check stands between a draft and the reader ------------------------------------


def composer(draft: Draft) -> Callable[[Question, Scope, Searcher], Draft]:
    return lambda question, scope, searcher: draft


def draft_of(assistant: Assistant, *texts: str, lead: str = "") -> list[DraftClaim]:
    place = quote(assistant.index.plans[THANH_HOA_2026], "Mục III.5.b")
    return [DraftClaim(text, (place,), lead) for text in texts]


def test_a_draft_without_supported_claims_is_refused(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = draft_of(assistant, "Sở Y tế chủ trì.", "Hạn là ngày 31/12/2099.", "Có 777 lớp.")
    monkeypatch.setitem(engine._COMPOSERS, "lead", composer(draft))
    for question, words in ((TBT, "Không tìm thấy"), ("who leads TBT in Thanh Hóa?", "not")):
        answer = assistant.ask(question)
        assert answer.abstained
        assert words in answer.answer
        assert faults(answer, assistant) == []
        for wrong in ("Sở Y tế", "2099", "777"):
            assert wrong not in answer.answer


def test_what_is_not_supported_is_left_out(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = draft_of(assistant, "Sở Y tế chủ trì.", f"{DOST} chủ trì.", "Có 777 lớp.")
    monkeypatch.setitem(engine._COMPOSERS, "lead", composer(draft))
    answer = assistant.ask(TBT)
    assert [claim.text for claim in answer.claims] == [f"{DOST} chủ trì."]
    assert answer.answer == f"{DOST} chủ trì. [1]"
    assert faults(answer, assistant) == []


def test_a_claim_under_another_documents_name_is_left_out(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = [
        *draft_of(assistant, f"{DOST} chủ trì.", lead="Đồng Nai – Quyết định 1295/QĐ-UBND:"),
        *draft_of(assistant, f"{DOST} chủ trì.", lead="Thanh Hóa – Kế hoạch 2026-2035:"),
    ]
    monkeypatch.setitem(engine._COMPOSERS, "lead", composer(draft))
    answer = assistant.ask(TBT)
    assert len(answer.claims) == 1
    assert "Đồng Nai" not in answer.answer


def test_a_quote_outside_the_document_is_refused(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for spans in ((), ((5, 5),), ((-9, 9),), ((0, 10**9),), ((50, 90), (60, 99))):
        draft = [DraftClaim("Thực hiện", (Quote(THANH_HOA_2026, "Mục III", spans),))]
        monkeypatch.setitem(engine._COMPOSERS, "lead", composer(draft))
        assert assistant.ask(TBT).abstained


def test_one_place_has_one_marker(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = draft_of(assistant, f"{DOST} chủ trì.", "Cung cấp thông tin.")
    monkeypatch.setitem(engine._COMPOSERS, "lead", composer(draft))
    answer = assistant.ask(TBT)
    assert [claim.citations for claim in answer.claims] == [(1,), (1,)]
    assert len(answer.citations) == 1


def test_a_reason_ends_the_search_and_is_told(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Nothing("Văn bản không ghi điều này.", "The document does not say.")
    monkeypatch.setitem(engine._COMPOSERS, "lead", composer(nothing))
    answer = assistant.ask(TBT)
    assert answer.abstained
    assert answer.answer == nothing.vi
    assert faults(answer, assistant) == []


# -- time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "past"), [(2022, False), (2025, False), (2026, True), (2040, True)]
)
def test_a_plan_whose_years_have_passed_says_so(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, year: int, past: bool
) -> None:
    freeze(monkeypatch, year)
    for question, note in (
        ("Kế hoạch 2021-2025 của Thanh Hóa tập huấn mấy lớp?", "Lưu ý"),
        ("How many training classes does Thanh Hóa's 2021-2025 plan hold?", "Note"),
    ):
        answer = assistant.ask(question)
        assert sources(answer) == {THANH_HOA_2021}
        assert holds(answer, "08")
        last = answer.answer.splitlines()[-1]
        assert (last.startswith(note) and "2021-2025" in last) is past


def test_a_plan_without_an_end_and_one_that_runs_have_no_such_note(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(monkeypatch, 2030)
    for question in (TBT, "Hạn báo cáo của Đồng Nai?", "Hạn báo cáo của Thái Nguyên?"):
        assert "Lưu ý" not in assistant.ask(question).answer
    freeze(monkeypatch, 2036)
    assert "Lưu ý" in assistant.ask(TBT).answer
    assert "Lưu ý" not in assistant.ask("Hạn báo cáo của Đồng Nai?").answer


# -- threads ------------------------------------------------------------------------------


def test_eight_threads_get_the_answers_of_one(
    assistant: Assistant,
    documents: list[Path],
    tmp_path: Path,
    gold: Sequence[GoldQuestion],
) -> None:
    asked = [(question.question, question.history) for question in gold[::10]][:30]
    assert len(asked) == 30
    alone = [assistant.ask(*item) for item in asked]
    fresh = open_assistant(documents, tmp_path / "index")  # nothing remembered yet
    start = Barrier(8)

    def work(turn: int) -> list[Answer]:
        start.wait()
        order = asked[turn:] + asked[:turn]  # so that the threads meet on different questions
        answers = [fresh.ask(*item) for item in order]
        return answers[len(asked) - turn :] + answers[: len(asked) - turn]

    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(work, range(8)):
            assert all(same(one, other) for one, other in zip(answers, alone, strict=True))


# -- edges --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?",
        "…!?.,;:",
        "\x00\x01\x1b[31m",
        "😀 📄",
        "<script>alert(1)</script>",
        "'; DROP TABLE plans; --",
        "[1] [2] [3]",
        "((((((((((",
        "\\d+(?:",
        "AND OR NOT",
        "title:* body:(a b)",
        "\ud800",
        "\u0301\u0323",
        "a" * 2000,
        "đ " * 1000,
        "9" * 500,
        "1295 " * 300,
    ],
)
def test_anything_gets_an_answer_or_a_refusal(assistant: Assistant, question: str) -> None:
    for history in ((), (TBT,), (question, question)):
        answer = assistant.ask(question, history)
        assert faults(answer, assistant) == []
        assert answer.question == question


def test_an_empty_index_refuses(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("Văn bản không có gì để hỏi.\n", encoding="utf-8")
    bare = open_assistant([tmp_path / "bare.txt"], tmp_path / "index")
    for question in (TBT, "Xin chào", "", "Ai ký?", "who leads?", "Hạn báo cáo?", "TBT là gì?"):
        answer = bare.ask(question)
        assert faults(answer, bare) == []
        assert answer.abstained


@pytest.mark.parametrize(
    "question",
    [
        "Quyết định số 15/QĐ-UBND của Thanh Hóa do ai ký?",
        "Kế hoạch số 30/KH-UBND của Thái Nguyên ban hành ngày nào?",
        "Who signed Decision 12/QĐ-UBND of Đồng Nai?",
    ],
)
def test_a_number_that_is_a_days_is_no_documents(assistant: Assistant, question: str) -> None:
    """Dates such as 15/12 hold the digits; no document bears or cites the number."""
    answer = assistant.ask(question)
    assert answer.abstained
    assert "/" in answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Năm 2028 Thái Nguyên phải hướng dẫn bao nhiêu doanh nghiệp?", "70"),
        ("Năm 2029 Thanh Hóa phải hướng dẫn bao nhiêu doanh nghiệp?", "200"),
    ],
)
def test_a_year_that_a_plan_covers_is_answered_by_what_holds_each_year(
    assistant: Assistant, question: str, words: str
) -> None:
    for form in (str, strip_marks):
        assert words in assistant.ask(form(question)).answer


# -- time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?", "đã mất 0 giây"),
        ("Who leads TBT information in Thanh Hóa?", "taken 0 seconds"),
    ],
)
def test_a_question_that_takes_too_long_is_given_up_and_the_next_is_answered(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, question: str, said: str
) -> None:
    monkeypatch.setattr(engine, "TIME_LIMIT", 0.0)
    given_up = assistant.ask(question)
    assert given_up.abstained and said in given_up.answer
    monkeypatch.undo()
    assert not assistant.ask(question).abstained
