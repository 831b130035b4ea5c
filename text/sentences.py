"""Sentences of Vietnamese administrative text, and the signs that open its clauses."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.vietnamese import UPPER

_SIGN = re.compile(r"^(?:[-–+•]|\(?[\wđ.]{1,6}[.)])\s+")
# The space stands first, so that a text is scanned for it alone.
_SENTENCE_END = re.compile(
    rf"\s(?<=[.;!?…]\s)(?<!\b[A-ZĐ]\.\s)(?<!\.\.\.\s)\s*(?=[\"“(\-–]?\s?[{UPPER}\d])|\n"
)


def sentences(text: str) -> list[str]:
    """Part Vietnamese text at sentence ends, semicolons and line ends."""
    return list(_parted(text))


@lru_cache(maxsize=4096)  # each kind of record parts the same paragraphs
def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def without_sign(text: str) -> str:
    """Take off the sign that opens a clause: a dash, ``a)``, ``2.1.``."""
    return _SIGN.sub("", text)
