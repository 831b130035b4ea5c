"""What an English question asks for, in the documents' words, from the glossary."""

from __future__ import annotations

from functools import lru_cache

from hoidap.text.glossary import glossary
from hoidap.text.lexicon import stems
from hoidap.text.phrases import PhraseTable


def translations(question: str) -> list[str]:
    """Return the Vietnamese wordings of the English phrases in ``question``, each once.

    The longest phrase at each place counts; one that has several meanings gives a wording
    for each.

    >>> translations("Who provides information on technical barriers to trade?")[-1]
    'hàng rào kỹ thuật trong thương mại'
    """
    found = _phrases().find(stems(question).split())
    return list(dict.fromkeys(wording for _, _, wordings in found for wording in wordings))


@lru_cache(maxsize=1)
def _phrases() -> PhraseTable[tuple[str, ...]]:
    """Return the glossary's English phrases with the documents' wording of each meaning."""
    entries = glossary()
    pairs = [(name, agency.name) for agency in entries.agencies for name in agency.english]
    pairs += [(entry.en, entry.vi) for entry in entries.abbreviations]
    pairs += [(english, term.vi[0]) for term in entries.terms for english in term.en]
    meanings: dict[str, dict[str, None]] = {}
    for english, vietnamese in pairs:
        meanings.setdefault(stems(english), {})[vietnamese] = None
    table: PhraseTable[tuple[str, ...]] = PhraseTable()
    for phrase, wordings in meanings.items():
        table.add(phrase, tuple(wordings))
    return table
