"""The longest phrases of a table are found, left to right."""

from __future__ import annotations

from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import syllables


def table(*phrases: str, plain: bool = False) -> PhraseTable[str]:
    """Return a table whose phrases are their own values."""
    made: PhraseTable[str] = PhraseTable()
    for phrase in phrases:
        made.add(phrase, phrase, plain=plain)
    return made


def test_the_longest_phrase_wins() -> None:
    found = table("Sở", "Sở Y tế", "Y tế tỉnh").find(syllables("do Sở Y tế tỉnh giao"))
    assert found == [(1, 4, "Sở Y tế")]


def test_a_shorter_phrase_is_found_where_the_longer_breaks_off() -> None:
    assert table("sở y", "sở y tế công").find(["sở", "y", "tế"]) == [(0, 2, "sở y")]


def test_phrases_follow_one_another_without_overlap() -> None:
    found = table("a b", "b c", "c").find(["a", "b", "c", "b", "c"])
    assert found == [(0, 2, "a b"), (2, 3, "c"), (3, 5, "b c")]


def test_a_phrase_is_found_however_it_is_written() -> None:
    found = table("Khoa học & Công nghệ").find(syllables("KHOA HỌC, công nghệ"))
    assert found == [(0, 4, "Khoa học & Công nghệ")]


def test_a_plain_phrase_is_found_in_text_without_marks() -> None:
    assert table("Sở Y tế", plain=True).find(["so", "y", "te"]) == [(0, 3, "Sở Y tế")]
    assert table("Sở Y tế").find(["so", "y", "te"]) == []


def test_the_first_value_given_stays() -> None:
    made: PhraseTable[int] = PhraseTable()
    made.add("Sở Y tế", 1)
    made.add("sở y tế", 2)
    assert made.find(["sở", "y", "tế"]) == [(0, 3, 1)]


def test_a_phrase_without_words_is_not_filed() -> None:
    made = table("", "-", "…")
    assert made.find(["a", "-"]) == []


def test_nothing_is_found_in_nothing() -> None:
    assert table("a").find([]) == []


def test_a_value_of_zero_is_found() -> None:
    made: PhraseTable[int] = PhraseTable()
    made.add("không", 0)
    assert made.find(["không"]) == [(0, 1, 0)]
