"""``hoidap targets``: the figures that the documents want to reach."""

from __future__ import annotations

from pathlib import Path

import click

from hoidap.corpus import open_corpus
from hoidap.export import Destination, export, export_options
from hoidap.filters import Wanted, filters
from hoidap.listing import LOCATOR, PROVINCE, SECTION, SOURCE, SPANS, Column, Listing
from hoidap.usage import Command, index_option, language_option

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
@filters("province", "document", "year")
@export_options()
@index_option
@language_option
def targets(wanted: Wanted, to: Destination, index: Path) -> None:
    """Print a line for every target."""
    corpus = open_corpus(index)
    found = wanted.records(corpus, lambda records: records.targets)
    export(Listing.of("Chỉ tiêu", "Targets", COLUMNS, found), to)
    wanted.note(("chỉ tiêu", "target"), corpus, found)
