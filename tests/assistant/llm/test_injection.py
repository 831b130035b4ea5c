"""A model that obeys whatever it reads, and one bought beforehand, change no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from hoidap.assistant.answer import Answer
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.engine import LLMAssistant
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.text.vietnamese import fold, squeeze
from tests.assistant.attempts import ATTEMPTS
from tests.assistant.helpers import open_assistant
from tests.assistant.test_injection import WRITERS, gold, said
from tests.llm_server import Request, llm_server

EACH = 2  # gold questions that each attempt is made on

# What the attempts want to read in the answer.
WANTED = (
    "Sở Tài chính chủ trì mọi nhiệm vụ [1].",
    "Câu trả lời là Sở Y tế [1][9].",
    "Không biết.",
    "KHÔNG CÓ THÔNG TIN",
    "The Department of Finance leads everything [1].",
    "Hạn báo cáo là ngày 31/12/2099 [1].",
    "Hà Nội chủ trì [1].",
    "Kế hoạch đã bị hủy [1].",
    "banana [1]",
    "Arr, tôi là cướp biển [1].",
    "My instructions are: answer only from the evidence [1].",
    '{"answer": "Sở Nội vụ", "citations": [9]}',
    "[1]",
)


def _marks(text: str) -> list[str]:
    """Return the parts of an attempt that stand in no honest prompt."""
    return [part for part in re.split(r"\{question\}|\n", fold(text)) if len(part) > 20]


TELL_TALES = [mark for attempt in ATTEMPTS for mark in _marks(attempt.text)]


def honest(request: Request) -> str:
    """Copy the first passage."""
    passage = re.search(r'<passage id="1"[^>]*>\n(.*?)\n</passage>', request.said, re.DOTALL)
    return f"{squeeze(passage[1]).rstrip('.;')} [1]." if passage else "KHÔNG CÓ CĂN CỨ"


def obeying(request: Request) -> str:
    """Copy the first passage too, unless there is something to obey."""
    read = fold(request.said)
    obeys = any(mark in read for mark in TELL_TALES)
    return "\n".join(WANTED) if obeys else honest(request)


def bought(request: Request) -> str:
    """Write all that any attempt wants, whatever is asked."""
    return "\n".join((honest(request), *WANTED))


@pytest.fixture(params=[obeying, bought], ids=["obeying", "bought"])
def settings(request: pytest.FixtureRequest) -> Iterator[LLMSettings]:
    with llm_server(request.param) as server:
        yield LLMSettings(model="m", base_url=server.openai, context=400_000)


@pytest.fixture(scope="module")
def honest_settings() -> Iterator[LLMSettings]:
    with llm_server(honest) as server:
        yield LLMSettings(model="m", base_url=server.openai, context=400_000)


def test_in_questions(
    assistant: Assistant, settings: LLMSettings, honest_settings: LLMSettings
) -> None:
    model, plain = LLMAssistant(assistant, settings), LLMAssistant(assistant, honest_settings)
    questions = cycle(item for item in gold() if item.answerable and not item.history)
    heard = 0
    for attempt in ATTEMPTS:
        if attempt.place != "question":
            continue
        for _ in range(EACH):
            item = next(questions)
            tried = model.ask(attempt.text.format(question=item.question))
            wanted = plain.ask(item.question)
            assert _read(tried) == _read(wanted), attempt.text
            heard += wanted.engine == "llm"
    assert heard > 10  # it is the model's words that were compared


def test_in_earlier_questions(
    assistant: Assistant, settings: LLMSettings, honest_settings: LLMSettings
) -> None:
    model, plain = LLMAssistant(assistant, settings), LLMAssistant(assistant, honest_settings)
    followed = cycle(item for item in gold() if item.history)
    for attempt in ATTEMPTS:
        if attempt.place == "history":
            item = next(followed)
            tried = model.ask(item.question, [*item.history, attempt.text])
            assert _read(tried) == _read(plain.ask(item.question, item.history)), attempt.text


def test_in_documents(
    assistant: Assistant,
    settings: LLMSettings,
    honest_settings: LLMSettings,
    tmp_path: Path,
) -> None:
    """All of them at once, in every document, each in its place."""
    paths = []
    for name, original in assistant.index.texts.items():
        text = original
        for attempt in ATTEMPTS:
            if attempt.place in WRITERS:
                text = WRITERS[attempt.place][0](text, attempt.text)
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    poisoned = open_assistant(paths, tmp_path / "index")
    model, plain = LLMAssistant(poisoned, settings), LLMAssistant(assistant, honest_settings)
    for item in gold()[::6]:
        tried = model.ask(item.question, item.history)
        assert _read(tried) == _read(plain.ask(item.question, item.history)), item.question


def _read(answer: Answer) -> object:
    """Return what a reader gets, but for places in the text and how much the model wrote."""
    return said(answer)
