"""The page itself: Gradio's parts put together, and what each event does.

Gradio takes seconds to import: this module is imported when the page is served, and only
then.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answer import Language
from assistant.chat.conversation import Conversation, Failure, Turn
from assistant.chat.labels import LABELS
from assistant.chat.panel import document_panel, empty_panel, passage_panel
from assistant.chat.reloading import Library
from assistant.chat.render import header, thread
from assistant.engine import MAX_QUESTION
from ingest.errors import UserError

_log = logging.getLogger(__name__)

QUEUE = 64
"""How many questions may wait; one more is told that the server is busy."""
AT_ONCE = 4
"""How many questions are answered at the same time."""
_IDLE = 6 * 3600  # seconds after which a conversation nobody goes on with is forgotten

_OWN_STYLE: dict[str, Any] = {"apply_default_css": False}
# Events go by names that Gradio knows, for one handler cannot listen to other names together.
_HEADER_JS = """hoidap.header({
  begin: (data) => trigger('clear', data), language: (data) => trigger('input', data),
}, watch);"""
_THREAD_JS = """hoidap.thread({
  ask: (data) => trigger('submit', data), open: (data) => trigger('select', data),
}, watch);"""


def asset_path(name: str) -> Path:
    """Return where the file ``name`` that goes with the page is."""
    return Path(__file__).parent / "assets" / name


def head() -> str:
    """Return what goes into the page's ``<head>``.

    The style goes here too: Gradio confines what it is given as ``css`` to its own frame.
    """
    style, script = (
        asset_path(name).read_text(encoding="utf-8") for name in ("chat.css", "chat.js")
    )
    return (
        '<meta name="color-scheme" content="light dark">'
        '<meta name="robots" content="noindex">'
        f"<style>{style}</style><script>{script}</script>"
    )


def theme() -> gr.themes.Base:
    """Return the theme: the system's own fonts, which stack Vietnamese marks well."""
    fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=fonts)


def build_page(library: Library) -> gr.Blocks:
    """Return the page over the assistant that ``library`` hands out."""
    events = PageEvents(library)
    words = LABELS["vi"]
    corpus = library.assistant().index
    page = gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation(), time_to_live=_IDLE)
        language = gr.State("vi")
        top = gr.HTML(header("vi"), js_on_load=_HEADER_JS, elem_id="top", **_OWN_STYLE)
        with gr.Row(elem_id="layout"):
            with gr.Column(elem_id="talk"):
                talk = gr.HTML(
                    thread(Conversation(), corpus, "vi"),
                    js_on_load=_THREAD_JS,
                    elem_id="thread",
                    **_OWN_STYLE,
                )
                with gr.Row(elem_id="composer"):
                    question = gr.Textbox(
                        label=words.question,
                        placeholder=words.placeholder,
                        show_label=False,
                        container=False,
                        lines=1,
                        max_lines=6,
                        elem_id="question",
                    )
                    button = gr.Button(words.send, variant="primary", elem_id="send")
                hint = gr.HTML(words.hint, elem_id="hint", js_on_load=None, **_OWN_STYLE)
            with gr.Column(elem_id="side"):
                panel = gr.HTML(
                    empty_panel("vi"),
                    js_on_load="hoidap.panel(watch);",
                    elem_id="panel",
                    **_OWN_STYLE,
                )

        # No progress bars: the page shows itself that it is searching, and nothing jumps.
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [top, talk, panel, question, button, hint]
        gr.on(
            [question.submit, button.click, talk.submit],
            events.ask,
            [question, conversation, language],
            [talk, question, conversation],
            concurrency_limit=AT_ONCE,
            **quiet,
        )
        # Only asking goes through the queue: when two events share it, Gradio can lose the one
        # that joins while the other ends.
        quiet["queue"] = False
        talk.select(
            events.open, [conversation, language], panel, trigger_mode="always_last", **quiet
        )
        top.clear(events.begin, language, [talk, panel, question, conversation], **quiet)
        top.input(events.choose_language, conversation, [*shown, language], **quiet)
        page.load(events.load, [conversation, language], talk, **quiet)
        page.load(None, js="() => hoidap.ready()")
    page.queue(max_size=QUEUE, default_concurrency_limit=AT_ONCE, api_open=False)
    return page


