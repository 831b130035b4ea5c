"""Columns beyond who, when and what are asked by their own header."""

from __future__ import annotations

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.index.build import build
from hoidap.index.embedding import StaticEmbedder
from hoidap.index.search import Index

PLAN = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

KẾ HOẠCH

Nâng cao năng suất giai đoạn 2026 - 2030 trên địa bàn tỉnh Nghệ An

I. NHIỆM VỤ

1. Tổ chức hội thảo về hàng rào kỹ thuật trong thương mại.

Đơn vị chủ trì: Sở Công Thương.

Địa điểm: Hội trường lớn thành phố Vinh.

Thời gian thực hiện: Hằng năm.

PHỤ LỤC
DANH MỤC NHIỆM VỤ

STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\tNguồn kinh phí\tHình thức
1\tTập huấn về truy xuất nguồn gốc cho hợp tác xã\tSở Y tế\t2026\tNgân sách tỉnh\tTrực tuyến
2\tXây dựng cơ sở dữ liệu về tiêu chuẩn\tSở Xây dựng\t2027\tVốn xã hội hóa\tThuê dịch vụ
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("headers")
    (folder / "nghe-an.txt").write_text(PLAN, encoding="utf-8")
    embedder = StaticEmbedder.load()
    build([folder / "nghe-an.txt"], folder / "index", embedder)
    return Assistant(Index.open(folder / "index", embedder))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (
            "Nguồn kinh phí tập huấn truy xuất nguồn gốc cho hợp tác xã lấy từ đâu?",
            "Ngân sách tỉnh",
        ),
        ("nguon kinh phi xay dung co so du lieu ve tieu chuan?", "Vốn xã hội hóa"),
        ("Hình thức tập huấn truy xuất nguồn gốc cho hợp tác xã?", "Trực tuyến"),
        ("Địa điểm tổ chức hội thảo về hàng rào kỹ thuật trong thương mại?", "Hội trường lớn"),
    ],
)
def test_a_header_is_answered_by_what_stands_under_it(
    assistant: Assistant, question: str, value: str
) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert value in answer.answer.splitlines()[0]
    assert value in answer.citations[0].quote


def test_the_named_fields_are_answered_as_before(assistant: Assistant) -> None:
    answer = assistant.ask("Ai chủ trì tập huấn về truy xuất nguồn gốc cho hợp tác xã?")
    assert "Sở Y tế" in answer.answer
