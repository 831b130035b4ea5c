"""One agency under all its writings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.text.agencies import agency_key, agency_matcher, normal_name, same_agency
from hoidap.text.glossary import Agency, glossary
from hoidap.text.vietnamese import fold, strip_marks

steady = settings(deadline=None, derandomize=True, database=None, max_examples=200)


@pytest.mark.parametrize(
    "writings",
    [
        ("Sở Khoa học và Công nghệ", "Sở KH&CN", "sở khcn", "Sở Khoa học và Công nghệ (KH&CN)"),
        ("Sở Công Thương", "Sở Công thương", "SỞ CÔNG THƯƠNG"),
        ("Hiệp hội doanh nghiệp tỉnh", "Hiệp hội Doanh nghiệp tỉnh Thanh Hóa"),
        ("Đài X tỉnh Đồng Nai", "Đài X tỉnh", "Đài X"),
    ],
)
def test_one_agency_has_one_key(writings: tuple[str, ...]) -> None:
    assert len({agency_key(writing) for writing in writings}) == 1


def test_different_agencies_have_different_keys() -> None:
    names = (
        "Sở Y tế",
        "Sở Công Thương",
        "Bộ Y tế",
        "Sở Nông nghiệp và Môi trường",
        "UBND tỉnh",
    )
    assert len({agency_key(name) for name in names}) == len(names)


@steady
@given(st.sampled_from(glossary().agencies), st.data())
def test_any_form_of_an_agency_has_its_key(agency: Agency, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from((agency.name, *agency.short)))
    writing = data.draw(st.sampled_from((form, form.upper(), form.lower(), f"{form} (A)")))
    assert agency_key(writing) == agency_key(agency.name)
    assert normal_name(form) == normal_name(agency.name)


@pytest.mark.parametrize("agency", glossary().agencies, ids=lambda agency: agency.name)
def test_a_name_without_diacritics_or_in_english_has_the_same_key(agency: Agency) -> None:
    assert agency_key(strip_marks(agency.name)) == agency_key(agency.name)
    owners = [a.name for a in glossary().agencies if agency.english[0] in a.english]
    assert agency_key(agency.english[0]) in map(agency_key, owners)


def test_a_slip_in_a_name_is_put_right_and_other_names_stay() -> None:
    assert normal_name("Sở Tư phps") == "Sở Tư pháp"
    assert normal_name("Trung tâm Phép thuật (mới)") == "Trung tâm Phép thuật"


@pytest.mark.parametrize(
    ("asked", "listed", "same"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ", True),
        ("UBND cấp xã", "UBND các xã, phường", True),
        ("Báo và phát thanh, truyền hình", "Báo và phát thanh, truyền hình Thái Nguyên", True),
        ("Sở Y tế", "Bộ Y tế", False),
        ("UBND tỉnh", "UBND các xã, phường", False),
        ("Trung tâm Khoa học và Công nghệ", "Sở Khoa học và Công nghệ", False),
    ],
)
def test_an_agency_listed_is_the_one_asked_about(asked: str, listed: str, same: bool) -> None:
    assert same_agency(asked, listed) is same


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("so khcn", "Sở Khoa học và Công nghệ", True),
        ("khoa hoc", "Trung tâm Khoa học và Công nghệ", True),
        ("Department of Health", "Sở Y tế", True),
        ("Sở Y tế", "Bộ Y tế", False),
    ],
)
def test_what_is_typed_means_an_agency(typed: str, name: str, meant: bool) -> None:
    assert agency_matcher(typed)(name) is meant


def test_the_key_is_folded() -> None:
    assert agency_key("SỞ  Y TẾ") == fold("Sở Y tế")
