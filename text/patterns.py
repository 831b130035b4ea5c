"""Patterns that are data: read by name, the parts that they are made of put in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from hoidap.text.packaged import toml_of

_PART = re.compile(r"<([A-Z_]+)>")


@lru_cache(maxsize=8)
def patterns(package: str, file: str) -> dict[str, Any]:
    """Return the patterns of a TOML file by their names: texts, or lists of them.

    ``<NAME>`` in a pattern stands for the one of that name above it; of a list, for any of it.
    """
    found: dict[str, Any] = {}

    def whole(one: Any) -> Any:  # noqa: ANN401
        return [whole(item) for item in one] if isinstance(one, list) else _PART.sub(part, one)

    def part(match: re.Match[str]) -> str:
        return any_of(found[match[1].lower()])

    for name, written in toml_of(package, file).items():
        found[name] = whole(written)
    return found


def any_of(one: str | list[str]) -> str:
    """Return the pattern of what is one, or any of a list."""
    return one if isinstance(one, str) else "|".join(one)
