"""Whether a question that a model has put anew asks for nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from hoidap.assistant.answer import Language
from hoidap.assistant.check.sentences.text import NUMERIC, clean, tokens
from hoidap.assistant.check.sentences.words import content, provinces
from hoidap.text.glossary import glossary
from hoidap.text.language import language_of

_LONGEST = 400  # characters of one question
_NEW = 0.2  # of its content words, how many may be new: grammar makes some


def adds_nothing(written: str, language: Language, asked: Sequence[str]) -> bool:
    """Tell whether ``written`` is one question that says only what was ``asked``.

    Names and figures all were, and nearly all of its words.
    """
    if not written or len(written) > _LONGEST or language_of(written) != language:
        return False
    written, before = clean(written), clean(" \n".join(asked))
    if not all(found(written) <= found(before) for found in (_figures, _agencies, provinces)):
        return False
    words, known = content(tokens(written)), {token.text for token in tokens(before)}
    return sum(word not in known for word in words) <= _NEW * len(words)


def _figures(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokens(text) if token.kind in NUMERIC)


def _agencies(text: str) -> frozenset[str]:
    return frozenset(glossary().agencies_in(text))
