"""The panel: every quote marked where it stands, in its table, amid its document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

import pytest

from hoidap.assistant.chat.conversation import Turn
from hoidap.assistant.chat.excerpt import AROUND, Reading
from hoidap.assistant.chat.panel import document_panel, empty_panel, gone_panel, passage_panel
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import squeeze
from tests.assistant.chat_pages import (
    DONG_NAI,
    THAI_NGUYEN,
    THANH_HOA,
    Documents,
    Page,
    answered,
    at,
    cite,
    words,
)


def all_provisions(corpus: Documents) -> Iterator[tuple[Plan, str, Provision]]:
    for plan in corpus.plans.values():
        for provision in plan.provisions:
            yield plan, corpus.texts[plan.source], provision


# The document in the panel


def test_every_provision_of_every_document_is_marked_whole_and_nothing_else(
    corpus: Documents,
) -> None:
    for plan, text, provision in all_provisions(corpus):
        page = Page(Reading(plan, text, provision.spans).excerpt())
        cited = words(" ".join(text[start:end] for start, end in provision.spans))
        assert words(page.text("mark")) == cited, f"{plan.source}, {provision.locator}"


def test_a_part_of_a_clause_is_marked_to_the_letter(corpus: Documents) -> None:
    text = corpus.texts[DONG_NAI]
    start = text.index("trước ngày 30/6")
    span = (start, start + len("trước ngày 30/6 và ngày 30/11"))
    page = Page(Reading(corpus.plans[DONG_NAI], text, (span,)).excerpt())
    assert page.text("mark") == "trước ngày 30/6 và ngày 30/11"
    assert "báo cáo tình hình, kết quả thực hiện về UBND tỉnh" in page.text(but="mark")


def test_the_whole_document_shows_every_word_once(corpus: Documents) -> None:
    for plan in corpus.plans.values():
        text = corpus.texts[plan.source]
        kept = [p for p in plan.provisions if p.kind != "furniture"]
        followed = zip_longest(kept, kept[1:])
        shown = [
            p for p, after in followed
            if not (p.kind == "letterhead" and after and after.kind in ("row", "group"))
        ]  # fmt: skip
        page = Page(Reading(plan, text, row_number="").whole())
        expected = words(" ".join(text[a:b] for p in shown for a, b in p.spans))
        assert words(page.text(but="thead")) == expected, plan.source


def test_the_surroundings_are_shown_on_both_sides_and_not_the_whole_document(
    corpus: Documents,
) -> None:
    plan, text = corpus.plans[THANH_HOA], corpus.texts[THANH_HOA]
    start, end = at(plan, "Mục III.3.b").spans[0]
    page = Page(Reading(plan, text, ((start, end),)).excerpt())
    before, _, after = page.text().partition(squeeze(text[start:end]))
    assert AROUND <= len(before) < 5 * AROUND
    assert AROUND <= len(after) < 5 * AROUND
    assert len(page.classed("doc-gap")) == 2


def test_places_far_apart_are_both_shown_with_a_gap_between(corpus: Documents) -> None:
    plan, text = corpus.plans[THANH_HOA], corpus.texts[THANH_HOA]
    first, last = at(plan, "Mục I.1.a"), at(plan, "Mục VI.1")
    html = Reading(plan, text, (*first.spans, *last.spans)).excerpt()
    assert "Mục đích" in html and "CHẾ ĐỘ THÔNG TIN" in html
    assert "NHIỆM VỤ, GIẢI PHÁP" not in html
    between = html[html.index("</mark>") : html.rindex("<mark>")]
    assert between.count("doc-gap") == 1


def test_the_first_lines_have_no_gap_before_them(corpus: Documents) -> None:
    plan, text = corpus.plans[THAI_NGUYEN], corpus.texts[THAI_NGUYEN]
    html = Reading(plan, text, plan.provisions[0].spans).excerpt()
    assert not html.startswith('<p class="doc-gap"')
    assert html.endswith("⋯</p>")


@pytest.mark.parametrize(
    ("source", "locator", "columns"),
    [
        # tab-separated cells, a row cut by a page break, cells flattened to lines
        (DONG_NAI, "Phụ lục, dòng II.5", 5),
        (THAI_NGUYEN, "Phụ lục, dòng 6", 6),
        ("thanh-hoa-2025-quyet-dinh-1703.txt", "Phụ lục, dòng 2.2", 6),
    ],
)
def test_a_cited_row_stands_marked_in_a_table(
    corpus: Documents, source: str, locator: str, columns: int
) -> None:
    plan, text = corpus.plans[source], corpus.texts[source]
    row = at(plan, locator)
    html = Reading(plan, text, row.spans).excerpt()
    page = Page(html)
    assert len(page.all("th", scope="col")) == columns
    assert len(page.classed("is-cited")) == 1
    assert len(page.all("tr")) > 2
    (cited,) = re.findall(r'<tr role="row" class="[^"]*is-cited">(.*?)</tr>', html)
    for field in row.fields:
        cell = re.search(rf'data-label="{re.escape(field.header)}">(.*?)</td>', cited)
        assert cell is not None
        assert words(Page(cell[1]).text()) == words(
            " ".join(text[start:end] for start, end in field.spans)
        )


def test_a_table_names_its_columns_once_and_its_groups_in_one_cell(corpus: Documents) -> None:
    page = Page(Reading(corpus.plans[DONG_NAI], corpus.texts[DONG_NAI]).whole())
    assert page.text("thead") == (
        "TT Nội dung nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian"
    )
    groups = page.all("th", scope="rowgroup", colspan="5")
    assert len(groups) >= 5


# The panel


def test_the_panel_says_where_the_passage_stands(turn: Turn) -> None:
    page = Page(passage_panel(turn, 3, "vi", whole=False))
    text = page.text()
    assert page.text("h2") == "Thanh Hóa – Kế hoạch 2026-2035"
    assert "3 Mục III.5.b" in text and THANH_HOA in text
    assert "Chiến lược tiêu chuẩn quốc gia" in text
    assert "Số: văn bản để trống" in text
    assert page.text("ol").endswith("5. Tăng cường hợp tác và hội nhập")
    cited = turn.citation(3)
    assert cited is not None and page.text("mark") == cited.quote


def test_the_panel_gives_number_date_and_page_where_there_are_any(corpus: Documents) -> None:
    citation = replace(cite(corpus, DONG_NAI, "Mục IV.1"), page=4)
    text = Page(passage_panel(answered(corpus, "[1]", citation), 1, "vi", whole=False)).text()
    assert "Số: 1295/QĐ-UBND" in text
    assert "Ngày ban hành: 23/4/2025" in text
    assert "Mục IV.1 · trang 4" in text


def test_the_panel_leads_to_the_sources_before_and_after(turn: Turn) -> None:
    page = Page(passage_panel(turn, 2, "vi", whole=False))
    leads = {a["aria-label"]: a["data-cite"] for a in page.all("button") if "title" in a and
             "data-cite" in a}  # fmt: skip
    assert leads == {"Nguồn trước": "1", "Nguồn sau": "3"}
    first = Page(passage_panel(turn, 1, "vi", whole=False))
    (before,) = first.all("button", aria_label="Nguồn trước")
    assert "disabled" in before


def test_the_whole_document_opens_around_the_passage(corpus: Documents, turn: Turn) -> None:
    page = Page(passage_panel(turn, 3, "vi", whole=True))
    citation = turn.citation(3)
    assert citation is not None and page.text("mark") == citation.quote
    assert "MỤC ĐÍCH, YÊU CẦU" in page.text() and "Cao Văn Cường" in page.text()
    (back,) = [a for a in page.all("button") if "data-whole" in a]
    assert (back["data-whole"], back["data-cite"]) == ("false", "3")


def test_a_quote_outside_the_outline_is_still_shown(corpus: Documents) -> None:
    plan = replace(corpus.plans[THANH_HOA], provisions=())
    bare = Documents({THANH_HOA: plan}, corpus.texts)
    citation = cite(corpus, THANH_HOA, "Mục III.5.b")
    page = Page(passage_panel(answered(bare, "[1]", citation), 1, "vi", whole=False))
    assert page.text("mark") == citation.quote


@pytest.mark.parametrize("marker", [0, 9, -1])
def test_what_cannot_be_opened_is_said(corpus: Documents, turn: Turn, marker: int) -> None:
    assert passage_panel(turn, marker, "vi", whole=False) == gone_panel("vi")
    assert passage_panel(None, 1, "vi", whole=False) == gone_panel("vi")
    assert document_panel(corpus, "../etc/passwd", "vi") == gone_panel("vi")
    other = replace(turn, corpus=Documents({}, {}))
    assert passage_panel(other, 1, "vi", whole=False) == gone_panel("vi")


def test_the_empty_panel_explains_itself() -> None:
    assert "[1]" in Page(empty_panel("vi")).text()
