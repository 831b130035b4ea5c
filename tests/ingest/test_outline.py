"""The outline of a document, whatever signs it uses; lists, labels, closing parts."""

from __future__ import annotations

import pytest

from hoidap.ingest.plan import Plan, Provision
from tests.ingest.helpers import by_locator, read_text, wrongly_covered

HEAD = "KẾ HOẠCH\n\nTriển khai Chiến lược trên địa bàn tỉnh Thanh Hóa\n\nCăn cứ Luật số 1;\n\n"


def outline(body: str) -> list[tuple[str, str]]:
    """Return locator and kind of every provision that ``body`` gives."""
    plan = read_text(f"{HEAD}{body}")
    assert wrongly_covered(plan, f"{HEAD}{body}") == []
    return [(p.locator, p.kind) for p in plan.provisions[3:]]


def locators(body: str) -> list[str]:
    """Return the locators of the provisions that ``body`` gives."""
    return [locator for locator, _ in outline(body)]


def parent_of(plan: Plan, provision: Provision) -> str:
    """Return the locator of the provision that ``provision`` belongs to."""
    return plan.provisions[provision.parent].locator if provision.parent >= 0 else ""


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("I. MỤC ĐÍCH\n\n1. Mục đích\n\na) Một.\n\nb) Hai.\n\n2. Yêu cầu\n\na) Ba.\n\nII. MỤC TIÊU\n\n1. Bốn.",
         ["Mục I", "Mục I.1", "Mục I.1.a", "Mục I.1.b", "Mục I.2", "Mục I.2.a", "Mục II", "Mục II.1"]),
        ("Điều 1. Nội dung\n\n1. Một.\n\na) Hai.\n\nđ) Ba.\n\n2. Bốn.\n\nĐiều 2. Hiệu lực.",
         ["Điều 1", "Điều 1.1", "Điều 1.1.a", "Điều 1.1.đ", "Điều 1.2", "Điều 2"]),
        ("1. MỤC ĐÍCH\n\n1.1. Một.\n\n1.2. Hai.\n\n2. MỤC TIÊU\n\n2.1. Ba.\n\n2.1.1. Bốn.\n\n2.2. Năm.",
         ["Mục 1", "Mục 1.1", "Mục 1.2", "Mục 2", "Mục 2.1", "Mục 2.1.1", "Mục 2.2"]),
        ("Chương I. CHUNG\n\nĐiều 1. Một.\n\nĐiều 2. Hai.\n\nChương II. RIÊNG\n\nĐiều 3. Ba.",
         ["Chương I", "Chương I.Điều 1", "Chương I.Điều 2", "Chương II", "Chương II.Điều 3"]),
        ("II. MỤC TIÊU\n\n2. Cụ thể\n\n2.1. Đến 2030\n\na) Một.\n\n2.2. Đến 2035\n\na) Hai.",
         ["Mục II", "Mục II.2", "Mục II.2.1", "Mục II.2.1.a", "Mục II.2.2", "Mục II.2.2.a"]),
    ],
    ids=["roman", "điều", "arabic", "chương", "arabic below arabic"],
)  # fmt: skip
def test_the_signs_of_a_document_give_its_places(body: str, places: list[str]) -> None:
    assert locators(body) == places


def test_a_number_given_twice_is_told_apart_with_all_below_it() -> None:
    assert locators("I. A\n\n6. Một\n\na) X.\n\n6. Hai\n\na) Y.\n\nb) Z.") == [
        *("Mục I", "Mục I.6", "Mục I.6.a", "Mục I.6 (2)", "Mục I.6 (2).a", "Mục I.6 (2).b"),
    ]


def test_dashes_are_counted_under_their_clause() -> None:
    assert locators("1. Một\n\n- A.\n\n- B.\n\n+ C.\n\n+ D.\n\n- E.\n\n2. Hai\n\n- F.") == [
        "Mục 1",
        "Mục 1, ý 1",
        "Mục 1, ý 2",
        *("Mục 1, ý nhỏ 1", "Mục 1, ý nhỏ 2"),
        "Mục 1, ý 3",
        "Mục 2",
        "Mục 2, ý 1",
    ]


