"""What can be asked at all."""

from __future__ import annotations

import pytest

from hoidap.errors import WrongUsage
from hoidap.question import checked_question


@pytest.mark.parametrize(
    "text", ["", "   \n\t", "?!…", "“”–—", "\x01\x02\x1b", "\u200b", "😀😀", "\x00"]
)
def test_what_holds_no_letter_or_digit_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        checked_question(text)
    assert "không có chữ hay số nào" in refused.value.vi
    assert "no letter or digit" in refused.value.en


def test_a_long_question_is_refused_with_its_length_and_the_limit() -> None:
    assert checked_question("a" * 2000) == "a" * 2000
    with pytest.raises(WrongUsage) as refused:
        checked_question("a" * 100_000)
    assert "100.000 ký tự, tối đa 2.000" in refused.value.vi
    assert "100,000 characters, at most 2,000" in refused.value.en
    assert len(refused.value.vi) < 200


def test_half_a_character_is_refused() -> None:
    with pytest.raises(WrongUsage, match="UTF-8"):
        checked_question("Ai ký\ud83d?")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("  Ai ký? ", "Ai ký?"),
        ("Ai\x07 ký\x1b[31m?", "Ai  ký [31m?"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("TBT", "TBT"),
        ("876", "876"),
    ],
)
def test_everything_else_is_asked_without_control_characters(text: str, asked: str) -> None:
    assert checked_question(text) == asked
