"""The place in a document's outline that a question names: "khoản 2 Điều 2", "Mục III.5.b".

Vietnamese names the inner part first ("điểm a khoản 2 Điều 5"), English does too ("point a
of clause 2 of Article 5"); a locator begins with the outermost ("Điều 5.2.a").
"""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.vietnamese import fold, squeeze, strip_marks

# From the outermost to the innermost: what a part is called, and how it is numbered.
_ROMAN = r"[ivx]{1,5}(?![a-z])"
_INNER = r"(?:\.[\da-z]{1,2}\b)*"  # "III.5.b": the parts within, in one
_LEVELS = (
    ("annex", r"(?:phu luc|annex|appendix)(?: (?:so )?(\d{1,2}|[ivx]{1,5}))?\b"),
    ("chapter", rf"(?:chuong|chapter) (?:so )?({_ROMAN}|\d{{1,2}}\b)"),
    ("part", rf"(?:phan|part) (?:thu )?({_ROMAN}|\d{{1,2}}\b)"),
    ("section", rf"(?:tieu muc|muc|section) (?:so )?((?:{_ROMAN}|\d{{1,2}}\b){_INNER})"),
    ("article", rf"(?:dieu|article) (?:so )?(\d{{1,3}}[a-z]?\b{_INNER})"),
    ("clause", rf"(?:khoan|clause|paragraph) (?:so )?(\d{{1,2}}\b{_INNER})"),
    ("point", r"(?:diem|point) ([a-z]\b|\d{1,2}\b)"),
    ("row", r"(?:dong|hang|row|line) (?:so )?((?:[ivx]{1,5}\.)?\d{1,3}(?:\.\d{1,2}){0,2})\b"),
    ("item", r"(?:gach dau dong|y|doan) (?:thu |so )?(\d{1,2})\b"),
)
_PATTERNS = [(level, re.compile(rf"(?<!\w){words}")) for level, words in _LEVELS]


@lru_cache(maxsize=1024)
def place_named(question: str) -> tuple[str, ...]:
    """Return the numbers of the place that ``question`` names, outermost first.

    Rows are marked, for the parts of a table are no parts of the text.

    >>> place_named("Khoản 2 Điều 5 nói gì?"), place_named("dòng 7 phụ lục")
    (('5', '2'), ('dong', '7'))
    """
    text, bare = _both(question)
    found: dict[str, str] = {}
    for level, pattern in _PATTERNS:
        match = pattern.search(bare)
        if match is not None:  # the letter as typed: points d and đ are two
            found[level] = text[slice(*match.span(1))] if match.group(1) else ""
    annex = found.pop("annex", None)
    if "row" not in found and annex is not None and "section" in found:
        found["row"] = found.pop("section")  # "mục 2.1 phụ lục" is a row of its table
    if "row" in found:
        return ("dong", *found["row"].split("."))
    item = found.pop("item", "")
    inner = [part for number in found.values() for part in number.split(".") if part]
    return (*inner, "y", item) if inner and item else tuple(inner)


def without_place(question: str) -> str:
    """Return ``question`` without the words that name a place.

    >>> without_place("Khoản 2 Điều 5 nói gì?")
    'nói gì?'
    """
    text, bare = _both(question)
    for _, pattern in _PATTERNS:
        match = pattern.search(bare)
        if match is not None:
            start, end = match.span()
            text, bare = text[:start] + text[end:], bare[:start] + bare[end:]
    return squeeze(text)


def _both(question: str) -> tuple[str, str]:
    """Return ``question`` folded, and without diacritics, of the same length."""
    text = fold(question)
    bare = strip_marks(text)
    return (text, bare) if len(bare) == len(text) else (bare, bare)


def is_at(locator: str, place: tuple[str, ...]) -> bool:
    """Tell whether ``locator`` is the place: its last numbers, and all of them or its article.

    >>> is_at("Mục III.5.b", ("iii", "5", "b")), is_at("Điều 12", ("2",))
    (True, False)
    """
    own = _numbers(locator)
    if own == place:
        return True
    # "Chương II, Điều 5.2": an article is numbered through, whatever chapter it is in.
    return len(place) < len(own) and _numbers(locator.rpartition("Điều")[2]) == place


@lru_cache(maxsize=4096)
def _numbers(locator: str) -> tuple[str, ...]:
    """Return the numbers of a locator, a row's and an item's marked."""
    text = fold(locator)
    row = re.search(r"\b(?:dòng|nhóm) ([\w.]+)$", text)
    if row:
        return ("dong", *row.group(1).split("."))
    text, _, item = text.partition(", ")
    item_number = re.fullmatch(r"(?:ý|đoạn) (\d+)", item)
    numbers = re.findall(r"(?<!\w)(?:[ivx]{1,5}|\d{1,3}[a-zđ]?|[a-zđ])(?!\w)", text)
    if item and not item_number:
        return ("", *numbers)  # the lines that assign a section, its table's header
    return (*numbers, "y", item_number.group(1)) if item_number else tuple(numbers)
