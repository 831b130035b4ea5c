"""Lines made paragraphs again; tables, page numbers and the signs of clauses told apart."""

from __future__ import annotations

import pytest

from hoidap.ingest.layout import Block, blocks
from hoidap.ingest.lines import MARKER, clean, is_caps, join_lines, opens_clause, split_lines

LONG = "Sở Khoa học và Công nghệ chủ trì, phối hợp với các đơn vị liên quan theo dõi việc"


def cut(text: str) -> list[Block]:
    """Cut ``text`` into blocks, flattened tables included."""
    return blocks(text)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of ``text``, joined."""
    return [block.text for block in cut(text) if block.kind == "paragraph"]


def kinds(text: str) -> list[str]:
    """Return the kinds of the blocks of ``text``."""
    return [block.kind for block in cut(text)]


# -- lines -----------------------------------------------------------------------------


def test_lines_know_where_they_stand() -> None:
    text = "  Một \n\n\u00a0Hai\u200b\r\n\tba\tbốn\t\n \n"
    lines = split_lines(text)
    assert [line.text for line in lines] == ["Một", "Hai", "\tba\tbốn"]
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.gap for line in lines] == [True, True, False]


def test_a_form_feed_ends_a_line() -> None:
    assert [line.text for line in split_lines("Một\fHai\vBa")] == ["Một", "Hai", "Ba"]


def test_no_line_stands_in_white_space() -> None:
    assert split_lines(" \n\t\n\u00a0\n") == []


# -- paragraphs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{LONG}\ntriển khai.", f"{LONG} triển khai."),
        (f"{LONG}\n\ntriển khai.", f"{LONG} triển khai."),
        (
            "Chiến lược tiêu chuẩn quốc gia đã được Thủ tướng phê duyệt giai đoạn\n\n2026 - 2035.",
            None,
        ),
        (
            "Theo Quyết định số 1703/QĐ-\nTTg ngày 31/12/2024",
            "Theo Quyết định số 1703/QĐ-TTg ngày 31/12/2024",
        ),
        ("kể từ ngày\n31/12/2024.", None),
        ("Luật Tiêu chuẩn và\nquy chuẩn", None),
    ],
)
def test_a_sentence_cut_by_a_line_end_is_joined(text: str, whole: str | None) -> None:
    assert paragraphs(text) == [whole or " ".join(text.split())]


@pytest.mark.parametrize(
    "lines",
    [
        ("Đoạn thứ nhất đã hết.", "Đoạn thứ hai bắt đầu."),
        ("Đoạn thứ nhất đã hết.", "chữ thường mở đầu"),
        ("MỤC TIÊU", "Đoạn viết thường"),
        ("KẾ HOẠCH", "Triển khai thực hiện Chiến lược"),
        (LONG, "1. Khoản một"),
        (LONG, "a) Điểm a"),
        (LONG, "- Gạch đầu dòng"),
        (LONG, "Điều 2. Tổ chức thực hiện"),
        (LONG, "Căn cứ Luật Ngân sách nhà nước;"),
        (LONG, "Nơi nhận:"),
        ("Nguyễn Văn A", "Trần Thị B"),
    ],
)
def test_what_opens_a_paragraph_is_not_joined(lines: tuple[str, str]) -> None:
    assert paragraphs("\n".join(lines)) == list(lines)
    assert paragraphs("\n\n".join(lines)) == list(lines)


@pytest.mark.parametrize(
    "label",
    ["Đơn vị phối hợp: Sở Y tế", "Thời gian thực hiện: Hằng năm", "Cơ quan chủ trì: Sở Y tế"],
)
def test_a_labelled_line_opens_a_paragraph(label: str) -> None:
    """Also where lines are broken at a width and the one before ends near it."""
    prose = f"{LONG}\ntriển khai các nhiệm vụ, giải pháp được giao tại Kế hoạch này trên địa bàn tỉnh\n"
    prose += "theo chức năng.\n\n"
    before = "Đơn vị chủ trì: Đài Phát thanh và Truyền hình tỉnh, Trung tâm Thông tin tỉnh"
    text = f"{prose * 12}{before}\n\n{label}\n\n{prose}"
    assert before in paragraphs(text)
    assert label in paragraphs(text)


def test_a_year_behind_a_dash_is_no_clause_where_it_goes_on_a_span_of_years() -> None:
    prose = f"{LONG}\ntriển khai các nhiệm vụ, giải pháp được giao tại Kế hoạch này trên địa bàn tỉnh\n"
    prose += "theo chức năng.\n\n"
    text = prose * 12 + f"{LONG} trong giai đoạn 2026\n- 2030 trên địa bàn tỉnh.\n"
    assert paragraphs(text)[-1] == f"{LONG} trong giai đoạn 2026 - 2030 trên địa bàn tỉnh."


def test_capitals_on_lines_that_follow_each_other_are_one_title() -> None:
    assert paragraphs("PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n\nVĂN BẢN KHÁC") == [
        "PHỤ LỤC DANH MỤC NHIỆM VỤ",
        "VĂN BẢN KHÁC",
    ]


def test_a_text_broken_at_a_width_is_joined_behind_a_capital_too() -> None:
    """In a text whose lines are all cut, a line as long as the others was cut."""
    line = "các nhiệm vụ được giao tại Kế hoạch của Ủy ban nhân dân tỉnh về tiêu chuẩn,\n\n"
    text = (
        line * 20
        + "nhiệm vụ được giao tại Quyết định của Chủ tịch Ủy ban nhân dân tỉnh Thanh\n\nHóa."
    )
    assert paragraphs(text)[-1].endswith("tỉnh Thanh Hóa.")


# -- furniture ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["5", "12", "- 5 -", "– 12 –", "Trang 3", "Trang 3/10", "trang 3 / 10"]
)
def test_a_page_number_is_furniture(number: str) -> None:
    text = f"Đoạn một.\n\n{number}\n\nĐoạn hai."
    assert kinds(text) == ["paragraph", "furniture", "paragraph"]


def test_a_number_in_a_paragraph_is_no_page_number() -> None:
    assert set(kinds("Tổng số\n5\nđơn vị")) == {"paragraph"}
    assert set(kinds("Trang 7 nói rằng")) == {"paragraph"}


def test_a_page_number_in_a_sentence_does_not_part_it() -> None:
    text = f"{LONG}\n\n5\n\ntriển khai."
    whole, page = cut(text)
    assert whole.text == f"{LONG} triển khai."
    assert (page.kind, page.text) == ("furniture", "5")


def test_every_line_goes_into_one_block() -> None:
    text = f"KẾ HOẠCH\n{LONG}\n\n5\n\ntriển khai.\nTT\tNội dung\n1\tX\n\n2\tY\nĐiều 1. Z\n"
    spread = sorted(line.start for block in cut(text) for line in block.lines)
    assert spread == [line.start for line in split_lines(text)]


# -- tables ------------------------------------------------------------------------------


def test_lines_with_tabs_are_a_grid() -> None:
    found = cut("Trước\nTT\tNội dung\n1\tX\n\n2\tY\nSau")
    assert [(block.kind, len(block.lines)) for block in found] == [
        ("paragraph", 1),
        ("table", 3),
        ("paragraph", 1),
    ]


def test_a_heading_row_that_lost_its_tabs_stays_in_the_grid() -> None:
    assert kinds("1\tX\nIV Tăng cường đầu tư\n1\tY") == ["table"]


def test_a_paragraph_between_two_tables_parts_them() -> None:
    assert kinds("1\tX\n\nBảng sau nêu rõ.\n\n1\tY") == ["table", "paragraph", "table"]


def test_markdown_bars_are_a_grid() -> None:
    assert kinds("| TT | Nội dung |\n|---|---|\n| 1 | X |\n\nSau") == ["table", "paragraph"]


def test_a_flattened_table_ends_where_the_document_goes_on() -> None:
    header = "TT\nNhiệm vụ\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời gian\n"
    row = "1\nTổ chức tập huấn\nSở Y tế\nSở Nội vụ\nHằng năm\n"
    assert kinds(f"{header}{row}Nơi nhận:\n- Lưu: VT.") == ["table", "paragraph", "paragraph"]
    assert set(kinds(f"{header}Không có dòng nào.")) == {"paragraph"}


# -- signs ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Phần thứ nhất", "part"),
        ("Phần II. QUY ĐỊNH", "part"),
        ("Chương IV", "chapter"),
        ("CHƯƠNG 2. NHIỆM VỤ", "chapter"),
        ("Mục 3. Tổ chức", "section"),
        ("Điều 12. Hiệu lực", "article"),
        ("Điều 5a. Bổ sung", "article"),
        ("I. MỤC ĐÍCH", "roman"),
        ("XIV. TỔ CHỨC", "roman"),
        ("IX- CHẾ ĐỘ", "roman"),
        ("1. Mục đích", "arabic"),
        ("2) Yêu cầu", "arabic"),
        ("2.1. Giai đoạn", "arabic"),
        ("2.1.3. Nội dung", "arabic"),
        ("2.1 Giai đoạn", "decimal"),
        ("(1) Đánh giá", "bracket"),
        ("a) Tổ chức", "letter"),
        ("đ) Nghiên cứu", "letter"),
        ("- Hỗ trợ", "dash"),
        ("– Hỗ trợ", "dash"),
        ("• Hỗ trợ", "dash"),
        ("+ Tập huấn", "plus"),
    ],
)
def test_the_sign_of_a_clause_is_known(text: str, kind: str) -> None:
    match = MARKER.match(text)
    assert match is not None
    assert match.lastgroup == kind
    assert opens_clause(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức tập huấn",
        "2026. là năm",
        "30/6/2026",
        "9,5 điểm",
        "1.000 doanh nghiệp",
        "100% sở, ban, ngành",
        "Mục tiêu chung",
        "Điều kiện áp dụng",
        "Chương trình quốc gia",
        "Phần lớn doanh nghiệp",
        "Phần mềm truy xuất nguồn gốc",
        "Vì vậy",
        "ISO 9001",
        "**",
        "",
    ],
)
def test_a_word_or_a_number_is_no_sign(text: str) -> None:
    assert not opens_clause(text)


@pytest.mark.parametrize("text", ["## 1. Mục đích", "**1. Mục đích**", "### Điều 2. Tổ chức"])
def test_a_sign_in_markdown_is_a_sign(text: str) -> None:
    assert opens_clause(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("**KT. CHỦ TỊCH**", "KT. CHỦ TỊCH"),
        ("## 1.  Mục đích", "1. Mục đích"),
        ("trước **ngày 01/12** hằng năm", "trước ngày 01/12 hằng năm"),
        ("một\n hai", "một hai"),
        ("a * b", "a * b"),
        ("*Kế hoạch năm 2026*", "Kế hoạch năm 2026"),
        ("5*6", "5*6"),
        ("một<br>hai<br />ba", "một hai ba"),
    ],
)
def test_emphasis_is_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_number_cut_behind_its_hyphen_closes_up() -> None:
    assert join_lines(["1703/QĐ-", "TTg"]) == "1703/QĐ-TTg"
    assert join_lines(["giai đoạn 2026 -", "2030"]) == "giai đoạn 2026 - 2030"
    assert join_lines(["một", "hai"]) == "một hai"


@pytest.mark.parametrize(
    ("text", "caps"),
    [
        ("KẾ HOẠCH", True),
        ("I. MỤC ĐÍCH, YÊU CẦU", True),
        ("Kế hoạch", False),
        ("KẾ HOẠCH số 5", False),
        ("A", False),
        ("2026", False),
        ("", False),
    ],
)
def test_capitals(text: str, caps: bool) -> None:
    assert is_caps(text) is caps
