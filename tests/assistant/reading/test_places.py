"""The place in a document's outline that a question names."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hoidap.assistant.reading.places import is_at, place_named, without_place
from hoidap.ingest.plan import Plan
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import decomposed


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Mục III.5.b nói gì?", ("iii", "5", "b")),
        ("Điều 3 của Quyết định 1295 là gì?", ("3",)),
        ("Khoản 2 Điều 2 quy định gì?", ("2", "2")),
        ("điểm đ khoản 1 Điều 12", ("12", "1", "đ")),
        ("điểm b mục 5 phần III", ("iii", "5", "b")),
        ("dòng 7 phụ lục ghi gì?", ("dong", "7")),
        ("Phụ lục, dòng II.3", ("dong", "ii", "3")),
        ("mục 2.1 phụ lục", ("dong", "2", "1")),
        ("ý 2 mục III.3", ("iii", "3", "y", "2")),
        ("What does Article 3 say?", ("3",)),
        ("point a of clause 2 of Article 5", ("5", "2", "a")),
        ("section III.5 of the plan", ("iii", "5")),
        # what only looks like a place
        ("Mục tiêu đến năm 2030 là gì?", ()),
        ("Điều kiện hỗ trợ là gì?", ()),
        ("Ai chủ trì?", ()),
        ("Kế hoạch phần lớn do ai làm?", ()),
        ("Khoảng 70 doanh nghiệp?", ()),
    ],
)
def test_the_place_named(question: str, place: tuple[str, ...]) -> None:
    for form in (str, strip_marks, decomposed, str.upper):
        bare = tuple(map(strip_marks, place))  # points d and đ are two, if they are typed so
        assert place_named(form(question)) == (bare if form is strip_marks else place)


def test_what_is_asked_beside_the_place() -> None:
    assert without_place("Khoản 2 Điều 5 nói gì?") == "nói gì?"
    assert without_place("Ai chủ trì việc ở dòng 7 phụ lục?") == "ai chủ trì việc ở ?"


def test_every_place_of_the_corpus_is_found_by_its_name(plans: Mapping[str, Plan]) -> None:
    """A locator, typed as a question, is the place of the provision that bears it."""
    for plan in plans.values():
        parts = [p for p in plan.provisions if p.kind in ("clause", "heading", "row")]
        for locator in [p.locator for p in parts if "(" not in p.locator]:
            place = place_named(locator)
            assert next(p.locator for p in parts if is_at(p.locator, place)) == locator
