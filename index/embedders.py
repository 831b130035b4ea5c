"""Which embedding an index is built with and read with."""

from __future__ import annotations

from pathlib import Path

from hoidap.index.embedding import Embedder, StaticEmbedder
from hoidap.index.store import read_manifest

_SHIPPED = "static-"  # how the name of the model that ships begins


def load_embedder(name: str = "") -> Embedder:
    """Load the model that ships, or any sentence-transformers model by hub name or folder.

    :raises ModelError: If it cannot be used; the message names it.
    """
    if not name or name.startswith(_SHIPPED):
        return StaticEmbedder.load()
    from hoidap.index.model_inputs import load_model

    folder = Path(name)  # whole, so that the index is read from anywhere
    return load_model(str(folder.resolve()) if folder.is_dir() else name)


def embedder_of(folder: Path) -> Embedder:
    """Load the model that the index in ``folder`` was built with.

    :raises IndexMissing: If there is no index.
    :raises IndexDamaged: If its manifest is not what was written.
    :raises ModelError: If the model cannot be used here.
    """
    return load_embedder(read_manifest(folder).embedder)
