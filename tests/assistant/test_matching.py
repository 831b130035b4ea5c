"""How much of a question a passage covers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question, Term, understand
from hoidap.assistant.selection import Selections
from hoidap.index.build import build
from hoidap.index.search import Index
from hoidap.text.vietnamese import strip_marks
from tests.assistant.helpers import THAI_NGUYEN, THANH_HOA_2025, THANH_HOA_2026
from tests.conftest import HashingEmbedder

GREEN = "Thái Nguyên quản lý khí nhà kính và phát thải carbon thế nào?"


def covered(searcher: Searcher, question: Question, source: str) -> dict[str, float]:
    """Return how much of ``question`` each passage of ``source`` covers, by locator."""
    weights = searcher.matcher.weights(question, [source])
    selection = Selections(searcher.index).of((source,))
    shares = searcher.matcher.coverage(question, weights, selection)
    return {
        provision.locator: float(share)
        for provision, share in zip(selection.provisions, shares, strict=True)
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
        selection = Selections(searcher.index).of(tuple(searcher.index.plans))
        shares = searcher.matcher.coverage(question, weights, selection)
        assert shares.shape == (len(selection.passages),)
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
def test_a_heading_tells_less_than_the_words_below(
    asked: str, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    (tmp_path / "a.txt").write_text(
        "KẾ HOẠCH\n\nI. MÃ SỐ MÃ VẠCH\n\n1. Áp dụng mã số mã vạch.\n\n"
        "2. Thực hiện hằng năm.\n\nII. ĐO LƯỜNG\n\n1. Kiểm định.\n",
        encoding="utf-8",
    )
    build([tmp_path / "a.txt"], tmp_path / "index", embedder)
    shares = covered(
        Searcher(Index.open(tmp_path / "index", embedder)), understand(asked), "a.txt"
    )
    assert 1 >= shares["Mục I.1"] > shares["Mục I.2"] > shares["Mục II.1"] == 0


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
        selection = Selections(searcher.index).of((THAI_NGUYEN,))
        shares = searcher.matcher.coverage(question, weights, selection)
        for item, share in zip(selection.passages, shares, strict=True):
            assert searcher.matcher.text_coverage(question, weights, item.text) <= share + 1e-4


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
    assert searcher.matcher.in_title(title, "vi", [THANH_HOA_2026])
    assert searcher.matcher.in_title(
        Term(("chien luoc tieu chuan quoc gia",)), "plain", [THANH_HOA_2026]
    )
    assert not searcher.matcher.in_title(Term(("khí nhà kính",)), "vi", [THANH_HOA_2026])
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
