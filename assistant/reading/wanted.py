"""What a question asks of a text that is no plan, read from the words it is asked with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hoidap.text.patterns import patterns
from hoidap.text.vietnamese import strip_marks

_PATTERNS = patterns("hoidap.assistant.reading", "wanted.toml")


@lru_cache(maxsize=256)
def _spelt(pattern: str, plain: bool) -> re.Pattern[str]:
    return re.compile(strip_marks(pattern) if plain else pattern)


class Wanted:
    """What a question asks of a text that is no plan, read from the words it is asked with.

    ``runs`` are the pieces of the question that say its matter: without the words that
    ask, and without the name of the law, for a law calls itself "Luật này"; ``cites``
    tells that it was named, ``law`` how, ``year`` of which year (0 for none).  ``defined`` is the term whose definition is asked for,
    ``overview`` the matter of which all that is laid down is asked for; ``whom`` tells that
    somebody is asked for, ``fined`` a fine, ``most`` the heaviest penalty, ``counts`` a number; ``stated``
    finds in a clause the kind of thing asked for.

    >>> Wanted("lợi tức được hiểu như thế nào?", plain=False).defined
    'lợi tức'
    """

    def __init__(self, asking: str, *, plain: bool) -> None:
        text = strip_marks(asking) if plain else asking
        text = re.sub(r"[\"']", "", text).strip(" ?.!:")
        named = _spelt(_PATTERNS["citing"], plain).search(text)
        self.cites = named is not None
        years = re.findall(r"(?:19|20)\d\d", named.group()) if named else []
        self.year = int(years[0]) if years else 0
        self.law = re.sub(r"[\d,:]", " ", named.group()) if named else ""
        bare = _spelt(_PATTERNS["citing"], plain).sub(" , ", text)
        self.text = bare = " ".join(bare.split()).strip(" ,")
        self.runs = tuple(
            piece.strip()
            for piece in _spelt(_PATTERNS["asking_words"], plain).split(bare)
            if piece.strip()
        )
        stated = (
            says for asks, says in _PATTERNS["stated"] if _spelt(asks, plain).search(bare)
        )
        first = next(stated, None)
        self.stated = None if first is None else _spelt(first, plain)
        self.defined = _first_group(_PATTERNS["defined"], bare, plain=plain)
        self.overview = _first_group(_PATTERNS["overview"], bare, plain=plain)
        self.whom = bool(_spelt(rf"\bai\b|{_PATTERNS['party']} nào", plain).search(bare))
        self.counts = bool(_spelt(r"bao nhiêu|bao lâu|\bmấy\b|phần trăm", plain).search(bare))
        self.fined = bool(_spelt(r"phạt tiền", plain).search(bare))
        punished = bool(_spelt(r"phạt|năm tù", plain).search(bare))
        self.most = punished and bool(
            _spelt(r"(?:tối đa|cao nhất|nặng nhất)\b.{0,25} (?:bao|mấy|gì|nào)", plain).search(
                bare
            )
        )


def _first_group(patterns: Sequence[str], text: str, *, plain: bool) -> str:
    for pattern in patterns:
        match = _spelt(pattern, plain).search(text)
        if match:
            return match.group(1).strip(" ,")
    return ""
