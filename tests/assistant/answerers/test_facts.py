"""Signer, number, date, recipients, bases, entry into force and period of a document."""

from __future__ import annotations

import pytest

from hoidap.assistant.answerers.facts import asks_if_running
from hoidap.assistant.engine import Assistant
from hoidap.assistant.reading.question import understand
from tests.assistant.helpers import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA_2021,
    THANH_HOA_2025,
    THANH_HOA_2026,
    Place,
    check,
    check_refused,
    freeze,
    holds,
    sources,
)

TITLE_2021 = Place(THANH_HOA_2021, "Tiêu đề (2)", "giai đoạn 2021 - 2025")


@pytest.mark.parametrize(
    ("question", "says", "place"),
    [
        # signer
        (
            "Ai ký Quyết định 1295/QĐ-UBND?",
            ["Dương Minh Dũng", "Phó chủ tịch"],
            Place(DONG_NAI, "Chữ ký (2)", "Dương Minh Dũng"),
        ),
        (
            "Ai ký kế hoạch của Thái Nguyên?",
            ["Nguyễn Thị Loan"],
            Place(THAI_NGUYEN, "Chữ ký (2)", "Nguyễn Thị Loan"),
        ),
        (
            "Kế hoạch 2021-2025 của Thanh Hóa do ai ký?",
            ["Lê Đức Giang"],
            Place(THANH_HOA_2021, "Chữ ký (2)", "Lê Đức Giang"),
        ),
        (
            "Quyết định năm 2025 của Thanh Hóa do ai ký?",
            ["Nguyễn Văn Thi"],
            Place(THANH_HOA_2025, "Chữ ký (4)", "Nguyễn Văn Thi"),
        ),
        (
            "Who signed Thanh Hóa's 2026 plan?",
            ["Cao Văn Cường", "Vice Chairman"],
            Place(THANH_HOA_2026, "Chữ ký (2)", "Cao Văn Cường"),
        ),
        # number and date
        (
            "Quyết định của Đồng Nai mang số bao nhiêu?",
            ["1295/QĐ-UBND"],
            Place(DONG_NAI, "Đầu văn bản", "Số: 1295/QĐ-UBND"),
        ),
        (
            "What is the number of Đồng Nai's decision?",
            ["1295/QĐ-UBND"],
            Place(DONG_NAI, "Đầu văn bản", "Số: 1295/QĐ-UBND"),
        ),
        (
            "Quyết định 1295/QĐ-UBND được ban hành ngày nào?",
            ["23/04/2025"],
            Place(DONG_NAI, "Đầu văn bản (2)", "ngày 23 tháng 4 năm 2025"),
        ),
        (
            "When was Decision 1295 issued?",
            ["23/04/2025"],
            Place(DONG_NAI, "Đầu văn bản (2)", "ngày 23 tháng 4 năm 2025"),
        ),
        # recipients
        (
            "Nơi nhận kế hoạch của Thái Nguyên gồm những ai?",
            ["Bộ Khoa học và Công nghệ", "UBND các xã, phường", "Trung tâm Thông tin tỉnh"],
            Place(THAI_NGUYEN, "Nơi nhận, dòng 1", "Trung tâm Thông tin tỉnh"),
        ),
        # entry into force
        (
            "Quyết định 1295 có hiệu lực từ khi nào?",
            ["kể từ ngày ký", "23/04/2025"],
            Place(DONG_NAI, "Điều 2", "có hiệu lực thi hành kể từ ngày ký"),
        ),
        (
            "When does Thanh Hóa's decision of 2025 take effect?",
            ["kể từ ngày ký"],
            Place(THANH_HOA_2025, "Điều 3", "có hiệu lực thi hành kể từ ngày ký"),
        ),
        # period
        (
            "Kế hoạch nâng cao năng suất chất lượng của Thanh Hóa cho giai đoạn nào?",
            ["2021", "2025"],
            TITLE_2021,
        ),
        (
            "Which period does Decision 1295 cover?",
            ["2030"],
            Place(DONG_NAI, "Tiêu đề (2)", "đến năm 2030 và những năm tiếp theo"),
        ),
        (
            "Quyết định 1295 còn hiệu lực không?",
            ["đến năm 2030 và những năm tiếp theo"],
            Place(DONG_NAI, "Tiêu đề (2)", "đến năm 2030 và những năm tiếp theo"),
        ),
        (
            "Kế hoạch của Thái Nguyên có những mốc nào?",
            ["2030", "2035"],
            Place(THAI_NGUYEN, "Mục II.2.1", "Giai đoạn đến năm 2030"),
        ),
        # bases
        (
            "Kế hoạch của Thái Nguyên căn cứ tờ trình số nào?",
            ["147/TTr-SKH-CN"],
            Place(THAI_NGUYEN, "Căn cứ 1", "Tờ trình số 147/TTr-SKH-CN ngày 09/6/2026"),
        ),
        (
            "Quyết định 1295 căn cứ nghị quyết nào?",
            ["57-NQ/TW"],
            Place(DONG_NAI, "Căn cứ 3", "Nghị quyết số 57-NQ/TW"),
        ),
        (
            "Which Politburo resolution is Decision 1295 based on?",
            ["57-NQ/TW"],
            Place(DONG_NAI, "Căn cứ 3", "Nghị quyết số 57-NQ/TW"),
        ),
        (
            "Kế hoạch năng suất của Thanh Hóa thực hiện những quyết định nào của Thủ tướng?",
            ["36/QĐ-TTg", "1322/QĐ-TTg", "996/QĐ-TTg"],
            Place(THANH_HOA_2021, "Căn cứ 1", "số 1322/QĐ-TTg ngày 31/8/2020"),
        ),
    ],
)
def test_facts(assistant: Assistant, question: str, says: list[str], place: Place) -> None:
    answer = check(assistant, question, says, place)
    assert not holds(answer, "Số: .")


