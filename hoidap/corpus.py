"""The documents of an index and what was read off them, without what searches them.

All commands that list records or show documents read them here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap import console
from hoidap.errors import WrongUsage
from hoidap.index.filter import Filter
from hoidap.language import say
from hoidap.text.vietnamese import plain
from hoidap.usage import closest_first

if TYPE_CHECKING:
    from hoidap.index.corpus import Corpus as Stored
    from hoidap.ingest.plan import Plan
    from hoidap.records.reading import Records

_UNITS = ("tinh ", "thanh pho ", "tp. ", "tp ")


def open_corpus(folder: Path) -> Documents:
    """Return the documents of the index in ``folder``.

    :raises IndexMissing: If there is none.
    :raises IndexDamaged: If a file of it is not what was written.
    """
    from hoidap.index.corpus import Corpus as Stored

    return Documents(Stored.open(folder))


class Documents:
    """Documents by their sources, in their order; each is read when it is asked for."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents' sources, in their order."""
        return tuple(self._stored.plans)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces that documents are of, each once."""
        return tuple(self._stored.catalogue.provinces)

    def province(self, source: str) -> str | None:
        """Return the province that a document is of."""
        return self._stored.catalogue.entry(source).province

    def plan(self, source: str) -> Plan:
        """Return a document as it was understood."""
        return self._stored.plans[source]

    def text(self, source: str) -> str:
        """Return a document's text, in which spans count."""
        return self._stored.texts[source]

    def records(self, source: str) -> Records:
        """Return what was read off a document."""
        return self._stored.records[source]

    def of_province(self, name: str) -> tuple[str, ...]:
        """Return the documents of the province called ``name``, however it is typed."""
        wanted = plain(name)
        for unit in _UNITS:
            wanted = wanted.removeprefix(unit)
        names = tuple(name for name in self.provinces if plain(name) == wanted)
        entries = self._stored.catalogue.entries(Filter(provinces=names))
        return tuple(sorted(entry.source for entry in entries))

    def document(self, name: str) -> str:
        """Return the document called ``name``, or the only one whose name holds it.

        :raises WrongUsage: If there is none, or several.
        """
        if name in self._stored.catalogue:
            return name
        found = [source for source in self.sources if plain(name) in plain(source)]
        if len(found) == 1:
            return found[0]
        names = closest_first(name, found or self.sources)
        listed = "\n".join(f"  {name}" for name in names)
        if found:
            raise WrongUsage(
                f"“{name}” có trong tên của {len(found)} văn bản; hãy gõ thêm để chỉ còn một:"
                f"\n{listed}",
                f"“{name}” stands in the names of {len(found)} documents; type more of one:\n"
                f"{listed}",
            )
        raise WrongUsage(
            f"Không có văn bản “{name}”; trong chỉ mục có:\n{listed}",
            f"There is no document “{name}”; the index holds:\n{listed}",
        )

    def within(self, province: str | None, document: str | None) -> tuple[str, ...]:
        """Return the documents of ``province`` and called ``document``, where these are given.

        :raises WrongUsage: If there is none.
        """
        sources = self.sources
        if document is not None:
            sources = (self.document(console.typed(document)),)
        if province is None:
            return sources
        name = console.typed(province)
        of_it = set(self.of_province(name))
        found = tuple(source for source in sources if source in of_it)
        if not found:
            known = closest_first(name, self.provinces)
            listed = ", ".join(known) or say("(không có tỉnh nào)", "(none)")
            raise WrongUsage(
                f"Không có văn bản của “{name}”; trong chỉ mục có: {listed}.",
                f"There is no document of “{name}”; the index holds: {listed}.",
            )
        return found

    def each(
        self, province: str | None = None, document: str | None = None
    ) -> Iterator[Records]:
        """Return what was read off each of the documents :meth:`within`, in their order."""
        return map(self.records, self.within(province, document))
