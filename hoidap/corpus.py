"""The documents of an index, without what is needed to search them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.errors import WrongUsage
from hoidap.text.vietnamese import plain
from hoidap.usage import closest_first

if TYPE_CHECKING:
    from hoidap.index.codec import Document


def open_documents(folder: Path) -> list[Document]:
    """Return the documents of the index in ``folder``, in the order of their names.

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

    return load(folder, read)


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
