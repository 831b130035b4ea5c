"""Numbers, shares, dates, spans and document numbers: the one reader of them.

Vietnamese text, with or without diacritics, and the English of questions and answers.  What
a figure is part of decides what it is: "12" in "15/12/2026" is a month, in "12/QĐ-UBND" a
document's number, in "10 - 12 lớp" the end of a range; none of them is the number 12.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from hoidap.text.vietnamese import nfc, strip_marks

FigureKind = Literal[
    "number", "share", "year", "date", "month", "quarter", "day",
    "range", "document", "standard", "ordinal",
]  # fmt: skip
"""What a figure is.

``day`` is a day of no named month ("ngày 20 hằng tháng"), ``ordinal`` the number of a thing
("Điều 3", "lần thứ 2", "2.1.3"), ``standard`` what follows ISO, TCVN and the like.
"""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months' English names, in order."""
NUMBER_WORDS = {
    word: number
    for words in (
        "một hai ba bốn năm sáu bảy tám chín mười",
        "one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split(), start=1)
}
"""Small numbers in words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at ``[start, end)`` of a text, ``text`` as it stands there.

    ``value`` is the form in which two writings of one figure are equal: ``9.5`` for a number
    or a share, ``d/m`` or ``d/m/yyyy`` for a date, ``m`` or ``m/yyyy`` for a month or quarter,
    ``876/qd-ttg`` for a document, ``2026-2035`` for a range.  ``day``, ``month`` (of a quarter
    its number) and ``year`` are what a figure says of them; ``ends`` are the two figures of a
    range.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    ends: tuple[Figure, ...] = ()

    @property
    def written(self) -> str:
        """The number of a share, as written: ``9,5`` of ``9,5 %``."""
        return re.match(r"[\d.,]*", self.text)[0] if self.kind == "share" else self.text  # type: ignore[index]

    @property
    def digits(self) -> str:
        """The digits of a document's own number: ``876`` of ``876/QĐ-TTg``."""
        return re.match(r"\d*", self.value)[0]  # type: ignore[index]


_MONTH_NUMBER = {
    form: place
    for place, month in enumerate(MONTHS, start=1)
    for form in (month.lower(), month[:3].lower())
} | {"sept": 9}
_M = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + ")"
_Y = "(?:19|20)[0-9]{2}"
_D = "[0-9]{1,2}"
_N = "[0-9]++(?:[.,][0-9]++)*+"
_ON = r"(?![^\W_])"  # neither letter nor digit follows
_NOR = r"(?!\s?[./-]\s?[0-9])"  # nor more of a date
_SHARE = rf"\s?(?:%|‰|phan\stram{_ON}|per\s?cent{_ON})"
# The kinds of documents as their numbers abbreviate them, without marks.
_TYPES = (
    "(?:kh|qd|tb|tt|ttlt|ct|nq|nd|cv|bc|kl|hd|ttr|tr|ttg|l|pl|vb|gm|bb|dt|gp|ctr|da|cd|qc"
    "|ubnd|hdnd|ubtvqh|vpcp|cp|tu|tw)"
)
_PART = "[a-z][a-z0-9]*"
_TAIL = rf"(?P<spaced>\s{{0,3}}[-/]\s{{0,3}}{_PART})?(?:[-/&]{_PART})*+"
_FROM_DIGIT = re.compile(
    rf"""
      (?P<iso>{_Y}-{_D}-{_D}){_ON}
    | (?P<full>{_D}\s?(?P<sign>[/.-])\s?{_D}\s?(?P=sign)\s?{_Y}){_ON}
    | (?P<document>[0-9]{{1,6}}(?:[a-z]?\s?/\s?{_Y}\s?/\s?[a-z]{{1,8}}[0-9]*
        |[a-z]?\s?/\s?(?:{_TYPES}{_ON}|[a-z]{{1,8}}(?=\s?-\s?[a-z]))
        |\s?-\s?{_TYPES}(?=/)){_TAIL})
    | (?P<thang>{_D}\s+thang\s+{_D}{_ON}(?:,?\s*(?:nam\s+|/\s?){_Y}{_ON})?)(?!\slan\b)
    | (?P<years>{_Y}[”"»]?\s*(?:-|(?P<until>den|toi|to)\s(?:het\s)?(?:nam\s)?)\s*{_Y}){_ON}{_NOR}
    | (?:(?<=iso\s)|(?<=iec\s)|(?<=tcvn\s)|(?<=qcvn\s))
        (?P<standard>{_N}(?:-[0-9]+)*(?::\s?{_Y})?(?:/[a-z]+)*){_ON}
    | (?<=quy\s)(?P<quarter_digit>[1-4](?:\s?/\s?{_Y}|\s(?:nam\s)?{_Y})?){_ON}
    | (?P<month>{_D}\s?/\s?{_Y}|(?<=thang\s){_D}(?:\s+nam\s+|-){_Y}){_ON}{_NOR}
    | (?P<day>{_D}\s?/\s?{_D}){_ON}(?!\s?/\s?[0-9])(?!\s(?:so|tong)\s)
    | (?:(?<=ngay\s)|(?<=truoc\s))(?P<ngay>{_D}[-.]{_D}){_ON}(?![-.][0-9])
    | (?P<day_month>{_D}(?:st|nd|rd|th)?\s(?:of\s)?{_M}{_ON}\.?(?:,?\s{_Y}{_ON})?)
    | (?P<range>{_N}(?:\s?%)?(?:\s?-\s?|\s(?P<to>den|toi|to)\s){_N}(?P<range_share>{_SHARE})?)
        {_ON}{_NOR}(?!\s?/)
    | (?<=thang\s)(?P<month_alone>{_D}){_ON}(?!\slan\b)
    | (?<=ngay\s)(?P<day_alone>{_D}){_ON}
        (?!\s?(?:[/%.,]\s?[0-9]|(?:lan|gio|nguoi|luot)\b))
    | (?P<number>{_N}){_ON}(?P<share>{_SHARE})?
    """,
    re.VERBOSE,
)
_FROM_WORD = re.compile(
    rf"""(?<![^\W_])(?:
      (?P<month_year>{_M}\.?,?\s{_Y}){_ON}
    | (?P<month_day>{_M}\.?\s{_D}(?:st|nd|rd|th)?{_ON}(?:,?\s{_Y}{_ON})?)
    | (?<=quy\s)(?P<quarter>(?:iv|i{{1,3}})(?:\s?/\s?{_Y}|\s(?:nam\s)?{_Y})?){_ON}
    | (?:(?<=it\snhat\s)|(?<=toi\sthieu\s)|(?<=toi\sda\s)|(?<=khoang\s)|(?<=khong\squa\s)
        |(?<=at\sleast\s)|(?<=at\smost\s)|(?<=than\s)|(?<=up\sto\s)|(?<=about\s)
        |(?<=minimum\sof\s))(?P<word>{"|".join(map(strip_marks, NUMBER_WORDS))}){_ON}
    )""",
    re.VERBOSE,
)
_WORDS = re.compile(rf"{_M}|quy|it nhat|toi |khoang|khong qua|at |than |up to|about|minimum")
_DIGITS = re.compile(r"(?<![^\W_])[0-9]")
_NUMBER = re.compile(rf"({_N}){_ON}({_SHARE})?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
# What stands before the number of a thing, with its marks, and before a document's.
_ORDINAL = re.compile(
    r"(?<!\w)(?:điều|khoản|mục|chương|phụ lục|điểm|(?:lần )?thứ|dòng|bảng|biểu|mẫu|số|article"
    r"|clause|section|annex|row|no\.?|number):?\s$"
)
_DOCUMENT = re.compile(
    r"(?<!\w)(?:quyet dinh|qd|ke hoach|kh|chi thi|nghi quyet|nghi dinh|thong tu|to trinh"
    r"|cong van|decision|plan|directive|decree|circular|resolution)\s(so:?\s|no\.?\s|number\s)?$"
)
_DURATION = re.compile(rf"\s(?:nam(?!\s{_Y}(?!\s?-))|thang|tuan|quy|ngay)\b")
_LIMITED = re.compile(
    r"(?:it nhat|toi thieu|khoang|tren|hon|toi da|khong qua|at least|about|over|more than)\s$"
)
_COUNTED = re.compile(
    r"\s(?:luot|doanh nghiep|dn|dnnvv|nguoi|ca nhan|can bo|hoc vien|chuyen gia|san pham|hang hoa"
    r"|ho|co so|to chuc|hop tac xa|htx|lop|cuoc|chung nhan|chung chi|tieu chuan|quy chuan|mau"
    r"|phuong tien|thiet bi|du an|de tai|mo hinh|cong trinh|trieu|ty|dong|tan|kg|km|ha|m2"
    r"|firms|enterprises|businesses|companies|people|products|certificates|households)\b"
)


class _Bare(dict[int, str]):
    """Maps a character to what the pattern sees: small, without marks, one space, one dash."""

    def __missing__(self, code: int) -> str:
        char = unicodedata.normalize("NFKC", chr(code))
        if char.isspace():
            bare = " "
        elif unicodedata.category(chr(code)) in ("Mn", "Cf"):
            bare = ""
        elif unicodedata.category(chr(code)) == "Nd":
            bare = str(unicodedata.digit(chr(code)))
        else:
            bare = strip_marks(char).lower()
        self[code] = bare if len(bare) < 2 else chr(code)
        return self[code]


_BARE = _Bare({ord(dash): "-" for dash in "‐‑‒–—−"} | {ord("٫"): ",", ord("⁄"): "/"})


def _bare(text: str) -> tuple[str, list[int] | None]:
    """Return what the pattern sees of ``text``, and where each character of it stands there.

    ``None`` where they stand in the same places.
    """
    bare = text.translate(_BARE)
    if len(bare) == len(text):
        return bare, None
    return bare, [place for place, char in enumerate(text) if _BARE[ord(char)]]


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of ``text`` in order; none lies in another.

    >>> [(f.text, f.kind, f.value) for f in figures("Trước 15/12/2026 đạt 08,5 %")]
    [('15/12/2026', 'date', '15/12/2026'), ('08,5 %', 'share', '8.5')]
    """
    return tuple(_Scan(text).figures())


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bare, self._places = _bare(text)

    def figures(self) -> Iterator[Figure]:
        self._end = 0
        words = deque(_FROM_WORD.finditer(self._bare) if _WORDS.search(self._bare) else ())
        digit = _DIGITS.search(self._bare)
        while digit or words:
            if digit and not (words and words[0].start() < digit.start()):
                match = _FROM_DIGIT.match(self._bare, digit.start())
                after = digit.end()
            else:
                match = words.popleft()
                after = match.start()
            if match and (figure := self._read(match)):
                yield figure
                after = self._end
            digit = _DIGITS.search(self._bare, after)
            while words and words[0].start() < after:
                words.popleft()

    def _read(self, match: re.Match[str]) -> Figure | None:
        name = match.lastgroup or ""
        figure = self._figure(match, "number" if name == "share" else name)
        if figure is None and (number := _NUMBER.match(self._bare, match.start())):
            return self._number(match.start(), number.end(1), number[2] or "")
        return figure

    def _figure(self, match: re.Match[str], name: str) -> Figure | None:
        """Read what the pattern found; ``None`` if it only looked like it."""
        start, end = match.span(name)
        said = match[name]
        if name == "number":
            return self._number(start, end, match["share"] or "")
        if name == "document":
            return self._document(match)
        if name == "standard":
            return self._made(start, end, "standard", re.sub(r"\s", "", said))
        if name == "years":
            return self._range(start, end, match["until"] or "-", "year")
        if name == "range":
            kind: FigureKind = "share" if match["range_share"] else "number"
            return self._range(start, end, match["to"] or "-", kind)
        if name.startswith("quarter"):
            return self._quarter(start, end, said)
        if name == "word":
            word = nfc(self._raw(start, end)).lower()
            number = {**NUMBER_WORDS, **_BARE_WORDS}.get(word)
            return self._made(start, end, "number", str(number)) if number else None
        return self._date(name, start, end, said)

    def _raw(self, start: int, end: int) -> str:
        """Return the text itself at places of what the pattern sees."""
        if self._places is not None:
            last = self._places[end - 1] + 1 if end > start else self._places[start]
            while last < len(self._text) and unicodedata.combining(self._text[last]):
                last += 1
            return self._text[self._places[start] : last]
        return self._text[start:end]

    def _made(
        self,
        start: int,
        end: int,
        kind: FigureKind,
        value: str,
        **more: Any,  # noqa: ANN401 - what a figure has besides
    ) -> Figure:
        self._end = end
        raw = self._raw(start, end)
        first = self._places[start] if self._places is not None else start
        return Figure(first, first + len(raw), raw, kind, value, **more)

    def _number(self, start: int, end: int, share: str) -> Figure:
        said = self._bare[start:end]
        value = plain_number(said)
        if share:
            return self._made(start, end + len(share), "share", value)
        if not _DECIMAL.fullmatch(value):
            return self._made(start, end, "ordinal", value)
        before = self._bare[max(0, start - 40) : start]
        if said.isdigit():
            named = _DOCUMENT.search(before)
            is_year = re.fullmatch(_Y, said) is not None
            if named and (named[1] or not is_year) and not self._lasts(end, named[1]):
                return self._made(start, end, "document", value)
            counts = _COUNTED.match(self._bare, end) and not (
                named or re.search(rf"(?:nam|[-/]|{_Y}(?:,|\sva))\s?$", before)
            )
            if is_year and not (counts or _LIMITED.search(before)):
                return self._made(start, end, "year", value, year=int(said))
        raw = nfc(self._raw(max(0, start - 16), start)).lower() if start else ""
        if _ORDINAL.search(re.sub(r"\s", " ", raw)):
            return self._made(start, end, "ordinal", value)
        return self._made(start, end, "number", value)

    def _lasts(self, end: int, numbered: str | None) -> bool:
        """Tell "kế hoạch 5 năm" from "kế hoạch 15 năm 2026"."""
        return not numbered and _DURATION.match(self._bare, end) is not None

    def _document(self, match: re.Match[str]) -> Figure | None:
        start, end = match.span("document")
        spaced = match["spaced"]
        if spaced and " " in spaced:
            first = match.start("spaced") + len(re.match(r"\s*[-/]\s*", spaced)[0])  # type: ignore[index]
            if not nfc(self._raw(first, match.end("spaced")))[:2].isupper():
                end = match.start("spaced")  # "876/QĐ-TTg - Kế hoạch …"
        value = re.sub(r"\s", "", self._bare[start:end])
        letters = re.search(r"[a-z]{2,}|[a-z]", value)
        known = letters and re.fullmatch(_TYPES, letters[0])
        numbered = re.search(rf"/{_Y}/", value)
        if not known and not numbered:
            place = start + match["document"].index("/") + 1
            if not self._raw(place, end).lstrip()[:1].isupper():
                return None  # "2/năm - đến", not a document's
        return self._made(start, end, "document", value)

    def _range(self, start: int, end: int, joint: str, kind: FigureKind) -> Figure | None:
        said = self._bare[start:end]
        if joint != "-":
            raw = nfc(self._raw(start, end)).lower()
            if not re.search(r"\d\s?%?\s+(?:đến|den|tới|toi|to)\s", raw):
                return None  # "5 tổ 10 người"
        found = list(re.finditer(_N, said))
        first, last = found[0], found[-1]
        values = [plain_number(item[0]) for item in (first, last)]
        if not all(_DECIMAL.fullmatch(value) for value in values):
            return None
        if kind != "year" and (float(values[0]) >= float(values[1]) or _is_code(first[0])):
            return None
        ends = tuple(
            self._made(
                start + item.start(),
                start + item.end(),
                kind,
                value,
                year=int(value) if kind == "year" else None,
            )
            for item, value in zip((first, last), values, strict=True)
        )
        sign = "%" if kind == "share" else ""
        return self._made(start, end, "range", "-".join(values) + sign, ends=ends)

    def _quarter(self, start: int, end: int, said: str) -> Figure | None:
        head = re.match(r"[iv]+|\d", said)[0]  # type: ignore[index]
        raw = nfc(self._raw(max(0, start - 4), end))
        if "ý" not in raw.lower() and not raw.split()[-1][:1].isupper():
            return None  # "quy I" alone may be any word
        number = int(head) if head.isdigit() else ("i", "ii", "iii", "iv").index(head) + 1
        year = re.search(_Y, said)
        value = f"{number}/{year[0]}" if year else str(number)
        date = int(year[0]) if year else None
        return self._made(start, end, "quarter", value, month=number, year=date)

    def _date(self, name: str, start: int, end: int, said: str) -> Figure | None:
        """Read a date, a month or a day; ``None`` where there is none such."""
        numbers = [int(number) for number in re.findall(r"\d+", said)]
        if name in ("day_month", "month_day", "month_year"):
            word = re.search(_M, said)
            assert word is not None
            raw = self._raw(start, end)
            has_year = numbers[-1] > 31
            if not "".join(raw.split()).isascii() or (
                word[0] == "may" and "May" not in raw and "MAY" not in raw and not has_year
            ):
                return None  # "12 máy", "may 20 bộ"
            numbers.insert(0 if name == "month_year" else 1, _MONTH_NUMBER[word[0]])
        if name == "iso":
            numbers.reverse()
        day: int | None = None
        month: int | None = None
        year: int | None = None
        if name == "day_alone":
            day = numbers[0]
        elif name in ("month", "month_alone", "month_year"):
            month, year = numbers[0], (numbers[1:] or [None])[0]  # type: ignore[list-item]
        else:
            day, month, year = (*numbers, None)[:3]
        if not (1 <= (day or 1) <= 31 and 1 <= (month or 1) <= 12):
            return None
        kind: FigureKind = "day" if month is None else "month" if day is None else "date"
        value = "/".join(str(part) for part in (day, month, year) if part is not None)
        return self._made(start, end, kind, value, day=day, month=month, year=year)


_BARE_WORDS = {strip_marks(word): number for word, number in NUMBER_WORDS.items()}


def _is_code(first: str) -> bool:
    return len(first) > 4 and first.startswith("0")  # a telephone number


def plain_number(number: str) -> str:
    """Return a number without zeros in front, groups of three joined, a point for a comma.

    >>> plain_number("1.110"), plain_number("09,5"), plain_number("1.250,5")
    ('1110', '9.5', '1250.5')
    """
    if _GROUPED.fullmatch(number):
        separator = "." if re.match(r"\d+\.\d{3}(?:\D|$)", number) else ","
        number = number.replace(separator, "")
    return re.sub(r"^0+(?=\d)", "", number.replace(",", "."))


def states(stated: Figure, said: Figure) -> bool:
    """Tell whether a text that holds ``stated`` states ``said``.

    As the same figure: a date may leave out its year, a document its kind ("Quyết định 876"),
    a month, quarter or year may be that of a date; a number is no part of anything.
    """
    if said.kind == stated.kind and said.value == stated.value:
        return True
    match said.kind:
        case "year" | "number" if stated.kind in ("year", "number"):
            return said.value == stated.value  # "2000" may count
        case "year":
            return said.year in (stated.year, *(end.year for end in stated.ends))
        case "date" | "month" | "quarter" if said.kind in {stated.kind, "month"}:
            if said.year not in (None, stated.year) or stated.kind == "quarter" != said.kind:
                return False
            return said.month == stated.month and said.day in (None, stated.day)
        case "document" if stated.kind == "document":
            return re.match(rf"{re.escape(said.value)}(?![^\W_])", stated.value) is not None
        case "standard" if stated.kind == "standard":
            return stated.value.startswith(f"{said.value}:")
        case "ordinal":
            return stated.kind == "number" and said.value == stated.value
    return False
