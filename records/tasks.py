"""The work that a plan gives, as one list: rows of tables, clauses, agencies' duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from hoidap.ingest.plan import Assignment, Plan, Provision, Span
from hoidap.ingest.subject import partners, subject
from hoidap.records.deadlines import AROUND, dated_sentences
from hoidap.text.agencies import agency_key
from hoidap.text.glossary import glossary
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
# A slip in a name: one letter or mark in twenty.
_SLIP = 0.88


@dataclass(frozen=True, slots=True)
class Task:
    """Work and who does it, agencies in the document's words.

    ``lead_names`` and ``coordinate_names`` are the same agencies by their normal names,
    where the glossary knows them.  ``other`` holds what the document says under further
    headers (``Kinh phí``, ``Địa điểm``), as ``(header, value)``.
    """

    source: str
    province: str | None
    kind: TaskKind
    locator: str
    section: str
    task: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    time: str
    output: str
    lead_names: tuple[str, ...]
    coordinate_names: tuple[str, ...]
    other: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]


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
    return Task(
        plan.source,
        plan.province,
        kind,
        provision.locator,
        " › ".join(provision.headings),
        cell.value if cell else _whole(provision, work),
        work.lead,
        work.coordinate,
        work.time,
        work.output,
        tuple(dict.fromkeys(map(normal_name, work.lead))),
        tuple(dict.fromkeys(map(normal_name, work.coordinate))),
        tuple((field.header, field.value) for field in work.fields if field.role not in told),
        work.spans,
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
        text, lead = next(_giving(provision.text), ("", ()))
    if not lead or _FORMULA.search(fold(text)):
        return None
    held = set(map(agency_key, lead))
    others = tuple(name for name in partners(text) if agency_key(name) not in held)
    dated = next(dated_sentences(provision), None)
    time = AROUND.sub("", squeeze(dated[1].group())).strip(" ,*") if dated else ""
    return Assignment(text, lead, others, time, spans=provision.spans)


def _giving(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paragraphs that give work in a sentence of their own, and to whom."""
    for paragraph in text.split("\n"):
        body = squeeze(without_sign(paragraph))
        for sentence in sentences(body):
            if _GIVEN.search(fold(sentence)) and (named := subject(sentence)):
                yield body, named
                break


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Return the glossary's name of an agency, its slips put right; else ``name`` itself.

    >>> normal_name("Sở KH&CN"), normal_name("Sở Tư phps")
    ('Sở Khoa học và Công nghệ', 'Sở Tư pháp')
    """
    known = _by_key()
    key = agency_key(name)
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=_SLIP)
        key = near[0] if near and len(near[0]) == len(key) else key
    return known.get(key) or squeeze(re.sub(r"\s*\([^)]*\)", "", name))


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {agency_key(agency.name): agency.name for agency in glossary().agencies}
