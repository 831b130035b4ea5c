"""The glossary's phrases, found however they are written."""

from __future__ import annotations

import pytest

from hoidap.text.lexicon import notions, stem
from hoidap.text.vietnamese import fold, syllables
from hoidap.text.words import Way


def found(way: Way, text: str) -> list[str]:
    words = [stem(word) for word in syllables(text)] if way == "en" else syllables(text)
    return [fold(notion.wordings[0]) for _, _, notion in notions(way).find(words)]


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("standards", "standard"),
        ("enterprises", "enterpris"),
        ("enterprise", "enterpris"),
        ("policies", "policy"),
        ("applied", "apply"),
        ("planning", "plann"),
        ("calling", "call"),
        ("process", "process"),
        ("red", "red"),
        ("is", "is"),
        ("", ""),
    ],
)
def test_forms_of_an_english_word_look_alike(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_one_notion_in_both_languages() -> None:
    barrier = fold("hàng rào kỹ thuật trong thương mại")
    assert found("vi", "thông tin TBT")[-1] == barrier
    assert found("vi", "hàng rào kỹ thuật trong thương mại") == [barrier]
    assert found("plain", "hang rao ky thuat trong thuong mai") == [barrier]
    assert barrier in found("en", "technical barriers to trade")


def test_what_the_glossary_does_not_hold() -> None:
    ways: tuple[Way, ...] = ("vi", "plain", "en")
    for way in ways:
        assert found(way, "xyzzy qwerty") == []
