"""Answers in the documents' own sentences: free questions, support, money's sources."""

from __future__ import annotations

import re

from hoidap.assistant.answerers.fields import ENOUGH, choose
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, assigned_spans, quote_of, shorten
from hoidap.assistant.evidence import Evidence, Keep, Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.agencies import agency_key, find_agencies
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, strip_marks

_BUDGET = re.compile(
    r"kinh phí|nguồn lực|nguồn vốn|ngân sách|tài chính|tài trợ|huy động|dự toán"
)
_BUDGET_PLAIN = re.compile(strip_marks(_BUDGET.pattern))
_SUPPORT = re.compile(r"hỗ trợ|khuyến khích|hướng dẫn|tư vấn|ưu tiên")
_MONEY = re.compile(
    r"\d[\d.,]*\s*(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|VNĐ|VND|USD)\b|(?:chi phí|kinh phí|giá trị|vốn|mức)\b.{0,40}\d\s*%|\d\s*%.{0,25}(?:chi phí|kinh phí|giá trị|vốn|mức)",
    re.I,
)
_DONE = re.compile(
    r"\bđã (?:được )?(?:hỗ trợ|thực hiện|hoàn thành|đạt|có|tổ chức|xây dựng|triển khai)\b"
)
_CONTACT = re.compile(
    r"(?<!\d)0\d{2,3}[ .]?\d{3,4}[ .]?\d{3,4}(?!\d)|[\w.-]+@[\w-]+\.\w+|(?:thông tin )?liên hệ\s*:",
    re.I,
)


_DOCUMENT = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ]+|\d+-[A-ZĐ]+/")
_NEGATION = re.compile(r"\b(?:không|chưa|trừ|cấm)\b(?! (?:hoàn lại|quá|ngừng|chỉ|gian|khí))")
_WHETHER = re.compile(
    r"(?:\bcó\b.*|được )?\bkhông(?: ạ| vậy|, .*)?\W*$|\bkhong\W*$|^(?:does|do|is|are|can|may|will|has|have)\b"
)


def _enumerates(provision: Provision) -> bool:
    """Tell whether a text lists things: numbered parts, or many short pieces between commas."""
    return (
        len(re.findall(r"\(\d\)", provision.text)) > 1
        or len(re.findall(r"[,;]", provision.text)) >= _MANY
    )


_ONLY_WHETHER = re.compile(r"\b(?:không|khong)(?: ạ| vậy)?\W*$")
_HELD = 0.5  # how much of a phrase a sentence that speaks of it holds at least
_MANY = 14  # commas in a clause that does little else than list


def asks_whether(question: Question) -> bool:
    """Tell whether a question wants a yes or a no."""
    return _WHETHER.search(question.asking) is not None and not re.search(
        r"\bai\b|which|who|what", question.asking
    )


