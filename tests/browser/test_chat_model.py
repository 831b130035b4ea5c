"""The chat page with a language model, in a browser, beside a scripted model server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, served
from tests.llm_server import Request, Script, ScriptedServer, llm_server

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
SUMMARY = "Tóm tắt kế hoạch của Thái Nguyên"
GOOD = "Sở Khoa học và Công nghệ chủ trì cung cấp thông tin về TBT [1]."
FALSE = "Sở Tài chính chủ trì cung cấp thông tin về TBT [1]."
STALLED = Script(f"{GOOD} {FALSE} ", failure="stall")
PHONES = pytest.mark.parametrize(
    "visit", [(390, 844), (320, 640)], indirect=True, ids=["phone", "small phone"]
)

# Keeps everything the last answer ever showed, and where the page stood meanwhile.
_WATCH = """() => {
  window.seen = [];
  const look = () => {
    const turn = document.querySelector("#thread .turn:last-child");
    if (turn?.querySelector(".is-answer")) seen.push([turn.innerText, Math.round(scrollY)]);
  };
  new MutationObserver(look).observe(document.getElementById("thread"), {
    childList: true, subtree: true, characterData: true, attributes: true,
  });
}"""


@pytest.fixture(scope="module")
def scripted() -> Iterator[ScriptedServer]:
    with llm_server(GOOD) as server:
        yield server


@pytest.fixture(autouse=True)
def server(scripted: ScriptedServer) -> ScriptedServer:
    """Return the model server: a good model, until a test says otherwise."""
    scripted.play = lambda _: f"{GOOD} {FALSE}"
    scripted.requests.clear()
    scripted.left.clear()
    return scripted


@pytest.fixture(scope="module")
def address(built_index: Path, scripted: ScriptedServer) -> Iterator[str]:
    """Return the address of a page that begins with the model."""
    with served(
        built_index, "--engine", "llm", HOIDAP_LLM_MODEL="scripted",
        HOIDAP_LLM_BASE_URL=scripted.openai, HOIDAP_LLM_TIMEOUT="30", HOIDAP_LLM_RETRIES="0",
    ) as address:  # fmt: skip
        yield address


@pytest.fixture(scope="module")
def remote_address(built_index: Path) -> Iterator[str]:
    """Return the address of a page whose model is on another machine."""
    with served(
        built_index, "--engine", "llm", HOIDAP_LLM_MODEL="scripted",
        HOIDAP_LLM_BASE_URL="https://llm.a-long-department-name.example.org:8443/v1",
    ) as address:  # fmt: skip
        yield address


def quoting(request: Request) -> Script:
    """Play a model that writes slowly, and every sentence as it stands in a passage."""
    passages = re.findall(r'<passage id="(\d+)"[^>]*>\n\W*(.*?)\W*\n</passage>', request.said)
    sentences = [f"{text} [{n}]." for n, text in passages if 60 < len(text) < 400]
    assert len(sentences) >= 5
    return Script(" ".join([*sentences[:5], FALSE]), pause=0.01, piece=12)


def checking(page: Page) -> None:
    """Wait until a sentence has passed the check and the rest is waited for."""
    waiting = page.locator("#thread .is-checking")
    waiting.wait_for()  # the first question of a server loads what talks to a model
    expect(waiting).to_contain_text("Đang kiểm chứng nguồn…")
    expect(page.locator("#thread .so-far")).to_contain_text("cung cấp thông tin về TBT")


def test_sentences_show_as_they_pass_and_the_page_stands_still(
    visit: Visit, server: ScriptedServer
) -> None:
    page = visit.page
    page.emulate_media(reduced_motion="reduce")
    visit.ask(TBT)
    server.play = quoting
    page.evaluate(_WATCH)
    visit.ask(SUMMARY)
    turn = page.locator("#thread .turn").last
    kept, written = re.findall(r"(\d+)/(\d+) câu", turn.locator(".by").inner_text())[0]
    assert int(kept) == int(written) - 1  # all but the false one
    expect(turn.locator(".sources")).to_be_visible()
    seen = [(text, place) for text, place in page.evaluate("seen") if SUMMARY in text]
    texts, places = zip(*seen, strict=True)
    growing = [text for text in texts if "Đang kiểm chứng nguồn…" in text]
    lengths = sorted({len(text) for text in growing})
    assert len(lengths) >= 3 and growing[0] == min(growing, key=len)
    assert not [text for text in texts if "Sở Tài chính" in text]
    assert len(set(places)) == 1


def test_a_lie_is_never_seen_and_the_quoted_answer_comes_with_a_note(
    visit: Visit, server: ScriptedServer
) -> None:
    server.play = lambda _: FALSE
    visit.page.evaluate(_WATCH)
    visit.ask(TBT)
    answer = visit.page.locator("#thread .answer")
    expect(answer).to_contain_text("Sở Khoa học và Công nghệ chủ trì")
    expect(answer.locator(".note")).to_contain_text("Đây là câu trả lời trích từ văn bản")
    assert not [text for text, _ in visit.page.evaluate("seen") if "Sở Tài chính" in text]


@pytest.mark.parametrize(
    "script", [Script(GOOD, failure="cut"), Script("", failure="malformed"), Script(status=500)]
)
def test_a_server_that_fails_leaves_the_quoted_answer(
    visit: Visit, server: ScriptedServer, script: Script
) -> None:
    server.play = lambda _: script
    visit.ask(TBT)
    answer = visit.page.locator("#thread .answer")
    expect(answer.locator(".note")).to_contain_text("Máy chủ LLM 127.0.0.1")
    answer.locator(".cite").first.click()
    expect(visit.page.locator("#panel mark").first).to_be_visible()


def test_a_passage_opens_and_dung_ends_the_waiting(
    visit: Visit, server: ScriptedServer
) -> None:
    page = visit.page
    server.play = lambda _: STALLED
    visit.send(TBT)
    checking(page)
    expect(page.locator("#thread .turns")).to_have_attribute("aria-busy", "true")
    page.locator("#thread .so-far .cite").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()
    page.get_by_role("button", name="Dừng").click()
    visit.answered(1)
    assert server.left.wait(10)
    answer = page.locator("#thread .answer")
    expect(answer).to_contain_text("cung cấp thông tin về TBT")
    expect(answer.locator(".by")).to_contain_text("scripted tại 127.0.0.1:")
    assert page.locator("#thread .turns").get_attribute("aria-busy") is None
    expect(page.get_by_label("Câu hỏi của bạn")).to_be_focused()


def test_the_keyboard_stops_too_and_what_was_typed_stays(
    visit: Visit, server: ScriptedServer
) -> None:
    page = visit.page
    server.play = lambda _: STALLED
    visit.send(TBT)
    page.locator("#thread .is-checking").wait_for()
    box = page.get_by_label("Câu hỏi của bạn")
    box.fill("TCCS là gì?")
    page.get_by_role("button", name="Dừng").focus()
    checking(page)  # the focus has stayed though the answer grew
    page.keyboard.press("Enter")
    visit.answered(1)
    expect(box).to_have_value("TCCS là gì?")
    server.play = lambda _: FALSE
    visit.enter(2)
    visit.answered(2)


def test_a_new_conversation_ends_the_old_one(visit: Visit, server: ScriptedServer) -> None:
    page = visit.page
    server.play = lambda _: STALLED
    visit.send(TBT)
    checking(page)
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    assert server.left.wait(10)
    expect(page.locator("#thread .turn")).to_have_count(0)
    server.play = lambda _: GOOD
    visit.ask(TBT)
    expect(page.locator("#thread .by")).to_contain_text("1/1 câu")


def test_a_page_that_is_closed_lets_go_of_the_model(
    chromium: Browser, address: str, server: ScriptedServer
) -> None:
    for script in (STALLED, Script(failure="hang")):
        server.left.clear()
        server.play = lambda _, script=script: script  # type: ignore[misc]
        context = chromium.new_context()
        visit = Visit(context.new_page(), address)
        visit.send(TBT)
        visit.page.locator("#thread .is-checking").wait_for()
        context.close()
        assert server.left.wait(20)


def test_ctrl_c_waits_for_no_model(
    chromium: Browser, built_index: Path, server: ScriptedServer
) -> None:
    server.play = lambda _: STALLED
    context = chromium.new_context()
    with served(
        built_index, "--engine", "llm", HOIDAP_LLM_MODEL="scripted",
        HOIDAP_LLM_BASE_URL=server.openai, HOIDAP_LLM_TIMEOUT="600",
    ) as address:  # fmt: skip
        visit = Visit(context.new_page(), address)
        visit.send(TBT)
        checking(visit.page)
    assert server.left.wait(10)  # the command has ended, and not with a time-out
    context.close()


def test_another_tab_is_answered_meanwhile(
    visit: Visit, chromium: Browser, address: str, server: ScriptedServer
) -> None:
    server.play = lambda _: STALLED
    visit.send(TBT)
    checking(visit.page)
    server.play = lambda _: GOOD
    context = chromium.new_context()
    other = Visit(context.new_page(), address)
    other.ask(TBT)
    expect(other.page.locator("#thread .by")).to_contain_text("1/1 câu")
    context.close()
    checking(visit.page)
    visit.page.get_by_role("button", name="Dừng").click()
    visit.answered(1)


def test_who_answers_is_chosen_for_the_tab(visit: Visit, server: ScriptedServer) -> None:
    page = visit.page
    quoted = page.get_by_role("button", name="Trích nguyên văn")
    model = page.get_by_role("button", name="Mô hình")
    expect(model).to_have_attribute("aria-pressed", "true")
    expect(model).to_have_attribute("title", "scripted, chạy trên máy này")
    quoted.click()
    expect(quoted).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Quoted")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="New conversation").click()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(quoted).to_have_attribute("aria-pressed", "true")
    visit.ask(TBT)
    assert server.requests == [] and page.locator("#thread .by").count() == 0
    model.click()
    expect(model).to_have_attribute("aria-pressed", "true")
    visit.ask(TBT)
    expect(page.locator("#thread .by")).to_contain_text("scripted")
    assert len(server.requests) == 1


def test_the_page_says_where_a_question_goes(chromium: Browser, remote_address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    visit = Visit(context.new_page(), remote_address)
    notice = visit.page.locator("#remote")
    expect(notice).to_contain_text(
        "gửi tới máy chủ llm.a-long-department-name.example.org:8443."
    )
    expect(notice).to_be_in_viewport(ratio=1)
    assert not visit.sticks_out()
    visit.page.get_by_role("button", name="English").click()
    expect(notice).to_contain_text("are sent to the server")
    visit.page.get_by_role("button", name="Quoted").click()
    expect(notice).to_have_text("")
    context.close()
    assert not visit.outside


@PHONES
def test_on_a_phone_everything_fits(visit: Visit, server: ScriptedServer) -> None:
    page = visit.page
    assert not visit.sticks_out()
    server.play = lambda _: STALLED
    visit.send(TBT)
    checking(page)
    for name in ("Trích nguyên văn", "Mô hình", "English", "Cuộc trò chuyện mới", "Dừng"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    assert not visit.sticks_out()
    page.get_by_role("button", name="Dừng").click()
    visit.answered(1)
    assert not visit.sticks_out()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(
    chromium: Browser, remote_address: str, address: str, server: ScriptedServer, scheme: str
) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    visit = Visit(context.new_page(), address)
    visit.ask(TBT)
    server.play = lambda _: FALSE
    visit.ask(TBT)
    server.play = lambda _: STALLED
    visit.send(TBT)
    visit.page.locator("#thread .is-checking").wait_for()
    weak = visit.weak_texts() + Visit(context.new_page(), remote_address).weak_texts()
    context.close()
    assert weak == []
