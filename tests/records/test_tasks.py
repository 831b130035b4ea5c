"""All work that a plan gives, as one list; gold is in tests/eval."""

from __future__ import annotations

from hoidap.records.tasks import tasks_of
from tests.ingest.helpers import read_text

PLAN = """KẾ HOẠCH

Nâng cao năng suất giai đoạn 2026 - 2030

III. NHIỆM VỤ

1. Tập huấn về đo lường.

Mời chuyên gia giảng dạy.

Đơn vị chủ trì: Sở KH&CN.

Kinh phí: Ngân sách tỉnh.

Thời gian thực hiện: Hằng năm.

2. Giao Sở Công Thương chủ trì, phối hợp với Sở Y tế xây dựng đề án trước ngày 30/9/2026.

3. Nâng cao nhận thức của doanh nghiệp.

V. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

a) Phối hợp với Sở Nội vụ thẩm định dự toán.

Trên đây là Kế hoạch, yêu cầu các đơn vị chủ trì thực hiện./.
"""


def test_clauses_and_duties_in_reading_order() -> None:
    clause, given, duty = tasks_of(read_text(PLAN))
    assert [task.kind for task in (clause, given, duty)] == ["clause", "duty", "duty"]
    assert clause.task == "Tập huấn về đo lường. Mời chuyên gia giảng dạy."
    assert (clause.lead, clause.lead_names) == (("Sở KH&CN",), ("Sở Khoa học và Công nghệ",))
    assert clause.other == (("Kinh phí", "Ngân sách tỉnh"),)
    assert (given.lead, given.coordinate) == (("Sở Công Thương",), ("Sở Y tế",))
    assert given.time == "trước ngày 30/9/2026"
    assert (duty.lead, duty.coordinate) == (("Sở Tài chính",), ("Sở Nội vụ",))
    assert duty.locator == "Mục V.1.a"
    assert duty.agencies == ("Sở Tài chính", "Sở Nội vụ")
    assert given.years == ((2026, 2026), (2026, 2030))
    assert clause.years == ((2026, 2030),)
