"""What may be chosen on the page: its language, and who writes the answers."""

from __future__ import annotations

from dataclasses import dataclass

from hoidap.assistant.answer import Language
from hoidap.assistant.llm.settings import LLMSettings


@dataclass(frozen=True, slots=True)
class View:
    """What has been chosen in a tab of a browser."""

    language: Language = "vi"
    by_model: bool = False
    """Whether the model writes the answers, or they are in the documents' own words."""


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """The language model that may be chosen; ``chosen`` where a tab begins with it."""

    settings: LLMSettings
    chosen: bool = False
