"""``hoidap compare``: the targets and tasks of two provinces, or documents, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.columns import spans_json
from hoidap.corpus import find_document, open_documents
from hoidap.errors import WrongUsage
from hoidap.export import FORMS, Column, Listing, destination, export
from hoidap.filters import is_province
from hoidap.language import say
from hoidap.options import export_options
from hoidap.pairing import Matter, matter, pair
from hoidap.text.vietnamese import plain, squeeze
from hoidap.usage import Command, argument, closest_first, index_option, language_option

if TYPE_CHECKING:
    from hoidap.corpus import Document
    from hoidap.ingest.plan import Plan, Span
    from hoidap.records.targets import Target
    from hoidap.records.tasks import Task

Record = dict[str, Any]

KINDS = {"target": ("chỉ tiêu", "target"), "task": ("nhiệm vụ", "task")}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: what it is called, and its plans."""

    name: str
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A target or a task: its words, what it sets, by when, and where it stands."""

    text: str
    value: str
    time: str
    source: str
    locator: str
    spans: tuple[Span, ...]
    matter: Matter


@click.command(
    "compare",
    cls=Command,
    vi="So sánh chỉ tiêu và nhiệm vụ của hai tỉnh, hoặc hai văn bản, đặt cạnh nhau.\n"
    "Các cặp cùng nội dung (nhận ra qua những từ chung) đứng trước, cặp giống nhất đầu tiên; "
    "sau đó là những gì chỉ một bên có.",
    en="Compare the targets and tasks of two provinces, or documents, side by side.\n"
    "Pairs about the same matter (told by the words they share) come first, the likest on "
    "top; what only one side has follows.",
)
@argument(
    "left",
    metavar="A",
    vi="Tên tỉnh, hoặc một phần tên tệp chỉ một văn bản có.",
    en="A province, or a part of a file's name that only one document has.",
)
@argument("right", metavar="B", vi="Bên kia, như A.", en="The other side, as A.")
@export_options()
@index_option
@language_option
def compare(left: str, right: str, form: str | None, output: Path | None, index: Path) -> None:
    """Print a line for every pair, then for what only one side has."""
    to = destination(form, output, FORMS)
    documents = open_documents(index)
    sides = [_side(documents, console.typed(name)) for name in (left, right)]
    sources = [{plan.source for plan in side.plans} for side in sides]
    shared = sorted(sources[0] & sources[1])
    if shared:
        raise WrongUsage(
            f"“{left}” và “{right}” cùng có {', '.join(shared)}; hãy nêu hai tỉnh hoặc hai "
            "văn bản khác nhau.",
            f"“{left}” and “{right}” share {', '.join(shared)}; name two different provinces "
            "or documents.",
        )
    records = compared(sides[0], sides[1])
    export(Listing("So sánh", "Comparison", columns(*(s.name for s in sides)), records), to)
    _note(records, sides)


def _note(records: Sequence[Record], sides: Sequence[Side]) -> None:
    """Say how much was paired."""
    paired = sum(record["similarity"] is not None for record in records)
    alone = [
        f"{side.name}: {sum(r[f'{letter}_text'] is not None for r in records) - paired}"
        for letter, side in zip("ab", sides, strict=True)
    ]
    console.note(
        say(
            f"{paired} cặp cùng nội dung; chỉ một bên có: {', '.join(alone)}.",
            f"{paired} pairs about the same matter; on one side alone: {', '.join(alone)}.",
        )
    )


def _side(documents: list[Document], name: str) -> Side:
    """Return the plans of the province called ``name``, or the document that can be meant.

    :raises WrongUsage: If there is none, or several documents.
    """
    plans = tuple(document.plan for document in documents if is_province(document.plan, name))
    if plans:
        return Side(str(plans[0].province), plans)
    if not any(plain(name) in plain(document.name) for document in documents):
        known = dict.fromkeys(d.plan.province for d in documents if d.plan.province)
        names = [*closest_first(name, list(known)), *(d.name for d in documents)]
        listed = "\n".join(f"  {name}" for name in names)
        raise WrongUsage(
            f"Không có tỉnh hay văn bản “{name}”; trong chỉ mục có:\n{listed}",
            f"There is no province or document “{name}”; the index holds:\n{listed}",
        )
    plan = find_document(documents, name).plan
    return Side(plan.source, (plan,))


def compared(left: Side, right: Side) -> list[Record]:
    """Return the pairs of targets, the pairs of tasks, then what has no pair, likewise."""
    from hoidap.records.targets import targets_of
    from hoidap.records.tasks import tasks_of

    paired: list[Record] = []
    alone: list[Record] = []
    of_kind = {
        "target": [
            [_target(target) for plan in side.plans for target in targets_of(plan)]
            for side in (left, right)
        ],
        "task": [
            [_task(task) for plan in side.plans for task in tasks_of(plan)]
            for side in (left, right)
        ],
    }
    for kind, (ours, theirs) in of_kind.items():
        pairs = pair([item.matter for item in ours], [item.matter for item in theirs])
        paired += [
            _record(kind, round(found.similarity, 2), ours[found.left], theirs[found.right])
            for found in pairs
        ]
        lefts, rights = ({p.left for p in pairs}, {p.right for p in pairs})
        alone += [
            _record(kind, None, item, None) for i, item in enumerate(ours) if i not in lefts
        ]
        alone += [
            _record(kind, None, None, item) for i, item in enumerate(theirs) if i not in rights
        ]
    return paired + alone


def _target(target: Target) -> Item:
    figure = f"{target.number}%" if target.unit == "%" else f"{target.number} {target.unit}"
    return Item(
        text=target.text,
        value=squeeze(f"{target.bound} {figure}"),
        time=target.when,
        source=target.source,
        locator=target.locator,
        spans=target.spans,
        matter=matter(target.text, target.unit),
    )


def _task(task: Task) -> Item:
    return Item(
        text=task.task,
        value="; ".join(task.lead),
        time=task.time,
        source=task.source,
        locator=task.locator,
        spans=task.spans,
        matter=matter(task.task),
    )


def _record(
    kind: str, similarity: float | None, left: Item | None, right: Item | None
) -> Record:
    record: Record = {"kind": kind, "similarity": similarity}
    for letter, item in (("a", left), ("b", right)):
        record |= {
            f"{letter}_text": item and item.text,
            f"{letter}_value": item and item.value,
            f"{letter}_time": item and item.time,
            f"{letter}_source": item and item.source,
            f"{letter}_locator": item and item.locator,
            f"{letter}_spans": item and spans_json(item.spans),
        }
    return record


def columns(left: str, right: str) -> tuple[Column, ...]:
    """Return the columns of a comparison of ``left`` and ``right``."""
    found = [
        Column("kind", "Loại", "Kind", show=lambda kind: say(*KINDS[kind])),
        Column("similarity", "Giống nhau", "Similarity"),
    ]
    for letter, name in (("a", left), ("b", right)):
        found += [
            Column(f"{letter}_text", f"{name}: nội dung", f"{name}: text"),
            Column(f"{letter}_value", f"{name}: mức, chủ trì", f"{name}: figure, lead"),
            Column(f"{letter}_time", f"{name}: thời gian", f"{name}: time"),
            Column(f"{letter}_source", f"{name}: tệp", f"{name}: source"),
            Column(f"{letter}_locator", f"{name}: vị trí", f"{name}: place"),
            Column(
                f"{letter}_spans",
                f"{name}: vị trí ký tự",
                f"{name}: characters",
                in_table=False,
            ),
        ]
    return tuple(found)