class PageEvents:
    """What the page does when something is asked, opened or chosen."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._built_with = self._corpus = library.assistant().index

    def ask(
        self, typed: str, conversation: Conversation, language: Language, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """Show that the question is being answered, then the answer.

        A question that cannot be asked at all stays in the box, to be mended.
        """
        question = _clean(_data(event).get("question", typed))
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        problem = _unaskable(question)
        if problem is None:
            yield thread(conversation, self._corpus, language, question), "", gr.skip()
        turn = self._turn(question, conversation, problem)
        conversation = conversation.with_turn(turn)
        kept = gr.skip() if problem else ""
        yield thread(conversation, self._corpus, language), kept, conversation

    def _turn(self, question: str, conversation: Conversation, problem: Failure | None) -> Turn:
        number = conversation.next_id
        if problem is not None:
            return Turn(number, question, problem)
        try:
            assistant = self._library.assistant()
            self._corpus = assistant.index
            answer = assistant.ask(question, conversation.history)
            return Turn(number, question, answer, assistant.index)
        except UserError as error:
            _log.warning("%s", error.en)
            return Turn(number, question, Failure(error.vi, error.en))
        except Exception as error:
            # Whatever it is, the person who asked gets a sentence and the log the cause.
            _log.error(
                "%s: %s", type(error).__name__, error, exc_info=_log.isEnabledFor(logging.DEBUG)
            )
            return Turn(number, question, Failure(LABELS["vi"].failed, LABELS["en"].failed))

    def open(self, conversation: Conversation, language: Language, event: gr.EventData) -> str:
        """Show a cited passage, or a document, in the side panel."""
        data = _data(event)
        source = data.get("source")
        if isinstance(source, str):
            return document_panel(self._corpus, source, language)
        number, marker = data.get("turn"), data.get("marker")
        turn = conversation.turn(number) if isinstance(number, int) else None
        return passage_panel(
            turn, marker if isinstance(marker, int) else 0, language,
            whole=data.get("whole") is True,
        )  # fmt: skip

    def begin(self, language: Language) -> tuple[Any, ...]:
        """Begin a new conversation."""
        fresh = Conversation()
        return thread(fresh, self._corpus, language), empty_panel(language), "", fresh

    def choose_language(
        self, conversation: Conversation, event: gr.EventData
    ) -> tuple[Any, ...]:
        """Show the page in the language chosen; the conversation goes on."""
        language: Language = "en" if _data(event).get("code") == "en" else "vi"
        words = LABELS[language]
        return (
            header(language),
            thread(conversation, self._corpus, language),
            empty_panel(language),
            gr.update(label=words.question, placeholder=words.placeholder),
            gr.update(value=words.send),
            words.hint,
            language,
        )

    def load(self, conversation: Conversation, language: Language) -> str | dict[str, Any]:
        """Show the documents as the index stands now: it may have been rebuilt since."""
        unchanged: dict[str, Any] = gr.skip()
        try:
            corpus = self._library.assistant().index
        except UserError as error:
            _log.warning("%s", error.en)  # said on the page once something is asked
            return unchanged
        if corpus is self._built_with:
            return unchanged
        self._corpus = corpus
        return thread(conversation, corpus, language)


def _data(event: gr.EventData) -> dict[str, Any]:
    """Return what came with an event from the page's own script, if anything did."""
    data = event._data
    return data if isinstance(data, dict) else {}


def _clean(question: object) -> str:
    """Return a question without control characters and broken Unicode."""
    text = question if isinstance(question, str) else ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    kept = (char if char.isprintable() or char.isspace() else " " for char in text)
    return "".join(kept).strip()


def _unaskable(question: str) -> Failure | None:
    """Say why ``question`` cannot be asked, or ``None`` if it can."""
    messages = []
    for words in (LABELS["vi"], LABELS["en"]):
        example = words.examples[0][1][0].question
        if len(question) > MAX_QUESTION:
            messages.append(words.too_long.format(n=len(question), most=MAX_QUESTION))
        elif not any(char.isalnum() for char in question):
            messages.append(words.no_words.format(example=example))
    return Failure(*messages) if messages else None
