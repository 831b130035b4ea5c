"""The glossary's notions as they are found in a question, in each way of writing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hoidap.text.glossary import glossary
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import strip_marks, syllables
from hoidap.text.words import Way

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)
_STEM = 3  # a stem has at least as many letters


@dataclass(frozen=True, slots=True)
class Notion:
    """A notion of the glossary: the Vietnamese wordings that a document may use for it."""

    wordings: tuple[str, ...]


@lru_cache(maxsize=3)
def notions(way: Way) -> PhraseTable[Notion]:
    """Return the notions by their phrases as they are written, the English ones by their stems."""
    table: PhraseTable[Notion] = PhraseTable()
    english, bare = way == "en", way != "vi"

    def add(phrase: str, notion: Notion) -> None:
        table.add(stems(phrase) if english else phrase, notion, plain=bare)

    for abbreviation in glossary().abbreviations:
        notion = Notion((abbreviation.vi, *abbreviation.short))
        for short in abbreviation.short:
            add(short, notion)
        add(abbreviation.en if english else abbreviation.vi, notion)
    for term in glossary().terms:
        notion = Notion(term.vi)
        for wording in term.en if english else term.vi:
            add(wording, notion)
    return table


def stems(text: str) -> str:
    """Return the words of ``text`` without diacritics and without their English endings.

    >>> stems("Applying national standards")
    'apply national standard'
    """
    return " ".join(stem(word) for word in syllables(strip_marks(text)))


def stem(word: str) -> str:
    """Take the endings off an English word, so that its forms look alike.

    A doubled letter stays ("planning" is no "plan": it is another notion).

    >>> stem("applying"), stem("applied"), stem("applies"), stem("certificates")
    ('apply', 'apply', 'apply', 'certificat')
    """
    for ending, put in _ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _STEM and not word.endswith("ss"):
            return bare + put
    return word
