"""The engine over the corpus and a scripted model server: what reaches the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hoidap.assistant.answer import Answer
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.engine import LLMAssistant, Progress
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.eval.scoring import citation_fault
from hoidap.prompts import NO_EVIDENCE
from tests.llm_server import Play, Request, Script, ScriptedServer, llm_server

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
GOOD = "Sở Khoa học và Công nghệ chủ trì cung cấp thông tin về TBT [1]."
FALSE = "Sở Tài chính chủ trì cung cấp thông tin về TBT [1]."


@contextmanager
def engine(
    assistant: Assistant, play: Play | Script | str, timeout: float = 20
) -> Iterator[tuple[LLMAssistant, ScriptedServer]]:
    with llm_server(play) as server:
        settings = LLMSettings(
            model="scripted", base_url=server.openai, timeout=timeout, retries=0
        )
        yield LLMAssistant(assistant, settings), server


def asked(assistant: Assistant, play: Play | Script | str, question: str = TBT) -> Answer:
    with engine(assistant, play) as (model, _):
        return model.ask(question)


def same_but_for_the_model(answer: Answer, extractive: Answer) -> bool:
    ours, theirs = answer.to_dict(), extractive.to_dict()
    for record in (ours, theirs):
        record.pop("elapsed_ms")
    ours.pop("llm")
    return ours == theirs


def test_a_good_answer_is_shown_in_the_model_s_words(assistant: Assistant) -> None:
    answer = asked(assistant, GOOD)
    assert answer.engine == "llm"
    assert answer.answer == "Sở Khoa học và Công nghệ chủ trì cung cấp thông tin về TBT. [1]"
    assert [claim.citations for claim in answer.claims] == [(1,)]
    assert answer.citations == assistant.ask(TBT).citations
    assert all(citation_fault(c, assistant.index.texts) is None for c in answer.citations)
    assert answer.to_dict()["llm"] == {
        "model": "scripted",
        "server": answer.generation.server if answer.generation else "",
        "remote": False,
        "prompt": answer.generation.prompt if answer.generation else "",
        "sentences": 1,
        "kept": 1,
        "share": 1.0,
        "note": None,
    }


def test_a_lie_never_shows(assistant: Assistant) -> None:
    answer = asked(assistant, FALSE)
    assert same_but_for_the_model(answer, assistant.ask(TBT))
    assert answer.engine == "extractive"
    assert answer.generation is not None and answer.generation.kept == 0
    assert "kiểm chứng" in (answer.generation.note or "")


def test_what_the_sentences_leave_out_is_said_behind_them(assistant: Assistant) -> None:
    question = "Thời gian và đơn vị chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
    extractive = assistant.ask(question)
    answer = asked(assistant, f"{GOOD} {FALSE}", question)
    assert answer.generation is not None
    assert (answer.generation.kept, answer.generation.sentences) == (1, 2)
    assert "Sở Tài chính chủ trì" not in answer.answer
    quoted = {citation.quote for citation in answer.citations}
    assert {citation.quote for citation in extractive.citations} <= quoted


def test_markers_are_numbered_in_the_order_of_the_answer(assistant: Assistant) -> None:
    question = "So sánh ai chủ trì cung cấp thông tin TBT ở Thái Nguyên và Thanh Hóa?"
    answer = asked(
        assistant, "Ở Thanh Hóa, Sở Khoa học và Công nghệ chủ trì [2]. Xem [99].", question
    )
    assert answer.engine == "llm"
    assert [c.marker for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    used = [marker for claim in answer.claims for marker in claim.citations]
    assert used[0] == 1 and set(used) == {c.marker for c in answer.citations}
    assert "[99]" not in answer.answer


def test_one_marker_at_the_end_of_two_sentences(assistant: Assistant) -> None:
    """It is meant for both; a false one before it is not saved by it."""
    first = "Việc này do Sở Khoa học và Công nghệ chủ trì."
    answer = asked(assistant, f"{first} Sở Tài chính chủ trì. {GOOD}")
    assert [claim.text for claim in answer.claims][:2] == [first, GOOD.replace(" [1]", "")]
    assert "Sở Tài chính chủ trì" not in answer.answer
    assert answer.claims[0].citations == (1,)


def test_a_model_that_sees_no_answer(assistant: Assistant) -> None:
    answer = asked(assistant, NO_EVIDENCE["vi"])
    assert same_but_for_the_model(answer, assistant.ask(TBT))
    assert answer.generation is not None and "không thấy" in (answer.generation.note or "")


@pytest.mark.parametrize(
    "question",
    [
        *("Ai là tổng thống Mỹ?", "Số điện thoại của Sở Y tế Thái Nguyên?", "Xin chào!"),
        *("Tóm tắt kế hoạch của Hà Nội", "Tóm tắt kế hoạch năm 2050 của Thái Nguyên"),
        *("Tóm tắt tiểu sử ông Nguyễn Văn A", "Summarise the football results"),
    ],
)
def test_what_no_document_holds_is_not_asked(assistant: Assistant, question: str) -> None:
    with engine(assistant, GOOD) as (model, server):
        answer = model.ask(question)
        assert server.requests == []
    assert answer.abstained
    assert same_but_for_the_model(answer, assistant.ask(question))


@pytest.mark.parametrize(
    "script",
    [
        *(
            Script(GOOD, failure=failure)
            for failure in ("hang", "stall", "trickle", "cut", "malformed", "page")
        ),
        *(Script(status=status) for status in (429, 500, 401, 404)),
    ],
    ids=lambda script: script.failure or str(script.status),
)
def test_a_server_that_fails(assistant: Assistant, script: Script) -> None:
    """Even where a good sentence had come: half an answer is none."""
    with engine(assistant, script, timeout=1) as (model, _):
        answer = model.ask(TBT)
    assert same_but_for_the_model(answer, assistant.ask(TBT))
    assert answer.generation is not None and answer.generation.note
    assert "Đây là câu trả lời trích từ văn bản." in answer.generation.note


def test_nobody_listens(assistant: Assistant) -> None:
    with llm_server("") as server:
        settings = LLMSettings(model="m", base_url=server.openai, timeout=2, retries=0)
    answer = LLMAssistant(assistant, settings).ask("Who leads TBT information in Thanh Hóa?")
    assert answer.generation is not None
    assert (answer.generation.note or "").startswith("Cannot connect to the LLM server")


def test_only_checked_sentences_are_streamed(assistant: Assistant) -> None:
    script = Script(f"{FALSE} {GOOD} Năm 2031 hoàn thành [1]. {FALSE}", piece=3, pause=0.001)
    with engine(assistant, script) as (model, _):
        *steps, last = model.stream(TBT)
    assert isinstance(steps[0], Progress) and steps[0].answer is None
    grown = [step.answer for step in steps if isinstance(step, Progress)]
    assert len(grown) == len(steps)
    shown = [answer.answer for answer in grown if answer]
    assert shown == ["Sở Khoa học và Công nghệ chủ trì cung cấp thông tin về TBT. [1]"]
    assert isinstance(last, Answer)
    assert "2031" not in last.answer and "Tài chính chủ trì" not in last.answer


def test_a_stopped_answer_keeps_what_was_checked(assistant: Assistant) -> None:
    stopped: list[bool] = []
    script = Script(f"{GOOD} " + "Và còn nữa. " * 400, piece=4, pause=0.005)
    with engine(assistant, script) as (model, server):
        for step in model.stream(TBT, cancelled=lambda: bool(stopped)):
            if isinstance(step, Progress) and step.answer:
                stopped.append(True)
        assert server.left.wait(10)  # the connection was closed
    assert isinstance(step, Answer)
    assert step.answer.startswith("Sở Khoa học và Công nghệ chủ trì")


def test_half_a_sentence_is_none(assistant: Assistant) -> None:
    """Stopped before the first was whole: the quoted answer, and why."""
    script = Script("Sở Khoa học và Công nghệ chủ trì " * 30, piece=4, pause=0.005)
    with engine(assistant, script) as (model, server):
        answer = list(model.stream(TBT, cancelled=lambda: bool(server.requests)))[-1]
    assert isinstance(answer, Answer)
    assert same_but_for_the_model(answer, assistant.ask(TBT))
    assert answer.generation is not None
    assert (answer.generation.note or "").startswith("Mô hình đã được dừng.")


def test_a_follow_up_is_shown_with_what_it_leans_on(assistant: Assistant) -> None:
    with engine(assistant, GOOD) as (model, server):
        model.ask("Còn Thái Nguyên thì sao?", [TBT])
        (request,) = server.requests
    assert f"{TBT}\nCòn Thái Nguyên thì sao?" in request.said


NOT_UNDERSTOOD = "Vậy phía đó phân công kiểu chi?"
BEFORE = ["Cung cấp thông tin TBT ở Thanh Hóa"]
ANEW = "Cung cấp thông tin TBT ở Thanh Hóa phân công ai?"


def test_a_follow_up_that_was_not_understood_is_put_anew(assistant: Assistant) -> None:
    assert assistant.ask(NOT_UNDERSTOOD, BEFORE).abstained

    def play(request: Request) -> str:
        return ANEW if "<history>" in request.said else GOOD

    with engine(assistant, play) as (model, server):
        answer = model.ask(NOT_UNDERSTOOD, BEFORE)
        assert len(server.requests) == 2
    assert answer.question == NOT_UNDERSTOOD
    assert answer.answer.startswith("Sở Khoa học và Công nghệ chủ trì cung cấp thông tin")


@pytest.mark.parametrize(
    "written",
    [
        "Cung cấp thông tin TBT ở Thái Nguyên phân công ai?",
        "Cung cấp thông tin TBT ở Thanh Hóa năm 2030 phân công ai?",
        "Sở Tài chính cung cấp thông tin TBT ở Thanh Hóa phân công ai?",
        "Doanh nghiệp xuất khẩu ở Thanh Hóa được hỗ trợ gì?",
        "Who provides TBT information in Thanh Hóa?",
        "",
    ],
)
def test_a_question_put_anew_may_add_nothing(assistant: Assistant, written: str) -> None:
    with engine(assistant, written) as (model, server):
        answer = model.ask(NOT_UNDERSTOOD, BEFORE)
        assert len(server.requests) == 1
    assert same_but_for_the_model(answer, assistant.ask(NOT_UNDERSTOOD, BEFORE))


def test_a_summary_of_a_whole_plan(assistant: Assistant) -> None:
    question = "Tóm tắt kế hoạch của Thái Nguyên"

    def play(request: Request) -> str:
        assert "Bạn tóm tắt" in request.said
        passage = request.said.split('<passage id="2"')[1].split(">\n", 1)[1]
        return passage.split("\n</passage>")[0].rstrip(".;") + " [2]."

    answer = asked(assistant, play, question)
    assert answer.engine == "llm" and not answer.abstained
    assert {citation.source for citation in answer.citations} == {
        "thai-nguyen-2026-ke-hoach-876.txt"
    }


def test_a_summary_is_no_follow_up(assistant: Assistant) -> None:
    question = "Tóm tắt kế hoạch của Thái Nguyên"
    with engine(assistant, "KHÔNG CÓ CĂN CỨ") as (model, server):
        model.ask(question)
        model.ask(question, [TBT])
        alone, after = server.requests
    assert alone.said == after.said


def test_a_comparison_has_its_own_prompt(assistant: Assistant) -> None:
    question = "So sánh ai chủ trì cung cấp thông tin TBT ở Thái Nguyên và Thanh Hóa?"
    answer = asked(assistant, "Ở Thanh Hóa, Sở Khoa học và Công nghệ chủ trì [2].", question)
    assert answer.generation is not None
    assert (answer.generation.prompt or "").startswith("compare.vi ")
