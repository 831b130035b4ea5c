"""What an abbreviation stands for, where a document writes both."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.assistant.engine import Assistant
from tests.assistant.helpers import (
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2026,
    Place,
    check,
    check_refused,
    faults,
    holds,
    open_assistant,
)


@pytest.mark.parametrize(
    ("question", "says", "place"),
    [
        (
            "TCCS là gì?",
            ["tiêu chuẩn cơ sở"],
            Place(THAI_NGUYEN, "Mục II.2.2.h", "tiêu chuẩn cơ sở (TCCS)"),
        ),
        (
            "DNNVV là viết tắt của gì?",
            ["doanh nghiệp nhỏ và vừa"],
            Place(THAI_NGUYEN, "Mục III.5", "Hỗ trợ doanh nghiệp nhỏ và vừa (DNNVV)"),
        ),
        (
            "OCOP nghĩa là gì?",
            ["mỗi xã một sản phẩm"],
            Place(THANH_HOA_2026, "Mục III.2.b", "mỗi xã một sản phẩm (OCOP)"),
        ),
        (
            "What does OCOP stand for?",
            ["mỗi xã một sản phẩm"],
            Place(THANH_HOA_2026, "Mục III.2.b", "mỗi xã một sản phẩm (OCOP)"),
        ),
        (
            "What does TBT stand for?",
            ["hàng rào kỹ thuật trong thương mại", "technical barriers to trade"],
            Place(THAI_NGUYEN, "Mục II.2.2.g", "thương mại (TBT)"),
        ),
        (
            "TPM là gì?",
            ["duy trì hiệu suất thiết bị tổng thể"],
            Place(THANH_HOA_2021, "Mục 2.2, ý 2", "hiệu suất thiết bị tổng thể (TPM)"),
        ),
        (
            "TCVN là gì?",
            ["tiêu chuẩn Việt Nam", "tiêu chuẩn quốc gia"],
            Place(THANH_HOA_2026, "Mục V.3.b", "tiêu chuẩn quốc gia (TCVN)"),
        ),
        (
            "KPIs là gì?",
            ["chỉ số hoạt động kinh doanh chính"],
            Place(THANH_HOA_2021, "Mục 2.2, ý 2", "hoạt động kinh doanh chính (KPIs)"),
        ),
    ],
)
def test_definitions(
    assistant: Assistant, question: str, says: list[str], place: Place
) -> None:
    check(assistant, question, says, place)


@pytest.mark.parametrize(
    "question", ["HTX là gì?", "XYZ là viết tắt của gì?", "What does XYZ stand for?"]
)
def test_what_no_document_writes_out(assistant: Assistant, question: str) -> None:
    answer = check_refused(assistant, question)
    assert "HTX" in answer.answer or "XYZ" in answer.answer


EXPLAINED = """
Số: 34/KH-UBND

KẾ HOẠCH

Quản lý đo lường trên địa bàn tỉnh Bắc Ninh giai đoạn 2026 - 2030

I. GIẢI THÍCH

1. “Hàng đóng gói sẵn” (HĐGS) là hàng hóa được định lượng và đóng gói không có mặt khách hàng.

2. Thực hiện chương trình đảm bảo đo lường (sau đây gọi tắt là CTĐBĐL) tại doanh nghiệp.
"""


@pytest.mark.parametrize(
    ("question", "says", "locator"),
    [
        ("HĐGS là gì?", "định lượng và đóng gói không có mặt khách hàng", "Mục I.1"),
        ("CTĐBĐL viết tắt của gì?", "chương trình đảm bảo đo lường", "Mục I.2"),
        ("What does CTĐBĐL stand for?", "chương trình đảm bảo đo lường", "Mục I.2"),
    ],
)
def test_what_a_document_explains(
    tmp_path: Path, question: str, says: str, locator: str
) -> None:
    (tmp_path / "bac-ninh.txt").write_text(EXPLAINED, encoding="utf-8")
    assistant = open_assistant([tmp_path / "bac-ninh.txt"], tmp_path / "index")
    answer = assistant.ask(question)
    assert faults(answer, assistant) == []
    assert holds(answer, says)
    assert [item.locator for item in answer.citations] == [locator]
