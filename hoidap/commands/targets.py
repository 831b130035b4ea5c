"""``hoidap targets``: the figures that the documents want to reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap.columns import LOCATOR, PROVINCE, SECTION, SOURCE, SPANS, spans_json
from hoidap.corpus import open_documents
from hoidap.export import FORMS, Column, Listing, destination, export
from hoidap.filters import condition, in_year, note_nothing, plans_of
from hoidap.options import export_options, province_option, source_option, year_option
from hoidap.usage import Command, index_option, language_option

if TYPE_CHECKING:
    from hoidap.records.targets import Target

COLUMNS = (
    SOURCE,
    PROVINCE,
    LOCATOR,
    SECTION,
    Column("number", "Chỉ tiêu", "Figure"),
    Column("bound", "Mức", "Bound"),
    Column("unit", "Đơn vị tính", "Unit"),
    Column("when", "Thời hạn", "When"),
    Column("text", "Nguyên văn", "Text"),
    SPANS,
)


@click.command(
    "targets",
    cls=Command,
    vi="Liệt kê chỉ tiêu: bao nhiêu, của cái gì, đến khi nào.",
    en="List the targets: how many of what, by when.",
)
@province_option
@source_option
@year_option
@export_options()
@index_option
@language_option
def targets(  # noqa: PLR0913, PLR0917 - an option each
    province: str | None,
    source: str | None,
    year: int | None,
    form: str | None,
    output: Path | None,
    index: Path,
) -> None:
    """Print a line for every target."""
    from hoidap.records.targets import targets_of

    to = destination(form, output, FORMS)
    records = [
        record(target)
        for plan in plans_of(open_documents(index), province, source)
        for target in targets_of(plan)
        if year is None or in_year(year, target.when, plan.period)
    ]
    export(Listing("Chỉ tiêu", "Targets", COLUMNS, records), to)
    if not records:
        conditions = (
            condition("tỉnh", "province", province),
            condition("văn bản", "document", source),
            condition("năm", "year", year),
        )
        note_nothing(("chỉ tiêu", "target"), conditions)


def record(target: Target) -> dict[str, Any]:
    """Return ``target`` as the public interface has it."""
    return {
        "source": target.source,
        "province": target.province,
        "locator": target.locator,
        "section": target.section,
        "number": target.number,
        "bound": target.bound,
        "unit": target.unit,
        "when": target.when,
        "text": target.text,
        "spans": spans_json(target.spans),
    }
