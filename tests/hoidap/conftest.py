"""Commands are run without the settings of whoever runs the tests."""

from __future__ import annotations

import pytest

LLM = ("HOIDAP_LLM_MODEL", "HOIDAP_LLM_BASE_URL", "HOIDAP_LLM_PROVIDER", "HOIDAP_LLM_TIMEOUT")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the person who runs the tests out of them."""
    names = ("HOIDAP_LANG", "HOIDAP_INDEX", "HOIDAP_DEBUG", "HOIDAP_ENGINE", *LLM)
    for name in names:
        monkeypatch.delenv(name, raising=False)
