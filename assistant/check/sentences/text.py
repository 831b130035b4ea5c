"""A text as the check reads it: what is hidden made plain, numbers and dates as tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hoidap.assistant.wording import MONTHS
from hoidap.text.vietnamese import fold, nfc, squeeze, strip_marks

Kind = Literal["word", "number", "share", "year", "date", "month", "document", "break"]
NUMERIC: frozenset[Kind] = frozenset(("number", "share", "year", "date", "month", "document"))

_LOOKALIKES = str.maketrans("٫‚⁄∕﹪", ",,//%")
_FULL_WIDTH = re.compile(r"[\uff01-\uffef\u3000]+")
_MONTH_NUMBER = {
    form: place
    for place, month in enumerate(MONTHS, start=1)
    for form in (month.lower(), month[:3].lower())
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
      (?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)
    | (?P<full>\b\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?:19|20)\d\d\b)
    | (?P<day>\b\d{{1,2}}\s?/\s?\d{{1,2}}\b(?!\s?[/\d]))
    | (?P<ngay>\b(?:(?<=ngày\s)|(?<=trước\s))\d{{1,2}}-\d{{1,2}}\b(?![-\d]))
    | (?P<thang>\b\d{{1,2}}\stháng\s\d{{1,2}}\b(?:,?\s?(?:năm\s|/\s?)(?:19|20)\d\d\b)?)
    | (?P<day_month>\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b\.?
        (?:,?\s(?:19|20)\d\d\b)?)
    | (?P<month_day>\b(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b
        (?:,?\s(?:19|20)\d\d\b)?)
    | (?P<month>\b(?:tháng\s\d{{1,2}}\s?(?:/\s?|năm\s)|(?:{_MONTH})\s)(?:19|20)\d\d\b)
    | (?P<document>\b\d+(?:/(?:19|20)\d\d)?
        (?:/|\s/(?=[^\W\d_]+-)|-(?=(?:kh|ct|nq|qđ|qd|tb|tt|kl|hd|cv|nđ|nd|ttr|bc)\b))
        [^\W\d_][\wđ&]*(?:[-/&]\s?[^\W\d_][\wđ&]*)*)
    | (?P<number>\b\d{{1,3}}(?:[.,]\d{{3}})+(?![\d])|\b\d+(?:[.,]\d+)*)(?![^\W\d_])
        (?P<share>\s?(?:%|phần\străm\b|per\s?cent\b))?
    | (?P<word>[^\W_]+(?:'(?=s\b))?)
    | (?P<break>[.;:!?…])
    """,
    re.VERBOSE,
)

_COUNTS = {
    word: str(number)
    for words in (
        "một hai ba bốn năm sáu bảy tám chín mười",
        "one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split(), start=1)
}
# A number in words behind a bound: "at least one", "ít nhất hai".
_COUNT = re.compile(
    r"\b(at least|at most|more than|fewer than|less than|up to|about|minimum of|maximum of"
    rf"|ít nhất|tối thiểu|tối đa|khoảng|không quá) ({'|'.join(_COUNTS)})\b"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, date, document number or end of a clause, in one form.

    A date is ``d/m`` or ``d/m/y`` without zeros in front, a share ``70%``.
    """

    text: str
    kind: Kind


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


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a cleaned ``text``.

    >>> [token.text for token in tokens("Trước ngày 15 tháng 11, đạt 08,5 %")]
    ['trước', 'ngày', '15/11', 'đạt', '8.5%']
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    folded = re.sub(r"[*_`#]", "", fold(text))
    folded = re.sub(r"\bcannot\b", "can not", re.sub(r"n't\b", " not", folded))
    folded = _COUNT.sub(lambda match: f"{match[1]} {_COUNTS[match[2]]}", folded)
    for match in _TOKEN.finditer(folded):
        name, said = match.lastgroup or "", match[0]
        if name == "share":
            yield Token(f"{plain_number(match['number'])}%", "share")
        elif name == "number":
            number = plain_number(said)
            is_year = re.fullmatch(r"(?:19|20)\d\d", said) is not None
            yield Token(number, "year" if is_year else "number")
        elif name == "document":
            yield Token(re.sub(r"\s", "", strip_marks(said)), "document")
        elif name == "word":
            yield Token(said.removesuffix("'"), "word")
        elif name == "break":
            yield Token(said, "break")
        else:
            date = _date(name, said)
            kind: Kind = "month" if name == "month" else "date"
            yield Token("/".join(map(str, date)), kind)


def plain_number(number: str) -> str:
    """Return a number without zeros in front, groups of three joined, a point for a comma."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        number = re.sub(r"[.,]", "", number)
    return re.sub(r"^0+(?=\d)", "", number.replace(",", "."))


def _date(name: str, said: str) -> tuple[int, ...]:
    """Return the day, month and year that a date states, those of them that it does."""
    if (
        named := re.search(_MONTH, said)
        if name in ("day_month", "month_day", "month")
        else None
    ):
        said = said.replace(named[0], " ", 1)
    figures = [int(figure) for figure in re.findall(r"\d+", said)]
    if name == "iso":
        return tuple(reversed(figures))
    if named:
        place = 0 if name == "month" else 1
        figures.insert(place, _MONTH_NUMBER[named[0]])
    return tuple(figures)


def same_figure(said: Token, stated: Token) -> bool:
    """Tell whether a number, date or document number is one that a source states.

    A date may leave out the year, a document its kind ("Quyết định số 876").
    """
    if said.text == stated.text:
        return True
    if stated.kind == "date" and said.kind == "date":
        return stated.text.startswith(f"{said.text}/")
    if stated.kind in ("date", "month") and said.kind in ("year", "month"):
        return stated.text.endswith(f"/{said.text}")
    if stated.kind == "document" and said.kind in ("number", "year"):
        return re.match(r"\d+", stated.text)[0] == said.text  # type: ignore[index]
    return False
