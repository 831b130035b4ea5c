"""The assistant over the corpus, with the model that ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hoidap.assistant.chat.conversation import Turn
from hoidap.assistant.engine import Assistant
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope, ScopeFinder
from hoidap.assistant.shortlist import Shortlist
from hoidap.index.search import Index
from hoidap.ingest.plan import Plan
from hoidap.ingest.reader import read_plan
from tests.assistant.chat_pages import THAI_NGUYEN, THANH_HOA, Documents, answered, cite
from tests.assistant.helpers import open_assistant


class Scopes:
    """Finds the documents a question names, and those that are read."""

    def __init__(self, index: Index) -> None:
        self._finder, self._shortlist = ScopeFinder(index), Shortlist(index)
        self.cites = self._finder.cites

    def find(self, question: Question) -> Scope:
        """Return the scope of ``question`` with the documents to read."""
        return self._shortlist.of(question, self._finder.find(question))


@pytest.fixture(scope="session")
def assistant(documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over the corpus."""
    return open_assistant(documents, tmp_path_factory.mktemp("assistant") / "index")


@pytest.fixture(scope="session")
def plans(assistant: Assistant) -> Mapping[str, Plan]:
    """Return the corpus by the documents' names."""
    return assistant.index.plans


@pytest.fixture(scope="session")
def texts(assistant: Assistant) -> Mapping[str, str]:
    """Return the documents' texts by their names."""
    return assistant.index.texts


@pytest.fixture(scope="session")
def searcher(assistant: Assistant) -> Searcher:
    """Return a searcher over the corpus."""
    return Searcher(assistant.index)


@pytest.fixture(scope="session")
def scopes(assistant: Assistant) -> Scopes:
    """Return what finds the documents of the corpus that a question names."""
    return Scopes(assistant.index)


@pytest.fixture(scope="module")
def corpus(documents: list[Path]) -> Documents:
    read = [read_plan(path) for path in documents]
    return Documents(
        {plan.source: plan for plan, _ in read},
        {plan.source: source.text for plan, source in read},
    )


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
