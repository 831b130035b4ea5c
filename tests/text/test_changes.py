"""What became of bodies renamed or merged."""

from __future__ import annotations

import pytest

from hoidap.text.changes import change_note, change_of
from hoidap.text.glossary import glossary
from hoidap.text.places import unit_and_name


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở KH&ĐT", "Sở Tài chính"),
        ("sở nông nghiệp và phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
        ("Yên Bái", "Lào Cai"),
        ("tỉnh Bắc Kạn", "Thái Nguyên"),
        ("Bình Dương", "Thành phố Hồ Chí Minh"),
        ("Thừa Thiên Huế", "Huế"),
    ],
)
def test_an_old_name_leads_to_the_new_one(name: str, new: str) -> None:
    change = change_of(name)
    assert change is not None
    assert change.new == new
    assert change.source
    assert "2025" in (change_note(name, "vi") or "")
    assert "2025" in (change_note(name, "en") or "")


@pytest.mark.parametrize(
    "name", ["Sở Y tế", "Thanh Hóa", "Lào Cai", "Huế", "Sở Phép thuật", ""]
)
def test_what_goes_on_has_no_note(name: str) -> None:
    assert change_note(name, "vi") is None
    assert change_note(name, "en") is None


def test_each_province_that_is_no_more_has_its_note() -> None:
    gone = [p for p in glossary().provinces if p.today != p.name]
    assert len(gone) == 63 - 34
    for province in gone:
        note = change_note(province.name, "vi")
        assert note is not None
        assert note.startswith(f"Từ 01/7/2025, {unit_and_name(province.name)} hợp nhất với")
        assert note.endswith(f"thành {unit_and_name(province.today)}.")


def test_the_old_and_the_new_name_of_an_agency_are_known() -> None:
    for change in glossary().changes:
        assert glossary().agency(change.old) or glossary().province(change.old)
