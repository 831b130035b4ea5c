"""Which records are asked for."""

from __future__ import annotations

import pytest

from hoidap.filters import condition, has_words, in_year, is_province, note_nothing
from tests.hoidap.records import plan


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
    assert [year for year in range(2025, 2033) if in_year(year, time, period)] == years


@pytest.mark.parametrize("name", ["Thanh Hóa", "thanh hoa", "tỉnh Thanh Hoá", " THANH HÓA"])
def test_a_province_however_it_is_typed(name: str) -> None:
    assert is_province(plan(), name)
    assert not is_province(plan(province="Thái Nguyên"), name)
    assert not is_province(plan(province=None), name)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("xuất khẩu", True),
        ("khau xuat", True),
        ("XUAT KHẨU", True),
        ("xuất khẫu", False),
        ("khẩ", False),
        ("OCOP", True),
        ("", True),
    ],
)
def test_words_with_or_without_diacritics(wanted: str, found: bool) -> None:
    texts = ("doanh nghiệp", "hỗ trợ xuất khẩu sản phẩm OCOP")
    assert has_words(wanted, texts) == found


def test_the_note_says_what_was_looked_for(capsys: pytest.CaptureFixture[str]) -> None:
    asked = [condition("tỉnh", "province", "Huế"), condition("năm", "year", None)]
    note_nothing(("hỗ trợ", "support"), asked)
    assert capsys.readouterr().err == (
        "Không có hỗ trợ nào (tỉnh “Huế”); hãy bỏ bớt điều kiện.\n"
    )
    note_nothing(("hỗ trợ", "support"), [None])
    assert "không nêu" in capsys.readouterr().err
