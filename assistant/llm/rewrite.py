"""Whether a question that a model has put anew asks for nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Language
from assistant.language import language_of
from assistant.llm.checking.text import NUMERIC, clean, tokens
from assistant.llm.checking.words import provinces
from ingest.glossary import glossary

_LONGEST = 400  # characters of one question


def adds_nothing(written: str, language: Language, asked: Sequence[str]) -> bool:
    """Tell whether ``written`` is one question whose names and figures all were ``asked``."""
    if not written or len(written) > _LONGEST or language_of(written) != language:
        return False
    before = clean(" \n".join(asked))
    return all(
        found(clean(written)) <= found(before) for found in (_figures, _agencies, provinces)
    )


def _figures(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokens(text) if token.kind in NUMERIC)


def _agencies(text: str) -> frozenset[str]:
    return frozenset(glossary().agencies_in(text))
