"""``hoidap chat``: the page it serves, with a language model and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.assistant.chat import server
from hoidap.assistant.chat.choice import ModelOffer
from hoidap.cli import main

ADDRESS = "http://127.0.0.1:11434/v1"


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[ModelOffer | None]:
    """Return what is offered on each page that would be served."""
    offers: list[ModelOffer | None] = []

    def serve(index: Path, host: str, port: int, *, offer: ModelOffer | None) -> None:
        offers.append(offer)

    monkeypatch.setattr(server, "serve", serve)
    for name in ("ENGINE", "LLM_MODEL", "LLM_BASE_URL", "LLM_TIMEOUT"):
        monkeypatch.delenv(f"HOIDAP_{name}", raising=False)
    return offers


def test_no_model_is_offered_unless_one_is_set(
    offered: list[ModelOffer | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOIDAP_LLM_TIMEOUT", "soon")  # of no matter without a model
    assert main(["chat"]) == 0
    assert offered == [None]


@pytest.mark.parametrize("arguments", [[], ["--engine", "llm"]])
def test_a_model_that_is_set_is_offered(
    offered: list[ModelOffer | None], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("HOIDAP_LLM_MODEL", "qwen3:8b")
    monkeypatch.setenv("HOIDAP_LLM_BASE_URL", ADDRESS)
    assert main(["chat", *arguments]) == 0
    (offer,) = offered
    assert offer is not None and offer.chosen is bool(arguments)
    assert (offer.settings.model, offer.settings.base_url) == ("qwen3:8b", ADDRESS)


@pytest.mark.parametrize(
    ("arguments", "variables", "named"),
    [
        (["--engine", "llm"], {}, "HOIDAP_LLM_MODEL"),
        ([], {"HOIDAP_ENGINE": "llm"}, "HOIDAP_LLM_MODEL"),
        ([], {"HOIDAP_LLM_MODEL": "m", "HOIDAP_LLM_TIMEOUT": "soon"}, "HOIDAP_LLM_TIMEOUT"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_said_and_nothing_served(  # noqa: PLR0913, PLR0917
    offered: list[ModelOffer | None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    variables: dict[str, str],
    named: str,
) -> None:
    for name, text in variables.items():
        monkeypatch.setenv(name, text)
    assert main(["chat", *arguments]) == 1
    assert named in capsys.readouterr().err
    assert offered == []
