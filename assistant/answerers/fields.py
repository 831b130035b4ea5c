"""Answers taken from an assignment's fields: who leads, who helps, when, what comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hoidap.assistant.draft import (
    Draft,
    DraftClaim,
    Nothing,
    Quote,
    assigned_spans,
    quote_of,
    shorten,
)
from hoidap.assistant.evidence import Evidence, Keep, Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import agencies_shown, plan_label, say
from hoidap.ingest.plan import Provision, Role
from hoidap.records.tasks import Task
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, plain

ENOUGH = 0.57
"""The least fit at which a passage answers."""
_NEAR = 0.86  # a further document answers too when it covers nearly as much as the best
_SHARE = 0.8  # and holds nearly as much of the question's own words
_TIE = 0.985  # a further row of the same document, when it fits as well as the best
_ALSO = 0.96  # a row that fits nearly as well backs the same answer
_MISSING = {
    "lead": ("đơn vị chủ trì", "a lead agency"),
    "coordinate": ("đơn vị phối hợp", "a coordinating agency"),
    "time": ("thời gian thực hiện", "a time"),
    "output": ("kết quả, sản phẩm", "a result or output"),
}


def answer_field(question: Question, scope: Scope, searcher: Searcher, role: Role) -> Draft:
    """Answer from the field ``role`` of the assignments that fit best."""
    duties = {
        (task.source, task.locator): task
        for source in scope.sources
        for task in searcher.index.records[source].tasks
        if task.kind == "duty" and role == ("coordinate" if _helps(task.task) else "lead")
    }
    found = searcher.find(
        question, scope.sources, Keep(f"field {role}", lambda p: _can_answer(p, role), duties)
    )
    best = choose(question, scope, found)
    if not best:
        return Nothing("", "", tuple(found[:3]))
    if role == "time" and _HOW_OFTEN.search(question.asking):
        often = _frequency(best[0])
        if often:
            return [often]
    claims: list[DraftClaim] = []
    several = len({item.source for item in best}) > 1
    silent: set[str] = (
        set()
    )  # documents whose best row leaves the field out: no lesser row answers for it
    for item in best:
        claim: DraftClaim | None = (
            None
            if item.source in silent
            else _claim(
                question,
                item,
                role,
                duties.get((item.source, item.provision.locator)),
                several=several,
                room=_room(question, len(best)),
            )
        )
        if claim is None and not any(c.quotes[0].source == item.source for c in claims):
            silent.add(item.source)
        if claim is not None and role == "lead":
            claim = replace(claim, quotes=(*claim.quotes, *_saying_so_too(item, best, found)))
        if claim is not None and all(
            claim.text != other.text or claim.lead != other.lead for other in claims
        ):
            claims.append(claim)
    if claims:
        return claims
    vi, en = _MISSING[role]
    place = f"{plan_label(best[0].plan, 'vi')}, {best[0].provision.locator}"
    return Nothing(
        f"Văn bản không ghi {vi} cho nội dung này ({place}).",
        f"The document states no {en.split(' ', 1)[1]} for this "
        f"({plan_label(best[0].plan, 'en')}, {best[0].provision.locator}).",
        tuple(best[:3]),
    )


def _saying_so_too(
    item: Evidence, chosen: Sequence[Evidence], found: Sequence[Evidence]
) -> list[Quote]:
    """Quote the next row of the same document that fits as well and names the same leads."""
    if item.provision.assignment is None or item.provision.kind != "row":
        return []
    return [
        quote_of(other.plan, other.provision, assigned_spans(other.provision))
        for other in found
        if other not in chosen
        and other.source == item.source
        and other.score >= item.score * _ALSO
        and other.coverage >= item.coverage - 0.03
        and other.provision.kind == "row"
        and other.provision.assignment is not None
        and other.provision.assignment.lead == item.provision.assignment.lead
    ][:1]


def choose(question: Question, scope: Scope, found: Sequence[Evidence]) -> list[Evidence]:
    """Choose what answers: the best of each document that fits nearly as well as the best.

    Two provinces or documents named, or a comparison asked, are answered each.
    """
    able = [item for item in found if item.fit >= enough_for(question)]
    if not able:
        return []
    first: dict[str, Evidence] = {}
    for item in able:
        first.setdefault(item.source, item)
    if len(question.provinces) > 1:
        _keep_best_of_province(first, scope)
    top = max(item.score for item in first.values())
    named_each = question.comparison or len(question.provinces) > 1
    share = max(item.coverage for item in first.values() if item.score == top)
    chosen: list[Evidence] = []
    for source in scope.sources:
        best = first.get(source)
        if best is None:
            continue
        near = best.score >= top * _NEAR and best.coverage >= share * _SHARE
        if not near and not (named_each and best.score >= top * 0.6):
            continue
        chosen.append(best)
        chosen.extend(
            item
            for item in able
            if item.source == source
            and item is not best
            and item.score >= best.score * _TIE
            and item.coverage >= best.coverage - 0.03
        )
    return chosen[:8]


def _room(question: Question, claims: int) -> int:
    """Return how long a task may be: less where several answer, or agencies have two names."""
    if question.language == "en":
        return 120 if claims == 1 else 80
    return 190 if claims == 1 else 110


_HOW_OFTEN = re.compile(r"bao lâu|mấy lần|tần suất|bao lau|may lan|tan suat|how often")
_EVERY = re.compile(
    r"\d+\s*(?:tháng|năm|quý|tuần)\s*/\s*(?:một |1 )?lần"
    r"|(?:mỗi|một) (?:năm|quý|tháng) (?:một|\d+|hai) lần",
    re.I,
)


def _frequency(item: Evidence) -> DraftClaim | None:
    """Answer "bao lâu một lần?" with the sentence that says it (``6 tháng/lần``)."""
    for text in sentences(
        " ".join(f.value for f in item.provision.fields) or item.provision.text
    ):
        match = _EVERY.search(text)
        if match:
            start = max(0, match.start() - 150)
            around = ("… " if start else "") + text[start : match.end()].split(
                " ", 1 if start else 0
            )[-1]
            return DraftClaim(
                f"{match.group()}. “{around}”", (quote_of(item.plan, item.provision),)
            )
    return None


def enough_for(question: Question) -> float:
    """Return the least fit that answers: more without diacritics, where words blur."""
    return ENOUGH + 0.06 if question.way == "plain" else ENOUGH


def _keep_best_of_province(first: dict[str, Evidence], scope: Scope) -> None:
    """Of each province compared keep the document that fits best, unless they were named."""
    best: dict[str | None, float] = {}
    for item in first.values():
        best[item.plan.province] = max(best.get(item.plan.province, 0.0), item.score)
    for source, item in list(first.items()):
        if not scope.by_document and item.score < best[item.plan.province] * 0.97:
            del first[source]


def _can_answer(provision: Provision, role: Role) -> bool:
    assignment = provision.assignment
    if provision.kind in ("heading", "fields", "group"):
        return False
    if assignment is not None and (assignment.field(role) or role in ("time", "output")):
        return True
    if not provision.holders:
        return False
    return role == "coordinate" or (role == "lead" and not _helps(provision.text))


def _helps(text: str) -> bool:
    """Tell whether a duty is to work with others: "phối hợp với Sở Nội vụ …"."""
    return fold(without_sign(text)).startswith("phối hợp")


def _claim(  # noqa: PLR0913
    question: Question,
    item: Evidence,
    role: Role,
    duty: Task | None,
    *,
    several: bool,
    room: int,
) -> DraftClaim | None:
    """Say one assignment's field; ``None`` where the document leaves it out."""
    language, provision = question.language, item.provision
    assignment = provision.assignment
    lead = plan_label(item.plan, language) + ":" if several else ""
    quote = quote_of(item.plan, provision, assigned_spans(provision))
    if assignment is None:
        return None if duty is None else _duty(question, item, role, duty, lead)
    task = shorten(_asked_part(question, provision), room)
    if role == "lead":
        if not assignment.lead:
            return None
        field = assignment.field("lead")
        does = (
            field is not None
            and "thực hiện" in fold(field.header)
            and "chủ trì" not in fold(field.header)
        )
        key = "does" if does else ("leads" if len(assignment.lead) == 1 else "leads_many")
        text = say(key, language, agencies=agencies_shown(assignment.lead, language))
    elif role == "coordinate":
        if not assignment.coordinate:
            return None
        text = say(
            "coordinates", language, agencies=agencies_shown(assignment.coordinate, language)
        )
    elif role == "time":
        if not assignment.time:
            return None
        text = say("time", language, value=assignment.time.rstrip("."))
    else:
        if not assignment.output:
            return None
        text = say(
            "output", language, value=shorten(assignment.output, 250 if several else 400)
        )
        quote = quote_of(
            item.plan,
            provision,
            [s for f in assignment.fields if f.role == "output" for s in f.spans],
        )
        return DraftClaim(text, (quote,), lead)
    return DraftClaim(f"{text} {say('task', language, task=task)}", (quote,), lead)


