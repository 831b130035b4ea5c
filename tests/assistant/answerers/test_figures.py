"""Answers that are a number or a date."""

from __future__ import annotations

import pytest

from hoidap.assistant.answerers.figures import asked_nouns
from hoidap.assistant.engine import Assistant
from hoidap.assistant.reading.question import understand
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    Place,
    check,
    check_refused,
    holds,
    sources,
)

DEADLINES = {
    DONG_NAI: ("30/6", "30/11"),
    THAI_NGUYEN: ("01/12",),
    THANH_HOA_2021: ("15 tháng 12",),
    THANH_HOA_2025: ("15 tháng 11",),
    THANH_HOA_2026: ("01 tháng 12",),
}


@pytest.mark.parametrize(
    ("question", "says", "place"),
    [
        (
            "Thái Nguyên đến năm 2030 mỗi năm hướng dẫn ít nhất bao nhiêu doanh nghiệp?",
            ["ít nhất 70"],
            Place(THAI_NGUYEN, "Mục II.2.1.c", "ít nhất 70 doanh nghiệp"),
        ),
        (
            "Thanh Hóa mỗi năm hướng dẫn áp dụng tiêu chuẩn cho bao nhiêu doanh nghiệp?",
            ["ít nhất 200"],
            Place(THANH_HOA_2026, "Mục II.2.1.c", "ít nhất 200 doanh nghiệp"),
        ),
        (
            "Đến 2030 Thái Nguyên mỗi năm cấp ít nhất bao nhiêu chứng nhận phù hợp tiêu chuẩn?",
            ["ít nhất 20"],
            Place(THAI_NGUYEN, "Mục II.2.1.i", "ít nhất 20 chứng nhận"),
        ),
        (
            "Đến 2035 Thái Nguyên mỗi năm cấp ít nhất bao nhiêu chứng nhận phù hợp tiêu chuẩn?",
            ["ít nhất 40"],
            Place(THAI_NGUYEN, "Mục II.2.2.i", "ít nhất 40 chứng nhận"),
        ),
        (
            "How many conformity certificates a year does Thái Nguyên aim for by 2035?",
            ["ít nhất 40"],
            Place(THAI_NGUYEN, "Mục II.2.2.i", "ít nhất 40 chứng nhận"),
        ),
        (
            "Bao nhiêu phần trăm chiến lược, quy hoạch của Thái Nguyên lồng ghép tiêu chuẩn?",
            ["20%"],
            Place(THAI_NGUYEN, "Mục II.2.2.h", "khoảng 20% chiến lược"),
        ),
        (
            "Kế hoạch 2021-2025 của Thanh Hóa tập huấn mấy lớp?",
            ["08"],
            Place(THANH_HOA_2021, "Mục 3.1, ý 3", "08 lớp, mỗi lớp khoảng 50 người"),
        ),
        (
            "Thanh Hóa đào tạo bao nhiêu chuyên gia năng suất?",
            ["10"],
            Place(THANH_HOA_2021, "Phụ lục, dòng 5.1", "đào tạo 10 chuyên gia"),
        ),
        (
            "Thanh Hóa 2021-2025 xây dựng mấy mô hình điểm?",
            ["06"],
            Place(THANH_HOA_2021, "Phụ lục, dòng 4", "06 mô hình điểm"),
        ),
        (
            "Theo kế hoạch 2026, Thanh Hóa tổ chức ít nhất bao nhiêu hội nghị, hội thảo?",
            ["ít nhất 01"],
            Place(THANH_HOA_2026, "Mục II.2.1.b", "ít nhất 01 hội nghị"),
        ),
    ],
)
def test_numbers(assistant: Assistant, question: str, says: list[str], place: Place) -> None:
    answer = check(assistant, question, says, place)
    assert sources(answer) == {place.source}
    assert len(answer.answer) < 500


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Hạn báo cáo hằng năm của Đồng Nai là ngày nào?", DONG_NAI),
        ("Thái Nguyên phải gửi báo cáo trước ngày nào?", THAI_NGUYEN),
        ("Kế hoạch 2021-2025 của Thanh Hóa báo cáo trước ngày nào?", THANH_HOA_2021),
        ("Hạn báo cáo của quyết định năm 2025 Thanh Hóa là ngày nào?", THANH_HOA_2025),
        ("Hạn báo cáo của kế hoạch 2026 Thanh Hóa?", THANH_HOA_2026),
    ],
)
def test_when_reports_are_due(assistant: Assistant, question: str, source: str) -> None:
    answer = check(assistant, question, DEADLINES[source])
    assert sources(answer) == {source}
    for other, dates in DEADLINES.items():
        if other != source and not set(dates) & set(DEADLINES[source]):
            assert not any(holds(answer, date) for date in dates)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("When is the annual report due in Thái Nguyên?", ["1 December", "01/12"]),
        ("When are reports due in Đồng Nai?", ["30 June", "30 November", "30/6"]),
        ("What is the deadline for reports under the 2021-2025 plan?", ["15 December"]),
    ],
)
def test_dates_in_english_beside_the_documents_own(
    assistant: Assistant, question: str, says: list[str]
) -> None:
    assert check(assistant, question, says).language == "en"


def test_the_deadline_of_every_document(assistant: Assistant) -> None:
    dates = [date for dates in DEADLINES.values() for date in dates]
    answer = check(assistant, "Hạn báo cáo là ngày nào?", dates)
    assert sources(answer) == set(DEADLINES)


