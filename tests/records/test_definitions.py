"""What a document says that short forms and terms mean."""

from __future__ import annotations

import pytest

from hoidap.records.definitions import definitions_of, long_form
from tests.ingest.helpers import read_text

PLAN = """KẾ HOẠCH

Quản lý đo lường giai đoạn 2026 - 2030

I. GIẢI THÍCH TỪ NGỮ

1. “Hàng đóng gói sẵn” (HĐGS) là hàng hóa được định lượng khi vắng mặt khách hàng.

2. Chuẩn đo lường là phương tiện kỹ thuật để thể hiện giá trị của đại lượng đo.

II. NHIỆM VỤ

1. Hỗ trợ doanh nghiệp nhỏ và vừa (DNNVV) áp dụng tiêu chuẩn cơ sở (TCCS).

2. Thực hiện chương trình đảm bảo đo lường (sau đây gọi tắt là CTĐBĐL) tại tỉnh (đợt 1).

3. Việc kiểm tra là nhiệm vụ thường xuyên (theo Phụ lục).
"""


def test_what_a_plan_explains() -> None:
    found = [(d.term, d.form, d.text, d.locator) for d in definitions_of(read_text(PLAN))]
    hdgs = "“Hàng đóng gói sẵn” (HĐGS) là hàng hóa được định lượng khi vắng mặt khách hàng."
    chuan = "Chuẩn đo lường là phương tiện kỹ thuật để thể hiện giá trị của đại lượng đo."
    assert ("HĐGS", "sentence", hdgs, "Mục I.1") in found
    assert ("Chuẩn đo lường", "sentence", chuan, "Mục I.2") in found
    assert [one for one in found if one[3].startswith("Mục II")] == [
        ("DNNVV", "long", "doanh nghiệp nhỏ và vừa", "Mục II.1"),
        ("TCCS", "long", "tiêu chuẩn cơ sở", "Mục II.1"),
        ("CTĐBĐL", "long", "chương trình đảm bảo đo lường", "Mục II.2"),
    ]


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("Hỗ trợ doanh nghiệp nhỏ và vừa ", "DNNVV", "doanh nghiệp nhỏ và vừa"),
        ("áp dụng tiêu chuẩn Việt Nam ", "TCVN", "tiêu chuẩn Việt Nam"),
        ("của Uỷ ban nhân dân ", "UBND", "Uỷ ban nhân dân"),
        ("nhiệm vụ khoa học và công nghệ ", "KH&CN", "khoa học và công nghệ"),
        ("theo “tiêu chuẩn cơ sở” ", "TCCS", "tiêu chuẩn cơ sở"),
        ("", "TCCS", ""),
    ],
)
def test_the_words_before_a_bracket(before: str, short: str, long: str) -> None:
    assert long_form(before, short) == long
