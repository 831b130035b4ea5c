"""Answers taken from a document's metadata: signer, number, date, bases, period."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import islice

from hoidap.assistant.answerers.fields import ENOUGH
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, Quote, quote_of, shorten
from hoidap.assistant.evidence import Keep, Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import plan_label, say
from hoidap.ingest.plan import Fact, Plan, Provision
from hoidap.records.facts import basis_parts, effect_of, effect_until
from hoidap.text.sentences import sentences
from hoidap.text.vietnamese import fold, strip_marks

Teller = Callable[[Question, Plan], DraftClaim | None]


def answer_fact(
    question: Question, scope: Scope, searcher: Searcher, tell: Teller, missing: tuple[str, str]
) -> Draft:
    """Tell a fact of each document in scope.

    :param missing: what the documents lack where none holds the fact, in both languages
    """
    plans = [searcher.index.plans[name] for name in scope.sources]
    claims = [(plan, claim) for plan in plans if (claim := tell(question, plan)) is not None]
    if not claims:
        names = ", ".join(plan_label(plan, question.language) for plan in plans[:3])
        return Nothing(f"{missing[0]} ({names}).", f"{missing[1]} ({names}).")
    if len(plans) == 1:
        return [claim for _, claim in claims]
    return [
        DraftClaim(claim.text, claim.quotes, plan_label(plan, question.language) + ":")
        for plan, claim in claims
    ]


def tell_signer(question: Question, plan: Plan) -> DraftClaim | None:
    """Who signed, and in which office."""
    if plan.signer is None:
        return None
    place = next(p for p in plan.provisions if p.spans == plan.signer.spans)
    offices = [
        p
        for p in plan.provisions
        if p.kind == "signature" and p.spans[0][0] < plan.signer.spans[0][0]
    ]
    spans = [span for p in offices for span in p.spans]
    quote = quote_of(plan, place, spans)
    if not plan.signer_title:
        return DraftClaim(
            say("signed_plain", question.language, name=plan.signer.value), (quote,)
        )
    title = plan.signer_title
    if question.language == "en":
        english = {"phó chủ tịch": "Vice Chairman", "chủ tịch": "Chairman"}.get(fold(title))
        title = f"{english} ({title})" if english else title
    return DraftClaim(
        say("signed", question.language, name=plan.signer.value, title=title), (quote,)
    )


def tell_recipients(question: Question, plan: Plan) -> DraftClaim | None:
    """Who gets a copy."""
    if not plan.recipients:
        return None
    value = "; ".join(fact.value for fact in plan.recipients)
    return DraftClaim(
        say("recipients", question.language, value=shorten(value, 420)),
        (_quote(plan, *plan.recipients),),
    )


def tell_number(question: Question, plan: Plan) -> DraftClaim | None:
    """The document's own number, where it is not left blank."""
    if plan.number is None:
        return None
    value = plan.number.value
    if plan.issued_on is None:
        return DraftClaim(
            say("number", question.language, value=value), (_quote(plan, plan.number),)
        )
    day = plan.issued_on
    dated = f"{value}, {'ngày ' if question.language == 'vi' else ''}{day.day:02d}/{day.month:02d}/{day.year}"
    return DraftClaim(
        say("number", question.language, value=dated),
        (_quote(plan, plan.number), _quote(plan, plan.issued)),
    )


def tell_issued(question: Question, plan: Plan) -> DraftClaim | None:
    """The day of issue, where the document states the whole date."""
    if plan.issued is None or plan.issued_on is None:
        return None
    day = plan.issued_on
    text = say("issued", question.language, value=f"{day.day:02d}/{day.month:02d}/{day.year}")
    return DraftClaim(text, (_quote(plan, plan.issued),))


def tell_effect(question: Question, plan: Plan) -> DraftClaim | None:
    """The clause on entry into force."""
    asks_end = re.search(r"hết hiệu lực|het hieu luc|expire|end", question.asking)
    found = effect_of(plan)
    if found is None or asks_end:
        return None
    provision, text = found
    if plan.issued_on and "ngày ký" in fold(text):
        day = plan.issued_on
        signed = f"{day.day:02d}/{day.month:02d}/{day.year}"
        text += (
            f" (ngày ký: {signed})" if question.language == "vi" else f" (signed on {signed})"
        )
        dated = _quote(plan, plan.issued or plan.period_fact)
        return DraftClaim(text, (quote_of(plan, provision), dated))
    return DraftClaim(text, (quote_of(plan, provision),))


