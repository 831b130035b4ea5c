"""The chat page in a browser: asked, opened, read, on a desk and on a phone."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT, Visit, hoidap

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
PHONE = pytest.mark.parametrize("visit", [(390, 844)], indirect=True, ids=["phone"])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_ask_click_a_marker_and_read_the_passage(visit: Visit) -> None:
    page = visit.page
    expect(page).to_have_title("Hỏi Đáp")
    visit.ask(TBT)
    answer = page.locator("#thread .answer").last
    expect(answer).to_contain_text("Sở Khoa học và Công nghệ chủ trì")
    answer.locator(".cite").first.click()
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Thanh Hóa – Kế hoạch 2026-2035")
    expect(panel).to_contain_text("Mục III.5.b")
    marked = squeezed(" ".join(panel.locator("mark").all_inner_texts()))
    text = squeezed(
        (ROOT / "documents" / "thanh-hoa-2026-ke-hoach-876.txt").read_text(encoding="utf-8")
    )
    assert marked.startswith("b) Cung cấp, phổ biến kịp thời thông tin")
    assert marked in text and "Đơn vị chủ trì: Sở Khoa học và Công nghệ" in marked
    expect(panel.locator("mark").first).to_be_in_viewport()
    shown = panel.locator(".doc").inner_text()
    assert len(shown) > len(marked) + 600
    expect(answer.locator(".cite").first).to_have_attribute("aria-current", "true")


def test_a_follow_up_leans_on_the_question_before(visit: Visit) -> None:
    visit.ask(TBT)
    visit.ask("Thế còn Thái Nguyên?")
    last = visit.page.locator("#thread .turn").last
    expect(last.locator(".answer")).to_contain_text("chủ trì")
    expect(last.locator(".source").first).to_contain_text("Thái Nguyên")
    expect(last).not_to_contain_text("Thanh Hóa")


def test_a_table_row_opens_in_its_table(visit: Visit) -> None:
    visit.ask("Ai chủ trì cung cấp thông tin hàng rào kỹ thuật của WTO ở Thái Nguyên?")
    visit.page.locator("#thread .source", has_text="Phụ lục").first.click()
    panel = visit.page.locator("#panel")
    row = panel.locator("tr.is-cited")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("thông tin về hàng rào kỹ thuật trong thương mại")
    expect(row.locator("mark").first).to_be_in_viewport()
    panel.get_by_role("button", name="Xem toàn văn").click()
    expect(panel).to_contain_text("MỤC ĐÍCH, YÊU CẦU")
    expect(panel.locator("tr.is-cited mark").first).to_be_in_viewport()


def test_a_refusal_offers_passages_that_open(visit: Visit) -> None:
    visit.ask("Kinh phí thực hiện kế hoạch là bao nhiêu tỷ đồng?")
    refusal = visit.page.locator("#thread .is-refusal")
    expect(refusal).to_be_visible()
    expect(visit.page.locator("#thread .is-answer")).to_have_count(0)
    refusal.locator(".near").first.click()
    expect(visit.page.locator("#panel mark").first).to_be_visible()


def test_a_script_is_shown_as_text(visit: Visit) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{alert}}"
    visit.ask(hostile)
    expect(visit.page.locator("#thread .asked")).to_contain_text(hostile)
    assert visit.page.locator("#thread img, #thread script").count() == 0


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit.page
    box = page.get_by_label("Câu hỏi của bạn")
    expect(box).to_be_focused()
    page.keyboard.type("TCCS")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("là gì?")
    assert box.input_value() == "TCCS\nlà gì?"
    page.keyboard.press("Enter")
    visit.answered(1)
    expect(box).to_have_value("")
    marker = page.locator("#thread .cite").first
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("marker => marker === document.activeElement"):
            break
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()


def test_an_example_is_asked_by_a_click_and_a_new_conversation_begins(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="TCCS là gì?").click()
    visit.answered(1)
    expect(page.locator("#thread .asked")).to_contain_text("TCCS là gì?")
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    expect(page.locator("#thread .turn")).to_have_count(0)
    expect(page.locator("#panel")).to_contain_text("Đoạn trích sẽ hiện ở đây")


def test_every_example_is_answered(visit: Visit) -> None:
    asked = visit.page.locator("#thread .example").all_inner_texts()
    assert len(asked) == 8
    for number, question in enumerate(asked, start=1):
        visit.page.locator("#thread .example").nth(number - 1).click()
        visit.answered(number)
        turn = visit.page.locator("#thread .turn").last
        assert turn.locator(".is-answer").count() == 1, question


def test_the_answer_is_copied_with_its_sources(visit: Visit) -> None:
    visit.ask(TBT)
    visit.page.get_by_role("button", name="Sao chép").click()
    expect(visit.page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(TBT)
    assert "[1] Thanh Hóa – Kế hoạch 2026-2035, Mục III.5.b" in copied


def test_the_documents_are_listed_and_open(visit: Visit) -> None:
    page = visit.page
    page.locator("summary", has_text="5 văn bản").click()
    page.locator(".documents button", has_text="Đồng Nai").click()
    expect(page.locator("#panel")).to_contain_text("Số: 1295/QĐ-UBND")
    expect(page.locator("#panel table")).to_have_count(1)
    visit.ask("TCCS là gì?")
    expect(page.locator("details.documents")).to_have_attribute("open", "")


def test_the_page_speaks_english_too(visit: Visit) -> None:
    page = visit.page
    visit.ask(TBT)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Your question")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#thread .turn")).to_have_count(1)


@PHONE
def test_on_a_phone_nothing_sticks_out_and_the_passage_comes_over_the_page(
    visit: Visit,
) -> None:
    page = visit.page
    assert not visit.sticks_out()
    visit.ask("Sở Công Thương phải làm những gì?")
    assert not visit.sticks_out()
    side = page.locator("#side")
    expect(side).to_be_hidden()
    page.locator("#thread .cite").first.click()
    expect(side).to_be_visible()
    expect(side.locator("mark").first).to_be_in_viewport()
    assert not visit.sticks_out()
    outside = side.evaluate(
        "side => [...side.querySelectorAll('.panel-text *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert outside == 0
    side.get_by_role("button", name="Đóng").click()
    expect(side).to_be_hidden()
    expect(page.locator("#thread .cite").first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(chromium: Browser, address: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    visit = Visit(context.new_page(), address)
    visit.ask(TBT)
    visit.page.locator("#thread .cite").first.click()
    expect(visit.page.locator("#panel mark").first).to_be_visible()
    visit.ask("Kinh phí thực hiện kế hoạch là bao nhiêu tỷ đồng?")
    weak = visit.weak_texts()
    context.close()
    assert weak == []


def test_a_server_that_has_gone_is_said(chromium: Browser, built_index: Path) -> None:
    command = hoidap("chat", "--index", str(built_index), "--port", "0")
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        assert process.stderr is not None
        served = process.stderr.readline()
        context = chromium.new_context()
        visit = Visit(context.new_page(), served[served.index("http") :].split()[0])
        process.send_signal(signal.SIGKILL)
        process.wait()
    visit.send(TBT)
    notice = visit.page.get_by_role("alert").filter(has_text="hoidap chat")
    expect(notice).to_contain_text("không liên lạc được")
    expect(visit.page.get_by_label("Câu hỏi của bạn")).to_have_value(TBT)
    context.close()
