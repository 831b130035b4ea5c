"""Words that carry nothing of the matter, as data: ``data/words.toml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from hoidap.text.packaged import toml_of
from hoidap.text.vietnamese import strip_marks

Purpose = Literal[
    "grammar", "question", "sentence", "title", "heading", "counted", "language"
]  # fmt: skip

Way = Literal["vi", "plain", "en"]
"""How a text is written: Vietnamese, Vietnamese without diacritics, English."""


@lru_cache(maxsize=32)
def stop_words(way: Way, purpose: Purpose = "question") -> frozenset[str]:
    """Return the words to leave out of a text for ``purpose``, in small letters.

    >>> "của" in stop_words("vi"), "cua" in stop_words("plain"), "chất" in stop_words("vi")
    (True, True, False)
    """
    if way == "plain":
        return frozenset(map(strip_marks, stop_words("vi", purpose)))
    words: set[str] = set()
    for word in _data()[way][purpose].split():
        words |= stop_words(way, "grammar") if word == "+grammar" else {word}
    return frozenset(words)


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, str]]:
    return toml_of("hoidap.text", "data/words.toml")