@pytest.mark.parametrize(
    ("question", "says", "place"),
    [
        (
            "Dự án nâng cao năng lực tư vấn của Thanh Hóa phải trình trước ngày nào?",
            ["31/12/2021"],
            Place(THANH_HOA_2021, "Phụ lục, dòng 5.1", "trước 31/12/2021"),
        ),
        (
            "Hạn hoàn thành hệ thống cơ sở dữ liệu nhu cầu của doanh nghiệp Thanh Hóa?",
            ["31/12/2022"],
            Place(THANH_HOA_2021, "Phụ lục, dòng 5.2", "hoàn thành trước 31/12/2022"),
        ),
    ],
)
def test_other_dates(
    assistant: Assistant, question: str, says: list[str], place: Place
) -> None:
    check(assistant, question, says, place)


@pytest.mark.parametrize(
    "question",
    [
        "So sánh số doanh nghiệp được hướng dẫn hằng năm của Thanh Hóa và Thái Nguyên",
        "Thanh Hóa và Thái Nguyên, tỉnh nào hướng dẫn nhiều doanh nghiệp hơn mỗi năm?",
        "Compare the yearly number of enterprises guided in Thanh Hóa and Thái Nguyên",
    ],
)
def test_figures_side_by_side(assistant: Assistant, question: str) -> None:
    answer = check(assistant, question, ["ít nhất 70", "ít nhất 200"])
    assert sources(answer) == {THAI_NGUYEN, THANH_HOA_2026}
    lines = answer.answer.splitlines()
    assert any(line.startswith("Thái Nguyên") and "70" in line for line in lines)
    assert any(line.startswith("Thanh Hóa") and "200" in line for line in lines)


def test_deadlines_side_by_side(assistant: Assistant) -> None:
    answer = check(
        assistant,
        "So sánh hạn báo cáo của Đồng Nai và Thái Nguyên",
        ["30/6", "30/11", "01/12"],
    )
    assert sources(answer) == {DONG_NAI, THAI_NGUYEN}


def test_one_document_for_two_years_answers_twice(assistant: Assistant) -> None:
    check(
        assistant,
        "Thái Nguyên cấp bao nhiêu chứng nhận phù hợp tiêu chuẩn đến năm 2030 và năm 2035?",
        ["20", "40"],
    )


@pytest.mark.parametrize(
    "question",
    [
        "Đến năm 2030 Thái Nguyên mỗi năm cấp ít nhất bao nhiêu chứng nhận phù hợp?",
        "Theo kế hoạch 2026 Thanh Hóa hằng năm tổ chức ít nhất bao nhiêu hội nghị?",
    ],
)
def test_short_questions_without_diacritics(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained == assistant.ask(strip_marks(question)).abstained


@pytest.mark.parametrize(
    "question",
    [
        "Thái Nguyên có mấy nhóm nhiệm vụ, giải pháp?",
        "How many groups of tasks and solutions does Thái Nguyên's plan have?",
    ],
)
def test_what_is_listed_can_be_counted(assistant: Assistant, question: str) -> None:
    answer = check(assistant, question, ["6", "Huy động và sử dụng hiệu quả nguồn lực"])
    assert {item.locator for item in answer.citations} == {
        f"Mục III.{number}" for number in range(1, 7)
    }


def test_agencies_can_be_counted(assistant: Assistant) -> None:
    leads = check(
        assistant,
        "Theo kế hoạch 2026 của Thanh Hóa có mấy sở cùng chủ trì rà soát văn bản, quy chuẩn?",
        ["5", "Sở Công Thương", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Y tế"],
        Place(THANH_HOA_2026, "Mục III.2.a", "Đơn vị chủ trì: Sở Khoa học và Công nghệ"),
    )
    assert not holds(leads, "Sở Tư pháp")


@pytest.mark.parametrize(
    "question",
    [
        "Đồng Nai đặt chỉ tiêu mỗi năm bao nhiêu doanh nghiệp được hướng dẫn?",
        "Thanh Hóa mỗi năm cấp ít nhất bao nhiêu chứng nhận phù hợp tiêu chuẩn?",
        "How many enterprises are guided every year in Đồng Nai?",
        "Thái Nguyên có bao nhiêu phòng thử nghiệm?",
    ],
)
def test_a_number_that_the_province_does_not_state(assistant: Assistant, question: str) -> None:
    check_refused(assistant, question)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Mỗi năm hướng dẫn bao nhiêu doanh nghiệp?", "doanh nghiệp"),
        ("Mỗi năm hướng dẫn bao nhiêu DN?", "doanh nghiệp"),
        ("Tập huấn mấy lớp?", "lớp"),
        ("So sánh số chuyên gia được đào tạo", "chuyên gia"),
        ("Bao nhiêu phần trăm sản phẩm?", "% sản phẩm"),
        ("How many enterprises are guided?", "doanh nghiệp"),
        ("What percentage of products?", "%"),
    ],
)
def test_what_is_counted(question: str, noun: str) -> None:
    asked = understand(question)
    assert noun in asked_nouns(asked)
    if asked.language == "vi":
        bare = asked_nouns(understand(strip_marks(question)))
        assert strip_marks(noun) in map(strip_marks, bare)


def test_nothing_counted() -> None:
    assert asked_nouns(understand("Ai chủ trì?")) == []
    assert asked_nouns(understand("Who leads?")) == []
