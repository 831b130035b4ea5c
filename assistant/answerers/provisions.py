"""What stands at a place that the question names: "Điều 3 nói gì?", "Mục III.5.b"."""

from __future__ import annotations

from hoidap.assistant.draft import Draft, DraftClaim, Nothing, assigned_spans, quote_of, shorten
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.places import is_at, place_named, without_place
from hoidap.assistant.reading.question import Question, understand
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import squeeze, strip_marks

_ROOM = 1500  # characters of all that is said
_MOST = 20  # parts of a section that are said
_TEXT = frozenset({"heading", "clause", "paragraph", "row", "group"})
_WHAT = frozenset({"free", "definition", "list", "number_of_plan"})
"""Kinds of question that may ask what stands at a place; others ask who, when, how many."""
_ASKS = frozenset("noi quy dinh ghi neu viet dung bang bieu say says content table".split())
"""Syllables that ask what stands at a place: nothing to look for."""


def asks_for_place(question: Question, scope: Scope) -> bool:
    """Tell whether a question asks for what stands at a place, and for nothing else."""
    if question.kind not in _WHAT or not place_named(question.text):
        return False
    rest = understand(without_place(question.text))
    return all(
        word in _ASKS or word in scope.naming
        for term in rest.terms
        for word in strip_marks(term.wordings[0]).split()
    )


def answer_provision(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Say what stands at the place that the question names, in each document in scope."""
    if not asks_for_place(question, scope):
        return Nothing("", "")
    place = place_named(question.text)
    plans = [searcher.index.plans[name] for name in scope.sources]
    found = [(plan, at) for plan in plans if (at := _at(plan, place)) is not None]
    if not found:
        names = ", ".join(plan_label(plan, question.language) for plan in plans[:3])
        return Nothing(
            f"Văn bản không có vị trí này ({names}).",
            f"The document has no such place ({names}).",
        )
    room = _ROOM // len(found)
    claims: list[DraftClaim] = []
    for plan, number in found:
        lead = plan_label(plan, question.language) + ":" if len(plans) > 1 else ""
        claims += _said(plan, number, room, lead)
    return claims


def _at(plan: Plan, place: tuple[str, ...]) -> int | None:
    return next(
        (
            number
            for number, item in enumerate(plan.provisions)
            if item.kind in _TEXT and is_at(item.locator, place)
        ),
        None,
    )


def _said(plan: Plan, number: int, room: int, lead: str) -> list[DraftClaim]:
    """Say a provision, and what stands under it, as far as there is room."""
    whole = [plan.provisions[number], *_below(plan, number)][: _MOST + 1]
    if whole[0].kind in ("heading", "group") and len(whole) > 1:
        whole = whole[1:]  # a heading only names what stands under it
    share = max(90, room // len(whole))
    return [
        DraftClaim(
            shorten(squeeze(item.text), share),
            (quote_of(plan, item, assigned_spans(item)),),
            lead,
        )
        for item in whole
    ]


def _below(plan: Plan, number: int) -> list[Provision]:
    """Return what stands under a provision, in reading order."""
    within = {number}
    below = []
    for place, item in enumerate(plan.provisions):
        if item.parent in within and item.kind not in ("furniture", "letterhead"):
            within.add(place)
            below.append(item)
    return below
