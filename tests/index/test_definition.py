"""Questions that ask what a thing is."""

from __future__ import annotations

import unicodedata

import pytest

from hoidap.index.definition import LONGEST, definiendum
from hoidap.text.vietnamese import strip_marks

ASKED = [
    ("An ninh mạng là gì?", "an ninh mạng"),
    ("Người xúi giục là ai", "người xúi giục"),
    ("TCCS nghĩa là gì?", "tccs"),
    ("Thế nào là vật phụ?", "vật phụ"),
    ('Định nghĩa của "Quấy rối tình dục"?', "quấy rối tình dục"),
    ("Khái niệm về đo lường", "đo lường"),
    ("Theo Bộ luật Dân sự 2015, vật phụ được hiểu như thế nào?", "vật phụ"),
    ("Bộ luật Dân sự 2015 quy định pháp nhân thương mại là gì?", "pháp nhân thương mại"),
    ("Bộ luật quy định thế nào về tài sản của pháp nhân?", "tài sản của pháp nhân"),
    ("Theo Điều 5: Áp dụng tập quán, tập quán là gì?", "tập quán"),
]


@pytest.mark.parametrize(("question", "thing"), ASKED)
def test_the_thing(question: str, thing: str) -> None:
    """However it is typed."""
    assert " ".join(definiendum(question)) == thing
    assert " ".join(definiendum(strip_marks(question))) == strip_marks(thing)
    assert " ".join(definiendum(unicodedata.normalize("NFD", question.upper()))) == thing


@pytest.mark.parametrize(
    "question",
    [
        "",
        "là gì?",
        "Ai ký quyết định?",
        "Thành viên rút khỏi hợp đồng có quyền gì?",
        "Việc chiếm hữu mà người chiếm hữu biết là không có quyền được gọi là gì?",
        "Trách nhiệm là gì khi phát hiện vi phạm?",
        "a " * (LONGEST + 1) + "là gì?",
        "ﬃ" * 50 + " là gì",
    ],
)
def test_nothing_is_defined(question: str) -> None:
    assert len(definiendum(question)) <= 1


def test_long_text_takes_no_time() -> None:
    assert definiendum("định nghĩa của quy định về là " * 2000) == []
