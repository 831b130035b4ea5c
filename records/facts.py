"""A document's metadata as records: each fact with the place that states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, takewhile
from typing import Literal

from hoidap.ingest.plan import Fact as Stated
from hoidap.ingest.plan import Plan, Provision
from hoidap.records.record import Record, shared
from hoidap.text.sentences import sentences
from hoidap.text.vietnamese import fold

FactKind = Literal[
    "title",
    "number",
    "issued",  # the day it was issued
    "issuer",
    "signer",
    "signer_title",  # the office of the signer
    "period",  # the years that it covers
    "effect",  # from when it is in force
    "effect_until",  # until when
    "basis",  # a document that it rests on
    "recipient",  # who gets a copy
]

_FROM = re.compile(r"có hiệu lực(?: thi hành)? (?:kể )?từ")
_UNTIL = re.compile(r"có hiệu lực.{0,60}\bđến\b")
# "Số 36/QĐ-TTg …; số 1322/QĐ-TTg …": one basis that names several documents.
_PARTS = re.compile(
    r"(?<=[”\"])\s*;\s*|;\s*(?=[Ss]ố\s)|\.\s+(?=Theo\s)|;\s*(?=(?:trên cơ sở|sau khi)\s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """One fact of a document: ``value`` in its words, or put plainly (``2026-2030``).

    ``day`` is there where the fact is a whole date.
    """

    kind: FactKind
    value: str
    day: date | None = None

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agency that issued it, or that gets it."""
        return (self.value,) if self.kind in ("issuer", "recipient") else ()


def facts_of(plan: Plan) -> tuple[Fact, ...]:
    """Return what ``plan`` says of itself; what it leaves blank is left out."""
    return tuple(_facts(plan))


def _facts(plan: Plan) -> Iterator[Fact]:
    def fact(kind: FactKind, value: str, place: Provision, day: date | None = None) -> Fact:
        agencies = (value,) if kind in ("issuer", "recipient") else ()
        spans = titled if kind == "title" else None
        common = shared(plan, place, agencies=agencies, spans=spans)
        return Fact(**common, kind=kind, value=value, day=day)

    starts = {p.spans[0][0]: p for p in plan.provisions if p.spans}

    def stated(kind: FactKind, found: Stated | None, value: str = "") -> Iterator[Fact]:
        place = starts.get(found.spans[0][0]) if found and found.spans else None
        if found is not None and place is not None:
            day = plan.issued_on if kind == "issued" else None
            yield fact(kind, value or found.value, place, day)

    title = fold(plan.title)
    lines = [(p, fold(p.text).strip("() ")) for p in plan.provisions if p.kind == "title"]
    own = dropwhile(lambda line: not title.startswith(line[1]), lines)
    stating = [p for p, _ in takewhile(lambda line: line[1] in title, own)]
    titled = tuple(span for line in stating for span in line.spans)
    yield from (fact("title", plan.title, line) for line in stating[:1])
    yield from stated("number", plan.number)
    yield from stated("issued", plan.issued)
    if plan.issuer is not None:
        letterhead = [p for p in plan.provisions if p.kind == "letterhead"]
        head = _first(letterhead, "ủy ban nhân dân") or _first(letterhead, "ubnd")
        yield from (fact("issuer", plan.issuer, p) for p in head)
    yield from stated("signer", plan.signer)
    if plan.signer_title:
        office, found = fold(plan.signer_title), []
        for kind in ("signature", "recipients"):  # the two columns may share their lines
            found += _first([p for p in plan.provisions if p.kind == kind], office)
        yield from (fact("signer_title", plan.signer_title, p) for p in found[:1])
    if plan.period is not None:
        first, last = plan.period
        yield from stated("period", plan.period_fact, f"{first}-{last or ''}")
    clauses: tuple[tuple[FactKind, tuple[Provision, str] | None], ...] = (
        ("effect", effect_of(plan)),
        ("effect_until", effect_until(plan)),
    )
    for clause, said in clauses:
        if said is not None:
            signed_on = plan.issued_on if "ngày ký" in fold(said[1]) else None
            yield fact(clause, said[1], said[0], signed_on)
    for place in plan.provisions:
        if place.kind == "basis":
            yield from (fact("basis", part, place) for part in basis_parts(place.text))
    for recipient in plan.recipients:
        yield from stated("recipient", recipient)


def _first(places: list[Provision], words: str) -> list[Provision]:
    """Return the first of ``places`` that holds folded ``words``; none is an empty list."""
    return [place for place in places if words in fold(place.text)][:1]


def effect_of(plan: Plan) -> tuple[Provision, str] | None:
    """Find the clause on entry into force, with its first line."""
    for provision in plan.provisions:
        if provision.kind in ("clause", "paragraph") and _FROM.search(fold(provision.text)):
            return provision, provision.text.split("\n")[0]
    return None


def effect_until(plan: Plan) -> tuple[Provision, str] | None:
    """Find the sentence that says until when a plan is in force."""
    for provision in plan.provisions:
        if provision.kind in ("clause", "paragraph"):
            for sentence in sentences(provision.text):
                if _UNTIL.search(fold(sentence)):
                    return provision, sentence
    return None


def basis_parts(text: str) -> list[str]:
    """Part a basis into the documents that it names.

    >>> basis_parts("Căn cứ các Quyết định: Số 36/QĐ-TTg; số 1322/QĐ-TTg;")
    ['Căn cứ các Quyết định: Số 36/QĐ-TTg', 'số 1322/QĐ-TTg']
    """
    return [piece.strip(" ;.,") for piece in _PARTS.split(text) if piece.strip(" ;.,")]
