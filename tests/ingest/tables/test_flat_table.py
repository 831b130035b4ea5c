"""Tables that an extraction flattened: cells found again in lines that follow one another."""

from __future__ import annotations

import pytest

from hoidap.ingest.lines import split_lines
from hoidap.ingest.tables.flat_table import flat_header, read_flat
from hoidap.ingest.tables.table import Table

HEADER = (
    "TT\nNhiệm vụ\nĐơn vị chủ trì\nĐơn vị phối hợp\nKết quả/sản phẩm\nThời gian thực hiện\n"
)
ROW = "1\nTổ chức tập huấn về năng suất, chất lượng cho doanh nghiệp\nSở Y tế\nSở Nội vụ\nBáo cáo kết quả\nHằng năm\n"


def read(text: str) -> Table:
    """Read a flattened table given as text."""
    return read_flat(split_lines(text))


def cells(table: Table) -> list[list[str]]:
    """Return the texts of the table's rows."""
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (HEADER + ROW, 6),
        ("TT Nhiệm vụ\nĐơn vị\nchủ trì\nThời gian\n1\nTập huấn", 4),
        ("STT\nNội dung\nCơ quan thực hiện\nThời gian\nI\nTăng cường", 4),
        ("TT\nNhiệm vụ\nThời gian\n1.1 Tập huấn", 3),
        ("TT\nNhiệm vụ\n1\nTập huấn", 0),  # two columns are no table of assignments
        ("TT\nNhiệm vụ\nĐơn vị chủ trì\nThời gian", 0),  # no row
        (
            "TTg ban hành Chỉ thị\nvề tiêu chuẩn và chất lượng sản phẩm, hàng hóa trên địa bàn\n1\nA",
            0,
        ),
        ("", 0),
    ],
)
def test_a_header_is_known_by_its_columns(text: str, size: int) -> None:
    assert flat_header(split_lines(text)) == size


def test_cells_on_lines_of_their_own_go_to_their_columns() -> None:
    table = read(HEADER + ROW)
    assert [column.role for column in table.columns] == [
        *("number", "task", "lead", "coordinate", "output", "time"),
    ]
    assert cells(table) == [
        [
            *("1", "Tổ chức tập huấn về năng suất, chất lượng cho doanh nghiệp", "Sở Y tế"),
            *("Sở Nội vụ", "Báo cáo kết quả", "Hằng năm"),
        ]
    ]


NARROW = """\
TT Nhiệm vụ
Đơn vị
chủ trì
Đơn vị
phối hợp
Kết quả/sản phẩm
Thời gian
thực hiện
1 Phát triển nguồn nhân lực có chất lượng cao trong lĩnh vực tiêu chuẩn, đo lường
1.1
Đào tạo, bồi dưỡng nâng cao trình độ và năng lực chuyên môn
nghiệp vụ cho đội ngũ cán bộ, công chức, viên chức.
Sở Khoa học
và Công nghệ
Các sở: Nông
nghiệp và Môi
trường, Y tế
100% cán bộ, công
chức được đào tạo.
Hằng năm
1.2
Xây dựng đội ngũ chuyên gia có uy tín, có trình độ chuyên môn
sâu, đáp ứng nhu cầu về tư vấn, phản biện, thẩm định các nội
Các sở, ban,
ngành và
UBND các
xã, phường
Các đơn vị có
liên quan
Báo cáo UBND tỉnh
kết quả thực hiện
Năm 2026
5
TT Nhiệm vụ
Đơn vị
chủ trì
Đơn vị
phối hợp
Kết quả/sản phẩm
Thời gian
thực hiện
dung liên quan về lĩnh vực tiêu chuẩn, đo lường.
2 Tăng cường công tác thanh tra, kiểm tra, giám sát về tiêu chuẩn, đo lường
2.1
Đẩy mạnh công tác kiểm tra nhằm đảm bảo chất lượng, an toàn
của sản phẩm, hàng hóa trong quá trình sản xuất, nhập khẩu.
Sở Khoa học
và Công nghệ
Sở Y tế và các
đơn vị có liên
quan
Báo cáo UBND tỉnh
kết quả thực hiện
Giai đoạn
2026-
2030
"""


