"""From an agency to its work: what it leads, what it helps with, what it answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from hoidap.assistant.draft import (
    Draft,
    DraftClaim,
    Nothing,
    Quote,
    assigned_spans,
    quote_of,
    shorten,
)
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label, say
from hoidap.ingest.plan import Plan, Provision
from hoidap.records.agencies import Binding
from hoidap.records.tasks import Task
from hoidap.text.agencies import agency_key, binds, same_agency
from hoidap.text.vietnamese import fold, strip_marks, syllables

_DEPARTMENTS = re.compile(r"(?:thủ trưởng )?(?:các )?sở,")
_ROOM = 2500  # characters for all items of an answer
_MOST = 24
_FEWEST = 4  # items of each document, however many documents answer


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    plan: Plan
    text: str
    quote: Quote
    who: str = ""


def answer_role(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """List what the agencies asked about have to do."""
    names = question.agencies or tuple(_named_by_words(question, scope, searcher))
    if not names:
        return Nothing("", "")
    only = _only(question)
    items: list[_Item] = []
    for source in scope.sources:
        plan = searcher.index.plans[source]
        tasks = searcher.index.records[source].tasks
        items += (i for i in _items(plan, tasks, names) if not only or i.kind in only)
    items = _on_topic(question, scope, searcher, items)
    if not items:
        shown = ", ".join(names)
        return Nothing(
            f"Các văn bản trong phạm vi không giao việc cho “{shown}”.",
            f"The documents in scope assign no work to “{shown}”.",
        )
    groups = [list(group) for _, group in groupby(items, lambda item: item.plan.source)]
    most = max(_FEWEST, _MOST // len(groups))  # every document has its share
    room = max(110, min(430, _ROOM // sum(len(group[:most]) for group in groups) - 30))
    claims: list[DraftClaim] = []
    for group in groups:
        claims += [
            _claim(question, item, room, several=len(groups) > 1) for item in group[:most]
        ]
        if len(group) > most:
            rest = say("more", question.language, n=len(group) - most)
            claims[-1] = replace(claims[-1], note=rest)
    return claims


def _claim(question: Question, item: _Item, room: int, *, several: bool) -> DraftClaim:
    lead = plan_label(item.plan, question.language) + ":" if several else ""
    text = say(item.kind, question.language, task=shorten(item.text, room), who=item.who)
    return DraftClaim(text, (item.quote,), lead)


def _only(question: Question) -> tuple[str, ...]:
    """Say which parts are asked for: only what it leads, only where it helps, or all."""
    folded = strip_marks(question.asking)
    leads = re.search(r"chu tri|\blead|in charge|co-lead", folded)
    helps = re.search(r"phoi hop|coordinat|support", folded)
    if leads and not helps:
        return ("lead_tasks", "duty")
    if helps and not leads:
        return ("coordinate_tasks", "duty")
    return ()


def _items(plan: Plan, tasks: Sequence[Task], names: Sequence[str]) -> Iterator[_Item]:
    """Yield the work of ``names``: led, own duties, helped with, duties of all agencies."""
    led: list[_Item] = []
    helped: list[_Item] = []
    own: list[_Item] = []
    shared: list[_Item] = []
    for task in tasks:
        leads = _how(names, task.lead)
        if leads == "direct":
            kind = "duty" if task.kind == "duty" else "lead_tasks"
            (own if task.kind == "duty" else led).append(_item(kind, plan, task))
        elif _how(names, task.coordinate) == "direct":
            helped.append(_item("coordinate_tasks", plan, task))
        elif leads == "general" and _of_section(plan, task):
            who = ", ".join(task.lead[:2])
            shared.append(_item("general_duty", plan, task, who))
    yield from led
    yield from own
    yield from helped
    if led or own or helped:
        yield from shared


def _of_section(plan: Plan, task: Task) -> bool:
    """Tell whether a duty of many agencies stands in a section on what they have to do.

    What a sentence elsewhere asks of all ("các cơ quan, đơn vị báo cáo …") is listed by the
    command for tasks; told to everybody who asks, it would bury what is theirs alone.
    """
    collective = any(_DEPARTMENTS.match(fold(agency)) for agency in task.lead)
    return collective and bool(_provision(plan, task).holders)


def _provision(plan: Plan, task: Task) -> Provision:
    return next(p for p in plan.provisions if p.locator == task.locator)


def _how(names: Sequence[str], listed: Sequence[str]) -> Binding | None:
    """Tell how work of those ``listed`` is work of one of ``names``."""
    if any(same_agency(name, other) for name in names for other in listed):
        return "direct"
    bound = any(binds(other, name) for name in names for other in listed)
    return "general" if bound else None


def _item(kind: str, plan: Plan, task: Task, who: str = "") -> _Item:
    """Return ``task`` with the place that gives it."""
    provision = _provision(plan, task)
    if task.kind == "duty":  # under the name of its holder
        quote = quote_of(plan, provision, _heading_spans(plan, provision))
    else:
        above = task.spans[:3] if provision.kind == "heading" else ()
        quote = quote_of(plan, provision, [*above, *assigned_spans(provision)])
    return _Item(kind, plan, task.task, quote, who)


def _heading_spans(plan: Plan, provision: Provision) -> list[tuple[int, int]]:
    """Return the spans of the heading that names the holder of a duty."""
    parent = provision.parent
    while parent >= 0:
        above = plan.provisions[parent]
        if above.kind == "heading" and above.holders:
            return list(above.spans)
        parent = above.parent
    return []


def _named_by_words(question: Question, scope: Scope, searcher: Searcher) -> list[str]:
    """Find agencies that the glossary does not know: listed ones that the question spells out."""
    asked = {strip_marks(word) for word in question.words}
    spelt: dict[str, str] = {}  # under several writings the first counts
    for source in scope.sources:
        tasks = searcher.index.records[source].tasks
        listed = searcher.kept(f"listed agencies {source}", partial(_listed, tasks))
        for name, words in listed.items():
            if len(words) >= 3 and len(words & asked) / len(words) >= 0.75:
                spelt.setdefault(agency_key(name), name)
    return list(spelt.values())


def _listed(tasks: Sequence[Task]) -> dict[str, set[str]]:
    """Return the agencies that have work, each with the words of its name."""
    return {
        name: set(syllables(strip_marks(name))) - {"cac", "va", "tinh"}
        for name in dict.fromkeys(name for task in tasks for name in task.agencies)
    }


def _on_topic(
    question: Question, scope: Scope, searcher: Searcher, items: list[_Item]
) -> list[_Item]:
    """Keep the items about the matter that the question names beside the agency, if any are."""
    own = tuple(
        term
        for term in question.terms
        if not term.agency
        and (term.known or question.way != "en")
        and not searcher.matcher.in_title(term, question.way, scope.sources)
    )
    if not own:
        return items
    question = replace(question, terms=own)
    weights = searcher.matcher.weights(question, ())
    scored = [
        (searcher.matcher.text_coverage(question, weights, item.text), item) for item in items
    ]
    near = [item for score, item in scored if score >= 0.6]
    return near or items
