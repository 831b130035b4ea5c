"""A question understood, alone and in the light of those before it."""

from __future__ import annotations

import pytest

from hoidap.assistant.reading.question import Question, understand, without
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import decomposed, old_tones

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"


def names(question: Question) -> list[str]:
    return [province.name for province in question.provinces]


def wordings(question: Question) -> str:
    return " ".join(wording for term in question.terms for wording in term.wordings)


def test_what_is_asked_where_and_about_what() -> None:
    question = understand(TBT)
    assert (question.language, question.way, question.kind) == ("vi", "vi", "lead")
    assert names(question) == ["Thanh Hóa"]
    assert "hàng rào kỹ thuật trong thương mại" in wordings(question)
    assert "chủ trì" not in wordings(question)
    assert "thanh hóa" not in wordings(question)
    assert not question.pointing and not question.comparison


def test_the_way_it_is_written() -> None:
    plain = understand(strip_marks(TBT))
    assert (plain.language, plain.way, plain.kind) == ("vi", "plain", "lead")
    assert names(plain) == ["Thanh Hóa"]
    assert "hang rao ky thuat trong thuong mai" in wordings(plain)
    english = understand("who leads TBT information in Thanh Hóa?")
    assert (english.language, english.way, english.kind) == ("en", "en", "lead")
    assert "hàng rào kỹ thuật trong thương mại" in wordings(english)


@pytest.mark.parametrize("form", [decomposed, old_tones])
def test_spellings_are_one_question(form: type[str]) -> None:
    for text in (TBT, "Thế còn Thái Nguyên?", "Sở Y tế ở Đồng Nai làm gì năm 2025?"):
        one, other = understand(text), understand(form(text))
        assert (one.kinds, one.terms, one.provinces) == (
            other.kinds,
            other.terms,
            other.provinces,
        )
        assert (one.agencies, one.years, one.asking) == (
            other.agencies,
            other.years,
            other.asking,
        )


def test_agencies_years_and_periods() -> None:
    question = understand(
        "Sở Công Thương và Sở Y tế làm gì trong giai đoạn 2021 - 2025, và năm 2027?"
    )
    assert question.agencies == ("Sở Công Thương", "Sở Y tế")
    assert question.periods == ((2021, 2025),)
    assert question.years == (2027,)
    assert question.kind == "role"


def test_a_branch_office_is_no_second_province() -> None:
    text = "Liên đoàn Thương mại và Công nghiệp chi nhánh Thanh Hóa - Ninh Bình làm gì?"
    assert names(understand(text)) == ["Thanh Hóa"]
    assert names(understand("Thanh Hóa - Ninh Bình làm gì?")) == ["Thanh Hóa", "Ninh Bình"]


def test_nothing_asked() -> None:
    for text in ("", " ", "?!", "😀", "\x00"):
        question = understand(text)
        assert question.kind == "free"
        assert question.terms == ()


def test_the_same_of_another_province() -> None:
    question = understand("Thế còn Thái Nguyên?", [TBT])
    assert question.kind == "lead"
    assert names(question) == ["Thái Nguyên"]
    assert "hàng rào kỹ thuật trong thương mại" in wordings(question)
    assert question.pointing


def test_another_thing_of_the_same() -> None:
    question = understand("Đơn vị nào phối hợp?", [TBT])
    assert question.kind == "coordinating"
    assert names(question) == ["Thanh Hóa"]
    assert "hàng rào kỹ thuật trong thương mại" in wordings(question)


def test_a_chain_of_follow_ups() -> None:
    history = [TBT, "Thế còn Thái Nguyên?"]
    question = understand("Thời gian thực hiện?", history)
    assert question.kind == "time"
    assert names(question) == ["Thái Nguyên"]
    assert "hàng rào kỹ thuật trong thương mại" in wordings(question)


def test_a_whole_question_leans_on_nothing() -> None:
    text = "Hạn báo cáo kết quả thực hiện Quyết định 1295 của Đồng Nai là ngày nào?"
    assert understand(text, [TBT]) == understand(text)


@pytest.mark.parametrize("ending", ["thế nào", "ra sao"])
def test_asking_how_is_no_pointing_back(ending: str) -> None:
    text = f"Thanh Hóa và Gia Lai đặt mục tiêu TFP {ending}?"
    assert understand(text, [TBT]) == understand(text)
    question = understand(f"Thái Nguyên {ending}?", [TBT])
    assert (question.kind, names(question)) == ("lead", ["Thái Nguyên"])


def test_a_plan_named_before_stays_in_mind() -> None:
    before = "Kế hoạch giai đoạn 2021-2025 của Thanh Hóa do ai ký?"
    assert understand("Ban hành khi nào?", [before]).periods == ((2021, 2025),)
    assert understand("Còn kế hoạch 2026-2035 thì sao?", [before]).periods == ((2026, 2035),)


def test_follow_ups_in_english_and_without_diacritics() -> None:
    english = understand("What about Thái Nguyên?", ["Who leads TBT information in Thanh Hóa?"])
    assert (english.kind, names(english)) == ("lead", ["Thái Nguyên"])
    plain = understand("The con Thai Nguyen?", [strip_marks(TBT)])
    assert (plain.kind, names(plain)) == ("lead", ["Thái Nguyên"])


def test_numbers_that_only_name_a_document_are_no_matter() -> None:
    question = understand("Quyết định 1295 năm 2025 nói gì về ISO 56000?")
    assert "1295" in wordings(question)
    bare = without(question, frozenset({"1295", "2025"}))
    assert "1295" not in wordings(bare)
    assert "56000" in wordings(bare)
    assert bare.years == ()
    assert without(question, frozenset()) == question


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("dien bien chat luong san pham ra sao", []),
        ("danh gia lai chat luong khi nao", []),
        ("tinh dien bien co ke hoach gi", ["Điện Biên"]),
        ("con dien bien thi sao", ["Điện Biên"]),
        ("Số 876/QĐ-TTg của Thanh Hóa", ["Thanh Hóa"]),
    ],
)
def test_words_spelt_like_a_province(text: str, provinces: list[str]) -> None:
    assert names(understand(text)) == provinces


def test_members_of_a_list_of_departments() -> None:
    question = understand("Các sở: Nội vụ, Tư pháp phải làm gì?")
    assert question.agencies == ("Sở Nội vụ", "Sở Tư pháp")
