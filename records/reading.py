"""All that is read off a plan as data, in one place, once: at the build of an index."""

from __future__ import annotations

from dataclasses import dataclass

from hoidap.ingest.plan import Plan
from hoidap.records.deadlines import Deadline, deadlines_of
from hoidap.records.definitions import Definition, definitions_of
from hoidap.records.facts import Fact, facts_of
from hoidap.records.support import Support, support_of
from hoidap.records.targets import Target, targets_of
from hoidap.records.tasks import Task, tasks_of


@dataclass(frozen=True, slots=True)
class Records:
    """What one plan gives, wants, sets, offers, explains and is, each in reading order."""

    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    support: tuple[Support, ...] = ()
    definitions: tuple[Definition, ...] = ()
    facts: tuple[Fact, ...] = ()


def read_records(plan: Plan) -> Records:
    """Read the records of ``plan``."""
    return Records(
        tasks_of(plan),
        targets_of(plan),
        deadlines_of(plan),
        support_of(plan),
        definitions_of(plan),
        facts_of(plan),
    )
