"""Plans made up with everything known: whatever their form, they are read as made."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ingest.plan import Plan
from tests.ingest.helpers import by_locator, misplaced, read_text, wrongly_covered
from tests.ingest.plans import MadePlan, Work, make_plan


def _as_read(plan: Plan, works: Iterable[Work]) -> list[Work | str]:
    """Return the assignments that ``plan`` has at the places of ``works``."""
    provisions = by_locator(plan)
    read: list[Work | str] = []
    for work in works:
        provision = provisions.get(work.locator)
        if provision is None or provision.assignment is None:
            read.append(f"{work.locator}: nothing")
            continue
        a = provision.assignment
        read.append(Work(work.locator, a.task, a.lead, a.coordinate, a.time, a.output))
    return read


def _check_clauses(made: MadePlan, plan: Plan) -> None:
    provisions = by_locator(plan)
    assert {at: provisions[at].text for at in made.clauses if at in provisions} == made.clauses
    assigned = [p.locator for p in plan.assignments if p.kind != "row"]
    assert assigned == [work.locator for work in made.assigned]
    assert _as_read(plan, made.assigned) == made.assigned


def _check_rows(made: MadePlan, plan: Plan) -> None:
    rows = [p.locator for p in plan.provisions if p.kind == "row"]
    assert rows == [work.locator for work in made.rows]
    assert _as_read(plan, made.rows) == made.rows


def _check_spans(made: MadePlan, plan: Plan) -> None:
    assert wrongly_covered(plan, made.text) == []
    assert misplaced(plan, made.text) == []


def _check_metadata(made: MadePlan, plan: Plan) -> None:
    assert plan.kind == "Kế hoạch"
    assert plan.title == made.title
    assert plan.province == made.province
    assert (plan.number and plan.number.value) == made.number
    assert plan.issued_on == made.issued_on
    assert plan.period == made.period
    assert (plan.signer and plan.signer.value) == made.signer
    assert len(plan.recipients) == made.recipients
    assert len(plan.bases) == made.bases


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_is_read_as_made(seed: int) -> None:
    made = make_plan(seed)
    plan = read_text(made.text)
    _check_metadata(made, plan)
    _check_clauses(made, plan)
    _check_rows(made, plan)
    _check_spans(made, plan)


def test_the_plans_differ_in_form() -> None:
    made = [make_plan(seed) for seed in range(60)]
    assert {plan.style for plan in made} == {"roman", "arabic", "điều"}
    assert {plan.table for plan in made} == {"tab", "markdown"}
    assert {plan.number is None for plan in made} == {True, False}
    assert all(plan.rows and (plan.assigned or plan.clauses) for plan in made)


@pytest.mark.parametrize("seed", range(100, 115))
def test_lines_broken_at_a_width_are_joined(seed: int) -> None:
    made = make_plan(seed, width=80)
    plan = read_text(made.text)
    _check_metadata(made, plan)
    _check_clauses(made, plan)
    _check_spans(made, plan)


@pytest.mark.parametrize("seed", range(200, 215))
def test_a_page_number_does_not_part_a_table(seed: int) -> None:
    made = make_plan(seed, page_numbers=True)
    plan = read_text(made.text)
    _check_rows(made, plan)
    _check_spans(made, plan)


@pytest.mark.parametrize("seed", range(300, 310))
def test_a_header_in_bold_is_a_header(seed: int) -> None:
    made = make_plan(seed, emphasis=True)
    plan = read_text(made.text)
    _check_rows(made, plan)
    _check_spans(made, plan)
