"""Tables with tabs or bars: columns by their headers, rows made whole."""

from __future__ import annotations

import pytest

from hoidap.ingest.lines import split_lines
from hoidap.ingest.plan import Role
from hoidap.ingest.tables.columns import header_columns, role_of
from hoidap.ingest.tables.grid_table import read_grid, split_cells
from hoidap.ingest.tables.table import Table, is_parent
from hoidap.ingest.tables.times import is_time

HEADER = "TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian"


def read(text: str) -> Table:
    """Read a table given as text."""
    return read_grid(split_lines(text))


def cells(table: Table) -> list[list[str]]:
    """Return the texts of the table's rows."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def numbers(table: Table) -> list[str]:
    """Return the numbers of the table's rows."""
    return [row.number for row in table.rows]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("TT", "number"),
        ("STT", "number"),
        ("Số TT", "number"),
        ("Số thứ tự", "number"),
        ("Nội dung", "task"),
        ("NỘI DUNG CÔNG VIỆC", "task"),
        ("Nhiệm vụ, giải pháp", "task"),
        ("Tên nhiệm vụ", "task"),
        ("Hoạt động", "task"),
        ("Cơ quan chủ trì", "lead"),
        ("Đơn vị chủ trì thực hiện", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Cơ quan, đơn vị chủ trì", "lead"),
        ("Cơ quan chủ trì theo dõi, thực hiện", "lead"),
        ("Chủ trì", "lead"),
        ("Phân công thực hiện", "lead"),
        ("Cơ quan phối hợp", "coordinate"),
        ("Đơn vị phối hợp thực hiện", "coordinate"),
        ("Cơ quan tham gia phối hợp", "coordinate"),
        ("Phối hợp", "coordinate"),
        ("Thời gian", "time"),
        ("Thời hạn hoàn thành", "time"),
        ("Tiến độ thực hiện", "time"),
        ("Lộ trình", "time"),
        ("Sản phẩm dự kiến", "output"),
        ("Kết quả/sản phẩm", "output"),
        ("Dự kiến kết quả", "output"),
        ("Sản phẩm đầu ra", "output"),
        ("Mục tiêu đến năm 2030", "goal"),
        ("Chỉ tiêu", "goal"),
        ("Ghi chú", "other"),
        ("Kinh phí thực hiện", "other"),
        ("Màu sắc", "other"),
        ("", "other"),
    ],
)
def test_a_header_says_what_its_column_holds(header: str, role: Role) -> None:
    assert role_of(header) == role


def test_the_columns_of_a_header_on_one_line_are_told_apart() -> None:
    columns = header_columns(
        "TT Nhiệm vụ Đơn vị chủ trì Đơn vị phối hợp Kết quả/sản phẩm Thời gian thực hiện"
    )
    assert [(column.header, column.role) for column in columns] == [
        ("TT", "number"),
        ("Nhiệm vụ", "task"),
        ("Đơn vị chủ trì", "lead"),
        ("Đơn vị phối hợp", "coordinate"),
        ("Kết quả/sản phẩm", "output"),
        ("Thời gian thực hiện", "time"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Hằng năm",
            "Hàng năm",
            "2026",
            "2026-2030",
            "2026 - 2035",
            "Quý II/2026",
            "Năm 2026",
        ),
        *("Các năm: 2026, 2027", "Giai đoạn 2026-2030", "Đến 2030", "Trước ngày 15 tháng 12"),
        *("Thường xuyên, liên tục", "Theo lộ trình", "Tháng 6/2026", "Hằng quý", "Quý IV"),
        "Hàng năm, từ năm 2026 đến năm 2035",
    ],
)
def test_a_time_is_nothing_but_a_time(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    ["", "Năm", "Sở Y tế", "100% cán bộ", "06 mô hình", "Kế hoạch năm 2026", "theo quy định"],
)
def test_other_words_are_no_time(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("1\tMột \t\thai", ["1", "Một", "", "hai"]),
        ("\t tiếp\t", ["", "tiếp"]),
        ("| 1 | Một |  |", ["1", "Một", ""]),
        ("|1|Một|", ["1", "Một"]),
        ("Không có cột", ["Không có cột"]),
    ],
)
def test_a_line_is_cut_into_its_cells(line: str, parts: list[str]) -> None:
    text = f"trên\n{line}"
    found = split_cells(split_lines(text)[1])
    assert [cell for cell, _ in found] == parts
    assert all(text[start:end] == cell for cell, (start, end) in found)


