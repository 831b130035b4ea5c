"""The glossary's phrases as they are found in a question, in each way of writing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ingest.glossary import Province, glossary
from ingest.phrases import PhraseTable

@dataclass(frozen=True, slots=True)
class Notion:
    """A notion of the glossary: the Vietnamese wordings that a document may use for it."""

    wordings: tuple[str, ...]
    english: str = ""


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
        notion = Notion((abbreviation.vi, *abbreviation.short), abbreviation.en)
        for short in abbreviation.short:
            lexicon.notions.add(short, notion, plain=plain)
        lexicon.notions.add(abbreviation.vi, notion, plain=plain)
        if english:
            lexicon.notions.add(abbreviation.en, notion, plain=True)
    for term in entries.terms:
        notion = Notion(term.vi, term.en[0] if term.en else "")
        for wording in term.vi if not english else term.en:
            lexicon.notions.add(wording, notion, plain=plain or english)
            if english and not wording.endswith("s"):
                lexicon.notions.add(_plural(wording), notion, plain=True)
    return lexicon


def _plural(phrase: str) -> str:
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + ("es" if phrase.endswith(("s", "x", "ch", "sh")) else "s")


def _empty() -> Lexicon:
    return Lexicon(PhraseTable(), PhraseTable(), PhraseTable())


@lru_cache(maxsize=3)
def lexicon(way: str) -> Lexicon:
    """Return the tables for ``"vi"`` (accented), ``"plain"`` or ``"en"``."""
    if way == "en":
        tables = _fill(_empty(), plain=True, english=True)
        for agency in glossary().agencies:
            for name in (agency.name, *agency.short):
                tables.agencies.add(name, agency.name, plain=True)
        return tables
    return _fill(_empty(), plain=way == "plain", english=False)
