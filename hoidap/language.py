"""The language of messages for people: Vietnamese unless English is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from hoidap.assistant.answer import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")
VARIABLE = "HOIDAP_LANG"

_current: ContextVar[Language] = ContextVar("language", default="vi")


def language() -> Language:
    """Return the language of messages."""
    return _current.get()


def set_language(value: Language) -> None:
    """Set the language of messages."""
    _current.set(value)


def say(vi: str, en: str) -> str:
    """Return the wording in the language of messages."""
    return en if language() == "en" else vi


def wanted_language(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language that a command line asks for.

    It is needed before the command line is understood: the message that it is wrong,
    or the help that stands before ``--lang``, is in that language too.

    >>> wanted_language(["ask", "--lang=en"], {})
    'en'
    """
    value = environ.get(VARIABLE, "")
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith("--lang="):
            value = argument.partition("=")[2]
    return "en" if value.casefold() == "en" else "vi"
