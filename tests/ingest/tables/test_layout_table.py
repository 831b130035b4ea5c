"""Tables of PDF files as ``pdftotext -layout`` prints them: columns parted by runs of spaces."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.eval.record_pages import page_runs
from hoidap.ingest.lines import split_lines
from hoidap.ingest.tables.layout_table import find_tables
from hoidap.ingest.tables.table import Row, Table
from hoidap.text.spans import Span
from tests.ingest.helpers import DOCUMENTS, at, misplaced, read_text, wrongly_covered

GOLD = Path(__file__).parents[3] / "eval" / "gold" / "records"
COUNTED = GOLD / "pages.jsonl"
PAGES = [json.loads(line) for line in COUNTED.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> Table:
    """Read the one table of a text."""
    ((_, table),) = find_tables(split_lines(text)).values()
    return table


def cells(table: Table) -> list[list[str]]:
    """Return the texts of the table's rows."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def numbers(table: Table) -> list[str]:
    """Return the numbers of the table's rows, a group's with a sign before it."""
    return [f"*{row.number}" if row.is_group else row.number for row in table.rows]


# -- pages counted by hand -----------------------------------------------------------


EXCERPTS = list(page_runs(PAGES, GOLD / "pages"))
NAMED = [
    f"{pages[0]['source']} {pages[0]['page']}-{pages[-1]['page']}" for pages, _ in EXCERPTS
]


def rows_by_page(text: str) -> dict[int, list[tuple[Row, Table]]]:
    """Return the rows that begin on each page of a text, and their tables."""
    found: dict[int, list[tuple[Row, Table]]] = {}
    for _, table in find_tables(split_lines(text)).values():
        task = next(i for i, column in enumerate(table.columns) if column.role == "task")
        for row in table.rows:
            start = row.cells[task].spans[0][0]
            found.setdefault(text.count("\f", 0, start), []).append((row, table))
    return found


@pytest.mark.parametrize(("pages", "text"), EXCERPTS, ids=NAMED)
def test_the_rows_of_a_page_are_those_counted_by_hand(
    pages: list[dict[str, object]], text: str
) -> None:
    found = rows_by_page(text)
    for place, page in enumerate(pages):
        rows = found[place]
        leads, starts = [], []
        for row, table in rows:
            roles = [column.role for column in table.columns]
            leads.append([row.cells[roles.index("lead")].text])
            starts.append(" ".join(row.cells[roles.index("task")].text.split()[:6]))
        assert len(rows) == page["rows"]
        assert [row.number for row, _ in rows] == page["numbers"]
        assert starts == page["starts"]
        assert leads == page["lead"]


@pytest.mark.parametrize("text", [text for _, text in EXCERPTS], ids=NAMED)
def test_every_character_of_a_page_lies_in_one_provision(text: str) -> None:
    plan = read_text(text)
    assert wrongly_covered(plan, text) == []
    assert misplaced(plan, text) == []


@pytest.mark.parametrize("text", [text for _, text in EXCERPTS], ids=NAMED)
def test_a_cell_is_what_stands_at_its_spans(text: str) -> None:
    for _, table in find_tables(split_lines(text)).values():
        for row in table.rows:
            for cell in row.cells:
                assert at(text, cell.spans).replace("- ", "-") == cell.text.replace("- ", "-")
                assert all("\n" not in text[start:end] for start, end in cell.spans)


def test_a_page_turned_on_its_side_has_its_head_among_the_furniture() -> None:
    _, text = EXCERPTS[0]
    table = read(text)
    pieces = [text[start:end] for start, end in table.furniture]
    gazette = "CÔNG BÁO/Số 1091 + 1092/Ngày 03-11-2023"
    assert pieces.count(gazette) == 3
    assert pieces.count("Nhiệm vụ chủ trì") == 2  # the header on the second and third page
    assert not any(gazette in cell.text for row in table.rows for cell in row.cells)


def test_assignments_of_a_merged_cell_all_have_its_agency() -> None:
    plan = read_text(EXCERPTS[0][1])
    found = [(row.lead, row.time) for p in plan.assignments if (row := p.assignment)]
    assert len(found) == 15
    assert [lead for lead, _ in found[:6]] == [("Bộ Thông tin và Truyền thông",)] * 5 + [
        ("Bộ Công an",)
    ]  # the fifth stands on the page after its number
    assert found[0][1] == "Quý IV/2023"
    assert found[12][1] == "Bộ Công an xây dựng kế hoạch triển khai"


# -- forms of tables -----------------------------------------------------------------

