"""Which documents are searched: a filter set before the search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """The documents of ``sources`` that are of one of ``provinces``.

    A field that is ``None`` does not restrict; an empty one lets nothing through.

    >>> Filter(provinces=("Thanh Hóa",))
    Filter(sources=None, provinces=('Thanh Hóa',))
    """

    sources: tuple[str, ...] | None = None
    provinces: tuple[str, ...] | None = None

    @property
    def nothing(self) -> bool:
        """Tell whether no document can pass."""
        return self.sources == () or self.provinces == ()
