"""How much of a question a passage covers."""

from __future__ import annotations

import numpy as np
import pytest

from hoidap.assistant.evidence import Searcher
from hoidap.assistant.matching import Matcher
from hoidap.assistant.reading.question import Question, Term, understand
from hoidap.index.passage import Passage
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import THAI_NGUYEN, THANH_HOA_2025, THANH_HOA_2026

GREEN = "Thái Nguyên quản lý khí nhà kính và phát thải carbon thế nào?"


def covered(searcher: Searcher, question: Question, source: str) -> dict[str, float]:
    """Return how much of ``question`` each passage of ``source`` covers, by locator."""
    weights = searcher.matcher.weights(question, [source])
    shares = searcher.matcher.coverage(question, weights)
    plan = searcher.index.plans[source]
    return {
        plan.provisions[item.provision].locator: float(shares[item.id])
        for item in searcher.index.passages
        if item.source == source
    }


def in_text(searcher: Searcher, asked: str, *texts: str) -> list[float]:
    """Return how much of a question each of ``texts`` covers."""
    question = understand(asked)
    weights = searcher.matcher.weights(question, [THANH_HOA_2026])
    return [searcher.matcher.text_coverage(question, weights, text) for text in texts]


@pytest.mark.parametrize("text", [GREEN, strip_marks(GREEN)])
def test_the_passage_that_answers_covers_most(searcher: Searcher, text: str) -> None:
    shares = covered(searcher, understand(text), THAI_NGUYEN)
    assert max(shares, key=lambda locator: shares[locator]) == "Mục III.3, ý 5"
    assert shares["Mục III.3, ý 5"] > 0.8


def test_every_coverage_is_a_share(searcher: Searcher) -> None:
    for text in (GREEN, strip_marks(GREEN), "greenhouse gases and carbon emissions", "ở Huế?"):
        question = understand(text)
        weights = searcher.matcher.weights(question, list(searcher.index.plans))
        shares = searcher.matcher.coverage(question, weights)
        assert shares.shape == (len(searcher.index.passages),)
        assert np.all((shares >= 0) & (shares <= 1.001))


def test_nothing_of_another_matter_is_covered(searcher: Searcher) -> None:
    assert set(covered(searcher, understand("xyzzy qwertz"), THAI_NGUYEN).values()) == {0.0}
    assert in_text(searcher, "xyzzy qwertz", "khí nhà kính", "") == [0, 0]


def test_a_question_without_matter_is_covered_by_nothing(searcher: Searcher) -> None:
    question = understand("Ai chủ trì?")
    assert question.terms == ()
    assert set(covered(searcher, question, THAI_NGUYEN).values()) == {0.0}
    assert searcher.matcher.text_coverage(question, [], "Ai chủ trì") == 0


@pytest.mark.parametrize("asked", ["mã số mã vạch", "ma so ma vach"])
def test_a_heading_tells_less_than_the_words_below(asked: str) -> None:
    matcher = Matcher(
        [
            Passage(0, "a.txt", 0, "", "Áp dụng mã số mã vạch"),
            Passage(1, "a.txt", 1, "Áp dụng mã số mã vạch", "Thực hiện hằng năm"),
            Passage(2, "a.txt", 2, "", "Đo lường"),
        ],
        {},
    )
    question = understand(asked)
    own, headed, other = matcher.coverage(question, matcher.weights(question, []))
    assert 1 >= own > headed > other == 0


@pytest.mark.parametrize(
    ("asked", "whole", "pieces"),
    [
        ("hợp tác quốc tế", "hợp tác quốc tế", "hợp đồng, tác giả, quốc hội, kinh tế"),
        ("hop tac quoc te", "hợp tác quốc tế", "hợp đồng, tác giả, quốc hội, kinh tế"),
        ("khí nhà kính", "khí nhà kính", "không khí, nhà ở, kính cửa"),
    ],
)
def test_a_phrase_counts_for_more_than_its_syllables(
    searcher: Searcher, asked: str, whole: str, pieces: str
) -> None:
    phrase, syllables, none = in_text(searcher, asked, whole, pieces, "đo lường")
    assert phrase > syllables > none == 0


def test_passages_and_texts_are_measured_alike(searcher: Searcher) -> None:
    for text in (GREEN, strip_marks(GREEN), "TBT information for exporters", "Sở Y tế"):
        question = understand(text)
        weights = searcher.matcher.weights(question, [THAI_NGUYEN])
        shares = searcher.matcher.coverage(question, weights)
        for item in searcher.index.passages:
            own = searcher.matcher.text_coverage(question, weights, item.text)
            assert own <= shares[item.id] + 1e-4


def test_another_wording_of_a_notion_counts(searcher: Searcher) -> None:
    text = "thông tin về hàng rào kỹ thuật trong thương mại"
    assert in_text(searcher, "thông tin TBT", text)[0] > 0.9
    assert in_text(searcher, "thong tin TBT", text)[0] > 0.9


def test_english_words_find_vietnamese_text(searcher: Searcher) -> None:
    question = understand("Who provides information on technical barriers to trade?")
    shares = covered(searcher, question, THANH_HOA_2026)
    assert shares["Mục III.5.b"] > 0.6 > shares["Mục IV.1"]


def test_the_rarer_a_word_the_more_it_tells(searcher: Searcher) -> None:
    for plain in (False, True):
        common = searcher.matcher.rarity("chuan" if plain else "chuẩn", plain=plain)
        rare = searcher.matcher.rarity("carbon", plain=plain)
        assert 0 < common < rare <= searcher.matcher.rarity("xyzzy", plain=plain)


def test_the_words_of_a_title_say_which_plan_and_not_what(searcher: Searcher) -> None:
    title = Term(("chiến lược tiêu chuẩn quốc gia",))
    assert searcher.matcher.in_title(title, "vi")
    assert searcher.matcher.in_title(Term(("chien luoc tieu chuan quoc gia",)), "plain")
    assert not searcher.matcher.in_title(Term(("khí nhà kính",)), "vi")
    question = understand("Chiến lược tiêu chuẩn quốc gia và khí nhà kính")
    weights = dict(
        zip(
            (term.wordings[0] for term in question.terms),
            searcher.matcher.weights(question, [THAI_NGUYEN]),
            strict=True,
        )
    )
    assert min(weights, key=lambda wording: weights[wording]) in title.wordings


def test_an_agency_weighs_less_than_the_matter(searcher: Searcher) -> None:
    question = understand("Sở Khoa học và Công nghệ, khí nhà kính")
    weights = searcher.matcher.weights(question, [THANH_HOA_2025])
    agency = next(i for i, term in enumerate(question.terms) if term.agency)
    assert weights[agency] == min(weights)
