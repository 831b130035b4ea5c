"""From an agency to its work: what it leads, what it helps with, what it answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from hoidap.assistant.answerers.fields import own_words
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
from hoidap.ingest.plan import Assignment, Plan, Provision
from hoidap.text.agencies import agency_key
from hoidap.text.sentences import without_sign
from hoidap.text.vietnamese import fold, strip_marks, syllables

_ROOM = 2500  # characters for all items of an answer
_MOST = 24
_FEWEST = 4  # items of each document, however many documents answer
_DEPARTMENT = re.compile(r"sở\b")
_COLLECTIVE = re.compile(r"(?:các )?(?:sở|cơ quan|đơn vị)(?:, ban)?,? (?:ban |ngành|đơn vị)")


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
        items.extend(item for item in _items(plan, names) if not only or item.kind in only)
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
        return ("lead_tasks",)
    if helps and not leads:
        return ("coordinate_tasks", "duty")
    return ()


def _items(plan: Plan, names: tuple[str, ...]) -> Iterator[_Item]:
    """Yield the work of ``names`` in ``plan``: led, own duties, helped with, shared duties."""
    led, helped, own, shared = [], [], [], []
    for provision in plan.assignments:
        assignment = provision.assignment
        if assignment is None:
            continue
        if any(_is(name, listed) for name in names for listed in assignment.lead):
            led.append(_assigned("lead_tasks", plan, provision, assignment))
        elif any(_is(name, listed) for name in names for listed in assignment.coordinate):
            helped.append(_assigned("coordinate_tasks", plan, provision, assignment))
    for provision in plan.provisions:
        if provision.kind not in ("clause", "paragraph") or not provision.holders:
            continue
        if any(_is(name, holder) for name in names for holder in provision.holders):
            own.append(_held("duty", plan, provision))
        elif any(_DEPARTMENT.match(fold(name)) for name in names) and any(
            _COLLECTIVE.match(fold(holder)) for holder in provision.holders
        ):
            who = ", ".join(provision.holders[:2])
            shared.append(_held("general_duty", plan, provision, who))
    yield from led
    yield from own
    yield from helped
    if led or own or helped:
        yield from shared


def _assigned(kind: str, plan: Plan, provision: Provision, assignment: Assignment) -> _Item:
    """Return a task that an assignment gives."""
    above = assignment.spans[:3] if provision.kind == "heading" else ()
    text = assignment.task if provision.kind in ("fields", "heading") else own_words(provision)
    return _Item(
        kind, plan, text, quote_of(plan, provision, [*above, *assigned_spans(provision)])
    )


def _held(kind: str, plan: Plan, provision: Provision, who: str = "") -> _Item:
    """Return a duty that stands under the name of its holder."""
    text = without_sign(provision.text.replace("\n", " "))
    quote = quote_of(plan, provision, _heading_spans(plan, provision))
    return _Item(kind, plan, text, quote, who)


def _heading_spans(plan: Plan, provision: Provision) -> list[tuple[int, int]]:
    """Return the spans of the heading that names the holder of a duty."""
    parent = provision.parent
    while parent >= 0:
        above = plan.provisions[parent]
        if above.kind == "heading" and above.holders:
            return list(above.spans)
        parent = above.parent
    return []


def _is(asked: str, listed: str) -> bool:
    """Tell whether a listed agency is the one asked about.

    ``Báo và phát thanh, truyền hình Thái Nguyên`` is ``Báo và phát thanh, truyền hình``;
    ``UBND các xã, phường`` and ``UBND cấp xã`` are the communes'.
    """
    one, other = agency_key(asked), agency_key(listed)
    if one == other or (other.startswith(f"{one} ") and len(one.split()) > 1):
        return True
    commune = re.compile(r"(?:ubnd|ủy ban nhân dân)\s(?:các |cấp )?(?:xã|phường)")
    return bool(commune.match(one) and commune.match(other))


def _named_by_words(question: Question, scope: Scope, searcher: Searcher) -> list[str]:
    """Find agencies that the glossary does not know: listed ones that the question spells out."""
    asked = {strip_marks(word) for word in question.words}
    spelt: dict[str, str] = {}  # under several writings the first counts
    for source in scope.sources:
        plan = searcher.index.plans[source]
        listed = searcher.kept(f"listed agencies {source}", partial(_listed, plan))
        for name, words in listed.items():
            if len(words) >= 3 and len(words & asked) / len(words) >= 0.75:
                spelt.setdefault(agency_key(name), name)
    return list(spelt.values())


def _listed(plan: Plan) -> dict[str, set[str]]:
    """Return the agencies that a plan gives work, each with the words of its name."""
    assigned = (p.assignment for p in plan.assignments if p.assignment)
    names = [name for work in assigned for name in (*work.lead, *work.coordinate)]
    names += (holder for p in plan.provisions for holder in p.holders)
    return {
        name: set(syllables(strip_marks(name))) - {"cac", "va", "tinh"}
        for name in dict.fromkeys(names)
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
