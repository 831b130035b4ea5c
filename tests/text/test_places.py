"""Provinces in any writing; ordinary words that are spelt like one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.text.glossary import Province, glossary
from hoidap.text.places import find_places, merged, today, unit_and_name
from hoidap.text.vietnamese import strip_marks

steady = settings(deadline=None, derandomize=True, database=None, max_examples=300)
PROVINCES = glossary().provinces


def named(text: str) -> list[str]:
    return [place.province.name for place in find_places(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ở Thanh Hóa và Thái Nguyên", ["Thanh Hóa", "Thái Nguyên"]),
        ("ở Thanh Hoá", ["Thanh Hóa"]),
        ("o thanh hoa va dong nai", ["Thanh Hóa", "Đồng Nai"]),
        ("o dongnai", ["Đồng Nai"]),
        ("in hanoi", ["Hà Nội"]),
        ("the plans of Thanh Hoa and Đồng Nai", ["Thanh Hóa", "Đồng Nai"]),
        ("tại TP. Hồ Chí Minh", ["Thành phố Hồ Chí Minh"]),
        ("tp hcm co ke hoach gi", ["Thành phố Hồ Chí Minh"]),
        ("BR-VT, BÀ RỊA - VŨNG TÀU", ["Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"]),
        ("UBND TỈNH THANH HÓA", ["Thanh Hóa"]),
        ("tiêu chuẩn đo lường", []),
        ("", []),
    ],
)
def test_provinces_are_found_in_order(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "dien bien chat luong",
        "theo doi dien bien gia ca thi truong",
        "DIEN BIEN CHAT LUONG",
        "diễn biến hòa bình",
        "giữ gìn hòa bình và ổn định",
        "giu gin hoa binh va on dinh",
        "chau A - Thai Binh Duong",
        "khu vực châu Á - Thái Bình Dương",
        "may da nang cho nong dan",
        "thiết bị đa năng",
        "danh gia lai chat luong san pham",
        "ho so danh gia lai",
        "hang nam dinh ky bao cao",
        "hoan thanh hoa don dien tu",
        "xu ly chat thai nguyen lieu",
        "cac du an giang day",
        "không cao bằng năm trước",
        "hop dong nai nay",
        "hoat dong thap hon nam truoc",
        "người già, lái xe",
        "quan gia, lai xe",
        "tư tưởng Hồ Chí Minh",
    ],
)
def test_ordinary_words_are_no_place(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tinh dien bien co ke hoach gi", "Điện Biên"),
        ("ke hoach cua dien bien", "Điện Biên"),
        ("Dien Bien co bao nhieu nhiem vu", "Điện Biên"),
        ("con dien bien thi sao", "Điện Biên"),
        ("o hoa binh ai chu tri", "Hòa Bình"),
        ("kế hoạch của tỉnh hòa bình", "Hòa Bình"),
        ("Hòa Bình có mấy chỉ tiêu", "Hòa Bình"),
        ("ke hoach thai binh", "Thái Bình"),
        ("tai gia lai ai chu tri", "Gia Lai"),
        ("tinh nam dinh co gi", "Nam Định"),
        ("ubnd tinh an giang", "An Giang"),
        ("so cong thuong thanh hoa", "Thanh Hóa"),
        ("doanh nghiep dong nai duoc ho tro gi", "Đồng Nai"),
        ("tp da nang ai chu tri", "Đà Nẵng"),
    ],
)
def test_the_same_words_are_a_place_where_something_shows_it(text: str, name: str) -> None:
    assert named(text) == [name]


def test_beside_another_place() -> None:
    assert named("so sanh thanh hoa va hoa binh ve kinh phi") == ["Thanh Hóa", "Hòa Bình"]


@pytest.mark.parametrize("province", PROVINCES, ids=lambda province: province.name)
def test_every_province_in_every_writing(province: Province) -> None:
    for name in (province.name, *province.aliases):
        for text in (
            f"Kế hoạch của tỉnh {name} năm 2026",
            f"ke hoach cua tinh {strip_marks(name).lower()} nam 2026",
            unicodedata.normalize("NFD", f"ở {name} ai chủ trì?"),
            f"UBND TỈNH {name.upper()}",
            name,
            strip_marks(name).lower(),
        ):
            assert named(text) == [province.name], text


@steady
@given(st.sampled_from(PROVINCES), st.sampled_from(("tỉnh", "thành phố", "TP.", "ở", "Thủ đô")))
def test_mentions_are_verbatim(province: Province, before: str) -> None:
    text = unicodedata.normalize("NFD", f"Ai chủ trì việc này {before} {province.name}?")
    (place,) = find_places(text)
    written = unicodedata.normalize("NFC", text[place.start : place.end])
    assert written.endswith(province.name)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("tỉnh Thanh Hóa", "tỉnh"),
        ("thành phố Huế", "thành phố"),
        ("TP. Đà Nẵng", "thành phố"),
        ("TP. HCM", "thành phố"),
        ("ở Thanh Hóa", ""),
    ],
)
def test_the_unit_written_before(text: str, unit: str) -> None:
    assert [place.unit for place in find_places(text)] == [unit]


def test_the_mergers_of_2025() -> None:
    groups = {p.today: merged(today(p)) for p in PROVINCES}
    assert len(groups) == 34
    assert sum(len(names) > 1 for names in groups.values()) == 23
    assert sorted(name for names in groups.values() for name in names) == sorted(
        p.name for p in PROVINCES
    )
    assert set(groups["Phú Thọ"]) == {"Phú Thọ", "Vĩnh Phúc", "Hòa Bình"}
    assert set(groups["Tuyên Quang"]) == {"Tuyên Quang", "Hà Giang"}
    assert groups["Thanh Hóa"] == ("Thanh Hóa",)


def test_the_six_cities() -> None:
    cities = {p.name for p in PROVINCES if unit_and_name(p.name).startswith("thành phố")}
    assert cities == {
        "Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Thành phố Hồ Chí Minh",
    }  # fmt: skip
    assert unit_and_name("Thành phố Hồ Chí Minh") == "thành phố Hồ Chí Minh"
