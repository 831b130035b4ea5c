"""``hoidap tasks``: the work that the documents assign."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap.corpus import open_corpus
from hoidap.export import Destination, export, export_options
from hoidap.filters import Wanted, filters
from hoidap.listing import LOCATOR, PROVINCE, SECTION, SOURCE, SPANS, Column, Listing, named
from hoidap.usage import Command, OneOf, index_option, language_option, option

if TYPE_CHECKING:
    from hoidap.records.tasks import Task

KINDS = {
    "row": ("dòng bảng", "table row"),
    "clause": ("điều khoản", "clause"),
    "duty": ("trách nhiệm của cơ quan", "agency's duty"),
}
_PLACE = re.compile(r"^.*?\b(?:dòng|Mục|Điều) ")  # what stands before a locator's number


def _number(task: Task) -> str:
    return _PLACE.sub("", task.locator)


def _other(task: Task) -> dict[str, str]:
    """Return values by their headers; those under one header are joined."""
    found: dict[str, str] = {}
    for header, value in task.other:
        found[header] = f"{found[header]}; {value}" if header in found else value
    return found


COLUMNS = (
    SOURCE,
    Column("number", "Số", "Number", value=_number),
    SECTION,
    Column("task", "Nhiệm vụ", "Task"),
    Column("lead", "Chủ trì", "Lead"),
    Column("coordinate", "Phối hợp", "Coordinate"),
    Column("time", "Thời gian", "Time"),
    Column("output", "Kết quả", "Output"),
    SPANS,
    Column("kind", "Loại", "Kind", show=named(KINDS), in_table=False),
    Column("locator", LOCATOR.vi, LOCATOR.en, in_table=False),
    Column("province", PROVINCE.vi, PROVINCE.en, in_table=False),
    Column("lead_names", "Chủ trì (tên chuẩn)", "Lead (known name)", in_table=False),
    Column(
        "coordinate_names", "Phối hợp (tên chuẩn)", "Coordinate (known name)", in_table=False
    ),
    Column("other", "Mục khác", "Other", value=_other, in_table=False),
)


@click.command(
    "tasks",
    cls=Command,
    vi="Liệt kê nhiệm vụ được giao: ai chủ trì, ai phối hợp, khi nào, kết quả gì.",
    en="List the assignments: who leads, who coordinates, when, with what output.",
)
@filters("province", "document", "agency", "year")
@option(
    "--kind",
    type=OneOf(tuple(KINDS)),
    vi="Chỉ dòng của bảng (row), điều khoản nêu ai chủ trì (clause), hoặc trách nhiệm nêu "
    "dưới tên cơ quan (duty).",
    en="Only rows of tables, clauses that say who leads, or duties under an agency's name.",
)
@export_options()
@index_option
@language_option
def tasks(wanted: Wanted, kind: str | None, to: Destination, index: Path) -> None:
    """Print a line for every assignment."""
    corpus = open_corpus(index)
    found = wanted.records(corpus, lambda records: records.tasks)
    found = [task for task in found if kind in (None, task.kind)]
    columns = (*COLUMNS, wanted.binding_column())
    export(Listing.of("Nhiệm vụ", "Assignments", columns, found), to)
    wanted.note(("nhiệm vụ", "assignment"), corpus, found, ("loại", "kind", kind))
