"""What the chat page shows: every word escaped, every quote marked where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hoidap.assistant.answer import Answer, Citation, Generation, Language
from hoidap.assistant.chat import labels
from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.conversation import LONGEST, Conversation, Failure, Turn
from hoidap.assistant.chat.excerpt import Reading
from hoidap.assistant.chat.header import header, remote_notice
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.chat.panel import document_panel, passage_panel
from hoidap.assistant.chat.render import copied_text, thread, turn_html
from hoidap.assistant.llm.engine import Progress
from hoidap.assistant.llm.settings import LLMSettings
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
)

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\" ' onclick='alert(3)' &amp; ${7*7}"
)


# Nothing that people or documents wrote is obeyed


def assert_harmless(html: str) -> None:
    """Check that the page has only the tags and attributes it writes itself."""
    page = Page(html)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "style", "a", "form", "base"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "href")}


def hostile_corpus(corpus: Documents) -> Documents:
    """Return the Thái Nguyên plan with hostile words in its metadata, outline and text."""
    plan, text = corpus.plans[THAI_NGUYEN], corpus.texts[THAI_NGUYEN]
    bad = f"{text}\n{HOSTILE}"
    fields = at(plan, "Phụ lục, dòng 6").fields
    row = replace(
        at(plan, "Phụ lục, dòng 6"),
        fields=(replace(fields[0], header=HOSTILE), *fields[1:]),
        headings=(HOSTILE,),
    )
    extra = replace(
        plan.provisions[0], kind="clause", locator=HOSTILE, text=HOSTILE,
        spans=((len(text) + 1, len(bad)),), headings=(HOSTILE,),
    )  # fmt: skip
    changed = replace(
        plan, source=HOSTILE, title=HOSTILE, province=HOSTILE, kind=HOSTILE,
        provisions=(row, extra),
    )  # fmt: skip
    return Documents({HOSTILE: changed}, {HOSTILE: bad})


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("abstained", [False, True])
def test_hostile_words_are_shown_as_words(
    corpus: Documents, language: Language, abstained: bool
) -> None:
    bad = hostile_corpus(corpus)
    plan, text = bad.plans[HOSTILE], bad.texts[HOSTILE]
    spans = plan.provisions[1].spans
    citation = Citation(1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, spans, HOSTILE)
    answer = Answer(
        HOSTILE, "vi", f"{HOSTILE} [1]\n- {HOSTILE}\nLưu ý: {HOSTILE}", abstained=abstained,
        citations=(citation,), nearest=(citation,), scope={"province": HOSTILE},
    )  # fmt: skip
    turn = Turn(1, HOSTILE, answer, bad)
    shown = thread(Conversation((turn,)), bad, language, HOSTILE)
    assert_harmless(shown)
    assert Page(shown).text().count("<script>alert(1)</script>") >= 5
    for html in (
        passage_panel(turn, 1, language, whole=False),
        passage_panel(turn, 1, language, whole=True),
        document_panel(bad, HOSTILE, language),
    ):
        assert_harmless(html)
        assert "<script>alert(1)</script>" in Page(html).text()
    marked = Page(Reading(plan, text, spans).excerpt()).text("mark")
    assert marked == squeeze(HOSTILE)


def test_a_failure_is_escaped_too() -> None:
    html = turn_html(Turn(1, HOSTILE, Failure(HOSTILE, HOSTILE)), "vi")
    assert_harmless(html)


# Answers


def test_each_marker_opens_its_citation(turn: Turn) -> None:
    page = Page(turn_html(turn, "vi"))
    markers = [a for a in page.classed("cite") if a["data-turn"] == "3"]
    assert [a["data-cite"] for a in markers] == ["1", "2", "3"]
    assert markers[2]["aria-label"] == ("Nguồn 3: Thanh Hóa – Kế hoạch 2026-2035, Mục III.5.b")
    assert all(a["type"] == "button" for a in markers)


def test_a_marker_without_a_citation_stays_text(corpus: Documents) -> None:
    turn = answered(
        corpus,
        "Sở Công Thương. [1][7] Xem [a] và [12].",
        cite(corpus, THANH_HOA, "Mục III.5.b"),
    )
    html = turn_html(turn, "vi")
    page = Page(html)
    assert len(page.classed("cite")) == 1
    assert "[7] Xem [a] và [12]." in page.text()


def test_lines_are_grouped_by_document(turn: Turn) -> None:
    html = turn_html(turn, "vi")
    page = Page(html)
    assert page.text("strong").startswith("Thái Nguyên – Kế hoạch 2026-2035: Thanh Hóa –")
    body = html[html.index('class="answer"') : html.index('class="sources"')]
    listed = re.findall(r"<li>(.*?)</li>", body)
    assert [Page(item).text()[:12] for item in listed] == ["Sở KH&CN chủ", "Cơ quan theo"]
    assert len(page.classed("note")) == 1


def test_few_sources_are_listed_and_many_unfold(corpus: Documents, turn: Turn) -> None:
    few = Page(turn_html(turn, "vi"))
    assert [a["data-cite"] for a in few.classed("source")] == ["1", "2", "3"]
    assert not few.all("details")
    rows = [p.locator for p in corpus.plans[DONG_NAI].provisions if p.kind == "row"][:9]
    many = Page(
        turn_html(
            answered(
                corpus, "…", *(cite(corpus, DONG_NAI, r, n) for n, r in enumerate(rows, 1))
            ),
            "vi",
        )
    )
    assert [a["data-cite"] for a in many.classed("source")] == [str(n) for n in range(1, 10)]
    assert many.text("summary") == "Xem cả 9 nguồn"


def test_a_refusal_offers_the_nearest_passages_and_looks_unlike_an_answer(
    corpus: Documents,
) -> None:
    near = cite(corpus, THANH_HOA, "Mục IV.2", 2)
    answer = Answer("Bao nhiêu tiền?", "vi", "Không ghi số tiền.", True, nearest=(near,))
    turn = Turn(1, "Bao nhiêu tiền?", answer, corpus)
    page = Page(turn_html(turn, "vi"))
    assert page.classed("is-refusal") and not page.classed("is-answer")
    assert not page.classed("sources") and not page.all("button", data_copy="")
    (button,) = page.classed("near")
    assert (button["data-turn"], button["data-cite"]) == ("1", "2")
    assert "Mục IV.2" in page.text("button")
    assert len(page.text("q")) < 200 < len(near.quote)
    assert Page(passage_panel(turn, 2, "vi", whole=False)).text("mark") == near.quote


def test_a_failure_says_why_in_the_language_of_the_page() -> None:
    turn = Turn(1, "hỏi", Failure("hỏng chỉ mục", "the index is damaged"))
    vi, en = Page(turn_html(turn, "vi")), Page(turn_html(turn, "en"))
    assert "hỏng chỉ mục" in vi.text() and "the index is damaged" in en.text()
    assert vi.classed("is-failure")[0]["role"] == "alert"


def test_what_is_copied_can_be_pasted_with_its_sources(turn: Turn) -> None:
    assert isinstance(turn.outcome, Answer)
    copied = copied_text(turn, turn.outcome, "vi")
    assert copied.startswith("Ai chủ trì?\n\nThái Nguyên – Kế hoạch 2026-2035: Sở KH&CN")
    assert copied.endswith(f"[3] Thanh Hóa – Kế hoạch 2026-2035, Mục III.5.b ({THANH_HOA})")
    (button,) = [a for _, a in Page(turn_html(turn, "vi")).elements if "data-copy" in a]
    assert button["data-copy"] == copied


def test_a_question_being_answered_is_shown_waiting(corpus: Documents, turn: Turn) -> None:
    page = Page(thread(Conversation((turn,)), corpus, "vi", "Còn Thái Nguyên?"))
    assert [a["id"] for a in page.classed("turn")] == ["turn-3", "turn-4"]
    assert page.classed("is-waiting")[0]["role"] == "status"
    assert page.text("article").endswith("Còn Thái Nguyên? Đang tra các văn bản…")


def test_the_welcome_lists_every_document_with_its_province_and_year(
    corpus: Documents,
) -> None:
    page = Page(thread(Conversation(), corpus, "vi"))
    assert {a["data-read"] for a in page.all("button") if "data-read" in a} == set(corpus.plans)
    assert page.text("small") == (
        "Đồng Nai · 2025 Thái Nguyên · 2026 Thanh Hóa · 2021 Thanh Hóa · 2025 Thanh Hóa · 2026"
    )
    assert page.text("summary") == "Trang này biết 5 văn bản"


def test_the_examples_ask_about_provinces_that_are_there(corpus: Documents) -> None:
    everything = Page(thread(Conversation(), corpus, "vi"))
    asked = [a["data-ask"] for a in everything.all("button") if "data-ask" in a]
    assert len(asked) == 8
    assert "Cán bộ" in everything.text("h3") and "Doanh nghiệp" in everything.text("h3")
    only = Documents({DONG_NAI: corpus.plans[DONG_NAI]}, {DONG_NAI: corpus.texts[DONG_NAI]})
    fewer = Page(thread(Conversation(), only, "vi"))
    left = [a["data-ask"] for a in fewer.all("button") if "data-ask" in a]
    assert set(left) < set(asked)
    assert not [q for q in left if "Thanh Hóa" in q or "Thái Nguyên" in q]


def test_both_languages_say_everything() -> None:
    for name, vi in LABELS["vi"].words.items():
        en = LABELS["en"].words[name]
        assert vi and en
        assert set(re.findall(r"{\w*}", vi)) == set(re.findall(r"{\w*}", en)), name
    assert 'aria-pressed="true">EN' in header(View("en"))


def test_the_page_says_what_is_written_and_all_of_it() -> None:
    folder = Path(labels.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    said = set(re.findall(r"(?:words|LABELS\[[^\]]+\])\.([a-z_]+)", code))
    assert said - {"items", "examples", "shown_examples"} == set(LABELS["vi"].words)


# A language model

HERE = LLMSettings(model=HOSTILE, base_url="http://localhost:11434/v1")
THERE = LLMSettings(model="m", base_url="https://user:secret@llm.example.org:8443/v1")
WROTE = Generation("qwen3", "localhost:8000", remote=False, prompt="p", sentences=3, kept=2)


def pressed(html: str) -> list[str]:
    return [a["aria-label"] for a in Page(html).all("button", aria_pressed="true")]


def test_without_a_model_there_is_no_switch() -> None:
    assert "engines" not in header(View()) and pressed(header(View())) == ["Tiếng Việt"]


def test_the_switch_names_the_model_and_shows_what_is_chosen() -> None:
    assert pressed(header(View(), HERE)) == ["Trích nguyên văn", "Tiếng Việt"]
    assert pressed(header(View("en", by_model=True), HERE)) == ["Model", "English"]
    (model,) = Page(header(View(), HERE)).all("button", data_model="true")
    assert model["title"] == f"{HOSTILE}, chạy trên máy này"
    assert_harmless(header(View(), HERE))
    (model,) = Page(header(View(), THERE)).all("button", data_model="true")
    assert model["title"] == "m, chạy trên máy chủ llm.example.org:8443"
    assert "secret" not in header(View(), THERE)


def test_another_machine_is_named_while_its_model_is_chosen() -> None:
    said = Page(remote_notice(View(by_model=True), THERE)).text()
    assert said.endswith("được gửi tới máy chủ llm.example.org:8443.")
    assert "sent to the server" in remote_notice(View("en", by_model=True), THERE)
    assert remote_notice(View(), THERE) == remote_notice(View(by_model=True), HERE) == ""


def test_what_has_passed_the_check_shows_while_the_rest_is_waited_for(
    corpus: Documents, turn: Turn
) -> None:
    assert isinstance(turn.outcome, Answer)
    nothing = replace(turn, outcome=Progress(None))
    page = Page(thread(Conversation((nothing,)), corpus, "vi"))
    assert page.text("article") == f"Bạn hỏi: {turn.question} Đang kiểm chứng nguồn… Dừng"
    growing = replace(turn, outcome=Progress(turn.outcome))
    page = Page(thread(Conversation((growing,)), corpus, "vi"))
    assert len(page.classed("cite")) == 3 and "Đang kiểm chứng nguồn…" in page.text()
    assert not page.classed("sources") and "data-copy" not in str(page.elements)
    assert Page(passage_panel(growing, 3, "vi", whole=False)).text("mark")
    assert nothing.shown == () and growing.shown == turn.shown


def test_a_growing_answer_is_read_out_once(corpus: Documents, turn: Turn) -> None:
    growing = Conversation((replace(turn, outcome=Progress(None)),))
    (log,) = Page(thread(growing, corpus, "vi")).all("div", role="log")
    assert log["aria-busy"] == "true"
    assert not Page(thread(growing, corpus, "vi")).all("div", role="status")
    (log,) = Page(thread(Conversation((turn,)), corpus, "vi")).all("div", role="log")
    assert "aria-busy" not in log


def test_an_answer_says_which_model_wrote_it(turn: Turn) -> None:
    assert isinstance(turn.outcome, Answer)
    written = replace(turn, outcome=replace(turn.outcome, generation=WROTE))
    line = "qwen3 tại localhost:8000: 2/3 câu qua được kiểm chứng nguồn."
    page = Page(turn_html(written, "vi"))
    assert len(page.classed("by")) == 1 and line in page.text("p")
    assert isinstance(written.outcome, Answer)
    assert f"\n{line}\n" in copied_text(written, written.outcome, "vi")


def test_a_model_that_failed_is_noted(turn: Turn) -> None:
    assert isinstance(turn.outcome, Answer)
    failed = replace(WROTE, note=f"Máy chủ hỏng {HOSTILE}")
    refusal = Answer("Hỏi?", "vi", "Không thấy.", True, generation=failed)
    for outcome in (replace(turn.outcome, generation=failed), refusal):
        html = turn_html(replace(turn, outcome=outcome), "vi")
        assert_harmless(html)
        page = Page(html)
        assert "Lưu ý: Máy chủ hỏng" in page.text("p") and not page.classed("by")
        assert page.classed("note")


# Conversations


def test_a_follow_up_is_read_with_the_questions_that_had_answers(turn: Turn) -> None:
    talk = Conversation((turn,)).with_turn(Turn(4, "?!", Failure("không có chữ", "no words")))
    assert talk.history == ["Ai chủ trì?"]
    assert talk.next_id == 5
    assert talk.turn(4) is talk.turns[1] and talk.turn(9) is None


def test_a_long_conversation_forgets_its_beginning(turn: Turn) -> None:
    talk = Conversation()
    for number in range(1, LONGEST + 6):
        talk = talk.with_turn(replace(turn, id=talk.next_id, question=f"câu {number}"))
    assert len(talk.turns) == LONGEST
    assert talk.next_id == LONGEST + 6
    assert talk.turn(1) is None
    assert talk.history[-1] == f"câu {LONGEST + 5}" and len(talk.history) <= 10
