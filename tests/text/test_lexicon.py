"""The glossary's phrases, found however they are written."""

from __future__ import annotations

import pytest

from hoidap.text.lexicon import lexicon, stem
from hoidap.text.vietnamese import fold, strip_marks, syllables


def notions(way: str, text: str) -> list[str]:
    words = [stem(word) for word in syllables(text)] if way == "en" else syllables(text)
    return [fold(notion.wordings[0]) for _, _, notion in lexicon(way).notions.find(words)]


def agencies(way: str, text: str) -> list[str]:
    return [name for _, _, name in lexicon(way).agencies.find(syllables(text))]


def provinces(way: str, text: str) -> list[str]:
    return [item.name for _, _, item in lexicon(way).provinces.find(syllables(text))]


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("standards", "standard"),
        ("enterprises", "enterpris"),
        ("enterprise", "enterpris"),
        ("policies", "policy"),
        ("applied", "apply"),
        ("planning", "plan"),
        ("calling", "call"),
        ("process", "process"),
        ("red", "red"),
        ("is", "is"),
        ("", ""),
    ],
)
def test_forms_of_an_english_word_look_alike(word: str, bare: str) -> None:
    assert stem(word) == bare


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("vi", "Sở Khoa học và Công nghệ"),
        ("vi", "Sở KH&CN"),
        ("vi", "sở khoa học & công nghệ".replace("&", "và")),
        ("plain", "so khoa hoc va cong nghe"),
        ("plain", "So KH&CN"),
        ("en", "the Department of Science and Technology"),
        ("en", "So Khoa hoc va Cong nghe"),
    ],
)
def test_an_agency_by_any_of_its_names(way: str, text: str) -> None:
    words = strip_marks(text) if way != "vi" else text
    assert agencies(way, words) == ["Sở Khoa học và Công nghệ"]


@pytest.mark.parametrize(
    ("way", "text", "names"),
    [
        ("vi", "ở Thanh Hóa và Thái Nguyên", ["Thanh Hóa", "Thái Nguyên"]),
        ("vi", "ở Thanh Hoá", ["Thanh Hóa"]),
        ("plain", "o thanh hoa va dong nai", ["Thanh Hóa", "Đồng Nai"]),
        ("plain", "o dongnai", ["Đồng Nai"]),
        ("en", "in hanoi", ["Hà Nội"]),
        ("en", "in ha noi", ["Hà Nội"]),
        ("vi", "tại TP. Hồ Chí Minh", ["Thành phố Hồ Chí Minh"]),
        ("vi", "tiêu chuẩn đo lường", []),
    ],
)
def test_provinces(way: str, text: str, names: list[str]) -> None:
    assert provinces(way, text) == names


def test_one_notion_in_both_languages() -> None:
    barrier = fold("hàng rào kỹ thuật trong thương mại")
    assert notions("vi", "thông tin TBT")[-1] == barrier
    assert notions("vi", "hàng rào kỹ thuật trong thương mại") == [barrier]
    assert notions("plain", "hang rao ky thuat trong thuong mai") == [barrier]
    assert barrier in notions("en", "technical barriers to trade")


def test_what_the_glossary_does_not_hold() -> None:
    for way in ("vi", "plain", "en"):
        assert notions(way, "xyzzy qwerty") == agencies(way, "xyzzy") == []
