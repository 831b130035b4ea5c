"""What a model's sentences leave out of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoidap.assistant.check.sentences.text import NUMERIC, clean, tokens
from hoidap.assistant.draft import DraftClaim
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import syllables

_MOST_WORDS = 0.6  # of a claim without names and figures that another sentence may lack


def left_out(claims: Iterable[DraftClaim], written: Sequence[DraftClaim]) -> list[DraftClaim]:
    """Return the claims whose facts no sentence in ``written`` states.

    The facts of a claim are its figures, dates and agencies; where it has none, its words.
    Sentences state them only if they cite a place that the claim cites.
    """
    return [claim for claim in claims if not _stated(claim, written)]


def _stated(claim: DraftClaim, written: Sequence[DraftClaim]) -> bool:
    beside = [item.text for item in written if not set(item.quotes).isdisjoint(claim.quotes)]
    facts = _facts(claim.text)
    if facts:
        return facts <= frozenset[str]().union(*map(_facts, beside))
    words = set(syllables(claim.text))
    said = set[str]().union(*(syllables(text) for text in beside))
    return bool(beside) and len(words - said) <= _MOST_WORDS * len(words)


def _facts(text: str) -> frozenset[str]:
    figures = {token.text for token in tokens(clean(text)) if token.kind in NUMERIC}
    return frozenset(figures.union(glossary().agencies_in(text)))
