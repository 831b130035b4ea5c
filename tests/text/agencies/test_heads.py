"""How an agency's name begins, read well or misread."""

from __future__ import annotations

import unicodedata

import pytest

from hoidap.text.agencies import looks_like_agency, starts_agency


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Sở Y tế", True),
        ("SỞ Y TẾ", True),
        ("- UBND tỉnh", True),
        ("Uỷ ban nhân dân xã", True),
        ("các đơn vị có liên quan", True),
        ("Hiệp hội doanh nghiệp", True),
        (unicodedata.normalize("NFD", "Sở Y tế"), True),
        ("số lượng", False),
        ("Tổ chức tuyên truyền", False),
        ("bộ", True),
        ("bốn mô hình", False),
        ("các mô hình", False),
        ("", False),
    ],
)
def test_the_beginning_tells_an_agency(text: str, starts: bool) -> None:
    assert starts_agency(text) is starts


@pytest.mark.parametrize(
    "name", ["Sờ Công Thương", "Trung tầm Thông tin", "Ủy bạn nhân dân tỉnh", "Sở Y tế"]
)
def test_a_head_with_one_letter_or_mark_misread_is_known(name: str) -> None:
    assert looks_like_agency(name)


@pytest.mark.parametrize(
    "text", ["Báo cáo kết quả", "số lượng lớn", "Tập huấn", "", "So sánh với"]
)
def test_other_words_do_not_look_like_an_agency(text: str) -> None:
    assert not looks_like_agency(text)
