"""The data files that ship beside the code."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def toml_of(package: str, file: str) -> dict[str, Any]:
    """Return what stands in a TOML file of ``package``.

    >>> sorted(toml_of("hoidap.text", "data/words.toml"))[0]
    'en'
    """
    return tomllib.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
