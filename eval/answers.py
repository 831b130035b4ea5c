"""Asks the gold questions and counts: accuracy, citations, refusals, time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from hoidap.assistant.answer import Answer
from hoidap.eval.evidence import EvidenceFound, evidence_found
from hoidap.eval.gold import KINDS, LANGUAGES, GoldQuestion, unaccented
from hoidap.eval.scoring import Failure, citation_fault, score, supports
from hoidap.eval.tally import Tally, percentile
from hoidap.index.search import Index
from hoidap.ingest.errors import UserError


class Answering(Protocol):
    """Answers a question; ``history`` holds the earlier ones, oldest first."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer ``question``."""
        ...


class Texts(Protocol):
    """Holds the documents' texts by file name."""

    @property
    def texts(self) -> Mapping[str, str]:
        """File name -> text of the document."""
        ...


class Assistant(Answering, Protocol):
    """What is evaluated: it answers, and its index holds the documents."""

    @property
    def index(self) -> Texts:
        """The index that it answers from."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    ``cited`` counts the passages that the answer cites, hits being those that quote
    an evidence text of the gold; ``shown`` counts those passages and the nearest ones
    of a refusal, hits being those that verify.
    """

    question: GoldQuestion
    answer: Answer | None
    failures: tuple[Failure, ...]
    cited: Tally
    shown: Tally
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether every condition was met."""
        return not self.failures

    @property
    def right_at_any_length(self) -> bool:
        """Whether every condition but the length bound was met."""
        return all(failure.code == "length" for failure in self.failures)

    @property
    def refused(self) -> bool:
        """Whether the reply was a refusal."""
        return self.answer is not None and self.answer.abstained

    @property
    def in_language(self) -> bool:
        """Whether the reply is in the question's language."""
        return self.answer is not None and self.answer.language == self.question.language


@dataclass(frozen=True, slots=True)
class Run:
    """One system's outcomes on a set of questions."""

    outcomes: tuple[Outcome, ...]

    @property
    def right(self) -> Tally:
        """Questions answered right."""
        return Tally.of(outcome.right for outcome in self.outcomes)

    @property
    def right_at_any_length(self) -> Tally:
        """Questions answered right when the length bound is left aside."""
        return Tally.of(outcome.right_at_any_length for outcome in self.outcomes)

    @property
    def by_kind(self) -> dict[str, Tally]:
        """Questions answered right, for each kind that was asked."""
        asked = {kind: self._right_where("kind", kind) for kind in KINDS}
        return {kind: tally for kind, tally in asked.items() if tally.total}

    @property
    def by_language(self) -> dict[str, Tally]:
        """Questions answered right, for each language that was asked in."""
        asked = {str(name): self._right_where("language", name) for name in LANGUAGES}
        return {name: tally for name, tally in asked.items() if tally.total}

    def _right_where(self, attribute: str, value: str) -> Tally:
        return Tally.of(
            outcome.right
            for outcome in self.outcomes
            if getattr(outcome.question, attribute) == value
        )

    @property
    def verified(self) -> Tally:
        """Citations, nearest passages included, that stand verbatim at their spans."""
        return Tally.sum(outcome.shown for outcome in self.outcomes)

    @property
    def evidence_precision(self) -> Tally:
        """Cited passages that quote an evidence text of the gold.

        A lower bound: a passage that the gold does not name may support as well.
        """
        return Tally.sum(outcome.cited for outcome in self.outcomes)

    @property
    def refused_rightly(self) -> Tally:
        """Refusals among the questions that the documents do not answer."""
        return Tally.of(o.refused for o in self.outcomes if not o.question.answerable)

    @property
    def refused_wrongly(self) -> Tally:
        """Refusals among the questions that the documents answer."""
        return Tally.of(o.refused for o in self.outcomes if o.question.answerable)

    @property
    def in_language(self) -> Tally:
        """Replies in the language of the question."""
        return Tally.of(outcome.in_language for outcome in self.outcomes)

    @property
    def median_ms(self) -> float:
        """Median time of an answer in milliseconds."""
        return percentile([outcome.milliseconds for outcome in self.outcomes], 50)

    @property
    def p95_ms(self) -> float:
        """95th percentile of the time of an answer in milliseconds."""
        return percentile([outcome.milliseconds for outcome in self.outcomes], 95)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The outcomes that are not right."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)


@dataclass(frozen=True, slots=True)
class Report:
    """The runs of one evaluation.

    ``unaccented`` asks the Vietnamese questions with all diacritics removed;
    ``plain`` and ``plain_unaccented`` are the plain pipeline on the same questions,
    ``None`` where it was not asked; ``evidence`` is what the search alone finds.
    """

    engine: Run
    unaccented: Run
    plain: Run | None = None
    plain_unaccented: Run | None = None
    evidence: tuple[EvidenceFound, ...] = ()


Progress = Callable[[int, int], None]
"""Called after every question with the number done and the number of all."""


def ask_all(
    system: Answering,
    questions: Sequence[GoldQuestion],
    texts: Mapping[str, str],
    step: Callable[[], None] | None = None,
) -> Run:
    """Ask ``system`` every question by itself, with its own history only.

    A question that ends in a message for the user counts as wrong; any other error
    is a defect and is raised, with the question's id noted.

    :param texts: file name -> text, to check the citations against
    :param step: called after every question
    """
    outcomes = []
    for question in questions:
        start = time.perf_counter()
        answer: Answer | None = None
        try:
            answer = system.ask(question.question, question.history)
            elapsed = time.perf_counter() - start
            failures = score(answer, question, texts)
        except UserError as error:
            elapsed = time.perf_counter() - start
            failures = (Failure("error", error.en),)
        except Exception as error:
            error.add_note(f"while asking gold question {question.id} ({question.place})")
            raise
        cited, shown = _citation_tallies(answer, question, texts)
        outcomes.append(Outcome(question, answer, failures, cited, shown, elapsed * 1000))
        if step is not None:
            step()
    return Run(tuple(outcomes))


def evaluate(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    *,
    compare: bool = True,
    index: Index | None = None,
    progress: Progress | None = None,
) -> Report:
    """Evaluate ``assistant`` on gold ``questions``, as typed and without diacritics.

    :param compare: ask the plain pipeline as well
    :param index: searched for the evidence, before anything is answered
    :param progress: told how many questions of all runs are done
    """
    texts = assistant.index.texts
    bare = unaccented(questions)
    total = (len(questions) + len(bare)) * (2 if compare else 1)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    engine = ask_all(assistant, questions, texts, step)
    engine_bare = ask_all(assistant, bare, texts, step)
    evidence = evidence_found(index, questions) if index is not None else ()
    if not compare:
        return Report(engine, engine_bare, evidence=evidence)
    from hoidap.eval.baseline import lexical_pipeline

    plain = lexical_pipeline(texts)
    return Report(
        engine,
        engine_bare,
        ask_all(plain, questions, texts, step),
        ask_all(plain, bare, texts, step),
        evidence,
    )


def _citation_tallies(
    answer: Answer | None, question: GoldQuestion, texts: Mapping[str, str]
) -> tuple[Tally, Tally]:
    """Count the cited passages that support, and all shown ones that verify."""
    if answer is None:
        return Tally(0, 0), Tally(0, 0)
    evidence = [support for group in question.evidence for support in group]
    cited = Tally.of(any(supports(c, s) for s in evidence) for c in answer.citations)
    shown = (*answer.citations, *answer.nearest)
    return cited, Tally.of(citation_fault(citation, texts) is None for citation in shown)
