"""The agencies that a text names, and what each of them has to do there: lead, coordinate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hoidap.assistant.check.cues import phrases, words_of
from hoidap.assistant.check.tokens import Token
from hoidap.text.agencies import find_agencies
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import syllables

Part = Literal["lead", "coordinate", "partner", "duty"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency at ``tokens[start:end]``: the glossary's name, or the words of a collective."""

    start: int
    end: int
    name: str
    words: frozenset[str] = frozenset()


_COPULA, _WITH, _FILLER = words_of("copula"), words_of("with"), words_of("filler")
_SEPARATOR, _GENITIVE = words_of("separator"), words_of("genitive")
_MANY = words_of("many")
_NEAR = 6  # tokens between an agency and its role


def mentions(said: Sequence[Token], text: str, *, bare: bool = False) -> Iterator[Mention]:
    """Yield the agencies of a text in order, English names and collectives among them.

    :param said: the tokens of ``text``
    :param bare: without diacritics
    """
    starts = [token.start for token in said]
    for found in find_agencies(text, plain=bare, english=True):
        start, end = bisect_left(starts, found.start), bisect_left(starts, found.end)
        if glossary().agency(found.name):
            yield Mention(start, end, found.name)
        else:
            yield Mention(start, end, "", frozenset(syllables(found.name)) - _MANY)


def parts(
    words: Sequence[str], found: Sequence[Mention], *, bare: bool = False
) -> Iterator[tuple[Mention | None, Part]]:
    """Yield who leads and who coordinates as the text puts it; ``None`` for no one named."""
    cues: list[tuple[int, int, Part]] = phrases("role", bare=bare).find(words)  # type: ignore[assignment]
    led: list[Mention] = []
    for number, (start, end, part) in enumerate(cues):
        floor = cues[number - 1][1] if number else 0
        ceiling = cues[number + 1][0] if number + 1 < len(cues) else len(words)
        ahead = _ahead(words, found, end, ceiling)
        # "A leads in coordination with B": the noun has no subject
        # and neither has a label: "Đơn vị chủ trì: A"
        noun = words[end - 1].endswith(("ation", "ations"))
        label = [*words[end : end + 1]] == [":"]
        subject = [] if ahead and (noun or label) else _behind(words, found, start, floor)
        if part == "coordinate":  # "Cơ quan chủ trì là A, phối hợp với B": A's part is told
            before = [*words[floor : floor + 1]]
            told = (
                number > 0 and before and before[0] in _COPULA and "." not in words[floor:start]
            )
            subject = [] if told else [item for item in subject if item not in led]
        partner = part == "coordinate" and words[end : end + 1] and words[end] in _WITH
        if part != "coordinate" and subject:
            ahead = []  # "Sở A chủ trì": what follows is the task
        elif not subject and not ahead and part != "coordinate":
            ahead = _predicate(words, found, end, len(words))
        if part == "lead":
            led += [*ahead, *subject]
        for item in ahead:  # "A phối hợp với B": B may lead
            yield item, "partner" if partner and subject else part
        for item in subject:
            yield item, part
        if not ahead and not subject:
            yield None, part


def _ahead(
    words: Sequence[str], found: Sequence[Mention], start: int, limit: int
) -> list[Mention]:
    """Return the list of agencies that follows a role at once: "chủ trì: A, B"."""
    place, opened = start, False
    while place < min(limit, start + _NEAR) and not _at(found, place):
        if words[place] in _COPULA or words[place] in _WITH:
            opened = True
        elif words[place] not in _FILLER:
            return []
        place += 1
    if not opened and place != start:
        return []
    return _chain(words, found, place, limit)


def _predicate(
    words: Sequence[str], found: Sequence[Mention], start: int, limit: int
) -> list[Mention]:
    """Return the agencies of "Đơn vị chủ trì việc … là A"."""
    for place in range(start, limit - 1):
        if words[place] == ".":
            return []
        if words[place] in ("là", "is", "are", "do", ":"):
            for ahead in (place + 1, place + 2):
                if _at(found, ahead):
                    return _chain(words, found, ahead, limit)
    return []


def _chain(
    words: Sequence[str], found: Sequence[Mention], place: int, limit: int
) -> list[Mention]:
    """Return the agencies listed from ``place`` on."""
    chain: list[Mention] = []
    while place < limit:
        item = _at(found, place)
        if item:
            chain.append(item)
            place = item.end
        elif words[place] in _SEPARATOR:
            place += 1
        else:
            break
    return chain


def _behind(
    words: Sequence[str], found: Sequence[Mention], end: int, floor: int
) -> list[Mention]:
    """Return the list of agencies that stands before a role: "A, B cùng chủ trì"."""
    chain: list[Mention] = []
    place = end
    for item in reversed([item for item in found if floor <= item.start and item.end <= end]):
        gap = words[item.end : place]
        if "." in gap or "!" in gap or "?" in gap:
            break
        if len(gap) > _NEAR or (chain and not set(gap) <= _SEPARATOR):
            break
        if chain and item.start and words[item.start - 1] in _GENITIVE:
            break
        if not chain and gap and gap[-1] in ("đơn", "cơ", "unit", "agency") and ":" in gap:
            break
        chain.append(item)
        place = item.start
    return chain


def _at(found: Sequence[Mention], place: int) -> Mention | None:
    return next((item for item in found if item.start == place), None)
