"""The search alone, on the gold questions: a passage that backs the answer is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.eval.evidence import EvidenceFound, evidence_found
from hoidap.eval.gold import Support, load_gold
from hoidap.index.search import Index


@pytest.fixture(scope="module")
def index(assistant: Assistant) -> Index:
    """Return an index of the corpus with the model that ships."""
    return assistant.index


@pytest.fixture(scope="module")
def found(index: Index) -> dict[str, EvidenceFound]:
    return {group.group: group for group in evidence_found(index, load_gold())}


def test_vietnamese(found: dict[str, EvidenceFound]) -> None:
    """Also without diacritics, and where the documents are not told."""
    typed, bare, _ = found.values()
    assert typed.group == "vi"
    assert typed.among.share > 0.9
    assert typed.anywhere.share > 0.87
    assert bare.among.share > typed.among.share - 0.02


def test_english(found: dict[str, EvidenceFound]) -> None:
    """Few of the documents' words stand in the question, so its translation must help."""
    assert found["en"].among.share >= 0.95
    assert found["en"].anywhere.share > 0.9


def test_every_question_with_evidence_counts_once(found: dict[str, EvidenceFound]) -> None:
    asked = [question for question in load_gold() if question.evidence and not question.history]
    assert found["vi"].among.total + found["en"].among.total == len(asked)


def test_evidence_that_no_passage_holds_is_not_found(index: Index) -> None:
    question = next(question for question in load_gold() if question.evidence)
    wrong = Support(question.evidence[0][0].source, "không văn bản nào viết câu này")
    (group,) = evidence_found(
        index, [replace(question, evidence=((wrong,),), language="en", history=())]
    )
    assert (group.first.hits, group.among.hits, group.anywhere.hits) == (0, 0, 0)
