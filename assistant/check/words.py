"""The words of a sentence: which carry its content, its names, its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hoidap.assistant.answer import Language
from hoidap.assistant.check.cues import words_of
from hoidap.assistant.wording import KIND_EN, PHRASES
from hoidap.index.translation import translations
from hoidap.text.glossary import glossary
from hoidap.text.language import language_of
from hoidap.text.places import find_places
from hoidap.text.vietnamese import LOWER, UPPER, fold, has_marks, syllables

_QUOTED = re.compile(r"[“\"«‘][^”\"»’]*[”\"»’]|\([^()]*\)")
_GRAMMAR = words_of("english")
_MARKED = 0.5  # share of words with diacritics from which a sentence is Vietnamese
_IN_MARKS = re.compile(r"[“\"«]([^”\"»]*)[”\"»]")
_CAPITALS = re.compile(rf"(?<![^\W_])[{UPPER}\d]{{2,}}(?![^\W_])")
_NAME = re.compile(rf"(?<![^\W_])[{UPPER}][{LOWER}]*(?![^\W_])")


def foreign(word: str) -> bool:
    """Tell whether a word is none that Vietnamese writes: to be compared by its meaning."""
    return word.isascii() and word in _english_words()


@lru_cache(maxsize=16384)
def meanings(english: str) -> tuple[str, ...]:
    """Return the Vietnamese wordings of the English phrases in a text, their words spaced."""
    return tuple(" ".join(syllables(wording)) for wording in translations(english))


def quotations(text: str) -> list[str]:
    """Return the parts of a cleaned text that stand in quotation marks.

    >>> quotations("Kế hoạch nêu: “ít nhất 70 doanh nghiệp”.")
    ['ít nhất 70 doanh nghiệp']
    """
    return [
        part for match in _IN_MARKS.finditer(text) for part in re.split(r"\s?…\s?", match[1])
    ]


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    """The words of the glossary's English, and those of the answers."""
    entries = glossary()
    said: list[str] = [name for agency in entries.agencies for name in agency.english]
    said += [entry.en for entry in entries.abbreviations]
    said += [english for term in entries.terms for english in term.en]
    said += [english for _, english in PHRASES.values()] + list(KIND_EN.values())
    return frozenset(word for text in said for word in syllables(text) if len(word) > 2)


def provinces(text: str) -> frozenset[str]:
    """Return the provinces that a cleaned text names, by their names in the glossary.

    >>> provinces("the plan of Thanh Hoa")
    frozenset({'Thanh Hóa'})
    """
    return frozenset(place.province.name for place in find_places(text))


def names(text: str) -> frozenset[str]:
    """Return the words of a text that stand in a row of capitals, folded: "Cao Văn Cường"."""
    return frozenset(
        fold(match[0])
        for match in _NAME.finditer(text)
        if len(match[0]) > 1 and has_marks(match[0]) and not _opens(text, match.start())
    )


def abbreviations(text: str) -> frozenset[str]:
    """Return the words of a text in capitals, folded: "tcvn", "kh", "cn"."""
    return frozenset(fold(match[0]) for match in _CAPITALS.finditer(text))


def _opens(text: str, place: int) -> bool:
    """Tell whether a word opens a sentence, a list item or a quotation."""
    before = text[:place].rstrip()
    return not before or before[-1] in '.:;!?“"(-–…«/>'


def in_language(text: str, language: Language, verbatim: Iterable[str]) -> bool:
    """Tell whether a sentence is in ``language``, its quotations and names aside.

    :param verbatim: folded texts of which an English sentence may quote behind a colon
    """
    rest = _QUOTED.sub(" ", text)
    if language == "en":
        rest = _without_verbatim(rest, verbatim)
    words = re.findall(r"[^\W\d_]+", rest)
    # Vietnamese has none of these words, with or without diacritics.
    grammar = {word.lower() for word in words} & _GRAMMAR
    english = language_of(rest) == "en" or len(grammar) > 1
    own = [word for word in words if not (word[0].isupper() and has_marks(word))]
    marked = sum(map(has_marks, own)) / len(own) if own else 0.0
    if language == "en":
        return marked < _MARKED and (english or any(foreign(word.lower()) for word in own))
    return marked >= _MARKED or not english


def _without_verbatim(text: str, verbatim: Iterable[str]) -> str:
    """Take off the clauses that are the documents' own words; what is left must be English."""
    said = [fold(other) for other in verbatim]
    kept = []
    for clause in re.split(r"[:;.]\s", text):
        words = fold(clause).strip(' ."…-*')
        start = words[:60].rsplit(" ", 1)[0] if len(words) > 60 else words
        if not (has_marks(start) and any(start in other for other in said)):
            kept.append(clause)
    return " : ".join(kept)
