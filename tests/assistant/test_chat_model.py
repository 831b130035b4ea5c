"""The page's events with a language model: what shows meanwhile, stopping, leaving."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from hoidap.assistant.answer import Answer
from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.conversation import Conversation
from hoidap.assistant.chat.events import PageEvents
from hoidap.assistant.chat.page import build_page
from hoidap.assistant.chat.reloading import Library
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.settings import LLMSettings
from tests.llm_server import Request, Script, ScriptedServer, llm_server

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
GOOD = "Sở Khoa học và Công nghệ chủ trì cung cấp thông tin về TBT [1]."
FALSE = "Sở Tài chính chủ trì cung cấp thông tin về TBT [1]."
STALLED = Script(f"{GOOD} {FALSE} ", failure="stall")
VIEW = View(by_model=True)
TAB = gr.Request(session_hash="tab")


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with llm_server(f"{GOOD} {FALSE}") as server:
        yield server


@pytest.fixture
def library(assistant: Assistant, tmp_path: Path) -> Library:
    return Library(tmp_path, lambda _: assistant)


@pytest.fixture
def settings(server: ScriptedServer) -> LLMSettings:
    return LLMSettings(model="scripted", base_url=server.openai, timeout=20, retries=0)


@pytest.fixture
def events(library: Library, settings: LLMSettings) -> PageEvents:
    return PageEvents(library, settings)


def event(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


def asked(events: PageEvents, view: View = VIEW) -> Iterator[tuple[Any, ...]]:
    return events.ask(TBT, Conversation(), view, event(), TAB)


def until_the_first_sentence(steps: Iterator[tuple[Any, ...]]) -> tuple[Any, ...]:
    return next(step for step in steps if "thông tin về TBT" in step[0])


def test_only_what_has_passed_the_check_shows(events: PageEvents) -> None:
    shown, boxes, talks = zip(*asked(events), strict=True)
    assert "Đang tra các văn bản…" in shown[0]
    assert "Đang kiểm chứng nguồn…" in shown[1] and 'class="answer"' not in shown[1]
    assert "thông tin về TBT" in shown[2] and "Đang kiểm chứng nguồn…" in shown[2]
    assert "Đang kiểm chứng nguồn…" not in shown[-1]
    assert "scripted tại 127.0.0.1" in shown[-1] and "1/2 câu" in shown[-1]
    assert not [html for html in shown if "Sở Tài chính" in html]
    # What is typed while the answer grows stays in the box.
    assert boxes[0] == "" and set(map(str, boxes[1:])) == {str(gr.skip())}
    assert isinstance(talks[-1].turns[0].outcome, Answer)


def test_a_passage_opens_while_the_rest_is_waited_for(
    events: PageEvents, server: ScriptedServer
) -> None:
    server.play = lambda _: STALLED
    steps = asked(events)
    talk = until_the_first_sentence(steps)[2]
    assert "<mark>" in events.open(talk, VIEW, event(turn=1, marker=1))
    assert talk.history == []
    del steps  # as Gradio does when the connection is gone
    assert server.left.wait(10)


def test_in_the_documents_words_no_model_is_asked(
    events: PageEvents, server: ScriptedServer
) -> None:
    *_, (shown, _, _) = asked(events, View())
    assert "is-answer" in shown and "scripted" not in shown
    assert server.requests == []


def test_stopping_ends_with_what_has_passed(events: PageEvents, server: ScriptedServer) -> None:
    server.play = lambda _: STALLED
    steps = asked(events)
    until_the_first_sentence(steps)
    events.stop(gr.Request(session_hash="another tab"))
    events.stop(TAB)
    *_, (shown, _, talk) = steps
    assert "thông tin về TBT" in shown and "is-checking" not in shown
    assert isinstance(talk.turns[0].outcome, Answer)
    assert server.left.wait(10)
    events.stop(TAB)  # nothing is being written any more


def test_a_new_conversation_is_not_written_over(
    events: PageEvents, server: ScriptedServer
) -> None:
    server.play = lambda _: STALLED
    steps = asked(events)
    until_the_first_sentence(steps)
    events.begin(VIEW, TAB)
    ((shown, _, talk),) = steps
    assert 'class="turn"' not in shown and talk.turns == ()
    assert server.left.wait(10)


def test_closing_the_page_ends_what_is_written_for_it(
    events: PageEvents, server: ScriptedServer
) -> None:
    reached = threading.Event()

    def hang(_: Request) -> Script:
        reached.set()
        return Script(failure="hang")

    server.play = hang
    # As Gradio waits for the next step.
    waits = threading.Thread(target=lambda: list(asked(events)))
    waits.start()
    assert reached.wait(30)
    events.leave(TAB)
    waits.join(10)
    assert not waits.is_alive() and server.left.wait(10)


def test_the_language_changes_while_the_model_writes(
    events: PageEvents, server: ScriptedServer
) -> None:
    server.play = lambda _: STALLED
    steps = asked(events)
    talk = until_the_first_sentence(steps)[2]
    page = events.choose_language(talk, VIEW, event(code="en"), TAB)
    assert "Checking the sources…" in page[1] and page[-1] == View("en", by_model=True)
    events.stop(TAB)
    *_, (shown, _, _) = steps
    assert ">Sources<" in shown and ">Nguồn<" not in shown


def test_the_engine_is_chosen_and_the_language_stays(events: PageEvents) -> None:
    header, view = events.choose_engine(View("en"), event(model=True))
    assert view == View("en", by_model=True)
    assert 'aria-label="Model" title="scripted, running on this machine"' in header
    assert events.choose_engine(view, event(model="true"))[-1] == View("en")


def test_another_machine_is_named_when_its_model_is_chosen(
    library: Library, settings: LLMSettings
) -> None:
    remote = settings.model_copy(update={"base_url": "https://llm.example.org/v1"})
    events = PageEvents(library, remote)
    _, notice, view = events.choose_engine(View(), event(model=True))
    assert "máy chủ llm.example.org" in notice
    *_, notice, view = events.choose_language(Conversation(), view, event(code="en"), TAB)
    assert "server llm.example.org" in notice and view.by_model
    _, notice, _ = events.choose_engine(view, event(model=False))
    assert notice == ""


@pytest.mark.parametrize("chosen", [False, True])
def test_the_page_begins_with_the_engine_asked_for(events: PageEvents, chosen: bool) -> None:
    page = build_page(events, View(by_model=chosen))
    (switch,) = re.findall(r'class="engines".*?</div>', str(page.get_config_file()))
    (pressed,) = re.findall(r'data-model="(\w+)"[^>]* aria-pressed="true"', switch)
    assert pressed == str(chosen).lower()
    assert page.get_api_info() == {"named_endpoints": {}, "unnamed_endpoints": {}}
