"""What stands at a place that a question names."""

from __future__ import annotations

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2025,
    THANH_HOA_2026,
    faults,
)


@pytest.mark.parametrize(
    ("question", "source", "locator", "words"),
    [
        ("Mục III.5.b nói gì?", THANH_HOA_2026, "Mục III.5.b", "hàng rào kỹ thuật"),
        ("Điều 3 của Quyết định 1295 là gì?", DONG_NAI, "Điều 3", "Chánh Văn phòng"),
        (
            "Khoản 2 Điều 2 quyết định của Thanh Hóa năm 2025 quy định gì?",
            THANH_HOA_2025,
            "Điều 2.2",
            "đầu mối tổng hợp",
        ),
        (
            "dòng 7 phụ lục kế hoạch Thái Nguyên ghi gì?",
            THAI_NGUYEN,
            "Phụ lục, dòng 7",
            "WTO",
        ),
        ("What does Article 3 of Decision 1295 say?", DONG_NAI, "Điều 3", "Chánh Văn phòng"),
    ],
)
def test_what_stands_there(
    assistant: Assistant, question: str, source: str, locator: str, words: str
) -> None:
    for form in (str, strip_marks):
        answer = assistant.ask(form(question))
        assert faults(answer, assistant) == []
        assert words in answer.answer
        assert (source, locator) in [(c.source, c.locator) for c in answer.citations]


def test_a_section_is_said_by_what_stands_under_it(assistant: Assistant) -> None:
    answer = assistant.ask("Mục III.5 của kế hoạch Thanh Hóa 2026 gồm gì?")
    assert [c.locator for c in answer.citations] == ["Mục III.5.a", "Mục III.5.b"]


def test_a_place_that_is_not_there_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("Điều 9 của Quyết định 1295 nói gì?")
    assert answer.abstained
    assert "không có vị trí này" in answer.answer


def test_a_question_about_the_work_there_is_answered_from_its_fields(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Dòng 7 phụ lục kế hoạch Thái Nguyên ai chủ trì?")
    assert "chủ trì" in answer.answer
    assert answer.citations[0].locator == "Phụ lục, dòng 7"
