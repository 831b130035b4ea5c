"""Which years something is about."""

from __future__ import annotations

import pytest

from hoidap.records.years import covers, years_of


@pytest.mark.parametrize(
    ("time", "period", "years"),
    [
        ("Năm 2026", (2026, 2030), [2026]),
        ("Quý II/2027", (2026, 2030), [2027]),
        ("2027-2028", (2026, 2030), [2027, 2028]),
        ("2027 – 2028", None, [2027, 2028]),
        ("Từ năm 2027 đến năm 2028", (2026, 2030), [2027, 2028]),
        ("Đến năm 2028", (2026, 2030), [2026, 2027, 2028, 2029, 2030]),
        ("Đến năm 2032", (2026, 2030), [2026, 2027, 2028, 2029, 2030, 2032]),
        ("Hằng năm", (2026, 2028), [2026, 2027, 2028]),
        ("2026-2027 và những năm tiếp theo", (2026, 2028), [2026, 2027, 2028]),
        ("", (2031, None), [2031, 2032]),
        ("", None, []),
        ("Số 120262/QĐ", None, []),
    ],
)
def test_the_years_of_a_time(
    time: str, period: tuple[int, int | None] | None, years: list[int]
) -> None:
    found = years_of(time, (), period)
    assert [year for year in range(2025, 2033) if covers(found, year)] == years


@pytest.mark.parametrize(
    ("time", "headings", "years"),
    [
        ("Hằng năm", ("II. GIAI ĐOẠN 2026 - 2028", "1. Đào tạo"), ((2026, 2028),)),
        ("", ("I. NĂM 2026", "1. Quý I năm 2027"), ((2027, 2027),)),
        ("Năm 2029", ("II. GIAI ĐOẠN 2026 - 2028",), ((2029, 2029),)),
        ("", ("II. MỤC TIÊU ĐẾN NĂM 2032",), ((2032, 2032), (2026, 2030))),
        ("", ("Thực hiện Chiến lược giai đoạn 2021 - 2035",), ((2026, 2030),)),
    ],
)
def test_headings_say_the_years_that_a_time_leaves_open(
    time: str, headings: tuple[str, ...], years: tuple[tuple[int, int], ...]
) -> None:
    assert years_of(time, headings, (2026, 2030)) == years
