"""Scores what is read off the documents against records written by hand.

The gold (``eval/gold/records``) was written from reading the documents: every row and clause
that assigns work, every duty, target and deadline, and each document's metadata.  A gold
record that can be read in two ways says so (``doubt``); the report names it as the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hoidap.eval.tally import Tally
from hoidap.ingest.errors import UserError
from hoidap.ingest.plan import Plan
from hoidap.ingest.reader import read_plan
from hoidap.records.deadlines import Deadline, deadlines_of
from hoidap.records.targets import Target, targets_of
from hoidap.records.tasks import Task, tasks_of
from hoidap.text.vietnamese import fold, squeeze

RECORDS = Path(__file__).parent / "gold" / "records"
"""The gold records that ship."""
DOCUMENTS = Path(__file__).parent.parent / "documents"

Record = dict[str, Any]
_START = 60  # characters by which a task is told from any other


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that was read otherwise than the gold has it, and why that may be."""

    place: str
    cell: str
    gold: str
    found: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many rows begin on a page: counted by eye, and found."""

    source: str
    page: int
    counted: int
    found: int


@dataclass(slots=True)
class RecordScore:
    """How many records of one kind were found, and their cells compared."""

    found: Tally = Tally(0, 0)
    cells: Tally = Tally(0, 0)
    invented: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    pages: list[PageCount] = field(default_factory=list)


Compare = Callable[[Any, Any], bool]


def score_records(
    documents: Path = DOCUMENTS, folder: Path = RECORDS
) -> dict[str, RecordScore]:
    """Read ``documents`` and score every kind of record against the gold in ``folder``.

    :returns: ``row``, ``clause``, ``duty``, ``target``, ``deadline`` and ``metadata``
    :raises UserError: If a gold file or a document of it cannot be read.
    """
    gold = {name: _load(folder / f"{name}.jsonl") for name in _NAMES}
    sources = dict.fromkeys(record["source"] for records in gold.values() for record in records)
    plans = {name: read_plan(documents / name)[0] for name in sources}
    tasks = [task for plan in plans.values() for task in tasks_of(plan)]
    scores = {
        kind: _score(
            [record for record in gold["tasks"] if record["kind"] == kind],
            [task for task in tasks if task.kind == kind],
            _same_task,
            _TASK_CELLS,
        )
        for kind in ("row", "clause", "duty")
    }
    scores["target"] = _score(
        gold["targets"],
        [target for plan in plans.values() for target in targets_of(plan)],
        _same_target,
        _TARGET_CELLS,
    )
    scores["deadline"] = _score(
        gold["deadlines"],
        [deadline for plan in plans.values() for deadline in deadlines_of(plan)],
        _same_deadline,
        _DEADLINE_CELLS,
    )
    scores["metadata"] = _score(
        gold["metadata"],
        list(plans.values()),
        lambda record, plan: record["source"] == plan.source,
        _METADATA_CELLS,
    )
    return scores


_NAMES = ("tasks", "targets", "deadlines", "metadata")


def _load(path: Path) -> list[Record]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> UserError:
    """Return the error that says that the gold in ``path`` cannot be read, and why."""
    return UserError(
        f"{path}: không đọc được bộ mẫu ({error}).",
        f"{path}: the gold records cannot be read ({error}).",
    )


def _score(
    gold: Sequence[Record],
    found: Sequence[Any],
    same: Callable[[Record, Any], bool],
    cells: Mapping[str, tuple[Callable[[Any], Any], Compare]],
) -> RecordScore:
    """Pair each gold record with the first one found that is the same, and compare them."""
    score = RecordScore()
    found_all: list[bool] = []
    right_all: list[bool] = []
    left = list(found)
    for record in gold:
        match = next((item for item in left if same(record, item)), None)
        found_all.append(match is not None)
        place = f"{record['source']}, {record.get('number') or record.get('locator') or ''}"
        if match is None:
            score.missing.append(
                f"{place}: {_shown(record.get('task') or record.get('quote'))}"
            )
            continue
        left = [item for item in left if item is not match]
        for cell, (read, equal) in cells.items():
            value = read(match)
            right_all.append(equal(record[cell], value))
            if not right_all[-1]:
                texts = _shown(record[cell]), _shown(value), record.get("doubt", "")
                score.differences.append(Difference(place, cell, *texts))
    score.found, score.cells = Tally.of(found_all), Tally.of(right_all)
    score.invented = [f"{item.source}, {getattr(item, 'locator', '')}" for item in left]
    return score


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return squeeze(str("" if value is None else value))


# -- how records and cells are compared ------------------------------------------------


def plain_text(value: object) -> str:
    """Return ``value`` without what does not count: case, white space, closing marks."""
    return fold("" if value is None else str(value)).replace("*", "").strip(" .;,")


def _equal(gold: object, found: object) -> bool:
    return plain_text(gold) == plain_text(found)


def equal_lists(gold: Iterable[object], found: Iterable[object]) -> bool:
    """Tell whether two lists hold the same texts in the same order."""
    return list(map(plain_text, gold)) == list(map(plain_text, found))


def _same_task(record: Record, task: Task) -> bool:
    return (
        record["source"] == task.source
        and plain_text(record["task"])[:_START] == plain_text(task.task)[:_START]
    )


def _same_target(record: Record, target: Target) -> bool:
    """The same figure at the same place, with the same words behind it."""
    behind = re.findall(r"\w+", plain_text(record["quote"]).partition(record["number"])[2])[:3]
    return (
        record["source"] == target.source
        and record["number"] == target.number
        and _place(record["locator"]) == _place(target.locator)
        and " ".join([record["number"], *behind])
        in " ".join(re.findall(r"[\w,.]*\w", plain_text(target.text)))
    )


def _same_deadline(record: Record, deadline: Deadline) -> bool:
    return (
        record["source"] == deadline.source
        and (record["day"], record["month"], record["year"])
        == (deadline.day, deadline.month, deadline.year)
        and _place(record["locator"]) == _place(deadline.locator)
    )


def _place(locator: str) -> str:
    """Return a place in the outline in one form: ``Mục 2.2, ý 1`` and ``2.2 -1`` alike."""
    bare = re.sub(r"^Mục |, đoạn \d+$", "", locator)
    return re.sub(r",? (?:dòng )?(?:ý |-)?", " ", bare).strip()


def _equal_units(gold: str, found: str) -> bool:
    """A name of what is counted may be cut shorter or longer: ``cơ sở`` (sản xuất)."""
    one, other = plain_text(gold), plain_text(found)
    return bool(one) == bool(other) and (one.startswith(other) or other.startswith(one))


def _equal_times(gold: Sequence[str], found: str) -> bool:
    """The same times, in any order, however they are introduced."""
    return {_time(text) for text in gold} == {_time(text) for text in found.split("; ") if text}


def _time(text: str) -> str:
    bare = re.sub(
        r"^(?:trong |thuộc )?(?:giai đoạn )?(?:trung bình )?(?:đến )?(?:năm )?",
        "",
        plain_text(text),
    )
    return re.sub(r"\s", "", bare.replace("hàng", "hằng"))


def _equal_offices(gold: str, found: str | None) -> bool:
    """The office itself, whoever it is signed for: ``KT. CHỦ TỊCH`` is left out."""
    return bool(found) and plain_text(gold).endswith(plain_text(found))


def _equal_issuers(gold: str, found: str | None) -> bool:
    return plain_text(gold).replace("ubnd", "ủy ban nhân dân") == plain_text(found)


def _equal_bases(gold: Sequence[str], found: Sequence[str]) -> bool:
    """Gold bases are given by their first words."""
    return len(gold) == len(found) and all(
        plain_text(value).startswith(plain_text(start))
        for start, value in zip(gold, found, strict=True)
    )


Cells = dict[str, tuple[Callable[[Any], Any], Compare]]
_TASK_CELLS: Cells = {
    "lead": (lambda task: task.lead, equal_lists),
    "coordinate": (lambda task: task.coordinate, equal_lists),
    "time": (lambda task: task.time, _equal),
    "output": (lambda task: task.output, _equal),
}
_TARGET_CELLS: Cells = {
    "bound": (lambda target: target.bound, _equal),
    "unit": (lambda target: target.unit, _equal_units),
    "when": (lambda target: target.when, _equal_times),
}
_DEADLINE_CELLS: Cells = {
    "when": (lambda deadline: deadline.when, _equal),
    "frequency": (lambda deadline: deadline.frequency, _equal),
    "is_report": (lambda deadline: deadline.is_report, _equal),
    "reporters": (lambda deadline: deadline.reporters, equal_lists),
    "receivers": (lambda deadline: deadline.receivers, equal_lists),
}


def _facts(facts: Iterable[Any]) -> list[str]:
    return [fact.value for fact in facts]


def _value(plan: Plan, name: str) -> str | None:
    fact = getattr(plan, name)
    return fact.value if fact else None


_METADATA_CELLS: Cells = {
    "kind": (lambda plan: plan.kind, _equal),
    "title": (lambda plan: plan.title, _equal),
    "number": (lambda plan: _value(plan, "number"), _equal),
    "issued": (lambda plan: plan.issued_on, _equal),
    "year": (lambda plan: plan.year, _equal),
    "province": (lambda plan: plan.province, _equal),
    "issuer": (lambda plan: plan.issuer, _equal_issuers),
    "signer": (lambda plan: _value(plan, "signer"), _equal),
    "signer_title": (lambda plan: plan.signer_title, _equal_offices),
    "period": (
        lambda plan: plan.period or (),
        lambda gold, found: tuple(gold or ()) == tuple(found),
    ),
    "bases": (lambda plan: _facts(plan.bases), _equal_bases),
    "recipients": (lambda plan: _facts(plan.recipients), equal_lists),
}
