"""``hoidap support``: the help that the documents hold ready for businesses."""

from __future__ import annotations

from pathlib import Path

import click

from hoidap import console
from hoidap.corpus import open_corpus
from hoidap.export import Destination, export, export_options
from hoidap.filters import Wanted, filters, has_words
from hoidap.listing import LOCATOR, PROVINCE, SECTION, SOURCE, SPANS, Column, Listing
from hoidap.usage import Command, index_option, language_option, option

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
@filters("province", "document", "agency", "year")
@option(
    "--for",
    "words",
    metavar="TEXT",
    vi="Chỉ hỗ trợ có mọi từ này trong đối tượng hoặc nội dung; có dấu hay không đều được.",
    en="Only support that holds all these words in its text or beneficiaries, with or "
    "without diacritics.",
)
@export_options()
@index_option
@language_option
def support(wanted: Wanted, words: str | None, to: Destination, index: Path) -> None:
    """Print a line for every kind of support."""
    corpus = open_corpus(index)
    found = wanted.records(corpus, lambda records: records.support)
    if words is not None:
        asked = console.typed(words)
        found = [one for one in found if has_words(asked, (one.beneficiaries, one.text))]
    columns = (*COLUMNS, wanted.binding_column())
    export(Listing.of("Hỗ trợ", "Support", columns, found), to)
    with_words = ("có các từ", "with the words", words)
    wanted.note(("hỗ trợ", "support"), corpus, found, with_words)
