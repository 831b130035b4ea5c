"""The assistant over the corpus, opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.assistant.engine import Assistant
from tests.assistant.helpers import open_assistant


@pytest.fixture(scope="session")
def assistant(documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over the corpus."""
    return open_assistant(documents, tmp_path_factory.mktemp("fuzz") / "index")
