"""The documents of an index, by what is known of each without opening it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hoidap.index.catalogue import Catalogue
from hoidap.index.corpus import Corpus
from hoidap.index.filter import Filter
from hoidap.text.agencies import agency_key

DONG_NAI = "dong-nai-2025-quyet-dinh-1295.txt"
THAI_NGUYEN = "thai-nguyen-2026-ke-hoach-876.txt"
THANH_HOA_2021 = "thanh-hoa-2021-ke-hoach-nang-suat.txt"
THANH_HOA_2025 = "thanh-hoa-2025-quyet-dinh-1703.txt"
THANH_HOA_2026 = "thanh-hoa-2026-ke-hoach-876.txt"
OF_THANH_HOA = Filter(provinces=("Thanh Hóa",))


@pytest.fixture(scope="module")
def corpus(corpus_index: Path) -> Corpus:
    return Corpus.open(corpus_index)


@pytest.fixture(scope="module")
def catalogue(corpus: Corpus) -> Catalogue:
    return corpus.catalogue


def test_an_entry_is_what_the_plan_says(corpus: Corpus) -> None:
    assert len(corpus.catalogue) == len(corpus.plans) == 5
    for source, plan in corpus.plans.items():
        entry = corpus.catalogue.entry(source)
        assert source in corpus.catalogue
        assert entry.source == source
        assert entry.number == (plan.number.value if plan.number else None)
        assert entry.issued_on is None or isinstance(entry.issued_on, date)
        for field in ("kind", "province", "issuer", "title", "year", "issued_on", "period"):
            assert getattr(entry, field) == getattr(plan, field)
        assert entry.is_plan == plan.is_plan
        assert entry.passages == len(corpus.passages_of(source))
    with pytest.raises(KeyError, match="nowhere"):
        corpus.catalogue.entry("nowhere.txt")
    for mapping in (corpus.plans, corpus.texts, corpus.records):
        with pytest.raises(KeyError, match="nowhere"):
            mapping["nowhere.txt"]
    assert "nowhere.txt" not in corpus.catalogue
    assert 7 not in corpus.catalogue


def test_the_newest_come_first(catalogue: Catalogue) -> None:
    """By their date, then by their year, then by their name; as many as are asked for."""
    entries = catalogue.entries()
    dated = [entry for entry in entries if entry.issued_on]
    assert entries[: len(dated)] == dated
    dates = [entry.issued_on.isoformat() for entry in dated if entry.issued_on]
    assert dates == sorted(dates, reverse=True)
    rest = entries[len(dated) :]
    assert rest == sorted(rest, key=lambda entry: (-(entry.year or 0), entry.source))
    assert catalogue.entries(limit=2) == entries[:2]


@pytest.mark.parametrize(
    ("within", "sources"),
    [
        (None, {DONG_NAI, THAI_NGUYEN, THANH_HOA_2021, THANH_HOA_2025, THANH_HOA_2026}),
        (Filter(), {DONG_NAI, THAI_NGUYEN, THANH_HOA_2021, THANH_HOA_2025, THANH_HOA_2026}),
        (OF_THANH_HOA, {THANH_HOA_2021, THANH_HOA_2025, THANH_HOA_2026}),
        (Filter((DONG_NAI, THANH_HOA_2021), ("Thanh Hóa",)), {THANH_HOA_2021}),
        (Filter(("nowhere.txt",)), set()),
        (Filter(()), set()),
        (Filter(provinces=()), set()),
        (Filter(("'; DROP TABLE documents; --",)), set()),
    ],
)
def test_a_filter(catalogue: Catalogue, within: Filter | None, sources: set[str]) -> None:
    assert {entry.source for entry in catalogue.entries(within)} == sources
    assert catalogue.count(within) == len(sources)


def test_provinces_and_kinds(catalogue: Catalogue) -> None:
    assert catalogue.provinces == {"Thanh Hóa": 3, "Thái Nguyên": 1, "Đồng Nai": 1}
    assert catalogue.plans_only is True


def test_numbers(catalogue: Catalogue) -> None:
    """Borne, cited in a title or a legal basis, standing anywhere."""
    assert [entry.source for entry in catalogue.numbered("1295")] == [DONG_NAI]
    assert catalogue.numbered("") == catalogue.numbered("4321") == []
    assert DONG_NAI in {entry.source for entry in catalogue.citing("1703")}
    assert catalogue.citing("4321") == []
    assert catalogue.cites("1703")
    assert not catalogue.cites("4321")


def test_titles(catalogue: Catalogue) -> None:
    """The documents with some of the pairs, and which; what most titles have tells none."""
    found = catalogue.titled([("nang", "suat"), ("tieu", "chuan"), ("khong", "dau")])
    assert found[THANH_HOA_2021] == {("nang", "suat")}
    assert all(("khong", "dau") not in pairs for pairs in found.values())
    assert sum(("tieu", "chuan") in pairs for pairs in found.values()) <= 2
    assert catalogue.titled([]) == {}


def test_years(corpus: Corpus) -> None:
    """As they stand in the texts."""
    for year in range(2015, 2046):
        for within in (None, OF_THANH_HOA, Filter((DONG_NAI,))):
            texts = [corpus.texts[e.source] for e in corpus.catalogue.entries(within)]
            expected = any(str(year) in text for text in texts)
            assert corpus.catalogue.with_year(year, within) == expected
    assert {entry.source for entry in corpus.catalogue.of_period(2021, 2025)} == {
        THANH_HOA_2021
    }
    assert THANH_HOA_2021 in {entry.source for entry in corpus.catalogue.of_year(2021)}


def test_agencies(corpus: Corpus) -> None:
    """Every document with a task or a deadline that names the agency, newest first."""
    leading = {
        source: {agency_key(name) for task in records.tasks for name in task.lead}
        for source, records in corpus.records.items()
    }
    order = [entry.source for entry in corpus.catalogue.entries()]
    for key in set().union(*leading.values()):
        found = corpus.catalogue.for_agency(key, None, 100)
        assert {source for source, keys in leading.items() if key in keys} <= set(found)
        assert found == [source for source in order if source in found]
    key = agency_key("Sở Khoa học và Công nghệ")
    assert corpus.catalogue.for_agency(key, Filter((DONG_NAI,)), 5) == [DONG_NAI]
    assert len(corpus.catalogue.for_agency(key, None, 1)) == 1
    assert corpus.catalogue.for_agency("không có", None, 5) == []