def answer_free(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer with the sentences that cover the question best."""
    found = searcher.find(question, scope.sources, _SAYING)
    best = choose(question, scope, found)
    if "list" in question.kinds and len({item.source for item in best}) == 1:
        best = [
            item
            for item in found
            if item.source == best[0].source and item.fit >= best[0].fit - 0.25
        ]
    if not best:
        return Nothing("", "", tuple(found[:3]))
    several = len({item.source for item in best}) > 1
    if "list" in question.kinds and not several:  # asked to enumerate: a text that does
        best.sort(key=lambda item: -item.score - (0.3 if _enumerates(item.provision) else 0.0))
    kept = best[:4] if several else best[:1]
    room = 800 // max(2, len(kept)) if several else (1500 if "list" in question.kinds else 460)
    claims = [_claim(question, item, searcher, room, several=several) for item in kept]
    if asks_whether(question):
        claims = [claim for claim in claims if _bears_out(question, claim, searcher)]
    return claims or Nothing("", "", tuple(found[:3]))


def _bears_out(question: Question, claim: DraftClaim, searcher: Searcher) -> bool:
    """Tell whether a sentence speaks of all that a yes or a no is asked about.

    "Are firms that breach standards fined?" is not answered by a sentence on firms and
    standards that says nothing of fines.  What the document's own title says is left out: it
    tells which document is meant.
    """
    sources = {quote.source for quote in claim.quotes}
    return all(
        searcher.matcher.holds(question, term, claim.text) >= _HELD
        for term in question.terms
        if not searcher.matcher.in_title(term, question.way, sources)
    )


def answer_support(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """List the help that the documents in scope offer, the closest first."""
    offered = {
        (name, one.locator)
        for name in scope.sources
        for one in searcher.index.records[name].support
    }
    found = searcher.find(question, scope.sources, Keep("supporting", _supports, offered))
    able = [item for item in found if item.fit >= ENOUGH]
    if not able:
        return Nothing("", "", tuple(found[:3]))
    able = _under_named(question, able) or able
    chosen: list[Evidence] = []
    per_source: dict[str, int] = {}
    sources = list(dict.fromkeys(item.source for item in able))
    most = 3 if len(sources) == 1 else 2
    for item in able:
        if item.score >= able[0].score * 0.7 and per_source.get(item.source, 0) < most:
            per_source[item.source] = per_source.get(item.source, 0) + 1
            chosen.append(item)
    chosen = chosen[:4]
    if "list" in question.kinds and _enumerates(chosen[0].provision):
        return [_claim(question, chosen[0], searcher, 1200, several=False)]
    several = len({item.source for item in chosen}) > 1
    total = 840 if "list" in question.kinds else 760
    room = max(150, total // len(chosen) - (35 if several else 0))
    return [_claim(question, item, searcher, room, several=several) for item in chosen]


_SYMBOL = re.compile(r"(?<!\d)\d+/(?:20\d\d)?(?:/?[a-zđ]+(?:-[a-zđ]+)*)?")


def _under_named(question: Question, items: list[Evidence]) -> list[Evidence]:
    """Keep what stands under the document that the question names ("theo Nghị định 39/2018")."""
    named = _SYMBOL.findall(question.asking)
    return [
        item
        for item in items
        if named and all(symbol in fold(item.provision.text) for symbol in named)
    ]


def answer_budget(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Say where the money comes from: the clauses on funding of each document in scope."""
    claims: list[DraftClaim] = []
    plans = [searcher.index.plans[name] for name in scope.sources]
    sections = {plan.source: list(_funding(plan)) for plan in plans}
    sections = {name: items for name, items in sections.items() if items}
    if not sections:
        return Nothing(
            "Văn bản không nêu nguồn kinh phí.", "The documents state no source of funds."
        )
    matter = any(
        not searcher.matcher.in_title(term, question.way, scope.sources)
        and not _BUDGET_PLAIN.search(strip_marks(term.wordings[0]))
        for term in question.terms
    )
    topical = searcher.find(question, scope.sources, _FUNDING)
    weights = searcher.matcher.weights(question, scope.sources)
    for name, items in sections.items():
        plan = searcher.index.plans[name]
        lead = plan_label(plan, question.language) + ":" if len(sections) > 1 else ""
        best = next((item for item in topical if item.source == name), None)
        own = sorted(
            (
                (searcher.matcher.text_coverage(question, weights, item.text), -i)
                for i, item in enumerate(items)
            ),
            reverse=True,
        )
        general = (
            own[0][0]
            if best is not None and best.provision not in items
            else (own[1][0] if len(own) > 1 else 1.0)
        )
        if best is not None and matter and best.coverage >= max(0.5, general + 0.15):
            claims.append(_claim(question, best, searcher, 330, several=len(sections) > 1))
            continue
        total = 280 if len(sections) > 1 else 430
        texts = [without_sign(item.text.split("\n")[0]) for item in items[:3]]
        for item, text, room in zip(
            items, texts, share_room([len(t) for t in texts], total), strict=False
        ):
            claims.append(DraftClaim(shorten(text, room), (quote_of(plan, item),), lead))
    if _ONLY_WHETHER.search(question.asking):
        claims = [claim for claim in claims if _bears_out(question, claim, searcher)]
    return claims or Nothing("", "", tuple(topical[:3]))


def answer_money(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer a question about an amount only where a fitting passage states one."""
    found = searcher.find(question, scope.sources, _PRICED)
    able = [item for item in found if item.fit >= 0.7]
    if able:
        return [_claim(question, able[0], searcher, 420, several=False)]
    near = searcher.find(question, scope.sources, _FUNDING)
    return Nothing(
        "Các văn bản trong phạm vi không ghi số tiền cho việc này.",
        "The documents in scope state no amount of money for this.",
        tuple(near[:3]),
    )


def answer_achieved(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer what was done in fact only from a passage that reports it: a plan sets aims."""
    found = searcher.find(question, scope.sources, _REPORTING)
    if found and found[0].fit >= 0.7:
        return [_claim(question, found[0], searcher, 420, several=False)]
    return Nothing(
        "Các văn bản trong phạm vi đặt chỉ tiêu, không ghi kết quả thực tế đã đạt.",
        "The documents in scope set targets; they do not report what was achieved.",
        tuple(searcher.find(question, scope.sources, _SAYING)[:3]),
    )


def answer_contact(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer where to call or write only from a passage that holds a number or an address."""
    found = searcher.find(question, scope.sources, _REACHABLE)
    able = [item for item in found if item.fit >= ENOUGH * 0.6 and _of_agencies(question, item)]
    if able:
        return [_claim(question, able[0], searcher, 420, several=False)]
    return Nothing("", "", tuple(found[:3]))


def _of_agencies(question: Question, item: Evidence) -> bool:
    """Tell whether a passage is about the agencies that the question names."""
    keys = {mention.key for mention in find_agencies(item.provision.text)}
    return all(agency_key(name) in keys for name in question.agencies)


def share_room(lengths: list[int], total: int) -> list[int]:
    """Share ``total`` characters among texts: the short ones whole, the long ones equally cut.

    >>> share_room([50, 500, 500], 450)
    [50, 200, 200]
    """
    rooms = dict.fromkeys(range(len(lengths)), 0)
    left, waiting = total, sorted(rooms, key=lambda i: lengths[i])
    for done, i in enumerate(waiting):
        rooms[i] = min(lengths[i], left // (len(waiting) - done))
        left -= rooms[i]
    return [rooms[i] for i in range(len(lengths))]


def _funding(plan: Plan) -> list[Provision]:
    """Return the clauses under the heading on funds."""
    return [
        p
        for p in plan.provisions
        if p.kind in ("clause", "paragraph")
        and any(re.search(r"kinh phí", fold(h)) for h in p.headings[:1])
    ]


def _supports(provision: Provision) -> bool:
    return _says(provision) and bool(_SUPPORT.search(fold(provision.text)))


def _says(provision: Provision) -> bool:
    """Tell whether a provision says something: a heading does only where it states a figure."""
    if provision.kind == "heading":
        return bool(_MONEY.search(provision.text))
    return (
        provision.kind in ("clause", "paragraph", "row", "basis") and len(provision.text) > 25
    )


_SAYING = Keep("saying", _says)
_FUNDING = Keep("funding", lambda p: _says(p) and bool(_BUDGET.search(fold(p.text))))
_PRICED = Keep("priced", lambda p: _says(p) and bool(_MONEY.search(p.text)))
_REPORTING = Keep("reporting", lambda p: _says(p) and bool(_DONE.search(fold(p.text))))
_REACHABLE = Keep("reachable", lambda p: bool(_CONTACT.search(p.text)))


def _claim(
    question: Question, item: Evidence, searcher: Searcher, room: int, *, several: bool
) -> DraftClaim:
    """Say the part of a passage that answers."""
    lead = plan_label(item.plan, question.language) + ":" if several else ""
    text = pick(question, item, searcher, room)
    if asks_whether(question) and item.coverage >= 0.6 and not _NEGATION.search(fold(text)):
        text = (
            f"Văn bản có nêu: {text}"
            if question.language == "vi"
            else f"The document says so: {text}"
        )
    return DraftClaim(
        text, (quote_of(item.plan, item.provision, assigned_spans(item.provision)),), lead
    )


def pick(question: Question, item: Evidence, searcher: Searcher, room: int) -> str:
    """Return the sentences of a passage that cover the question best, in order, within ``room``."""
    weights = searcher.matcher.weights(question, [item.source])
    provision = item.provision
    texts = (
        [f.value for f in provision.fields if f.role in ("task", "goal", "output", "other")]
        if provision.kind == "row"
        else [provision.text]
    )
    parts = [part for text in texts for part in sentences(without_sign(text))]
    if sum(map(len, parts)) <= room:
        return " ".join(parts)
    cites = "basis" in question.kinds  # asked which document, the sentence that names one
    scored = sorted(
        range(len(parts)),
        key=lambda i: (
            -searcher.matcher.text_coverage(question, weights, parts[i])
            - (0.4 if cites and _DOCUMENT.search(parts[i]) else 0.0),
            i,
        ),
    )
    kept: list[int] = []
    used = 0
    for i in scored:
        if kept and used + len(parts[i]) > room:
            continue
        kept.append(i)
        used += len(parts[i])
    text = " ".join(parts[i] for i in sorted(kept))
    return text if len(text) <= room else around_words(question, text, room)


def around_words(question: Question, text: str, room: int) -> str:
    """Cut ``text`` to ``room`` characters where it holds most of the question's words."""
    folded = fold(text)
    if len(folded) != len(text):
        return shorten(text, room)
    places = sorted(
        folded.find(wording)
        for term in question.terms
        for wording in term.wordings[:3]
        if wording in folded
    )
    if not places or places[-1] < room - 40:
        return shorten(text, room)
    start = max(
        (p for p in places if p),
        key=lambda p: sum(p <= q < p + room - 20 for q in places),
        default=0,
    )
    cut = text.rfind(" ", 0, max(0, start - 15)) + 1
    return ("… " if cut else "") + shorten(text[cut:], room - 2)
