"""Provinces: found in any writing, under the names before and after 1 July 2025.

A name in small letters may be none: *dien bien chat luong* is *diễn biến chất lượng*.
:func:`find_places` takes such words for a place by these rules, in this order:

1. what is longer wins: in *Thái Bình Dương* there is no Thái Bình;
2. marks that are typed must be the name's own: *diễn biến* is never Điện Biên;
3. capitals tell a name, where the text has words in small letters too;
4. small letters are a name unless they are spelt like an ordinary phrase
   (``data/homographs.toml``), or, without marks, their first syllable ends the word before
   (*danh gia lai*);
5. even then they are one behind *ở, tại, của, tỉnh, thành phố* and the like, beside another
   place (*Thanh Hóa, hòa bình*), or at the end of a text typed without capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hoidap.text.glossary import Province, glossary
from hoidap.text.packaged import toml_of
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import (
    fold,
    has_marks,
    placed_syllables,
    plain,
    strip_marks,
    syllables,
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A province at ``[start, end)`` of a text.

    ``unit`` is the ``"tỉnh"`` or ``"thành phố"`` written before it, "" where there is none.
    """

    start: int
    end: int
    province: Province
    unit: str


@lru_cache(maxsize=2048)
def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Return the provinces that ``text`` names, in order.

    >>> [place.province.name for place in find_places("Kế hoạch của Thanh Hoá và TP. HCM")]
    ['Thanh Hóa', 'Thành phố Hồ Chí Minh']
    >>> find_places("dien bien chat luong")
    ()
    """
    words = syllables(text)
    if _openings().isdisjoint(zip(words, words[1:], strict=False)):  # most texts name none
        if _single_words().isdisjoint(words):
            return ()
    return tuple(_places(text))


def today(province: Province) -> Province:
    """Return the province that ``province`` belongs to since 1 July 2025."""
    return glossary().province(province.today) or province


def merged(province: Province) -> tuple[str, ...]:
    """Return the names before 1 July 2025 of what is ``province`` today, its own among them.

    >>> merged(glossary().province("Lào Cai"))
    ('Lào Cai', 'Yên Bái')
    """
    return tuple(p.name for p in glossary().provinces if p.today == province.name)


def unit_and_name(name: str) -> str:
    """Return a province's name behind its unit.

    >>> unit_and_name("Huế"), unit_and_name("Lào Cai"), unit_and_name("Thành phố Hồ Chí Minh")
    ('thành phố Huế', 'tỉnh Lào Cai', 'thành phố Hồ Chí Minh')
    """
    province = glossary().province(name)
    unit = "thành phố" if province and province.city else "tỉnh"
    return f"{unit} {name.removeprefix('Thành phố ')}"


@dataclass(frozen=True, slots=True)
class _Homographs:
    """What only looks like a province; see ``data/homographs.toml``."""

    phrases: frozenset[str]
    plain_phrases: frozenset[str]
    inside: tuple[str, ...]
    before: frozenset[str]
    behind: frozenset[str]
    joining: frozenset[str]
    closing: frozenset[str]
    compounds: frozenset[tuple[str, str]]


@lru_cache(maxsize=1)
def _homographs() -> _Homographs:
    data = toml_of("hoidap.text", "data/homographs.toml")
    compounds = (
        (first, second)
        for second, firsts in data["compounds"].items()
        for first in firsts.split()
    )
    phrases = frozenset(map(fold, data["phrases"]))
    return _Homographs(
        phrases=phrases,
        plain_phrases=frozenset(map(strip_marks, phrases)),
        inside=tuple(data["inside"]),
        before=frozenset(data["before"].split()),
        behind=frozenset(data["behind"].split()),
        joining=frozenset(data["joining"].split()),
        closing=frozenset(data["closing"].split()),
        compounds=frozenset((*compounds, *_compound_terms())),
    )


def _compound_terms() -> Iterator[tuple[str, str]]:
    """Yield the glossary's wordings of two syllables: "hằng năm", "đánh giá"."""
    for term in glossary().terms:
        for wording in term.vi:
            first, *others = syllables(plain(wording))
            if len(others) == 1:
                yield first, others[0]


# Between the words of one name: "TP. HCM", "Bà Rịa - Vũng Tàu".
_GAP = re.compile(r"\s*[-–]?\s*|(?<=[TtPp])\.\s*")
_NONE = Province("", (), "")  # stands for a phrase that is no place


