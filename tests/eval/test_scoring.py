"""One answer against one gold question: what is right, and each way to be wrong."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from hoidap.assistant.answer import Answer, Citation, Claim
from hoidap.eval.gold import GoldQuestion, Support
from hoidap.eval.scoring import MAX_QUOTE, citation_fault, score, supports
from tests.eval.helpers import (
    DEADLINE,
    QUESTION,
    REFUSAL,
    SOURCE,
    TEXT,
    TEXTS,
    UNANSWERABLE,
    answer,
    cite,
    span,
)


def codes(reply: Answer, question: GoldQuestion = QUESTION) -> list[str]:
    return [failure.code for failure in score(reply, question, TEXTS)]


def test_right_answer() -> None:
    assert codes(answer()) == []


def test_right_refusal() -> None:
    assert codes(REFUSAL, UNANSWERABLE) == []
    assert codes(replace(REFUSAL, nearest=(cite(DEADLINE),)), UNANSWERABLE) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trước ngày 01/12 [1].", True),
        ("Trước 1 THÁNG  12.", True),
        ("Trước ngày 101/12.", False),
        ("Trước ngày 01/120.", False),
        ("Trước ngày 30/11.", False),
    ],
)
def test_one_of_every_group_stands_in_the_answer_as_whole_words(text: str, found: bool) -> None:
    assert (codes(answer(text)) == []) is found


def test_words_match_in_any_spelling() -> None:
    question = replace(QUESTION, must=(("Hoà Bình", "x"), ("thúy",)))
    for form in ("NFC", "NFD"):
        said = unicodedata.normalize(form, "tại HÒA BÌNH, Thuý")
        assert codes(answer(said), question) == []


def test_every_group_is_needed_and_the_missing_one_is_named() -> None:
    question = replace(QUESTION, must=(("01/12",), ("Sở Công Thương", "SCT")))
    (failure,) = score(answer(), question, TEXTS)
    assert (failure.code, failure.detail) == ("must", "Sở Công Thương | SCT")


def test_markers_are_not_read_as_numbers() -> None:
    question = replace(QUESTION, must=(("1",),), must_not=("2",))
    two = (cite(DEADLINE), cite(DEADLINE, marker=2))
    assert codes(answer("Một ngày [1][2].", *two), question) == ["must"]


def test_forbidden_words() -> None:
    assert codes(answer("Trước ngày 01/12, không phải 15/11 [1].")) == ["must_not"]


def test_length_bound_counts_what_is_shown() -> None:
    exact = "Trước ngày 01/12 [1]." + "." * (QUESTION.max_chars - 21)
    assert codes(answer(exact)) == []
    assert codes(answer(exact + ".")) == ["length"]


def test_refusal_of_what_the_documents_answer() -> None:
    assert codes(replace(REFUSAL, nearest=(cite(DEADLINE),))) == ["refused"]


def test_answer_to_what_they_do_not() -> None:
    assert codes(answer(), UNANSWERABLE) == ["answered"]


def test_refusal_must_name_what_it_refuses() -> None:
    assert codes(replace(REFUSAL, answer="Không rõ."), UNANSWERABLE) == ["must"]


def test_refusal_with_claims_or_citations_is_an_answer() -> None:
    assert codes(replace(REFUSAL, citations=(cite(DEADLINE),)), UNANSWERABLE) == ["answered"]
    claims = (Claim("Sở Công Thương", ()),)
    assert codes(replace(REFUSAL, claims=claims), UNANSWERABLE) == ["answered"]


def test_nearest_passages_of_a_refusal_must_verify() -> None:
    wrong = cite(DEADLINE, quote="ngày 15/11")
    assert codes(replace(REFUSAL, nearest=(wrong,)), UNANSWERABLE) == ["citation"]


def test_every_claim_needs_a_citation() -> None:
    assert codes(replace(answer("01/12"), claims=())) == ["claims"]
    claims = (Claim("Trước ngày 01/12", (1,)), Claim("hằng năm", ()))
    (failure,) = score(replace(answer(), claims=claims), QUESTION, TEXTS)
    assert (failure.code, failure.detail) == ("uncited", "hằng năm")


def test_every_marker_leads_to_one_citation() -> None:
    assert codes(answer("Trước ngày 01/12 [1][7].")) == ["marker"]
    claims = (Claim("Trước ngày 01/12", (1, 3)),)
    assert codes(replace(answer(), claims=claims)) == ["marker"]
    assert codes(answer("01/12 [1]", cite(DEADLINE), cite(DEADLINE))) == ["marker"]


def test_evidence_must_be_cited_from_its_source() -> None:
    elsewhere = answer("01/12 [1]", cite(span("Sở Công Thương chủ trì.")))
    (failure,) = score(elsewhere, QUESTION, TEXTS)
    assert failure.code == "evidence"
    assert SOURCE in failure.detail and "trước ngày 01/12" in failure.detail
    other = replace(QUESTION, evidence=((Support("khac.txt", "trước ngày 01/12"),),))
    assert codes(answer(), other) == ["evidence"]


def test_one_evidence_of_every_group_is_enough() -> None:
    lead, deadline = Support(SOURCE, "Công Thương"), Support(SOURCE, "trước ngày 01/12")
    assert codes(answer(), replace(QUESTION, evidence=((lead, deadline),))) == []
    both = replace(QUESTION, evidence=((lead,), (deadline,)))
    assert codes(answer(), both) == ["evidence"]
    cited = (cite(DEADLINE), cite(span("Sở Công Thương"), marker=2))
    assert codes(answer("01/12 [1][2]", *cited), both) == []


def test_evidence_matches_across_line_ends_and_spelling() -> None:
    citation = cite(DEADLINE)
    assert supports(citation, Support(SOURCE, "TRƯỚC\nngày  01/12"))
    assert supports(citation, Support(SOURCE, unicodedata.normalize("NFD", "hằng năm")))
    assert not supports(citation, Support(SOURCE, "200 đơn vị"))


def test_verbatim_citation_of_several_spans() -> None:
    citation = cite(span("Sở Công Thương"), DEADLINE)
    assert citation.quote == "Sở Công Thương Báo cáo trước ngày 01/12 hằng năm"
    assert citation_fault(citation, TEXTS) is None


@pytest.mark.parametrize(
    "citation",
    [
        replace(cite(DEADLINE), source="khac.txt"),
        cite(DEADLINE, quote="Báo cáo trước ngày 01/11 hằng năm"),
        cite(DEADLINE, quote=TEXT[slice(*DEADLINE)]),  # white space not folded
        cite(DEADLINE, quote="báo cáo trước ngày 01/12 hằng năm"),
        cite(quote=""),
        cite(quote="Sở"),
        cite((3, 3), quote=""),
        cite((5, 3), quote=""),
        cite((-3, 2)),
        cite((0, len(TEXT) + 1)),
        cite(DEADLINE, (0, 5)),
        cite((0, 10), (5, 14)),
        cite((23, 24), quote=""),
    ],
    ids=[
        *("unknown source", "another figure", "line end", "another case"),
        *("no spans", "quote without spans", "empty", "backwards", "negative", "beyond"),
        *("out of order", "overlapping", "only white space"),
    ],
)
def test_citation_that_does_not_verify(citation: Citation) -> None:
    assert citation_fault(citation, TEXTS) is not None
    assert "citation" in codes(answer("Trước ngày 01/12 [1].", citation))


def test_quote_is_short_enough_to_read() -> None:
    text = "a" * MAX_QUOTE
    shorter = Citation(1, "a", "", None, "", ((1, MAX_QUOTE),), text[1:])
    assert citation_fault(shorter, {"a": text}) is None
    whole = Citation(1, "a", "", None, "", ((0, MAX_QUOTE),), text)
    assert citation_fault(whole, {"a": text}) is not None
