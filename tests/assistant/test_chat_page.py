"""What the page does when something is asked, opened or chosen, and when things go wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from hoidap.assistant.answer import Answer, Citation
from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.conversation import Conversation, Failure
from hoidap.assistant.chat.events import PageEvents
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.chat.page import build_page
from hoidap.assistant.chat.reloading import Library
from hoidap.assistant.engine import MAX_QUESTION
from hoidap.index.store import MANIFEST, IndexDamaged
from hoidap.ingest.reader import read_plan
from tests.assistant.chat_pages import Documents


class Parrot:
    """Answers with the question and the number of earlier ones, citing the first clause."""

    def __init__(self, path: Path, fails: BaseException | None = None) -> None:
        plan, source = read_plan(path)
        self.index = Documents({plan.source: plan}, {plan.source: source.text})
        self.heard: list[tuple[str, list[str]]] = []
        self.fails = fails
        self._plan = plan
        self._text = source.text

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.heard.append((question, list(history)))
        if self.fails:
            raise self.fails
        clause = next(p for p in self._plan.provisions if p.kind == "clause")
        start, end = clause.spans[0]
        citation = Citation(
            1, self._plan.source, self._plan.title, None, clause.locator, clause.spans,
            self._text[start:end],
        )  # fmt: skip
        return Answer(question, "vi", f"{question} [1]", False, citations=(citation,))


@pytest.fixture
def parrot(documents: list[Path]) -> Parrot:
    return Parrot(documents[1])


@pytest.fixture
def events(parrot: Parrot, tmp_path: Path) -> PageEvents:
    return PageEvents(Library(tmp_path, lambda _: parrot))


VIEW = View()
TAB = gr.Request(session_hash="tab")


def event(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


def ask(
    events: PageEvents, question: str, talk: Conversation | None = None
) -> tuple[list[str], Any, Conversation]:
    """Return what the thread showed, what the box was set to, and the conversation."""
    asked = events.ask(question, talk or Conversation(), VIEW, gr.EventData(None, None), TAB)
    steps = list(asked)
    return [step[0] for step in steps], steps[0][1], steps[-1][2]


def test_a_question_shows_as_waiting_then_answered_and_empties_the_box(
    events: PageEvents, parrot: Parrot
) -> None:
    shown, box, talk = ask(events, "  Ai chủ trì?\n")
    assert "is-waiting" in shown[0] and "Ai chủ trì?" in shown[0]
    assert "is-answer" in shown[1] and "is-waiting" not in shown[1]
    assert box == ""
    assert parrot.heard == [("Ai chủ trì?", [])]
    assert len(talk.turns) == 1


def test_a_follow_up_brings_the_earlier_questions(events: PageEvents, parrot: Parrot) -> None:
    _, _, talk = ask(events, "Ai chủ trì?")
    _, _, talk = ask(events, "Thế còn Thái Nguyên?", talk)
    assert parrot.heard[-1] == ("Thế còn Thái Nguyên?", ["Ai chủ trì?"])
    assert [turn.id for turn in talk.turns] == [1, 2]


def test_an_example_is_asked_instead_of_what_the_box_holds(
    events: PageEvents, parrot: Parrot
) -> None:
    list(events.ask("đang gõ dở", Conversation(), VIEW, event(question="TCCS là gì?"), TAB))
    assert parrot.heard == [("TCCS là gì?", [])]


@pytest.mark.parametrize("nothing", ["", "   \n ", "\x00\x1b"])
def test_an_empty_question_changes_nothing(
    events: PageEvents, parrot: Parrot, nothing: str
) -> None:
    steps = list(events.ask(nothing, Conversation(), VIEW, event(), TAB))
    assert steps == [(gr.skip(), gr.skip(), gr.skip())]
    assert not parrot.heard


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("a" * (MAX_QUESTION + 1), f"{MAX_QUESTION + 1} ký tự"),
        ("?!…", "không có chữ hay số nào"),
    ],
)
def test_what_cannot_be_asked_stays_in_the_box(
    events: PageEvents, parrot: Parrot, question: str, says: str
) -> None:
    shown, box, talk = ask(events, question)
    assert says in shown[-1] and "is-failure" in shown[-1]
    assert box == gr.skip()
    assert not parrot.heard and not talk.history


def test_control_characters_and_broken_unicode_reach_nobody(
    events: PageEvents, parrot: Parrot
) -> None:
    ask(events, "Ai\x1b[31m chủ\x00 trì \ud800?")
    ((heard, _),) = parrot.heard
    assert heard == "Ai [31m chủ  trì ??"


@pytest.mark.parametrize(
    ("error", "vi"),
    [
        (RuntimeError("secret /etc/path"), LABELS["vi"].failed),
        (RecursionError(), LABELS["vi"].failed),
        (IndexDamaged(Path("chi-muc"), "vectors.faiss", "tệp hỏng", "damaged"), "tệp hỏng"),
    ],
)
def test_an_assistant_that_fails_is_said_in_a_sentence(
    documents: list[Path], tmp_path: Path, error: Exception, vi: str
) -> None:
    failing = Parrot(documents[0], fails=error)
    shown, _, talk = ask(PageEvents(Library(tmp_path, lambda _: failing)), "Ai chủ trì?")
    assert vi in shown[-1]
    assert "Traceback" not in shown[-1] and "secret" not in shown[-1]
    assert isinstance(talk.turns[0].outcome, Failure)


def test_a_marker_opens_the_passage_and_the_list_a_document(events: PageEvents) -> None:
    _, _, talk = ask(events, "Ai chủ trì?")
    panel = events.open(talk, VIEW, event(turn=1, marker=1, whole=False))
    assert "<mark>" in panel
    whole = events.open(talk, VIEW, event(turn=1, marker=1, whole=True))
    assert len(whole) > len(panel)
    name = "thai-nguyen-2026-ke-hoach-876.txt"
    assert "MỤC ĐÍCH" in events.open(talk, VIEW, event(source=name))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"turn": 7, "marker": 1},
        {"turn": "1", "marker": "1"},
        {"turn": 1, "marker": None},
        {"turn": [1], "marker": {}},
        {"source": "../../etc/passwd"},
        {"source": 5},
    ],
)
def test_an_event_nobody_could_have_sent_opens_nothing(
    events: PageEvents, data: dict[str, Any]
) -> None:
    _, _, talk = ask(events, "Ai chủ trì?")
    panel = events.open(talk, VIEW, event(**data))
    assert LABELS["vi"].gone in panel and "<mark>" not in panel


def test_a_new_conversation_forgets_the_old_one(events: PageEvents) -> None:
    ask(events, "Ai chủ trì?")
    thread, panel, box, talk = events.begin(VIEW, TAB)
    assert 'class="turn"' not in thread and LABELS["vi"].panel_empty in panel
    assert box == "" and talk.turns == ()


def test_the_language_changes_and_the_conversation_stays(events: PageEvents) -> None:
    _, _, talk = ask(events, "Ai chủ trì?")
    *page, view = events.choose_language(talk, View(by_model=True), event(code="en"), TAB)
    assert view == View("en", by_model=True)
    assert "New conversation" in page[0] and "Ai chủ trì?" in page[1]
    assert events.choose_language(talk, VIEW, event(code="xx"), TAB)[-1] == VIEW


def test_the_page_is_built_without_an_open_interface(parrot: Parrot, tmp_path: Path) -> None:
    page = build_page(PageEvents(Library(tmp_path, lambda _: parrot)), VIEW)
    assert page.title == "Hỏi Đáp"
    assert page.api_open is False and page.analytics_enabled is False
    functions = list(page.fns.values())
    assert functions and all(f.api_visibility == "private" for f in functions)
    assert page.get_api_info() == {"named_endpoints": {}, "unnamed_endpoints": {}}
    fonts = re.findall(r"https?://[^\"' )]+", str(page.get_config_file()))
    assert not [url for url in fonts if "gradio" not in url]


# An index rebuilt while the page runs


def replace_manifest(folder: Path, content: str) -> None:
    """Put a manifest in place as a build does: a new file under the old name."""
    (folder / "manifest.json.new").write_text(content)
    os.replace(folder / "manifest.json.new", folder / MANIFEST)


def test_the_next_question_uses_a_rebuilt_index(documents: list[Path], tmp_path: Path) -> None:
    opened: list[Parrot] = []

    def open_assistant(folder: Path) -> Parrot:
        opened.append(Parrot(documents[len(opened)]))
        return opened[-1]

    replace_manifest(tmp_path, "one")
    events = PageEvents(Library(tmp_path, open_assistant))
    _, _, talk = ask(events, "câu một")
    _, _, talk = ask(events, "câu hai", talk)
    assert len(opened) == 1 and events.load(talk, VIEW) == gr.skip()
    replace_manifest(tmp_path, "two")
    assert "Thái Nguyên" in events.load(Conversation(), VIEW)
    shown, _, talk = ask(events, "câu ba", talk)
    assert len(opened) == 2 and opened[1].heard[0][0] == "câu ba"
    assert "Thái Nguyên" in shown[-1] and "Đồng Nai" in shown[-1]
    # What was answered before still opens in the document it was answered from.
    assert "Đồng Nai" in events.open(talk, VIEW, event(turn=1, marker=1))
    assert "Thái Nguyên" in events.open(talk, VIEW, event(turn=3, marker=1))


def test_an_index_that_breaks_is_said_and_one_that_is_mended_is_used(
    parrot: Parrot, tmp_path: Path
) -> None:
    def open_assistant(folder: Path) -> Parrot:
        if (folder / MANIFEST).read_text() == "broken":
            raise IndexDamaged(folder, MANIFEST, "tệp đã bị hỏng", "the file is damaged")
        return parrot

    replace_manifest(tmp_path, "sound")
    events = PageEvents(Library(tmp_path, open_assistant))
    replace_manifest(tmp_path, "broken")
    for _ in range(2):
        shown, _, talk = ask(events, "Ai chủ trì?")
        assert "tệp đã bị hỏng" in shown[-1] and "hoidap build" in shown[-1]
    assert events.load(talk, VIEW) == gr.skip()
    replace_manifest(tmp_path, "mended")
    shown, _, _ = ask(events, "Ai chủ trì?", talk)
    assert "is-answer" in shown[-1]
