"""Vietnamese text, handled in one place for every stage.

Documents and questions spell the same word in many ways: composed (NFC) or
decomposed (NFD) letters, the tone mark on either vowel of ``oa``, ``oe`` and
``uy`` (*hoà* / *hòa*), no diacritics at all, capitals.  The functions here bring
them to one form for comparing and searching; none of them is applied to what is
shown, which stays as the document has it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng


def _tone_placement() -> dict[str, str]:
    """Map the old placement (*oà*, *uý*) to the new one (*òa*, *úy*)."""
    table = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONES:
            old = unicodedata.normalize("NFC", first + second + tone)
            new = unicodedata.normalize("NFC", first + tone + second)
            table[old] = new
            table[old.upper()] = new.upper()
            table[old.capitalize()] = new.capitalize()
    return table


TONE_PLACEMENT = _tone_placement()
"""Old to new tone placement of an open syllable's end: ``{"oà": "òa", …}``."""

# Only at a syllable's end: "hoàn" and "quý" keep their mark where it is.  The first letter
# stands before all else, so that a text is scanned for it alone.
_OLD_PLACEMENT = re.compile(
    "[oOuU](?<![qQ].)[" + "".join(sorted({old[1] for old in TONE_PLACEMENT})) + r"](?![^\W\d_])"
)
UPPER = "A-Z" + "".join(
    letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper() and letter.isalpha()
)
"""Capital letters with and without marks, for use inside ``[…]`` of a pattern."""
LOWER = "a-z" + UPPER[3:].lower()
"""Small letters likewise."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*", re.UNICODE)
# A word as typed: its letters may carry their marks apart (NFD), which is rare.
_TYPED = re.compile("(?:[^\\W_][\u0300-\u036f]*)+(?:[.,]\\d+)*")
_APART = re.compile("[\u0300-\u036f]")
_QUOTES = str.maketrans("“”„«»‘’–—−‐‑\u00a0", '"""""\'\'----- ')
_QUOTE = re.compile("[" + "".join(map(chr, _QUOTES)) + "]")


def _without_combining(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join([char for char in decomposed if not unicodedata.combining(char)])
    return bare.replace("đ", "d").replace("Đ", "D")


# The letters of Vietnamese, composed, looked up at once; any other letter is taken apart.
_BARE = {
    place: _without_combining(chr(place))
    for place in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
}


def nfc(text: str) -> str:
    """Return ``text`` in Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return ``text`` with every run of white space folded to one space."""
    return " ".join(text.split())


def shortened(text: str, most: int) -> str:
    """Return the words of ``text`` within its first ``most`` characters, with an ellipsis.

    >>> shortened("ít nhất 200 doanh nghiệp", 12)
    'ít nhất 200 …'
    """
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def place_tones(text: str) -> str:
    """Move tone marks to the new placement.

    >>> place_tones("hoà thuý quý hoàn")
    'hòa thúy quý hoàn'
    """
    return _OLD_PLACEMENT.sub(lambda match: TONE_PLACEMENT.get(match[0], match[0]), text)


def tidy(text: str) -> str:
    """Return ``text`` composed, with plain quotes, dashes and spaces, capitals as they are.

    >>> tidy("Kế hoạch  2021 – 2025")
    'Kế hoạch 2021 - 2025'
    """
    return squeeze(nfc(text).translate(_QUOTES))


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the form in which two texts that read alike compare equal.

    NFC, lower case, one tone placement, plain quotes and dashes, single spaces.

    >>> fold("  Thanh  HOÁ – “TBT” ")
    'thanh hóa - "tbt"'
    """
    if text.isascii():
        return squeeze(text.lower())
    text = place_tones(nfc(nfc(text).casefold()))
    return squeeze(text.translate(_QUOTES) if _QUOTE.search(text) else text)


@lru_cache(maxsize=16384)
def strip_marks(text: str) -> str:
    """Return ``text`` without any diacritic, *đ* as *d*.

    >>> strip_marks("Đồng Nai, chất lượng")
    'Dong Nai, chat luong'
    """
    if text.isascii():
        return text
    bare = text.translate(_BARE)
    return bare if bare.isascii() else _without_combining(bare)


def plain(text: str) -> str:
    """Return ``fold(text)`` without diacritics: the form of hurried typing."""
    return strip_marks(fold(text))


@lru_cache(maxsize=16384)
def has_marks(text: str) -> bool:
    """Tell whether ``text`` carries a Vietnamese diacritic."""
    if text.isascii():
        return False
    text = nfc(text)
    return strip_marks(text) != text


def syllables(text: str) -> list[str]:
    """Split folded ``text`` into syllables and numbers, punctuation left out.

    Written Vietnamese puts a space between syllables, so a syllable is a run of
    letters; a number keeps its separators (``9,5``, ``01.12``).

    >>> syllables("Ít nhất 9,5% - KH&CN")
    ['ít', 'nhất', '9,5', 'kh', 'cn']
    """
    return _WORD.findall(fold(text))


def typed_words(text: str) -> list[tuple[int, int]]:
    """Return where each syllable and number of ``text`` stands, in any Unicode form.

    >>> text = "Sở KH&CN"
    >>> [text[start:end] for start, end in typed_words(text)]
    ['Sở', 'KH', 'CN']
    """
    word = _TYPED if _APART.search(text) else _WORD
    return [match.span() for match in word.finditer(text)]


def placed_syllables(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Return where each syllable of ``text`` stands, and the syllables, one for one."""
    spans, folded = typed_words(text), syllables(text)
    if len(spans) != len(folded):  # a foreign letter that folds to two
        folded = [fold(text[start:end]) for start, end in spans]
    return spans, folded


def contains(haystack: str, needle: str) -> bool:
    """Tell whether folded ``needle`` stands in ``haystack`` as whole words.

    >>> contains("ít nhất 200 doanh nghiệp", "20")
    False
    """
    return bool(word_pattern(fold(needle)).search(fold(haystack)))


@lru_cache(maxsize=8192)
def word_pattern(text: str) -> re.Pattern[str]:
    """Compile ``text`` to a pattern that matches it as whole words only."""
    return re.compile(r"(?<![^\W_])" + re.escape(text) + r"(?![^\W_])")
