"""``hoidap documents``: what the index holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap.columns import SOURCE, period_shown, period_text
from hoidap.corpus import open_documents
from hoidap.export import FORMS, Column, Listing, as_text, destination, export
from hoidap.language import say
from hoidap.options import export_options
from hoidap.usage import Command, index_option, language_option

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan


def or_blank(value: Any) -> str:  # noqa: ANN401
    """Return a value for people; one that the document leaves blank is said to be."""
    return say("(để trống)", "(blank)") if value is None else as_text(value)


def period_or_blank(value: list[int | None] | None) -> str:
    """Return a period for people; one that the document does not name is said to be blank."""
    return or_blank(None if value is None else period_shown(value))


COLUMNS = (
    SOURCE,
    Column("kind", "Loại", "Kind", show=or_blank),
    Column("number", "Số", "Number", show=or_blank),
    Column("province", "Tỉnh", "Province", show=or_blank),
    Column("issued", "Ban hành", "Issued", show=or_blank),
    Column("period", "Giai đoạn", "Period", text=period_text, show=period_or_blank),
    Column("signer", "Người ký", "Signer", show=or_blank),
    Column("provisions", "Điều khoản", "Provisions"),
    Column("assignments", "Phân công", "Assignments"),
    Column("title", "Trích yếu", "Title", in_table=False),
    Column("issuer", "Cơ quan ban hành", "Issuer", show=or_blank, in_table=False),
    Column("year", "Năm", "Year", show=or_blank, in_table=False),
    Column("signer_title", "Chức vụ", "Signer's office", show=or_blank, in_table=False),
    Column("recipients", "Nơi nhận", "Recipients", in_table=False),
    Column("bases", "Căn cứ", "Legal bases", in_table=False),
)


@click.command(
    "documents",
    cls=Command,
    vi="Liệt kê các văn bản trong chỉ mục.",
    en="List the documents of the index.",
)
@export_options()
@index_option
@language_option
def documents(form: str | None, output: Path | None, index: Path) -> None:
    """Print a line for every document."""
    to = destination(form, output, FORMS)
    records = [record(document.plan) for document in open_documents(index)]
    export(Listing("Văn bản", "Documents", COLUMNS, records), to)


def record(plan: Plan) -> dict[str, Any]:
    """Return what is known of a document; ``None`` for what it leaves blank."""
    return {
        "source": plan.source,
        "kind": plan.kind,
        "number": plan.number.value if plan.number else None,
        "province": plan.province,
        "issued": plan.issued_on.isoformat() if plan.issued_on else None,
        "period": list(plan.period) if plan.period else None,
        "signer": plan.signer.value if plan.signer else None,
        "provisions": len(plan.provisions),
        "assignments": len(plan.assignments),
        "title": plan.title,
        "issuer": plan.issuer,
        "year": plan.year,
        "signer_title": plan.signer_title,
        "recipients": [fact.value for fact in plan.recipients],
        "bases": [fact.value for fact in plan.bases],
    }
