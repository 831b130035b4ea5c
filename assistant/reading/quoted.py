"""What a question quotes of a document says what it is about, not what is asked of it.

"Ai chủ trì Phối hợp chặt chẽ các cơ quan chức năng trong việc theo dõi …?" asks who leads;
that the task quoted is one of coordinating asks nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from hoidap.assistant.reading.intent import kinds_of
from hoidap.assistant.reading.question import Question
from hoidap.text.vietnamese import fold, strip_marks, syllables, typed_words

RUN = 7
"""Syllables in a row that nobody types by chance."""
_QUOTES = 3  # stretches that are taken out


def may_quote(question: Question) -> bool:
    """Tell whether a question is long enough to quote anything, and stands by itself."""
    return len(question.words) > RUN and question.asking == fold(question.text)


def without_quoted(question: Question, texts: Iterable[str]) -> Question:
    """Return ``question`` with what it asks for read from its own words alone.

    :param texts: the passages that it may quote; what is looked for stays the same
    """
    if not may_quote(question):
        return question
    asking = question.asking
    names = [*question.agencies, *(province.name for province in question.provinces)]
    named = {strip_marks(part) for name in names for part in syllables(name)}
    for text in texts:
        asking = _cut(asking, text, named, bare=question.way == "plain")
    if asking == question.asking or not syllables(asking):
        return question
    kinds = kinds_of(asking, question.language)
    return replace(question, asking=asking, kinds=kinds) if kinds else question


def _cut(asking: str, text: str, named: Container[str], *, bare: bool) -> str:
    """Return ``asking`` without the stretches that stand in ``text``.

    :param named: syllables of names: that they stand in a row is no quotation
    """
    said = syllables(strip_marks(text) if bare else text)
    for _ in range(_QUOTES):
        spans = typed_words(asking)
        typed = [asking[start:end] for start, end in spans]
        run = SequenceMatcher(None, typed, said, autojunk=False).find_longest_match()
        quoted = typed[run.a : run.a + run.size]
        if sum(strip_marks(word) not in named for word in quoted) < RUN:
            break
        start, end = spans[run.a][0], spans[run.a + run.size - 1][1]
        asking = f"{asking[:start]}…{asking[end:]}"
    return asking
