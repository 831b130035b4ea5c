"""Plans made up with everything known: whatever their form, they are read as made.

Those of :mod:`tests.ingest.plans` are read without a fault.  Those of
:mod:`tests.ingest.made_plans` have the faults of real files; nearly all that they say
is read, and every word is found where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.ingest.plan import Plan
from tests.ingest.helpers import by_locator, misplaced, read_text, wrongly_covered
from tests.ingest.made_measure import Tally, measure, not_verbatim
from tests.ingest.made_plans import LAYOUTS, make_text
from tests.ingest.plans import MadePlan, Work, make_plan

MADE = 300


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


@dataclass
class _Measured:
    """What reading many plans came to: counts by layout, and plans with wrong spans."""

    tallies: dict[str, Tally]
    wrong_spans: dict[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(f"{layout}: {tally}" for layout, tally in self.tallies.items())


@pytest.fixture(scope="module")
def measured() -> _Measured:
    """Read the plans once for all that is asked of them."""
    result = _Measured({layout: Tally() for layout in LAYOUTS})
    for seed in range(MADE):
        made = make_text(seed)
        plan = read_text(made.text)
        result.tallies[made.layout].add(measure(seed, made, plan))
        wrong = _wrong_spans(plan, made.text)
        if wrong:
            result.wrong_spans[seed] = wrong
    return result


def _wrong_spans(plan: Plan, text: str) -> str:
    """Say what is wrong with the spans of ``plan``, "" if nothing is."""
    wrong = (wrongly_covered(plan, text), misplaced(plan, text), not_verbatim(plan, text))
    return "; ".join(str(found[:3]) for found in wrong if found)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nearly_every_row_and_clause_is_found(measured: _Measured, layout: str) -> None:
    assert measured.tallies[layout].rows_found >= 0.99, f"\n{measured}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hardly_any_row_or_clause_is_invented(measured: _Measured, layout: str) -> None:
    assert measured.tallies[layout].rows_invented <= 0.01, f"\n{measured}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nearly_every_field_is_given_back_as_written(measured: _Measured, layout: str) -> None:
    tally = measured.tallies[layout]
    assert tally.fields_right >= 0.97, f"\n{measured}\n{tally.worst()}"


def test_every_word_of_a_plan_is_covered_once_and_given_back_verbatim(
    measured: _Measured,
) -> None:
    assert measured.wrong_spans == {}


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=MADE, max_value=2**32))
def test_any_plan_is_covered_once_and_given_back_verbatim(seed: int) -> None:
    made = make_text(seed)
    assert _wrong_spans(read_text(made.text), made.text) == ""


def test_the_plans_with_faults_differ_in_form() -> None:
    made = [make_text(seed) for seed in range(300)]
    assert {plan.layout for plan in made} == set(LAYOUTS)
    odd = Counter(odd for plan in made for row in plan.rows for odd in row.odd)
    assert min(odd[name] for name in ("slip", "stacked", "merged", "missing", "torn")) >= 20
    numbers = [[row.number for row in plan.rows] for plan in made]
    assert any(len(set(of_one)) < len(of_one) for of_one in numbers)  # a number twice
    assert all(plan.rows and "Nơi nhận" in plan.text for plan in made)
    assert sum(bool(plan.clauses) for plan in made) > 200
