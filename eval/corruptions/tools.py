"""What the makers of corruptions share: drawing a place, and looking up what is true anyway."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from hoidap.assistant.llm.source import NumberedSource
from hoidap.eval.generated import Good, Setting, cite
from hoidap.text.vietnamese import fold, syllables

NUMBER = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)?(?![\w/-]|[.,]\d)")
"""A number by itself: no part of a date or a document's number."""

Maker = Callable[[Good, Setting, random.Random], str | None]
"""Returns the sentence gone wrong, with its markers, or ``None`` where it does not apply."""

HOLDS = 0.85
"""The share of a sentence's words in a passage from which it may well back the sentence."""

MAKERS: dict[str, Maker] = {}
"""Every kind of corruption with what makes it, in the order of the report."""


VIETNAMESE: dict[str, str] = {}
"""The kinds' names in Vietnamese."""


def kind(name: str, vietnamese: str) -> Callable[[Maker], Maker]:
    """Enter a maker under the name of its kind."""

    def register(maker: Maker) -> Maker:
        MAKERS[name], VIETNAMESE[name] = maker, vietnamese
        return maker

    return register


def stated(case: Setting, words: str) -> bool:
    """Tell whether words stand in any document that the sources are of."""
    wanted = fold(re.sub(r"[“”*]", "", words))
    return any(
        wanted in fold(provision.text)
        for plan in {item.plan.source: item.plan for item in case.sources}.values()
        for provision in plan.provisions
    )


def replaced(text: str, match: re.Match[str], new: str) -> str:
    """Return a text with ``new`` in place of a match."""
    return text[: match.start()] + new + text[match.end() :]


def fragment(text: str, start: int, length: int) -> str:
    """Return what stands at a place with a word on either side."""
    before = text[:start].split()[-1:]
    after = text[start + length :].split()[:1]
    return " ".join([*before, text[start : start + length], *after]).strip(" .,;:")


def changed(good: Good, case: Setting, match: re.Match[str], new: str) -> str | None:
    """Return the sentence with ``new`` in place, unless the documents say that as well."""
    text = replaced(good.text, match, new)
    if stated(case, fragment(text, match.start(), len(new))):
        return None
    return cite(text, good.markers)


def pick(pattern: re.Pattern[str], text: str, draw: random.Random) -> re.Match[str] | None:
    """Draw one of the places where a pattern matches."""
    found = list(pattern.finditer(text))
    return draw.choice(found) if found else None


def other_digits(number: str, draw: random.Random) -> str:
    """Change one digit, never to a zero in front."""
    places = [place for place, char in enumerate(number) if char.isdigit()]
    place = draw.choice(places)
    low = "1" if place == 0 else "0"
    digits = [d for d in "0123456789" if d != number[place] and d >= low]
    return number[:place] + draw.choice(digits) + number[place + 1 :]


def share(text: str, source: NumberedSource) -> float:
    """Return the share of a sentence's words that stand in a source or over it."""
    provision = source.provision
    work = provision.assignment if provision else None
    held = syllables(
        " ".join(
            (
                source.citation.quote, source.citation.title, source.plan.province or "",
                *(provision.headings if provision else ()),
                *((*work.lead, *work.coordinate, work.time) if work else ()),
            )
        )
    )  # fmt: skip
    said = set(syllables(text))
    return len(said & set(held)) / len(said) if said else 0.0
