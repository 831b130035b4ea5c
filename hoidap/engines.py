"""Who writes the answers: the extractive engine, or a language model over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from assistant.llm.engine import LLMAssistant

    Answering = Assistant | LLMAssistant

Engine = Literal["extractive", "llm"]
ENGINES: tuple[Engine, ...] = ("extractive", "llm")


def open_assistant(index: Path, engine: Engine) -> Answering:
    """Open the index for ``engine``.

    :raises UserError: If the index cannot be opened, or a setting of the model is missing.
    """
    from assistant.engine import Assistant

    if engine == "extractive":
        return Assistant.open(index)
    from assistant.llm.engine import LLMAssistant
    from assistant.llm.settings import LLMSettings

    settings = LLMSettings.read()
    return LLMAssistant(Assistant.open(index), settings)
