"""Lists of agencies: parted into names, told whether the last one is whole."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.agencies.heads import AGENCY_START, LABEL, starts_agency
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold, squeeze

# Commas inside one collective: "các sở, ban, ngành", "UBND các xã, phường".
_COLLECTIVE = re.compile(
    r"(?:sở|ban|bộ)(?:, (?:ban|sở|bộ|đảng|đoàn thể))*(?: và |,\s*)(?:ngành|đoàn thể)(?:, (?:địa phương|đoàn thể|hội|hiệp hội)(?=[,;.]|$|\s+(?:có|liên|trong|trên)))?"
    r"(?:, (?:cơ quan|đơn vị)(?=(?:, \w+)*\s+(?:cấp tỉnh|liên quan|có liên quan)))*"
    r"|(?:huyện|thị xã|thành phố|xã|phường|đặc khu|thị trấn)(?:,\s*(?:huyện|thị xã|thành phố|xã|phường|đặc khu|thị trấn))+"
    r"|huyện thị xã, thành phố"
    r"|(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|cá nhân|địa phương)(?:,\s*(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|cá nhân|địa phương))+(?=\s+(?:có\s+)?liên quan)"
    r"|cơ quan(?:,\s*(?:đơn vị|tổ chức|địa phương))+|sở,? ngành, cơ quan(?=\s+(?:có\s+)?liên quan)"
    r"|đại học(?:,\s*(?:cao đẳng|trường nghề|trường \w+|trung cấp|học viện))+"
    r"|,\s*chi nhánh\b"
    r"|phát thanh(?: và|,)?\s*truyền hình|tiêu chuẩn,? đo lường,? (?:và )?chất lượng|tiêu chuẩn đo lường, chất lượng"
    r"|báo và (?:đài )?phát thanh",
    re.I,
)
_SEPARATOR = re.compile(
    r"\s*[;\n]\s*|\s*,\s*|\s+(?=\(\d{1,2}\)\s*[^\W\d])|\s+(?=[-–]\s+(?:Sở|UBND|Các|Hiệp|Đơn|Chi|Trung|Đài|Báo|Tổng|Ban))|\s*\.\s+(?=[-–]\s)|\s*\.\s*$",
    re.I,
)
# Who else takes part, in lower case: not the rest of the name before.
_OTHERS = re.compile(
    r"(?:các|chủ|cơ sở|doanh nghiệp|hợp tác xã|htx|hộ|tổ|đơn vị|cá nhân|tổ chức|người|nhà)\b"
)
_AND = re.compile(rf"\s+(?:và|cùng)\s+(?={AGENCY_START})", re.I)
_RUN_ON = re.compile(r"(?<=[^\W\d_])\s+(?=Sở\s+[A-ZĐ]|Trung tâm\s+[A-ZĐ])")


@lru_cache(maxsize=4096)
def split_agencies(text: str) -> tuple[str, ...]:
    """Part a list of agencies, each in the document's words, in order, once each.

    >>> split_agencies("Các sở: Khoa học và Công nghệ, Y tế; UBND các xã, phường")
    ('Sở Khoa học và Công nghệ', 'Sở Y tế', 'UBND các xã, phường')
    """
    text = squeeze(LABEL.sub("", text)).rstrip(".;, ")
    protected = _COLLECTIVE.sub(_join, text)
    protected = _known_names().sub(_join, protected)
    protected = re.sub(r"\([^)]*\)", _join, protected)
    names: list[str] = []
    prefix = ""
    for chunk in re.split(r"\s*;\s*", protected):
        if starts_agency(chunk):
            prefix = ""
        for part in _SEPARATOR.split(chunk):
            for piece in _AND.split(part):
                for name in _RUN_ON.split(piece):
                    prefix = _take_name(name, prefix, names)
    unique = dict.fromkeys(name for name in names if name)
    return tuple(unique)


def _join(match: re.Match[str]) -> str:
    """Hide the commas and conjunctions inside one name."""
    return match.group().replace(",", "\x01").replace(" và ", "\x02")


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    """Match the glossary's names that hold a comma or a conjunction, "Sở" left out too."""
    names = {agency.name for agency in glossary().agencies}
    names |= {re.sub(r"^(?:Sở|Bộ) ", "", name) for name in names}
    inner = [n for n in names if "," in n or re.search(rf" và (?={AGENCY_START})", n, re.I)]
    inner.sort(key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, inner))})(?![^\W_])", re.I)


def _take_name(name: str, prefix: str, names: list[str]) -> str:
    """Add one name to ``names``; return the prefix that a list of departments shares."""
    name = name.replace("\x01", ",").replace("\x02", " và ")
    name = squeeze(LABEL.sub("", name)).strip(" .;,-–")
    name = re.sub(r"^(?:và|cùng|với)\s+", "", name)
    if not name:
        return prefix
    listed = re.match(r"(?:các|Các)\s+(sở|Sở|bộ|Bộ)\s*:\s*(.*)", name)
    if listed:
        prefix = listed.group(1).capitalize()
        names.append(f"{prefix} {listed.group(2)}")
        return prefix
    if (
        names
        and not prefix
        and name[0].islower()
        and not starts_agency(name)
        and not _OTHERS.match(name)
    ):
        names[-1] = f"{names[-1]}, {name}"  # the name itself holds a comma
        return ""
    if prefix and not starts_agency(name):
        first, *rest = re.split(r"\s+và\s+(?=các\b)", name)
        names.append(f"{prefix} {first}")
        names.extend(rest)
        return prefix
    names.append(name)
    return ""


@lru_cache(maxsize=16384)
def is_whole_agency(name: str) -> bool:
    """Tell whether ``name`` can be the whole name of an agency or a collective."""
    folded = fold(name)
    if glossary().agency(folded) or re.search(
        r"(?:liên quan|phường|xã|huyện|thành phố|tỉnh|ngành)$", folded
    ):
        return True
    if _BARE_HEAD.match(folded):
        return False  # "Văn phòng", "Báo và Đài": the line ended behind the first word
    return not folded.startswith(("sở", "bộ"))


@lru_cache(maxsize=16384)
def ends_known(text: str) -> bool:
    """Tell whether the last agency listed in ``text`` is one that the glossary knows."""
    names = split_agencies(text)
    return bool(names) and glossary().agency(names[-1]) is not None


@lru_cache(maxsize=16384)
def ends_whole(text: str) -> bool:
    """Tell whether the last name of a list can be whole: ``…, Sở Khoa học`` is cut off.

    Most lists are told by their end; only the others are parted.
    """
    folded = fold(text).rstrip(" .;,")
    place = max(folded.rfind("sở "), folded.rfind("bộ "))
    if place >= 0 and glossary().agency(folded[place:]):
        return True
    if place < 0 and not _ENDS_ON_HEAD.search(folded):
        return True
    return is_whole_agency((split_agencies(text) or ("",))[-1])


_BARE_HEAD = re.compile(rf"(?:{AGENCY_START})$")
_ENDS_ON_HEAD = re.compile(rf"(?<![^\W_])(?:{AGENCY_START})$")
