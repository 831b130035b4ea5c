"""Whether the provinces and agencies of a sentence stand in its sources, in the same role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoidap.assistant.check.sentences.agencies import AgencyRole, Mention
from hoidap.assistant.check.sentences.lists import is_among
from hoidap.assistant.check.sentences.reading import Reading
from hoidap.assistant.check.sentences.said import Fault, Said
from hoidap.assistant.check.sentences.text import tokens
from hoidap.assistant.check.sentences.words import provinces
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold

_FULL_NAME = 12  # characters from which a name is no abbreviation


def province_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "province" where one is named that neither the sources nor their plans name."""
    backed = {reading.province for reading in readings}
    for reading in readings:
        backed |= provinces(reading.quote) | provinces(reading.above)
    for item in said.mentions:  # "VCCI Thanh Hoa - Ninh Binh Branch"
        agency = glossary().agency(item.name)
        backed |= provinces(" ".join((agency.name, *agency.english))) if agency else set()
    return None if provinces(said.text) <= backed else "province"


def agency_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "agency" for one that the sources do not name, "role" for one in another role."""
    named = frozenset[str]().union(*(reading.agencies for reading in readings))
    for item in said.mentions:
        if not item.name or item.name in named or _is_spelled(item.name, readings):
            continue
        if item.name not in said.asked_agencies or item in [one for one, _ in said.roles]:
            return "agency"  # the question's own may be repeated, but nothing said of them
    for mention, role in said.roles:
        if not any(_has_role(mention, role, reading) for reading in readings):
            return "role"
    for names_, role in said.listed:
        stated = [item for reading in readings for item in reading.listed(role)]
        if stated and not all(is_among(name, stated) for name in names_):
            return "role"
    return None


def _is_spelled(name: str, readings: Sequence[Reading]) -> bool:
    """Tell whether an agency stands in a source as part of a longer name."""
    agency = glossary().agency(name)
    forms = (agency.name, *agency.short) if agency else (name,)
    return any(
        len(form) >= _FULL_NAME and fold(form) in fold(reading.quote)
        for form in forms
        for reading in readings
    )


def _has_role(mention: Mention, role: AgencyRole, reading: Reading) -> bool:
    if role == "partner":
        return True
    if role == "duty":
        if _among(mention, (*reading.roles["duty"], *reading.roles["lead"])):
            return True
        return not _among(mention, reading.roles["coordinate"]) and bool(
            mention.name in reading.agencies or mention.words
        )
    return _among(mention, reading.roles[role]) or _is_part(mention, reading.listed(role))


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
        *(item.words or {token.text for token in tokens(item.name)} for item in items)
    )
