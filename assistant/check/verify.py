"""Nothing is shown that was not checked.

A claim holds when its quotes stand in the sources at their spans, and every number,
date, document number and agency name in it occurs in what they quote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from hoidap.assistant.draft import DraftClaim, Quote
from hoidap.assistant.wording import MONTHS, plan_label
from hoidap.ingest.plan import Plan
from hoidap.text.glossary import Agency, glossary
from hoidap.text.vietnamese import fold, squeeze, syllables

_TOKEN = re.compile(r"\d+(?:[./,-]\d+)*(?:[/-][a-zđ][\wđ&-]*)*[a-zđ]*(?:\s?%)?")
_DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?")
_INSIDE = re.compile(r"\d[.,/]$")
_MEMBERS = re.compile(r"các (?:sở|bộ)\s*:([^.:]*)")  # "các sở: Tài chính, Công Thương"
_MONTH = re.compile(r"(\d{1,2}) (" + "|".join(month.lower() for month in MONTHS) + r")")


@lru_cache(maxsize=4096)
def quote_text(text: str, quote: Quote) -> str:
    """Return the verbatim text at a quote's spans, pieces joined by a space."""
    return squeeze(" ".join(text[start:end] for start, end in quote.spans))


def stands(text: str, quote: Quote) -> bool:
    """Tell whether a quote's spans lie in ``text``, in order, and hold something."""
    place = 0
    for start, end in quote.spans:
        if not place <= start < end <= len(text):
            return False
        place = end
    return bool(quote.spans) and bool(quote_text(text, quote))


def supported(claim: DraftClaim, texts: Mapping[str, str]) -> bool:
    """Tell whether a claim is backed by its quotes."""
    read = [_read(texts.get(quote.source, ""), quote) for quote in claim.quotes]
    if not read or not all(read):
        return False
    cited = " ".join(read)
    said = fold(claim.text)
    if not said:
        return False
    months = {
        (int(day), MONTHS.index(month.capitalize()) + 1) for day, month in _MONTH.findall(said)
    }
    if months and not months <= _dates(cited):
        return False
    counted = (
        str(len(claim.counted))
        if claim.counted and all(fold(item) in said for item in claim.counted)
        else ""
    )
    tokens = set(_tokens(_MONTH.sub(" ", said))) - {counted}
    return all(_is_stated(token, cited) for token in tokens) and all(
        _is_named(agency, cited) for agency in _agencies(claim.text)
    )


@lru_cache(maxsize=4096)
def _read(text: str, quote: Quote) -> str:
    """Return what a quote says, folded; the cells as read too, if they add no word to it.

    "" for a quote that does not stand in ``text``.
    """
    if not stands(text, quote):
        return ""
    said = quote_text(text, quote)
    if quote.read and not Counter(syllables(quote.read)) - Counter(syllables(said)):
        said = f"{said} {quote.read}"
    return fold(said).replace("*", "")


def labelled(claim: DraftClaim, plans: Mapping[str, Plan]) -> bool:
    """Tell whether a claim's label names the document that it cites."""
    if not claim.lead:
        return True
    label = claim.lead.rstrip(":")
    return all(
        label in (plan_label(plans[q.source], "vi"), plan_label(plans[q.source], "en"))
        for q in claim.quotes
    )


def _tokens(text: str) -> Iterable[str]:
    """Yield the numbers of ``text``, with what belongs to them (``876/QĐ-TTg``, ``50%``)."""
    for match in _TOKEN.finditer(text):
        yield re.sub(r"\s", "", match.group()).rstrip(".,/-")


def _is_stated(token: str, cited: str) -> bool:
    """Tell whether a number stands in ``cited``: whole, as a date, or part by part.

    A span of years and a document's number may be spaced there ("2026 - 2030").
    """
    if _stands_alone(token, cited) or token in _written_dates(cited):
        return True
    parts = re.split(r"[/-]", token)
    if len(parts) == 1 or _DATE.fullmatch(token):
        return False
    return all(
        _stands_alone(part, cited) if part[:1].isdigit() else part in cited for part in parts
    )


def _stands_alone(token: str, cited: str) -> bool:
    """Tell whether a number is in ``cited`` as itself: not "11" in "30/11" or in "1.110".

    Zeros before it do not count.
    """
    for match in _number_pattern(token.lstrip("0")).finditer(cited):
        before = cited[max(0, match.start() - 12) : match.start()].rstrip("0")
        if not before[-1:].isalnum() and not _INSIDE.search(before):
            return True
    return False


@lru_cache(maxsize=8192)
def _number_pattern(token: str) -> re.Pattern[str]:
    """Match a number with nothing of it behind."""
    number = token if token[:1].isdigit() else f"0{token}"
    share = r"\s*%" if number.endswith("%") else ""
    return re.compile(rf"{re.escape(number.removesuffix('%'))}{share}(?![^\W_])(?![.,/]\d)")


def _dates(text: str) -> set[tuple[int, int]]:
    return {
        (int(d), int(m)) for d, m in re.findall(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})", text)
    }


def _full_dates(text: str) -> set[tuple[int, int, int]]:
    found = re.findall(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(20\d\d)", text)
    return {(int(d), int(m), int(y)) for d, m, y in found}


def _written_dates(text: str) -> set[str]:
    """Return the dates of ``text`` in figures, whole and in parts."""
    dates = {f"{d:02d}/{m:02d}" for d, m in _dates(text)}
    for day, month, year in _full_dates(text):
        dates |= {f"{day:02d}/{month:02d}/{year}", f"{day:02d}", f"{month:02d}", str(year)}
    return dates


def _agencies(text: str) -> list[Agency]:
    """Return the agencies that ``text`` names."""
    names = (glossary().agency(name) for name in glossary().agencies_in(text))
    return [agency for agency in names if agency]


def _is_named(agency: Agency, cited: str) -> bool:
    """Tell whether ``cited`` names an agency, in any form or as a member of "các sở: A, B"."""
    if any(fold(name) in cited for name in (agency.name, *agency.short)):
        return True
    bare = fold(re.sub(r"^(?:Sở|Bộ) ", "", agency.name))
    return any(
        f"{part.strip().removeprefix('và ')} và ".startswith(f"{bare} và ")
        for members in _MEMBERS.findall(cited)
        for part in re.split(r"[,;]", members)
    )
