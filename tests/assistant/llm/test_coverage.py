"""What a model's sentences leave out of an answer."""

from __future__ import annotations

from hoidap.assistant.draft import DraftClaim, Quote
from hoidap.assistant.llm.coverage import adds_nothing, left_out

HERE = Quote("a.txt", "Mục I", ((0, 40),))
THERE = Quote("a.txt", "Mục II", ((50, 90),))


def claim(text: str, quote: Quote = HERE) -> DraftClaim:
    return DraftClaim(text, (quote,))


def test_its_figures_and_agencies_are_its_facts() -> None:
    whole = claim("Sở Tài chính chủ trì, trước ngày 15/11.")
    said = [claim("Hạn là ngày 15 tháng 11."), claim("Việc này do Sở Tài chính lo.")]
    assert left_out([whole], said) == []
    assert left_out([whole], said[:1]) == [whole]
    assert left_out([whole], []) == [whole]


def test_a_sentence_on_another_place_states_nothing_of_this_one() -> None:
    whole = claim("Sở Tài chính chủ trì.")
    assert left_out([whole], [claim("Sở Tài chính chủ trì.", THERE)]) == [whole]


def test_without_facts_its_words_count() -> None:
    whole = claim("Tuyên truyền, phổ biến kiến thức cho người dân.")
    assert left_out([whole], [claim("Phổ biến kiến thức cho người dân.")]) == []
    assert left_out([whole], [claim("Xây dựng cơ sở dữ liệu.")]) == [whole]


def test_a_question_put_anew_adds_no_figure_name_or_word() -> None:
    asked = ("Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa năm 2026?", "Còn hạn thì sao?")
    assert adds_nothing("Hạn cung cấp thông tin TBT ở Thanh Hóa năm 2026 là gì?", "vi", asked)
    for more in ("năm 2027", "của Sở Y tế", "ở Đồng Nai", "hỗ trợ máy cày nông dân nghèo"):
        assert not adds_nothing(f"Hạn cung cấp thông tin TBT {more}?", "vi", asked), more
