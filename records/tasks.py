"""The work that a plan gives, as one list: rows of tables, clauses, agencies' duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from hoidap.ingest.plan import Assignment, Plan, Provision
from hoidap.ingest.subject import partners, subject
from hoidap.records.deadlines import first_date
from hoidap.records.record import Record, shared
from hoidap.text.agencies import agency_key
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, squeeze

TaskKind = Literal["row", "clause", "duty"]
"""A row of a table; a clause that says who leads; a duty of the agency it names."""

_GIVEN = re.compile(
    r"có trách nhiệm|chịu trách nhiệm|chủ trì|được giao|^giao\b|^yêu cầu\b|phối hợp với|căn cứ nhiệm vụ|báo cáo|phản ánh|gửi "
)
# How plans and decisions end; nobody is given work by it.
_FORMULA = re.compile(
    r"^trên đây là|chịu trách nhiệm thi hành|^yêu cầu [^.]*triển khai thực hiện\W*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """Work and who does it, agencies in the document's words.

    ``other`` holds what the document says under further headers (``Kinh phí``, ``Địa
    điểm``), as ``(header, value)``.
    """

    kind: TaskKind
    task: str
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    time: str = ""
    output: str = ""
    other: tuple[tuple[str, str], ...] = ()

    @property
    def agencies(self) -> tuple[str, ...]:
        """Those that lead, then those that coordinate."""
        return (*self.lead, *self.coordinate)

    @property
    def lead_names(self) -> tuple[str, ...]:
        """The normal names of those that lead, each once."""
        return tuple(dict.fromkeys(self.names[: len(self.lead)]))

    @property
    def coordinate_names(self) -> tuple[str, ...]:
        """The normal names of those that coordinate, each once."""
        return tuple(dict.fromkeys(self.names[len(self.lead) :]))


def tasks_of(plan: Plan) -> tuple[Task, ...]:
    """Return all work that ``plan`` gives, in reading order."""
    return tuple(_tasks(plan))


def _tasks(plan: Plan) -> Iterator[Task]:
    assigned = {id(provision) for provision in plan.assignments}
    for provision in plan.provisions:
        if provision.assignment is not None:
            if id(provision) in assigned:
                kind: TaskKind = "row" if provision.kind == "row" else "clause"
                yield _task(plan, provision, kind, provision.assignment)
        elif provision.kind in ("clause", "paragraph"):
            duty = _duty(provision)
            if duty is not None:
                yield _task(plan, provision, "duty", duty)


def _task(plan: Plan, provision: Provision, kind: TaskKind, work: Assignment) -> Task:
    told = ("task", "lead", "coordinate", "time", "output", "number")
    cell = work.field("task")
    agencies = (*work.lead, *work.coordinate)
    return Task(
        **shared(plan, provision, agencies=agencies, time=work.time, spans=work.spans),
        kind=kind,
        task=cell.value if cell else _whole(provision, work),
        lead=work.lead,
        coordinate=work.coordinate,
        time=work.time,
        output=work.output,
        other=tuple((f.header, f.value) for f in work.fields if f.role not in told),
    )


def _whole(provision: Provision, work: Assignment) -> str:
    """Return all paragraphs of a clause up to the lines that say who leads and when."""
    if provision.kind != "clause" or not provision.fields:
        return work.task
    headers = tuple(field.header for field in work.fields)
    lines = takewhile(
        lambda line: not without_sign(line).startswith(headers), provision.text.split("\n")
    )
    return without_sign(squeeze(" ".join(lines)))


def _duty(provision: Provision) -> Assignment | None:
    """Read a clause that gives an agency work in running text.

    Its holder is the agency that it stands under, or that one of its sentences opens with.
    """
    if provision.holders:
        text, lead = squeeze(without_sign(provision.text)), provision.holders
    else:
        text, lead = _giving(provision.text)
    if not lead or _FORMULA.search(fold(text)):
        return None
    held = set(map(agency_key, lead))
    others = tuple(name for name in partners(text) if agency_key(name) not in held)
    return Assignment(text, lead, others, first_date(provision), spans=provision.spans)


@lru_cache(maxsize=4096)
def _giving(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the first paragraph that gives work in a sentence of its own, and to whom."""
    for paragraph in text.split("\n"):
        body = squeeze(without_sign(paragraph))
        for sentence in sentences(body):
            if _GIVEN.search(fold(sentence)) and (named := subject(sentence)):
                return body, named
    return "", ()
