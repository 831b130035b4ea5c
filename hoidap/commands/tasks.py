"""``hoidap tasks``: the work that the documents assign."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.corpus import open_documents
from hoidap.errors import WrongUsage
from hoidap.language import say
from hoidap.usage import (
    Command,
    closest_first,
    format_option,
    index_option,
    language_option,
    option,
)
from ingest.vietnamese import plain

if TYPE_CHECKING:
    from ingest.plan import Plan

Record = dict[str, Any]

COLUMNS = (
    *("source", "number", "section", "task", "lead", "coordinate"),
    *("time", "output", "spans"),
)
_PLACE = re.compile(r"^.*?\b(?:dòng|Mục|Điều) ")  # what stands before a locator's number
_PROVINCE = re.compile(r"^(?:tinh|thanh pho|tp\.?) ")


@click.command(
    "tasks",
    cls=Command,
    vi="Liệt kê nhiệm vụ được giao: ai chủ trì, ai phối hợp, khi nào, kết quả gì.",
    en="List the assignments: who leads, who coordinates, when, with what output.",
)
@option(
    "--province",
    metavar="P",
    vi="Chỉ văn bản của tỉnh này.",
    en="Only documents of this province.",
)
@option(
    "--agency",
    metavar="A",
    vi="Chỉ nhiệm vụ cơ quan này chủ trì hoặc phối hợp (tên, viết tắt hay tên tiếng Anh).",
    en="Only what this agency leads or coordinates (name, abbreviation or English name).",
)
@format_option("table", "json", "csv")
@index_option
@language_option
def tasks(province: str | None, agency: str | None, form: str, index: Path) -> None:
    """Print a line for every assignment."""
    plans = [document.plan for document in open_documents(index)]
    if province is not None:
        plans = _of_province(plans, console.typed(province))
    records = [record for plan in plans for record in records_of(plan)]
    if agency is not None:
        records = _of_agency(records, console.typed(agency))
    if form == "json":
        console.raw(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    elif form == "csv":
        console.raw(_csv(records))
    else:
        headers = (
            *(say("Tệp", "Source"), say("Số", "Number"), say("Nhiệm vụ", "Task")),
            *(say("Chủ trì", "Lead"), say("Phối hợp", "Coordinate")),
            *(say("Thời gian", "Time"), say("Kết quả", "Output")),
        )
        shown = ("source", "number", "task", "lead", "coordinate", "time", "output")
        console.table(headers, [[_cell(record[name]) for name in shown] for record in records])


def records_of(plan: Plan) -> Iterator[Record]:
    """Yield the assignments of ``plan`` as the public interface has them."""
    for provision in plan.assignments:
        assignment = provision.assignment
        if assignment is None:
            continue
        yield {
            "source": plan.source,
            "number": _PLACE.sub("", provision.locator),
            "section": " › ".join(provision.headings),
            "task": assignment.task,
            "lead": list(assignment.lead),
            "coordinate": list(assignment.coordinate),
            "time": assignment.time,
            "output": assignment.output,
            "spans": [list(span) for span in assignment.spans],
        }


def _of_province(plans: list[Plan], name: str) -> list[Plan]:
    wanted = _PROVINCE.sub("", plain(name))
    found = [plan for plan in plans if plan.province and plain(plan.province) == wanted]
    if not found:
        known = list(dict.fromkeys(plan.province for plan in plans if plan.province))
        listed = ", ".join(closest_first(name, known))
        raise WrongUsage(
            f"Không có văn bản của “{name}”; trong chỉ mục có: {listed}.",
            f"There is no document of “{name}”; the index holds: {listed}.",
        )
    return found


def _of_agency(records: list[Record], name: str) -> list[Record]:
    holds = _matcher(name)
    found = [r for r in records if any(map(holds, (*r["lead"], *r["coordinate"])))]
    if not found:
        known = dict.fromkeys(agency for record in records for agency in record["lead"])
        listed = ", ".join(closest_first(name, list(known))[:5])
        console.note(
            say(
                f"Không có nhiệm vụ nào của “{name}”; gần nhất: {listed}.",
                f"There is no assignment of “{name}”; nearest: {listed}.",
            )
        )
    return found


def _matcher(name: str) -> Callable[[str], bool]:
    """Return what tells whether an agency in a document's words is the one named."""
    from ingest.agency import agency_key
    from ingest.glossary import glossary

    asked = plain(name)
    wanted = {
        plain(agency.name)
        for agency in glossary().agencies
        if asked in map(plain, (agency.name, *agency.short, *agency.english))
    } or {asked}

    def holds(known: str) -> bool:
        forms = (plain(known), plain(agency_key(known)))
        return any(one in form for one in wanted for form in forms)

    return holds


def _cell(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _csv(records: list[Record]) -> str:
    """Return the records with agencies joined by semicolons and spans as ``start-end``."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        spans = [f"{start}-{end}" for start, end in record["spans"]]
        writer.writerow([_cell(value) for value in {**record, "spans": spans}.values()])
    return buffer.getvalue()