_WHETHER = re.compile(
    r"\bcòn\b|\bcon (?:hieu|thoi|gia|ap|trong|han)|hết (?:hạn|thời|hiệu)|het (?:han|thoi|hieu)|still|in force|valid|chưa\b|không\W*$|khong\W*$|không,|khong,"
)


def asks_whether(question: Question) -> bool:
    """Tell whether a question on a period asks if it is running."""
    return _WHETHER.search(question.asking) is not None


def tell_period(question: Question, plan: Plan) -> DraftClaim | None:
    """The years a plan covers; whether they are running where that is asked."""
    if plan.period is None or plan.period_fact is None:
        return None
    start, end = plan.period
    quote = _quote(plan, plan.period_fact)
    yes_no = asks_whether(question)
    if end is None:
        words = plan.period_fact.value  # "đến năm 2030 và những năm tiếp theo"
        last = re.findall(r"20\d\d", words)[-1]
        text = (
            say("open", question.language, words=words)
            if yes_no
            else say("until", question.language, b=last)
        )
        return DraftClaim(text, (quote,))
    today = date.today().year
    key = "period"
    if yes_no:
        key = "ended" if today > end else ("not_yet" if today < start else "running")
    text = say(key, question.language, a=start, b=end)
    clause = effect_until(plan)
    if yes_no and clause is not None:
        until = shorten(clause[1], 220)
        return DraftClaim(f"{text} {until}", (quote, quote_of(plan, clause[0])))
    return DraftClaim(text, (quote,))


