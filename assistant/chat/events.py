"""What the page does when something is asked, opened or chosen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

import gradio as gr

from hoidap.assistant.answer import Answer, Language
from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.conversation import Conversation, Failure, Turn
from hoidap.assistant.chat.header import header, remote_notice
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.chat.panel import document_panel, empty_panel, passage_panel
from hoidap.assistant.chat.reloading import Library
from hoidap.assistant.chat.render import thread
from hoidap.assistant.chat.writing import Writing, Writings
from hoidap.assistant.engine import MAX_QUESTION, Assistant
from hoidap.assistant.llm.engine import LLMAssistant, Progress
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.ingest.errors import UserError

_log = logging.getLogger(__name__)


class PageEvents:
    """What the page does when something is asked, opened or chosen.

    :param model: the language model that may be chosen, if one is set

    ``corpus`` is the documents as the index was last seen.
    """

    def __init__(self, library: Library, model: LLMSettings | None = None) -> None:
        self._library = library
        self.model = model
        self._writings = Writings()
        # Kept for as long as the assistant is the same one.
        self._writer = lru_cache(maxsize=1)(LLMAssistant)
        self._built_with = self.corpus = library.assistant().index

    def ask(
        self,
        typed: str,
        conversation: Conversation,
        view: View,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        """Show that the question is being answered, then the answer, while it grows too.

        A question that cannot be asked at all stays in the box, to be mended.
        """
        question = _clean(_data(event).get("question", typed))
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        problem = _unaskable(question)
        with self._writings.begun(request.session_hash, view.language) as writing:
            if problem is None:
                waiting = thread(conversation, self.corpus, view.language, question)
                yield waiting, "", gr.skip()
                turns = self._turns(question, conversation, view, writing)
            else:
                turns = iter([Turn(conversation.next_id, question, problem)])
            for turn in turns:
                if writing.abandoned:
                    break
                grown = conversation.with_turn(turn)
                yield thread(grown, self.corpus, writing.language), gr.skip(), grown
            if writing.abandoned:
                # What is yielded last is shown once more at the end: let it be the new one.
                fresh = Conversation()
                yield thread(fresh, self.corpus, writing.language), gr.skip(), fresh

    def _turns(
        self, question: str, conversation: Conversation, view: View, writing: Writing
    ) -> Iterator[Turn]:
        """Yield the turn as it grows, and last as it stays."""
        number, history = conversation.next_id, conversation.history
        outcomes: Iterator[Progress | Answer]
        try:
            assistant = self._library.assistant()
            self.corpus = assistant.index
            if view.by_model and self.model:
                writer = self._writer(cast("Assistant", assistant), self.model)
                outcomes = writer.stream(question, history, writing.stopped.is_set)
            else:
                outcomes = iter([assistant.ask(question, history)])
            for outcome in outcomes:
                yield Turn(number, question, outcome, assistant.index)
        except UserError as error:
            _log.warning("%s", error.en)
            yield Turn(number, question, Failure(error.vi, error.en))
        except Exception as error:
            # Whatever it is, the person who asked gets a sentence and the log the cause.
            _log.error(
                "%s: %s", type(error).__name__, error, exc_info=_log.isEnabledFor(logging.DEBUG)
            )
            failure = Failure(LABELS["vi"].failed, LABELS["en"].failed)
            yield Turn(number, question, failure)

    def stop(self, request: gr.Request) -> None:
        """Wait for the model no longer: the answer is what has passed the check."""
        self._writings.stop(request.session_hash)

    def leave(self, request: gr.Request) -> None:
        """End what is being written for a tab that was closed."""
        self._writings.abandon(request.session_hash)

    def close(self) -> None:
        """Wait for no model any longer: the server ends."""
        self._writings.stop_all()

    def open(self, conversation: Conversation, view: View, event: gr.EventData) -> str:
        """Show a cited passage, or a document, in the side panel."""
        data = _data(event)
        source = data.get("source")
        if isinstance(source, str):
            return document_panel(self.corpus, source, view.language)
        number, marker = data.get("turn"), data.get("marker")
        turn = conversation.turn(number) if isinstance(number, int) else None
        return passage_panel(
            turn, marker if isinstance(marker, int) else 0, view.language,
            whole=data.get("whole") is True,
        )  # fmt: skip

    def begin(self, view: View, request: gr.Request) -> tuple[Any, ...]:
        """Begin a new conversation."""
        self._writings.abandon(request.session_hash)
        fresh, language = Conversation(), view.language
        return thread(fresh, self.corpus, language), empty_panel(language), "", fresh

    def choose_language(
        self, conversation: Conversation, view: View, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        """Show the page in the language chosen; the conversation goes on."""
        language: Language = "en" if _data(event).get("code") == "en" else "vi"
        self._writings.speak(request.session_hash, language)
        view = replace(view, language=language)
        words = LABELS[language]
        return (
            header(view, self.model),
            thread(conversation, self.corpus, language),
            empty_panel(language),
            gr.update(label=words.question, placeholder=words.placeholder),
            gr.update(value=words.send),
            words.hint,
            *self.notices(view),
            view,
        )

    def choose_engine(self, view: View, event: gr.EventData) -> tuple[Any, ...]:
        """Have the questions to come answered by the model, or in the documents' words."""
        view = replace(view, by_model=_data(event).get("model") is True)
        return header(view, self.model), *self.notices(view), view

    def notices(self, view: View) -> list[str]:
        """Return what the page says of another machine, where there is one to speak of."""
        model = self.model
        return [remote_notice(view, model)] if model and model.is_remote else []

    def load(self, conversation: Conversation, view: View) -> str | dict[str, Any]:
        """Show the documents as the index stands now: it may have been rebuilt since."""
        unchanged: dict[str, Any] = gr.skip()
        try:
            corpus = self._library.assistant().index
        except UserError as error:
            _log.warning("%s", error.en)  # said on the page once something is asked
            return unchanged
        if corpus is self._built_with:
            return unchanged
        self.corpus = corpus
        return thread(conversation, corpus, view.language)


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
        example = next(iter(words.examples.values()))[0][0]
        if len(question) > MAX_QUESTION:
            messages.append(words.too_long.format(n=len(question), most=MAX_QUESTION))
        elif not any(char.isalnum() for char in question):
            messages.append(words.no_words.format(example=example))
    return Failure(*messages) if messages else None