def test_narrow_columns_break_their_cells_over_lines() -> None:
    table = read(NARROW)
    assert cells(table) == [
        [
            "1",
            "Phát triển nguồn nhân lực có chất lượng cao trong lĩnh vực tiêu chuẩn, đo lường",
            *("", "", "", ""),
        ],
        [
            "1.1",
            "Đào tạo, bồi dưỡng nâng cao trình độ và năng lực chuyên môn nghiệp vụ cho đội ngũ cán "
            "bộ, công chức, viên chức.",
            "Sở Khoa học và Công nghệ",
            "Các sở: Nông nghiệp và Môi trường, Y tế",
            "100% cán bộ, công chức được đào tạo.",
            "Hằng năm",
        ],
        [
            "1.2",
            "Xây dựng đội ngũ chuyên gia có uy tín, có trình độ chuyên môn sâu, đáp ứng nhu cầu về "
            "tư vấn, phản biện, thẩm định các nội dung liên quan về lĩnh vực tiêu chuẩn, đo lường.",
            "Các sở, ban, ngành và UBND các xã, phường",
            "Các đơn vị có liên quan",
            "Báo cáo UBND tỉnh kết quả thực hiện",
            "Năm 2026",
        ],
        [
            "2",
            "Tăng cường công tác thanh tra, kiểm tra, giám sát về tiêu chuẩn, đo lường",
            *("", "", "", ""),
        ],
        [
            "2.1",
            "Đẩy mạnh công tác kiểm tra nhằm đảm bảo chất lượng, an toàn của sản phẩm, hàng hóa "
            "trong quá trình sản xuất, nhập khẩu.",
            "Sở Khoa học và Công nghệ",
            "Sở Y tế và các đơn vị có liên quan",
            "Báo cáo UBND tỉnh kết quả thực hiện",
            "Giai đoạn 2026-2030",
        ],
    ]
    assert [row.is_group for row in table.rows] == [True, False, False, True, False]


def test_page_numbers_and_repeated_headers_are_furniture() -> None:
    table = read(NARROW)
    pieces = [NARROW[start:end] for start, end in table.furniture]
    assert pieces == ["5", *NARROW.split("\n")[:8]]
    assert [NARROW[a:b] for a, b in table.header_spans] == NARROW.split("\n")[:8]


def test_every_line_is_a_cell_a_header_or_furniture() -> None:
    table = read(NARROW)
    spans = [*table.header_spans, *table.furniture]
    spans += [span for row in table.rows for cell in row.cells for span in cell.spans]
    covered = [0] * len(NARROW)
    for start, end in spans:
        for place in range(start, end):
            covered[place] += 1
    assert [
        NARROW[i] for i, n in enumerate(covered) if n != 1 and not NARROW[i].isspace()
    ] == []


def test_a_number_in_a_cell_is_no_row() -> None:
    text = HEADER + ROW.replace("Báo cáo kết quả", "Mô hình\n06") + ROW.replace("1\n", "2\n", 1)
    assert [row.number for row in read(text).rows] == ["1", "2"]


def test_rows_may_go_on_counting_below_roman_headings() -> None:
    other = ROW.removeprefix("1\n")
    text = f"{HEADER}I Tuyên truyền\n1\n{other}II Tập huấn\n2\n{other}3\n{other}"
    assert [row.number for row in read(text).rows] == ["I", "1", "II", "2", "3"]


def test_a_row_too_tall_for_one_keeps_its_lines_together() -> None:
    lines = [f"Dòng {number} của một bài dài" for number in range(400)]
    table = read(HEADER + "1\n" + "\n".join(lines))
    (row,) = cells(table)
    assert row == ["1", " ".join(lines), "", "", "", ""]


def test_numbering_is_followed_over_many_rows() -> None:
    numbers = [
        f"{number}.{sub}" if sub else str(number) for number in range(1, 40) for sub in range(8)
    ]
    table = read(HEADER + "".join(ROW.replace("1\n", f"{number}\n", 1) for number in numbers))
    assert [row[0] for row in cells(table)] == numbers
    assert {row[2] for row in cells(table)} == {"Sở Y tế"}
