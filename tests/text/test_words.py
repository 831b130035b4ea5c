"""The sets of words that carry nothing of the matter."""

from __future__ import annotations

from typing import get_args

import pytest

from hoidap.text.vietnamese import nfc, strip_marks
from hoidap.text.words import Purpose, Way, stop_words


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_the_words_are_folded_and_without_diacritics_if_asked(purpose: Purpose) -> None:
    marked = stop_words("vi", purpose)
    assert marked == {nfc(word).lower() for word in marked}
    assert stop_words("plain", purpose) == {strip_marks(word) for word in marked}
    assert len(marked) > 10


@pytest.mark.parametrize("way", ["vi", "plain", "en"])
def test_the_words_of_grammar_are_left_out_of_questions_and_sentences(way: Way) -> None:
    purposes: tuple[Purpose, ...] = ("question", "sentence")
    for purpose in purposes:
        words = stop_words(way, purpose)
        assert stop_words(way, "grammar") < words
        assert not any(word.startswith("+") for word in words)


@pytest.mark.parametrize("word", ["chất", "lượng", "doanh", "đo", "lường"])
def test_the_matter_stays(word: str) -> None:
    assert word not in stop_words("vi")
