"""Questions that ask what a thing is.

"X là gì?", "Thế nào là X?", "Định nghĩa của X": such a question holds few words, and all of
them stand in every passage about the thing.  The passage that answers opens a clause with
"X là …", often among the definitions of many other things.
"""

from __future__ import annotations

import re

from hoidap.text.vietnamese import fold, strip_marks, syllables

IS = "là"
"""The word between a thing and what it is."""
LONGEST = 10
"""Syllables of a thing's name; what is longer is a statement."""
_ASKED = 400  # characters: a text pasted in asks for no definition

_HOW = "(?:nhu )?the nao"
# Without diacritics: a question is matched in that form, however it was typed.  "… được gọi
# là gì?" asks for the name of what it describes, so it is left out.
_ENDING = re.compile(
    r"(?P<thing>[^,;:?]+?)(?<!duoc goi) (?:(?:co )?nghia )?"
    rf"(?:la (?:gi|ai)|duoc (?:hieu|dinh nghia)(?: la)? (?:gi|{_HOW}))\W*$"
)
_OPENING = re.compile(
    rf"(?:^|[\s,;:])(?:dinh nghia|khai niem|(?:the nao|hieu) la|quy dinh {_HOW} ve)"
    r"(?: (?:cua|ve))? (?P<thing>[^,;:?]+?)\W*$"
)
_BEFORE = re.compile(r".*\b(?:quy dinh|dinh nghia|khai niem|hieu) (?:(?:cua|ve) )?")


def definiendum(question: str) -> list[str]:
    """Return the syllables of the thing whose definition is asked for; none if none is.

    >>> definiendum("Theo Bộ luật Dân sự 2015, lợi tức được hiểu như thế nào?")
    ['lợi', 'tức']
    >>> definiendum("dinh nghia cua nguoi lao dong")
    ['nguoi', 'lao', 'dong']
    """
    folded = fold(question)
    if len(folded) > _ASKED:
        return []
    bare = strip_marks(folded)
    if len(bare) != len(folded):  # letters of another script: places would not agree
        folded = bare
    match = _OPENING.search(bare) or _ENDING.search(bare)
    if match is None:
        return []
    start, end = match.span("thing")
    if (before := _BEFORE.match(bare, start, end)) is not None:
        start = before.end()
    thing = syllables(folded[start:end])
    return thing if len(thing) <= LONGEST else []
