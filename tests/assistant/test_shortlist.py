"""From many documents to the few that an answer is read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.assistant.reading.scope import MOST
from hoidap.text.glossary import glossary
from tests.assistant.helpers import open_assistant

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {capitals}

Số: {number}/KH-UBND

{province}, ngày 12 tháng 3 năm {year}

KẾ HOẠCH

Phát triển tiêu chuẩn đo lường chất lượng giai đoạn {year} - {end}

I. NHIỆM VỤ

1. {task}.
- Đơn vị chủ trì: Sở Khoa học và Công nghệ.
- Thời gian thực hiện: Hằng năm.

2. Kiểm định phương tiện đo của {province}.
- Đơn vị chủ trì: Sở Công Thương.
- Thời gian thực hiện: Năm {year}.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn {initial}
"""
TASKS = ("Xây dựng cổng truy xuất nguồn gốc", "Đào tạo kiểm định viên")
LAW = """Điều 12. Tiêu chuẩn cơ sở

1. Tiêu chuẩn cơ sở do tổ chức xây dựng để áp dụng trong phạm vi hoạt động của mình.

2. Thời hạn xem xét tiêu chuẩn cơ sở là 90 ngày.
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over forty plans, half of them over, and an article of a law."""
    folder = tmp_path_factory.mktemp("many")
    provinces = [province.name for province in glossary().provinces][:20]
    for number, province in enumerate(provinces * 2):
        over = number >= len(provinces)
        year = 2016 if over else 2026
        text = PLAN.format(
            capitals=province.upper(),
            province=province,
            number=100 + number,
            year=year,
            end=year + 9 if not over else 2020,
            task="Xây dựng cổng truy xuất nguồn gốc"
            if number % 4
            else "Đào tạo kiểm định viên",
            initial=chr(ord("A") + number % 20),
        )
        (folder / f"plan-{number:02d}.txt").write_text(text, encoding="utf-8")
    (folder / "law.txt").write_text(LAW, encoding="utf-8")
    return open_assistant(sorted(folder.glob("*.txt")), folder / "index")


def test_at_most_a_handful_is_shown_and_the_rest_is_counted(many: Assistant) -> None:
    answer = many.ask("Ai chủ trì xây dựng cổng truy xuất nguồn gốc?")
    assert not answer.abstained
    assert 1 < len({citation.source for citation in answer.citations}) <= MOST
    assert f"còn {41 - MOST} văn bản khác" in answer.answer
    assert len(answer.answer) < 3000


def test_what_is_in_force_comes_before_what_is_over(many: Assistant) -> None:
    answer = many.ask("Ai chủ trì xây dựng cổng truy xuất nguồn gốc?")
    years = [many.index.catalogue.entry(c.source).year for c in answer.citations]
    assert set(years) == {2026}


def test_a_document_that_is_named_is_read_whatever_else_there_is(many: Assistant) -> None:
    number = many.index.catalogue.entry("plan-33.txt").number
    answer = many.ask(f"Ai ký kế hoạch số {number}?")
    assert [citation.source for citation in answer.citations] == ["plan-33.txt"]
    assert "văn bản khác" not in answer.answer


def test_a_province_narrows_to_its_documents(many: Assistant) -> None:
    province = many.index.catalogue.entry("plan-07.txt").province
    answer = many.ask(f"Ai chủ trì kiểm định phương tiện đo ở {province}?")
    sources = {citation.source for citation in answer.citations}
    assert sources <= {"plan-07.txt", "plan-27.txt"}
    assert answer.scope["province"] == province


def test_plans_and_laws_live_in_one_corpus(many: Assistant) -> None:
    law = many.ask("Thời hạn xem xét tiêu chuẩn cơ sở là bao nhiêu ngày?")
    assert "90 ngày" in law.answer
    assert {citation.source for citation in law.citations} == {"law.txt"}
    plan = many.ask("Ai chủ trì đào tạo kiểm định viên?")
    assert "law.txt" not in {citation.source for citation in plan.citations}


def test_an_agency_is_asked_about_where_it_has_work(many: Assistant) -> None:
    answer = many.ask("Sở Công Thương chủ trì việc gì?")
    assert not answer.abstained
    assert len({citation.source for citation in answer.citations}) <= MOST


def test_a_small_corpus_is_read_whole(assistant: Assistant, documents: list[Path]) -> None:
    answer = assistant.ask("Ai ký?")
    assert {c.source for c in answer.citations} == {path.name for path in documents}