def test_a_clause_stands_under_its_headings() -> None:
    plan = read_text(HEAD + "I. MỤC TIÊU\n\n1. Mục tiêu chung\n\na) Phát triển.\n\n- Một phần.")
    provisions = by_locator(plan)
    clause = provisions["Mục I.1.a"]
    assert clause.headings == ("I. MỤC TIÊU", "1. Mục tiêu chung")
    assert parent_of(plan, clause) == "Mục I.1"
    item = provisions["Mục I.1.a, ý 1"]
    assert item.headings == ("I. MỤC TIÊU", "1. Mục tiêu chung", "a) Phát triển")
    assert parent_of(plan, item) == "Mục I.1.a"


def test_a_heading_names_what_stands_below_and_a_clause_says_it() -> None:
    assert outline("1. Mục đích\n\na) Nâng cao chất lượng.\n\n2. Nguồn vốn hợp pháp khác") == [
        ("Mục 1", "heading"),
        ("Mục 1.a", "clause"),
        ("Mục 2", "clause"),  # it heads nothing
    ]


def test_paragraphs_go_to_the_clause_before_them() -> None:
    plan = read_text(
        f"{HEAD}1. Nguồn ngân sách nhà nước.\n\nHàng năm, các cơ quan lập dự toán.\n\n2. Khác."
    )
    clause = by_locator(plan)["Mục 1"]
    assert clause.text == "1. Nguồn ngân sách nhà nước.\nHàng năm, các cơ quan lập dự toán."
    assert len(clause.spans) == 2


def test_paragraphs_under_a_heading_are_counted() -> None:
    assert outline("I. MỤC ĐÍCH\n\nĐoạn một.\n\nĐoạn hai.\n\n1. Yêu cầu\n\nĐoạn ba.") == [
        ("Mục I", "heading"),
        ("Mục I, đoạn 1", "paragraph"),
        ("Mục I, đoạn 2", "paragraph"),
        ("Mục I.1", "heading"),
        ("Mục I.1, đoạn 1", "paragraph"),
    ]


def test_labelled_lines_belong_to_their_clause() -> None:
    plan = read_text(
        HEAD + "III. NHIỆM VỤ\n\n1. Tập huấn\n\na) Mở lớp.\n\n- Đơn vị chủ trì: Sở Y tế.\n\n"
        "- Thời gian thực hiện: 2026.\n\nb) Khảo sát."
    )
    provisions = by_locator(plan)
    clause = provisions["Mục III.1.a"]
    assert clause.text == "a) Mở lớp.\nĐơn vị chủ trì: Sở Y tế\nThời gian thực hiện: 2026"
    assert clause.assignment is not None
    assert (clause.assignment.task, clause.assignment.lead) == ("Mở lớp.", ("Sở Y tế",))
    assert provisions["Mục III.1.b"].assignment is None


def test_labelled_lines_under_a_heading_assign_the_whole_section() -> None:
    plan = read_text(
        HEAD
        + "1. Phát triển nguồn nhân lực\n\n- Mở lớp.\n\n- Cử cán bộ.\n\nĐơn vị chủ trì: Sở Y tế.\n\n"
        "Đơn vị phối hợp: Sở Nội vụ.\n\n2. Hợp tác\n\n- Trao đổi."
    )
    provisions = by_locator(plan)
    fields = provisions["Mục 1, phân công"]
    assert fields.kind == "fields"
    assert [f.value for f in fields.fields] == ["Sở Y tế", "Sở Nội vụ"]
    for locator in ("Mục 1", "Mục 1, ý 1", "Mục 1, ý 2"):
        assert provisions[locator].assignment == fields.assignment
    assert provisions["Mục 2"].assignment is None
    assert [p.locator for p in plan.assignments] == ["Mục 1"]


def test_the_single_paragraph_of_a_section_is_its_task() -> None:
    plan = read_text(f"{HEAD}1. Nhân lực\n\nĐào tạo cán bộ.\n\nĐơn vị chủ trì: Sở Y tế.")
    assignment = by_locator(plan)["Mục 1"].assignment
    assert assignment is not None
    assert assignment.task == "Đào tạo cán bộ."