def answer_basis(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Which documents a plan rests on; one of them where the question says which kind."""
    claims: list[DraftClaim] = []
    several = len(scope.sources) > 1
    asked = _asked_documents(question)
    for name in scope.sources:
        plan = searcher.index.plans[name]
        places = [p for p in plan.provisions if p.kind == "basis"]
        if not places:
            continue
        lead = plan_label(plan, question.language) + ":" if several else ""
        parts = [(p, part) for p in places for part in basis_parts(p.text)]
        named = _named_symbols(question, searcher)
        if named:
            parts = [(p, part) for p, part in parts if any(s in fold(part) for s in named)]
        chosen = [(p, part) for p, part in parts if not asked or _type_of(part) in asked]
        if not _PLURAL.search(question.asking):
            chosen = _best(question, searcher, chosen)
        if asked and _better_elsewhere(question, searcher, name, chosen):
            continue
        if not chosen:
            continue
        room = 430 // max(1, min(len(chosen), 8)) if not several else 220
        text = "; ".join(shorten(part, max(90, room)) for _, part in chosen[:8])
        provisions = list(dict.fromkeys(p.spans for p, _ in chosen[:8]))
        quotes = tuple(
            quote_of(plan, next(p for p, _ in chosen if p.spans == spans))
            for spans in provisions
        )
        claims.append(DraftClaim(text, quotes, lead))
    return claims or _named_in_clauses(question, scope, searcher, asked) or Nothing("", "")


def _named_in_clauses(
    question: Question, scope: Scope, searcher: Searcher, asked: list[str]
) -> list[DraftClaim]:
    """Find the clauses that name documents of the kinds asked for, one for each kind."""
    claims: list[DraftClaim] = []
    if "basis" not in question.kinds or len(scope.sources) > 1:
        return claims
    found = searcher.find(question, scope.sources, _CLAUSES)
    for kind in asked:
        numbered = re.compile(rf"{kind} (?:liên tịch )?(?:số )?\d")
        naming = (
            (item, sentence, match)
            for item in found
            if item.fit >= ENOUGH * 0.85
            for sentence in sentences(item.provision.text)
            if (match := numbered.search(fold(sentence)))
        )
        for item, sentence, match in islice(naming, 1):
            start = sentence.rfind(" ", 0, max(0, match.start() - 200)) + 1
            text = ("… " if start else "") + shorten(sentence[start:], 360)
            claims.append(DraftClaim(text, (quote_of(item.plan, item.provision),)))
    return claims


_SYMBOL = re.compile(r"(?<![\w/])\d+/(?:\d{4}/)?[a-zđ]+(?:-[a-zđ]+)+")


def _named_symbols(question: Question, searcher: Searcher) -> list[str]:
    """Return the symbols of other documents that the question writes out (``35/2021/tt-btc``)."""
    numbered = searcher.index.catalogue.numbered
    return [
        symbol
        for symbol in _SYMBOL.findall(question.asking)
        if all(fold(e.number or "") != symbol for e in numbered(symbol.partition("/")[0]))
    ]


_TYPES = (
    "tờ trình",
    "nghị quyết",
    "chỉ thị",
    "luật",
    "quyết định",
    "kế hoạch",
    "công văn",
    "nghị định",
    "thông tư",
    "chương trình",
    "đề án",
)
_TYPES_EN = {"submission": "tờ trình", "resolution": "nghị quyết", "directive": "chỉ thị", "law": "luật", "decision": "quyết định", "plan": "kế hoạch", "official letter": "công văn", "decree": "nghị định", "circular": "thông tư"}  # fmt: skip


def _asked_documents(question: Question) -> list[str]:
    """Return the kinds of document asked for ("tờ trình nào", "which resolution")."""
    folded = question.asking
    if question.language == "en":
        kinds = re.findall(
            r"(?:which|what)\b(?: \w+){0,3}? (" + "|".join(_TYPES_EN) + r")", folded
        )
        return [_TYPES_EN[kind] for kind in kinds]
    patterns = _asked_patterns(question.way == "plain")
    return [name for name, pattern in patterns.items() if pattern.search(folded)]


@lru_cache(maxsize=2)
def _asked_patterns(plain: bool) -> dict[str, re.Pattern[str]]:
    """Compile for each kind of document "nghị định (của ai đó) nào"."""
    patterns = {
        name: rf"{name}(?: (?!kế hoạch|quyết định)[^\W\d]+){{0,3}} (?:số )?(?:nào|mấy|gì|bao nhiêu)"
        for name in _TYPES
    }
    return {
        name: re.compile(strip_marks(pattern) if plain else pattern)
        for name, pattern in patterns.items()
    }


_PLURAL = re.compile(
    r"những|các (?:văn bản|quyết định|căn cứ)|nhung|cac (?:van ban|quyet dinh|can cu)|which decisions|what are"
)


def _type_of(part: str) -> str:
    """Return the kind of document that a part names first; "QĐ" in a number says it too."""
    folded = re.sub(r"^(?:căn cứ|thực hiện|theo|xét)\s+(?:các\s+)?", "", fold(part))
    code = re.match(r"số \d+/(qđ|ct|nq)", folded)
    if code:
        return {"qđ": "quyết định", "ct": "chỉ thị", "nq": "nghị quyết"}[code.group(1)]
    if "tờ trình" in folded and ("đề nghị" in folded or "đề xuất" in folded):
        return "tờ trình"
    places = [(folded.find(name), name) for name in _TYPES if name in folded]
    return min(places)[1] if places else ""


_CLAUSES = Keep("clauses", lambda p: p.kind in ("clause", "paragraph", "row"))


def _better_elsewhere(
    question: Question, searcher: Searcher, name: str, parts: list[tuple[Provision, str]]
) -> bool:
    """Tell whether a clause of the plan fits the question clearly better than its bases."""
    weights = searcher.matcher.weights(question, ())
    own = max(
        (searcher.matcher.text_coverage(question, weights, part) for _, part in parts),
        default=0.0,
    )
    found = searcher.find(question, [name], keep=_CLAUSES)
    clause = max(
        (
            searcher.matcher.text_coverage(question, weights, item.passage.text)
            for item in found[:5]
        ),
        default=0.0,
    )
    return clause > own + 0.25


def _best(
    question: Question, searcher: Searcher, parts: list[tuple[Provision, str]]
) -> list[tuple[Provision, str]]:
    """Keep the parts that fit the question's other words best; all where none stands out."""
    if len(parts) < 2:
        return parts
    weights = searcher.matcher.weights(question, ())
    scored = [
        (searcher.matcher.text_coverage(question, weights, part), place)
        for place, (_, part) in enumerate(parts)
    ]
    top = max(scored)[0]
    if top < 0.3:  # the question names no one of them
        return parts
    return [parts[place] for score, place in scored if score >= top - 0.02]


def _quote(plan: Plan, *facts: Fact | None) -> Quote:
    spans = [span for fact in facts if fact for span in fact.spans]
    place = next((p for p in plan.provisions if set(p.spans) & set(spans)), plan.provisions[0])
    return Quote(plan.source, place.locator, tuple(sorted(spans)))
