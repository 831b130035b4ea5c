"""The language of a question: Vietnamese, with or without diacritics, or English."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from hoidap.text.vietnamese import has_marks, nfc
from hoidap.text.words import stop_words

Language = Literal["vi", "en"]

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")


def language_of(question: str) -> Language:
    """Return ``"en"`` for an English question, ``"vi"`` for any other.

    Proper names keep their diacritics in English too (*Who leads TBT in Thanh Hóa?*),
    so words decide, not letters.
    """
    english = vietnamese = 0
    for place, word in enumerate(_WORD.findall(nfc(question).replace("’", "'"))):
        is_english, is_vietnamese, is_name = _languages(word)
        if place and is_name:
            continue
        english += is_english
        vietnamese += is_vietnamese
    return "en" if english > vietnamese or (english and english == vietnamese) else "vi"


@lru_cache(maxsize=65536)
def _languages(word: str) -> tuple[bool, bool, bool]:
    """Tell whether ``word`` is English, is Vietnamese, and is a name, most likely."""
    marked, lower = has_marks(word), word.lower()
    english = lower in stop_words("en", "language")
    vietnamese = marked or lower in stop_words("vi", "language")
    return english, vietnamese, marked and word[0].isupper()
