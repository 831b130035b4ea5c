"""``hoidap compare``: the targets and tasks of two provinces, or documents, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.corpus import Documents, open_corpus
from hoidap.errors import WrongUsage
from hoidap.export import Destination, export, export_options
from hoidap.language import say
from hoidap.listing import Column, Listing, named
from hoidap.pairing import Matter, matter, pair
from hoidap.text.vietnamese import plain, squeeze
from hoidap.usage import Command, argument, closest_first, index_option, language_option

if TYPE_CHECKING:
    from hoidap.records.reading import Records
    from hoidap.records.targets import Target
    from hoidap.records.tasks import Task
    from hoidap.text.spans import Span

KINDS = {"target": ("chỉ tiêu", "target"), "task": ("nhiệm vụ", "task")}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: what it is called, and what its documents hold."""

    name: str
    sources: tuple[str, ...]
    records: tuple[Records, ...]


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


@dataclass(frozen=True, slots=True)
class Compared:
    """Two items about the same matter, or one that has no like on the other side."""

    kind: str
    similarity: float | None
    a: Item | None
    b: Item | None


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
def compare(left: str, right: str, to: Destination, index: Path) -> None:
    """Print a line for every pair, and for what has none."""
    corpus = open_corpus(index)
    sides = [_side(corpus, console.typed(name)) for name in (left, right)]
    shared = ", ".join(sorted(set(sides[0].sources) & set(sides[1].sources)))
    if shared:
        raise WrongUsage(
            f"“{left}” và “{right}” cùng có {shared}; hãy nêu hai tỉnh hoặc hai văn bản khác "
            "nhau.",
            f"“{left}” and “{right}” share {shared}; name two different provinces or "
            "documents.",
        )
    found = compared(*sides)
    names = [side.name for side in sides]
    export(Listing.of("So sánh", "Comparison", columns(*names), found), to)
    paired = sum(one.similarity is not None for one in found)
    alone = [
        f"{name}: {sum(getattr(one, letter) is not None for one in found) - paired}"
        for letter, name in zip("ab", names, strict=True)
    ]
    console.note(
        say(
            f"{paired} cặp cùng nội dung; chỉ một bên có: {', '.join(alone)}.",
            f"{paired} pairs about the same matter; on one side alone: {', '.join(alone)}.",
        )
    )


def _side(corpus: Documents, name: str) -> Side:
    """Return the plans of the province called ``name``, or the document that can be meant.

    :raises WrongUsage: If there is none, or several documents.
    """
    sources = corpus.of_province(name)
    if not sources and not any(plain(name) in plain(source) for source in corpus.sources):
        names = [*closest_first(name, corpus.provinces), *corpus.sources]
        listed = "\n".join(f"  {name}" for name in names)
        raise WrongUsage(
            f"Không có tỉnh hay văn bản “{name}”; trong chỉ mục có:\n{listed}",
            f"There is no province or document “{name}”; the index holds:\n{listed}",
        )
    called = str(corpus.province(sources[0])) if sources else corpus.document(name)
    sources = sources or (called,)
    return Side(called, sources, tuple(map(corpus.records, sources)))


def compared(left: Side, right: Side) -> list[Compared]:
    """Return the pairs of targets, the pairs of tasks, then what has no pair, likewise."""
    paired: list[Compared] = []
    alone: list[Compared] = []
    sides = (left, right)
    of_kind = {
        "target": [[_target(t) for r in side.records for t in r.targets] for side in sides],
        "task": [[_task(t) for r in side.records for t in r.tasks] for side in sides],
    }
    for kind, (ours, theirs) in of_kind.items():
        pairs = pair([item.matter for item in ours], [item.matter for item in theirs])
        paired += [
            Compared(kind, round(found.similarity, 2), ours[found.left], theirs[found.right])
            for found in pairs
        ]
        lefts, rights = ({p.left for p in pairs}, {p.right for p in pairs})
        alone += [Compared(kind, None, x, None) for i, x in enumerate(ours) if i not in lefts]
        alone += [
            Compared(kind, None, None, x) for i, x in enumerate(theirs) if i not in rights
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


def columns(left: str, right: str) -> tuple[Column, ...]:
    """Return the columns of a comparison of ``left`` and ``right``."""
    return (
        Column("kind", "Loại", "Kind", show=named(KINDS)),
        Column("similarity", "Giống nhau", "Similarity"),
        *_side_columns("a", left),
        *_side_columns("b", right),
    )


def _side_columns(side: str, name: str) -> Sequence[Column]:
    def column(field: str, vi: str, en: str) -> Column:
        def value(one: Compared) -> Any:  # noqa: ANN401
            item = getattr(one, side)
            return None if item is None else getattr(item, field)

        key, shown = f"{side}_{field}", field != "spans"
        return Column(key, f"{name}: {vi}", f"{name}: {en}", value=value, in_table=shown)

    return (
        column("text", "nội dung", "text"),
        column("value", "mức, chủ trì", "figure, lead"),
        column("time", "thời gian", "time"),
        column("source", "tệp", "source"),
        column("locator", "vị trí", "place"),
        column("spans", "vị trí ký tự", "characters"),
    )
