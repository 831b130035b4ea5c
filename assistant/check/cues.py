"""The phrases of ``cues.toml``: what the check goes by, as data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hoidap.text.packaged import toml_of
from hoidap.text.phrases import PhraseTable


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    return toml_of("hoidap.assistant.check", "cues.toml")


@lru_cache(maxsize=16)
def phrases(section: str, *, bare: bool = False) -> PhraseTable[str]:
    """Return the phrases of a section, each with the name it is filed under.

    :param bare: without diacritics
    """
    table: PhraseTable[str] = PhraseTable()
    for name, listed in _data()[section].items():
        for phrase in listed:
            if bare and phrase == "mọi":
                continue  # "moi" is also "mới" and "mỗi"
            table.add(phrase, name, plain=bare)
    return table


@lru_cache(maxsize=32)
def words_of(name: str) -> frozenset[str]:
    """Return a set of words by its name."""
    return frozenset(_data()["words"][name].split())
