"""Assignments from labelled lines and from rows."""

from __future__ import annotations

import pytest

from hoidap.ingest.assignment import from_fields, from_row, read_label
from hoidap.ingest.lines import split_lines
from hoidap.ingest.plan import Field, Role
from hoidap.ingest.tables.grid_table import read_grid


def field(role: Role, value: str, header: str = "") -> Field:
    """Return a field of ``role`` that stands nowhere."""
    return Field(header, role, value, ())


@pytest.mark.parametrize(
    ("line", "role", "value"),
    [
        ("Đơn vị chủ trì: Sở Y tế.", "lead", "Sở Y tế"),
        ("- Cơ quan chủ trì: Sở Y tế;", "lead", "Sở Y tế"),
        ("+ Đơn vị thực hiện: Các sở, ban, ngành", "lead", "Các sở, ban, ngành"),
        ("ĐƠN VỊ CHỦ TRÌ: Sở Y tế", "lead", "Sở Y tế"),
        ("Chủ trì thực hiện: Sở Y tế", "lead", "Sở Y tế"),
        ("Cơ quan đầu mối: Sở Y tế", "lead", "Sở Y tế"),
        ("Phân công thực hiện: Sở Y tế", "lead", "Sở Y tế"),
        ("Đơn vị phối hợp: Sở Y tế", "coordinate", "Sở Y tế"),
        ("- Phối hợp thực hiện: Sở Y tế", "coordinate", "Sở Y tế"),
        ("Cơ quan tham gia phối hợp: Sở Y tế", "coordinate", "Sở Y tế"),
        ("Thời gian thực hiện: Hằng năm.", "time", "Hằng năm"),
        ("- Thời hạn hoàn thành: Quý II/2026", "time", "Quý II/2026"),
        ("Tiến độ: 2026 - 2030", "time", "2026 - 2030"),
        ("Sản phẩm: Báo cáo tổng kết", "output", "Báo cáo tổng kết"),
        ("Kết quả, sản phẩm dự kiến: Báo cáo", "output", "Báo cáo"),
        ("Kinh phí thực hiện: Ngân sách tỉnh", "other", "Ngân sách tỉnh"),
        ("Địa điểm: Thành phố Thanh Hóa", "other", "Thành phố Thanh Hóa"),
    ],
)
def test_a_labelled_line_is_read(line: str, role: str, value: str) -> None:
    read = read_label(line)
    assert read is not None
    header, found, text = read
    assert (found, text) == (role, value)
    assert line.strip("-+ ").startswith(header)


@pytest.mark.parametrize(
    "line",
    [
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ: rà soát",
        "Mục tiêu chung của Kế hoạch này là: phát triển",
        "Đơn vị chủ trì:",
        "Đơn vị chủ trì Sở Y tế",
        "Nội dung: (1) Đánh giá",
        "2.1. Thời gian: Hằng năm",
        "Nơi nhận: Sở Y tế",
        "",
    ],
)
def test_another_line_is_no_label(line: str) -> None:
    assert read_label(line) is None


def test_an_assignment_is_built_from_its_fields() -> None:
    fields = [
        field("lead", "Sở Y tế"),
        field("coordinate", "Các sở: Nội vụ, Tài chính"),
        field("time", "Hằng năm"),
        field("output", "Báo cáo"),
        field("other", "Ngân sách tỉnh"),
    ]
    made = from_fields("Tập huấn", fields, [(3, 9)])
    assert made is not None
    assert (made.task, made.lead, made.time, made.output) == (
        "Tập huấn",
        ("Sở Y tế",),
        "Hằng năm",
        "Báo cáo",
    )
    assert made.coordinate == ("Sở Nội vụ", "Sở Tài chính")
    assert made.spans == ((3, 9),)
    assert made.fields == tuple(fields)
    assert made.field("other") == fields[-1]
    assert made.field("goal") is None


@pytest.mark.parametrize("role", ["lead", "coordinate", "time"])
def test_one_agency_or_a_time_makes_an_assignment(role: Role) -> None:
    assert from_fields("Tập huấn", [field(role, "2026")], []) is not None


@pytest.mark.parametrize("roles", [[], ["output"], ["other", "goal"], ["number", "task"]])
def test_without_agency_and_time_there_is_none(roles: list[Role]) -> None:
    assert from_fields("Tập huấn", [field(role, "Báo cáo") for role in roles], []) is None


def test_two_lines_of_one_label_are_read_together() -> None:
    made = from_fields("A", [field("lead", "Sở Y tế"), field("lead", "Sở Nội vụ")], [])
    assert made is not None
    assert made.lead == ("Sở Y tế", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("written", "once"),
    [
        ("Đến 2030 Đến 2030 Đến 2030", "Đến 2030"),
        ("Hằng năm Hằng năm", "Hằng năm"),
        ("2026 2026", "2026"),
        ("Năm 2026 Năm 2027", "Năm 2026 Năm 2027"),
        ("Hằng năm", "Hằng năm"),
    ],
)
def test_a_stacked_cell_that_repeats_its_time_says_it_once(written: str, once: str) -> None:
    made = from_fields("A", [field("time", written)], [])
    assert made is not None
    assert made.time == once


def test_the_cells_of_a_row_are_its_fields() -> None:
    text = "TT\tNội dung\tChủ trì\tGhi chú\n1\tTập huấn\tSở Y tế\t"
    table = read_grid(split_lines(text))
    fields = from_row(table.rows[0], table.columns)
    assert [(f.header, f.role, f.value) for f in fields] == [
        ("Nội dung", "task", "Tập huấn"),
        ("Chủ trì", "lead", "Sở Y tế"),
    ]
    assert [text[a:b] for f in fields for a, b in f.spans] == ["Tập huấn", "Sở Y tế"]
