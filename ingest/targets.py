"""The figures that a plan wants to reach: how many of what, by when."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.plan import Plan, Span


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach, in the document's words.

    ``number`` is as written (``06``, ``9,5``), ``bound`` what limits it (``ít nhất``),
    ``unit`` what is counted (``doanh nghiệp``; ``%`` for a share), ``when`` by when or how
    often (``hằng năm``, ``đến năm 2030``), from the sentence or the headings above it.
    ``text`` is the sentence, ``spans`` its provision's.
    """

    source: str
    province: str | None
    locator: str
    section: str
    number: str
    bound: str
    unit: str
    when: str
    text: str
    spans: tuple[Span, ...]


def targets_of(plan: Plan) -> tuple[Target, ...]:
    """Return every target that ``plan`` states, in reading order."""
    raise NotImplementedError