def test_rows_have_a_cell_a_column() -> None:
    table = read(
        f"{HEADER}\n1\tTập huấn\tSở Y tế\tSở Nội vụ\t2026\n2\tRà soát\tSở Y tế\t\t2027"
    )
    assert [column.role for column in table.columns] == [
        "number",
        "task",
        "lead",
        "coordinate",
        "time",
    ]
    assert cells(table) == [
        ["1", "Tập huấn", "Sở Y tế", "Sở Nội vụ", "2026"],
        ["2", "Rà soát", "Sở Y tế", "", "2027"],
    ]
    assert not any(row.is_group for row in table.rows)


def test_a_cell_knows_where_its_pieces_stand() -> None:
    text = f"{HEADER}\n1\tTập huấn\tSở Khoa học\tSở Nội vụ\t2026\n\n\tcán bộ\tvà Công nghệ\t\t"
    table = read(text)
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == [
        *("1", "Tập huấn cán bộ", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "2026"),
    ]
    assert [text[a:b] for a, b in row.cells[2].spans] == ["Sở Khoa học", "và Công nghệ"]


def test_a_row_cut_by_a_page_goes_on_below_the_repeated_header() -> None:
    text = f"{HEADER}\n1\tTập huấn\tSở Y tế\tHiệp hội\t2026\n\n{HEADER}\n\tCán bộ\t\tDoanh nghiệp\t\n2\tRà soát\tSở Y tế\t\t2027"
    table = read(text)
    assert cells(table) == [
        ["1", "Tập huấn Cán bộ", "Sở Y tế", "Hiệp hội Doanh nghiệp", "2026"],
        ["2", "Rà soát", "Sở Y tế", "", "2027"],
    ]
    assert [text[a:b] for a, b in table.furniture] == HEADER.split("\t")
    assert [text[a:b] for a, b in table.header_spans] == HEADER.split("\t")


def test_the_rule_of_a_markdown_table_is_furniture() -> None:
    text = "| TT | Nội dung | Chủ trì |\n| --- | :--: | ---: |\n| 1 | Tập huấn | Sở Y tế |"
    table = read(text)
    assert cells(table) == [["1", "Tập huấn", "Sở Y tế"]]
    assert [text[a:b] for a, b in table.furniture] == ["---", ":--:", "---:"]


def test_a_line_break_in_a_markdown_cell_is_a_space() -> None:
    table = read(
        "| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Tập<br>huấn | Sở Y<br/>tế |"
    )
    assert cells(table) == [["1", "Tập huấn", "Sở Y tế"]]


def test_emphasis_in_a_markdown_table_is_taken_out() -> None:
    table = read(
        "| **TT** | **Nội dung** | **Chủ trì** |\n|---|---|---|\n| 1 | **Tập huấn** | Sở Y tế |"
    )
    assert [column.role for column in table.columns] == ["number", "task", "lead"]
    assert [column.header for column in table.columns] == ["TT", "Nội dung", "Chủ trì"]
    assert cells(table) == [["1", "Tập huấn", "Sở Y tế"]]


def test_the_dot_behind_a_number_is_no_part_of_it() -> None:
    assert numbers(
        read(f"{HEADER}\nI.\tA\t\t\t\n1.\tB\tSở Y tế\t\t2026\n2)\tC\tSở Y tế\t\t2026")
    ) == [
        *("I", "1", "2"),
    ]


def test_a_heading_row_that_lost_its_tabs_is_a_group() -> None:
    table = read(
        f"{HEADER}\nI\tMột\t\t\t\n1\tA\tSở Y tế\t\t2026\nII Tăng cường đầu tư\n1\tB\tSở Y tế\t\t2026"
    )
    assert numbers(table) == ["I", "1", "II", "1"]
    assert [row.is_group for row in table.rows] == [True, False, True, False]
    assert table.rows[2].cells[1].text == "Tăng cường đầu tư"


