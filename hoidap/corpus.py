"""The documents of an index and what was read off them, without what searches them.

All commands that list records or show documents read them here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap import console
from hoidap.errors import WrongUsage
from hoidap.language import say
from hoidap.text.vietnamese import plain
from hoidap.usage import closest_first

if TYPE_CHECKING:
    from hoidap.index.codec import Document
    from hoidap.ingest.plan import Plan
    from hoidap.records.reading import Records

_UNITS = ("tinh ", "thanh pho ", "tp. ", "tp ")


def open_corpus(folder: Path) -> Documents:
    """Return the documents of the index in ``folder``.

    :raises IndexMissing: If there is none.
    :raises IndexDamaged: If the file that holds them is not what was written.
    """
    from hoidap.index.codec import load_documents
    from hoidap.index.store import PLANS, Generation, load

    def read(generation: Generation) -> list[Document]:
        try:
            return load_documents(generation.read(PLANS))
        except ValueError as error:
            raise generation.damaged(PLANS) from error

    held = load(folder, read)
    return Documents({one.name: one.plan for one in held}, {one.name: one.text for one in held})


class Documents:
    """Documents by their sources, in their order; each is read when it is asked for."""

    def __init__(self, plans: Mapping[str, Plan], texts: Mapping[str, str]) -> None:
        self._plans = plans
        self._texts = texts
        self.records = lru_cache(maxsize=64)(self._records)

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents' sources, in their order."""
        return tuple(self._plans)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces that documents are of, each once."""
        found = (self.province(source) for source in self._plans)
        return tuple(dict.fromkeys(province for province in found if province))

    def province(self, source: str) -> str | None:
        """Return the province that a document is of."""
        return self.plan(source).province

    def plan(self, source: str) -> Plan:
        """Return a document as it was understood."""
        return self._plans[source]

    def text(self, source: str) -> str:
        """Return a document's text, in which spans count."""
        return self._texts[source]

    def _records(self, source: str) -> Records:
        from hoidap.records.reading import read_records

        return read_records(self.plan(source))

    def of_province(self, name: str) -> tuple[str, ...]:
        """Return the documents of the province called ``name``, however it is typed."""
        wanted = plain(name)
        for unit in _UNITS:
            wanted = wanted.removeprefix(unit)
        return tuple(s for s in self._plans if plain(self.province(s) or "") == wanted)

    def document(self, name: str) -> str:
        """Return the document called ``name``, or the only one whose name holds it.

        :raises WrongUsage: If there is none, or several.
        """
        if name in self._plans:
            return name
        found = [source for source in self._plans if plain(name) in plain(source)]
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
    ) -> Iterator[tuple[str, Plan, Records]]:
        """Yield the documents of :meth:`within`, with what was read off them."""
        for source in self.within(province, document):
            yield source, self.plan(source), self.records(source)
