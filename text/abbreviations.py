"""Abbreviations and what they stand for, in running text: each is understood as the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hoidap.text.glossary import glossary
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import fold, strip_marks, syllables


def written_out(words: Sequence[str], bare: bool) -> frozenset[str]:
    """Return the words, and those that the abbreviations among them stand for, or reverse."""
    found = forms_of(bare).find(words)
    return frozenset(words) | {word for _, _, more in found for word in more}


@lru_cache(maxsize=2)
def forms_of(bare: bool) -> PhraseTable[tuple[str, ...]]:
    """Map abbreviations to the words they stand for, and those words to them."""
    forms: dict[str, list[str]] = {}
    for entry in glossary().abbreviations:
        for short in entry.short:
            forms.setdefault(fold(short), []).append(entry.vi)
        forms.setdefault(fold(entry.vi), []).extend(entry.short)
    for agency in glossary().agencies:
        for short in agency.short:
            forms.setdefault(fold(agency.name), []).append(short)
            forms.setdefault(fold(short), []).append(agency.name)
    table: PhraseTable[tuple[str, ...]] = PhraseTable()
    for form, others in forms.items():
        said = " ".join(others)
        table.add(form, tuple(syllables(strip_marks(said) if bare else said)), plain=bare)
    return table
