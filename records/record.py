"""What every record has, whatever it says: where it stands, whom it names, which years.

Records are frozen and made of texts, numbers, dates and tuples alone, so that an index
stores them as they are; commands, answers and filters treat all kinds alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from hoidap.ingest.plan import Plan, Provision
from hoidap.records.agencies import Binding, binding
from hoidap.records.years import Years, covers, years_of
from hoidap.text.agencies import normal_name
from hoidap.text.spans import Span


class Shared(TypedDict):
    """The fields of :class:`Record`."""

    source: str
    province: str | None
    locator: str
    section: str
    spans: tuple[Span, ...]
    names: tuple[str, ...]
    years: Years


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A fact of a document and where it stands.

    ``section`` are the headings above it, ``spans`` the characters of the document's text
    that say it; ``names`` are the normal names of :attr:`agencies`, one for one, and
    ``years`` those it is about (:func:`hoidap.records.years.years_of`).
    """

    source: str
    province: str | None
    locator: str
    section: str
    spans: tuple[Span, ...]
    names: tuple[str, ...] = ()
    years: Years = ()

    @property
    def agencies(self) -> tuple[str, ...]:
        """All agencies that it names, in the document's words."""
        return ()

    def binds(self, agency: str) -> Binding | None:
        """Tell how it concerns ``agency``, however that is written.

        ``"direct"`` by its name, ``"general"`` through a collective (``các sở, ban,
        ngành``), ``None`` not at all.
        """
        return binding(self.agencies, agency)

    def in_year(self, year: int) -> bool:
        """Tell whether it is about ``year``."""
        return covers(self.years, year)


def shared(
    plan: Plan,
    provision: Provision,
    *,
    agencies: Sequence[str] = (),
    time: str = "",
    spans: tuple[Span, ...] | None = None,
) -> Shared:
    """Return what a record read off ``provision`` has like all others.

    :param agencies: those it names, in the order of its ``agencies``
    :param time: when it is done, in the document's words
    :param spans: where it stands, if not the whole provision
    """
    return {
        "source": plan.source,
        "province": plan.province,
        "locator": provision.locator,
        "section": " › ".join(provision.headings),
        "spans": provision.spans if spans is None else spans,
        "names": tuple(map(normal_name, agencies)),
        "years": years_of(time, provision.headings, plan.period),
    }
