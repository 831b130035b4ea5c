"""What the reranker sees in passages, and that it is what it says it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap.index.rerank import (
    COVERAGE_WEIGHT,
    DEFINITION_WEIGHT,
    LEAST,
    MAX_SYLLABLES,
    MEANING_WEIGHT,
    RUN_WEIGHT,
    Reranker,
    Scores,
    words_weight,
)
from hoidap.index.tokens import Candidate, Numbers, clauses, name_numbers, numbered
from hoidap.index.words import Entry, Terms, WordIndex, pairs, write_words
from hoidap.text.vietnamese import strip_marks, syllables

TEXTS = (
    ("Giải thích từ ngữ", "1. Vật chính là vật độc lập.\n2. Vật phụ là vật phục vụ vật chính."),
    ("Vật chính và vật phụ", "Khi chuyển giao vật phụ là phải chuyển giao cả vật chính."),
    ("Đo lường", "Phương tiện đo nhóm 2 phải được kiểm định; vật chính, vật chính, vật chính."),
    ("", "Kiểm định viên đo lường được cấp thẻ"),
    ("", ""),
    ("", "!!! ???"),
)
NONE = np.zeros(len(TEXTS), np.float32)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder = tmp_path_factory.mktemp("words")
    write_words((Entry(i, "", title, text) for i, (title, text) in enumerate(TEXTS)), folder)
    return WordIndex(Path(folder))


@pytest.fixture(scope="module")
def reranker(words: WordIndex) -> Case:
    return _reranker(words)


@dataclass(frozen=True)
class Case:
    """A reranker and the passages to compare."""

    reranker: Reranker
    passages: list[Candidate]

    def scores(self, terms: Sequence[Terms], cosines: Scores = NONE) -> Scores:
        return self.reranker.scores(terms, self.passages, cosines)


def _reranker(words: WordIndex, name: str = "") -> Case:
    numbers = Numbers()
    named = name_numbers(next(numbers.of([syllables(name)])))
    passages = [
        Candidate("a", named, numbered(numbers.of(clauses(title, text))))
        for title, text in TEXTS
    ]
    return Case(Reranker(numbers, words), passages)


def score(reranker: Case, question: str) -> Scores:
    return reranker.scores([(question, 1.0)])


def _expected(words: WordIndex, query: Sequence[str], marked: bool) -> list[float]:
    """Coverage and longest common run, the slow and plain way."""
    units = {(t, False) for t in query} | {(p, True) for p in pairs(query)}
    rarity = {unit: words.information(unit[0], marked) for unit in units}
    expected = []
    for title, text in TEXTS:
        clauses = [syllables(c) for c in (title, *re.split(r"[.;]\s", text))]
        if not marked:
            clauses = [[strip_marks(t) for t in clause] for clause in clauses]
        held = {(t, False) for c in clauses for t in c} | {
            (p, True) for c in clauses for p in pairs(c)
        }
        coverage = sum(rarity[u] for u in units if u in held) / sum(rarity.values())
        longest = 0.0
        for start in range(len(query)):
            for end in range(start + 1, len(query) + 1):
                run = list(query[start:end])
                if any(run == c[i : i + len(run)] for c in clauses for i in range(len(c))):
                    longest = max(longest, sum(rarity[t, False] for t in run))
        whole = sum(rarity[t, False] for t in query)
        expected.append(COVERAGE_WEIGHT * coverage + RUN_WEIGHT * longest / whole)
    return expected


@given(
    st.lists(
        st.sampled_from([*syllables(" ".join(map(" ".join, TEXTS)).replace(".", " ")), "lạ"]),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    st.booleans(),
)
def test_coverage_and_run_are_what_they_say(
    words: WordIndex, query: list[str], marked: bool
) -> None:
    """Against a plain computation, for any question of these words."""
    if not marked:
        query = list(dict.fromkeys(map(strip_marks, query)))
    text = " ".join(query)
    marked = strip_marks(text) != text
    factor = words_weight(words.familiarity([(text, 1.0)]))
    expected = [factor * x for x in _expected(words, query, marked)]
    assert score(_reranker(words), text) == pytest.approx(expected, abs=1e-5)


def test_all_words_once_beat_one_word_often(reranker: Case) -> None:
    scores = score(reranker, "vật chính độc lập")
    assert scores[0] > scores[2]
    assert scores.argmax() == 0


def test_a_definition_opens_its_clause(reranker: Case) -> None:
    """Also after its number; not where the words only stand somewhere."""
    for question in ("Vật phụ là gì?", "vat phu la gi"):
        scores = score(reranker, question)
        same = score(reranker, question.replace("gì", "đâu").replace("gi", "dau"))
        gained = np.round(scores - same, 1) >= DEFINITION_WEIGHT - 0.3
        assert gained.tolist() == [True, False, False, False, False, False]


def test_meaning_is_added(reranker: Case) -> None:
    cosines = np.linspace(-1, 1, len(TEXTS), dtype=np.float32)
    with_meaning = reranker.scores([("vật phụ", 1.0)], cosines)
    assert with_meaning - score(reranker, "vật phụ") == pytest.approx(MEANING_WEIGHT * cosines)


def test_the_documents_name_tells_no_passage_from_another(words: WordIndex) -> None:
    """It covers the question's words everywhere, and no run of it counts."""
    named = _reranker(words, "Kế hoạch đo lường")
    question = "thẻ theo kế hoạch đo lường"
    scores, without = score(named, question), score(_reranker(words), question)
    assert (scores[[0, 1, 2, 4, 5]] > 0).all()
    assert scores[3] - scores[2] > without[3] - without[2]


def test_several_terms_and_their_weights(reranker: Case) -> None:
    one = reranker.scores([("vật phụ", 1.0), ("kiểm định viên", 0.0), ("", 1.0)])
    assert one == pytest.approx(score(reranker, "vật phụ"))
    both = reranker.scores([("vật phụ", 1.0), ("kiểm định viên", 3.0)])
    assert both.argmax() == 3


@pytest.mark.parametrize("question", ["", "?!", "🙂", "\ud800", "x" * 9000])
def test_nothing_to_compare(reranker: Case, question: str) -> None:
    assert not score(reranker, question).any()
    assert reranker.reranker.scores([(question, 1.0)], [], NONE[:0]).shape == (0,)


def test_a_pasted_text_is_cut(reranker: Case) -> None:
    """What comes after so many syllables is not compared."""
    filled = "vật phụ " * (MAX_SYLLABLES // 2)
    assert score(reranker, filled + "kiểm định") == pytest.approx(score(reranker, filled))


def test_the_weight_of_words() -> None:
    """In full where most are known, never nothing, rising between."""
    assert words_weight(1.0) == words_weight(0.5) == 1
    assert 0 < words_weight(0.0) == words_weight(0.1) == LEAST < MEANING_WEIGHT
    assert words_weight(0.1) < words_weight(0.3) < words_weight(0.4) < 1