def test_the_date_of_a_directive_that_two_plans_rest_on(assistant: Assistant) -> None:
    answer = check(assistant, "Chỉ thị số 38-CT/TW được ban hành ngày nào?", ["30/7/2024"])
    assert sources(answer) <= {DONG_NAI, THANH_HOA_2025}
    assert all("38-CT/TW" in item.quote for item in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        # Circular 35/2021/TT-BTC is of 19 May 2021, as Thanh Hóa's plan cites it.
        "Thông tư 35/2021/TT-BTC ban hành ngày nào?",
        "Nghị định 39/2018/NĐ-CP ban hành ngày nào?",
    ],
)
def test_the_date_of_a_document_that_a_plan_cites(assistant: Assistant, question: str) -> None:
    assert not holds(assistant.ask(question), "23/04/2025")


def test_of_several_documents_each_is_told_with_its_name(assistant: Assistant) -> None:
    answer = check(
        assistant,
        "Ai ký các kế hoạch của Thanh Hóa và Đồng Nai?",
        ["Dương Minh Dũng", "Lê Đức Giang", "Nguyễn Văn Thi", "Cao Văn Cường"],
    )
    assert sources(answer) == {DONG_NAI, THANH_HOA_2021, THANH_HOA_2025, THANH_HOA_2026}
    lines = answer.answer.splitlines()
    line = next(line for line in lines if "Cao Văn Cường" in line)
    assert line.startswith("Thanh Hóa – Kế hoạch 2026-2035:")


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 2026 của Thanh Hóa mang số bao nhiêu?",
        "Kế hoạch của Thái Nguyên được ban hành ngày nào?",
        "Quyết định 1295 hết hiệu lực khi nào?",
        "Kế hoạch của Thái Nguyên có hiệu lực từ ngày nào?",
    ],
)
def test_what_the_document_leaves_blank_is_said_to_be_missing(
    assistant: Assistant, question: str
) -> None:
    answer = check_refused(assistant, question)
    assert "Văn bản" in answer.answer


@pytest.mark.parametrize(
    ("year", "vi", "en"),
    [
        (2020, "Chưa", "Not yet"),
        (2023, "Có", "Yes"),
        (2025, "Có", "Yes"),
        (2026, "Không", "No"),
    ],
)
def test_whether_a_plan_is_running_depends_on_the_day(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, year: int, vi: str, en: str
) -> None:
    freeze(monkeypatch, year)
    for question, word in (
        ("Kế hoạch năng suất 2021-2025 của Thanh Hóa còn hiệu lực không?", vi),
        ("Is Thanh Hóa's 2021-2025 productivity plan still in force?", en),
    ):
        answer = check(assistant, question, ["2021", "2025"], TITLE_2021)
        assert answer.answer.startswith(word)


def test_the_day_is_read_when_the_question_is_asked(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Kế hoạch năng suất 2021-2025 của Thanh Hóa còn hiệu lực không?"
    freeze(monkeypatch, 2024)
    before = assistant.ask(question).answer
    freeze(monkeypatch, 2031)
    assert assistant.ask(question).answer != before


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Kế hoạch còn hiệu lực không?", True),
        ("Kế hoạch đã hết hạn chưa?", True),
        ("ke hoach con hieu luc khong", True),
        ("Is it still in force?", True),
        ("Kế hoạch cho giai đoạn nào?", False),
        ("Which period does it cover?", False),
    ],
)
def test_a_yes_or_a_no_is_wanted(question: str, whether: bool) -> None:
    assert asks_if_running(understand(question)) is whether
