"""From all documents that a question is about to the few that its answer is read from.

However many there are, an answer is read from, and shown for, a handful: what a question
names is read; of more, the documents in force whose passages fit it best.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import MOST, Scope
from hoidap.index.search import Index
from hoidap.text.agencies import agency_key

_WIDER = 4
"""So many times more documents are found than are read: those in force come first."""


class Shortlist:
    """Chooses the documents to read; safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, question: Question, scope: Scope) -> Scope:
        """Return ``scope`` with the documents to read as its ``sources``, in order."""
        catalogue = self._index.catalogue
        if scope.total <= MOST:
            entries = catalogue.entries(scope.within, MOST)
            return replace(scope, sources=tuple(sorted(entry.source for entry in entries)))
        if question.agencies and question.kind == "role":
            names = self._assigned(question, scope)
        elif question.terms:
            names = self._fitting(question, scope)
        else:
            names = []
        if not names:
            names = [entry.source for entry in catalogue.entries(scope.within, MOST)]
        entries = [catalogue.entry(name) for name in names]
        current = sorted(entries, key=lambda entry: is_over(entry.period))[
            :MOST
        ]  # as found where both are in force
        return replace(scope, sources=tuple(entry.source for entry in current))

    def _assigned(self, question: Question, scope: Scope) -> list[str]:
        """Return documents that give the agencies asked about something to do."""
        keys = [agency_key(name) for name in question.agencies]
        found = (self._index.catalogue.for_agency(k, scope.within, MOST) for k in keys)
        return list(dict.fromkeys(name for names in found for name in names))

    def _fitting(self, question: Question, scope: Scope) -> list[str]:
        """Return the documents whose passages fit the matter of the question best."""
        matter = " ".join(term.wordings[0] for term in question.terms)
        found = self._index.find_documents(matter, scope.within, MOST * _WIDER)
        return [name for name, _ in found]

    def is_for_articles(self, question: Question, scope: Scope) -> bool:
        """Tell whether texts that are no plans, such as a law's articles, are to answer.

        Where the corpus holds both, the passage that fits best decides, unless the
        question names a province or a document.
        """
        only = self._index.catalogue.plans_only
        if only is not None:
            return not only
        if scope.narrowed:
            return not any(self._index.catalogue.entry(s).is_plan for s in scope.sources)
        best = self._index.search(question.text, within=scope.within, limit=1)
        return bool(best) and not self._index.catalogue.entry(best[0].passage.source).is_plan


def is_over(period: tuple[int, int | None] | None) -> bool:
    """Tell whether a document's years have passed: those from the first to the last."""
    end = period[1] if period else None
    return end is not None and end < datetime.date.today().year
