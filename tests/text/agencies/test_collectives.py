"""Collectives, and whom they bind."""

from __future__ import annotations

import pytest

from hoidap.text.agencies import binds, is_collective
from hoidap.text.glossary import glossary

DEPARTMENTS = [
    a.name for a in glossary().agencies if a.name.startswith("Sở ") and "," not in a.name
]


@pytest.mark.parametrize(
    "name",
    [
        "Các sở, ban, ngành",
        "sở, ban, ngành cấp tỉnh",
        "Các Sở ngành, cơ quan liên quan",
        "Thủ trưởng các sở, ban, ngành",
        "UBND các xã, phường",
        "UBND cấp xã",
        "Ủy ban nhân dân các huyện, thị xã, thành phố",
        "các cơ quan, đơn vị",
        "Đơn vị liên quan",
        "các doanh nghiệp",
        "CÁC SỞ, BAN, NGÀNH",
    ],
)
def test_many_of_a_sort(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize(
    "name",
    [
        *DEPARTMENTS,
        "Ban Quản lý khu kinh tế",
        "Bộ Y tế",
        "UBND tỉnh",
        "UBND xã Hòa An",
        "Các sở: Y tế, Nội vụ",
        "Cơ sở đào tạo",
        "Hội đồng nhân dân tỉnh",
        "",
    ],
)
def test_a_single_agency_or_a_list_of_names_is_none(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize("agency", DEPARTMENTS)
def test_a_department_is_bound(agency: str) -> None:
    for collective in (
        "Các sở, ban, ngành",
        "Thủ trưởng các sở, ngành",
        "Các cơ quan, đơn vị có liên quan",
        "Sở, ban, ngành cấp tỉnh",
        "Các cơ quan, đơn vị thuộc UBND tỉnh",
    ):
        assert binds(collective, agency), collective
    for other in (
        "UBND các xã, phường",
        "các doanh nghiệp",
        "Các bộ, ngành",
        "Các đơn vị trực thuộc Sở",
        "Sở Phép thuật",
        "các hội, hiệp hội",
    ):
        assert not binds(other, agency), other


@pytest.mark.parametrize(
    ("collective", "agency", "bound"),
    [
        ("UBND các xã, phường", "UBND xã Hòa An", True),
        ("UBND các xã, phường", "UBND cấp xã", True),
        ("các địa phương", "UBND các xã, phường", True),
        ("Các sở, ban, ngành", "UBND các xã, phường", False),
        ("UBND các huyện, thị xã, thành phố", "UBND huyện X", True),
        ("UBND các xã, phường", "UBND huyện X", False),
        ("Các sở, ban, ngành", "Công an tỉnh", True),
        ("Các sở, ban, ngành", "Ban Quản lý khu công nghệ cao", True),
        ("Các bộ, ngành", "Bộ Y tế", True),
        ("Các bộ, ngành, địa phương", "UBND tỉnh", True),
        ("Các hội, hiệp hội", "Hội Nông dân tỉnh", True),
        ("Các cơ quan, đơn vị", "Hội Nông dân tỉnh", True),
        ("Các cơ quan, đơn vị", "Công ty Điện lực tỉnh", False),
        ("Các sở, ban, ngành", "Công ty Điện lực tỉnh", False),
        ("Các doanh nghiệp", "Công ty X", True),
    ],
)
def test_whom_a_collective_binds(collective: str, agency: str, bound: bool) -> None:
    assert binds(collective, agency) is bound
