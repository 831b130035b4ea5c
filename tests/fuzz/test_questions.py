"""Whatever is asked, after whatever was asked: an answer whose citations verify."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hoidap.assistant.engine import MAX_QUESTION, Assistant
from hoidap.assistant.reading.question import understand
from hoidap.eval.gold import load_gold
from hoidap.text.vietnamese import fold, strip_marks
from tests.assistant.helpers import decomposed, faults, old_tones, same

# What questions are made of, and what is thrown at programs that read text.
WORDS = (
    "ai ký chủ trì phối hợp làm gì khi nào bao nhiêu mấy ngày nào hạn báo cáo kết quả kinh phí "
    "hỗ trợ liệt kê so sánh căn cứ nơi nhận số hiệu viết tắt là gì còn hiệu lực thế còn đó này "
    "Thanh Hóa Thái Nguyên Đồng Nai Hà Nội Sở Công Thương UBND KH&CN TBT TCCS OCOP DNNVV ISO "
    "9001 1295/QĐ-UBND 876/QĐ-TTg 38-CT/TW 2021-2025 2030 năm 2041 giai đoạn mục tiêu nhiệm vụ "
    "who leads how many when which does the plan decision of compare deadline signed support "
    "[1] ( ) ** \\ \" ' < > & % / - – … “ ” 0 00 9,5 % 01/12 \u200b \u0301 \x00 \x1b[0m 📄 "
    "𝟙 １ ² İ ß"
).split(" ")

any_text = st.text(max_size=120)
words = st.one_of(st.sampled_from(WORDS), st.text(max_size=6))
mixed = st.lists(words, max_size=14).map(" ".join)
long = st.lists(st.sampled_from(WORDS), min_size=100, max_size=600).map(
    lambda found: " ".join(found)[:MAX_QUESTION]
)
punctuation = st.text(st.characters(categories=["P", "S", "Z", "C"]), max_size=60)


@lru_cache(maxsize=1)
def gold_questions() -> tuple[str, ...]:
    return tuple(question.question for question in load_gold())


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a sensible question with some of its characters lost, doubled or replaced."""
    question = draw(st.sampled_from(gold_questions()))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(question)))
        end = draw(st.integers(place, min(len(question), place + 5)))
        question = question[:place] + draw(st.text(max_size=3)) + question[end:]
    return question


asked = st.one_of(any_text, mixed, damaged(), punctuation)
histories = st.lists(asked, max_size=10)


@given(question=asked)
@settings(max_examples=300, deadline=None, database=None)
@example(question="")
@example(question="\ud800")
def test_any_question(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert faults(answer, assistant) == []
    assert answer.question == question


@given(question=long)
@settings(max_examples=20, deadline=None, database=None)
def test_a_question_as_long_as_they_may_be(assistant: Assistant, question: str) -> None:
    assert faults(assistant.ask(question), assistant) == []


@given(history=histories, question=asked)
@settings(max_examples=200, deadline=None, database=None)
def test_any_conversation(assistant: Assistant, history: list[str], question: str) -> None:
    answer = assistant.ask(question, history)
    assert faults(answer, assistant) == []


@given(question=st.one_of(mixed, damaged()), history=st.lists(damaged(), max_size=2))
@settings(max_examples=200, deadline=None, database=None)
def test_an_answer_does_not_depend_on_the_spelling_or_the_time(
    assistant: Assistant, question: str, history: list[str]
) -> None:
    answer = assistant.ask(question, history)
    for form in (str, decomposed, old_tones):
        texts = [question, *history]
        # A stray mark may join a letter or part from it: then it is another question.
        if all(fold(form(text)) == fold(text) for text in texts):
            assert same(assistant.ask(form(question), list(map(form, history))), answer)


@given(question=punctuation)
@settings(max_examples=60, deadline=None, database=None)
def test_nothing_said_is_nothing_claimed(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained
    assert answer.citations == ()


@given(text=st.text(max_size=200), history=st.lists(st.text(max_size=80), max_size=3))
@settings(max_examples=200, deadline=None, database=None)
def test_any_text_is_understood(text: str, history: list[str]) -> None:
    question = understand(text, history)
    assert question.language in ("vi", "en")
    assert question.way in ("vi", "plain", "en")
    assert len(question.kinds) == len(set(question.kinds))
    assert all(term.wordings and all(term.wordings) for term in question.terms)
    bare = understand(strip_marks(text))
    assert bare.way in ("plain", "en", "vi")
