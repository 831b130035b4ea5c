"""What is searched: a provision with the headings it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.plan import Plan, Provision

_SEARCHED = frozenset(
    {"clause", "paragraph", "row", "fields", "heading", "group", "basis", "title", "recipients"}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: ``provision`` is its provision's place in the plan of ``source``.

    ``title`` holds the headings above it, ``text`` its own words with the labels of
    its fields; both are Unicode NFC.
    """

    id: int
    source: str
    provision: int
    title: str
    text: str


def passages_of(plan: Plan, first_id: int) -> Iterator[Passage]:
    """Yield the passages of ``plan``, numbered from ``first_id``."""
    number = first_id
    for place, provision in enumerate(plan.provisions):
        if provision.kind not in _SEARCHED:
            continue
        yield Passage(
            number, plan.source, place, " › ".join(provision.headings), passage_text(provision)
        )
        number += 1


def passage_text(provision: Provision) -> str:
    """Return what is searched of a provision: a row's cells under their headers."""
    if provision.kind != "row":
        return provision.text
    return "\n".join(f"{field.header}: {field.value}" for field in provision.fields)