def test_sections_of_agencies_hold_their_duties() -> None:
    plan = read_text(
        HEAD
        + "V. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế; Sở Nội vụ\n\n- Mở lớp.\n\nPhối hợp chặt chẽ.\n\n"
        "2. Sở Tài chính chủ trì thẩm định dự toán.\n\n3. Trong quá trình thực hiện, nếu có vướng mắc."
    )
    provisions = by_locator(plan)
    assert provisions["Mục V.1, ý 1"].holders == ("Sở Y tế", "Sở Nội vụ")
    assert provisions["Mục V.2"].holders == ("Sở Tài chính",)
    assert provisions["Mục V.3"].holders == ()


def test_an_agency_named_outside_the_duties_holds_none() -> None:
    plan = read_text(f"{HEAD}I. MỤC ĐÍCH\n\n1. Sở Y tế\n\nNâng cao chất lượng.")
    assert {p.holders for p in plan.provisions} == {()}


def test_the_closing_parts_are_told_apart() -> None:
    body = (
        "1. Một.\n\nTrên đây là Kế hoạch./.\n\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\n\nhoald/KH2\n\n"
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn A\n\nPHỤ LỤC II\n"
        "DANH MỤC NHIỆM VỤ\n\n(Kèm theo Kế hoạch số 1)\n\nTT\tNội dung\tChủ trì\n1\tTập huấn\tSở Y tế\n\n"
        "1. Ghi chú cuối."
    )
    assert outline(body) == [
        ("Mục 1", "clause"),
        ("Đoạn kết", "paragraph"),
        ("Nơi nhận", "letterhead"),
        ("Nơi nhận, dòng 1", "recipients"),
        ("Nơi nhận, dòng 2", "recipients"),
        ("Ký hiệu soạn thảo", "furniture"),
        ("Chữ ký", "signature"),
        ("Chữ ký (2)", "signature"),
        ("Phụ lục II", "title"),
        ("Phụ lục II (2)", "title"),
        ("Phụ lục II, đầu bảng", "letterhead"),
        ("Phụ lục II, dòng 1", "row"),
        ("Phụ lục II, mục 1", "clause"),
    ]


def test_two_annexes_keep_their_rows_apart() -> None:
    table = "TT\tNội dung\tChủ trì\n1\tTập huấn\tSở Y tế\n\n"
    plan = read_text(f"{HEAD}1. Một.\n\nPHỤ LỤC I\n\n{table}PHỤ LỤC II\n\n{table}")
    rows = [p.locator for p in plan.provisions if p.kind == "row"]
    assert rows == ["Phụ lục I, dòng 1", "Phụ lục II, dòng 1"]


def test_a_table_in_a_section_is_named_by_it() -> None:
    body = (
        "I. NHIỆM VỤ\n\n1. Danh mục\n\nTT\tNội dung\tChủ trì\n1\tTập huấn\tSở Y tế\n\n2. Khác."
    )
    plan = read_text(HEAD + body)
    row = next(p for p in plan.provisions if p.kind == "row")
    assert row.locator == "Mục I.1, dòng 1"
    assert row.headings == ("I. NHIỆM VỤ", "1. Danh mục")
    assert parent_of(plan, row) == "Mục I.1"


def test_three_levels_of_numbers_in_a_table() -> None:
    table = "TT\tNội dung\tChủ trì\tThời gian\nA\tNHÓM A\t\t\nI\tMột\t\t\n1\tX\tSở Y tế\t2026\n"
    plan = read_text(f"{HEAD}1. Một.\n\nPHỤ LỤC\n\n{table}II\tHai\t\t\n1\tY\tSở Y tế\t2026\n")
    kinds = [
        (p.kind, p.text.split(" | ")[0]) for p in plan.provisions if p.kind in ("row", "group")
    ]
    assert kinds == [
        *(("group", "A NHÓM A"), ("group", "I Một"), ("row", "X")),
        *(("group", "II Hai"), ("row", "Y")),
    ]


