"""What a question quotes of a document is no part of what it asks."""

from __future__ import annotations

import pytest

from hoidap.assistant.reading.question import understand
from hoidap.assistant.reading.quoted import without_quoted
from hoidap.text.vietnamese import strip_marks

CLAUSE = (
    "Phối hợp chặt chẽ với các cơ quan chức năng trong việc theo dõi, kiểm tra, kịp thời phát "
    "hiện sản phẩm kém chất lượng"
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (f"Ai chủ trì {CLAUSE}?", "lead"),
        (f"{CLAUSE} thực hiện khi nào?", "time"),
        (f"Kết quả của nhiệm vụ {CLAUSE} là gì?", "output"),
    ],
)
def test_the_words_beside_what_is_quoted_ask(question: str, kind: str) -> None:
    for form in (str, strip_marks):
        asked = understand(form(question))
        assert without_quoted(asked, [CLAUSE]).kind == kind
        assert without_quoted(asked, [CLAUSE]).terms == asked.terms


@pytest.mark.parametrize(
    "question",
    [
        "Giám đốc Sở Khoa học và Công nghệ tỉnh Đồng Nai tên là gì?",
        "Ai chủ trì?",
        "Cơ quan nào phối hợp theo dõi chất lượng?",
    ],
)
def test_names_and_short_questions_quote_nothing(question: str) -> None:
    asked = understand(question)
    text = "Giám đốc Sở Khoa học và Công nghệ tỉnh Đồng Nai chịu trách nhiệm thi hành."
    assert without_quoted(asked, [text, CLAUSE]) == asked
