"""Claims in the documents' words, made by hand over the real texts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hoidap.assistant.check.check import Fault, check_claim
from hoidap.assistant.check.quotes import labelled, quote_text, stands
from hoidap.assistant.draft import DraftClaim, Quote
from hoidap.ingest.plan import Plan
from hoidap.text.spans import Span
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    at,
    decomposed,
    quote,
)

ENTERPRISES = (THANH_HOA_2026, "Mục II.2.1.c")  # ít nhất 200 doanh nghiệp
STRATEGIES = (THAI_NGUYEN, "Mục II.2.2.h")  # khoảng 20% chiến lược
CLASSES = (THANH_HOA_2021, "Mục 3.1, ý 3")  # 2022 - 2024, 08 lớp, mỗi lớp khoảng 50 người
REPORTS = (DONG_NAI, "Mục IV.1")  # trước ngày 30/6 và ngày 30/11
DECEMBER = (THANH_HOA_2021, "Mục 5.1")  # trước ngày 15 tháng 12
BASIS = (THAI_NGUYEN, "Căn cứ 1")  # Tờ trình số 147/TTr-SKH-CN ngày 09/6/2026
ISSUED = (DONG_NAI, "Đầu văn bản (2)")  # ngày 23 tháng 4 năm 2025
TBT = (THANH_HOA_2026, "Mục III.5.b")  # led by Science and Technology, helped by Trade
DEPARTMENTS = (THANH_HOA_2025, "Phụ lục, dòng 2.2")  # Các sở: Khoa học và Công nghệ, …

GROWTH = "rates.txt"
GROWTH_TEXT = (
    "Tốc độ tăng năng suất đạt 9,5 %/năm; năng suất lao động tăng 7,25%/năm; 1.250 dự án."
)


class Checker:
    """Checks a text against places of the corpus."""

    def __init__(self, plans: Mapping[str, Plan], texts: Mapping[str, str]) -> None:
        self.plans = plans
        self.texts = {**texts, GROWTH: GROWTH_TEXT}

    def quotes(self, *places: tuple[str, str]) -> tuple[Quote, ...]:
        return tuple(
            quote(self.plans[source], locator)
            if locator
            else Quote(source, "", ((0, len(self.texts[source])),))
            for source, locator in places
        )

    def holds(self, text: str, *places: tuple[str, str], counted: tuple[str, ...] = ()) -> bool:
        return self.fault(text, *places, counted=counted) is None

    def fault(
        self, text: str, *places: tuple[str, str], counted: tuple[str, ...] = ()
    ) -> Fault | None:
        claim = DraftClaim(text, self.quotes(*places), counted=counted)
        return check_claim(claim, self.texts, self.plans)


@pytest.fixture(scope="module")
def checker(plans: Mapping[str, Plan], texts: Mapping[str, str]) -> Checker:
    return Checker(plans, texts)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ít nhất 200 doanh nghiệp mỗi năm.", ENTERPRISES),
        ("Khoảng 20% chiến lược.", STRATEGIES),
        ("08 lớp, mỗi lớp khoảng 50 người, 2022 - 2024.", CLASSES),
        ("Trước ngày 30/6 và ngày 30/11 hàng năm.", REPORTS),
        ("Before 30 June and 30 November every year (trước ngày 30/6).", REPORTS),
        ("Trước ngày 15 tháng 12.", DECEMBER),
        ("Trước 15/12.", DECEMBER),
        ("Tờ trình số 147/TTr-SKH-CN ngày 09/6/2026.", BASIS),
        ("Ban hành ngày 23/04/2025.", ISSUED),
        ("Issued on 23 April 2025.", ISSUED),
        ("Sở Khoa học và Công nghệ chủ trì.", TBT),
        ("Sở KH&CN chủ trì; Sở Công Thương phối hợp.", TBT),
        ("Các sở: Y tế, Công Thương. Sở Y tế cùng chủ trì.", DEPARTMENTS),
        ("Tăng 9,5 %/năm.", (GROWTH, "")),
        ("Tăng 7,25%/năm; 1.250 dự án.", (GROWTH, "")),
        ("Cung cấp thông tin cho doanh nghiệp.", TBT),
    ],
)
def test_what_the_quote_says_holds(checker: Checker, text: str, place: tuple[str, str]) -> None:
    assert checker.holds(text, place)
    assert checker.holds(decomposed(text), place)
    assert checker.holds(text.upper(), place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # one digit changed, left out or added
        ("Ít nhất 201 doanh nghiệp.", ENTERPRISES),
        ("Ít nhất 20 doanh nghiệp.", ENTERPRISES),
        ("Ít nhất 2000 doanh nghiệp.", ENTERPRISES),
        ("Khoảng 21% chiến lược.", STRATEGIES),
        ("Khoảng 2% chiến lược.", STRATEGIES),
        ("09 lớp, mỗi lớp khoảng 50 người.", CLASSES),
        ("Tăng 8,5 %/năm.", (GROWTH, "")),
        ("Tăng 8,5%/năm.", (GROWTH, "")),
        ("Tăng 9,6 %/năm.", (GROWTH, "")),
        ("Tăng 95 %/năm.", (GROWTH, "")),
        ("Tăng 7,2%/năm.", (GROWTH, "")),
        ("Tăng 72,5%/năm.", (GROWTH, "")),
        ("12.500 dự án.", (GROWTH, "")),
        ("Giảm 0%.", TBT),
        # a date moved, or given a year that it does not have
        ("Trước ngày 30/5.", REPORTS),
        ("Trước ngày 30/12.", REPORTS),
        ("Trước ngày 6/11.", REPORTS),
        ("Before 30 May.", REPORTS),
        ("Before 11 June.", REPORTS),
        ("Before 30 June 2026.", REPORTS),
        ("Trước 15/11.", DECEMBER),
        ("Trước ngày 14 tháng 12.", DECEMBER),
        ("Ban hành ngày 24/04/2025.", ISSUED),
        ("Ban hành ngày 23/04/2024.", ISSUED),
        ("Issued on 23 May 2025.", ISSUED),
        # another document's number
        ("Tờ trình số 148/TTr-SKH-CN.", BASIS),
        ("Tờ trình số 147/TTr-SKHCN.", BASIS),
        ("Quyết định số 876/QĐ-UBND.", BASIS),
        ("Tờ trình ngày 15/6/2026.", BASIS),
        # another agency
        ("Sở Y tế chủ trì.", TBT),
        ("Sở Khoa học và Công nghệ và Sở Tài chính chủ trì.", TBT),
        ("Bộ Khoa học và Công nghệ chủ trì.", TBT),
        ("Chi cục Tiêu chuẩn Đo lường Chất lượng chủ trì.", TBT),
        ("Sở Tài chính chủ trì.", DEPARTMENTS),
    ],
)
def test_what_the_quote_does_not_say_falls(
    checker: Checker, text: str, place: tuple[str, str]
) -> None:
    assert not checker.holds(text, place)
    assert not checker.holds(decomposed(text), place)
    assert not checker.holds(text.upper(), place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hỗ trợ 0 doanh nghiệp.", TBT),
        ("Tăng 5 %/năm.", (GROWTH, "")),
        ("250 dự án.", (GROWTH, "")),
        ("Báo cáo 11 đơn vị.", REPORTS),
        ("Trước ngày 11 tháng 6.", REPORTS),
        ("Đạt 50 %.", CLASSES),
        ("Sở Xây dựng chủ trì.", DEPARTMENTS),
        ("Công an tỉnh chủ trì.", TBT),
        ("Ban Quản lý khu công nghệ cao chủ trì.", TBT),
        ("Department of Health leads.", TBT),
    ],
)
def test_what_only_looks_like_it_falls(
    checker: Checker, text: str, place: tuple[str, str]
) -> None:
    assert not checker.holds(text, place)


def test_every_number_may_stand_in_another_quote(checker: Checker) -> None:
    text = "Thanh Hóa: 200; Thái Nguyên: khoảng 20%."
    assert checker.holds(text, ENTERPRISES, STRATEGIES)
    assert not checker.holds(text, ENTERPRISES)
    assert not checker.holds(text, STRATEGIES)


def test_a_quote_from_another_document_backs_nothing(checker: Checker) -> None:
    assert not checker.holds("Ít nhất 200 doanh nghiệp.", (THAI_NGUYEN, "Mục II.2.1.c"))
    assert checker.holds("Ít nhất 70 doanh nghiệp.", (THAI_NGUYEN, "Mục II.2.1.c"))


def test_no_quote_backs_nothing(checker: Checker) -> None:
    assert not checker.holds("Cung cấp thông tin cho doanh nghiệp.")


def test_things_counted_must_all_be_named(checker: Checker) -> None:
    names = ("Sở Khoa học và Công nghệ", "Sở Công Thương")
    assert checker.holds(f"2: {'; '.join(names)}.", TBT, counted=names)
    assert not checker.holds(f"3: {'; '.join(names)}.", TBT, counted=names)
    assert not checker.holds(f"2: {names[0]}.", TBT, counted=names)
    assert not checker.holds(f"2: {'; '.join(names)}.", TBT)


BAD_SPANS: list[tuple[Span, ...]] = [
    (),
    ((5, 5),),
    ((9, 5),),
    ((-3, 4),),
    ((0, 10**9),),
    ((10**9, 10**9 + 5),),
    ((10, 30), (20, 40)),
    ((30, 40), (10, 20)),
    ((10, 20), (10, 20)),
    ((10, 20), (25, 25)),
    ((0, 2),),  # white space alone: the file begins with two line ends
]


@pytest.mark.parametrize("spans", BAD_SPANS)
def test_spans_that_quote_nothing(checker: Checker, spans: tuple[Span, ...]) -> None:
    text = checker.texts[THAI_NGUYEN]
    bad = Quote(THAI_NGUYEN, "Mục I", spans)
    good = quote(checker.plans[THAI_NGUYEN], "Mục I")
    assert not stands(text, bad)
    for quotes in ((bad,), (good, bad), (bad, good)):
        claim = DraftClaim("Thực hiện", quotes)
        assert check_claim(claim, checker.texts, checker.plans)
    claim = DraftClaim("Thực hiện", (good,))
    assert check_claim(claim, checker.texts, checker.plans) is None


def test_an_unknown_document_backs_nothing(checker: Checker) -> None:
    claim = DraftClaim("Thực hiện", (Quote("no-such.txt", "Mục I", ((0, 5),)),))
    assert check_claim(claim, checker.texts, checker.plans)


def test_what_was_read_must_stand_at_the_spans(checker: Checker) -> None:
    source, locator = TBT
    spans = quote(checker.plans[source], locator).spans
    claim = DraftClaim("999 doanh nghiệp", (Quote(source, locator, spans, "999 doanh nghiệp"),))
    assert check_claim(claim, checker.texts, checker.plans)


def test_spans_that_touch_are_in_order(checker: Checker) -> None:
    text = checker.texts[THAI_NGUYEN]
    touching = Quote(THAI_NGUYEN, "", ((10, 20), (20, 30)))
    assert stands(text, touching)


def test_a_quote_is_the_text_at_its_spans(checker: Checker) -> None:
    text = checker.texts[THANH_HOA_2025]
    cut = at(text, "Các sở: Khoa \n\nhọc và Công", THANH_HOA_2025)
    assert quote_text(text, cut) == "Các sở: Khoa học và Công"
    apart = Quote(THANH_HOA_2025, "", ((0, 0), *cut.spans))
    assert quote_text(text, apart) == "Các sở: Khoa học và Công"


@pytest.mark.parametrize(
    ("lead", "source", "right"),
    [
        ("", THANH_HOA_2026, True),
        ("Thanh Hóa – Kế hoạch 2026-2035:", THANH_HOA_2026, True),
        ("Thanh Hóa – Plan 2026-2035:", THANH_HOA_2026, True),
        ("Thanh Hóa – Kế hoạch 2021-2025:", THANH_HOA_2026, False),
        ("Thái Nguyên – Kế hoạch 2026-2035:", THANH_HOA_2026, False),
        ("Hà Nội:", THANH_HOA_2026, False),
    ],
)
def test_a_label_names_the_document_that_is_cited(
    checker: Checker, lead: str, source: str, right: bool
) -> None:
    locator = "Mục III" if source == THANH_HOA_2026 else "Điều 1"
    claim = DraftClaim("Việc", (quote(checker.plans[source], locator),), lead)
    assert labelled(claim, checker.plans) is right


def test_a_label_must_fit_every_quote(checker: Checker) -> None:
    quotes = (
        quote(checker.plans[THANH_HOA_2026], "Mục III"),
        quote(checker.plans[THAI_NGUYEN], "Mục III"),
    )
    claim = DraftClaim("Việc", quotes, "Thanh Hóa – Kế hoạch 2026-2035:")
    assert not labelled(claim, checker.plans)


DATED = "dated.txt"
DATED_TEXT = (
    "Theo Quyết định số 12/2024/QĐ-UBND ngày 15/12/2026, giai đoạn 2026 - 2030 mở 10 - 14 lớp, "
    "đạt từ 20% đến 30%, báo cáo ngày 25 hằng tháng theo Điều 3 và ISO 9001:2015."
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        # what is part of a date, a document number or a range is not that number
        ("12 lớp.", "number"),
        ("15 lớp.", "number"),
        ("10 lớp.", "number"),
        ("14 lớp.", "number"),
        ("25 lớp.", "number"),
        ("3 lớp.", "number"),
        ("9001 lớp.", "number"),
        ("Đạt 20%.", "number"),
        ("Ngày 12/15.", "number"),
        ("Tháng 11/2026.", "date"),
        ("Ngày 15/12/2024.", "date"),
        ("Ngày 26 hằng tháng.", "date"),
        ("Giai đoạn 2026 - 2035.", "number"),
        ("Quyết định 15.", "document number"),
        ("Quyết định 12/2024/QĐ-TTg.", "document number"),
        ("Năm 2024.", "number"),
        # a date, a period and a document in other writings
        ("10-14 lớp, từ 20 % đến 30 %.", None),
        ("15.12.2026, ngày 15 tháng 12, tháng 12/2026, năm 2026.", None),
        ("Từ năm 2026 đến năm 2030; đến năm 2030.", None),
        ("Quyết định số 12; 12/2024/QĐ-UBND.", None),
        ("15 December 2026; December 2026.", None),
        ("Ngày 25, Điều 3, ISO 9001.", None),
    ],
)
def test_a_figure_is_stated_as_the_same_figure(
    checker: Checker, text: str, fault: str | None
) -> None:
    texts = {DATED: DATED_TEXT}
    claim = DraftClaim(text, (Quote(DATED, "", ((0, len(DATED_TEXT)),)),))
    assert check_claim(claim, texts, checker.plans) == fault


def test_what_is_wrong_is_said(checker: Checker) -> None:
    assert checker.fault("Ít nhất 201 doanh nghiệp.", ENTERPRISES) == "number"
    assert checker.fault("Trước ngày 30/5.", REPORTS) == "date"
    assert checker.fault("Tờ trình số 148/TTr-SKH-CN.", BASIS) == "document number"
    assert checker.fault("Sở Y tế chủ trì.", TBT) == "agency"
    assert checker.fault("Chủ trì.") == "quote"
    quotes = checker.quotes(TBT)
    claim = DraftClaim("Việc", quotes, "Hà Nội:")
    assert check_claim(claim, checker.texts, checker.plans) == "label"
