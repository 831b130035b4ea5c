"""Which records are asked for."""

from __future__ import annotations

import pytest

from hoidap.corpus import Documents
from hoidap.filters import Wanted, has_words
from tests.hoidap.records import plan


@pytest.mark.parametrize("name", ["Thanh Hóa", "thanh hoa", "tỉnh Thanh Hoá", " THANH HÓA"])
def test_a_province_however_it_is_typed(name: str) -> None:
    plans = {
        "a.txt": plan(),
        "b.txt": plan("b.txt", province="Thái Nguyên"),
        "c.txt": plan("c.txt", province=None),
    }
    assert Documents(plans, {}).of_province(name) == ("a.txt",)


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
    corpus = Documents({"a.txt": plan()}, {})
    words = ("có các từ", "with the words", "tàu")
    Wanted(province="Huế").note(("hỗ trợ", "support"), corpus, [], words)
    assert capsys.readouterr().err == (
        "Không có hỗ trợ nào (tỉnh “Huế”, có các từ “tàu”); hãy bỏ bớt điều kiện.\n"
    )
    Wanted().note(("hỗ trợ", "support"), corpus, [])
    assert "không nêu" in capsys.readouterr().err
