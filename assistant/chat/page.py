"""The page itself: Gradio's parts put together.

Gradio takes seconds to import: this module is imported when the page is served, and only
then.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.conversation import Conversation
from hoidap.assistant.chat.events import PageEvents
from hoidap.assistant.chat.header import header
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.chat.panel import empty_panel
from hoidap.assistant.chat.render import thread

QUEUE = 64
"""How many questions may wait; one more is told that the server is busy."""
AT_ONCE = 4
"""How many questions are answered at the same time."""
_IDLE = 6 * 3600  # seconds after which a conversation nobody goes on with is forgotten

_OWN_STYLE: dict[str, Any] = {"apply_default_css": False}
# Events go by names that Gradio knows, for one handler cannot listen to other names together.
_HEADER_JS = """hoidap.header({
  begin: (data) => trigger('clear', data), language: (data) => trigger('input', data),
  engine: (data) => trigger('select', data),
}, watch);"""
_THREAD_JS = """hoidap.thread({
  ask: (data) => trigger('submit', data), open: (data) => trigger('select', data),
  stop: (data) => trigger('stop', data),
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


def build_page(events: PageEvents, first: View) -> gr.Blocks:
    """Return the page on which ``events`` happen, in Vietnamese.

    :param first: what is chosen to begin with
    """
    words = LABELS["vi"]
    page = gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation(), time_to_live=_IDLE)
        view = gr.State(first)
        bar = header(first, events.model)
        top = gr.HTML(bar, js_on_load=_HEADER_JS, elem_id="top", **_OWN_STYLE)
        with gr.Row(elem_id="layout"):
            with gr.Column(elem_id="talk"):
                talk = gr.HTML(
                    thread(Conversation(), events.corpus, "vi"),
                    js_on_load=_THREAD_JS,
                    elem_id="thread",
                    **_OWN_STYLE,
                )
                with gr.Row(elem_id="composer"):
                    notices = [
                        gr.HTML(said, elem_id="remote", js_on_load=None, **_OWN_STYLE)
                        for said in events.notices(first)
                    ]
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
        shown = [top, talk, panel, question, button, hint, *notices]
        gr.on(
            [question.submit, button.click, talk.submit],
            events.ask,
            [question, conversation, view],
            [talk, question, conversation],
            concurrency_limit=AT_ONCE,
            **quiet,
        )
        # Only asking goes through the queue: when two events share it, Gradio can lose the one
        # that joins while the other ends.
        quiet["queue"] = False
        talk.select(
            events.open, [conversation, view], panel, trigger_mode="always_last", **quiet
        )
        top.clear(events.begin, view, [talk, panel, question, conversation], **quiet)
        top.input(events.choose_language, [conversation, view], [*shown, view], **quiet)
        if events.model:
            top.select(events.choose_engine, view, [top, *notices, view], **quiet)
            talk.stop(events.stop, **quiet)
            page.unload(events.leave)
        page.load(events.load, [conversation, view], talk, **quiet)
        page.load(None, js="() => hoidap.ready()")
    page.queue(max_size=QUEUE, default_concurrency_limit=AT_ONCE, api_open=False)
    return page
