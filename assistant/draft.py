"""An answer before it is checked: claims, and the places they are taken from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hoidap.assistant.evidence import Evidence
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.spans import Span, merge
from hoidap.text.vietnamese import squeeze

QUOTE_LIMIT = 1900
"""A quote stays under the 2,000 characters of the public interface."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a document that backs a claim.

    ``read`` holds the cells of a row as read: one that a page break cuts stands in two
    pieces at the spans, with other cells between them.
    """

    source: str
    locator: str
    spans: tuple[Span, ...]
    read: str = ""


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One statement and its quotes.

    ``text`` is what will be checked against them; ``lead`` (a label such as
    ``Thanh Hóa – Kế hoạch 2026-2035:``) comes before it and holds only metadata.
    ``counted`` are the things whose number the text says, each of which it names;
    ``note`` is said behind it of the answer itself ("… and 3 more"), not of the documents.
    ``whole`` is a sentence that stands by itself, not an item of a list.
    """

    text: str
    quotes: tuple[Quote, ...]
    lead: str = ""
    counted: tuple[str, ...] = ()
    note: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no answer, in both languages, and what stands nearest."""

    vi: str
    en: str
    nearest: tuple[Evidence, ...] = field(default=())


Draft = list[DraftClaim] | Nothing


def quote_of(plan: Plan, provision: Provision, fields: Iterable[Span] = ()) -> Quote:
    """Quote a provision whole, with the lines that assign it; cut to the limit if need be.

    :param fields: spans that must stand in the quote whatever is cut
    """
    must = list(fields)
    spans = sorted({*provision.spans, *must})
    total = 0
    kept: list[Span] = []
    for span in spans:
        room = (
            QUOTE_LIMIT
            - total
            - sum(e - s for s, e in must if (s, e) != span and (s, e) not in kept)
        )
        size = span[1] - span[0]
        if span not in must and size > room:
            if room > 200:  # a scrap would not stand alone
                kept.append((span[0], span[0] + room))
                total += room
            continue
        kept.append(span)
        total += size
    read = "\n".join(field.value for field in provision.fields if set(field.spans) <= set(kept))
    return Quote(plan.source, provision.locator, tuple(merge(kept)), read)


def assigned_spans(provision: Provision) -> list[Span]:
    """Return the spans of the fields that assign the work of a provision or its section."""
    if provision.assignment is None:
        return []
    return [
        span
        for field in provision.assignment.fields
        if field.role in ("lead", "coordinate", "time")
        for span in field.spans
    ]


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` at a word so that it has at most ``limit`` characters, with an ellipsis."""
    text = squeeze(text)
    if len(text) <= limit:
        return text
    return text[: limit - 2].rsplit(" ", 1)[0].rstrip(" ,;:-–(") + " …"
