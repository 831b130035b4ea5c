"""All that is read off a plan as data, in one place, once: at the build of an index."""

from __future__ import annotations

from dataclasses import dataclass

from hoidap.ingest.plan import Plan
from hoidap.records.deadlines import Deadline, deadlines_of
from hoidap.records.support import Programme, programmes_of
from hoidap.records.targets import Target, targets_of
from hoidap.records.tasks import Task, tasks_of


@dataclass(frozen=True, slots=True)
class Records:
    """What one plan gives, wants, sets and offers, each kind in reading order."""

    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    support: tuple[Programme, ...] = ()


def read_records(plan: Plan) -> Records:
    """Read the records of ``plan``."""
    return Records(tasks_of(plan), targets_of(plan), deadlines_of(plan), programmes_of(plan))
