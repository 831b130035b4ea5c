"""Agencies: told from other words, parted in lists, brought to one name."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold, plain, squeeze

# How the name of an agency, or a collective of agencies, begins.
AGENCY_START = (
    r"(?:(?:các|những)\s+)?(?:sở|ubnd|ủy ban|uỷ ban|hđnd|hội đồng|ban|báo(?! cáo)|đài|trung tâm|chi cục|công an|hiệp hội"
    r"|hội|liên đoàn|liên minh|liên hiệp|văn phòng|vp|trường|tổng cục|cục|bộ|viện|thanh tra|cổng thông tin"
    r"|tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn|viễn thông|điểm tbt|bộ đội|sờ|mặt trận|vcci|ngân hàng|kho bạc|thuế|hải quan|quỹ|công ty|phòng|học viện|quân khu)\b"
    r"|(?:các|những)\s+(?:cơ quan|đơn vị|doanh nghiệp|tổ chức|cơ sở|địa phương|ngành|bộ|huyện|xã|đại học|chủ thể|chuyên gia|bên|cấp)"
    r"|doanh nghiệp|hợp tác xã|htx|cơ quan|đơn vị|chủ tịch|giám đốc|thủ trưởng|người đứng đầu|chánh văn phòng|lãnh đạo|thủ tướng"
)
_START = re.compile(rf"(?:{AGENCY_START})", re.I)
_LABEL = re.compile(r"^\s*(?:[-–+•]|\(\d{1,2}\))\s*")
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


def starts_agency(text: str) -> bool:
    """Tell whether ``text`` begins as an agency's name does."""
    return _START.match(fold(_LABEL.sub("", text))) is not None


# Heads long enough to be known with one letter wrong, and the short ones, without marks.
_LONG_HEADS = tuple(
    "ủy ban|hội đồng|trung tâm|chi cục|công an|hiệp hội|liên đoàn|liên minh|liên hiệp|văn phòng|thanh tra"
    "|cổng thông tin|các sở|các ban|các cơ quan|các đơn vị|các doanh nghiệp|các tổ chức|các địa phương"
    "|doanh nghiệp|báo và đài".split("|")
)
_SHORT_HEADS = frozenset(("so", "bo", "ban", "dai", "hoi", "cuc", "vien", "truong", "phong"))


@lru_cache(maxsize=16384)
def looks_like_agency(text: str) -> bool:
    """Tell whether ``text`` begins as an agency's name does, one letter or mark misread.

    A short head with a wrong mark (``Sỏ Y tế``) counts where a capital follows it.
    """
    if starts_agency(text):
        return True
    bare = _LABEL.sub("", text)
    folded = fold(bare)
    for head in _LONG_HEADS:
        opening = folded[: len(head)]
        if len(opening) == len(head) and not folded[len(head) : len(head) + 1].isalnum():
            if sum(a != b for a, b in zip(opening, head, strict=True)) == 1:
                return True
    first, _, rest = bare.partition(" ")
    return first[:1].isupper() and rest[:1].isupper() and plain(first) in _SHORT_HEADS


@lru_cache(maxsize=4096)
def split_agencies(text: str) -> tuple[str, ...]:
    """Part a list of agencies, each in the document's words, in order, once each.

    >>> split_agencies("Các sở: Khoa học và Công nghệ, Y tế; UBND các xã, phường")
    ('Sở Khoa học và Công nghệ', 'Sở Y tế', 'UBND các xã, phường')
    """
    text = squeeze(_LABEL.sub("", text)).rstrip(".;, ")
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
    name = squeeze(_LABEL.sub("", name)).strip(" .;,-–")
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


@lru_cache(maxsize=4096)
def agency_key(name: str) -> str:
    """Return the form in which two writings of one agency are equal.

    The glossary's name where it knows the agency (``Sở KH&CN``, ``Sở KHCN``), the
    folded name otherwise; what stands in brackets behind it is left out.
    """
    bare = fold(re.sub(r"\s*\([^)]*\)", "", name))
    for form in (bare, _PLACE_END.sub("", _without_province(bare))):
        known = glossary().agency_name(form) or glossary().agency_name(f"{form} tỉnh")
        if known:
            return fold(known)
    return _PLACE_END.sub("", _without_province(bare))


_PLACE_END = re.compile(r"\s+(?:cấp )?tỉnh$")


def _without_province(name: str) -> str:
    """Take the province's name off the end: ``Đài … tỉnh Đồng Nai`` -> ``Đài … tỉnh``."""
    for province in glossary().provinces:
        if name.endswith(" " + fold(province.name)):
            return name[: -len(province.name) - 1]
    return name
