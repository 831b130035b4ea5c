"""From a question to the passages that may answer it."""

from __future__ import annotations

import pytest

from hoidap.assistant.evidence import Evidence, Keep, Searcher, milestone
from hoidap.assistant.reading.question import understand
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
)


def find(searcher: Searcher, text: str, *names: str) -> list[Evidence]:
    return searcher.find(understand(text), names)


def test_only_the_documents_in_scope(searcher: Searcher) -> None:
    for text in ("Ai chủ trì thông tin TBT?", "who leads TBT information?", "hỗ trợ xuất khẩu"):
        found = find(searcher, text, THAI_NGUYEN, DONG_NAI)
        assert found
        assert {item.source for item in found} <= {THAI_NGUYEN, DONG_NAI}
        for item in found:
            assert item.plan is searcher.index.plans[item.source]
            assert item.provision is item.plan.provisions[item.passage.provision]


def test_the_best_first_and_each_once(searcher: Searcher) -> None:
    found = find(searcher, "đào tạo cán bộ về tiêu chuẩn hóa", *searcher.index.plans)
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)
    places = [(item.source, item.passage.provision) for item in found]
    assert len(places) == len(set(places))
    assert all(item.fit >= item.coverage for item in found)


def test_what_cannot_answer_is_left_out(searcher: Searcher) -> None:
    found = searcher.find(
        understand("Ai chủ trì đào tạo?"),
        list(searcher.index.plans),
        keep=Keep("only rows", lambda item: item.kind == "row"),
    )
    assert found
    assert {item.provision.kind for item in found} == {"row"}


@pytest.mark.parametrize("text", ["", "?", "Ai chủ trì?", "who leads?"])
def test_nothing_to_look_for_finds_nothing(searcher: Searcher, text: str) -> None:
    assert find(searcher, text, *searcher.index.plans) == []


def test_nowhere_to_look_finds_nothing(searcher: Searcher) -> None:
    assert find(searcher, "Ai chủ trì thông tin TBT?") == []


@pytest.mark.parametrize(
    ("text", "source", "locator"),
    [
        ("Nhiệm vụ 4.1 do ai chủ trì thực hiện dự án?", THANH_HOA_2025, "Phụ lục, dòng 4.1"),
        ("Dòng 2.5 phụ lục: truy xuất nguồn gốc", THANH_HOA_2025, "Phụ lục, dòng 2.5"),
        ("Who leads task 5.2 on cooperation?", THANH_HOA_2025, "Phụ lục, dòng 5.2"),
        ("Dòng 7 phụ lục: thông tin TBT", THAI_NGUYEN, "Phụ lục, dòng 7"),
    ],
)
def test_a_row_named_by_its_number_comes_first(
    searcher: Searcher, text: str, source: str, locator: str
) -> None:
    assert find(searcher, text, source)[0].provision.locator == locator
    assert find(searcher, strip_marks(text), source)[0].provision.locator == locator


def test_a_target_of_the_year_asked_for_goes_before_one_of_another(searcher: Searcher) -> None:
    for year, locator in ((2030, "Mục II.2.1.i"), (2035, "Mục II.2.2.i")):
        text = f"Đến năm {year} cấp bao nhiêu chứng nhận phù hợp tiêu chuẩn?"
        clauses = [
            item.provision.locator
            for item in find(searcher, text, THAI_NGUYEN)
            if item.provision.kind == "clause"
        ]
        assert clauses[0] == locator


def test_years_in_a_text() -> None:
    assert milestone((), "đến năm 2030") == 0
    assert milestone((2030,), "không ghi năm") == 0
    assert milestone((2030,), "đến năm 2030") > 0 > milestone((2030,), "đến năm 2035")
    assert milestone((2030, 2035), "đến năm 2035") > 0
    assert milestone((2030,), "số 120305") == 0


def test_a_passage_found_by_its_meaning_alone(searcher: Searcher) -> None:
    found = find(searcher, "greenhouse gas management", THANH_HOA_2026, THAI_NGUYEN)
    assert "Mục III.3, ý 5" in [item.provision.locator for item in found[:5]]


def test_sources_without_the_matter(searcher: Searcher) -> None:
    best = find(searcher, "công nghệ thu giữ và tái sử dụng CO2", THAI_NGUYEN)[0]
    other = find(searcher, "công nghệ thu giữ và tái sử dụng CO2", THANH_HOA_2021)[0]
    assert best.provision.locator == "Mục III.3, ý 5"
    assert best.fit > other.fit + 0.2
