"""How a record concerns an agency: by its name, or through a collective."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from hoidap.text.agencies import agency_matcher, binds, normal_name

Binding = Literal["direct", "general"]
"""How a record concerns an agency: named itself, or through a collective."""


def binding(listed: Iterable[str], agency: str) -> Binding | None:
    """Tell how work given to those ``listed`` concerns ``agency``, however it is written.

    >>> binding(["Sở Y tế", "các sở, ban, ngành"], "so noi vu")
    'general'
    >>> binding(["Sở Y tế", "các sở, ban, ngành"], "Sở Y tế")
    'direct'
    """
    found = {_bound(name, agency) for name in listed}
    return "direct" if "direct" in found else "general" if "general" in found else None


@lru_cache(maxsize=65536)
def _bound(listed: str, agency: str) -> Binding | None:
    if _matcher(agency)(listed):
        return "direct"
    return "general" if binds(listed, normal_name(agency)) else None


_matcher = lru_cache(maxsize=256)(agency_matcher)
