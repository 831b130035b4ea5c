"""Who leads, who helps, when, and what comes out: read from the plans' assignments."""

from __future__ import annotations

import pytest

from hoidap.assistant.engine import Assistant
from tests.assistant.helpers import (
    DONG_NAI,
    DOST,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    Place,
    check,
    check_refused,
    cites,
    holds,
    sources,
)

TBT_THANH_HOA = Place(
    THANH_HOA_2026, "Mục III.5.b", "Đơn vị chủ trì: Sở Khoa học và Công nghệ."
)
TBT_THAI_NGUYEN = Place(THAI_NGUYEN, "Phụ lục, dòng 7", "hàng rào kỹ thuật trong thương mại")


@pytest.mark.parametrize(
    ("question", "says", "place"),
    [
        # lead
        ("Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?", [DOST], TBT_THANH_HOA),
        ("Who leads TBT information in Thanh Hóa?", [DOST], TBT_THANH_HOA),
        (
            "Ở Đồng Nai, ai chủ trì xây dựng bộ chỉ tiêu đo lường năng suất?",
            [DOST],
            Place(DONG_NAI, "Phụ lục, dòng II.3", "bộ chỉ tiêu đo lường năng suất"),
        ),
        (
            "Kế hoạch 2021-2025 Thanh Hóa: ai chủ trì tuyên truyền các mô hình thành công?",
            ["Báo Thanh Hóa"],
            Place(THANH_HOA_2021, "Phụ lục, dòng 6", "Báo Thanh Hóa, Đài phát thanh"),
        ),
        (
            "Cơ quan nào chủ trì phổ biến các hiệp định thương mại tự do ở Thanh Hóa?",
            ["Sở Công Thương"],
            Place(THANH_HOA_2026, "Mục III.1.c", "Đơn vị chủ trì: Sở Công Thương."),
        ),
        (
            "Which agency leads the promotion of free trade agreements in Thanh Hóa?",
            ["Sở Công Thương", "Department of Industry and Trade"],
            Place(THANH_HOA_2026, "Mục III.1.c", "Đơn vị chủ trì: Sở Công Thương."),
        ),
        (
            "Ở Đồng Nai ai chủ trì chương trình hướng nghiệp về năng suất tại các trường?",
            ["Sở Giáo dục và Đào tạo"],
            Place(DONG_NAI, "Phụ lục, dòng III.2", "Sở Giáo dục và Đào tạo"),
        ),
        # several lead together
        (
            "Ai chủ trì xây dựng chính sách hỗ trợ, khuyến khích doanh nghiệp ở Thanh Hóa?",
            ["Sở Y tế", "Sở Công Thương", "Sở Nông nghiệp và Môi trường", DOST],
            Place(THANH_HOA_2025, "Phụ lục, dòng 2.2", "Các sở: Khoa học và Công nghệ"),
        ),
        # coordinating
        (
            "Đơn vị nào phối hợp cung cấp thông tin TBT ở Thanh Hóa?",
            ["Sở Công Thương", "Hiệp hội doanh nghiệp tỉnh"],
            Place(THANH_HOA_2026, "Mục III.5.b", "Đơn vị phối hợp: Sở Công Thương"),
        ),
        (
            "Which agencies coordinate on TBT information in Thanh Hóa?",
            ["Sở Công Thương"],
            Place(THANH_HOA_2026, "Mục III.5.b", "Đơn vị phối hợp: Sở Công Thương"),
        ),
        (
            "Những cơ quan nào phối hợp kiện toàn cơ quan quản lý nhà nước ở Thanh Hóa?",
            ["Sở Nội vụ", "Sở Tư pháp"],
            Place(THANH_HOA_2025, "Phụ lục, dòng 2.6", "Nội vụ; Tư pháp"),
        ),
        # time
        (
            "Khi nào xây dựng, vận hành Cổng thông tin truy xuất nguồn gốc ở Thanh Hóa?",
            ["2026"],
            Place(THANH_HOA_2025, "Phụ lục, dòng 2.5", "Năm 2026"),
        ),
        (
            "When will Thanh Hóa build the traceability portal?",
            ["2026"],
            Place(THANH_HOA_2025, "Phụ lục, dòng 2.5", "Năm 2026"),
        ),
        (
            "Thời gian thực hiện việc cung cấp thông tin TBT ở Thanh Hóa?",
            ["từ năm 2026 đến năm 2035"],
            Place(THANH_HOA_2026, "Mục III.5.b", "từ năm 2026 đến năm 2035"),
        ),
        (
            "Cơ sở dữ liệu về năng suất của Thanh Hóa được cập nhật bao lâu một lần?",
            ["6 tháng/lần"],
            Place(THANH_HOA_2021, "Phụ lục, dòng 5.2", "cập nhật 6 tháng/lần"),
        ),
        # output
        (
            "Kết quả của dự án tăng cường cơ sở vật chất phục vụ thanh tra ở Thanh Hóa là gì?",
            ["Dự án được cấp có thẩm quyền phê duyệt"],
            Place(THANH_HOA_2025, "Phụ lục, dòng 4.1", "Dự án được cấp có thẩm quyền"),
        ),
        (
            "What is the expected output of training officials in Thanh Hóa's 2025 decision?",
            ["100%"],
            Place(THANH_HOA_2025, "Phụ lục, dòng 3.1", "100% cán bộ, công chức, viên chức"),
        ),
    ],
)
def test_fields(assistant: Assistant, question: str, says: list[str], place: Place) -> None:
    answer = check(assistant, question, says, place)
    assert len(answer.answer) < 700


