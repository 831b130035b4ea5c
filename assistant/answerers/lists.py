"""Answers that enumerate: what stands under a heading, or the rows due in a time."""

from __future__ import annotations

import re
from dataclasses import replace

from hoidap.assistant.answerers.fields import own_words
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, assigned_spans, quote_of, shorten
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label, say
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import fold, strip_marks, syllables
from hoidap.text.words import stop_words

_ROOM = 2500
_MOST = 20
_SPAN = re.compile(r"20\d\d\s*(?:[-–]|đến)\s*(?:năm\s*)?20\d\d")


def answer_list(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """List the items asked for, each with its citation."""
    claims: list[DraftClaim] = []
    chosen = {}
    for name in scope.sources:
        plan = searcher.index.plans[name]
        if _over_before(plan, question.years):
            continue
        rows = _rows_in_time(question, plan)
        heading = None if rows else best_heading(question, plan)
        items = rows or (children(plan, heading) if heading is not None else [])
        if len(items) > 1 or rows:
            chosen[name] = items, bool(rows)
    if not chosen or (
        len(scope.sources) > 1
        and not scope.narrowed
        and not question.comparison
        and len(chosen) > 3
    ):
        return Nothing("", "")
    total = sum(len(items) for items, _ in chosen.values())
    room = max(90, min(420, _ROOM // min(total, _MOST) - 25))
    for name, (items, timed) in chosen.items():
        plan = searcher.index.plans[name]
        lead = plan_label(plan, question.language) + ":" if len(chosen) > 1 else ""
        kept = items[: max(3, _MOST // len(chosen))]
        for item in kept:
            text = (
                item.text.split("\n")[0]
                if item.kind in ("heading", "group")
                else own_words(item)
            )
            if timed and item.assignment:
                text = f"{shorten(text, room - 20)} ({item.assignment.time})"
            claims.append(
                DraftClaim(
                    shorten(text, room), (quote_of(plan, item, assigned_spans(item)),), lead
                )
            )
        if len(items) > len(kept):
            more = say("more", question.language, n=len(items) - len(kept))
            claims[-1] = replace(claims[-1], note=more)
    return claims


def _over_before(plan: Plan, years: tuple[int, ...]) -> bool:
    """Tell whether a plan's years have passed before all those asked for."""
    end = plan.period[1] if plan.period else None
    return end is not None and bool(years) and min(years) > end


def milestones(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """List the headings that name a year: the milestones a plan sets itself."""
    claims: list[DraftClaim] = []
    for name in scope.sources:
        plan = searcher.index.plans[name]
        lead = plan_label(plan, question.language) + ":" if len(scope.sources) > 1 else ""
        claims.extend(
            DraftClaim(shorten(item.text, 120), (quote_of(plan, item),), lead)
            for item in plan.provisions
            if item.kind == "heading" and re.search(r"đến (?:hết )?năm 20\d\d", fold(item.text))
        )
    return claims[:8] or Nothing("", "")


def _rows_in_time(question: Question, plan: Plan) -> list[Provision]:
    """Return the rows whose time is the years asked for, or lists them ("các năm: 2026, 2027")."""
    if re.search(
        r"(?:không phải|chứ không) (?:là )?(?:hằng|hàng) năm|(?:khong phai|chu khong) (?:la )?hang nam",
        question.asking,
    ):
        return [
            p
            for p in plan.assignments
            if p.kind == "row" and p.assignment and re.search(r"\d{4}", p.assignment.time)
        ]
    # A year that says which document may still be the time asked for: "thời gian … năm 2025".
    timed = re.search(
        r"(?:only|schedul\w*|due|chỉ|thời gian|chi|thoi gian)\b.{0,40}?(20\d\d)(?!\d|\s*-)",
        question.asking,
    )
    years = (int(timed.group(1)),) if timed else question.years
    if not (years or question.periods) or not re.search(
        r"thời gian|năm|tiến độ|thoi gian|nam|schedul|year|due|time", question.asking
    ):
        return []
    spans = [span for span in question.periods if span != plan.period]
    singly = [year for year in years if year != plan.year or timed]
    wanted = [str(year) for year in (spans[0] if spans else singly)]
    if not wanted:
        return []
    only = re.search(r"\b(?:only|chỉ|chi|riêng|rieng)\b", question.asking)
    return [
        p
        for p in plan.assignments
        if p.assignment
        and p.kind == "row"
        and (
            (stated := re.findall(r"20\d\d", p.assignment.time)) == wanted
            or (not only and set(wanted) <= set(stated) and not _SPAN.search(p.assignment.time))
        )
    ]


def best_heading(question: Question, plan: Plan) -> int | None:
    """Return the place of the heading that the question spells out, ``None`` for none.

    The more words of the heading and of those above it stand in the question, the
    better; words that do not count against it.
    """
    asked = {strip_marks(word) for word in question.words}
    phrases = [strip_marks(wording) for term in question.terms for wording in term.wordings[:3]]
    if question.way == "en":
        asked |= _english_structure(question)
    if re.search(
        r"dau viec|nhom viec|viec chinh|mang viec|hang muc", strip_marks(question.asking)
    ):
        asked |= {"nhiem", "vu", "giai", "phap"}
    asked -= {str(year) for period in question.periods for year in period} - {
        str(y) for y in question.years
    }
    named = asked
    years = {word for word in asked if re.fullmatch(r"20\d\d", word)}
    best: tuple[float, int] | None = None
    for place, provision in enumerate(plan.provisions):
        if provision.kind not in ("heading", "group"):
            continue
        own = _words(provision.text)
        if not own:
            continue
        heading = " ".join(syllables(strip_marks(provision.text)))
        asked = named | {
            word for phrase in phrases if phrase in heading for word in phrase.split()
        }
        stated = set(re.findall(r"20\d\d", provision.text))
        if years and stated and not years & stated:
            continue
        above = (
            set().union(*(_words(h) for h in provision.headings))
            if provision.headings
            else set()
        )
        shared = len(own & asked)
        if shared / len(own) < 0.6:
            continue
        score = (
            shared
            + 0.5 * len((above - own) & asked)
            - 1.0 * len(own - asked)
            + (2.0 if years & stated else (-2.0 if stated else 0.0))
        )
        if score >= 2 and (best is None or score > best[0]):
            best = (score, place)
    if best is None:
        return None
    for place, provision in enumerate(
        plan.provisions
    ):  # "… đến năm 2030" below "Mục tiêu cụ thể"
        if (
            provision.parent == best[1]
            and provision.kind == "heading"
            and years & set(re.findall(r"20\d\d", provision.text))
        ):
            return place
    return best[1]


def children(plan: Plan, heading: int) -> list[Provision]:
    """Return what stands right under a heading: clauses, rows, paragraphs or lower headings."""
    items = [
        p
        for p in plan.provisions
        if p.parent == heading and p.kind in ("clause", "heading", "row", "group", "paragraph")
    ]
    main = [p for p in items if p.kind != "paragraph"]
    return main if len(main) > 1 else items


def _words(text: str) -> set[str]:
    words = syllables(strip_marks(re.sub(r"^(?:[IVX]+|[\d.]+|[a-zđ])[.)]?\s+", "", text)))
    return set(words) - stop_words("plain", "heading")


def _english_structure(question: Question) -> set[str]:
    """Translate the words for a plan's parts, which the question's terms leave out."""
    folded = question.asking
    parts = {
        r"\btasks?\b": "nhiem vu giai phap", r"solution": "giai phap", r"objective|goal|target": "muc tieu", r"specific": "cu the",
        r"general": "chung", r"purpose": "muc dich", r"requirement": "yeu cau", r"\bmain\b": "chu yeu", r"fund|budget": "kinh phi",
    }  # fmt: skip
    return {
        word
        for pattern, words in parts.items()
        if re.search(pattern, folded)
        for word in words.split()
    }
