"""The five documents of the corpus, read once."""

from __future__ import annotations

import pytest

from hoidap.ingest.reader import read_plan
from tests.ingest.helpers import DOCUMENTS, NAMES, Read


@pytest.fixture(scope="session")
def plans() -> dict[str, Read]:
    """Return each document's plan and text, by the names of ``helpers.NAMES``."""
    return {name: read_plan(DOCUMENTS / file) for name, file in NAMES.items()}
