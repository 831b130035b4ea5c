"""Lists of agencies beside "chủ trì" and "phối hợp", name by name as they are written.

Names that no glossary holds count too: "Trường Đại học, Cao đẳng Kỹ thuật công nghệ tỉnh".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hoidap.assistant.check.agencies import Part
from hoidap.assistant.check.cues import words_of
from hoidap.text.agencies import agency_key, find_agencies, split_agencies, starts_agency
from hoidap.text.vietnamese import fold, syllables

_ROLE = re.compile(
    r"(?<!\w)(?:(?:cùng|sẽ|được giao)\s)?(chủ trì|phối hợp)(?!\w)", re.IGNORECASE
)
_BEFORE = re.compile(r"[.:;“”\"]\s|(?<!\w)(?:do|giao cho|giao)\s|^theo [^,]*,\s", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\s(?:thực hiện|nhiệm vụ|này|việc này))*\s?(?:là|gồm|bao gồm|với|cùng|:)\s*:?\s*"
    r"([^.“”\"]+)",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s(?:jointly\s)?leads?(?!\w)(?!\s(?:agency|agencies|body|unit))")
_LEAD_IS = re.compile(r"lead (?:agency|agencies|body|unit) (?:is|are) ([^.“”\"]+)")
_OPENING = re.compile(r"^.*[.:“”\"]\s|^(?:According to|Under|In) [^,]*,\s")
_GENERAL = words_of("general")

AgencyList = tuple[tuple[str, ...], Part]
"""Agencies as written, and what they do."""


@lru_cache(maxsize=4096)
def listed(text: str) -> tuple[AgencyList, ...]:
    """Return the lists of agencies in a text with their part.

    >>> listed("Sở Y tế, Hội Nông dân tỉnh cùng chủ trì.")
    ((('Sở Y tế', 'Hội Nông dân tỉnh'), 'lead'),)
    """
    return (*_listed(text), *_listed_in_english(text))


def _listed(text: str) -> Iterator[AgencyList]:
    end = 0
    for match in _ROLE.finditer(text):
        role: Part = "lead" if match[1].lower() == "chủ trì" else "coordinate"
        ahead = _BEHIND.match(text, match.end())
        following = ""
        if ahead:
            following = re.split(r",?\s(?:chủ trì|phối hợp)(?!\w)", ahead[1])[0]
        subject = _BEFORE.split(text[end : match.start()])[-1]
        end = match.end()
        names = _names(following) if following else ()
        if not names and role == "lead" and subject:
            names = _names(subject)
        if names:
            yield names, role


def _listed_in_english(text: str) -> Iterator[AgencyList]:
    """Yield the Vietnamese names of "Department of Health (Sở Y tế); Báo tỉnh lead …"."""
    said = [match[1].split(", in ")[0] for match in _LEAD_IS.finditer(text)]
    if match := _LEADS.search(text):
        said.append(_OPENING.sub("", text[: match.start()]))
    for names in said:
        shown = (re.search(r"\(([^()]*)\)", name) or name for name in names.split(";"))
        parts = [one.strip() if isinstance(one, str) else one[1] for one in shown]
        if known := tuple(part for part in parts if starts_agency(part)):
            yield known, "lead"


def _names(text: str) -> tuple[str, ...]:
    text = text.strip(" ,;")
    if not starts_agency(text) or len(text) > 600:
        return ()
    return tuple(name for name in split_agencies(text) if starts_agency(name))


def is_among(name: str, others: Sequence[str]) -> bool:
    """Tell whether an agency is one of ``others``, in any of its written forms."""
    key = _key(name)
    if any(_key(other) == key for other in others):
        return True
    words = _words(name)
    return any(words <= _words(other) for other in others)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Return the one form of a name: "Sở KH&CN trong việc …" is known by its opening."""
    opening = next(iter(find_agencies(name)), None)
    return opening.key if opening and not opening.start else agency_key(name)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    said = re.sub(r"\bubnd\b", "ủy ban nhân dân", fold(name))
    return frozenset(syllables(said)) - _GENERAL
