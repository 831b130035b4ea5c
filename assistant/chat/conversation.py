"""What has been asked in one tab of a browser, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from hoidap.assistant.answer import Answer, Citation
from hoidap.assistant.llm.engine import Progress
from hoidap.index.catalogue import Catalogue
from hoidap.ingest.plan import Plan

LONGEST = 50
"""How many turns a conversation keeps; the oldest are forgotten first."""
_REMEMBERED = 8  # earlier questions that a follow-up may lean on


class Corpus(Protocol):
    """The documents that answers cite, as :class:`hoidap.index.search.Index` holds them."""

    @property
    def catalogue(self) -> Catalogue:
        """What documents there are, newest first."""

    @property
    def plans(self) -> Mapping[str, Plan]:
        """Each document's plan, by the document's name."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Each document's text, which spans count in, by the document's name."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: a sentence for people, in each language."""

    vi: str
    en: str


# Compared by identity: a corpus is not to be hashed or compared field by field.
@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One question and what came of it; ``corpus`` is what the answer's citations are in.

    Its outcome is a :class:`Progress` for as long as a language model is writing.
    An index may be rebuilt while a conversation goes on: each answer keeps its own.
    """

    id: int
    question: str
    outcome: Answer | Progress | Failure
    corpus: Corpus | None = None

    def citation(self, marker: int) -> Citation | None:
        """Return the citation, or the nearest passage, that bears ``marker``."""
        return next((item for item in self.shown if item.marker == marker), None)

    @property
    def shown(self) -> tuple[Citation, ...]:
        """The passages that can be opened: an answer's sources, a refusal's nearest."""
        answer = self.outcome.answer if isinstance(self.outcome, Progress) else self.outcome
        if answer is None or isinstance(answer, Failure):
            return ()
        return answer.nearest if answer.abstained else answer.citations


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """The turns of a conversation, oldest first."""

    turns: tuple[Turn, ...] = ()

    @property
    def next_id(self) -> int:
        """The id of the turn to come."""
        return self.turns[-1].id + 1 if self.turns else 1

    @property
    def history(self) -> list[str]:
        """The earlier questions that a follow-up is read with, oldest first."""
        asked = [t.question for t in self.turns if isinstance(t.outcome, Answer)]
        return asked[-_REMEMBERED:]

    def with_turn(self, turn: Turn) -> Conversation:
        """Return the conversation gone on by ``turn``."""
        return Conversation((*self.turns, turn)[-LONGEST:])

    def turn(self, number: int) -> Turn | None:
        """Return the turn with the id ``number``."""
        return next((turn for turn in self.turns if turn.id == number), None)
