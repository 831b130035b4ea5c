"""Metadata as records: each fact with the place that states it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hoidap.ingest.reader import read_plan
from hoidap.records.facts import basis_parts, facts_of
from hoidap.text.vietnamese import fold, squeeze
from tests.ingest.helpers import read_text

PLAN = """ỦY BAN NHÂN DÂN TỈNH THANH HÓA
Số: 12/QĐ-UBND
Thanh Hóa, ngày 5 tháng 3 năm 2026

QUYẾT ĐỊNH
Ban hành Quy chế đo lường giai đoạn 2026 - 2030

Căn cứ các Quyết định: Số 36/QĐ-TTg ngày 11/01/2021; số 1322/QĐ-TTg ngày 31/8/2020;

Điều 1. Ban hành Quy chế.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 3;
- Sở KH&CN;

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Thị Mẫu
"""


def test_every_fact_and_its_place() -> None:
    facts = facts_of(read_text(PLAN))
    values = {
        fact.kind: fact.value for fact in facts if fact.kind not in ("basis", "recipient")
    }
    assert values == {
        "title": "Ban hành Quy chế đo lường giai đoạn 2026 - 2030",
        "number": "12/QĐ-UBND",
        "issued": "Thanh Hóa, ngày 5 tháng 3 năm 2026",
        "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa",
        "signer": "Lê Thị Mẫu",
        "signer_title": "Chủ tịch",
        "period": "2026-2030",
        "effect": "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    }
    days = {fact.kind: fact.day for fact in facts if fact.day}
    assert days == dict.fromkeys(("issued", "effect"), date(2026, 3, 5))
    assert len([fact for fact in facts if fact.kind == "basis"]) == 2
    (agency,) = [f for f in facts if f.kind == "recipient" and "Sở" in f.value]
    assert agency.names == ("Sở Khoa học và Công nghệ",)
    assert {fact.years for fact in facts} == {((2026, 2030),)}


def test_a_blank_is_no_fact() -> None:
    kinds = {fact.kind for fact in facts_of(read_text("KẾ HOẠCH\n\nNâng cao năng suất\n"))}
    assert kinds == {"title"}


@pytest.mark.parametrize("kind", ["title", "number", "issued", "signer", "effect", "basis"])
def test_facts_stand_where_they_say(kind: str, documents: list[Path]) -> None:
    found = 0
    for path in documents:
        plan, source = read_plan(path)
        for fact in facts_of(plan):
            if fact.kind == kind:
                found += 1
                said = squeeze(" ".join(source.text[a:b] for a, b in fact.spans))
                assert fold(fact.value)[:20] in fold(said)
    assert found


def test_a_basis_is_parted_into_the_documents_it_names() -> None:
    assert basis_parts("Căn cứ Luật A; trên cơ sở Tờ trình 1;") == [
        "Căn cứ Luật A",
        "trên cơ sở Tờ trình 1",
    ]
