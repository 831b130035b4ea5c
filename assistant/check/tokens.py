"""A text as the check reads it: what is hidden made plain, then words and figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hoidap.text.figures import Figure, figures
from hoidap.text.vietnamese import fold, nfc, squeeze
from hoidap.text.words import stop_words

_LOOKALIKES = str.maketrans("٫‚⁄∕﹪", ",,//%")
_FULL_WIDTH = re.compile(r"[\uff01-\uffef\u3000]+")
_WORD = re.compile(r"[^\W_]+|[.;:!?…]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or end of a clause, in one form.

    ``text`` is the folded word, the sign, or a figure's value; ``start`` where it stands in
    what :func:`spoken` makes of the text.
    """

    text: str
    kind: Literal["word", "figure", "break"]
    start: int
    figure: Figure | None = None


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """Return ``text`` in NFC with what is hidden or dressed up in it made plain.

    >>> clean("ít nhất ７\u200b０ doanh nghiệp")
    'ít nhất 70 doanh nghiệp'
    """
    text = _FULL_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    plain = []
    for char in text:
        if char.isascii():
            plain.append(char)
        elif unicodedata.category(char) == "Nd":
            plain.append(str(unicodedata.digit(char)))
        elif unicodedata.category(char) != "Cf":
            plain.append(char)
    return squeeze(nfc("".join(plain)).translate(_LOOKALIKES))


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a cleaned ``text``.

    >>> [token.text for token in tokens("Trước ngày 15 tháng 11, đạt 08,5 %")]
    ['trước', 'ngày', '15/11', 'đạt', '8.5%']
    """
    return tuple(_tokens(text))


def spoken(text: str) -> str:
    """Return a cleaned text without marks of emphasis, its English words in full."""
    text = re.sub(r"[*_`#]", "", text)
    return re.sub(r"\bcannot\b", "can not", re.sub(r"n['’]t\b", " not", text))


def _tokens(text: str) -> Iterator[Token]:
    text = spoken(text)
    place = 0
    for figure in figures(text):
        yield from _words(text, place, figure.start)
        sign = "%" if figure.kind == "share" else ""
        yield Token(figure.value + sign, "figure", figure.start, figure)
        place = figure.end
    yield from _words(text, place, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        is_word = match[0][0].isalnum()
        word = fold(match[0]) if is_word else match[0]
        yield Token(word, "word" if is_word else "break", match.start())


def content(said: Iterable[Token], *, bare: bool = False) -> tuple[str, ...]:
    """Return the words of a text that carry something, each once, in order."""
    empty = stop_words("plain" if bare else "vi", "sentence") | stop_words("en", "sentence")
    return tuple(
        dict.fromkeys(
            token.text
            for token in said
            if token.kind == "word" and token.text not in empty and len(token.text) > 1
        )
    )
