"""Where a document may speak to the answering system at all: a look-up before any pattern.

Each form of :mod:`hoidap.text.instruction_forms` that holds in a document needs one of the
words below.  Most lines of a plan hold none, and are not looked at any further.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.packaged import toml_of
from hoidap.text.vietnamese import strip_marks

_DATA = toml_of("hoidap.text", "data/instruction_signs.toml")
_STEMS = tuple(_DATA["stems"].split())  # of English words
_HEADS = frozenset(stem[:3] for stem in _STEMS)
_WORD = re.compile(r"[^\W_]+")
_ANYTHING = re.compile("")
# Behind a word without marks that a text without marks needs, none with marks follows.
_BARE = r"(?![\w ,]{0,12}?[^\W\da-z_])"


@lru_cache(maxsize=1)
def _needed() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Return, by their first words, the words looked for and what must follow each."""
    listed = [
        (word, after) for words, after in _DATA["vietnamese"] for word in words.split("|")
    ]
    for word, after in tuple(listed):
        bare = strip_marks(word)
        if bare != word:
            listed.append((bare, f"{_BARE}(?:{strip_marks(after)})"))
    listed += [(word, "") for word in _DATA["english"].split("|")]
    needed: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for word, after in listed:
        first = _WORD.search(word)
        needed.setdefault(first.group() if first else "", []).append((word, re.compile(after)))
    return needed


def signs(text: str) -> list[int]:
    """Return the places in ``text``, in order, of words that an instruction to it needs.

    A line without any holds no instruction.
    """
    found: list[int] = []
    start = 0
    for line in text.split("\n"):
        found += [start + place for place in _in_line(line)]
        start += len(line) + 1
    return found


@lru_cache(maxsize=8192)  # the documents of one authority share lines
def _in_line(text: str) -> tuple[int, ...]:
    text = text.lower()
    words = {"", *_WORD.findall(text)}
    needed = _needed()
    wanted = [entry for word in words & needed.keys() for entry in needed[word]]
    wanted += [(w, _ANYTHING) for w in words if w[:3] in _HEADS and w.startswith(_STEMS)]
    found: list[int] = []
    for word, after in wanted:
        place = text.find(word)
        while place >= 0:
            whole = not word[0].isalnum() or not place or not text[place - 1].isalnum()
            end = place + len(word)
            if whole and after.match(text, end):
                found.append(place)
            place = text.find(word, end)
    return tuple(sorted(found))
