"""Which documents are searched: a restriction set before the search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """Restricts to documents by name and by province; ``None`` does not restrict.

    An empty tuple leaves nothing.
    """

    sources: tuple[str, ...] | None = None
    provinces: tuple[str, ...] | None = None