GROUPS = """\
Một câu văn đứng trước bảng.

TT        Nhiệm vụ                          Cơ quan thực hiện               Thời gian
                                        Chủ trì        Phối hợp            hoàn thành
I    Hoàn thiện thể chế, chính sách về tiêu chuẩn, đo lường, chất lượng và năng suất
1    Xây dựng kế hoạch chuyển đổi   Sở Khoa học    Các sở, ngành           Quý II/2026
     số ngành tiêu chuẩn            và Công nghệ
2    Tập huấn nghiệp vụ             Sở Y tế        Sở Nội vụ               Hằng năm
II   Tăng cường kiểm tra, giám sát
     chất lượng sản phẩm hàng hóa
3    Kiểm tra đo lường              Sở Công        UBND các xã             Năm 2027
                                    Thương

Nơi nhận:
- Như trên.
"""
NESTED = """\
STT   Nội dung công việc              Đơn vị chủ trì     Đơn vị phối hợp   Sản phẩm     Thời hạn
A     LĨNH VỰC TIÊU CHUẨN
1     Phát triển nguồn nhân lực có chất lượng cao trong lĩnh vực tiêu chuẩn, đo lường
      và năng suất
1.1   Đào tạo cán bộ                  Sở Nội vụ          Sở Y tế           Báo cáo      2026
1.2   Tuyên truyền rộng rãi           Đài Phát thanh     Sở Y tế           Phóng sự     2027
      đến doanh nghiệp                và Truyền hình
2     Kiểm tra                        Sở Công Thương                       Kết luận     Hằng năm
Ghi chú: số liệu dự kiến.
"""
PLAIN = """\
Nội dung                          Cơ quan chủ trì        Thời gian

Xây dựng kế hoạch chuyển đổi      Sở Khoa học và         Quý II/2026
số của tỉnh                       Công nghệ

Tập huấn nghiệp vụ                Sở Y tế                Hằng năm

Kiểm tra đo lường trên địa        Sở Công Thương         Năm 2027
bàn tỉnh
"""
MERGED = """\
STT   Đơn vị            Nhiệm vụ                         Đơn vị phối hợp   Thời gian
                        Xây dựng kế hoạch kiểm tra
                        chất lượng sản phẩm hàng         Sở Công Thương    Quý I/2026
                        hóa trên địa bàn
1     Sở Y tế
                        Tổ chức tập huấn nghiệp vụ
                        cho cán bộ, công chức,           Sở Nội vụ         Quý II/2026
                        viên chức
                        Ban hành quy chế quản lý
      Sở Khoa học       mã số, mã vạch của tỉnh          Sở Tư pháp        Quý III/2026
2     và Công           và các xã
      nghệ              Đánh giá năng suất của các
                        doanh nghiệp trong năm           Cục Thống kê      Hằng năm
                        báo cáo
"""
PAGED = """\
TT  Nhiệm vụ                       Chủ trì          Thời gian
1   Tập huấn về đo lường cho       Sở Y tế          2026
    cán bộ các xã, phường
2   Kiểm tra chất lượng hàng       Sở Công          2027
    hóa lưu thông
\f                              12

    trên địa bàn tỉnh              Thương
3   Tuyên truyền                   Đài Phát         2028
                                   thanh
"""


def test_groups_and_headers_over_two_columns() -> None:
    table = read(GROUPS)
    assert [(column.header, column.role) for column in table.columns] == [
        ("TT", "number"),
        ("Nhiệm vụ", "task"),
        ("Chủ trì", "lead"),
        ("Phối hợp", "coordinate"),
        ("Thời gian hoàn thành", "time"),
    ]
    assert numbers(table) == ["*I", "1", "2", "*II", "3"]
    assert cells(table)[0][1].endswith("tiêu chuẩn, đo lường, chất lượng và năng suất")
    assert cells(table)[1][1:] == [
        "Xây dựng kế hoạch chuyển đổi số ngành tiêu chuẩn",
        *("Sở Khoa học và Công nghệ", "Các sở, ngành", "Quý II/2026"),
    ]
    assert cells(table)[3][1] == "Tăng cường kiểm tra, giám sát chất lượng sản phẩm hàng hóa"
    assert cells(table)[4][2] == "Sở Công Thương"