def test_blank_cells_repeat_those_above_where_the_document_says_so() -> None:
    table = "TT\tNội dung\tChủ trì\tThời gian\n1\tA\tSở Y tế\t2026\n2\tB\t\t2027\n3\tC\t\t\n"
    note = "Ô để trống có nghĩa như dòng trên.\n\n"
    said, unsaid = (read_text(f"{HEAD}1. Một.\n\nPHỤ LỤC\n\n{n}{table}") for n in (note, ""))
    for plan, lead, time in ((said, ("Sở Y tế",), "2027"), (unsaid, (), "")):
        row = by_locator(plan)["Phụ lục, dòng 3"]
        assert (row.assignment.lead if row.assignment else ()) == lead
        assert (row.assignment.time if row.assignment else "") == time
    assert wrongly_covered(said, f"{HEAD}1. Một.\n\nPHỤ LỤC\n\n{note}{table}") == []


def test_letters_close_a_list_of_dashes() -> None:
    assert locators("- A.\n\na) X.\n\nb) Y.") == ["Phần mở đầu, ý 1", "Mục a", "Mục b"]


def test_a_larger_unit_closes_the_smaller_ones() -> None:
    assert locators("Điều 1. Một.\n\nPhần II. Hai\n\nĐiều 2. Ba.") == [
        *("Điều 1", "Phần II", "Phần II.Điều 2"),
    ]


def test_a_paragraph_that_begins_with_a_word_for_part_is_no_part() -> None:
    body = "1. Một.\n\nPhần mềm quản lý được cài đặt tại các đơn vị.\n\n2. Hai."
    assert locators(body) == ["Mục 1", "Mục 2"]


def test_rules_are_furniture() -> None:
    assert outline("1. A.\n\n***\n\n---\n\n____\n\n2. B.") == [
        ("Mục 1", "clause"),
        *[("Số trang", "furniture")] * 3,
        ("Mục 2", "clause"),
    ]


def test_another_document_may_follow_the_signature() -> None:
    body = "1. A.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n\nQUYẾT ĐỊNH\n\nPhê duyệt X\n\nĐiều 1. Y."
    assert outline(body) == [
        ("Mục 1", "clause"),
        *(("Chữ ký", "signature"), ("Chữ ký (2)", "signature")),
        *(("Tiêu đề (3)", "title"), ("Tiêu đề (4)", "title")),
        ("Điều 1", "clause"),
    ]


def test_an_order_names_whose_duty_it_gives() -> None:
    plan = read_text(
        f"{HEAD}1. TỔ CHỨC THỰC HIỆN\n\n1.1. Giao Sở Y tế chủ trì mở lớp.\n\n"
        "1.2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh phối hợp.\n\n"
        "1.3. Các sở, ban, ngành căn cứ nhiệm vụ được giao."
    )
    assert [p.holders for p in plan.provisions if p.kind == "clause"] == [
        ("Sở Y tế",),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",),
        ("Các sở, ban, ngành",),
    ]


def test_a_long_clause_takes_no_further_paragraphs() -> None:
    long = "Nâng cao năng lực cạnh tranh của sản phẩm, hàng hóa trên địa bàn tỉnh. " * 15
    plan = read_text(f"{HEAD}1. Một.\n\n{long}\n\n{long}\n\n2. Hai.")
    assert [p.locator for p in plan.provisions[3:]] == ["Mục 1", "Mục 1, đoạn 1", "Mục 2"]


def test_a_provision_of_nothing_but_a_title() -> None:
    plan = read_text("KẾ HOẠCH")
    assert [(p.kind, p.text) for p in plan.provisions] == [("title", "KẾ HOẠCH")]


@pytest.mark.parametrize("text", ["một dòng", "5", "-", "\t", "| |", "Nơi nhận:", "***"])
def test_a_scrap_is_read_without_loss(text: str) -> None:
    plan = read_text(text)
    assert wrongly_covered(plan, text) == []


def test_a_text_without_a_body_is_all_body() -> None:
    """An article of a law by itself: a heading and a few sentences, no letterhead."""
    text = "Quản chế\n\nQuản chế là buộc người bị kết án cư trú ở một địa phương.\n"
    provisions = read_text(text).provisions
    assert [p.kind for p in provisions] == ["paragraph", "paragraph"]
    assert [p.locator for p in provisions] == ["Đoạn 1", "Đoạn 2"]
