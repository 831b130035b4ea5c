"""Dates by which something is due, read off made-up clauses; gold is in tests/eval."""

from __future__ import annotations

from collections.abc import Sequence
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
    ("clause", "day", "frequency", "months"),
    [
        ("Sở Y tế báo cáo trước ngày 20 hằng tháng.", 20, "month", range(1, 13)),
        ("Hằng tháng, trước ngày 20, Sở Y tế báo cáo UBND tỉnh.", 20, "month", range(1, 13)),
        ("Sở Y tế báo cáo vào ngày 05 của tháng sau.", 5, "month", range(1, 13)),
        ("Mùng 5 mỗi tháng Sở Y tế gửi báo cáo.", 5, "month", range(1, 13)),
        ("Sở Y tế báo cáo trước ngày 25 của tháng cuối quý.", 25, "quarter", (3, 6, 9, 12)),
        ("Sở Y tế báo cáo trước ngày 10 tháng đầu quý sau.", 10, "quarter", (1, 4, 7, 10)),
        ("Sở Y tế báo cáo ngày 15 tháng thứ hai của mỗi quý.", 15, "quarter", (2, 5, 8, 11)),
        ("Sở Y tế báo cáo trước ngày 15 hằng quý.", 15, "quarter", ()),
    ],
)
def test_a_day_of_every_month_or_quarter(
    clause: str, day: int, frequency: str, months: Sequence[int]
) -> None:
    (deadline,) = _of(clause)
    assert (deadline.day, deadline.month, deadline.frequency) == (day, None, frequency)
    assert deadline.months == tuple(months)
    year = deadline.dates(date(2026, 1, 1), date(2026, 12, 31))
    assert year == tuple(date(2026, month, day) for month in months)


def test_dates_of_one_sentence_say_each_how_often() -> None:
    monthly, yearly = _of(
        "Sở Y tế báo cáo tháng trước ngày 20 hằng tháng, báo cáo năm trước ngày 15/12 hằng năm."
    )
    assert (monthly.frequency, monthly.day, monthly.month) == ("month", 20, None)
    assert (yearly.frequency, yearly.day, yearly.month) == ("year", 15, 12)
    quarters = _of("Hằng quý, Sở Y tế báo cáo trước ngày 20/3, 20/6, trước ngày 20/9, 20/12.")
    assert [one.months for one in quarters] == [(3,), (6,), (9,), (12,)]


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
