"""The glossary's phrases as they are found in a question, in each way of writing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hoidap.text.glossary import Province, glossary
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import strip_marks, syllables


@dataclass(frozen=True, slots=True)
class Notion:
    """A notion of the glossary: the Vietnamese wordings that a document may use for it."""

    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables for one way of writing: accented, without diacritics, or English."""

    notions: PhraseTable[Notion]
    agencies: PhraseTable[str]
    provinces: PhraseTable[Province]


def _fill(lexicon: Lexicon, *, plain: bool, english: bool) -> Lexicon:
    entries = glossary()
    for agency in entries.agencies:
        for name in (agency.name, *agency.short, *(agency.english if english else ())):
            lexicon.agencies.add(name, agency.name, plain=plain)
    for province in entries.provinces:
        for name in (province.name, *province.aliases):
            lexicon.provinces.add(name, province, plain=plain)
            lexicon.provinces.add(name.replace(" ", ""), province, plain=plain or english)
    for abbreviation in entries.abbreviations:
        notion = Notion((abbreviation.vi, *abbreviation.short))
        for short in abbreviation.short:
            lexicon.notions.add(_stemmed(short) if english else short, notion, plain=plain)
        if not english:
            lexicon.notions.add(abbreviation.vi, notion, plain=plain)
        if english:
            lexicon.notions.add(_stemmed(abbreviation.en), notion)
    for term in entries.terms:
        notion = Notion(term.vi)
        for wording in term.vi if not english else term.en:
            lexicon.notions.add(_stemmed(wording) if english else wording, notion, plain=plain)
    return lexicon


def _stemmed(phrase: str) -> str:
    return " ".join(stem(word) for word in syllables(strip_marks(phrase)))


def stem(word: str) -> str:
    """Take the endings off an English word, so that its forms look alike.

    >>> stem("applying"), stem("applied"), stem("applies"), stem("certificates")
    ('apply', 'apply', 'apply', 'certificat')
    """
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= _STEM
            and not word.endswith("ss")
        ):
            return word[: len(word) - len(ending)] + put
    return word


_STEM = 3  # a stem has at least as many letters


def _empty() -> Lexicon:
    return Lexicon(PhraseTable(), PhraseTable(), PhraseTable())


@lru_cache(maxsize=3)
def lexicon(way: str) -> Lexicon:
    """Return the tables for ``"vi"`` (accented), ``"plain"`` or ``"en"``."""
    if way == "en":
        return _fill(_empty(), plain=True, english=True)
    return _fill(_empty(), plain=way == "plain", english=False)
