"""``hoidap tasks``: the work that the documents assign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.columns import LOCATOR, PROVINCE, SECTION, SOURCE, SPANS, spans_json
from hoidap.corpus import open_documents
from hoidap.export import FORMS, Column, Listing, destination, export
from hoidap.filters import agency_matcher, condition, in_year, note_nothing, plans_of
from hoidap.language import say
from hoidap.options import export_options, province_option, source_option, year_option
from hoidap.usage import Command, OneOf, closest_first, index_option, language_option, option

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan
    from hoidap.records.tasks import Task

Record = dict[str, Any]

KINDS = {
    "row": ("dòng bảng", "table row"),
    "clause": ("điều khoản", "clause"),
    "duty": ("trách nhiệm của cơ quan", "agency's duty"),
}
_PLACE = re.compile(r"^.*?\b(?:dòng|Mục|Điều) ")  # what stands before a locator's number


def _kind(value: str) -> str:
    return say(*KINDS[value]) if value in KINDS else value


COLUMNS = (
    SOURCE,
    Column("number", "Số", "Number"),
    SECTION,
    Column("task", "Nhiệm vụ", "Task"),
    Column("lead", "Chủ trì", "Lead"),
    Column("coordinate", "Phối hợp", "Coordinate"),
    Column("time", "Thời gian", "Time"),
    Column("output", "Kết quả", "Output"),
    SPANS,
    Column("kind", "Loại", "Kind", show=_kind, in_table=False),
    Column("locator", LOCATOR.vi, LOCATOR.en, in_table=False),
    Column("province", PROVINCE.vi, PROVINCE.en, in_table=False),
    Column("lead_names", "Chủ trì (tên chuẩn)", "Lead (known name)", in_table=False),
    Column(
        "coordinate_names", "Phối hợp (tên chuẩn)", "Coordinate (known name)", in_table=False
    ),
    Column("other", "Mục khác", "Other", in_table=False),
)


@click.command(
    "tasks",
    cls=Command,
    vi="Liệt kê nhiệm vụ được giao: ai chủ trì, ai phối hợp, khi nào, kết quả gì.",
    en="List the assignments: who leads, who coordinates, when, with what output.",
)
@province_option
@option(
    "--agency",
    metavar="A",
    vi="Chỉ nhiệm vụ cơ quan này chủ trì hoặc phối hợp (tên, viết tắt hay tên tiếng Anh).",
    en="Only what this agency leads or coordinates (name, abbreviation or English name).",
)
@source_option
@option(
    "--kind",
    type=OneOf(tuple(KINDS)),
    vi="Chỉ dòng của bảng (row), điều khoản nêu ai chủ trì (clause), hoặc trách nhiệm nêu "
    "dưới tên cơ quan (duty).",
    en="Only rows of tables, clauses that say who leads, or duties under an agency's name.",
)
@year_option
@export_options()
@index_option
@language_option
def tasks(  # noqa: PLR0913, PLR0917 - an option each
    province: str | None,
    agency: str | None,
    source: str | None,
    kind: str | None,
    year: int | None,
    form: str | None,
    output: Path | None,
    index: Path,
) -> None:
    """Print a line for every assignment."""
    to = destination(form, output, FORMS)
    plans = plans_of(open_documents(index), province, source)
    records = [
        record
        for plan in plans
        for record in records_of(plan)
        if (kind is None or record["kind"] == kind)
        and (year is None or in_year(year, record["time"], plan.period))
    ]
    hint = ""
    if agency is not None:
        records, hint = _of_agency(records, console.typed(agency))
    export(Listing("Nhiệm vụ", "Assignments", COLUMNS, records), to)
    if not records:
        conditions = (
            condition("tỉnh", "province", province),
            condition("cơ quan", "agency", agency),
            condition("văn bản", "document", source),
            condition("loại", "kind", kind),
            condition("năm", "year", year),
        )
        note_nothing(("nhiệm vụ", "assignment"), conditions, hint)


def records_of(plan: Plan) -> Iterator[Record]:
    """Yield the work that ``plan`` gives as the public interface has it."""
    from hoidap.records.tasks import tasks_of

    return map(record, tasks_of(plan))


def record(task: Task) -> Record:
    """Return ``task`` as the public interface has it."""
    return {
        "source": task.source,
        "number": _PLACE.sub("", task.locator),
        "section": task.section,
        "task": task.task,
        "lead": list(task.lead),
        "coordinate": list(task.coordinate),
        "time": task.time,
        "output": task.output,
        "spans": spans_json(task.spans),
        "kind": task.kind,
        "locator": task.locator,
        "province": task.province,
        "lead_names": list(task.lead_names),
        "coordinate_names": list(task.coordinate_names),
        "other": _by_header(task.other),
    }


def _by_header(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return values by their headers; those under one header are joined."""
    found: dict[str, str] = {}
    for header, value in pairs:
        found[header] = f"{found[header]}; {value}" if header in found else value
    return found


def _of_agency(records: list[Record], name: str) -> tuple[list[Record], str]:
    """Return the records of an agency; where there are none, also which come nearest."""
    holds = agency_matcher(name)
    names = ("lead", "coordinate", "lead_names", "coordinate_names")
    found = [r for r in records if any(holds(agency) for key in names for agency in r[key])]
    known = list(dict.fromkeys(agency for record in records for agency in record["lead"]))
    if found or not known:
        return found, ""
    listed = ", ".join(closest_first(name, known)[:5])
    return [], say(f"gần nhất: {listed}.", f"nearest: {listed}.")
