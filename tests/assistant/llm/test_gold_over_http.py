"""A good model, and a liar, over every gold question and a real connection.

The sentences are those of :mod:`hoidap.eval.faithfulness`; here a server writes them, all of a
question in one answer, and what is looked at is the answer that a reader gets.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest

from hoidap.assistant.answer import Answer
from hoidap.assistant.check.check import check_sentence
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.engine import LLMAssistant
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.assistant.llm.sources import sources_for
from hoidap.assistant.reading.task import task_of
from hoidap.eval.corruptions import backing, corruptions
from hoidap.eval.faithfulness_report import SHOWN, STOPPED
from hoidap.eval.generated import Setting, setting
from hoidap.eval.gold import load_gold
from hoidap.eval.good_sentences import good_sentences
from hoidap.text.vietnamese import fold
from tests.assistant.helpers import sentences_of
from tests.llm_server import Script, ScriptedServer, llm_server

GOOD_EACH, LIES_EACH = 4, 12
"""How many sentences of each sort a question takes part with, drawn by its id."""

Shown = tuple[str, frozenset[tuple[str, str]]]
"""A sentence as it is read, and the places that it cites."""


@dataclass(frozen=True)
class Question:
    """A gold question, what a good model writes, what a liar does, and what is true."""

    case: Setting
    good: tuple[str, ...]
    lies: tuple[str, ...]
    true: frozenset[Shown]


@pytest.fixture(scope="module")
def questions(assistant: Assistant) -> list[Question]:
    """Make the sentences over the passages that the engine itself shows a model."""
    made = []
    for gold in load_gold():
        case = setting(assistant, gold) if gold.answerable else None
        if case is None:
            continue
        task, asked = task_of(gold.question)
        sources = sources_for(assistant, assistant.read(asked, gold.history), task)
        case = replace(case, sources=tuple(sources))
        every = list(good_sentences(case))
        draw = random.Random(gold.id)
        good = draw.sample(every, min(GOOD_EACH, len(every)))
        lies = [bad for item in good for bad in corruptions(item, case)]
        lies = draw.sample(lies, min(LIES_EACH, len(lies)))
        true = {
            (_read(case, part), _places(case, markers))
            for text, markers in (
                *((item.cited, backing(item, case)) for item in every),
                *((bad.text, bad.right) for bad in lies if bad.right),
            )
            for part in sentences_of(text)
        }
        made.append(
            Question(
                case,
                tuple(item.cited for item in good),
                tuple(bad.text for bad in lies),
                frozenset(true),
            )
        )
    return made


@pytest.fixture(scope="module")
def model(assistant: Assistant) -> Iterator[tuple[LLMAssistant, ScriptedServer]]:
    with llm_server("") as server:
        settings = LLMSettings(
            model="scripted", base_url=server.openai, context=400_000, max_tokens=8192
        )
        yield LLMAssistant(assistant, settings), server


def test_a_good_model_is_heard(
    questions: list[Question], model: tuple[LLMAssistant, ScriptedServer]
) -> None:
    written = shown = 0
    for question in questions:
        read = {text for text, _ in _shown(_asked(question, question.good, model))}
        parts = (part for text in question.good for part in sentences_of(text))
        wanted = {_read(question.case, part) for part in parts}
        written += len(wanted)
        shown += len(wanted & read)
    assert written >= 400
    assert shown / written >= SHOWN


def test_a_liar_is_not(
    questions: list[Question], model: tuple[LLMAssistant, ScriptedServer]
) -> None:
    """What is shown of its sentences is true, with a citation that backs it, or quoted."""
    written = reached = 0
    for question in questions:
        answer = _asked(question, question.lies, model)
        quoted = {fold(claim.text) for claim in question.case.answer.claims}
        written += len(question.lies)
        for text, places in _shown(answer):
            backed = any(text == said and places <= where for said, where in question.true)
            reached += not backed and fold(text) not in quoted
    assert written >= 400
    assert 1 - reached / written >= STOPPED


def _asked(
    question: Question, sentences: Iterable[str], model: tuple[LLMAssistant, ScriptedServer]
) -> Answer:
    assistant, server = model
    server.play = lambda _request: Script("\n".join(sentences), piece=400)
    gold = question.case.question
    answer = assistant.ask(gold.question, gold.history)
    assert answer.generation is not None and not answer.abstained
    return answer


def _shown(answer: Answer) -> set[Shown]:
    places = {item.marker: (item.source, item.locator) for item in answer.citations}
    return {
        (claim.text, frozenset(places[marker] for marker in claim.citations))
        for claim in answer.claims
    }


def _places(case: Setting, markers: Iterable[int]) -> frozenset[tuple[str, str]]:
    cited = [case.source(marker).citation for marker in markers]
    return frozenset((item.source, item.locator) for item in cited)


def _read(case: Setting, sentence: str) -> str:
    """Return a sentence as it is read: what the check makes of its spelling and markers."""
    return check_sentence(
        sentence, case.sources, case.question.question, case.answer.language
    ).text