def test_nested_numbers() -> None:
    table = read(NESTED)
    assert numbers(table) == ["*A", "*1", "1.1", "1.2", "2"]
    assert cells(table)[1][1].endswith("tiêu chuẩn, đo lường và năng suất")
    assert cells(table)[3] == [
        *("1.2", "Tuyên truyền rộng rãi đến doanh nghiệp", "Đài Phát thanh và Truyền hình"),
        *("Sở Y tế", "Phóng sự", "2027"),
    ]
    assert cells(table)[4][3] == ""


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("\n\n", "\n")], ids=["gaps", "dense"])
def test_rows_without_numbers(text: str) -> None:
    assert cells(read(text)) == [
        ["Xây dựng kế hoạch chuyển đổi số của tỉnh", "Sở Khoa học và Công nghệ", "Quý II/2026"],
        ["Tập huấn nghiệp vụ", "Sở Y tế", "Hằng năm"],
        ["Kiểm tra đo lường trên địa bàn tỉnh", "Sở Công Thương", "Năm 2027"],
    ]


def test_a_number_merged_over_several_tasks() -> None:
    table = read(MERGED)
    assert table.columns[1].role == "lead"  # "Đơn vị" alone: no other column says who leads
    assert [row[:2] for row in cells(table)] == [
        *(["1", "Sở Y tế"], ["1", "Sở Y tế"]),
        *(["2", "Sở Khoa học và Công nghệ"], ["2", "Sở Khoa học và Công nghệ"]),
    ]
    assert [row[4] for row in cells(table)] == [
        *("Quý I/2026", "Quý II/2026", "Quý III/2026", "Hằng năm")
    ]
    plan = read_text(MERGED)
    assert wrongly_covered(plan, MERGED) == []


@pytest.mark.parametrize("again", [True, False])
def test_a_row_goes_on_over_a_page_break(again: bool) -> None:
    header = PAGED.split("\n", 1)[0]
    text = PAGED.replace("12\n\n", f"12\n\n{header}\n") if again else PAGED
    table = read(text)
    assert numbers(table) == ["1", "2", "3"]
    assert cells(table)[1][1:] == [
        *("Kiểm tra chất lượng hàng hóa lưu thông trên địa bàn tỉnh", "Sở Công Thương", "2027")
    ]
    furniture = [text[start:end] for start, end in table.furniture]
    assert furniture == ["12", *(["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"] if again else [])]


def test_a_header_may_stand_on_the_page_before_its_rows() -> None:
    header, rest = PAGED.split("\n", 1)
    table = read(f"{header}\n\f                12\n\n{rest.replace(chr(12), '')}")
    assert numbers(table)[:2] == ["1", "2"]


def test_two_headers_that_touch_are_two_columns() -> None:
    text = """\
                                Điều, khoản, điểm cần Cơ quan chủ trì
TT        Văn bản
                                sửa đổi, bổ sung         soạn thảo
1    Nghị định số 84/2019/NĐ-   Điều 16; khoản 2      Bộ Nông nghiệp
     CP về phân bón             Điều 17               và Môi trường
"""
    table = read(text)
    assert [(column.header, column.role) for column in table.columns] == [
        ("TT", "number"),
        ("Văn bản", "task"),
        ("Điều, khoản, điểm cần sửa đổi, bổ sung", "other"),
        ("Cơ quan chủ trì soạn thảo", "lead"),
    ]
    assert cells(table)[0][1] == "Nghị định số 84/2019/NĐ-CP về phân bón"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cơ quan chủ trì: Sở Y tế          Thời gian: năm 2026\nĐơn vị phối hợp: Sở Nội vụ\n",
        "STT      Mô tả trong phương pháp      Hoạt động dự án\n1        Mô tả        Hoạt động\n",
        "TT   Nhiệm vụ      Thời gian\n",  # no row
        "TT Nhiệm vụ Đơn vị chủ trì Thời gian\n1 Tập huấn Sở Y tế 2026\n",
        "UBND TỈNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH       Độc lập\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(split_lines(text)) == {}


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_documents_without_such_tables_are_left_alone(path: Path) -> None:
    assert find_tables(split_lines(path.read_text(encoding="utf-8"))) == {}


@pytest.mark.parametrize("text", [GROUPS, NESTED, PLAIN, MERGED, PAGED])
def test_every_character_lies_in_one_provision(text: str) -> None:
    plan = read_text(text)
    assert wrongly_covered(plan, text) == []
    assert misplaced(plan, text) == []


def test_what_stands_around_a_table_is_read_as_before() -> None:
    plan = read_text(GROUPS)
    assert [p.text for p in plan.provisions if p.kind == "recipients"] == ["Như trên"]
    assert next(p.text for p in plan.provisions) == "Một câu văn đứng trước bảng."
    table = GROUPS.split("Nơi nhận", maxsplit=1)[0]
    prose = "     Các sở, ngành căn cứ kế hoạch này để tổ chức thực hiện, báo cáo kết quả\nvề Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hằng năm.\n"
    text = table + prose
    assert read_text(text).provisions[-1].text.startswith("Các sở, ngành căn cứ")


