"""Dates by which something is due, read off made-up clauses; gold is in tests/eval."""

from __future__ import annotations

from datetime import date

import pytest

from hoidap.records.deadlines import Deadline, deadlines_of
from tests.ingest.helpers import read_text

HEAD = "KẾ HOẠCH\n\nNâng cao năng suất giai đoạn 2026 - 2030\n\nV. TỔ CHỨC THỰC HIỆN\n\n"


def _of(clause: str) -> tuple[Deadline, ...]:
    return deadlines_of(read_text(f"{HEAD}1. {clause}\n\n2. Hết.\n"))


def test_a_yearly_report() -> None:
    (deadline,) = _of(
        "Các sở, ban, ngành định kỳ trước ngày 01 tháng 12 hàng năm báo cáo UBND tỉnh "
        "(qua Sở Khoa học và Công nghệ) kết quả thực hiện."
    )
    assert (deadline.day, deadline.month, deadline.year) == (1, 12, None)
    assert (deadline.frequency, deadline.is_report) == ("year", True)
    assert deadline.reporters == ("Các sở, ban, ngành",)
    assert deadline.receivers == ("UBND tỉnh", "Sở Khoa học và Công nghệ")
    assert deadline.when == "trước ngày 01 tháng 12 hàng năm"


@pytest.mark.parametrize(
    ("clause", "days", "frequency"),
    [
        (
            "Sở Y tế báo cáo trước ngày 15/6 và ngày 15/12 hằng năm.",
            [(15, 6), (15, 12)],
            "year",
        ),
        (
            "Sở Y tế gửi báo cáo trước ngày 25 của tháng cuối quý về UBND tỉnh.",
            [(25, None)],
            "quarter",
        ),
        ("Sở Y tế trình UBND tỉnh trước ngày 30/9/2026.", [(30, 9)], "once"),
        ("Hằng quý, Sở Y tế báo cáo UBND tỉnh kết quả thực hiện.", [(None, None)], "quarter"),
    ],
)
def test_when_and_how_often(
    clause: str, days: list[tuple[int | None, int | None]], frequency: str
) -> None:
    found = _of(clause)
    assert [(deadline.day, deadline.month) for deadline in found] == days
    assert {deadline.frequency for deadline in found} == {frequency}


@pytest.mark.parametrize(
    "clause",
    [
        "Căn cứ Quyết định số 36/QĐ-TTg ngày 11/01/2021 của Thủ tướng Chính phủ, Sở Y tế thực hiện.",
        "Sở Y tế tổ chức kiểm tra hằng năm.",
        "Sở Y tế tổng hợp, báo cáo theo quy định.",
        "Có 30 doanh nghiệp được hỗ trợ.",
    ],
)
def test_what_is_no_deadline(clause: str) -> None:
    assert _of(clause) == ()


def test_the_days_of_a_period() -> None:
    first, last = date(2026, 6, 1), date(2028, 5, 31)
    (yearly,) = _of("Sở Y tế báo cáo UBND tỉnh trước ngày 01/12 hằng năm.")
    assert yearly.dates(first, last) == (date(2026, 12, 1), date(2027, 12, 1))
    (once,) = _of("Sở Y tế trình UBND tỉnh trước ngày 30/9/2026.")
    assert once.dates(first, last) == (date(2026, 9, 30),)
    assert once.dates(date(2027, 1, 1), last) == ()
    (undated,) = _of("Hằng năm, Sở Y tế báo cáo UBND tỉnh kết quả.")
    assert undated.dates(first, last) == ()
    (never,) = _of("Sở Y tế báo cáo UBND tỉnh trước ngày 31/6 hằng năm.")
    assert never.dates(first, last) == ()
