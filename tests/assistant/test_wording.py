"""The words that an answer adds to those of the documents."""

from __future__ import annotations

import string
from collections.abc import Mapping

import pytest

from hoidap.assistant.answer import Language
from hoidap.assistant.wording import PHRASES, agencies_shown, agency_shown, plan_label, say
from hoidap.ingest.plan import Plan
from tests.assistant.helpers import (
    DONG_NAI,
    DOST,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
)


@pytest.mark.parametrize(
    ("source", "language", "label"),
    [
        (DONG_NAI, "vi", "Đồng Nai – Quyết định 1295/QĐ-UBND"),
        (DONG_NAI, "en", "Đồng Nai – Decision 1295/QĐ-UBND"),
        (THAI_NGUYEN, "vi", "Thái Nguyên – Kế hoạch 2026-2035"),
        (THAI_NGUYEN, "en", "Thái Nguyên – Plan 2026-2035"),
        (THANH_HOA_2021, "vi", "Thanh Hóa – Kế hoạch 2021-2025"),
        (THANH_HOA_2025, "vi", "Thanh Hóa – Quyết định năm 2025"),
        (THANH_HOA_2025, "en", "Thanh Hóa – Decision of 2025"),
        (THANH_HOA_2026, "en", "Thanh Hóa – Plan 2026-2035"),
    ],
)
def test_a_plan_in_a_few_words(
    plans: Mapping[str, Plan], source: str, language: Language, label: str
) -> None:
    assert plan_label(plans[source], language) == label


def test_no_two_plans_are_named_alike(plans: Mapping[str, Plan]) -> None:
    for language in ("vi", "en"):
        assert len({plan_label(plan, language) for plan in plans.values()}) == len(plans)


def test_a_plan_without_number_year_or_province(plans: Mapping[str, Plan]) -> None:
    from dataclasses import replace

    bare = replace(
        plans[THAI_NGUYEN], kind="Đề án", number=None, period=None, year=None, province=None
    )
    assert plan_label(bare, "vi") == "Đề án"
    assert plan_label(bare, "en") == "Scheme"
    assert plan_label(replace(bare, kind="Thứ khác"), "en") == "Document"


def test_agencies_keep_their_vietnamese_beside_the_english() -> None:
    assert agency_shown(DOST, "vi") == DOST
    assert agency_shown(DOST, "en") == f"Department of Science and Technology ({DOST})"
    assert agency_shown("Sở KH&CN", "en") == "Department of Science and Technology (Sở KH&CN)"
    assert agency_shown("Đơn vị nào đó", "en") == "Đơn vị nào đó"
    assert agencies_shown((DOST, "Sở Y tế"), "vi") == f"{DOST}, Sở Y tế"
    both = agencies_shown((DOST, "Sở Y tế"), "en")
    assert both.startswith("Department of Science and Technology")
    assert "Sở Y tế" in both and "Department of Health" in both
    assert agencies_shown(("các sở, ngành",), "vi") == "Các sở, ngành"


@pytest.mark.parametrize("key", PHRASES)
def test_both_languages_fill_the_same_blanks(key: str) -> None:
    vi, en = PHRASES[key]
    assert vi and en
    blanks = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (vi, en)
    ]
    assert blanks[0] == blanks[1] or key == "means_en"


def test_a_phrase_in_the_language_of_the_question() -> None:
    assert say("period", "vi", a=2021, b=2025) == "Giai đoạn 2021 - 2025."
    assert say("period", "en", a=2021, b=2025) == "Period 2021 - 2025."
