"""No settings of the machine's own."""

from __future__ import annotations

import os

import pytest

from hoidap.assistant.llm.settings import PREFIX


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
