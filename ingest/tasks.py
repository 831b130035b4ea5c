"""The work that a plan gives, as one list: rows of tables, clauses, agencies' duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.plan import Plan, Span

TaskKind = Literal["row", "clause", "duty"]
"""A row of a table; a clause that says who leads; a duty under its holder's name."""


@dataclass(frozen=True, slots=True)
class Task:
    """Work and who does it, agencies in the document's words.

    ``lead_names`` and ``coordinate_names`` are the same agencies by their normal names,
    where the glossary knows them.  ``other`` holds what the document says under further
    headers (``Kinh phí``, ``Địa điểm``), as ``(header, value)``.
    """

    source: str
    province: str | None
    kind: TaskKind
    locator: str
    section: str
    task: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    time: str
    output: str
    lead_names: tuple[str, ...]
    coordinate_names: tuple[str, ...]
    other: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]


def tasks_of(plan: Plan) -> tuple[Task, ...]:
    """Return all work that ``plan`` gives, in reading order."""
    raise NotImplementedError
