"""Sentences of Vietnamese administrative text, and the signs that open its clauses."""

from __future__ import annotations

import re

from hoidap.text.vietnamese import UPPER

_SIGN = re.compile(r"^(?:[-–+•]|\(?[\wđ.]{1,6}[.)])\s+")
_SENTENCE_END = re.compile(
    rf"(?<=[.;!?…])(?<!\b[A-ZĐ]\.)(?<!\.\.\.)\s+(?=[\"“(\-–]?\s?[{UPPER}\d])|\n"
)


def sentences(text: str) -> list[str]:
    """Part Vietnamese text at sentence ends, semicolons and line ends."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def without_sign(text: str) -> str:
    """Take off the sign that opens a clause: a dash, ``a)``, ``2.1.``."""
    return _SIGN.sub("", text)
