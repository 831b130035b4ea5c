"""What the chat page shows: every word escaped, every quote marked where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

import pytest

from hoidap.assistant.answer import Answer, Citation, Generation, Language
from hoidap.assistant.chat import labels
from hoidap.assistant.chat.choice import View
from hoidap.assistant.chat.conversation import LONGEST, Conversation, Corpus, Failure, Turn
from hoidap.assistant.chat.excerpt import AROUND, Reading
from hoidap.assistant.chat.header import header, remote_notice
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.chat.panel import document_panel, empty_panel, gone_panel, passage_panel
from hoidap.assistant.chat.render import copied_text, thread, turn_html
from hoidap.assistant.llm.engine import Progress
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.ingest.plan import Plan, Provision
from hoidap.ingest.reader import read_plan
from hoidap.text.vietnamese import squeeze
from tests.assistant.helpers import Listed

THANH_HOA = "thanh-hoa-2026-ke-hoach-876.txt"
THAI_NGUYEN = "thai-nguyen-2026-ke-hoach-876.txt"
DONG_NAI = "dong-nai-2025-quyet-dinh-1295.txt"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\" ' onclick='alert(3)' &amp; ${7*7}"
)


@dataclass(frozen=True)
class Documents:
    """A corpus without an index."""

    plans: Mapping[str, Plan]
    texts: Mapping[str, str]

    @property
    def catalogue(self) -> Listed:
        """What documents there are."""
        return Listed(self.plans)


@pytest.fixture(scope="module")
def corpus(documents: list[Path]) -> Documents:
    read = [read_plan(path) for path in documents]
    return Documents(
        {plan.source: plan for plan, _ in read},
        {plan.source: source.text for plan, source in read},
    )


class Page(HTMLParser):
    """Reads HTML: its words, what is marked, its elements; fails where tags do not nest."""

    VOID = frozenset({"br", "hr", "img", "input", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def text(self, inside: str | None = None, but: str | None = None) -> str:
        """Return the text, of all or of what is ``inside`` an element, without ``but``."""
        return squeeze(
            " ".join(
                data
                for tags, data in self.texts
                if (inside is None or inside in tags) and (but is None or but not in tags)
            )
        )

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a kind that have all of ``wanted``."""
        named = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and named.items() <= attributes.items()
        ]

    def classed(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a class."""
        return [a for _, a in self.elements if name in a.get("class", "").split()]


def words(text: str) -> Counter[str]:
    return Counter(text.split())


def at(plan: Plan, locator: str) -> Provision:
    return next(p for p in plan.provisions if p.locator == locator)


def cite(corpus: Corpus, source: str, locator: str, marker: int = 1) -> Citation:
    plan, provision = corpus.plans[source], at(corpus.plans[source], locator)
    quote = " ".join(squeeze(corpus.texts[source][a:b]) for a, b in provision.spans)
    return Citation(
        marker, source, plan.title, plan.number.value if plan.number else None, locator,
        provision.spans, quote,
    )  # fmt: skip


def answered(corpus: Corpus, text: str, *citations: Citation) -> Turn:
    answer = Answer("Ai chủ trì?", "vi", text, abstained=False, citations=citations)
    return Turn(3, "Ai chủ trì?", answer, corpus)


@pytest.fixture
def turn(corpus: Documents) -> Turn:
    """Return an answer with three sources, two of one document."""
    return answered(
        corpus,
        "Thái Nguyên – Kế hoạch 2026-2035: Sở KH&CN chủ trì. [1]\n"
        "- Cơ quan theo dõi: Sở KH&CN. [2]\n"
        "Thanh Hóa – Kế hoạch 2026-2035: Sở Khoa học và Công nghệ chủ trì. [3]\n"
        "Lưu ý: giai đoạn này chưa kết thúc.",
        cite(corpus, THAI_NGUYEN, "Phụ lục, dòng 7", 1),
        cite(corpus, THAI_NGUYEN, "Phụ lục, dòng 6", 2),
        cite(corpus, THANH_HOA, "Mục III.5.b", 3),
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
