"""Leaves out what a reasoning model thinks aloud."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_OPENING = ("<think>", "<thinking>")
_TAG = re.compile(r"<(/?)think(?:ing)?>")


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the text of ``pieces`` without ``<think>…</think>``, however it is cut.

    >>> "".join(without_thoughts(["<thi", "nk>Hm…</think>Sở", " Y tế"]))
    'Sở Y tế'
    """
    held = ""
    thinking = False
    for piece in pieces:
        held += piece
        while tag := _TAG.search(held):
            if not thinking and tag.start():
                yield held[: tag.start()]
            thinking = not tag[1]
            held = held[tag.end() :]
        kept = _kept_back(held)
        if not thinking and held[: len(held) - kept]:
            yield held[: len(held) - kept]
        held = held[len(held) - kept :]
    if held and not thinking:
        yield held


def _kept_back(text: str) -> int:
    """Return how many characters at the end of ``text`` may be the beginning of a tag."""
    start = text.rfind("<")
    if start < 0:
        return 0
    end = text[start:].replace("</", "<", 1)
    return len(text) - start if any(tag.startswith(end) for tag in _OPENING) else 0