def test_what_a_heading_row_says_holds_for_rows_that_say_nothing() -> None:
    table = read(
        f"{HEADER}\nI\tMột\tSở Y tế\tSở Nội vụ\t2026\n1\tA\t\t\t\n2\tB\tSở Xây dựng\t\t2027"
    )
    assert cells(table)[1:] == [
        ["1", "A", "Sở Y tế", "Sở Nội vụ", "2026"],
        ["2", "B", "Sở Xây dựng", "", "2027"],
    ]


def test_a_word_that_slipped_into_the_number_column_goes_back() -> None:
    """As in Đồng Nai's annex: the tail of row 1 stands where the number 2 should."""
    table = read(
        f"{HEADER}\n1\tBảo đảm chất\tSở Y tế\t\t2026\n\nlượng\tXây dựng\tSở Nội vụ\t\t2027"
    )
    assert numbers(table) == ["1", "2"]
    assert table.rows[0].cells[1].text == "Bảo đảm chất lượng"
    assert table.rows[1].cells[1].text == "Xây dựng"


def test_a_time_that_slid_into_another_column_goes_back() -> None:
    table = read(f"{HEADER}\n1\tTập huấn\tSở Y tế\tHằng năm\t")
    assert cells(table) == [["1", "Tập huấn", "Sở Y tế", "", "Hằng năm"]]


def test_cells_beyond_the_last_column_belong_to_it() -> None:
    text = "TT\tNội dung\tChủ trì\n1\tTập huấn\tSở Y tế\tSở Nội vụ"
    table = read(text)
    assert cells(table) == [["1", "Tập huấn", "Sở Y tế Sở Nội vụ"]]


def test_a_number_that_is_no_number_is_kept_as_written() -> None:
    table = read("TT\tNội dung\tChủ trì\n²\tTập huấn\tSở Y tế\nphần cuối\tRà soát\tSở Nội vụ")
    assert [row.cells[2].text for row in table.rows] == ["Sở Y tế", "Sở Nội vụ"]


def test_the_first_line_may_be_the_narrowest() -> None:
    table = read("| Bảng |\n| Cân | 5 kg |")
    assert "Cân 5 kg" in [" ".join(cell for cell in row if cell) for row in cells(table)]


def test_a_table_of_one_cell_keeps_its_text() -> None:
    assert cells(read("| Lưu ý: nộp trước ngày 01/12 |")) == [["Lưu ý: nộp trước ngày 01/12"]]


def test_missing_cells_are_empty() -> None:
    assert cells(read(f"{HEADER}\n1\tTập huấn\tSở Y tế")) == [
        ["1", "Tập huấn", "Sở Y tế", "", ""]
    ]


def test_a_table_without_a_header_keeps_all_its_rows() -> None:
    table = read("Cân\t5 kg\nThước\t3 m")
    assert cells(table) == [["Cân", "5 kg"], ["Thước", "3 m"]]
    assert table.header_spans == []


def test_every_table_has_one_task_column() -> None:
    for header in (
        "TT\tMục tiêu\tChủ trì",
        "TT\tTên gọi\tChủ trì",
        "TT\tNội dung\tNhiệm vụ\tChủ trì",
    ):
        roles = [column.role for column in read(f"{header}\n1\tA\tSở Y tế").columns]
        assert roles.count("task") == 1


@pytest.mark.parametrize(
    ("number", "following", "parent"),
    [
        ("5", "5.1", True),
        ("5", "6", False),
        ("5.1", "5.1.1", True),
        ("5", "51", False),
        ("I", "1", True),
        ("II", "III", False),
        ("A", "I", True),
        ("A", "1", True),
        ("1", "2", False),
        ("", "1", False),
        ("I", "", False),
    ],
)
def test_a_number_is_the_parent_of_those_it_heads(
    number: str, following: str, parent: bool
) -> None:
    assert is_parent(number, following) is parent
