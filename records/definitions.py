"""What a document says a short form or a term means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hoidap.ingest.plan import Plan, Provision
from hoidap.records.record import Record, shared
from hoidap.text.glossary import Abbreviation, glossary
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, strip_marks

SHORT_FORM = re.compile(r"(?<![\w&])([A-ZĐ][A-ZĐ&a-z]*[A-ZĐ&][\w&]*|[A-ZĐ]{2,})(?![\w&])")
"""A word in capitals, as short forms are: ``TBT``, ``KH&CN``, ``DNNVV``."""
_BRACKETS = re.compile(
    r"\((?P<called>(?:sau đây )?(?:gọi tắt là|viết tắt là|viết là|gọi là)\s+)?(?P<short>[A-ZĐ][\w&Đ.-]{1,14}|[A-ZĐ][^()]{1,40})\)"
)
# "“Hàng đóng gói sẵn” (HĐGS) là …", "TBT được hiểu là …"
_IS = re.compile(
    r"(?:\((?P<inner>[^()]{2,40})\)|(?<![\w(])(?P<bare>[\w&.-]{2,40}))[”\"*_]*\s+(?:là|được hiểu là)\s"
)
# Where terms are explained one by one: "Hàng đóng gói sẵn là hàng hóa …".
_GLOSSARY = re.compile(r"giải thích (?:từ ngữ|thuật ngữ)|thuật ngữ,? (?:và )?định nghĩa")
_TERM = re.compile(r"[“\"]?(?P<term>[^“”\",;:.]{2,100}?)[”\"]?\s+(?:là|được hiểu là|bao gồm)\s")
_BETWEEN = 2  # words of the document's own inside a known form: "hoạt động kinh doanh chính"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Record):
    """What ``term`` means: its long form (``form`` is ``"long"``), or a whole sentence.

    A document that writes ``doanh nghiệp nhỏ và vừa (DNNVV)`` gives the long form of
    ``DNNVV``; one that writes ``Chuẩn đo lường là …`` explains it in a sentence.
    """

    term: str
    form: Literal["long", "sentence"]
    text: str


def definitions_of(plan: Plan) -> tuple[Definition, ...]:
    """Return what ``plan`` explains, in reading order; the same place may explain several."""
    return tuple(_definitions(plan))


def _definitions(plan: Plan) -> Iterator[Definition]:
    for provision in plan.provisions:
        for term, sentence in _explained(provision):
            yield Definition(
                **shared(plan, provision), term=term, form="sentence", text=sentence
            )
        for term, long in _spelt(provision):
            yield Definition(**shared(plan, provision), term=term, form="long", text=long)


def _explained(provision: Provision) -> Iterator[tuple[str, str]]:
    """Yield the terms that a sentence explains, with the sentence."""
    if provision.kind not in ("clause", "paragraph"):
        return
    if "là" not in provision.text and "bao gồm" not in provision.text:
        return
    explains = any(_GLOSSARY.search(fold(heading)) for heading in provision.headings)
    for sentence in sentences(without_sign(provision.text)):
        for match in _IS.finditer(sentence):
            short = match["inner"] or match["bare"]
            if is_short_form(short):
                yield short, sentence
        term = _TERM.match(sentence) if explains else None
        if term and not is_short_form(term["term"]):
            yield term["term"], sentence


def _spelt(provision: Provision) -> Iterator[tuple[str, str]]:
    """Yield the short forms that stand in brackets behind their long form, with that."""
    if provision.kind in ("furniture", "letterhead"):
        return
    for match in _BRACKETS.finditer(provision.text):
        short = match["short"]
        if is_short_form(short) or (match["called"] and " " not in short):
            long = long_form(provision.text[: match.start()], short)
            if long:
                yield short, long


def is_short_form(text: str) -> bool:
    """Tell whether ``text`` is a short form: capitals, or one that the glossary knows."""
    return SHORT_FORM.fullmatch(text) is not None or fold(text) in _known()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(fold(short) for entry in glossary().abbreviations for short in entry.short)


def abbreviation(short: str) -> Abbreviation | None:
    """Return the glossary's entry of a short form."""
    return next((a for a in glossary().abbreviations if short in a.short), None)


def long_form(before: str, short: str) -> str:
    """Return the words before a bracket whose initials are ``short``, "" if none fit.

    >>> long_form("hỗ trợ doanh nghiệp nhỏ và vừa ", "DNNVV")
    'doanh nghiệp nhỏ và vừa'
    """
    entry = abbreviation(short)
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
