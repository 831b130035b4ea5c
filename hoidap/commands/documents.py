"""``hoidap documents``: what the index holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap.corpus import open_corpus
from hoidap.export import Destination, export, export_options
from hoidap.filters import Wanted, filters
from hoidap.language import say
from hoidap.listing import SOURCE, Column, Listing, as_text
from hoidap.usage import Command, index_option, language_option

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan


def period_text(period: Sequence[int | None] | None) -> str:
    """Return a period for programs, an open end left out.

    >>> period_text([2026, 2030]), period_text([2025, None])
    ('2026-2030', '2025-')
    """
    return "" if period is None else "-".join(map(as_text, period))


def or_blank(value: Any) -> str:  # noqa: ANN401
    """Return a value for people; one that the document leaves blank is said to be."""
    return say("(để trống)", "(blank)") if value is None else as_text(value)


def period_or_blank(period: Sequence[int | None] | None) -> str:
    """Return a period for people; one that the document does not name is said to be blank."""
    if period is not None and period[1] is None:
        return say(f"{period[0]} trở đi", f"from {period[0]}")
    return or_blank(period and period_text(period))


def _stated(name: str) -> Callable[[Plan], Any]:
    """Return what takes a fact, or the facts, of that name off a plan."""

    def value(plan: Plan) -> Any:  # noqa: ANN401
        found = getattr(plan, name)
        return (
            [fact.value for fact in found]
            if isinstance(found, tuple)
            else (found and found.value)
        )

    return value


COLUMNS = (
    SOURCE,
    Column("kind", "Loại", "Kind", show=or_blank),
    Column("number", "Số", "Number", show=or_blank, value=_stated("number")),
    Column("province", "Tỉnh", "Province", show=or_blank),
    Column("issued", "Ban hành", "Issued", show=or_blank, value=lambda plan: plan.issued_on),
    Column("period", "Giai đoạn", "Period", text=period_text, show=period_or_blank),
    Column("signer", "Người ký", "Signer", show=or_blank, value=_stated("signer")),
    Column("provisions", "Điều khoản", "Provisions", value=lambda plan: len(plan.provisions)),
    Column("assignments", "Phân công", "Assignments", value=lambda plan: len(plan.assignments)),
    Column("title", "Trích yếu", "Title", in_table=False),
    Column("issuer", "Cơ quan ban hành", "Issuer", show=or_blank, in_table=False),
    Column("year", "Năm", "Year", show=or_blank, in_table=False),
    Column("signer_title", "Chức vụ", "Signer's office", show=or_blank, in_table=False),
    Column("recipients", "Nơi nhận", "Recipients", in_table=False, value=_stated("recipients")),
    Column("bases", "Căn cứ", "Legal bases", in_table=False, value=_stated("bases")),
)


@click.command(
    "documents",
    cls=Command,
    vi="Liệt kê các văn bản trong chỉ mục.",
    en="List the documents of the index.",
)
@filters("province", "document", "year")
@export_options()
@index_option
@language_option
def documents(wanted: Wanted, to: Destination, index: Path) -> None:
    """Print a line for every document."""
    corpus = open_corpus(index)
    plans = map(corpus.plan, corpus.within(wanted.province, wanted.document))
    found = [plan for plan in plans if wanted.year is None or _covers(plan, wanted.year)]
    export(Listing.of("Văn bản", "Documents", COLUMNS, found), to)
    wanted.note(("văn bản", "document"), corpus, found)


def _covers(plan: Plan, year: int) -> bool:
    """Tell whether a plan was issued in ``year`` or its period covers it."""
    first, last = plan.period or (plan.year, plan.year)
    return plan.year == year or (first is not None and first <= year <= (last or year))
