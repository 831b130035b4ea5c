"""Failures that a person can act on, in both languages of the product."""

from __future__ import annotations


class UserError(Exception):
    """A failure with a message for people: the value, what is allowed, the next step.

    :param vi: the message in Vietnamese
    :param en: the message in English
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en

    def message(self, language: str) -> str:
        """Return the message in ``language`` (``"en"`` or, for anything else, Vietnamese)."""
        return self.en if language == "en" else self.vi


class DocumentError(UserError):
    """A document cannot be read; the others still can."""

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str]]:
        """Let a process that reads documents hand it to another."""
        return DocumentError, (self.vi, self.en)
