"""What is searched: a provision with the headings it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoidap.ingest.plan import Plan, Provision

_SIGNED = "Người ký ban hành"
"""What stands for a heading over a signature: no word of the document says what it is."""
_SEARCHED = frozenset(
    {"clause", "paragraph", "row", "fields", "heading", "group", "basis", "title", "recipients"}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: ``provision`` is its provision's place in the plan of ``source``.

    ``title`` holds the headings above it, ``text`` its own words with the labels of
    its fields; both are Unicode NFC.  A signature is one passage, its last line, the name.
    """

    id: int
    source: str
    provision: int
    title: str
    text: str


def passages_of(plan: Plan, first_id: int) -> Iterator[Passage]:
    """Yield the passages of ``plan``, numbered from ``first_id``."""
    number = first_id
    signing: list[str] = []
    for place, provision in enumerate(plan.provisions):
        headings = provision.headings
        if provision.kind == "signature":
            signing.append(provision.text)
            following = plan.provisions[place + 1 : place + 2]
            if following and following[0].kind == "signature":
                continue
            # The last line is the name; those above say in what capacity it is signed.
            headings, signing = (_SIGNED, *signing[:-1]), []
        elif provision.kind not in _SEARCHED:
            continue
        yield Passage(number, plan.source, place, " › ".join(headings), passage_text(provision))
        number += 1


def passage_text(provision: Provision) -> str:
    """Return what is searched of a provision: a row's cells under their headers."""
    if provision.kind != "row":
        return provision.text
    return "\n".join(f"{field.header}: {field.value}" for field in provision.fields)
