"""``hoidap check``: what would be understood of documents, without any index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.commands.documents import COLUMNS
from hoidap.commands.tasks import KINDS
from hoidap.errors import DONE, PARTLY_DONE
from hoidap.ingest.errors import DocumentError
from hoidap.language import language, say
from hoidap.listing import row
from hoidap.paths import files_of
from hoidap.text.vietnamese import shortened
from hoidap.usage import Command, argument, format_option, language_option

if TYPE_CHECKING:
    from hoidap.checking import CheckedTable, Report

_START = 120  # characters of a legal basis that are shown
_NOT_HERE = ("source", "assignments")  # the heading; counted with the other tasks
ROLES = {
    "number": ("số thứ tự", "number"),
    "task": ("nhiệm vụ", "task"),
    "lead": ("chủ trì", "lead"),
    "coordinate": ("phối hợp", "coordinating"),
    "time": ("thời gian", "time"),
    "output": ("kết quả", "output"),
    "goal": ("mục tiêu", "goal"),
    "other": ("mục khác", "other"),
}


@click.command(
    "check",
    cls=Command,
    vi="Đọc thử văn bản, không cần chỉ mục, và cho xem đã hiểu những gì, chỗ nào cần kiểm lại.",
    en="Read documents, without any index, and show what was understood and what to look at.",
)
@argument(
    "documents",
    metavar="DOCUMENTS...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    vi="Các tệp văn bản, hoặc thư mục.",
    en="Documents, or folders of them.",
)
@format_option("text", "json")
@language_option
def check(documents: tuple[Path, ...], form: str) -> int:
    """Print what was understood of each document."""
    files = files_of(documents, "hoidap check DOCUMENTS")
    from hoidap.checking import check as check_plan
    from hoidap.ingest.reader import read_plan

    failed = False
    records = []
    with console.progress(say("Đọc văn bản", "Reading")) as step:
        for place, path in enumerate(files.paths, start=1):
            try:
                report = check_plan(replace(read_plan(path)[0], source=files.source(path)))
            except DocumentError as error:
                failed = True
                console.complain(error)
                records.append(
                    {"source": files.source(path), "error": error.message(language())}
                )
                continue
            finally:
                if step is not None:
                    step(place, len(files.paths), path.name)
            if form == "json":
                records.append(record(report))
            else:
                console.out("\n".join(lines(report)) + "\n")
    if form == "json":
        console.raw(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    return PARTLY_DONE if failed else DONE


def record(report: Report) -> dict[str, Any]:
    """Return ``report`` for programs."""
    return {
        "source": report.plan.source,
        "error": None,
        "metadata": row(COLUMNS, report.plan),
        "outline": [asdict(heading) for heading in report.outline],
        "tables": [asdict(table) for table in report.tables],
        "counts": {
            "tasks": report.tasks,
            "targets": report.targets,
            "deadlines": report.deadlines,
            "support": report.support,
        },
        "warnings": [say(remark.vi, remark.en) for remark in report.remarks],
    }


def lines(report: Report) -> Iterator[str]:
    """Yield ``report`` for people, line by line."""
    metadata = row(COLUMNS, report.plan)
    yield report.plan.source
    for column in COLUMNS:
        if column.key in _NOT_HERE:
            continue
        value = metadata[column.key]
        if isinstance(value, list) and column.key != "period":
            yield from _section(column.header, [shortened(item, _START) for item in value])
        else:
            yield f"  {column.header}: {column.shown(metadata)}"
    yield from _section(
        say("Đề cương", "Outline"),
        [f"{'  ' * h.level}{h.locator}: {h.text}" for h in report.outline],
    )
    yield from _section(
        say("Bảng", "Tables"), [line for table in report.tables for line in _table(table)]
    )
    by_kind = ", ".join(f"{say(*KINDS[kind])} {n}" for kind, n in report.tasks.items())
    figures = [
        f"{say('Nhiệm vụ', 'Tasks')}: {sum(report.tasks.values())} ({by_kind})",
        f"{say('Chỉ tiêu', 'Targets')}: {report.targets}",
        f"{say('Thời hạn', 'Deadlines')}: {report.deadlines}",
        f"{say('Hỗ trợ', 'Support')}: {report.support}",
    ]
    yield from _section(say("Đã rút ra", "Extracted"), figures)
    yield from _section(
        say("Cần kiểm lại", "To look at"), [say(r.vi, r.en) for r in report.remarks]
    )


def _section(heading: str, found: Sequence[str]) -> Iterator[str]:
    yield f"  {heading}:"
    for line in found or [say("(không có)", "(none)")]:
        yield f"    {line}"


def _table(table: CheckedTable) -> Iterator[str]:
    rows = say(f"{table.rows} dòng", f"{table.rows} rows")
    groups = say(f"{table.groups} dòng nhóm", f"{table.groups} group rows")
    yield f"{table.locator}: {rows}" + (f", {groups}" if table.groups else "")
    for column in table.columns:
        filled = f" ({column.filled}/{table.rows})" if column.role != "number" else ""
        yield f"  {column.header} → {say(*ROLES[column.role])}{filled}"
