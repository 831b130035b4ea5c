"""What a model wrote, checked against passages of the corpus."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

import pytest

from hoidap.assistant.answer import Citation, Language
from hoidap.assistant.check.check import Verdict, check_sentence
from hoidap.assistant.check.quotes import quote_text
from hoidap.assistant.draft import assigned_spans, quote_of
from hoidap.assistant.engine import Assistant
from hoidap.assistant.llm.source import NumberedSource
from hoidap.ingest.plan import Plan
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    old_tones,
    provision,
)

Place = tuple[str, str]
Make = Callable[..., list[NumberedSource]]

BY_2030 = (THAI_NGUYEN, "Mục II.2.1.i")  # at least 20 certificates a year
BY_2035 = (THAI_NGUYEN, "Mục II.2.2.i")  # at least 40
FIRMS_THAI_NGUYEN = (THAI_NGUYEN, "Mục II.2.1.c")  # at least 70 a year
FIRMS_THANH_HOA = (THANH_HOA_2026, "Mục II.2.1.c")  # at least 200
CLASSES = (THANH_HOA_2021, "Mục 3.1, ý 3")  # 08 classes of about 50
REVIEW = (THAI_NGUYEN, "Mục III.2, ý 1")  # DOST leads
INSPECTION = (THANH_HOA_2025, "Phụ lục, dòng 4.1")  # DOST leads, in 2027
APPARATUS = (THANH_HOA_2025, "Phụ lục, dòng 2.6")  # DOST leads; Home Affairs, Justice help
REPORTS = (THANH_HOA_2025, "Điều 2.1")  # before 15 November
MONEY = (DONG_NAI, "Mục III.2")  # "viện trợ không hoàn lại"
BASIS = (DONG_NAI, "Căn cứ 6")  # 407-KH/TU of 2/12/2024
SIGNER = (THANH_HOA_2026, "Chữ ký (2)")  # Cao Văn Cường


@pytest.fixture(scope="session")
def make(assistant: Assistant) -> Make:
    """Return what numbers passages as sources."""

    def sources(*places: Place) -> list[NumberedSource]:
        return [
            numbered(
                marker,
                assistant.index.plans[name],
                locator,
                assistant.index.texts,
            )
            for marker, (name, locator) in enumerate(places, start=1)
        ]

    return sources


def numbered(marker: int, plan: Plan, locator: str, texts: Mapping[str, str]) -> NumberedSource:
    """Quote a provision as the engine does."""
    held = provision(plan, locator)
    quote = quote_of(plan, held, assigned_spans(held))
    number = plan.number.value if plan.number else None
    words = quote_text(texts[plan.source], quote)
    citation = Citation(marker, plan.source, plan.title, number, locator, quote.spans, words)
    return NumberedSource(marker, citation, plan, held)


def checked(
    sentence: str,
    sources: Sequence[NumberedSource],
    question: str = "Kế hoạch nêu gì?",
    language: Language = "vi",
) -> Verdict:
    """Check a sentence."""
    return check_sentence(sentence, sources, question, language)


GOOD = [
    ("Đến năm 2030, mỗi năm có ít nhất 20 chứng nhận phù hợp tiêu chuẩn [1].", BY_2030),
    ("Thái Nguyên phấn đấu có tối thiểu 40 chứng nhận mỗi năm đến 2035 [1].", BY_2035),
    ("Thanh Hóa dự kiến mở 8 lớp, mỗi lớp khoảng 50 người [1].", CLASSES),
    ("Thanh Hóa dự kiến mở tám lớp, mỗi lớp khoảng 50 người [1].", CLASSES),
    ("Sở KH&CN chủ trì kiện toàn, phối hợp với Sở Nội vụ, Sở Tư pháp [1].", APPARATUS),
    ("Theo quyết định của UBND tỉnh, dự án thực hiện trong năm 2027 [1].", INSPECTION),
    ("Báo cáo gửi về Sở Khoa học và Công nghệ trước ngày 15/11 hằng năm [1].", REPORTS),
    ("Nguồn lực quốc tế gồm viện trợ không hoàn lại, ODA [1].", MONEY),
    ("Căn cứ là Kế hoạch số 407-KH/TU ngày 02/12/2024 [1].", BASIS),
    ("Người ký là ông Cao Văn Cường, Phó Chủ tịch UBND tỉnh [1].", SIGNER),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "place"), GOOD)
def test_what_the_source_carries_is_shown_with_it(
    make: Make, sentence: str, place: Place
) -> None:
    assert checked(sentence, make(place)) == Verdict(sentence.replace(" [1]", ""), (1,), None)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("At least 20 conformity certificates a year by 2030 [1].", BY_2030),
        ("The Department of Science and Technology leads the review [1].", REVIEW),
        ("Reports are due before 15 November every year [1].", REPORTS),
        ("Agencies send their report before November 15 [1].", REPORTS),
        ("The basis is Plan No. 407-KH/TU of 2 December 2024 [1].", BASIS),
        ("The project is carried out in 2027 [1].", INSPECTION),
        ("The plan of Thanh Hoa was signed by Cao Văn Cường [1].", SIGNER),
        ("The plan says: “viện trợ không hoàn lại, ODA, trao đổi chuyên gia” [1].", MONEY),
    ],
)  # fmt: skip
def test_english_is_held_to_the_vietnamese_text(
    make: Make, sentence: str, place: Place
) -> None:
    assert checked(sentence, make(place), "What does it say?", "en").citations == (1,)


@pytest.mark.parametrize(
    ("sentence", "place", "fault"),
    [
        ("Đến năm 2030, mỗi năm có ít nhất 30 chứng nhận [1].", BY_2030, "number"),
        ("Đến năm 2035, mỗi năm có ít nhất 20 chứng nhận [1].", BY_2030, "number"),
        ("Đến năm 2030 đạt 8,5 % số chứng nhận [1].", BY_2030, "number"),
        ("Thanh Hóa dự kiến mở 50 lớp, mỗi lớp khoảng 08 người [1].", CLASSES, "number"),
        ("Thanh Hóa dự kiến mở chín lớp, mỗi lớp khoảng 50 người [1].", CLASSES, "number"),
        ("Dự án được thực hiện từ năm 2027 đến năm 2025 [1].", INSPECTION, "number"),
        ("Báo cáo gửi trước ngày 15/12 hằng năm [1].", REPORTS, "date"),
        ("Báo cáo gửi trước ngày 15/11/2026 [1].", REPORTS, "date"),
        ("Căn cứ là Kế hoạch số 407-KH/TU ngày 03/12/2024 [1].", BASIS, "date"),
        ("Căn cứ là Kế hoạch số 408-KH/TU [1].", BASIS, "document number"),
        ("Sở Xây dựng chủ trì việc rà soát các văn bản [1].", REVIEW, "agency"),
        ("Sở Nội vụ chủ trì việc kiện toàn [1].", APPARATUS, "role"),
        ("Sở Khoa học và Công nghệ phối hợp kiện toàn [1].", APPARATUS, "role"),
        ("Các đơn vị có liên quan chủ trì việc kiện toàn [1].", APPARATUS, "role"),
        ("Đồng Nai phấn đấu có ít nhất 20 chứng nhận mỗi năm [1].", BY_2030, "province"),
        ("Nguồn lực quốc tế gồm viện trợ hoàn lại, ODA [1].", MONEY, "negation"),
        ("Sở Khoa học và Công nghệ không chủ trì việc rà soát [1].", REVIEW, "negation"),
        ("Mỗi năm có tối đa 20 chứng nhận được cấp [1].", BY_2030, "modality"),
        ("Mỗi năm có 20 chứng nhận được cấp [1].", BY_2030, "modality"),
        ("Báo cáo gửi sau ngày 15/11 hằng năm [1].", REPORTS, "modality"),
        ("Sở KH&CN có thể chủ trì việc rà soát văn bản [1].", REVIEW, "modality"),
        ("Sở KH&CN chủ trì mọi việc rà soát văn bản [1].", REVIEW, "modality"),
        ("Sở KH&CN là đơn vị duy nhất chủ trì việc rà soát văn bản [1].", REVIEW, "modality"),
        ("Người ký là Trần Văn Bình, Phó chủ tịch [1].", SIGNER, "words"),
        ("Nông dân được vay tiền để mua máy cày mới [1].", BY_2030, "words"),
        ("Kế hoạch nêu: “viện trợ ODA, chuyên gia và quốc tế khác” [1].", MONEY, "words"),
        ("The Department of Science and Technology leads the review [1].", REVIEW, "language"),
    ],
)  # fmt: skip
def test_what_the_source_does_not_carry_is_not_shown(
    make: Make, sentence: str, place: Place, fault: str
) -> None:
    found = checked(sentence, make(place))
    assert (found.fault, found.citations) == (fault, ())


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("The Department of Justice leads the review [1].", "agency"),
        ("The Department of Science and Technology doesn't lead the review [1].", "negation"),
        ("Farmers receive interest-free loans to buy tractors [1].", "words"),
        ("Sở Khoa học và Công nghệ chủ trì việc rà soát [1].", "language"),
    ],
)
def test_english_that_the_source_does_not_carry(make: Make, sentence: str, fault: str) -> None:
    found = checked(sentence, make(REVIEW), "Who leads the review?", "en")
    assert (found.fault, found.citations) == (fault, ())


def test_spelling_hides_nothing_and_harms_nothing(make: Make) -> None:
    sources = make(BY_2030)
    good = "Đến năm 2030, mỗi năm có ít nhất 20 chứng nhận được cấp"
    for dressed in (
        unicodedata.normalize("NFD", good),
        old_tones(good),
        good.replace(" ", "\u00a0"),
        good.replace("20 ", "２０ "),
        good.replace("20 ", "2\u200b0 "),
        good.replace("20 ", "“20” "),
    ):
        assert checked(f"{dressed} [1].", sources).citations == (1,), dressed
        wrong = dressed.replace("２０", "９０").replace("2\u200b0 ", "9\u200b0 ")
        wrong = wrong.replace("20 ch", "90 ch").replace("20\u00a0", "90\u00a0")
        wrong = wrong.replace("“20”", "“90”")
        assert checked(f"{wrong} [1].", sources).fault == "number", wrong
    assert checked(unicodedata.normalize("NFD", good) + " [1].", sources).text == f"{good}."


def test_without_diacritics(make: Make) -> None:
    sources = make(BY_2030)
    assert checked("Moi nam co it nhat 20 chung nhan duoc cap [1].", sources).citations == (1,)
    assert checked("Moi nam co it nhat 30 chung nhan duoc cap [1].", sources).fault == "number"


@pytest.mark.parametrize("marks", ["[1]", " [1, 7]", "【1】", "[1][9]", "[^1]", " [1-1]"])
def test_markers_in_every_form(make: Make, marks: str) -> None:
    found = checked(f"Mỗi năm có ít nhất 20 chứng nhận được cấp{marks}.", make(BY_2030))
    assert found == Verdict("Mỗi năm có ít nhất 20 chứng nhận được cấp.", (1,), None)


def test_a_wrong_marker_is_mended(make: Make) -> None:
    sources = make(BY_2030, BY_2035, REVIEW)
    said = "Mỗi năm có ít nhất 40 chứng nhận phù hợp tiêu chuẩn được cấp"
    for marks in ("[3]", "[2][3]", "[8]", ""):
        assert checked(f"{said} {marks}.", sources).citations == (2,), marks


def test_a_marker_is_not_mended_to_what_fits_less_well(make: Make) -> None:
    """The number is the other passage's: a false sentence, not a wrong marker."""
    sources = make(BY_2030, BY_2035)
    said = "Đến năm 2030, mỗi năm có ít nhất 40 chứng nhận được cấp [1]."
    assert checked(said, sources).fault == "number"


