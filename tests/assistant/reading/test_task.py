"""What is wanted of the documents: an answer, a summary, a comparison."""

from __future__ import annotations

import pytest

from hoidap.assistant.reading.task import task_of


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Tóm tắt kế hoạch của Thái Nguyên", "kế hoạch của Thái Nguyên"),
        ("tom tat ke hoach cua Thai Nguyen", "ke hoach cua Thai Nguyen"),
        ("Hãy tóm tắt ngắn gọn các giải pháp của Đồng Nai", "các giải pháp của Đồng Nai"),
        ("Summarise the Thanh Hóa plan", "the Thanh Hóa plan"),
        ("Please give me a short summary of the targets", "the targets"),
    ],
)
def test_a_summary(question: str, asked: str) -> None:
    assert task_of(question) == ("summarise", asked)


@pytest.mark.parametrize(
    "question",
    ["Ai chủ trì TBT?", "Bản tóm tắt gửi cho ai?", "Tóm tắt", "Who writes the summary?"],
)
def test_an_answer(question: str) -> None:
    assert task_of(question) == ("answer", question)


def test_a_comparison() -> None:
    question = "So sánh mục tiêu của Thái Nguyên và Thanh Hóa"
    assert task_of(question) == ("compare", question)
