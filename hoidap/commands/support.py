"""``hoidap support``: the help that the documents hold ready for businesses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.columns import LOCATOR, PROVINCE, SECTION, SOURCE, SPANS, spans_json
from hoidap.corpus import open_documents
from hoidap.export import FORMS, Column, Listing, destination, export
from hoidap.filters import agency_matcher, condition, has_words, note_nothing, plans_of
from hoidap.options import export_options, province_option, source_option
from hoidap.usage import Command, index_option, language_option, option

if TYPE_CHECKING:
    from hoidap.records.support import Programme

COLUMNS = (
    SOURCE,
    PROVINCE,
    LOCATOR,
    SECTION,
    Column("beneficiaries", "Ai được hỗ trợ", "For whom"),
    Column("text", "Hỗ trợ gì", "With what"),
    Column("lead", "Cơ quan hỗ trợ", "By whom"),
    Column("when", "Thời gian", "When"),
    SPANS,
)


@click.command(
    "support",
    cls=Command,
    vi="Liệt kê hỗ trợ cho doanh nghiệp: cho ai, hỗ trợ gì, cơ quan nào, khi nào.",
    en="List the support for businesses: for whom, with what, by whom, when.",
)
@province_option
@source_option
@option(
    "--agency",
    metavar="A",
    vi="Chỉ hỗ trợ của cơ quan này (tên, viết tắt hay tên tiếng Anh).",
    en="Only the support of this agency (name, abbreviation or English name).",
)
@option(
    "--for",
    "wanted",
    metavar="TEXT",
    vi="Chỉ hỗ trợ có mọi từ này trong đối tượng hoặc nội dung; có dấu hay không đều được.",
    en="Only support that holds all these words in its text or beneficiaries, with or "
    "without diacritics.",
)
@export_options()
@index_option
@language_option
def support(  # noqa: PLR0913, PLR0917 - an option each
    province: str | None,
    source: str | None,
    agency: str | None,
    wanted: str | None,
    form: str | None,
    output: Path | None,
    index: Path,
) -> None:
    """Print a line for every kind of support."""
    from hoidap.records.support import programmes_of

    to = destination(form, output, FORMS)
    plans = plans_of(open_documents(index), province, source)
    found = [programme for plan in plans for programme in programmes_of(plan)]
    if agency is not None:
        holds = agency_matcher(console.typed(agency))
        found = [programme for programme in found if any(map(holds, programme.lead))]
    if wanted is not None:
        words = console.typed(wanted)
        found = [p for p in found if has_words(words, (p.beneficiaries, p.text))]
    records = [record(programme) for programme in found]
    export(Listing("Hỗ trợ", "Support", COLUMNS, records), to)
    if not records:
        conditions = (
            condition("tỉnh", "province", province),
            condition("văn bản", "document", source),
            condition("cơ quan", "agency", agency),
            condition("có các từ", "with the words", wanted),
        )
        note_nothing(("hỗ trợ", "support"), conditions)


def record(programme: Programme) -> dict[str, Any]:
    """Return ``programme`` as the public interface has it."""
    return {
        "source": programme.source,
        "province": programme.province,
        "locator": programme.locator,
        "section": programme.section,
        "beneficiaries": programme.beneficiaries,
        "text": programme.text,
        "lead": list(programme.lead),
        "when": programme.when,
        "spans": spans_json(programme.spans),
    }
