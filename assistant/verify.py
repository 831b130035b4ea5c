"""Nothing is shown that was not checked.

A claim holds when its quotes stand in the sources at their spans, and every number,
date, document number and agency name in it occurs in what they quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.draft import DraftClaim, Quote
from assistant.wording import MONTHS, plan_label
from ingest.glossary import glossary
from ingest.plan import Plan
from ingest.vietnamese import fold, squeeze

_TOKEN = re.compile(r"\d+(?:[./,-]\d+)*(?:[/-][a-zđ][\wđ&-]*)*%?")
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
    tokens = set(_tokens(_MONTH.sub(" ", said)))
    # "19 tháng 2 năm 2025" may be said as 19/02/2025
    known = set(_tokens(cited)) | {f"{d:02d}/{m:02d}" for d, m in _dates(cited)}
    known |= {f"{d:02d}/{m:02d}/{y}" for d, m, y in _full_dates(cited)}
    if claim.counted and all(fold(item) in said for item in claim.counted):
        known.add(str(len(claim.counted)))
    if not all(token in known or token.lstrip("0") in known for token in tokens):
        return False
    return _agencies(said) <= _agencies_cited(cited)


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
    for match in _TOKEN.finditer(text):
        token = match.group().rstrip(".,/-")
        yield token
        yield from re.findall(r"\d+%?", token)


def _dates(text: str) -> set[tuple[int, int]]:
    return {
        (int(d), int(m)) for d, m in re.findall(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})", text)
    }


def _full_dates(text: str) -> set[tuple[int, int, int]]:
    found = re.findall(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(20\d\d)", text)
    return {(int(d), int(m), int(y)) for d, m, y in found}


def _agencies(text: str) -> set[str]:
    return {
        name
        for name in glossary().agencies_in(text)
        if name.startswith(("Sở", "Bộ", "Chi cục", "Trung tâm"))
    }


def _agencies_cited(text: str) -> set[str]:
    """Return the agencies that ``text`` names, members of "các sở: A, B" among them."""
    names = _agencies(text)
    if re.search(r"các sở\s*:|các bộ\s*:", text):
        for agency in glossary().agencies:
            bare = fold(re.sub(r"^(?:Sở|Bộ) ", "", agency.name))
            if agency.name.startswith(("Sở", "Bộ")) and bare in text:
                names.add(agency.name)
    return names
