"""Who writes the answers: the extractive engine, or a language model over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hoidap.assistant.engine import Assistant
    from hoidap.assistant.llm.engine import LLMAssistant
    from hoidap.assistant.llm.settings import LLMSettings

    Answering = Assistant | LLMAssistant

Engine = Literal["extractive", "llm"]
ENGINES: tuple[Engine, ...] = ("extractive", "llm")


def model_settings(engine: Engine) -> LLMSettings | None:
    """Return the language model that ``engine`` writes with, ``None`` for none.

    :raises UserError: If a setting of it is missing or not allowed.
    """
    if engine == "extractive":
        return None
    from hoidap.assistant.llm.settings import LLMSettings

    return LLMSettings.read()


def open_assistant(index: Path, engine: Engine) -> Answering:
    """Open the index for ``engine``.

    :raises UserError: If the index cannot be opened, or a setting of the model is missing.
    """
    from hoidap.assistant.engine import Assistant

    settings = model_settings(engine)
    assistant = Assistant.open(index)
    if settings is None:
        return assistant
    from hoidap.assistant.llm.engine import LLMAssistant

    return LLMAssistant(assistant, settings)
