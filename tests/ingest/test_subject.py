"""Who is given work by a sentence, and with whom."""

from __future__ import annotations

import pytest

from hoidap.ingest.subject import partners, subject


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sở Tài chính chủ trì, phối hợp với Sở Nội vụ thẩm định.", ("Sở Tài chính",)),
        (
            "Các sở, ban, ngành, UBND các xã, phường định kỳ trước ngày 01/12 báo cáo.",
            ("Các sở, ban, ngành", "UBND các xã, phường"),
        ),
        ("Giao Sở Công Thương chủ trì xây dựng đề án.", ("Sở Công Thương",)),
        (
            "Định kỳ hằng năm, các cơ quan, đơn vị tổ chức rà soát kết quả.",
            ("các cơ quan, đơn vị",),
        ),
        ("5.3. Sở Y tế có trách nhiệm kiểm tra.", ("Sở Y tế",)),
        ("Sở Khoa học và Công nghệ là đơn vị đầu mối tổng hợp.", ("Sở Khoa học và Công nghệ",)),
    ],
)
def test_a_sentence_gives_work(text: str, named: tuple[str, ...]) -> None:
    assert subject(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả thực hiện về UBND tỉnh.",
        "Đẩy mạnh áp dụng tiêu chuẩn tại doanh nghiệp.",
        "",
        "Sở Y tế",
        "Trong quá trình thực hiện, nếu có khó khăn thì kịp thời tháo gỡ.",
    ],
)
def test_a_sentence_without_a_subject_gives_none(text: str) -> None:
    assert subject(text) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Chủ trì, phối hợp với các sở, ban, ngành và đơn vị có liên quan xây dựng đề án.",
            ("các sở, ban, ngành", "đơn vị có liên quan"),
        ),
        (
            "Phối hợp với Sở Nội vụ, Sở Y tế tăng cường tuyên truyền.",
            ("Sở Nội vụ", "Sở Y tế"),
        ),
        ("Định kỳ phối hợp, báo cáo kết quả về Sở Nội vụ.", ()),
        ("Chủ trì kiểm tra.", ()),
    ],
)
def test_with_whom(text: str, named: tuple[str, ...]) -> None:
    assert partners(text) == named
