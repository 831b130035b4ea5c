"""What a reasoning model thinks aloud is left out, however the text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap.assistant.llm.thoughts import without_thoughts


def said(text: str, size: int) -> str:
    return "".join(without_thoughts(text[at : at + size] for at in range(0, len(text), size)))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<think>Hừm, [1]?</think>Sở Y tế. [1]", "Sở Y tế. [1]"),
        ("Sở<think>a</think> Y<thinking>b < c</thinking> tế", "Sở Y tế"),
        ("a < b <thin> <b>", "a < b <thin> <b>"),
        ("Sở Y tế</think>.", "Sở Y tế."),
        ("<think>chưa xong", ""),
        ("Hết <thi", "Hết <thi"),
        ("", ""),
    ],
)
def test_thoughts_are_left_out(text: str, left: str, size: int) -> None:
    assert said(text, size) == left


@given(st.text(alphabet="<>/think ", max_size=60), st.integers(1, 9))
def test_the_pieces_make_no_difference(text: str, size: int) -> None:
    assert said(text, size) == said(text, max(1, len(text)))


def test_text_that_cannot_be_a_thought_is_not_held_back() -> None:
    pieces = without_thoughts(iter(["Sở Y", " tế <", "b"]))
    assert next(pieces) == "Sở Y"
    assert next(pieces) == " tế "
    assert next(pieces) == "<b"
