"""From a question to the passages that may answer it, scored and in scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from hoidap.assistant.matching import Matcher
from hoidap.assistant.reading.question import Question
from hoidap.index.filter import Filter
from hoidap.index.passage import Passage
from hoidap.ingest.plan import Plan, Provision

if TYPE_CHECKING:
    from hoidap.index.search import Index

T = TypeVar("T")
CANDIDATES = 40
_NEAREST = 200
_MEANING = 0.6  # how much likeness of meaning adds to coverage


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
    """A filter of provisions by what they hold; what it keeps is computed once, by ``name``."""

    name: str
    test: Callable[[Provision], bool]


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
    """Searches one index for evidence."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.matcher = Matcher(index.passages, dict(index.plans))
        self._kept: dict[str, Any] = {}
        places: dict[str, list[int]] = {name: [] for name in index.plans}
        for passage in index.passages:
            places[passage.source].append(passage.id)
        self._ids = {name: np.asarray(ids, np.int64) for name, ids in places.items()}
        self._plans = [index.plans[passage.source] for passage in index.passages]
        self._provisions = [
            plan.provisions[passage.provision]
            for plan, passage in zip(self._plans, index.passages, strict=True)
        ]

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what ``make`` returned the first time that ``name`` was asked for.

        For what is read off the documents once, whatever the question: dated sentences,
        abbreviations written out.
        """
        if name not in self._kept:
            self._kept[name] = make()
        kept: T = self._kept[name]
        return kept

    def _allowed(self, keep: Keep) -> npt.NDArray[np.bool_]:
        """Return for each passage whether ``keep`` keeps its provision."""
        return np.asarray([keep.test(item) for item in self._provisions], np.bool_)

    def _likeness(self, question: Question, sources: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return each passage's likeness of meaning, ``(n,)``, a cosine.

        In a corpus too large to keep its vectors whole, that of the nearest passages; of
        the others 0.
        """
        likeness = self.index.likeness(question.text)
        if likeness is None:
            likeness = np.zeros(len(self.index.passages), np.float32)
            for hit in self.index.search(
                question.text, within=Filter(tuple(sources)), limit=_NEAREST
            ):
                likeness[hit.passage.id] = hit.meaning_score
        return likeness

    def _within(self, sources: tuple[str, ...]) -> npt.NDArray[np.int64]:
        """Return the ids of the passages of ``sources``, put together once each."""
        return self.kept(
            f"within {sources}", lambda: np.concatenate([self._ids[name] for name in sources])
        )

    def find(
        self,
        question: Question,
        sources: Sequence[str],
        keep: Keep | None = None,
    ) -> list[Evidence]:
        """Return the passages of ``sources`` that fit, best first.

        :param keep: which provisions can answer the kind of question asked
        """
        if not question.terms or not sources:
            return []
        weights = self.matcher.weights(question, sources)
        coverage = self.matcher.coverage(question, weights)
        likeness = self._likeness(question, sources)
        ids = self._within(tuple(sources))
        fits = coverage[ids] + np.float32(_MEANING) * np.maximum(likeness[ids], 0)
        named = _REFERENCE.search(question.asking)
        reference = (named.group(1) or named.group(2)) if named else ""
        if keep is not None:
            allowed = self.kept(f"keep {keep.name}", lambda: self._allowed(keep))
            fits = np.where(allowed[ids], fits, -1)
        order = np.argsort(-fits, kind="stable")[:CANDIDATES]
        order = order[fits[order] >= 0]
        best = ids[order]
        found = list(
            map(
                Evidence,
                [self.index.passages[number] for number in best.tolist()],
                [self._plans[number] for number in best.tolist()],
                [self._provisions[number] for number in best.tolist()],
                coverage[best].tolist(),
                fits[order].tolist(),
                fits[order].tolist(),
            )
        )
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
