"""Answers that enumerate."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hoidap.assistant.answerers.lists import best_heading, children
from hoidap.assistant.engine import Assistant
from hoidap.assistant.reading.question import understand
from hoidap.ingest.plan import Plan
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2025,
    THANH_HOA_2026,
    check,
    sources,
)


def locators(*numbers: str, before: str) -> list[str]:
    return [f"{before}{number}" for number in numbers]


@pytest.mark.parametrize(
    ("question", "source", "listed"),
    [
        (
            "Liệt kê các nhiệm vụ, giải pháp của kế hoạch Thái Nguyên",
            THAI_NGUYEN,
            locators(*"123456", before="Mục III."),
        ),
        (
            "List the tasks and solutions of Thái Nguyên's plan",
            THAI_NGUYEN,
            locators(*"123456", before="Mục III."),
        ),
        (
            "Liệt kê mục tiêu cụ thể đến năm 2030 của Thái Nguyên",
            THAI_NGUYEN,
            locators(*"abcdeghi", before="Mục II.2.1."),
        ),
        (
            "Liệt kê mục tiêu cụ thể đến năm 2035 của Thái Nguyên",
            THAI_NGUYEN,
            locators(*"abcdeghi", before="Mục II.2.2."),
        ),
        (
            "Liệt kê các nhiệm vụ chủ yếu của quyết định năm 2025 của Thanh Hóa",
            THANH_HOA_2025,
            locators(*"123456", before="Điều 1.2."),
        ),
        (
            "Những nhiệm vụ nào ở Đồng Nai có thời gian thực hiện năm 2025?",
            DONG_NAI,
            locators(*"356", before="Phụ lục, dòng II."),
        ),
    ],
)
def test_every_item_is_listed_in_order_and_cited(
    assistant: Assistant, question: str, source: str, listed: list[str]
) -> None:
    answer = check(assistant, question, [])
    assert sources(answer) == {source}
    assert [item.locator for item in answer.citations] == listed
    assert len(answer.claims) == len(answer.answer.splitlines()) == len(listed)


def test_of_two_plans_each_is_listed_under_its_name(assistant: Assistant) -> None:
    answer = check(
        assistant,
        "So sánh: liệt kê nhiệm vụ, giải pháp của kế hoạch 2026 ở Thanh Hóa và Thái Nguyên",
        ["Thanh Hóa", "Thái Nguyên"],
    )
    assert sources(answer) == {THAI_NGUYEN, THANH_HOA_2026}


def test_rows_that_are_not_every_year(assistant: Assistant) -> None:
    answer = check(
        assistant,
        "Việc nào trong quyết định năm 2025 của Thanh Hóa có thời gian không phải hằng năm?",
        ["Năm 2027"],
    )
    assert {item.locator for item in answer.citations} == {
        f"Phụ lục, dòng {number}" for number in ("2.5", "2.6", "4.1", "4.2", "4.3")
    }


@pytest.mark.parametrize(
    "question",
    [
        "Which tasks in the Đồng Nai annex have the time 2025?",
        "Which tasks of Thanh Hóa's decision are due in 2027?",
    ],
)
@pytest.mark.xfail(strict=True, reason="the time asked for is not read in English")
def test_rows_of_a_year_in_english(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert all(item.locator.startswith("Phụ lục, dòng") for item in answer.citations)


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("Liệt kê nhiệm vụ, giải pháp", "Mục III"),
        ("nhiem vu, giai phap gom nhung gi", "Mục III"),
        ("Mục tiêu cụ thể gồm những gì?", "Mục II.2"),
        ("Mục tiêu cụ thể đến năm 2035?", "Mục II.2.2"),
        ("What are the specific objectives?", "Mục II.2"),
        ("Giá vàng hôm nay?", None),
    ],
)
def test_the_heading_that_a_question_spells_out(
    plans: Mapping[str, Plan], question: str, locator: str | None
) -> None:
    plan = plans[THAI_NGUYEN]
    place = best_heading(understand(question), plan)
    assert (None if place is None else plan.provisions[place].locator) == locator


def test_what_stands_under_a_heading(plans: Mapping[str, Plan]) -> None:
    plan = plans[THANH_HOA_2026]
    place = next(i for i, p in enumerate(plan.provisions) if p.locator == "Mục III.3")
    assert [item.locator for item in children(plan, place)] == [
        f"Mục III.3.{letter}" for letter in "abcd"
    ]
