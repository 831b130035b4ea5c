"""From a question to the passages that may answer it, scored and in scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.matching import Matcher
from assistant.question import Question
from index.passage import Passage
from ingest.plan import Plan, Provision

if TYPE_CHECKING:
    from index.search import Index

CANDIDATES = 48
_MEANING = 0.6  # how much likeness of meaning adds to coverage


@dataclass(frozen=True, slots=True)
class Evidence:
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
    r"(?:nhiệm vụ|nhiem vu|dòng|dong|mục|muc|điểm|diem|khoản|khoan|task|row|item|section|clause)\s(?:số |so )?((?:[ivx]+\.)?\d{1,2}(?:\.\d{1,2}){0,2})(?![\d/%])|(?<![\d/.,])(\d{1,2}\.\d{1,2})(?![\d/.,%])"
)


def milestone(years: Sequence[int], text: str) -> float:
    """Prefer the target of a year asked for; turn away from one of another year.

    :returns: 0.3 where ``text`` states one of ``years``, -0.6 where it states others
    """
    if not years:
        return 0.0
    stated = {int(year) for year in re.findall(r"(?<!\d)20[2-9]\d(?!\d)", text)}
    if set(years) & stated:
        return 0.3
    return -0.6 if stated else 0.0


class Searcher:
    """Searches one index for evidence."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.matcher = Matcher(index.passages, dict(index.plans))

    def find(
        self,
        question: Question,
        sources: Sequence[str],
        keep: Callable[[Provision], bool] | None = None,
    ) -> list[Evidence]:
        """Return the passages of ``sources`` that fit, best first.

        :param keep: says which provisions can answer the kind of question asked
        """
        if not question.terms or not sources:
            return []
        words = " ".join(term.wordings[0] for term in question.terms)
        extra = [(wording, 0.5) for term in question.terms for wording in term.wordings[1:4]]
        hits = self.index.search(
            question.text, sources=sources, extra=extra, words=words, limit=CANDIDATES
        )
        weights = self.matcher.weights(question, sources)
        named = _REFERENCE.search(question.asking)
        reference = (named.group(1) or named.group(2)) if named else ""
        found = []
        for hit in hits:
            plan = self.index.plans[hit.passage.source]
            provision = plan.provisions[hit.passage.provision]
            if keep is not None and not keep(provision):
                continue
            coverage = self.matcher.coverage(question, weights, hit.passage)
            fit = score = coverage + _MEANING * max(0.0, hit.meaning_score)
            if question.years and provision.kind != "row":
                score += (
                    milestone(
                        question.years, f"{' '.join(provision.headings)} {provision.text}"
                    )
                    / 2
                )
            if reference and re.search(
                rf"(?<![\d.]){re.escape(reference)}$", provision.locator
            ):
                score, fit = score + 0.5, max(fit, 0.8)
            found.append(Evidence(hit.passage, plan, provision, coverage, fit, score))
        return sorted(found, key=lambda item: (-item.score, item.passage.id))
