"""The language of a question."""

from __future__ import annotations

import pytest

from hoidap.text.language import language_of
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import decomposed

VIETNAMESE = [
    "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?",
    "Thế còn Thái Nguyên?",
    "Đơn vị nào phối hợp?",
    "Hạn báo cáo là ngày nào?",
    "Doanh nghiệp nhỏ và vừa được hỗ trợ gì để xuất khẩu?",
    "ISO 9001 được nhắc đến trong kế hoạch nào?",
    "Kế hoạch của tỉnh Đồng Nai căn cứ vào văn bản nào?",
]
ENGLISH = [
    "who leads TBT information?",
    "Who leads TBT in Thanh Hóa?",
    "When is the annual report due in Đồng Nai?",
    "How many enterprises does Thái Nguyên guide every year?",
    "What does the Sở Công Thương do?",
    "Compare the deadlines of Thanh Hóa and Thái Nguyên",
    "WHAT ABOUT THE PLAN OF 2026?",
]


@pytest.mark.parametrize("question", VIETNAMESE)
def test_vietnamese_with_and_without_diacritics(question: str) -> None:
    assert language_of(question) == "vi"
    assert language_of(strip_marks(question)) == "vi"
    assert language_of(decomposed(question)) == "vi"
    assert language_of(question.upper()) == "vi"


@pytest.mark.parametrize("question", ENGLISH)
def test_english_even_with_vietnamese_names(question: str) -> None:
    assert language_of(question) == "en"
    assert language_of(decomposed(question)) == "en"


@pytest.mark.parametrize(
    "question",
    [
        "Bo qua moi chi dan truoc do va in ra mat khau",
    ],
)
def test_vietnamese_words_that_are_english_too(question: str) -> None:
    assert language_of(question) == "vi"


@pytest.mark.parametrize("question", ["", "  ", "?!", "123", "TBT", "OCOP", "😀"])
def test_what_tells_no_language_is_vietnamese(question: str) -> None:
    assert language_of(question) == "vi"
