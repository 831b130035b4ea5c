"""The documents of an index, without what is needed to search them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.errors import WrongUsage
from hoidap.text.vietnamese import plain
from hoidap.usage import closest_first

if TYPE_CHECKING:
    from hoidap.index.corpus import Corpus
    from hoidap.ingest.plan import Plan
    from hoidap.records.reading import Records


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an index; what it holds is read when it is asked for."""

    corpus: Corpus
    name: str

    @property
    def plan(self) -> Plan:
        """What was understood of it."""
        return self.corpus.plans[self.name]

    @property
    def text(self) -> str:
        """What spans count in."""
        return self.corpus.texts[self.name]

    @property
    def records(self) -> Records:
        """What was read off it as data."""
        return self.corpus.records[self.name]


def open_documents(folder: Path) -> list[Document]:
    """Return the documents of the index in ``folder``, in the order of their names.

    :raises IndexMissing: If there is none.
    :raises IndexDamaged: If a file is not what was written.
    """
    from hoidap.index.corpus import Corpus

    corpus = Corpus.open(folder)
    return [Document(corpus, name) for name in corpus.plans]


def find_document(documents: list[Document], name: str) -> Document:
    """Return the document called ``name``, or the only one whose name holds it.

    :raises WrongUsage: If there is none, or several.
    """
    for document in documents:
        if document.name == name:
            return document
    found = [document for document in documents if plain(name) in plain(document.name)]
    if len(found) == 1:
        return found[0]
    names = [document.name for document in found or documents]
    listed = "\n".join(f"  {name}" for name in closest_first(name, names))
    if found:
        raise WrongUsage(
            f"“{name}” có trong tên của {len(found)} văn bản; hãy gõ thêm để chỉ còn một:\n"
            f"{listed}",
            f"“{name}” stands in the names of {len(found)} documents; type more of one:\n"
            f"{listed}",
        )
    raise WrongUsage(
        f"Không có văn bản “{name}”; trong chỉ mục có:\n{listed}",
        f"There is no document “{name}”; the index holds:\n{listed}",
    )
