"""Quotes, and text cut to fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from hoidap.assistant.check.quotes import quote_text, stands
from hoidap.assistant.draft import QUOTE_LIMIT, assigned_spans, quote_of, shorten
from hoidap.ingest.plan import Plan
from hoidap.text.sentences import sentences
from hoidap.text.vietnamese import squeeze
from tests.assistant.helpers import (
    MAX_QUOTE,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2026,
    provision,
)


def test_every_provision_can_be_quoted(
    plans: Mapping[str, Plan], texts: Mapping[str, str]
) -> None:
    for plan in plans.values():
        for item in plan.provisions:
            for fields in ([], assigned_spans(item)):
                quote = quote_of(plan, item, fields)
                shown = quote_text(texts[plan.source], quote)
                assert stands(texts[plan.source], quote)
                assert 0 < len(shown) < MAX_QUOTE
                assert (quote.source, quote.locator) == (plan.source, item.locator)
                for start, end in fields:
                    assert squeeze(texts[plan.source][start:end]) in shown


def test_a_clause_is_quoted_with_the_lines_that_assign_it(
    plans: Mapping[str, Plan], texts: Mapping[str, str]
) -> None:
    item = provision(plans[THANH_HOA_2026], "Mục III.5.b")
    shown = quote_text(
        texts[THANH_HOA_2026], quote_of(plans[THANH_HOA_2026], item, assigned_spans(item))
    )
    assert shown.startswith("b) Cung cấp, phổ biến kịp thời thông tin")
    assert "Đơn vị chủ trì: Sở Khoa học và Công nghệ." in shown
    assert "Hàng năm, từ năm 2026 đến năm 2035" in shown


def test_a_row_cut_by_a_page_break_is_quoted_from_both_pages(
    plans: Mapping[str, Plan], texts: Mapping[str, str]
) -> None:
    quote = quote_of(plans[THAI_NGUYEN], provision(plans[THAI_NGUYEN], "Phụ lục, dòng 3"))
    shown = quote_text(texts[THAI_NGUYEN], quote)
    assert len(quote.spans) > 1
    assert "ít nhất 70 doanh nghiệp" in shown
    assert "hệ thống quản lý chất lượng, công cụ cải tiến năng suất chất lượng" in shown
    assert "STT Mục tiêu đến năm 2030" not in shown


def test_a_long_provision_is_cut_but_never_what_must_stand(
    plans: Mapping[str, Plan], texts: Mapping[str, str]
) -> None:
    plan, text = plans[THANH_HOA_2021], texts[THANH_HOA_2021]
    basis = provision(plan, "Căn cứ 1")
    long = replace(basis, spans=((0, len(text) - 100),))
    must = (len(text) - 40, len(text) - 1)
    quote = quote_of(plan, long, [must])
    kept = sum(end - start for start, end in quote.spans)
    assert must in quote.spans
    assert 200 < kept <= QUOTE_LIMIT
    assert stands(text, quote)


def test_a_section_with_no_lines_that_assign_it(plans: Mapping[str, Plan]) -> None:
    assert assigned_spans(provision(plans[THAI_NGUYEN], "Mục IV, đoạn 1")) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n ", []),
        ("Một câu", ["Một câu"]),
        ("Câu một. Câu hai! Câu ba?", ["Câu một.", "Câu hai!", "Câu ba?"]),
        ("Việc một; Đơn vị hai", ["Việc một;", "Đơn vị hai"]),
        ("dòng một\ndòng hai", ["dòng một", "dòng hai"]),
        ("Hạn 01.12.2026. Xong", ["Hạn 01.12.2026.", "Xong"]),
        ("tại Q. Ba Đình", ["tại Q. Ba Đình"]),
        ("sản phẩm, dịch vụ... Ủy ban", ["sản phẩm, dịch vụ... Ủy ban"]),
        ("Đạt 9,5 % năm 2030. 100% sản phẩm", ["Đạt 9,5 % năm 2030.", "100% sản phẩm"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_sentences_lose_nothing(plans: Mapping[str, Plan]) -> None:
    for plan in plans.values():
        for item in plan.provisions:
            assert squeeze(" ".join(sentences(item.text))) == squeeze(item.text)


def test_a_text_is_cut_at_a_word() -> None:
    assert shorten("ngắn", 10) == "ngắn"
    assert shorten("  hai   từ ", 10) == "hai từ"
    assert shorten("một hai ba bốn", 13) == "một hai ba …"
    assert shorten("một hai, ba bốn", 11) == "một hai …"
    for limit in range(8, 60):
        cut = shorten("Cung cấp, phổ biến kịp thời thông tin và cảnh báo (TBT)", limit)
        assert len(cut) <= limit
