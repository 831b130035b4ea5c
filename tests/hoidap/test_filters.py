"""Which records are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.corpus import open_corpus
from hoidap.filters import Wanted, has_words


@pytest.mark.parametrize("name", ["Thanh Hóa", "thanh hoa", "tỉnh Thanh Hoá", "THANH HÓA"])
def test_a_province_however_it_is_typed(built_index: Path, name: str) -> None:
    found = open_corpus(built_index).of_province(name)
    assert found
    assert all(source.startswith("thanh-hoa-") for source in found)


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


def test_the_note_says_what_was_looked_for(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = open_corpus(built_index)
    words = ("có các từ", "with the words", "tàu")
    Wanted(province="Huế").note(("hỗ trợ", "support"), corpus, [], words)
    assert capsys.readouterr().err == (
        "Không có hỗ trợ nào (tỉnh “Huế”, có các từ “tàu”); hãy bỏ bớt điều kiện.\n"
    )
    Wanted().note(("hỗ trợ", "support"), corpus, [])
    assert "không nêu" in capsys.readouterr().err
