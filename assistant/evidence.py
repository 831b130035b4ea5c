"""From a question to the passages that may answer it, scored and in scope."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from hoidap.assistant.matching import Matcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.selection import Selections
from hoidap.index.kept import Kept
from hoidap.index.passage import Passage
from hoidap.index.search import Index
from hoidap.ingest.plan import Plan, Provision

T = TypeVar("T")
CANDIDATES = 40
_KEPT = 4096  # things read off documents that are kept
_MEANING = 0.6  # how much likeness of meaning adds to coverage


_latest: ContextVar[float] = ContextVar("latest", default=float("inf"))


class TookTooLong(Exception):  # noqa: N818 - what happened, as StopIteration says it
    """A question has taken all the time that it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let searches that begin more than ``seconds`` from now raise :class:`TookTooLong`."""
    token = _latest.set(time.perf_counter() + seconds)
    try:
        yield
    finally:
        _latest.reset(token)


class Evidence(NamedTuple):
    """A passage with its plan, and how well it fits.

    ``coverage`` is the share of the question's words in it; ``fit`` adds likeness of
    meaning and decides whether it answers at all; ``score`` orders.
    """

    passage: Passage
    plan: Plan
    provision: Provision
    coverage: float
    fit: float
    score: float

    @property
    def source(self) -> str:
        """The document's name."""
        return self.passage.source


# "nhiệm vụ 2.5", "dòng 7 phụ lục", "task 4.1": a clause or row named by its number
_REFERENCE = re.compile(
    r"(?:nhiệm vụ|nhiem vu|dòng|dong|mục|muc|điểm|diem|khoản|khoan|task|row|item|section"
    r"|clause)"
    r"\s(?:số |so )?((?:[ivx]+\.)?\d{1,2}(?:\.\d{1,2}){0,2})(?![\d/%])"
    r"|(?<![\d/.,])(\d{1,2}\.\d{1,2})(?![\d/.,%])"
)


@dataclass(frozen=True, slots=True)
class Keep:
    """A filter of provisions by what they hold; by ``name`` computed once."""

    name: str
    test: Callable[[Provision], bool]
    also: Collection[tuple[str, str]] = ()
    """Places that are kept whatever they hold: document and locator."""


def milestone(years: Sequence[int], *texts: str) -> float:
    """Prefer the target of a year asked for; turn away from one of another year.

    :returns: 0.3 where ``texts`` state one of ``years``, -0.6 where they state others
    """
    if not years:
        return 0.0
    stated = frozenset[int]().union(*map(_years, texts))
    if not stated.isdisjoint(years):
        return 0.3
    return -0.6 if stated else 0.0


@lru_cache(maxsize=65536)
def _years(text: str) -> frozenset[int]:
    return frozenset(map(int, re.findall(r"(?<!\d)20[2-9]\d(?!\d)", text)))


class Searcher:
    """Searches the documents selected for a question for evidence."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.matcher = Matcher(index)
        self._selections = Selections(index)
        self._kept = Kept[str, Any](_KEPT)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what ``make`` returned the first time that ``name`` was asked for.

        For what is read off a document once, whatever the question; after many documents
        it is read again.
        """
        kept: T = self._kept.get(name, make)
        return kept

    def find(
        self,
        question: Question,
        sources: Sequence[str],
        keep: Keep | None = None,
    ) -> list[Evidence]:
        """Return the passages of ``sources`` that fit, best first.

        :param sources: a few documents: all of their passages are measured
        :param keep: which provisions can answer the kind of question asked
        :raises TookTooLong: If the time for the question is over.
        """
        if time.perf_counter() > _latest.get():
            raise TookTooLong
        if not question.terms or not sources:
            return []
        selection = self._selections.of(tuple(sources))
        weights = self.matcher.weights(question, sources)
        coverage = self.matcher.coverage(question, weights, selection)
        likeness = selection.likeness(question.text)
        fits = coverage + np.float32(_MEANING) * np.maximum(likeness, 0)
        named = _REFERENCE.search(question.asking)
        reference = (named.group(1) or named.group(2)) if named else ""
        if keep is not None:
            fits = np.where(selection.allowed(keep.name, keep.test, keep.also), fits, -1)
        order = np.argsort(-fits, kind="stable")[:CANDIDATES]
        best = order[fits[order] >= 0].tolist()
        found = [
            Evidence(
                selection.passages[place],
                selection.plans[place],
                selection.provisions[place],
                float(coverage[place]),
                float(fits[place]),
                float(fits[place]),
            )
            for place in best
        ]
        if question.years or reference:
            found = [_weighed(item, question.years, reference) for item in found]
            found.sort(key=lambda item: (-item.score, item.passage.id))
        return found


def _weighed(item: Evidence, years: Sequence[int], reference: str) -> Evidence:
    """Weigh what a question names besides its matter: years, a clause's or row's number."""
    provision, fit, score = item.provision, item.fit, item.score
    if years and provision.kind != "row":
        score += milestone(years, *provision.headings, provision.text) / 2
    if reference and re.search(rf"(?<![\d.]){re.escape(reference)}$", provision.locator):
        score, fit = score + 0.5, max(fit, 0.8)
    return item._replace(fit=fit, score=score)
