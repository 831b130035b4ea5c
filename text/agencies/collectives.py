"""Collectives: "các sở, ban, ngành", "UBND các xã, phường", and whom they bind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from hoidap.text.agencies.names import agency_key
from hoidap.text.glossary import glossary
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import fold, syllables

Sort = Literal[
    "department", "ministry", "body", "commune", "district", "local", "province", "union",
    "enterprise", "other",
]  # fmt: skip
"""A sort of agency, as a collective names it; "other" are words that name none alone."""

_UNITS: dict[Sort, tuple[str, ...]] = {
    "department": ("sở", "ban", "ngành"),
    "ministry": ("bộ",),
    "body": ("cơ quan", "đơn vị", "cơ quan chuyên môn"),
    "commune": ("xã", "phường", "đặc khu", "thị trấn", "cấp xã", "thôn", "bản"),
    "district": ("huyện", "thị xã", "thành phố", "quận", "cấp huyện"),
    "local": ("địa phương",),
    "province": ("tỉnh",),
    "union": ("đoàn thể", "hội", "hiệp hội", "đoàn thể chính trị - xã hội"),
    "enterprise": ("doanh nghiệp", "hợp tác xã", "htx"),
    "other": ("ubnd", "ủy ban nhân dân", "cấp tỉnh", "trung ương", "cấp", "đảng"),
}
_Word = Sort | Literal["many", "joining", "none"]
# Words that make many of one, that join, and that only look like a unit.
_AROUND: dict[_Word, tuple[str, ...]] = {
    "many": (
        "các",
        "những",
        "mọi",
        "tất cả",
        "tất cả các",
        "toàn thể",
        "liên quan",
        "có liên quan",
    ),
    "joining": ("và",),
    "none": ("cơ sở", "hội đồng"),
}
_ALONE = frozenset(("department", "body", "commune", "district"))
# "Thủ trưởng các sở": the heads are bound as their agencies are.
_HEADS_OF = re.compile(
    r"(?:thủ trưởng|giám đốc|người đứng đầu|lãnh đạo|chủ tịch|đề nghị|yêu cầu)\s+(?=các|ubnd|sở|cơ|ủy)"
)
# "Các đơn vị trực thuộc Sở" are not all of them.
_RESTRICTED = re.compile(r"\bthuộc (?!(?:ubnd |ủy ban nhân dân )?(?:tỉnh|thành phố))")
_LISTED = re.compile(r"(?:các|những) (?:sở|bộ)\s*:")
# Words that may follow "các cơ quan, đơn vị" and leave it all of them, as "thông tấn" does not.
_OF_ALL = frozenset("có của khác liên nhà theo thuộc tại tổ trong trên được ở".split())
_LOCAL: frozenset[Sort] = frozenset(("commune", "district"))


@lru_cache(maxsize=2)
def _table(bare: bool) -> PhraseTable[_Word]:
    table: PhraseTable[_Word] = PhraseTable()
    for word, phrases in (*_UNITS.items(), *_AROUND.items()):
        for phrase in phrases:
            table.add(phrase, word, plain=bare)
    return table


def collective_at(
    words: Sequence[str], place: int, *, bare: bool = False
) -> tuple[int, frozenset[Sort]] | None:
    """Return where the collective that begins at ``place`` ends, and the sorts it names.

    :param words: folded syllables, without marks if ``bare``
    """
    sorts: list[Sort] = []
    many, end, at = False, place, place
    while found := _table(bare).at(words, at):
        start, (at, word) = at, found
        if word == "none" or (word == "joining" and not sorts):
            break
        if word == "many":
            many = many or set(sorts) <= {"other"}  # "các sở", "UBND các xã"
            if sorts and words[at - 1] == "quan":  # "đơn vị liên quan"
                many, end = True, at
        elif word != "joining":
            sorts.append(word)
            end = at
            many = many or words[start] in ("cấp", "cap")
    named = frozenset(sorts)
    if named <= {"other"} or (sorts[0] == "other" and words[place] in ("cấp", "cap")):
        return None
    listed = [sort for sort in sorts if sort != "other"]
    if not many and not (len(listed) > 1 and named & _ALONE):
        return None
    return end, named


@lru_cache(maxsize=8192)
def _read(name: str) -> tuple[frozenset[Sort], str]:
    """Return the sorts of agencies that a collective names and the word that follows.

    None for a single agency.
    """
    folded = _HEADS_OF.sub("", fold(name))
    words = syllables(folded)
    found = None if _LISTED.match(folded) else collective_at(words, 0)
    return (found[1], "".join(words[found[0] : found[0] + 1])) if found else (frozenset(), "")


def is_collective(name: str) -> bool:
    """Tell whether ``name`` stands for many agencies of a sort.

    >>> is_collective("Các sở, ban, ngành"), is_collective("Sở Y tế"), is_collective("UBND cấp xã")
    (True, False, True)
    """
    return bool(_read(name)[0])


def binds(collective: str, agency: str) -> bool:
    """Tell whether work given to a collective is work of ``agency`` too.

    "Các sở, ban, ngành" binds the departments and what else a province has of authorities,
    "UBND các xã, phường" the communes, "các cơ quan, đơn vị" every agency ("cấp tỉnh" none
    below the province), "các cơ quan thông tấn" none that it does not name; enterprises are
    bound where they are named.

    >>> binds("Các sở, ban, ngành", "Sở Nội vụ"), binds("UBND các xã, phường", "Sở Nội vụ")
    (True, False)
    """
    sorts, following = _read(collective)
    folded = fold(collective)
    if not sorts or _RESTRICTED.search(folded):
        return False
    sort = _sort_of(agency)
    if sort == "department" and "ministry" in sorts:  # "các bộ, ngành"
        return bool(re.search(r"(?<!\w)sở(?!\w)", folded))
    if sort in sorts - {"body"}:
        return True
    if "local" in sorts and sort in ({"province"} if "ministry" in sorts else _LOCAL):
        return True
    whole = following == "" or following in _OF_ALL
    below = sort in _LOCAL and "cấp tỉnh" in folded
    return "body" in sorts and whole and not below and sort != "enterprise"


# The sort of an agency by how its name begins, the first that fits.
_SORT_BY_HEAD: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("enterprise", re.compile(r"công ty|tập đoàn|doanh nghiệp|hợp tác xã|htx|bưu điện")),
    ("commune", re.compile(r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)\s(?:cấp )?(?:xã|phường|đặc khu|thị trấn)")),
    ("district", re.compile(r"(?:ubnd|ủy ban nhân dân)\s(?:cấp )?(?:huyện|thị xã|quận)")),
    ("province", re.compile(r"(?:chủ tịch )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)\s(?:tỉnh|thành phố)")),
    ("ministry", re.compile(r"bộ(?! đội| chỉ huy| chính trị)\b|tổng cục|thanh tra chính phủ")),
    ("union", re.compile(r"hội(?! đồng)|hiệp hội|liên minh|liên đoàn|liên hiệp|mặt trận|ủy ban mặt trận|đoàn thanh niên|tỉnh đoàn")),
    ("department", re.compile(r"sở\b|ban\b|thanh tra|công an|văn phòng ủy ban|bộ chỉ huy|bộ đội|thuế|hải quan|kho bạc|chi cục hải quan")),
)  # fmt: skip


@lru_cache(maxsize=4096)
def _sort_of(agency: str) -> Sort:
    """Return the sort of an agency, of a collective the one that it names first."""
    sorts, _ = _read(agency)
    for sort in ("commune", "district", "department", "ministry", "union", "enterprise"):
        if sort in sorts:
            return sort
    key = agency_key(agency)
    known = glossary().agency(key)
    if known and known.level in ("enterprise", "commune"):
        return "enterprise" if known.level == "enterprise" else "commune"
    return next((sort for sort, head in _SORT_BY_HEAD if head.match(key)), "body")
