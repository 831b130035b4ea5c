"""Nothing is shown that was not checked.

A claim holds when its quotes stand in the sources at their spans, and every number,
date, document number and agency name in it occurs in what they quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.draft import DraftClaim, Quote
from assistant.wording import MONTHS, plan_label
from ingest.glossary import Agency, glossary
from ingest.plan import Plan
from ingest.vietnamese import fold, squeeze, word_pattern

_TOKEN = re.compile(r"\d+(?:[./,-]\d+)*(?:[/-][a-zđ][\wđ&-]*)*[a-zđ]*%?")
_MONTH = re.compile(r"(\d{1,2}) (" + "|".join(month.lower() for month in MONTHS) + r")")


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


def supported(claim: DraftClaim, plans: Mapping[str, Plan], texts: Mapping[str, str]) -> bool:
    """Tell whether a claim is backed by its quotes."""
    if not claim.quotes or not all(
        q.source in texts and stands(texts[q.source], q) for q in claim.quotes
    ):
        return False
    cited = fold(
        " ".join(f"{quote_text(texts[q.source], q)} {q.read}" for q in claim.quotes)
    ).replace("*", "")
    said = fold(claim.text)
    months = {
        (int(day), MONTHS.index(month.capitalize()) + 1) for day, month in _MONTH.findall(said)
    }
    if not months <= _dates(cited):
        return False
    counted = (
        str(len(claim.counted))
        if claim.counted and all(fold(item) in said for item in claim.counted)
        else ""
    )
    written: set[str] = set()  # "19 tháng 2 năm 2025" may be said as 19/02/2025
    for token in set(_tokens(_MONTH.sub(" ", said))):
        if (
            token == counted
            or word_pattern(token).search(cited)
            or word_pattern(token.lstrip("0")).search(cited)
        ):
            continue
        written = written or _written_dates(cited)
        if token not in written:
            return False
    return all(_is_named(agency, cited) for agency in _agencies(said))


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
    """Yield the numbers of ``text``, and the parts of those that have any (``876/QĐ-TTg``)."""
    for match in _TOKEN.finditer(text):
        token = match.group().rstrip(".,/-")
        yield token
        yield from (part for part in re.split(r"[./,-]", token) if part[:1].isdigit())


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
    """Return the departments, ministries and the like that ``text`` names."""
    names = (glossary().agency(name) for name in glossary().agencies_in(text))
    return [a for a in names if a and a.name.startswith(("Sở", "Bộ", "Chi cục", "Trung tâm"))]


def _is_named(agency: Agency, cited: str) -> bool:
    """Tell whether ``cited`` names an agency, in any form or as a member of "các sở: A, B"."""
    if any(fold(name) in cited for name in (agency.name, *agency.short)):
        return True
    bare = fold(re.sub(r"^(?:Sở|Bộ) ", "", agency.name))
    return bare in cited and re.search(r"các (?:sở|bộ)\s*:", cited) is not None
