"""``hoidap documents``: what the index holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.corpus import open_documents
from hoidap.language import say
from hoidap.usage import Command, format_option, index_option, language_option

if TYPE_CHECKING:
    from ingest.plan import Plan


@click.command(
    "documents",
    cls=Command,
    vi="Liệt kê các văn bản trong chỉ mục.",
    en="List the documents of the index.",
)
@format_option("table", "json")
@index_option
@language_option
def documents(form: str, index: Path) -> None:
    """Print a line for every document."""
    records = [record(document.plan) for document in open_documents(index)]
    if form == "json":
        console.raw(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        return
    headers = (
        *(say("Tệp", "Source"), say("Loại", "Kind"), say("Số", "Number")),
        *(say("Tỉnh", "Province"), say("Ban hành", "Issued"), say("Giai đoạn", "Period")),
        *(say("Người ký", "Signer"), say("Điều khoản", "Provisions")),
        say("Nhiệm vụ", "Assignments"),
    )
    console.table(headers, [[_cell(name, value) for name, value in r.items()] for r in records])


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
    }


def _cell(name: str, value: Any) -> str:  # noqa: ANN401
    if value is None:
        return say("(để trống)", "(blank)")
    if name == "period":
        start, end = value
        return f"{start}-{end}" if end else say(f"{start} trở đi", f"from {start}")
    return str(value)
