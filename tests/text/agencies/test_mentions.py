"""Agencies found in running text, however they are written."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.text.agencies import agency_key, find_agencies
from hoidap.text.glossary import Agency, glossary
from hoidap.text.vietnamese import strip_marks

steady = settings(deadline=None, derandomize=True, database=None, max_examples=200)
KHCN = "Sở Khoa học và Công nghệ"
COMMUNES = "Ủy ban nhân dân xã, phường"


def names(text: str, *, english: bool = False) -> list[str]:
    return [mention.name for mention in find_agencies(text, english=english)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở KH&CN phối hợp với Sở Công Thương, Sở Y tế", [KHCN, "Sở Công Thương", "Sở Y tế"]),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ chủ trì", [KHCN]),
        ("so khcn chu tri, phoi hop voi so y te", [KHCN, "Sở Y tế"]),
        ("Các sở: Nội vụ, KH&CN; UBND các xã, phường", ["Sở Nội vụ", KHCN, COMMUNES]),
        (
            "các sở Khoa học và Công nghệ, Y tế và các đơn vị có liên quan",
            [KHCN, "Sở Y tế", "các đơn vị có liên quan"],
        ),
        (
            "cac so: noi vu, tu phap va ubnd cac xa, phuong",
            ["Sở Nội vụ", "Sở Tư pháp", COMMUNES],
        ),
        ("Các bộ: Công an, Quốc phòng", ["Bộ Công an", "Bộ Quốc phòng"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        ),
        ("các cơ quan, đơn vị tổ chức thực hiện", ["các cơ quan, đơn vị"]),
        ("đơn vị, các chuyên gia", []),
        ("các cơ sở sản xuất; số lượng; báo cáo", []),
        ("", []),
    ],
)
def test_agencies_are_found_in_order(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Department of Health leads.", ["Sở Y tế"]),
        (
            "the departments of Health, Home Affairs and Finance",
            ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"],
        ),
        ("So Khoa hoc va Cong nghe leads", [KHCN]),
    ],
)
def test_english_names_where_they_are_asked_for(text: str, found: list[str]) -> None:
    assert names(text, english=True) == found


def test_english_names_are_not_read_otherwise() -> None:
    assert names("The Department of Health leads.") == []


def test_collectives_are_found_beside_agencies() -> None:
    text = "Sở Y tế, các sở, ban, ngành và UBND các xã"
    found = [text[mention.start : mention.end] for mention in find_agencies(text)]
    assert found == ["Sở Y tế", "các sở, ban, ngành", "UBND các xã"]


@steady
@given(
    st.lists(st.sampled_from(glossary().agencies), min_size=1, max_size=4),
    st.sampled_from(("NFC", "NFD")),
)
def test_mentions_are_verbatim_in_any_unicode_form(
    agencies: list[Agency], form: Literal["NFC", "NFD"]
) -> None:
    text = unicodedata.normalize(form, "; ".join(agency.name for agency in agencies))
    found = find_agencies(text, plain=False)
    assert [mention.name for mention in found] == [agency.name for agency in agencies]
    for mention in found:
        written = unicodedata.normalize("NFC", text[mention.start : mention.end])
        assert agency_key(written) == mention.key


@steady
@given(st.sampled_from(glossary().agencies))
def test_a_name_without_diacritics_is_found(agency: Agency) -> None:
    bare = strip_marks(agency.name).lower()
    assert agency.name in names(f"{bare} chu tri") or bare in {
        strip_marks(form).lower()
        for other in glossary().agencies
        if other is not agency
        for form in (other.name, *other.short)
    }