def test_the_passage_asked_about_is_cited(make: Make) -> None:
    """Two rows have the same lead."""
    question = "Ai chủ trì dự án đầu tư trang thiết bị phục vụ thanh tra, kiểm tra?"
    sources = make(INSPECTION, APPARATUS)
    said = "Sở Khoa học và Công nghệ chủ trì"
    assert checked(f"{said} [2].", sources, question).citations == (1,)
    assert checked(f"{said} [1].", sources, question).citations == (1,)


def test_a_comparison_keeps_each_side_to_its_source(make: Make) -> None:
    sources = make(FIRMS_THAI_NGUYEN, FIRMS_THANH_HOA)
    right = "Thái Nguyên hướng dẫn ít nhất 70 doanh nghiệp, còn Thanh Hóa ít nhất 200 [1][2]."
    assert checked(right, sources).citations == (1, 2)
    wrong = "Thái Nguyên hướng dẫn ít nhất 200 doanh nghiệp, còn Thanh Hóa ít nhất 70 [1][2]."
    assert checked(wrong, sources).fault == "number"


def test_the_words_of_the_question_carry_nothing(make: Make) -> None:
    question = "Sở Xây dựng chủ trì xây nhà máy điện gió ngoài khơi phải không?"
    said = "Nhà máy điện gió ngoài khơi được xây [1]."
    assert checked(said, make(BY_2030), question).fault == "words"
    assert checked("Sở Xây dựng chủ trì [1].", make(BY_2030), question).fault == "agency"


def test_words_that_only_look_like_a_negation(make: Make) -> None:
    said = "Nguồn kinh phí hợp pháp khác không ngừng được huy động [1]."
    assert checked(said, make(MONEY)).fault != "negation"


@pytest.mark.parametrize("sentence", ["", "[1]", "Cụ thể như sau:", "…", "Cụ thể như sau [1]:"])
def test_a_sentence_that_says_nothing_is_not_shown(make: Make, sentence: str) -> None:
    assert checked(sentence, make(BY_2030)).citations == ()


def test_no_source_backs_nothing() -> None:
    assert checked("Mỗi năm có ít nhất 20 chứng nhận [1].", []).fault == "marker"
