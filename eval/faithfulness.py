"""How much of what a model makes up reaches the reader, and how much that is good does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hoidap.assistant.check.check import Verdict, check_sentence
from hoidap.assistant.engine import Assistant
from hoidap.eval.answers import Progress
from hoidap.eval.corruptions import backing, corruptions
from hoidap.eval.generated import Setting, setting
from hoidap.eval.gold import GoldQuestion, load_gold
from hoidap.eval.good_sentences import good_sentences
from hoidap.eval.tally import Tally


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence as a model may send it, over the sources that it was shown.

    ``kind`` is the form of a good sentence or the kind of a corruption; ``right`` are
    the markers that back it, none for a falsehood.
    """

    setting: Setting
    sentence: str
    kind: str
    good: bool
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check made of a case."""

    case: Case
    checked: Verdict

    @property
    def shown(self) -> bool:
        """Whether the sentence is shown, rightly or not."""
        return self.checked.fault is None

    @property
    def misled(self) -> bool:
        """Whether a reader sees it with a citation that does not back it."""
        return self.shown and not set(self.checked.citations) <= self.case.right

    @property
    def right(self) -> bool:
        """Whether a good sentence is shown with its source, or a corruption is not."""
        return not self.misled and (self.shown or not self.case.good)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of all cases."""

    outcomes: tuple[Outcome, ...]

    def of(self, kind: str, *, good: bool) -> Tally:
        """Count a kind: good sentences shown, or corruptions stopped."""
        return _tally(o for o in self.outcomes if o.case.good is good and o.case.kind == kind)

    @property
    def shown(self) -> Tally:
        """The good sentences that reached the reader."""
        return _tally(o for o in self.outcomes if o.case.good)

    @property
    def stopped(self) -> Tally:
        """The corruptions that did not, or only once their marker was mended."""
        return _tally(o for o in self.outcomes if not o.case.good)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The cases that went wrong."""
        return tuple(o for o in self.outcomes if not o.right)


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    return Tally.of(outcome.right for outcome in outcomes)


def cases(
    assistant: Assistant,
    questions: Sequence[GoldQuestion] | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Iterator[Case]:
    """Yield good sentences and corruptions of them over the answerable gold questions.

    The same seed gives the same cases.

    >>> next(cases(assistant)).sentence
    'Thái Nguyên – Kế hoạch 2026-2035: Có ít nhất 70. “Phấn đấu hằng năm …” [1]'
    """
    questions = load_gold() if questions is None else questions
    for done, question in enumerate(questions, start=1):
        case = setting(assistant, question) if question.answerable else None
        if case is not None:
            yield from _cases_of(case, seed)
        if progress is not None:
            progress(done, len(questions))


def _cases_of(case: Setting, seed: int) -> Iterator[Case]:
    for good in good_sentences(case):
        yield Case(case, good.cited, good.form, True, backing(good, case))
        for bad in corruptions(good, case, seed):
            yield Case(case, bad.text, bad.kind, False, bad.right)


def measure(
    assistant: Assistant,
    questions: Sequence[GoldQuestion] | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Report:
    """Check every case as the LLM engine would.

    :param progress: told how many questions are done
    """
    return Report(tuple(map(_outcome, cases(assistant, questions, seed, progress))))


def _outcome(case: Case) -> Outcome:
    asked, answer = case.setting.question, case.setting.answer
    checked = check_sentence(
        case.sentence, case.setting.sources, asked.question, answer.language
    )
    return Outcome(case, checked)
