"""What a model's sentences leave out of an answer, or add to a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoidap.assistant.answer import Language
from hoidap.assistant.check.facts import fact_fault
from hoidap.assistant.check.reading import Reading
from hoidap.assistant.check.statement import Statement
from hoidap.assistant.check.tokens import clean
from hoidap.assistant.check.words import provinces
from hoidap.assistant.draft import DraftClaim
from hoidap.text.language import language_of
from hoidap.text.vietnamese import syllables

_MOST_WORDS = 0.6  # of a claim without names and figures that another sentence may lack
_LONGEST = 400  # characters of one question
_NEW = 0.2  # of its content words, how many may be new: grammar makes some


def left_out(claims: Iterable[DraftClaim], written: Sequence[DraftClaim]) -> list[DraftClaim]:
    """Return the claims whose facts no sentence in ``written`` states.

    The facts of a claim are its figures, dates and agencies; where it has none, its words.
    Sentences state them only if they cite a place that the claim cites.
    """
    return [claim for claim in claims if not _stated(claim, written)]


def _stated(claim: DraftClaim, written: Sequence[DraftClaim]) -> bool:
    beside = [item.text for item in written if not set(item.quotes).isdisjoint(claim.quotes)]
    said = Statement(clean(claim.text))
    if said.figures or said.agencies:
        return fact_fault(said, [Reading(Statement(clean(text))) for text in beside]) is None
    words = set(syllables(claim.text))
    known = set[str]().union(*(syllables(text) for text in beside))
    return bool(beside) and len(words - known) <= _MOST_WORDS * len(words)


def adds_nothing(written: str, language: Language, asked: Sequence[str]) -> bool:
    """Tell whether ``written`` is one question that says only what was ``asked``.

    Names and figures all were, and nearly all of its words.
    """
    if not written or len(written) > _LONGEST or language_of(written) != language:
        return False
    said, before = Statement(clean(written)), Statement(clean(" \n".join(asked)))
    if fact_fault(said, [Reading(before)]) or not provinces(said.text) <= provinces(
        before.text
    ):
        return False
    new = [word for word in said.content if word not in before.words]
    return len(new) <= _NEW * len(said.content)
