"""The documents of an index, without what is needed to search them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.index.catalogue import Catalogue
from hoidap.index.contents import Contents
from hoidap.index.database import Database
from hoidap.index.integrity import Guard
from hoidap.index.store import Generation, load

if TYPE_CHECKING:
    from hoidap.index.passage import Passage
    from hoidap.index.store import Manifest
    from hoidap.index.tokens import Ids
    from hoidap.ingest.plan import Plan
    from hoidap.records.reading import Records


class Corpus:
    """The documents of an index opened for reading; safe to use from several threads.

    No document is read when it is opened: everything is read when it is asked for.
    A build that replaces the index on the disk does not disturb one that is open.

    >>> corpus = Corpus.open(Path("index-folder"))
    >>> corpus.records["thanh-hoa-2026.txt"].tasks[0].lead
    ('Sở Khoa học và Công nghệ',)
    """

    manifest: Manifest
    catalogue: Catalogue
    """What is known of the documents without opening one."""
    plans: Mapping[str, Plan]
    """Each document's plan, by the document's name, in the order of the names."""
    texts: Mapping[str, str]
    """Each document's text, which all spans count in, by the document's name."""
    records: Mapping[str, Records]
    """What was read off each document as data, by the document's name."""

    def __init__(self, generation: Generation, *, whole: bool = False) -> None:
        """Open ``generation``; :meth:`open` opens the one that stands in a folder.

        :param whole: whether every byte of it is checked first
        :raises IndexDamaged: If a file is missing, or found not to be what was written.
        """
        self.manifest = generation.manifest
        generation.check_sizes()
        self._database = Database(generation)
        self._guard = Guard(generation, whole=whole)
        self.catalogue = Catalogue(self._database)
        self._contents = Contents(self._database, self.catalogue)
        self.plans = self._contents.plans
        self.texts = self._contents.texts
        self.records = self._contents.records

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """Open the documents of the index in ``folder``.

        :raises IndexMissing: If there is none.
        :raises IndexDamaged: If a file is missing, or found not to be what was written; it
            is named.  So do the properties and methods, where a file is found so later.
        """
        return load(folder, cls)

    def syllables_of(self, source: str) -> list[Ids]:
        """Return the numbers of the syllables of a document's passages, in order.

        Of each its headings, then its clauses, a :data:`hoidap.index.tokens.BREAK` behind
        each of them; :meth:`numbers` says which number a syllable has.

        :raises KeyError: If there is no document of that name.
        """
        return self._contents.syllables_of(source)

    def numbers(self, syllable: str, marked: bool) -> Sequence[int]:
        """Return the numbers that ``syllable`` stands for; none if no passage has it.

        :param marked: as it is written; otherwise those it may be with any marks
        """
        return self._contents.numbers(syllable, marked)

    def passages_of(self, source: str) -> Sequence[Passage]:
        """Return the passages of a document, in order.

        :raises KeyError: If there is no document of that name.
        """
        return self._contents.passages_of(source)
