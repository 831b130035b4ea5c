"""Answers that are a number or a date: taken from the sentence that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from hoidap.assistant.answerers.fields import ENOUGH
from hoidap.assistant.answerers.lists import best_heading, children
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, assigned_spans, quote_of, shorten
from hoidap.assistant.evidence import Evidence, Searcher, milestone
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import MONTHS, plan_label
from hoidap.ingest.plan import Plan, Provision
from hoidap.records.deadlines import Deadline
from hoidap.records.targets import LIMIT, counted
from hoidap.text.figures import Figure
from hoidap.text.lexicon import notions, stem
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, plain, squeeze, strip_marks, syllables
from hoidap.text.words import stop_words

_ASKED_VI = re.compile(
    r"(?:bao nhiêu|mấy|nhiều(?= .*hơn)|bao nhieu|may|nhieu(?= .*hon))\s+((?:[^\W\d_]+[\s,/]*){1,6})"
)
# "số doanh nghiệp được hướng dẫn" counts too, where "số" opens the phrase
_TOTAL_VI = re.compile(
    r"(?:^|(?:so sánh|tôi|giữa|:|,) )(?:tổng )?số\s+((?:[^\W\d_]+[\s,/]*){1,6})"
)
_TOTAL_PLAIN = re.compile(
    r"(?:(?:so sanh|toi|giua|:|,) )(?:tong )?so\s+((?:[^\W\d_]+[\s,/]*){1,6})"
)
_SAME = {
    "dn": ["doanh", "nghiệp"],
    "công": ["doanh", "nghiệp"],
    "cong": ["doanh", "nghiep"],
    "cty": ["doanh", "nghiệp"],
}
_ASKED_EN = re.compile(r"(?:how many|number of|how much)\s+((?:[a-z-]+\s*){1,4})")
_STOP = stop_words("vi", "counted") | stop_words("plain", "counted")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a cell under its header, that may state a figure."""

    item: Evidence
    text: str
    heading: str


