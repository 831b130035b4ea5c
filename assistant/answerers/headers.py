"""Answers from further columns and labelled lines of a plan, asked by their own header.

Tables of plans have more columns than who, when and what: *Kinh phí*, *Địa điểm*, *Hình
thức*.  A question that names such a header is answered by what stands under it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from hoidap.assistant.answerers.fields import choose, own_words
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, assigned_spans, quote_of, shorten
from hoidap.assistant.evidence import Evidence, Keep, Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label, say
from hoidap.ingest.plan import Field, Plan, Provision
from hoidap.text.vietnamese import contains, fold, strip_marks

_ROOM = 300  # characters of a value that are said
_TASK = 150


def answer_header(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer with what stands under the header that the question names."""
    header = _named(question, scope, searcher)
    if not header:
        return Nothing("", "")
    matter = tuple(
        term for term in question.terms if not any(contains(header, w) for w in term.wordings)
    )
    found = searcher.find(
        replace(question, terms=matter),
        scope.sources,
        Keep(f"header {header}", lambda provision: _under(provision, header) is not None),
    )
    best = choose(question, scope, found)
    several = len({item.source for item in best}) > 1
    claims = [_claim(question, item, header, several=several) for item in best]
    return claims or Nothing("", "", tuple(found[:3]))


def _named(question: Question, scope: Scope, searcher: Searcher) -> str:
    """Return the header that the question names, the longest, folded; "" for none."""
    headers = frozenset[str]().union(
        *(
            searcher.kept(f"headers {name}", partial(_headers, searcher.index.plans[name]))
            for name in scope.sources
        )
    )
    if not headers:
        return ""
    asked = strip_marks(question.asking) if question.way == "plain" else question.asking
    wordings = {wording for term in question.terms for wording in term.wordings}
    named = (
        header
        for header in headers
        if contains(asked, strip_marks(header) if question.way == "plain" else header)
        or header in wordings
    )
    return max(named, key=len, default="")


def _headers(plan: Plan) -> frozenset[str]:
    return frozenset(
        fold(field.header)
        for provision in plan.provisions
        for field in _fields(provision)
        if field.role == "other" and field.header
    )


def _fields(provision: Provision) -> tuple[Field, ...]:
    own = provision.assignment.fields if provision.assignment else ()
    return provision.fields or own


def _under(provision: Provision, header: str) -> Field | None:
    """Return the field of a provision under ``header``, if it says something there."""
    if provision.kind in ("heading", "fields", "group"):
        return None
    fields = _fields(provision)
    return next((f for f in fields if fold(f.header) == header and f.value), None)


def _claim(question: Question, item: Evidence, header: str, *, several: bool) -> DraftClaim:
    field = _under(item.provision, header)
    assert field is not None  # the filter kept it for that
    work = item.provision.assignment
    task = work.task if work and item.provision.kind != "row" else own_words(item.provision)
    lead = plan_label(item.plan, question.language) + ":" if several else ""
    text = f"{field.header}: {shorten(field.value, _ROOM)}."
    quote = quote_of(item.plan, item.provision, [*assigned_spans(item.provision), *field.spans])
    shown = say("task", question.language, task=shorten(task, _TASK))
    return DraftClaim(f"{text} {shown}", (quote,), lead)
