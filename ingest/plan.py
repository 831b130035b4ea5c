"""What a document holds once it is read: the types that ``ingest`` hands on.

``file -> SourceText -> Plan``.  All of them are frozen; offsets are character
offsets ``[start, end)`` in :attr:`hoidap.ingest.source.SourceText.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold

ProvisionKind = Literal[
    "heading",  # a numbered line that only names what stands under it
    "clause",  # a numbered or lettered clause, or a dash, with its text
    "paragraph",  # running text without a number
    "row",  # a row of a table
    "group",  # a row that heads the rows below it
    "fields",  # the lines "Đơn vị chủ trì: …" that close a section
    "title",  # kind and title of the document or of an annex
    "basis",  # "Căn cứ …", "Theo đề nghị …"
    "signature",
    "recipients",
    "letterhead",  # number, place and date, names of the state and the issuer
    "furniture",  # page numbers, repeated table headers, typists' marks
]

_NO_KIND = "văn bản"  # what a document that names no kind is filed as

Role = Literal["number", "task", "lead", "coordinate", "time", "output", "goal", "other"]
"""What a table column or a labelled line says of an assignment."""


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a row, or one labelled line, of an assignment."""

    header: str
    role: Role
    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Work given to agencies: what, who leads, who helps, when, with what result.

    Agencies are in the document's words; ``time`` and ``output`` are empty where the
    document states none.  ``fields`` holds every labelled value under its own header.
    """

    task: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...] = ()
    time: str = ""
    output: str = ""
    fields: tuple[Field, ...] = ()
    spans: tuple[Span, ...] = ()

    def field(self, role: Role) -> Field | None:
        """Return the first field of ``role``, or ``None``."""
        return next((field for field in self.fields if field.role == role), None)


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause, paragraph or table row, and its place in the outline.

    ``headings`` are the titles it stands under, outermost first; ``parent`` is the
    index in :attr:`Plan.provisions` of the provision it belongs to, -1 for none;
    ``holders`` are the agencies whose duty it is, where a section is an agency's;
    ``page`` counts from 1, where the format has pages.
    """

    locator: str
    kind: ProvisionKind
    text: str
    spans: tuple[Span, ...]
    headings: tuple[str, ...] = ()
    parent: int = -1
    assignment: Assignment | None = None
    fields: tuple[Field, ...] = ()
    holders: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece of metadata with the place that states it."""

    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A document understood: its metadata and its provisions, in reading order.

    ``number``, ``date`` and the like are ``None`` where the document leaves them
    blank (``Số:      /KH-UBND``).  ``period`` is the span of years in force; its end
    is ``None`` for "… và những năm tiếp theo"; ``period_fact`` holds the title's words for
    it, those of a title in capitals in small letters.
    """

    source: str
    kind: str
    title: str
    province: str | None
    issuer: str | None
    number: Fact | None
    issued: Fact | None
    issued_on: date | None
    year: int | None
    signer: Fact | None
    signer_title: str | None
    bases: tuple[Fact, ...]
    period: tuple[int, int | None] | None
    period_fact: Fact | None
    recipients: tuple[Fact, ...]
    provisions: tuple[Provision, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan or decision, by the kind or number on its face.

        Articles of a law, notes and the like bear neither; a province or a year that such
        a text happens to mention ("hòa bình") does not say whose it is.
        """
        return self.number is not None or fold(self.kind) != _NO_KIND

    @property
    def assignments(self) -> tuple[Provision, ...]:
        """The provisions that assign work, each assignment once, in reading order."""
        seen: set[tuple[Span, ...]] = set()
        first = []
        for provision in self.provisions:
            if provision.assignment is not None and provision.assignment.spans not in seen:
                seen.add(provision.assignment.spans)
                first.append(provision)
        return tuple(first)
