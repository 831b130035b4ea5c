"""The assistant behind the page: opened once, and again when its index is rebuilt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from hoidap.assistant.answer import Answer
from hoidap.assistant.chat.conversation import Corpus
from hoidap.index.store import MANIFEST


class Answerer(Protocol):
    """What answers questions, such as :class:`hoidap.assistant.engine.Assistant`."""

    @property
    def index(self) -> Corpus:
        """The documents it answers from."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer ``question``, read in the light of the earlier ones."""


_Stamp = tuple[int, int, int] | None


class Library:
    """Hands out the assistant of the index that stands in a folder now.

    :param open_assistant: opens the index in a folder; it raises ``UserError`` if it cannot

    >>> library = Library(Path("index-folder"), Assistant.open)
    >>> library.assistant().ask("TCCS là gì?").answer
    'TCCS là tiêu chuẩn cơ sở. [1]'
    """

    def __init__(self, folder: Path, open_assistant: Callable[[Path], Answerer]) -> None:
        self._folder = folder
        self._open = open_assistant
        self._lock = threading.Lock()
        self._stamp = self._stamp_now()
        self._assistant = open_assistant(folder)

    def assistant(self) -> Answerer:
        """Return the assistant, opened anew if the index has been rebuilt since.

        :raises UserError: If the index that stands in the folder now cannot be opened; the
            next call tries again.
        """
        with self._lock:
            stamp = self._stamp_now()
            if stamp != self._stamp:
                self._assistant = self._open(self._folder)
                self._stamp = stamp  # taken before opening: a build meanwhile is seen next time
            return self._assistant

    def _stamp_now(self) -> _Stamp:
        """Return what changes whenever a build puts a new manifest in place."""
        try:
            status = (self._folder / MANIFEST).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size
