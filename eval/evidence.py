"""Whether the search alone, before anything is answered, finds what backs an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hoidap.eval.gold import GoldQuestion, Support, unaccented
from hoidap.eval.tally import Tally
from hoidap.index.filter import Filter
from hoidap.index.passage import Passage
from hoidap.index.search import Index
from hoidap.text.vietnamese import fold

AMONG = 3
"""How many passages are looked at."""


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """How often a passage that backs the answer is found for one group of questions.

    ``first`` and ``among`` count it first and among the first :data:`AMONG` of the documents
    that the question is about, ``anywhere`` among the first of the whole corpus.
    """

    group: str
    first: Tally
    among: Tally
    anywhere: Tally


def evidence_found(
    index: Index, questions: Sequence[GoldQuestion]
) -> tuple[EvidenceFound, ...]:
    """Search for the evidence of gold ``questions``: Vietnamese, the same bare, English.

    Left out are questions that have none and those that lean on an earlier one.
    """
    asked = [question for question in questions if question.evidence and not question.history]
    groups = {
        "vi": [question for question in asked if question.language == "vi"],
        "unaccented": unaccented(asked),
        "en": [question for question in asked if question.language == "en"],
    }
    return tuple(_found(index, name, group) for name, group in groups.items() if group)


def _found(index: Index, group: str, questions: Sequence[GoldQuestion]) -> EvidenceFound:
    within = [_rank(index, question, scoped=True) for question in questions]
    anywhere = [_rank(index, question, scoped=False) for question in questions]
    return EvidenceFound(
        group,
        Tally.of(rank == 1 for rank in within),
        Tally.of(rank is not None for rank in within),
        Tally.of(rank is not None for rank in anywhere),
    )


def _rank(index: Index, question: GoldQuestion, *, scoped: bool) -> int | None:
    """Return the place of the first passage with evidence, from 1; ``None`` if too far."""
    wanted = [support for group in question.evidence for support in group]
    sources = tuple({support.source: None for support in wanted}) if scoped else None
    hits = index.search(question.question, within=Filter(sources), limit=AMONG)
    ranks = (
        rank
        for rank, hit in enumerate(hits, start=1)
        if any(_backs(hit.passage, support) for support in wanted)
    )
    return next(ranks, None)


def _backs(passage: Passage, support: Support) -> bool:
    return passage.source == support.source and fold(support.text) in fold(passage.text)
