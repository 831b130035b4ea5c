"""What an abbreviation or a short name stands for, as the documents write it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from hoidap.assistant.draft import Draft, DraftClaim, Nothing, quote_of, shorten
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import say
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.glossary import Abbreviation, glossary
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, strip_marks

_SHORT = re.compile(
    r"\((?:(?:sau đây )?(?:gọi tắt là|viết tắt là|viết là|gọi là)\s+)?([A-ZĐ][\w&Đ.-]{1,14}|[A-ZĐ][^()]{1,40})\)"
)
_ASKED = re.compile(r"(?<![\w&])([A-ZĐ][A-ZĐ&a-z]*[A-ZĐ&][\w&]*|[A-ZĐ]{2,})(?![\w&])")


def answer_definition(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Say what the short form asked about stands for, where a document writes both."""
    asked = list(_asked(question))
    for short in asked:
        claims: list[DraftClaim] = []
        seen: set[str] = set()
        for name in scope.sources:
            plan = searcher.index.plans[name]
            explained = _explained(plan, short)
            if explained is not None:
                provision, sentence = explained
                claims.append(DraftClaim(sentence, (quote_of(plan, provision),)))
                continue
            for provision, long in written_out(
                plan, short, searcher.kept(f"brackets {name}", partial(_brackets, plan))
            ):
                if fold(long) in seen:
                    continue
                seen.add(fold(long))
                claims.append(_claim(question, plan, provision, short, long))
        if claims:
            return claims[:3]
    if asked:
        return Nothing(
            f"Các văn bản trong phạm vi không giải thích “{asked[0]}”.",
            f"The documents in scope do not spell out “{asked[0]}”.",
        )
    return Nothing("", "")


def _explained(plan: Plan, short: str) -> tuple[Provision, str] | None:
    """Find a clause that explains the short form: ``“Hàng đóng gói sẵn” (HĐGS) là …``."""
    pattern = re.compile(
        rf"(?:\({re.escape(short)}\)|(?<![\w(]){re.escape(short)})[”\"*_]*\s+(?:là|được hiểu là)\s"
    )
    for provision in plan.provisions:
        if provision.kind not in ("clause", "paragraph") or short not in provision.text:
            continue
        for sentence in sentences(without_sign(provision.text)):
            if pattern.search(sentence):
                return provision, shorten(sentence, 400)
    return None


def _claim(
    question: Question, plan: Plan, provision: Provision, short: str, long: str
) -> DraftClaim:
    quote = quote_of(plan, provision)
    entry = _entry(short)
    if question.language == "en" and entry and fold(entry.vi) == fold(long):
        return DraftClaim(
            say("means_en", "en", short=short, long=long, english=entry.en), (quote,)
        )
    return DraftClaim(say("means", question.language, short=short, long=long), (quote,))


def _asked(question: Question) -> Iterator[str]:
    """Yield the short forms in a question, capitals first, known abbreviations after."""
    seen = set()
    for match in _ASKED.finditer(question.text):
        if (
            not re.fullmatch(r"(?:UBND|QĐ|KH|HĐND)", match.group())
            and match.group() not in seen
        ):
            seen.add(match.group())
            yield match.group()
    for abbreviation in glossary().abbreviations:
        for short in abbreviation.short:
            if fold(short) in question.words and short not in seen:
                seen.add(short)
                yield short
    for match in re.finditer(r"(?<!\w)(UBND|HĐND|QĐ|KH)(?!\w)", question.text):
        yield match.group()


def _entry(short: str) -> Abbreviation | None:
    return next((a for a in glossary().abbreviations if short in a.short), None)


def written_out(
    plan: Plan, short: str, brackets: dict[str, list[tuple[int, int]]]
) -> Iterator[tuple[Provision, str]]:
    """Yield the provisions where ``short`` stands in brackets behind its long form."""
    for place, start in brackets.get(fold(short), ()):
        provision = plan.provisions[place]
        long = long_form(provision.text[:start], short)
        if long:
            yield provision, long


def _brackets(plan: Plan) -> dict[str, list[tuple[int, int]]]:
    """Return where each short form stands in brackets: the provision's place, the offset."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, provision in enumerate(plan.provisions):
        if provision.kind not in ("furniture", "letterhead"):
            for match in _SHORT.finditer(provision.text):
                found.setdefault(fold(match.group(1)), []).append((place, match.start()))
    return found


def long_form(before: str, short: str) -> str:
    """Return the words before a bracket whose initials are ``short``, "" if none fit.

    >>> long_form("hỗ trợ doanh nghiệp nhỏ và vừa ", "DNNVV")
    'doanh nghiệp nhỏ và vừa'
    """
    entry = _entry(short)
    tail = before.rstrip(' “”"')
    if entry and fold(tail).endswith(fold(entry.vi)):
        return tail[-len(entry.vi) :]
    words = list(re.finditer(r"[^\W\d_]+", tail))
    initials = [strip_marks(word.group()[0]).upper() for word in words]
    target = list(re.sub(r"[^A-ZĐ]", "", short.upper()).replace("Đ", "D"))
    for size in range(len(target), len(target) + 3):
        if size > len(words):
            break
        taken = initials[-size:]
        if _subsequence(target, taken) and taken[0] == target[0]:
            return tail[words[-size].start() :].strip()
    if target and entry:  # an abbreviation from another language behind its Vietnamese words
        return (
            _known_words(tail, entry.vi)
            or re.split(r"[,;:.]\s|\s(?:vào|của|về|trong)\s", tail)[-1].strip()
        )
    if target:
        words_before = re.split(r"[,;:.(]\s?", tail)[-1].strip()[-80:]
        return words_before if " " in words_before else ""  # one syllable is cut off
    return ""


_BETWEEN = 2  # words of the document's own inside a known form: "hoạt động kinh doanh chính"


def _known_words(tail: str, vi: str) -> str:
    """Return the end of ``tail`` from the first word that it shares with the glossary's form."""
    wanted = set(re.findall(r"[^\W_]+", fold(vi)))
    words = list(re.finditer(r"[^\W_]+", tail))
    start, missed = None, 0
    for word in reversed(words[-12:]):
        if fold(word.group()) in wanted:
            start, missed = word.start(), 0
        elif start is not None:
            missed += 1
            if missed > _BETWEEN:
                break
    return tail[start:].strip() if start is not None else ""


def _subsequence(target: list[str], taken: list[str]) -> bool:
    place = iter(taken)
    return all(any(letter == other for other in place) for letter in target)