def answer_number(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer with the sentence that counts what is asked for."""
    counted = _count_listed(question, scope, searcher)
    if counted:
        return counted
    found = searcher.find(question, scope.sources)
    nouns = asked_nouns(question)
    weights = searcher.matcher.weights(question, scope.sources)
    units: list[tuple[float, _Unit, Figure]] = []
    for item in found[:30]:
        if item.fit < ENOUGH * 0.85:
            continue
        place = f"stated {item.source} {item.passage.provision}"
        for text, heading in searcher.kept(place, partial(_stated, item.provision)):
            unit = _Unit(item, text, heading)
            figure, fit = _figure(unit.text, nouns)
            if figure is None:
                continue
            own = searcher.matcher.text_coverage(
                question, weights, f"{unit.heading} {unit.text}"
            )
            if nouns in ([], ["%"]) and own < 0.5:  # a figure of something else
                continue
            score = (
                item.score
                + 0.5 * own
                + 0.6 * fit
                + milestone(question.years, unit.heading, unit.text)
            )
            units.append((score, unit, figure))
    units.sort(key=lambda entry: (-entry[0], entry[1].item.passage.id))
    if not units:
        return Nothing("", "", tuple(found[:3]))
    return _claims(question, scope, units)


def _claims(
    question: Question, scope: Scope, units: list[tuple[float, _Unit, Figure]]
) -> Draft:
    """Say the best figure of each document that states one about as well as the best."""
    top = units[0][0]
    several_named = len(question.provinces) > 1 or (
        scope.by_document and len(scope.sources) > 1
    )
    each = question.comparison or several_named or not question.provinces
    claims: list[DraftClaim] = []
    done: set[tuple[str, str]] = set()
    labels = (
        len({unit.item.source for score, unit, _ in units if score >= top * 0.8}) > 1
        and len(scope.sources) > 1
    )
    for score, unit, figure in units:
        # asked for 2030 and for 2035, a document answers twice
        stated = [str(y) for y in question.years if str(y) in f"{unit.heading} {unit.text}"]
        key = (unit.item.source, stated[0] if len(question.years) > 1 and stated else "")
        again = any(source == unit.item.source for source, _ in done) and not key[1]
        if key in done or again or score < top * (0.72 if each else 0.93):
            continue
        done.add(key)
        lead = plan_label(unit.item.plan, question.language) + ":" if labels else ""
        claims.append(_figure_claim(unit, figure, lead, 180 if labels else 330))
    return claims[:5]


def _figure_claim(unit: _Unit, figure: Figure, lead: str, room: int) -> DraftClaim:
    """Say the figure first, then the sentence it stands in."""
    plan, provision = unit.item.plan, unit.item.provision
    before = LIMIT.search(unit.text[: figure.start])
    start = before.start() if before else figure.start
    of = r"(?:\s+[^\s.,;:()]+){0,3}" if figure.kind == "share" else ""
    after = re.match(of, unit.text[figure.end :])
    phrase = unit.text[start : figure.end] + (after.group() if after else "")
    phrase = phrase[:1].upper() + phrase[1:]
    around = _around(unit.text, figure.start, room)
    text = f"{phrase}. “{around}”" if fold(around) != fold(phrase) else f"{phrase}."
    return DraftClaim(text, (quote_of(plan, provision, assigned_spans(provision)),), lead)


def _around(text: str, place: int, room: int) -> str:
    """Cut ``text`` to ``room`` characters around ``place``."""
    if len(text) <= room:
        return text
    if place < room * 0.6:
        return shorten(text, room)
    start = text.rfind(" ", 0, max(0, place - room // 2)) + 1
    return "… " + shorten(text[start:], room - 2)


def asked_nouns(question: Question) -> list[str]:
    """Return what is counted, in Vietnamese words: ``bao nhiêu chứng nhận`` -> ``chứng nhận``."""
    folded = question.asking
    if question.language == "en":
        match = _ASKED_EN.search(folded)
        if re.search(r"percent|what share", folded):
            return ["%"]
        if not match:
            return []
        asked = match.group(1).split()
        wanted: list[str] = []
        for _, _, notion in notions("en").find([stem(word) for word in asked]):
            wanted.extend(notion.wordings[:3])
        return [" ".join(syllables(noun)) for noun in wanted]
    if re.search(r"phần trăm|phan tram|tỷ lệ|tỉ lệ|ty le|ti le|%", folded):
        of = re.search(r"(?:phần trăm|phan tram|tỷ lệ|ty le)\s+([^\W\d_]+ [^\W\d_]+)", folded)
        return [f"% {of.group(1)}" if of and of.group(1).split()[0] not in _STOP else "%"]
    match = _ASKED_VI.search(folded) or (
        _TOTAL_PLAIN if question.way == "plain" else _TOTAL_VI
    ).search(folded)
    if not match:
        return []
    nouns: list[str] = []
    for piece in re.split(r"[,/]|\s(?:và|hoặc|va|hoac)\s", match.group(1)):
        words = []
        for word in re.findall(r"[^\W\d_]+", piece):
            if word in _STOP:
                break
            words.append(word)
        if not words:
            break
        nouns.append(" ".join(_SAME.get(words[0], words)))
        if nouns[-1].startswith(("doanh nghiệp", "doanh nghiep")):
            nouns += ["dnnvv", "dn"]
    return nouns


def _figure(text: str, nouns: list[str]) -> tuple[Figure | None, float]:
    """Find the number that counts one of ``nouns``; any number that counts where none is asked."""
    best: tuple[Figure | None, float] = (None, 0.0)
    for figure in counted(text):
        after = fold(text[figure.end : figure.end + 60])
        if not nouns:
            return figure, 0.5
        for noun in nouns:
            if noun.startswith("%"):
                of = noun[2:]
                named = not of or of in after or of in strip_marks(after)
                fit = 1.0 if figure.kind == "share" and named else 0.0
            else:
                fit = max(
                    _counts(after, noun, text),
                    0.8 * _counts(after, noun.partition(" ")[2], text),
                )
            if fit > best[1]:
                best = (figure, fit)
    return best


@lru_cache(maxsize=16384)
def _first_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)[:7]


def _counts(after: str, noun: str, sentence: str) -> float:
    """Say how well the words behind a number are ``noun``: 1 right behind it, less further on."""
    accented = strip_marks(noun) != noun
    text = after if accented else strip_marks(after)
    words = _first_words(text)
    wanted = noun.split()
    if not wanted or wanted[0] not in words:
        return 0.0
    for size in range(len(wanted), 0, -1):
        head = wanted[:size]
        for place in range(max(0, len(words) - size) + 1):
            if words[place : place + size] == head and place <= 4:
                if size == 1 and len(wanted) > 1:  # "08 lớp, mỗi lớp …" counts "lớp tập huấn"
                    whole = plain(sentence) if not accented else fold(sentence)
                    if place or not all(word in whole for word in wanted[1:3]):
                        return 0.0
                    return 0.5
                return (1.0 - 0.1 * place) * size / len(wanted)
    return 0.0


def _count_listed(question: Question, scope: Scope, searcher: Searcher) -> list[DraftClaim]:
    """Count what a plan lists ("mấy nhóm nhiệm vụ?") or who leads ("mấy sở cùng chủ trì?")."""
    folded = strip_marks(question.asking)
    claims: list[DraftClaim] = []
    if re.search(
        r"(?:may|bao nhieu) (?:nhom|nhiem vu|muc tieu|giai phap|noi dung|dieu)\b|how many (?:groups|tasks|objectives)",
        folded,
    ):
        for name in scope.sources:
            plan = searcher.index.plans[name]
            heading = best_heading(question, plan)
            items = children(plan, heading) if heading is not None else []
            if len(items) < 2 or len(scope.sources) > 1:
                continue
            texts = [shorten(item.text.split("\n")[0], 75) for item in items]
            text = f"{len(items)}: {'; '.join(texts)}."
            claims.append(
                DraftClaim(
                    text, tuple(quote_of(plan, item) for item in items), counted=tuple(texts)
                )
            )
    elif re.search(
        r"(?:mấy|bao nhiêu) sở\b|(?:may|bao nhieu) (?:(?:co quan|don vi)(?= (?:chu|cung|phoi|nao|tham|duoc|thuc|lam)|\W*$)|so (?:chu|cung|nganh|phoi))\b|how many (?:departments|agencies)",
        f"{question.asking} {folded}",
    ):
        best = next(
            (
                i
                for i in searcher.find(question, scope.sources)
                if i.provision.assignment and i.fit >= ENOUGH
            ),
            None,
        )
        if best is not None and best.provision.assignment is not None:
            helps = "phoi hop" in folded or "coordinat" in folded
            names = (
                best.provision.assignment.coordinate
                if helps
                else best.provision.assignment.lead
            )
            if names:
                quote = quote_of(best.plan, best.provision, assigned_spans(best.provision))
                claims.append(
                    DraftClaim(f"{len(names)}: {'; '.join(names)}.", (quote,), counted=names)
                )
    return claims


def _stated(provision: Provision) -> tuple[tuple[str, str], ...]:
    """Return the sentences of a provision, a row's cell by cell, with what heads them."""
    if provision.kind == "row":
        return tuple(
            (text, field.header)
            for field in provision.fields
            if field.role in ("task", "output", "goal", "other")
            for text in sentences(field.value)
        )
    heading = " ".join(provision.headings)
    return tuple((text, heading) for text in sentences(without_sign(provision.text)))


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence that sets dates, one or more, and how well it answers."""

    score: float
    plan: Plan
    provision: Provision
    due: tuple[Deadline, ...]


def answer_deadline(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer with the date by which something is due."""
    report = bool(re.search(r"báo cáo|bao cao|report", question.asking))
    weights = searcher.matcher.weights(question, scope.sources)
    found = searcher.find(question, scope.sources)
    scores = {(item.source, item.provision.locator): item.score for item in found}
    entries: list[_Dated] = []
    for name in scope.sources:
        plan = searcher.index.plans[name]
        for provision, due in searcher.kept(f"dated {name}", partial(_dated, plan, searcher)):
            if report and not due[0].is_report:
                continue
            text, above = due[0].text, " ".join(provision.headings)
            own = searcher.matcher.text_coverage(question, weights, f"{above} {text}")
            if provision.kind == "row":  # a date stands for the row, most for its own sentence
                row = searcher.matcher.text_coverage(
                    question, weights, f"{above} {provision.text}"
                )
                own = max(own, 0.8 * row) + 0.2 * own
            near = scores.get((name, provision.locator), 0.0)
            score = own + 0.5 * near + _subject_fit(question, text)
            score += 0.6 if report and provision.kind != "row" else 0.0
            entries.append(_Dated(score, plan, provision, due))
    if not report:
        entries = [entry for entry in entries if entry.score >= ENOUGH]
    if not entries:
        return Nothing(
            "Văn bản không nêu mốc ngày cho việc này.",
            "The documents state no date for this.",
            tuple(found[:3]),
        )
    entries.sort(key=lambda entry: -entry.score)
    each = report or question.comparison or len(question.provinces) > 1
    top = entries[0].score
    best: dict[str, _Dated] = {}
    for entry in entries:
        if each or entry.score >= top * 0.9:
            best.setdefault(entry.plan.source, entry)
    several = len(best) > 1
    claims: list[DraftClaim] = []
    for name in scope.sources:
        if name in best:
            plan, due = best[name].plan, best[name].due
            lead = plan_label(plan, question.language) + ":" if several else ""
            text = due[0].text
            place = max(0, text.find(due[0].when))
            body = _around(text, place, 170 if several else 330)
            quote = quote_of(plan, best[name].provision)
            said = _date_shown(due, question)
            claims.append(DraftClaim(f"{said}. “{body}”", (quote,), lead))
    return claims


def _dated(plan: Plan, searcher: Searcher) -> list[tuple[Provision, tuple[Deadline, ...]]]:
    """Return the sentences of a plan that set a day, with its provision and all its days."""
    places = {provision.locator: provision for provision in plan.provisions}
    dated: dict[tuple[str, str], list[Deadline]] = {}
    for deadline in searcher.index.records[plan.source].deadlines:
        if deadline.day is not None:
            dated.setdefault((deadline.locator, deadline.text), []).append(deadline)
    return [(places[locator], tuple(due)) for (locator, _), due in dated.items()]


# "báo cáo về Sở …": the agency receives
_TO = tuple("về cho tới đến lên gửi ve toi den len gui to".split())


def _subject_fit(question: Question, text: str) -> float:
    """Prefer the sentence about the agency named; else who reports, not who sums up."""
    folded, asked = fold(text), " ".join(question.words)
    receiving = {
        term.agency
        for term in question.terms
        for wording in term.wordings
        if term.agency and any(f"{to} {wording}" in asked for to in _TO)
    }
    fit = 0.0
    if not set(question.agencies) - receiving and re.match(r".{0,60}\btổng hợp", folded):
        fit -= 0.25
    if any(f"{to} {fold(agency)}" in folded for agency in receiving for to in _TO):
        fit += 0.3
    if any(fold(agency) in folded[:80] for agency in set(question.agencies) - receiving):
        fit += 0.3
    return fit


def _date_shown(due: Sequence[Deadline], question: Question) -> str:
    """Say the date as the document does; in English in English words too."""
    words = list(dict.fromkeys(one.when for one in due))
    text = squeeze("; ".join(words))
    if question.language == "vi" or due[0].month is None:
        return text[:1].upper() + text[1:]
    days = [f"{one.day} {MONTHS[one.month - 1]}" for one in due if one.month]
    year = f" {due[0].year}" if due[0].year else ""
    every = " every year" if re.search(r"(?:hằng|hàng|mỗi) năm", text, re.I) else ""
    return f"Before {' and '.join(days)}{year}{every} ({text})"