# -- tables laid out at random ---------------------------------------------------------

WIDTHS = {
    "Nhiệm vụ": (24, 44),
    "Cơ quan chủ trì": (15, 24),
    "Cơ quan phối hợp": (16, 26),
    "Thời gian hoàn thành": (12, 20),
    "Sản phẩm": (12, 24),
}
WORDS = (
    "rà soát tổ chức xây dựng kế hoạch tập huấn nâng cao chất lượng sản phẩm hàng hóa trên "
    "địa bàn doanh nghiệp tiêu chuẩn đo lường báo cáo"
).split()
CAPITALS = ["Rà", "Xây", "Tổ", "Báo", "Kế", "Đo"]
PAGE_TOPS = ["", "           CÔNG BÁO/Số 272/Ngày 14-05-2026       45\n\n", "          12\n\n"]


@st.composite
def cell_texts(draw: Callable[..., object], most: int, *, capitals: bool) -> str:
    """A cell: a capital first, and more inside where the numbers alone tell the rows."""
    words = st.sampled_from(WORDS + CAPITALS if capitals else WORDS)
    first = draw(st.sampled_from(CAPITALS))
    rest = draw(st.lists(words, max_size=most))
    return " ".join([str(first), *rest])  # type: ignore[misc]


def laid_out(texts: list[str], widths: list[int], gutter: int, *, centred: bool) -> list[str]:
    """Set a row's cells side by side; a line half a line lower is a line of its own."""
    wrapped = [
        textwrap.wrap(text, width, break_long_words=False)
        for text, width in zip(texts, widths, strict=True)
    ]
    height = max(map(len, wrapped))
    lines: dict[int, str] = {}
    left = 0
    for pieces, width in zip(wrapped, widths, strict=True):
        top = height - len(pieces) if centred else 0
        for number, piece in enumerate(pieces):
            half = top + 2 * number
            lines[half] = lines.get(half, "").ljust(left) + piece
        left += width + gutter
    return [lines[half] for half in sorted(lines)]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_table_laid_out_is_read_back(data: st.DataObject) -> None:
    others = st.lists(st.sampled_from(list(WIDTHS)[1:]), min_size=2, max_size=4, unique=True)
    heads = ["Nhiệm vụ", *data.draw(others)]
    widths = [4, *(data.draw(st.integers(*WIDTHS[head])) for head in heads)]
    centred, paged, gaps, again = (data.draw(st.booleans()) for _ in range(4))
    paged = paged and not centred
    capitals = not centred and not paged
    rows = [
        [
            data.draw(cell_texts(18 if head == "Nhiệm vụ" else 6, capitals=capitals))
            for head in heads
        ]
        for _ in range(data.draw(st.integers(2, 7)))
    ]
    gutter = data.draw(st.integers(2, 4))
    header = laid_out(["STT", *heads], widths, gutter, centred=centred)
    lines: list[str] = []
    for number, row in enumerate(rows, 1):
        lines += [""] if gaps else []
        lines += laid_out([str(number), *row], widths, gutter, centred=centred)
    cut = data.draw(st.integers(1, 40)) if paged else len(lines)
    text = "\n".join([*header, *lines[:cut]])
    if lines[cut:]:
        top = data.draw(st.sampled_from(PAGE_TOPS))
        text += f"\n\f{top}" + "\n".join([*(header if again else []), *lines[cut:]])
    assert cells(read(text)) == [[str(number), *row] for number, row in enumerate(rows, 1)]


@given(st.text(alphabet="aBĐ1. \n\f-", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_lines_below_a_header_are_covered_once(body: str) -> None:
    text = f"TT   Nhiệm vụ      Cơ quan chủ trì    Thời gian\n1    Tập huấn      Sở Y tế    2026\n{body}"
    covered: list[Span] = []
    for _, (end, table) in find_tables(split_lines(text)).items():
        shared = {id(cell): cell for row in table.rows for cell in row.cells}
        covered += [span for cell in shared.values() for span in cell.spans]
        covered += table.header_spans + table.furniture
        limit = split_lines(text)[end - 1].end
        inside = {place for start, stop in covered for place in range(start, stop)}
        assert len(inside) == sum(stop - start for start, stop in covered)
        assert all(text[i].isspace() or i in inside for i in range(limit))
