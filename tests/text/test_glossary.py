"""The glossary: names in every form, both languages, no entry at odds with another."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib import resources

import pytest

from hoidap.text.glossary import glossary, parse_glossary
from hoidap.text.vietnamese import fold, nfc


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("sở khcn", "Sở Khoa học và Công nghệ"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_an_agency_is_known_by_all_its_forms(written: str, name: str) -> None:
    agency = glossary().agency(written)
    assert agency is not None
    assert agency.name == name
    assert glossary().agency_name(written) == name


def test_an_agency_not_known_has_no_name() -> None:
    assert glossary().agency("Sở Phép thuật") is None
    assert glossary().agency_name("Sở Phép thuật") is None


def test_every_agency_has_an_english_name() -> None:
    nameless = [agency.name for agency in glossary().agencies if not agency.english]
    assert nameless == []


def test_no_form_is_given_to_two_agencies() -> None:
    owners: dict[str, set[str]] = {}
    for agency in glossary().agencies:
        for form in (agency.name, *agency.short):
            owners.setdefault(fold(form), set()).add(agency.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_every_entry_is_filled_and_composed() -> None:
    data = glossary()
    texts = [text for a in data.agencies for text in (a.name, *a.short, *a.english)]
    texts += [text for a in data.abbreviations for text in (*a.short, a.vi, a.en)]
    texts += [text for t in data.terms for text in (*t.vi, *t.en)]
    texts += [text for p in data.provinces for text in (p.name, *p.aliases, p.today)]
    assert all(text.strip() == text != "" for text in texts)
    assert all(text == nfc(text) for text in texts)
    assert all(term.vi and len(term.vi) + len(term.en) > 1 for term in data.terms)


def test_the_provinces_of_today_are_34() -> None:
    provinces = glossary().provinces
    assert len({province.today for province in provinces}) == 34
    names = {province.name for province in provinces}
    assert len(names) == 63
    assert {province.today for province in provinces} <= names
    # one that goes on keeps its name
    assert {p.name for p in provinces if p.today == p.name} == {p.today for p in provinces}


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("Thanh Hóa", "Thanh Hóa"),
        ("Bắc Kạn", "Thái Nguyên"),
        ("Bình Phước", "Đồng Nai"),
        ("Bình Dương", "Thành phố Hồ Chí Minh"),
        ("Yên Bái", "Lào Cai"),
    ],
)
def test_a_province_knows_where_it_belongs_today(name: str, today: str) -> None:
    province = next(p for p in glossary().provinces if p.name == name)
    assert province.today == today


def test_no_alias_names_two_provinces() -> None:
    counts = Counter(
        fold(name)
        for p in glossary().provinces
        for name in {fold(p.name), *map(fold, p.aliases)}
    )
    assert [name for name, count in counts.items() if count > 1] == []


def test_changes_are_dated_and_say_so_in_both_languages() -> None:
    changes = glossary().changes
    assert changes
    for change in changes:
        day = date.fromisoformat(change.since)
        assert str(day.year) in change.note_vi or str(day.year) in change.source
        assert str(day.year) in change.note_en
        assert change.source
        assert change.old != change.new


def test_a_merged_department_is_known_by_its_new_name() -> None:
    merged = {change.old: change.new for change in glossary().changes}
    assert merged["Sở Kế hoạch và Đầu tư"] == "Sở Tài chính"
    assert merged["Sở Thông tin và Truyền thông"] == "Sở Khoa học và Công nghệ"


def test_a_new_abbreviation_is_one_line_of_data() -> None:
    file = resources.files("hoidap.text").joinpath("data/glossary.toml")
    text = file.read_text(encoding="utf-8")
    one = "abbreviation = [\n"
    line = '    { short = ["XYZ"], vi = "xúc tiến y tế", en = "health promotion" },\n'
    new = parse_glossary(text.replace(one, one + line, 1))
    assert new.abbreviations[0].short == ("XYZ",)
    assert new.abbreviations[1:] == glossary().abbreviations
    form = 'short = [\n    "Sở KH&CN",\n'
    new = parse_glossary(text.replace(form, form + '    "Sở Khờ Cờ Nờ",\n', 1))
    assert new.agency_name("sở khờ cờ nờ") == "Sở Khoa học và Công nghệ"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("TP. Đà Nẵng", "Đà Nẵng"),
        ("tỉnh Thanh Hoá", "Thanh Hóa"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("THÀNH PHỐ HỒ CHÍ MINH", "Thành phố Hồ Chí Minh"),
    ],
)
def test_a_province_is_known_with_its_unit(written: str, name: str) -> None:
    province = glossary().province(written)
    assert province is not None
    assert province.name == name


def test_what_is_no_province() -> None:
    assert glossary().province("Vương quốc X") is None
