"""The index that the command itself builds of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.cli import main

LLM = ("HOIDAP_LLM_MODEL", "HOIDAP_LLM_BASE_URL", "HOIDAP_LLM_PROVIDER", "HOIDAP_LLM_TIMEOUT")


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory, documents: list[Path]) -> Path:
    """Return a folder with an index of the corpus; not to be written to."""
    folder = tmp_path_factory.mktemp("built") / "index"
    assert main(["build", *map(str, documents), "--index", str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the person who runs the tests out of them."""
    names = ("HOIDAP_LANG", "HOIDAP_INDEX", "HOIDAP_DEBUG", "HOIDAP_ENGINE", *LLM)
    for name in names:
        monkeypatch.delenv(name, raising=False)
