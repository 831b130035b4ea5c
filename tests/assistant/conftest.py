"""The assistant over the corpus, with the model that ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.scope import ScopeFinder
from hoidap.ingest.plan import Plan
from tests.assistant.helpers import open_assistant


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
def scopes(plans: Mapping[str, Plan], texts: Mapping[str, str]) -> ScopeFinder:
    """Return what finds the documents of the corpus that a question names."""
    return ScopeFinder(plans, texts)