def test_who_leads_in_every_province_that_says_so(assistant: Assistant) -> None:
    answer = check(assistant, "who leads TBT information?", [DOST], TBT_THANH_HOA)
    assert answer.language == "en"
    assert answer.scope == {}
    assert sources(answer) == {THAI_NGUYEN, THANH_HOA_2026}
    for province in ("Thái Nguyên", "Thanh Hóa"):
        lines = [line for line in answer.answer.splitlines() if line.startswith(province)]
        assert len(lines) == 1
        assert "Department of Science and Technology" in lines[0]
    assert not holds(answer, "Đồng Nai")


def test_the_task_shown_is_the_one_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask("who leads TBT information?")
    for claim in answer.claims:
        assert "hàng rào kỹ thuật" in claim.text
    for item in answer.citations:
        assert "hàng rào kỹ thuật trong thương mại" in item.quote


def test_the_row_on_tbt_information_is_the_one_cited_for_thai_nguyen(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("who leads TBT information?")
    assert cites(answer, TBT_THAI_NGUYEN)


def test_one_province_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Ai chu tri cung cap thong tin TBT o Thanh Hoa?")
    assert answer.scope["province"] == "Thanh Hóa"
    assert sources(answer) == {THANH_HOA_2026}
    assert cites(answer, TBT_THANH_HOA)
    assert holds(answer, f"{DOST} chủ trì")
    assert not holds(answer, "Thái Nguyên")


def test_two_provinces_are_answered_each(assistant: Assistant) -> None:
    answer = check(
        assistant,
        "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa và ở Thái Nguyên?",
        ["Thanh Hóa", "Thái Nguyên"],
        TBT_THANH_HOA,
    )
    assert sources(answer) == {THAI_NGUYEN, THANH_HOA_2026}


def test_a_row_asked_for_by_its_number(assistant: Assistant) -> None:
    check(
        assistant,
        "Nhiệm vụ 4.1 trong phụ lục quyết định của Thanh Hóa do ai chủ trì?",
        [DOST],
        Place(THANH_HOA_2025, "Phụ lục, dòng 4.1", "Sở Khoa học và Công nghệ"),
    )


def test_a_field_that_the_document_leaves_out(assistant: Assistant) -> None:
    # From row IV.4 on the annex of Đồng Nai has lost its column of times.
    answer = check_refused(
        assistant,
        "Thời gian thực hiện việc tạo lập môi trường tiêu dùng trên môi trường số ở Đồng Nai?",
    )
    assert "thời gian thực hiện" in answer.answer
    assert answer.nearest[0].locator == "Phụ lục, dòng IV.4"


def test_a_duty_of_an_agency_answers_who_leads(assistant: Assistant) -> None:
    check(
        assistant,
        "Ở Thanh Hóa ai thẩm định dự toán kinh phí của kế hoạch 2026?",
        ["Sở Tài chính"],
        Place(THANH_HOA_2026, "Mục V.2, đoạn 1", "Sở Tài chính thẩm định"),
    )
