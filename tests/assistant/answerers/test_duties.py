"""From an agency to its work."""

from __future__ import annotations

import pytest

from hoidap.assistant.engine import Assistant
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    Place,
    check,
    check_refused,
    sources,
)


@pytest.mark.parametrize(
    ("question", "source", "locators"),
    [
        (
            "Sở Công Thương chủ trì những việc gì theo kế hoạch 2026 của Thanh Hóa?",
            THANH_HOA_2026,
            {"Mục III.1.c", "Mục III.2.a", "Mục III.3.a", "Mục III.3.b"},
        ),
        (
            "Sở Y tế phối hợp những việc gì theo quyết định năm 2025 của Thanh Hóa?",
            THANH_HOA_2025,
            {"Phụ lục, dòng 2.3", "Phụ lục, dòng 3.1", "Phụ lục, dòng 3.2"},
        ),
        (
            "Chi cục Tiêu chuẩn Đo lường Chất lượng chủ trì những gì?",
            THANH_HOA_2021,
            {"Phụ lục, dòng 1", "Phụ lục, dòng 5.1", "Phụ lục, dòng 5.2"},
        ),
        ("Sở Nội vụ làm gì ở Đồng Nai?", DONG_NAI, {"Mục IV.4"}),
        (
            "What are the duties of the Department of Home Affairs in Đồng Nai?",
            DONG_NAI,
            {"Mục IV.4"},
        ),
        (
            "Trường Đại học, Cao đẳng ở Đồng Nai chủ trì việc gì?",
            DONG_NAI,
            {"Phụ lục, dòng III.3"},
        ),
        (
            "Ban Quản lý KKT Nghi Sơn chủ trì việc gì?",
            THANH_HOA_2026,
            {"Mục III.3.b"},
        ),
        (
            "Báo Thanh Hóa làm gì trong kế hoạch 2021-2025?",
            THANH_HOA_2021,
            {"Phụ lục, dòng 6", "Mục 5.1"},
        ),
    ],
)
def test_the_work_of_an_agency(
    assistant: Assistant, question: str, source: str, locators: set[str]
) -> None:
    answer = check(assistant, question, [])
    assert sources(answer) == {source}
    assert {item.locator for item in answer.citations} == locators


@pytest.mark.parametrize(
    "question",
    [
        "Sở Tài chính ở Thái Nguyên phải làm gì?",
        "What does the Department of Finance have to do in Thái Nguyên?",
    ],
)
def test_its_own_duty_goes_before_those_of_all(assistant: Assistant, question: str) -> None:
    answer = check(
        assistant,
        question,
        ["quyết định kinh phí"],
        Place(THAI_NGUYEN, "Mục V.2, đoạn 1", "Sở Tài chính phối hợp"),
        Place(THAI_NGUYEN, "Mục V.3, ý 1", "Các sở, ban, ngành tỉnh"),
    )
    assert answer.citations[0].locator == "Mục V.2, đoạn 1"


def test_led_work_goes_before_what_it_helps_with(assistant: Assistant) -> None:
    answer = check(assistant, "Sở Y tế làm gì theo quyết định năm 2025 của Thanh Hóa?", [])
    led = [claim.text.startswith("Chủ trì") for claim in answer.claims]
    helped = [claim.text.startswith("Phối hợp") for claim in answer.claims]
    assert sum(led) == 5
    assert sum(helped) >= 3
    assert led.index(False) == 5


@pytest.mark.xfail(strict=True, reason="read as a question for the lead of a matter")
def test_what_an_agency_leads_in_english(assistant: Assistant) -> None:
    question = "What does the Department of Industry and Trade lead in Thanh Hóa's 2026 plan?"
    answer = check(assistant, question, [])
    assert "Mục III.5.b" not in {item.locator for item in answer.citations}


@pytest.mark.xfail(strict=True, reason="its branch is listed, and taken for another agency")
def test_a_branch_of_an_agency(assistant: Assistant) -> None:
    answer = check(assistant, "VCCI phối hợp những việc gì theo kế hoạch 2026 Thanh Hóa?", [])
    assert "Mục III.5.b" in {item.locator for item in answer.citations}


def test_many_tasks_are_cut(assistant: Assistant) -> None:
    answer = check(assistant, "Sở Khoa học và Công nghệ làm gì?", [])
    assert 10 < len(answer.claims) <= 24
    assert len(answer.answer) < 5000


def test_the_tasks_left_out_are_counted(assistant: Assistant) -> None:
    answer = assistant.ask("Sở Khoa học và Công nghệ làm gì?")
    assert "mục khác" in answer.answer


def test_only_what_is_about_the_matter(assistant: Assistant) -> None:
    answer = check(
        assistant,
        "Sở Khoa học và Công nghệ ở Thái Nguyên làm gì về bố trí kinh phí?",
        [],
        Place(THAI_NGUYEN, "Mục V.1, ý 2", "tổng hợp nhu cầu kinh phí"),
    )
    assert len(answer.citations) < 5


@pytest.mark.parametrize(
    "question",
    ["Sở Ngoại vụ làm gì ở Thái Nguyên?", "Thanh tra tỉnh chủ trì việc gì ở Đồng Nai?"],
)
def test_an_agency_without_work(assistant: Assistant, question: str) -> None:
    assert "không giao việc" in check_refused(assistant, question).answer
