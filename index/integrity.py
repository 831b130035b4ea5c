"""Damage is named, without everything being read at each start.

What can be checked as it is read carries checksums of its own: documents, passages, vectors.
What cannot, because libraries read it (the catalogue, the words, the cells of vectors), is
checked whole: before the first answer where it is small, else beside the first answers.
"""

from __future__ import annotations

import threading
import weakref

from hoidap.index.store import DOCUMENTS, ROWS, Generation, IndexDamaged

SMALL = 32 << 20
"""Bytes that are checked before the first answer: some thirty milliseconds."""


class Guard:
    """Checks what cannot be checked as it is read; safe to use from several threads.

    :param whole: whether every byte is checked first: none is then left to check
    :raises IndexDamaged: If what is checked first is not what was written; so much is that,
        where there is little to check.
    """

    def __init__(self, generation: Generation, *, whole: bool = False) -> None:
        self.found: IndexDamaged | None = None
        if whole:
            verify(generation)
            return
        files = {
            name: size
            for name, (_, size) in generation.manifest.files.items()
            if name not in (DOCUMENTS, ROWS)
        }
        if sum(files.values()) <= SMALL:
            for name in files:
                generation.check(name)
            return
        arguments = (weakref.ref(self), generation, sorted(files, key=files.__getitem__))
        threading.Thread(target=_check, args=arguments, daemon=True).start()

    def check(self) -> None:
        """Tell of the damage that was found since the index was opened.

        :raises IndexDamaged: If there is any.
        """
        if self.found is not None:
            raise self.found


def _check(guard: weakref.ref[Guard], generation: Generation, files: list[str]) -> None:
    for name in files:
        try:
            generation.check(name)
        except IndexDamaged as error:
            # A file that is gone was deleted by a build: what is open stays as it is.
            if (generation.path / name).exists() and (owner := guard()) is not None:
                owner.found = error
            return
        if guard() is None:  # closed meanwhile
            return


def verify(generation: Generation) -> None:
    """Compare every byte of an index with what was written.

    :raises IndexDamaged: If one differs; its file is named.
    """
    generation.check_sizes()
    for name in generation.manifest.files:
        generation.check(name)
