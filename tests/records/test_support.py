"""Help for businesses: for whom, what, from whom, when."""

from __future__ import annotations

import pytest

from hoidap.records.support import Support, support_of
from tests.ingest.helpers import read_text

HEAD = "KẾ HOẠCH\n\nNâng cao năng suất giai đoạn 2026 - 2030\n\n"


def _of(clause: str, heading: str = "III. NHIỆM VỤ") -> tuple[Support, ...]:
    return support_of(read_text(f"{HEAD}{heading}\n\n1. {clause}\n\n2. Hết.\n"))


def test_who_helps_whom_and_when() -> None:
    (programme,) = _of(
        "Hỗ trợ doanh nghiệp, hợp tác xã áp dụng ISO 9001.\n\nĐơn vị chủ trì: Sở Y tế.\n\n"
        "Thời gian thực hiện: Hằng năm."
    )
    assert programme.beneficiaries == "doanh nghiệp, hợp tác xã"
    assert programme.text == "Hỗ trợ doanh nghiệp, hợp tác xã áp dụng ISO 9001."
    assert (programme.lead, programme.when) == (("Sở Y tế",), "Hằng năm")


@pytest.mark.parametrize(
    ("clause", "whom"),
    [
        ("Tổ chức tập huấn cho DNNVV về đo lường.", "DNNVV"),
        ("Các doanh nghiệp nhỏ và vừa được hỗ trợ chứng nhận.", "doanh nghiệp nhỏ và vừa"),
        ("Ưu tiên hỗ trợ chủ thể OCOP xây dựng nhãn hiệu.", "chủ thể OCOP"),
    ],
)
def test_those_helped_in_the_words_of_the_plan(clause: str, whom: str) -> None:
    (programme,) = _of(clause)
    assert programme.beneficiaries == whom


@pytest.mark.parametrize(
    ("clause", "heading"),
    [
        ("Hỗ trợ doanh nghiệp nâng cao năng suất.", "I. MỤC ĐÍCH, YÊU CẦU"),
        ("Có 200 doanh nghiệp được hỗ trợ.", "II. MỤC TIÊU"),
        ("Kiểm tra doanh nghiệp sản xuất hàng hóa.", "III. NHIỆM VỤ"),
        ("Hỗ trợ các sở, ngành rà soát văn bản.", "III. NHIỆM VỤ"),
    ],
)
def test_what_is_no_help_for_businesses(clause: str, heading: str) -> None:
    assert _of(clause, heading) == ()
