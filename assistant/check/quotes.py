"""What a claim cites: the verbatim text at the spans of its quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from hoidap.assistant.draft import DraftClaim, Quote
from hoidap.assistant.wording import plan_label
from hoidap.ingest.plan import Plan
from hoidap.text.vietnamese import squeeze, syllables


@lru_cache(maxsize=1024)
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


@lru_cache(maxsize=1024)
def with_cells(quoted: str, cells: tuple[tuple[str, str], ...]) -> str:
    """Return ``quoted`` and the cells that it holds, each a header and what stands under it.

    A page break may part a cell in the quote; one that adds a word to it is left out.
    """
    said = Counter(syllables(quoted))
    held = (f"{head}: {cell}" for head, cell in cells if not Counter(syllables(cell)) - said)
    return " . ".join((quoted, *held))


def labelled(claim: DraftClaim, plans: Mapping[str, Plan]) -> bool:
    """Tell whether a claim's label names the document that it cites."""
    label = claim.lead.rstrip(":")
    return not label or all(
        label in (plan_label(plans[q.source], "vi"), plan_label(plans[q.source], "en"))
        for q in claim.quotes
    )
