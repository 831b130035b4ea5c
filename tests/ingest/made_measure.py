"""How much of what made-up plans hold comes out: rows, fields, and what was never there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import squeeze
from tests.ingest.made_plans import MadeText
from tests.ingest.made_tables import Expected


@dataclass
class Tally:
    """Counts over some plans; shares of 0 to 1."""

    expected: int = 0
    found: int = 0
    invented: int = 0
    fields: int = 0
    right: int = 0
    tasks: int = 0
    wrong: list[tuple[int, Expected, str, str, str]] = field(default_factory=list)
    """Seed, item, role, and what was read where it should be another."""

    def add(self, other: Tally) -> None:
        """Add the counts of ``other``."""
        self.expected += other.expected
        self.found += other.found
        self.invented += other.invented
        self.fields += other.fields
        self.right += other.right
        self.tasks += other.tasks
        self.wrong += other.wrong

    def worst(self, most: int = 20) -> str:
        """Say what was read wrongly, line by line, with the seeds to make it again."""
        return "\n".join(
            f"seed {seed}, {item.kind} {item.number} {item.odd}: {role} {written!r} read as {read!r}"
            for seed, item, role, written, read in self.wrong[:most]
        )

    @property
    def rows_found(self) -> float:
        """The share of what should come out that does."""
        return self.found / max(self.expected, 1)

    @property
    def rows_invented(self) -> float:
        """What came out and should not, as a share of what should."""
        return self.invented / max(self.expected, 1)

    @property
    def fields_right(self) -> float:
        """The share of the fields that say exactly what they should."""
        return self.right / max(self.fields, 1)

    def __str__(self) -> str:
        return (
            f"{self.found}/{self.expected} found ({self.rows_found:.2%}), "
            f"{self.invented} invented ({self.rows_invented:.2%}), "
            f"{self.right}/{self.fields} fields ({self.fields_right:.2%}), "
            f"{self.tasks} tasks word for word"
        )


def not_verbatim(plan: Plan, text: str) -> list[tuple[str, str]]:
    """Return ``(locator, words)`` of what is not in ``text`` at the spans given for it.

    White space and emphasis are left out, as are the words of a row (its fields say them,
    and a merged cell stands in the row above).
    """
    wrong = []
    for provision in plan.provisions:
        said = [(f.value, f.spans) for f in provision.fields]
        if provision.kind not in ("row", "group"):
            pieces = re.split(r"\n| \| ", provision.text)
            said += [(piece, provision.spans) for piece in pieces]
        for words, spans in said:
            written = _bare("".join(text[start:end] for start, end in spans))
            if _bare(words) not in written:
                wrong.append((provision.locator, words))
    return wrong


def _bare(words: str) -> str:
    """Take out white space, and the marks of Markdown that a text may have in a cell."""
    return "".join(re.sub(r"<br>|\*\*", "", words).split())


def measure(seed: int, made: MadeText, plan: Plan) -> Tally:
    """Compare what was read with what was written."""
    tally = Tally()
    rows = [p for p in plan.provisions if p.kind == "row"]
    clauses = [p for p in plan.assignments if p.kind != "row"]
    for expected, read in ((made.rows, rows), (made.clauses, clauses)):
        pairs = _paired(expected, read)
        tally.expected += len(expected)
        tally.found += sum(provision is not None for _, provision in pairs)
        tally.invented += len(read) - sum(provision is not None for _, provision in pairs)
        for item, provision in pairs:
            _compare(tally, seed, item, provision)
    return tally


def _paired(
    expected: Sequence[Expected], read: Sequence[Provision]
) -> list[tuple[Expected, Provision | None]]:
    """Find each item again: by its task's words, else by its number, each provision once."""
    left = list(read)
    found: dict[int, Provision] = {}
    for same in (_same_task, _same_number):
        for place, item in enumerate(expected):
            match = next((p for p in left if place not in found and same(item, p)), None)
            if match is not None:
                found[place] = match
                left.remove(match)
    return [(item, found.get(place)) for place, item in enumerate(expected)]


def _same_task(item: Expected, provision: Provision) -> bool:
    return task_of(provision) == squeeze(item.task)


def _same_number(item: Expected, provision: Provision) -> bool:
    """Compare numbers; the count behind one given twice, ``6 (2)``, is no part of it."""
    locator = re.sub(r" \(\d+\)", "", provision.locator)
    return locator.endswith((f" {item.number}", f".{item.number}"))


def task_of(provision: Provision) -> str:
    """Return what a row or a clause says is to be done."""
    field = next((f for f in provision.fields if f.role == "task"), None)
    if field is not None:
        return field.value
    return provision.assignment.task if provision.assignment else ""


def _compare(tally: Tally, seed: int, item: Expected, provision: Provision | None) -> None:
    """Count the fields of one item that were read exactly as written."""
    read = task_of(provision) if provision else ""
    tally.tasks += read == squeeze(item.task)
    for role, written in item.fields.items():
        tally.fields += 1
        value = _value(provision, role)
        if value == squeeze(written):
            tally.right += 1
        else:
            tally.wrong.append((seed, item, role, written, value))
    if read != squeeze(item.task):
        tally.wrong.append((seed, item, "task", item.task, read))


def _value(provision: Provision | None, role: str) -> str:
    """Return the cell or the labelled value of ``role``, "" where none was read."""
    if provision is None:
        return ""
    fields = provision.assignment.fields if provision.assignment else provision.fields
    return "; ".join(f.value for f in fields if f.role == role)
