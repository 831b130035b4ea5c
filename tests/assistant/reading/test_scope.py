"""Which documents a question is about."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hoidap.assistant.reading.question import understand
from hoidap.assistant.reading.scope import Scope
from hoidap.ingest.plan import Plan
from hoidap.text.vietnamese import strip_marks
from tests.assistant.conftest import Scopes
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    decomposed,
)

ALL = {DONG_NAI, THAI_NGUYEN, THANH_HOA_2021, THANH_HOA_2025, THANH_HOA_2026}
THANH_HOA = {THANH_HOA_2021, THANH_HOA_2025, THANH_HOA_2026}


def find(scopes: Scopes, text: str, *history: str) -> Scope:
    return scopes.find(understand(text, history))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Ai chủ trì?", ALL),
        ("Ai chủ trì ở Thanh Hóa?", THANH_HOA),
        ("Ai chủ trì ở Thái Nguyên?", {THAI_NGUYEN}),
        ("So sánh Đồng Nai và Thái Nguyên", {DONG_NAI, THAI_NGUYEN}),
        ("Quyết định 1295/QĐ-UBND nói gì?", {DONG_NAI}),
        ("Quyết định 1703/QĐ-TTg được triển khai thế nào?", {DONG_NAI, THANH_HOA_2025}),
        ("Kế hoạch thực hiện Quyết định 876/QĐ-TTg", {THAI_NGUYEN, THANH_HOA_2026}),
        ("Quyết định 1703/QĐ-TTg ở Thanh Hóa", {THANH_HOA_2025}),
        ("Kế hoạch số 249-KH/TU", {THANH_HOA_2025}),
        ("Kế hoạch số 407-KH/TU", {DONG_NAI}),
        ("Nghị quyết số 57-NQ/TW", {DONG_NAI}),
        ("Kế hoạch giai đoạn 2021-2025", {THANH_HOA_2021}),
        ("Kế hoạch giai đoạn 2026 - 2035 ở Thanh Hóa", {THANH_HOA_2026}),
        ("Quyết định năm 2025 của Thanh Hóa", {THANH_HOA_2025}),
        (
            "Kế hoạch 2021-2025 và kế hoạch năm 2026 của Thanh Hóa",
            {THANH_HOA_2021, THANH_HOA_2026},
        ),
        ("Kế hoạch nâng cao năng suất, chất lượng sản phẩm, hàng hóa", {THANH_HOA_2021}),
    ],
)
def test_documents_named(scopes: Scopes, text: str, sources: set[str]) -> None:
    for form in (str, strip_marks, decomposed, str.upper):
        assert set(find(scopes, form(text)).sources) == sources


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Who leads in Thai Nguyen?", {THAI_NGUYEN}),
        ("What does Decision 1295 say?", {DONG_NAI}),
        ("Who signed Thanh Hoa's 2026 plan?", {THANH_HOA_2026}),
        ("Which agencies does the 2021-2025 plan name?", {THANH_HOA_2021}),
    ],
)
def test_documents_named_in_english(scopes: Scopes, text: str, sources: set[str]) -> None:
    assert set(find(scopes, text).sources) == sources


def test_the_order_is_that_of_the_corpus(scopes: Scopes, plans: Mapping[str, Plan]) -> None:
    assert find(scopes, "Thái Nguyên, Đồng Nai và Thanh Hóa").sources == tuple(plans)


def test_a_province_without_documents_is_missing(scopes: Scopes) -> None:
    alone = find(scopes, "Kế hoạch của Hà Nội giao ai chủ trì?")
    assert alone.sources == ()
    assert [province.name for province in alone.missing] == ["Hà Nội"]
    both = find(scopes, "Kế hoạch của Hà Nội và Thái Nguyên")
    assert both.sources == (THAI_NGUYEN,)
    assert [province.name for province in both.missing] == ["Hà Nội"]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Quyết định 9999/QĐ-UBND nói gì?", "9999/QĐ-UBND"),
        ("Nghị định số 999/2030/NĐ-CP nói gì?", "999/2030/NĐ-CP"),
        ("quyet dinh so 4321 noi gi", "4321"),
        ("What does Decision 4321 say?", "4321"),
        ("Quyết định 1295/QĐ-UBND nói gì?", ""),
        ("Thông tư 35/2021/TT-BTC quy định gì?", ""),
        ("Nghị định 39/2018/NĐ-CP quy định gì?", ""),
        ("Ai chủ trì năm 2030?", ""),
    ],
)
def test_a_number_that_no_document_holds(scopes: Scopes, text: str, unknown: str) -> None:
    assert find(scopes, text).unknown == unknown


def test_a_year_that_no_document_in_scope_mentions(scopes: Scopes) -> None:
    assert find(scopes, "Đến năm 2045 Thái Nguyên làm gì?").absent == (2045,)
    assert find(scopes, "Đến năm 2035 Thái Nguyên làm gì?").absent == ()
    # Thanh Hóa's decision dates tasks 2027; Đồng Nai's, to 2030 and on, names no 2027.
    assert find(scopes, "Năm 2027 Thanh Hóa làm gì?").absent == ()
    assert find(scopes, "Năm 2027 Đồng Nai làm gì?").absent == ()
    assert find(scopes, "Năm 2019 Đồng Nai làm gì?").absent == (2019,)


def test_a_follow_up_keeps_the_document_or_takes_another(scopes: Scopes) -> None:
    before = "Ai ký Quyết định 1295/QĐ-UBND?"
    assert find(scopes, "Ban hành ngày nào?", before).sources == (DONG_NAI,)
    assert find(scopes, "Thế còn Thái Nguyên?", before).sources == (THAI_NGUYEN,)


def test_the_scope_as_it_is_told(scopes: Scopes, plans: Mapping[str, Plan]) -> None:
    def told(text: str) -> dict[str, str]:
        return find(scopes, text).to_dict(plans)

    assert told("Ai chủ trì?") == {}
    assert told("Ai chủ trì ở Hà Nội?") == {}
    assert told("Ai chủ trì ở Thanh Hóa?") == {"province": "Thanh Hóa"}
    assert told("Ai chủ trì ở Thái Nguyên?") == {
        "province": "Thái Nguyên",
        "source": THAI_NGUYEN,
    }
    assert told("So sánh Thanh Hóa và Đồng Nai") == {"province": "Đồng Nai, Thanh Hóa"}


def test_a_document_that_plans_cite_and_none_is(scopes: Scopes) -> None:
    assert scopes.cites(understand("Chỉ thị số 38-CT/TW ban hành ngày nào?"))
    assert scopes.cites(understand("Quyết định 1703/QĐ-TTg là văn bản gì?"))
    assert not scopes.cites(understand("Quyết định 1295/QĐ-UBND ban hành ngày nào?"))
    assert not scopes.cites(understand("Quyết định 9999/QĐ-UBND ban hành ngày nào?"))
