"""The help that a plan holds ready for businesses: for whom, what, from whom, when."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.plan import Plan, Span


@dataclass(frozen=True, slots=True)
class Programme:
    """Help for businesses, in the document's words.

    ``beneficiaries`` are those helped (``doanh nghiệp, hợp tác xã``), ``text`` says with
    what; ``lead`` gives it, in ``province``, at the time ``when``, empty where the document
    does not say.
    """

    source: str
    province: str | None
    locator: str
    section: str
    beneficiaries: str
    text: str
    lead: tuple[str, ...]
    when: str
    spans: tuple[Span, ...]


def programmes_of(plan: Plan) -> tuple[Programme, ...]:
    """Return the support that ``plan`` offers, in reading order."""
    raise NotImplementedError
