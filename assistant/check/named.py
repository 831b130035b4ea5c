"""Whether the provinces and agencies of a sentence stand in its sources, in the same role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoidap.assistant.check.agencies import Mention, Part
from hoidap.assistant.check.facts import unnamed
from hoidap.assistant.check.lists import is_among
from hoidap.assistant.check.reading import Fault, Reading, Said
from hoidap.assistant.check.words import provinces
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold, syllables


def province_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "province" where one is named that neither the sources nor their plans name."""
    backed = {reading.province for reading in readings}
    for reading in readings:
        backed |= provinces(reading.quote.text) | provinces(reading.above.text)
    for item in said.statement.mentions:  # "VCCI Thanh Hoa - Ninh Binh Branch"
        agency = glossary().agency(item.name)
        backed |= provinces(" ".join((agency.name, *agency.english))) if agency else set()
    return None if provinces(said.statement.text) <= backed else "province"


def agency_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "agency" for one that the sources do not name, "role" for one in another role."""
    for item in unnamed(said.statement, readings):
        if item.name not in said.question.agencies or item in [one for one, _ in said.parts]:
            return "agency"  # the question's own may be repeated, but nothing said of them
    for mention, part in said.parts:
        if not any(_has_part(mention, part, reading) for reading in readings):
            return "role"
    for names, part in said.statement.listed:
        stated = [item for reading in readings for item in reading.listed(part)]
        if stated and not all(is_among(name, stated) for name in names):
            return "role"
    return None


def _has_part(mention: Mention, part: Part, reading: Reading) -> bool:
    if part == "partner":
        return True
    if part == "duty":
        if _among(mention, (*reading.parts["duty"], *reading.parts["lead"])):
            return True
        return not _among(mention, reading.parts["coordinate"]) and bool(
            mention.name in reading.agencies or mention.words
        )
    return _among(mention, reading.parts[part]) or _is_part(mention, reading.listed(part))


def _is_part(mention: Mention, others: Sequence[str]) -> bool:
    """Tell whether an agency is the beginning of a longer name in a list."""
    return bool(mention.name) and any(fold(mention.name) in fold(other) for other in others)


def _among(mention: Mention, others: Iterable[Mention]) -> bool:
    for other in others:
        if mention.name:
            if mention.name == other.name:
                return True
        elif mention.words & other.words and mention.words <= _all_words(others):
            return True
    return False


def _all_words(items: Iterable[Mention]) -> frozenset[str]:
    return frozenset[str]().union(
        *(item.words or frozenset(syllables(item.name)) for item in items)
    )
