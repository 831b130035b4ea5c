"""The passages that a model is shown, numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hoidap.assistant.answerers.fields import ENOUGH
from hoidap.assistant.draft import Quote, quote_of
from hoidap.assistant.engine import Assistant, Reading
from hoidap.assistant.llm.source import NumberedSource
from hoidap.assistant.reading.task import Task
from hoidap.ingest.plan import Plan, Provision

MOST = 8
"""How many passages a model is shown beside those that the answer quotes."""
REFUSED = frozenset({"smalltalk", "person"})
"""Kinds of questions that no document answers, whatever it holds."""
_OUTLINE = 24  # how many clauses stand for a whole plan
_TOLD = frozenset({"clause", "heading", "group"})


def sources_for(assistant: Assistant, reading: Reading, task: Task) -> list[NumberedSource]:
    """Return what the model may cite: what the answer found quotes, then what is near.

    A summary of a whole plan has its outline: the clauses nearest to the top.  Nothing
    where the documents hold no answer, unless a summary is asked of what they do hold.
    """
    question, scope = reading.question, reading.scope
    settled = reading.nothing.vi or question.kind in REFUSED or scope.missing or scope.unknown
    if not reading.claims and (settled or task != "summarise"):
        return []
    quotes = list(dict.fromkeys(quote for claim in reading.claims for quote in claim.quotes))
    if task == "summarise":
        quotes += _near(assistant, reading)
        if not question.terms:
            for name in scope.sources:
                quotes += _outline(assistant.index.plans[name])
    elif not question.kinds:
        quotes += _near(assistant, reading)
    return [
        NumberedSource(
            marker,
            assistant.citation(quote, marker),
            assistant.index.plans[quote.source],
            _provision(assistant.index.plans[quote.source], quote),
        )
        for marker, quote in enumerate(_distinct(quotes), start=1)
    ]


def _near(assistant: Assistant, reading: Reading) -> list[Quote]:
    found = assistant.search(reading)[:MOST]
    return [quote_of(item.plan, item.provision) for item in found if item.fit >= ENOUGH]


def _outline(plan: Plan) -> list[Quote]:
    """Return the clauses of a plan that stand nearest to the top, in reading order."""
    told = [item for item in plan.provisions if item.kind in _TOLD]
    depths = sorted(len(item.headings) for item in told)
    deepest = depths[min(_OUTLINE, len(depths)) - 1] if depths else 0
    top = [item for item in told if len(item.headings) <= deepest]
    return [quote_of(plan, provision) for provision in top[:_OUTLINE]]


def _distinct(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Leave out a place that is quoted already."""
    seen: set[tuple[str, tuple[tuple[int, int], ...]]] = set()
    for quote in quotes:
        if (quote.source, quote.spans) not in seen:
            seen.add((quote.source, quote.spans))
            yield quote


def _provision(plan: Plan, quote: Quote) -> Provision | None:
    return next((item for item in plan.provisions if item.locator == quote.locator), None)
