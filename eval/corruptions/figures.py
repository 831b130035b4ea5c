"""Numbers, shares, dates and document numbers gone wrong, some of them in disguise."""

from __future__ import annotations

import random
import re
import unicodedata

from hoidap.eval.corruptions.names import agency_elsewhere
from hoidap.eval.corruptions.tools import (
    NUMBER,
    changed,
    fragment,
    kind,
    other_digits,
    pick,
    replaced,
    stated,
)
from hoidap.eval.generated import Good, Setting, cite

_SHARE = re.compile(r"(?<![\w/.,-])(\d+(?:[.,]\d+)?)(\s?%)")
_YEAR = re.compile(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/]|[.,]\d)")
_DATE = re.compile(
    r"(?<!\d)(\d{1,2})( tháng |/| (?=[A-Z][a-z]+))(\d{1,2}|[A-Z][a-z]+)(?!\w)"
    r"(?:(/| năm )(\d{4}))?"
)
_DOCUMENT = re.compile(r"\b(\d+)((?:/\d{4})?[/-][A-ZĐ][\wĐ&-]*)")
_MONTHS = ("January", "March", "May", "July", "September", "November")


@kind("digit", "đổi một chữ số")
def digit(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Change a number by one digit."""
    match = pick(NUMBER, good.text, draw)
    return changed(good, case, match, other_digits(match[0], draw)) if match else None


@kind("share", "đổi tỉ lệ phần trăm")
def _share(good: Good, case: Setting, draw: random.Random) -> str | None:
    match = pick(_SHARE, good.text, draw)
    if not match:
        return None
    new = draw.choice([n for n in ("8,5", "9,5", "55", "65", "75", "90") if n != match[1]])
    return changed(good, case, match, f"{new}{match[2]}")


@kind("year", "đổi năm")
def _year(good: Good, case: Setting, draw: random.Random) -> str | None:
    match = pick(_YEAR, good.text, draw)
    new = str(int(match[0]) + draw.choice((-10, -5, -1, 1, 5))) if match else ""
    return changed(good, case, match, new) if match else None


@kind("date", "đổi ngày, tháng")
def _date(good: Good, case: Setting, draw: random.Random) -> str | None:
    match = pick(_DATE, good.text, draw)
    if not match:
        return None
    day, between, month, then, year = match.groups()
    part = draw.choice(("day", "month", "year") if year else ("day", "month"))
    if part == "day":
        day = str(int(day) % 28 + 1)
    elif part == "month":
        month = (
            str(int(month) % 12 + 1)
            if month.isdigit()
            else draw.choice([m for m in _MONTHS if m != month])
        )
    else:
        year = str(int(year) + draw.choice((-1, 1)))
    return changed(good, case, match, f"{day}{between}{month}{then or ''}{year or ''}")


@kind("swapped numbers", "tráo số trong đoạn")
def _swapped(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Put two numbers of the sentence in each other's place, or take one from the passage."""
    for pattern in (_SHARE, _YEAR, NUMBER):
        found = list(pattern.finditer(good.text))
        if pattern is NUMBER:
            found = [match for match in found if not _YEAR.fullmatch(match[0])]
        for one, other in zip(found, found[1:], strict=False):
            if one[0] == other[0] or pattern is _YEAR and other.start() - one.end() < 4:
                continue
            text = replaced(replaced(good.text, other, one[0]), one, other[0])
            if not stated(case, fragment(text, one.start(), len(other[0]))):
                return cite(text, good.markers)
    quote = case.source(good.markers[0]).citation.quote
    match = pick(NUMBER, good.text, draw)
    if not match or _YEAR.fullmatch(match[0]):
        return None
    others = {n[0] for n in NUMBER.finditer(quote)} - {match[0]}
    others = {
        n for n in others if not _YEAR.fullmatch(n) and int(float(n.replace(",", "."))) > 1
    }
    return changed(good, case, match, draw.choice(sorted(others))) if others else None


@kind("document number", "đổi số hiệu văn bản")
def _document(good: Good, case: Setting, draw: random.Random) -> str | None:
    match = pick(_DOCUMENT, good.text, draw)
    if not match:
        return None
    new = draw.choice((f"{other_digits(match[1], draw)}{match[2]}", f"{match[1]}/NQ-HĐND"))
    if stated(case, new):
        return None
    return cite(replaced(good.text, match, new), good.markers)


@kind("invented document", "bịa văn bản")
def _invented_document(good: Good, case: Setting, draw: random.Random) -> str | None:
    number = f"{draw.randint(2000, 4999)}/QĐ-UBND"
    said = (
        f"Theo Quyết định số {number}, "
        if good.language == "vi"
        else f"Under Decision {number}, "
    )
    return cite(said + good.text[:1].lower() + good.text[1:], good.markers)


@kind("curly quotes", "số sai trong ngoặc kép cong")
def _curly(good: Good, case: Setting, draw: random.Random) -> str | None:
    match = pick(NUMBER, good.text, draw)
    if not match:
        return None
    new = other_digits(match[0], draw)
    made = changed(good, case, match, new)
    return made and cite(replaced(good.text, match, f"“{new}”"), good.markers)


@kind("decomposed text", "sai trong chữ tách rời (NFD)")
def _decomposed(good: Good, case: Setting, draw: random.Random) -> str | None:
    made = digit(good, case, draw) or agency_elsewhere(good, case, draw)
    return made and unicodedata.normalize("NFD", made)


@kind("hidden digits", "số sai có ký tự ẩn")
def _hidden(good: Good, case: Setting, draw: random.Random) -> str | None:
    match = pick(NUMBER, good.text, draw)
    if not match:
        return None
    new = other_digits(match[0], draw)
    if changed(good, case, match, new) is None:
        return None
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in new)
    thin = "\u200b".join(new) + "\u200b"
    return cite(replaced(good.text, match, draw.choice((wide, thin))), good.markers)