@lru_cache(maxsize=1)
def _names() -> PhraseTable[Province]:
    table: PhraseTable[Province] = PhraseTable()
    for phrase in _homographs().inside:
        table.add(phrase, _NONE, plain=True)
    for province in glossary().provinces:
        for name in (province.name, *province.aliases):
            table.add(name, province, plain=True)
            table.add(name.replace(" ", ""), province, plain=True)  # "dongnai"
    return table


@lru_cache(maxsize=1)
def _openings() -> frozenset[tuple[str, str]]:
    """Return the first two syllables of each name, with and without marks."""
    return frozenset((one, two) for one, two in _first_two() if two)


@lru_cache(maxsize=1)
def _single_words() -> frozenset[str]:
    """Return the names of one word, with and without marks: "huế", "hcm", "dongnai"."""
    return frozenset(one for one, two in _first_two() if not two)


def _first_two() -> Iterator[tuple[str, str]]:
    for _, writing in _writings():
        for written in (writing, strip_marks(writing)):
            one, *others = written.split()
            yield one, others[0] if others else ""


@lru_cache(maxsize=1)
def _writings() -> frozenset[tuple[str, str]]:
    """Return each province with its names folded, as syllables parted by a space."""
    return frozenset(
        (province.name, " ".join(syllables(writing)))
        for province in glossary().provinces
        for name in (province.name, *province.aliases)
        for writing in (name, name.replace(" ", ""))
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text as typed, folded and without marks, one for one."""

    typed: Sequence[str]
    folded: Sequence[str]
    bare: Sequence[str]
    marked: bool
    small: bool  # the words beside the names have small letters: capitals tell names
    hurried: bool  # no word but the first has a capital

    def before(self, place: int) -> str:
        """Return the word before a place, without marks, "" at the beginning."""
        return self.bare[place - 1] if place else ""

    def is_end(self, place: int) -> bool:
        """Tell whether nothing follows but words that close a question: "thì sao"."""
        return _homographs().closing.issuperset(self.bare[place:])


def _places(text: str) -> Iterator[PlaceMention]:
    spans, folded = placed_syllables(text)
    typed = [text[start:end] for start, end in spans]
    bare = strip_marks(" ".join(folded)).split(" ")
    found = [item for item in _names().find(bare) if item[2] is not _NONE]
    inner = {place for start, end, _ in found for place in range(start, end)}
    outer = [word for place, word in enumerate(typed) if place not in inner]
    read = _Text(
        typed,
        folded,
        bare,
        folded != bare,
        not outer or any(word[0].islower() for word in outer),
        not any(word[0].isupper() for word in typed[1:]),
    )
    last = -1  # where the place before ended
    for start, end, province in found:
        gaps = zip(spans[start : end - 1], spans[start + 1 : end], strict=True)
        if not all(_GAP.fullmatch(text, one[1], two[0]) for one, two in gaps):
            continue  # "người già, lái xe"
        if not _is_written(read, start, end, province):
            continue
        beside = last >= 0 and all(word in ("va", "and") for word in bare[last:start])
        if beside or _is_place(read, start, end):
            last = end
            unit = _unit_before(folded, start)
            yield PlaceMention(spans[start][0], spans[end - 1][1], province, unit)


def _is_written(read: _Text, start: int, end: int, province: Province) -> bool:
    """Tell whether the marks typed are the name's own."""
    folded = " ".join(read.folded[start:end])
    if (province.name, folded) in _writings():
        return True
    if has_marks(folded):
        return False
    # a name without its marks in a text with marks: "kế hoạch của Thanh Hoa"
    capitals = all(word[0].isupper() for word in read.typed[start:end])
    return not read.marked or capitals or read.before(start) in _homographs().before


def _is_place(read: _Text, start: int, end: int) -> bool:
    """Tell whether words spelt like a province name one; see the rules above."""
    known = _homographs()
    if read.small and all(word[0].isupper() for word in read.typed[start:end]):
        return True
    before = read.before(start)
    if before in known.before or read.bare[end : end + 1] and read.bare[end] in known.behind:
        return True
    if not read.marked and before not in known.joining:
        if (before, read.bare[start]) in known.compounds:
            return False
    spelt = " ".join(read.folded[start:end])
    if spelt not in (known.phrases if read.marked else known.plain_phrases):
        return True
    return read.hurried and read.is_end(end)


def _unit_before(folded: Sequence[str], start: int) -> str:
    """Return the unit before a name, or at its own beginning ("TP. HCM")."""
    two = " ".join(folded[max(0, start - 2) : start])
    if two == "thành phố" or "tp" in (*folded[max(0, start - 1) : start + 1],):
        return "thành phố"
    if " ".join(folded[start : start + 2]) == "thành phố":
        return "thành phố"
    return "tỉnh" if two.endswith("tỉnh") else ""