def _duty(
    question: Question, item: Evidence, role: Role, duty: Task, lead: str
) -> DraftClaim | None:
    """Say whose duty it is where a clause or its section gives it to an agency."""
    provision = item.provision
    holders = agencies_shown(duty.lead, question.language)
    text = re.sub(r"^(?:[-–+•]|[\w.]+[.)])\s+", "", provision.text)
    if role == "coordinate" and "phối hợp" not in fold(text):
        return None
    best = max(sentences(text), key=lambda s: _overlap(question, s), default=text)
    return DraftClaim(
        f"{shorten(holders, 200)}: {shorten(best, 240)}",
        (quote_of(item.plan, provision, _holder_spans(item)),),
        lead,
    )


def _holder_spans(item: Evidence) -> list[tuple[int, int]]:
    """Return the spans of the heading that names the agency, where the text does not."""
    parent = item.provision.parent
    holders = item.provision.holders
    if parent < 0 or not holders or fold(holders[0]) in fold(item.provision.text):
        return []
    heading = item.plan.provisions[parent]
    return list(heading.spans) if heading.kind == "heading" else []


def _asked_part(question: Question, provision: Provision) -> str:
    """Return the cell of a row that the question is about (a goal for 2035, say); else all."""
    cells = [f.value for f in provision.fields if f.role in ("task", "goal")]
    whole = own_words(provision)
    best = max(cells, key=lambda cell: _overlap(question, cell), default=whole)
    return best if cells and _overlap(question, best) > _overlap(question, cells[0]) else whole


def _overlap(question: Question, text: str) -> int:
    folded = plain(text) if question.way == "plain" else fold(text)
    return sum(len(w) for term in question.terms for w in term.wordings[:1] if w in folded)


def own_words(provision: Provision) -> str:
    """Return what a provision says itself, its number and its labelled lines left out."""
    if provision.kind == "row":
        field = next((f for f in provision.fields if f.role == "task"), None)
        goals = [f.value for f in provision.fields if f.role == "goal"]
        return "; ".join([field.value if field else provision.text, *goals])
    text = provision.text.split("\n")[0]
    return re.sub(r"^(?:Điều \d+\.|[-–+•]|\(?[\wđ.]{1,6}[.)])\s+", "", text)
