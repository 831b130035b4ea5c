"""What can happen in a tab of a browser while an answer is being written in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hoidap.assistant.answer import Language


@dataclass(eq=False, slots=True)
class Writing:
    """A turn that is being written, and what its reader has chosen since it was asked."""

    language: Language
    abandoned: bool = False
    """A new conversation was begun meanwhile: nothing of this one is to be shown."""
    stopped: threading.Event = field(default_factory=threading.Event)


class Writings:
    """The turns that are being written, by the tab that asked.

    >>> writings = Writings()
    >>> with writings.begun("tab", "vi") as writing:
    ...     writings.stop("tab")
    ...     writing.stopped.is_set()
    True
    """

    def __init__(self) -> None:
        self._by_tab: dict[str | None, Writing] = {}

    @contextmanager
    def begun(self, tab: str | None, language: Language) -> Iterator[Writing]:
        """Keep a turn at hand while it is being written; it is stopped however that ends."""
        writing = self._by_tab[tab] = Writing(language)
        try:
            yield writing
        finally:
            writing.stopped.set()
            if self._by_tab.get(tab) is writing:
                del self._by_tab[tab]

    def stop(self, tab: str | None) -> None:
        """Wait for the model no longer."""
        if writing := self._by_tab.get(tab):
            writing.stopped.set()

    def stop_all(self) -> None:
        """Stop in every tab."""
        for writing in tuple(self._by_tab.values()):
            writing.stopped.set()

    def abandon(self, tab: str | None) -> None:
        """Stop, and let nothing more be shown."""
        if writing := self._by_tab.get(tab):
            writing.abandoned = True
            writing.stopped.set()

    def speak(self, tab: str | None, language: Language) -> None:
        """Go on in ``language``, in the page's own words."""
        if writing := self._by_tab.get(tab):
            writing.language = language
