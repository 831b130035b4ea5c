"""The bar above the page: its name, what can be chosen, where a question goes."""

from __future__ import annotations

from html import escape

from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.icons import icon
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.llm.settings import LLMSettings


def header(view: View, model: LLMSettings | None = None) -> str:
    """Return the bar above everything: the name, what can be chosen, the way to begin again.

    :param model: the language model that may be chosen, if one is set
    """
    language = view.language
    words = LABELS[language]
    choices = "".join(
        f'<button type="button" data-language="{code}" lang="{code}" title="{name}" '
        f'aria-label="{name}" aria-pressed="{str(code == language).lower()}">'
        f"{code.upper()}</button>"
        for code, name in (("vi", "Tiếng Việt"), ("en", "English"))
    )
    return (
        f'<header class="top" data-page-language="{language}">'
        f'<div class="brand">{icon("brand")}<h1>{words.title}</h1></div>'
        f'<div class="tools">{_engines(view, model) if model else ""}'
        f'<div class="languages" role="group" '
        f'aria-label="{words.language_switch}">{choices}</div>'
        f'<button type="button" class="quiet" data-new aria-label="{words.new}">{icon("new")}'
        f'<span class="long">{words.new}</span><span class="short">{words.new_short}</span>'
        "</button></div></header>"
    )


def _engines(view: View, model: LLMSettings) -> str:
    """Return the switch between the documents' words and the model's."""
    words = LABELS[view.language]
    where = words.model_there if model.is_remote else words.model_here
    title = where.format(model=model.model, host=model.host)
    choices = "".join(
        f'<button type="button" data-model="{str(by_model).lower()}" aria-label="{name}" '
        f'title="{escape(title)}" aria-pressed="{str(by_model == view.by_model).lower()}">'
        f'<span class="long">{name}</span><span class="short">{short}</span></button>'
        for by_model, name, short, title in (
            (False, words.quoted, words.quoted_short, words.quoted_title),
            (True, words.by_model, words.by_model, title),
        )
    )
    label = words.engine_switch
    return f'<div class="engines" role="group" aria-label="{label}">{choices}</div>'


def remote_notice(view: View, model: LLMSettings) -> str:
    """Say which other machine a question goes to, while the model there is chosen."""
    if not (view.by_model and model.is_remote):
        return ""
    said = LABELS[view.language].remote.format(host=model.host)
    return f'<p class="remote">{icon("server")}<span>{escape(said)}</span></p>'
