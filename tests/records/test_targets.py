"""Figures to reach, read off made-up clauses; gold is in tests/eval."""

from __future__ import annotations

import pytest

from hoidap.records.targets import Target, targets_of
from tests.ingest.helpers import read_text

HEAD = "KẾ HOẠCH\n\nNâng cao năng suất giai đoạn 2026 - 2030\n\n"


def _of(clause: str, heading: str = "II. MỤC TIÊU ĐẾN NĂM 2030") -> tuple[Target, ...]:
    return targets_of(read_text(f"{HEAD}{heading}\n\n1. {clause}\n\n2. Hết.\n"))


@pytest.mark.parametrize(
    ("clause", "read"),
    [
        (
            "Phấn đấu hằng năm có ít nhất 200 doanh nghiệp, hợp tác xã được hướng dẫn.",
            ("200", "ít nhất", "doanh nghiệp", "hằng năm; ĐẾN NĂM 2030"),
        ),
        ("100% sản phẩm OCOP được ghi nhãn.", ("100", "", "%", "ĐẾN NĂM 2030")),
        (
            "Có 06 mô hình điểm (06 doanh nghiệp) áp dụng.",
            ("06", "", "mô hình điểm", "ĐẾN NĂM 2030"),
        ),
        (
            "Đến hết năm 2027, tăng khoảng 9,5% so với trước.",
            ("9,5", "khoảng", "%", "Đến hết năm 2027"),
        ),
        (
            "Có 40 cơ sở theo Chiến lược giai đoạn 2021 - 2035 được công nhận.",
            ("40", "", "cơ sở", "ĐẾN NĂM 2030"),
        ),
    ],
)
def test_a_figure_in_the_words_of_the_plan(clause: str, read: tuple[str, ...]) -> None:
    (target,) = _of(clause)
    assert (target.number, target.bound, target.unit, target.when) == read


@pytest.mark.parametrize(
    ("clause", "number", "unit"),
    [
        ("Hỗ trợ 2000 doanh nghiệp.", "2000", "doanh nghiệp"),
        ("Có 1950 lượt người được tập huấn.", "1950", "lượt người"),
        ("Năng suất tăng 9.5 % so với năm trước.", "9.5", "%"),
        ("Tăng bình quân 9.5%/năm.", "9.5", "%"),
        ("Đạt 1.5 triệu sản phẩm.", "1.5", "triệu sản phẩm"),
        ("Có 1.110 doanh nghiệp được hỗ trợ.", "1.110", "doanh nghiệp"),
    ],
)
def test_numbers_as_they_may_be_written(clause: str, number: str, unit: str) -> None:
    (target,) = _of(clause)
    assert (target.number, target.unit) == (number, unit)


@pytest.mark.parametrize(
    "clause",
    [
        "Từ năm 2025, 2026 doanh nghiệp phải công bố.",
        "Kế hoạch 2026 tổ chức thực hiện.",
        "2.1 Hỗ trợ doanh nghiệp.",
        "Hoàn thành trước 20.12.2026.",
        "Áp dụng ISO 9001, 5S và Luật số 68 ngày 29/6/2026.",
        "Thực hiện Quyết định số 876/QĐ-TTg giai đoạn 2026 - 2035.",
        "Cập nhật 6 tháng một lần.",
        "Nâng cao năng lực (1) quản lý; (2) đo lường.",
    ],
)
def test_numbers_that_are_no_targets(clause: str) -> None:
    assert _of(clause) == ()


def test_tasks_state_only_what_they_do_so_many_of() -> None:
    heading = "III. NHIỆM VỤ"
    (target,) = _of("Đào tạo 10 chuyên gia trong số 50 cán bộ.", heading)
    assert (target.number, target.unit) == ("10", "chuyên gia")
    assert _of("Trong 20 doanh nghiệp đã khảo sát còn nhiều hạn chế.", heading) == ()


def test_a_planned_scale_is_a_target_part_by_part() -> None:
    found = _of(
        "Dự kiến quy mô giai đoạn 2026 - 2028: Tập huấn 08 lớp; trong đó: 02 lớp về đo lường; "
        "06 lớp về tiêu chuẩn.",
        "III. NHIỆM VỤ",
    )
    assert [target.number for target in found] == ["08", "02", "06"]
    assert {target.when for target in found} == {"giai đoạn 2026 - 2028"}
