"""A gold question as a model would meet it: its sources, and sentences about them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hoidap.assistant.answer import Answer, Citation, Language
from hoidap.assistant.check.quotes import quote_text
from hoidap.assistant.draft import assigned_spans, quote_of
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.source import NumberedSource
from hoidap.eval.gold import GoldQuestion
from hoidap.ingest.plan import Plan, Provision

PARAPHRASES = Path(__file__).parent / "paraphrases.jsonl"

_DISTRACTORS = 5


@dataclass(frozen=True, slots=True)
class Good:
    """A sentence that the sources named by ``markers`` carry, without its markers."""

    form: str
    text: str
    markers: tuple[int, ...]
    language: Language

    @property
    def cited(self) -> str:
        """The sentence with its markers, before the closing stop."""
        return cite(self.text, self.markers)


@dataclass(frozen=True, slots=True)
class Setting:
    """A gold question with its checked answer and the sources that a model would see."""

    question: GoldQuestion
    answer: Answer
    sources: tuple[NumberedSource, ...]

    def source(self, marker: int) -> NumberedSource:
        """Return the source of a marker."""
        return self.sources[marker - 1]


def cite(text: str, markers: Sequence[int]) -> str:
    """Put markers at the end of a sentence, before its stop."""
    marks = "".join(f"[{marker}]" for marker in markers)
    stop = text[-1:] if text[-1:] == "." and not text.endswith("..") else ""
    return f"{text.removesuffix('.') if stop else text} {marks}{stop}"


def setting(assistant: Assistant, question: GoldQuestion) -> Setting | None:
    """Ask a gold question; its sources are those cited and others that were found near."""
    answer = assistant.ask(question.question, question.history)
    if answer.abstained:
        return None
    plans, texts = assistant.index.plans, assistant.index.texts
    sources = [
        NumberedSource(
            item.marker, item, plans[item.source], _provision(plans[item.source], item.locator)
        )
        for item in answer.citations
    ]
    taken = {(item.source, item.locator) for item in answer.citations}
    for hit in assistant.index.search(question.question, limit=40):
        if len(sources) >= len(answer.citations) + _DISTRACTORS:
            break
        plan = plans[hit.passage.source]
        provision = plan.provisions[hit.passage.provision]
        if (
            provision.kind in ("heading", "title", "group")
            or (plan.source, provision.locator) in taken
        ):
            continue
        taken.add((plan.source, provision.locator))
        quote = quote_of(plan, provision, assigned_spans(provision))
        citation = Citation(
            len(sources) + 1,
            plan.source,
            f"{plan.kind} {plan.title}",
            plan.number.value if plan.number else None,
            quote.locator,
            quote.spans,
            quote_text(texts[plan.source], quote),
        )
        sources.append(NumberedSource(citation.marker, citation, plan, provision))
    return Setting(question, answer, tuple(sources))


def _provision(plan: Plan, locator: str) -> Provision | None:
    return next((item for item in plan.provisions if item.locator == locator), None)


@lru_cache(maxsize=1)
def paraphrases() -> dict[str, list[tuple[str, tuple[int, ...]]]]:
    """Return the sentences written by hand, from the documents, by the question's id.

    A line of ``paraphrases.jsonl`` holds ``id``, ``text`` and the ``markers`` of the
    answer's citations that it rests on.
    """
    written: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for line in PARAPHRASES.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        written.setdefault(entry["id"], []).append((entry["text"], tuple(entry["markers"])))
    return written
