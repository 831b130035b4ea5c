"""Agencies brought to one name: all writings of one agency have one key."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import lru_cache

from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold, has_marks, plain, squeeze

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_PLACE_END = re.compile(r"\s+(?:cấp )?tỉnh$")
_COMMUNE = re.compile(r"(?:ubnd|ủy ban nhân dân)\s(?:các |cấp )?(?:xã|phường)")
_SLIP = 0.88  # a slip in a name: one letter or mark in ten


@lru_cache(maxsize=16384)
def agency_key(name: str) -> str:
    """Return the form in which two writings of one agency are equal.

    The glossary's name, folded, where it knows the agency, in any form (``Sở KH&CN``, ``so
    khcn``, ``Department of Health``); the folded name otherwise.  What stands in brackets
    behind it, "tỉnh" and the province's name are left out.
    """
    bare = fold(_BRACKETS.sub("", name))
    local = _PLACE_END.sub("", _without_province(bare))
    for form in (bare, local):
        known = glossary().agency_name(form) or glossary().agency_name(f"{form} tỉnh")
        if known:
            return fold(known)
    if not has_marks(local):
        return _plain_keys().get(local, local)
    return local


def _without_province(name: str) -> str:
    """Take the province's name off the end: ``Đài … tỉnh Đồng Nai`` -> ``Đài … tỉnh``."""
    for ending in _province_endings():
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


@lru_cache(maxsize=1)
def _province_endings() -> tuple[str, ...]:
    return tuple(f" {fold(province.name)}" for province in glossary().provinces)


@lru_cache(maxsize=1)
def _plain_keys() -> dict[str, str]:
    """Return the keys by the names without marks, and by the English ones."""
    keys: dict[str, str] = {}
    for agency in glossary().agencies:
        for name in (agency.name, *agency.short, *agency.english):
            keys.setdefault(plain(name), fold(agency.name))
    return keys


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Return the glossary's name of an agency, its slips put right; else ``name`` itself.

    >>> normal_name("Sở KH&CN"), normal_name("Sở Tư phps")
    ('Sở Khoa học và Công nghệ', 'Sở Tư pháp')
    """
    known = _names_by_key()
    key = agency_key(name)
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=_SLIP)
        key = near[0] if near and len(near[0]) == len(key) else key
    return known.get(key) or squeeze(_BRACKETS.sub("", name))


@lru_cache(maxsize=1)
def _names_by_key() -> dict[str, str]:
    return {agency_key(agency.name): agency.name for agency in glossary().agencies}


def same_agency(asked: str, listed: str) -> bool:
    """Tell whether a listed agency is the one asked about.

    ``Báo và phát thanh, truyền hình Thái Nguyên`` is ``Báo và phát thanh, truyền hình``;
    ``UBND các xã, phường`` and ``UBND cấp xã`` are the communes'.

    >>> same_agency("UBND cấp xã", "UBND các xã, phường"), same_agency("Sở Y tế", "Bộ Y tế")
    (True, False)
    """
    one, other = agency_key(asked), agency_key(listed)
    if one == other or (other.startswith(f"{one} ") and len(one.split()) > 1):
        return True
    return bool(_COMMUNE.match(one) and _COMMUNE.match(other))


def agency_matcher(typed: str) -> Callable[[str], bool]:
    """Return what tells whether an agency in a document's words is the one typed.

    A name that the glossary knows means that agency alone, in any spelling; any other words
    mean each agency whose name holds them, diacritics being optional.

    >>> [agency_matcher(typed)("Sở KH&CN") for typed in ("so khcn", "khoa hoc", "Sở Y tế")]
    [True, True, False]
    """
    asked = plain(typed)
    forms = {
        plain(agency.name)
        for agency in glossary().agencies
        if asked in map(plain, (agency.name, *agency.short, *agency.english))
    } or {asked}

    def holds(name: str) -> bool:
        written = (plain(name), plain(agency_key(name)))
        return any(form in one for form in forms for one in written)

    return holds
