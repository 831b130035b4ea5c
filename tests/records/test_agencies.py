"""Agencies as records name them, and whom a collective binds."""

from __future__ import annotations

import pytest

from hoidap.records.agencies import binding, normal_name

DEPARTMENT, COMMUNE, UNIT = "Sở Nội vụ", "UBND xã Tân Long", "Trung tâm Khuyến công"
DISTRICT, SOCIETY, ENTERPRISE = (
    "UBND huyện Thọ Xuân",
    "Hội Nông dân tỉnh",
    "Công ty CP Mía đường",
)


@pytest.mark.parametrize(
    ("listed", "bound"),
    [
        ("Các sở, ban, ngành", {DEPARTMENT}),
        ("các sở, ngành liên quan", {DEPARTMENT}),
        ("Thủ trưởng các sở, ban, ngành", {DEPARTMENT}),
        ("Giám đốc các Sở", {DEPARTMENT}),
        ("Sở, ngành cấp tỉnh", {DEPARTMENT}),
        ("các sở, ngành, địa phương", {DEPARTMENT, COMMUNE, DISTRICT}),
        ("UBND các xã, phường", {COMMUNE}),
        ("Chủ tịch UBND các xã, phường, đặc khu", {COMMUNE}),
        ("UBND cấp huyện", {DISTRICT}),
        ("các cơ quan, đơn vị", {DEPARTMENT, COMMUNE, DISTRICT, UNIT, SOCIETY}),
        ("Các đơn vị có liên quan", {DEPARTMENT, COMMUNE, DISTRICT, UNIT, SOCIETY}),
        ("các cơ quan, đơn vị cấp tỉnh", {DEPARTMENT, UNIT, SOCIETY}),
        ("Các hiệp hội", {SOCIETY}),
        ("các doanh nghiệp", {ENTERPRISE}),
        ("các cơ quan thông tấn báo chí", set()),
        ("cơ quan tài chính cùng cấp", set()),
        ("đơn vị sự nghiệp", set()),
        ("các cơ quan, tổ chức liên quan", {DEPARTMENT, COMMUNE, DISTRICT, UNIT, SOCIETY}),
        ("Sở Y tế", set()),
        ("UBND tỉnh", set()),
    ],
)
def test_whom_a_collective_binds(listed: str, bound: set[str]) -> None:
    every = (DEPARTMENT, COMMUNE, UNIT, DISTRICT, SOCIETY, ENTERPRISE)
    assert {name for name in every if binding([listed], name) == "general"} == bound


@pytest.mark.parametrize(
    "typed", ["Sở Nội vụ", "so noi vu", "SNV", "Department of Home Affairs"]
)
def test_an_agency_however_it_is_typed(typed: str) -> None:
    assert binding(["các sở, ban, ngành"], typed) == "general"
    assert binding(["các sở, ban, ngành", "Sở Nội vụ"], typed) == "direct"
    assert binding(["Doanh nghiệp"], typed) is None
    assert binding([], typed) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở KHCN", "Sở Khoa học và Công nghệ"),
        ("Sở Tư phps", "Sở Tư pháp"),
        ("Sở Khoa học và Công nghệ (KH&CN)", "Sở Khoa học và Công nghệ"),
        ("Hội Nông dân xã Bình An", "Hội Nông dân xã Bình An"),
        ("Sở Ngoại giao", "Sở Ngoại giao"),
    ],
)
def test_the_normal_name_of_an_agency(written: str, name: str) -> None:
    assert normal_name(written) == name
