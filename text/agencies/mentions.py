"""The agencies that stand in a running text, in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hoidap.text.agencies.collectives import collective_at
from hoidap.text.agencies.names import agency_key
from hoidap.text.glossary import Agency, glossary
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import has_marks, placed_syllables, strip_marks


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency at ``[start, end)`` of a text.

    ``name`` is the glossary's full name, or the words of a collective as they are written;
    ``key`` that of :func:`agency_key`.
    """

    start: int
    end: int
    name: str
    key: str


@lru_cache(maxsize=1024)
def find_agencies(
    text: str, *, plain: bool | None = None, english: bool = False
) -> tuple[Mention, ...]:
    """Return the agencies in ``text``, in order: those of the glossary and collectives.

    >>> text = "Các sở: Nội vụ, KH&CN; UBND các xã, phường"
    >>> [mention.name for mention in find_agencies(text)]
    ['Sở Nội vụ', 'Sở Khoa học và Công nghệ', 'UBND các xã, phường']

    :param plain: whether names are looked for without their marks; by default where the
        text has none
    :param english: whether English names are looked for too
    """
    bare = not has_marks(text) if plain is None else plain
    spans, words = placed_syllables(text)
    if bare:
        words = [strip_marks(word) for word in words]
    found = list(_names(bare, english).find(words))
    taken = {place for start, end, _ in found for place in range(start, end)}
    found += _members(words, taken, {start: end for start, end, _ in found}, bare, english)
    ends = [
        place
        for place, (one, two) in enumerate(pairwise(spans), 1)
        if _STOP.search(text, one[1], two[0])
    ]
    found += _collectives(words, taken, ends, bare)
    mentions = []
    for first, last, name in sorted(found):
        start, end = spans[first][0], spans[last - 1][1]
        shown = name or text[start:end]
        mentions.append(Mention(start, end, shown, agency_key(shown)))
    return tuple(mentions)


_Found = tuple[int, int, str]
_STOP = re.compile(r"[;.:?!\n]")  # no collective goes on behind it
_OWN_HEADS = frozenset(("sở", "bộ", "ubnd", "so", "bo"))


def _members(
    words: Sequence[str], taken: set[int], known: dict[int, int], bare: bool, english: bool
) -> Iterator[_Found]:
    """Yield the members of lists that name their head once: "các sở: Nội vụ, Tư pháp"."""
    heads = {("các", "sở"): "Sở ", ("các", "bộ"): "Bộ "}
    if bare:
        heads = {("cac", "so"): "Sở ", ("cac", "bo"): "Bộ "}
    if english:
        heads |= {("departments", "of"): "Sở ", ("ministries", "of"): "Bộ "}
    for place in range(len(words) - 2):
        head = heads.get((words[place], words[place + 1]))
        start = known.get(place + 1, place + 2)  # "các [sở Nội vụ], Tư pháp"
        while head and start < len(words):
            if words[start] in ("và", "va", "and", "the"):
                start += 1
            elif start in known and words[start] not in _OWN_HEADS:
                start = known[start]  # "Công Thương" is known without its head
            else:
                member = _names_behind(head, bare).at(words, start)
                if start in taken or not member:
                    break
                end, name = member
                yield start, end, name
                taken.update(range(start, end))
                start = end


def _collectives(
    words: Sequence[str], taken: set[int], ends: Sequence[int], bare: bool
) -> Iterator[_Found]:
    """Yield the likes of "các sở, ban, ngành", "UBND các xã, phường"."""
    place = 0
    for limit in (*ends, len(words)):
        while place < limit:
            stop = next((at for at in range(place, limit) if at in taken), limit)
            found = collective_at(words[:stop], place, bare=bare)
            if found:
                yield place, found[0], ""
            place = found[0] if found else place + 1


@lru_cache(maxsize=4)
def _names(bare: bool, english: bool) -> PhraseTable[str]:
    table: PhraseTable[str] = PhraseTable()
    for agency in glossary().agencies:
        for name in (agency.name, *agency.short, *(agency.english if english else ())):
            table.add(name, agency.name, plain=bare)
    return table


@lru_cache(maxsize=4)
def _names_behind(head: str, bare: bool) -> PhraseTable[str]:
    """Return the names of a list that names ``head`` ("Sở ") once."""
    table: PhraseTable[str] = PhraseTable()
    for agency in glossary().agencies:
        if agency.name.startswith(head):
            for form in _without_head(agency, head):
                table.add(form, agency.name, plain=bare)
    return table


def _without_head(agency: Agency, head: str) -> Iterator[str]:
    for form in (agency.name, *agency.short):
        yield form.removeprefix(head)
    for form in agency.english:
        yield re.sub(r"^(?:Department|Ministry) of (?:the )?", "", form)
