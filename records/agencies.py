"""Agencies as records name them: their normal names, and whom a collective binds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from hoidap.text.agencies import agency_key
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import plain, squeeze

Binding = Literal["direct", "general"]
"""How a record concerns an agency: named itself, or through a collective."""

_SLIP = 0.88  # a slip in a name: one letter or mark in twenty

# Who belongs to a collective, by the beginning of the agency's plain name.
_DEPARTMENTS = r"(?:so|ban (?:quan ly|dan toc)|thanh tra|van phong (?:ubnd|uy ban|doan dai bieu)|cong an|bo chi huy|bo doi|(?:cuc )?thue|hai quan|(?:chi )?cuc (?:hai quan|quan ly thi truong)|kho bac|ngan hang nha nuoc|bao hiem xa hoi|(?:cuc )?thong ke)\b"
_COMMUNES = r"(?:chu tich )?(?:ubnd|uy ban nhan dan|chinh quyen)? ?(?:cac |cap )?(?:xa|phuong|dac khu|thi tran)\b"
_DISTRICTS = (
    r"(?:chu tich )?(?:ubnd|uy ban nhan dan) (?:cac |cap )?(?:huyen|quan|thi xa|thanh pho)\b"
)
_SOCIETIES = r"(?:hoi(?! dong)|hiep hoi|lien doan|lien minh|lien hiep|doan thanh nien|tinh doan|uy ban mat tran|mat tran)\b"
_UNITS = rf"{_DEPARTMENTS}|{_COMMUNES}|{_DISTRICTS}|{_SOCIETIES}|(?:trung tam|chi cuc|dai|bao|truong|vien|cong thong tin|phong|quy|van phong|diem tbt|buu dien)\b"
# What stands behind "cơ quan", "đơn vị" where it means all of them: not "cơ quan báo chí".
_ALL = r"(?=\s*(?:$|[,;]|va\b|(?:co )?lien quan|cap tinh|(?:cua|thuoc|tren dia ban) (?:tinh|ubnd)|tinh\b|khac\b|duoc giao|cua tinh))"
_COLLECTIVES = tuple(
    (re.compile(listed), re.compile(members))
    for listed, members in (
        (
            rf"\b(?:so|ban|nganh)(?:,| va)? (?:so|ban|nganh|co quan|don vi|dia phuong)\b|\bcac so{_ALL}",
            _DEPARTMENTS,
        ),
        (rf"\b(?:co quan|don vi){_ALL}", _UNITS),
        (r"\b(?:cac|cap) (?:xa|phuong)\b|\bdia phuong\b", _COMMUNES),
        (r"\b(?:cac|cap) huyen\b|\bdia phuong\b", _DISTRICTS),
        (r"\bdoan the\b|\bcac (?:hoi|hiep hoi)\b|\bto chuc chinh tri\b", _SOCIETIES),
    )
)
_BELOW = re.compile(rf"{_COMMUNES}|{_DISTRICTS}")  # the province: "các đơn vị cấp tỉnh"
# An enterprise is nobody's office.
_OUTSIDE = re.compile(r"\b(?:cong ty|doanh nghiep|hop tac xa|htx|tap doan)\b")


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Return the glossary's name of an agency, its slips put right; else ``name`` itself.

    >>> normal_name("Sở KH&CN"), normal_name("Sở Tư phps")
    ('Sở Khoa học và Công nghệ', 'Sở Tư pháp')
    """
    known = _by_key()
    key = agency_key(name)
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=_SLIP)
        key = near[0] if near and len(near[0]) == len(key) else key
    return known.get(key) or squeeze(re.sub(r"\s*\([^)]*\)", "", name))


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {agency_key(agency.name): agency.name for agency in glossary().agencies}


def binding(listed: Iterable[str], agency: str) -> Binding | None:
    """Tell how work given to those ``listed`` concerns ``agency``, however it is written.

    >>> binding(["Sở Y tế", "các sở, ban, ngành"], "so noi vu")
    'general'
    >>> binding(["Sở Y tế", "các sở, ban, ngành"], "Sở Y tế")
    'direct'
    """
    found = {_binds(name, agency) for name in listed}
    return "direct" if "direct" in found else "general" if "general" in found else None


@lru_cache(maxsize=65536)
def _binds(listed: str, agency: str) -> Binding | None:
    wanted = _forms(agency)
    written = plain(listed)
    forms = (written, plain(agency_key(listed)))
    if any(one in form for one in wanted for form in forms):
        return "direct"
    if any(map(_OUTSIDE.search, wanted)):
        return None
    below = "cap tinh" in written and any(map(_BELOW.match, wanted))
    bound = not below and any(
        collective.search(written) and any(map(members.match, wanted))
        for collective, members in _COLLECTIVES
    )
    return "general" if bound else None


@lru_cache(maxsize=256)
def _forms(agency: str) -> tuple[str, ...]:
    """Return the full names that ``agency`` may be a form of, plain; else itself."""
    asked = plain(agency)
    known = (
        plain(one.name)
        for one in glossary().agencies
        if asked in map(plain, (one.name, *one.short, *one.english))
    )
    return tuple(dict.fromkeys(known)) or (asked,)
