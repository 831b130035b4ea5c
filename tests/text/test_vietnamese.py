"""Vietnamese spelt in different ways compares equal; what is different stays so."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from hoidap.text.vietnamese import (
    contains,
    fold,
    has_marks,
    nfc,
    place_tones,
    plain,
    squeeze,
    strip_marks,
    syllables,
    tidy,
    typed_words,
    word_pattern,
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("hoá", "hóa"),
        ("hoả", "hỏa"),
        ("hoã", "hõa"),
        ("hoạ", "họa"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("uỷ ban", "ủy ban"),
        ("THANH HOÁ", "THANH HÓA"),
        ("Uỷ ban", "Ủy ban"),
        ("Hoà, Hoá.", "Hòa, Hóa."),
        ("luỹ kế (luỹ)", "lũy kế (lũy)"),
    ],
)
def test_the_tone_mark_moves_to_its_new_place(old: str, new: str) -> None:
    assert place_tones(old) == new
    assert place_tones(new) == new


@pytest.mark.parametrize(
    "text", ["quý", "Quý II", "QUỲ", "quỹ", "hoàn", "Hoàng", "toán", "thuyền", "khoảng", "quả"]
)
def test_the_tone_mark_stays_where_both_ways_put_it(text: str) -> None:
    assert place_tones(text) == text


def test_fold_brings_every_writing_to_one() -> None:
    writings = [
        "Thanh Hóa",
        "THANH HOÁ",
        " thanh\u00a0 hóa\n",
        "Thanh Ho\u0301a",
        "Thanh Hoa\u0301",
    ]
    assert {fold(text) for text in writings} == {"thanh hóa"}


def test_fold_makes_quotes_and_dashes_plain() -> None:
    assert fold("“TBT” – ‘2026—2030’ «x»") == '"tbt" - \'2026-2030\' "x"'


def test_fold_keeps_words_apart_that_differ_by_a_mark() -> None:
    assert (
        len({fold(word) for word in ("ma", "má", "mà", "mả", "mã", "mạ", "mâ", "đa", "da")})
        == 9
    )


def test_fold_of_mixed_capitals_is_the_fold_of_small_letters() -> None:
    assert fold("hOÀ") == fold("hoÀ") == fold("HOà") == fold("hoà")


def test_squeeze_folds_every_kind_of_space() -> None:
    assert squeeze("\t Sở \u00a0Y\r\ntế\f ") == "Sở Y tế"


def test_nfc_composes() -> None:
    assert nfc("Sơ\u0309") == "Sở"


def test_strip_marks_takes_every_diacritic_off() -> None:
    assert strip_marks("Đường, ở quận: ẾỆỗữặ đ") == "Duong, o quan: EEoua d"


@pytest.mark.parametrize("text", ["Sở Y tế", "KẾ HOẠCH số 876/QĐ-TTg"])
def test_strip_marks_does_not_depend_on_the_normal_form(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert strip_marks(decomposed) == strip_marks(text)
    assert strip_marks(text).isascii()


def test_plain_is_what_hurried_typing_gives() -> None:
    assert plain("Ủy ban Nhân dân  Tỉnh THANH HOÁ") == "uy ban nhan dan tinh thanh hoa"


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("so y te", False),
        ("Sở", True),
        ("đ", True),
        ("Đ", True),
        ("TBT 2026", False),
        ("", False),
    ],
)
def test_has_marks(text: str, has: bool) -> None:
    assert has_marks(text) is has
    assert has_marks(unicodedata.normalize("NFD", text)) is has


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sở KH&CN, 100%", ["sở", "kh", "cn", "100"]),
        ("9,5 điểm; 1.000.000 đồng", ["9,5", "điểm", "1.000.000", "đồng"]),
        ("01.12 và 1703/QĐ-TTg", ["01.12", "và", "1703", "qđ", "ttg"]),
        ("năm 2026.", ["năm", "2026"]),
        ("snake_case", ["snake", "case"]),
        ("  ", []),
    ],
)
def test_syllables(text: str, parts: list[str]) -> None:
    assert syllables(text) == parts


@pytest.mark.parametrize(
    ("haystack", "needle", "found"),
    [
        ("ít nhất 200 doanh nghiệp", "200", True),
        ("ít nhất 200 doanh nghiệp", "20", False),
        ("ít nhất 200 doanh nghiệp", "nghiệp", True),
        ("ít nhất 200 doanh nghiệp", "doanh nghi", False),
        ("Ủy ban nhân dân tỉnh Thanh Hoá", "tỉnh thanh hóa", True),
        ("(Sở Y tế)", "Sở Y tế", True),
        ("Sở Y tế", "sơ y tế", False),
        ("Sở\nY  tế", "sở y tế", True),
    ],
)
def test_contains_finds_whole_words_alone(haystack: str, needle: str, found: bool) -> None:
    assert contains(haystack, needle) is found
    assert contains(unicodedata.normalize("NFD", haystack), needle) is found


def test_word_pattern_takes_its_text_literally() -> None:
    assert word_pattern("a.b").search("a.b c")
    assert not word_pattern("a.b").search("axb")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_as_typed_fold_to_the_syllables(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "UBND tỉnh: Thanh Hoá, 9,5% – “Sở KH&CN” (01.12.2026)")
    typed = [text[start:end] for start, end in typed_words(text)]
    assert [fold(word) for word in typed] == syllables(text)


def test_tidy_keeps_capitals() -> None:
    assert tidy("Kế  hoạch “2021 – 2025”\n") == 'Kế hoạch "2021 - 2025"'
