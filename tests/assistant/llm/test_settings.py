"""The settings of the model server come from the environment; a wrong one is named."""

from __future__ import annotations

import pytest

from hoidap.assistant.llm.settings import LLMSettings
from hoidap.ingest.errors import UserError


def read(monkeypatch: pytest.MonkeyPatch, **values: str) -> LLMSettings:
    for name, value in values.items():
        monkeypatch.setenv(f"HOIDAP_LLM_{name}", value)
    return LLMSettings.read()


@pytest.mark.parametrize(
    ("provider", "address"),
    [("ollama", "http://127.0.0.1:11434"), ("openai", "http://127.0.0.1:8000/v1")],
)
def test_the_server_is_on_this_machine_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch, provider: str, address: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://api.example.com/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-service")
    settings = read(monkeypatch, PROVIDER=provider, MODEL="m")
    assert settings.base_url == address
    assert settings.api_key is None
    assert not settings.is_remote


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(
        monkeypatch, PROVIDER="ollama", MODEL=" qwen3:8b ", BASE_URL="http://llm.tinh.vn:11434/",
        API_KEY="bí mật".encode().hex(), TIMEOUT="7.5", RETRIES="0", MAX_TOKENS="99",
        CONTEXT="4000",
    )  # fmt: skip
    assert (settings.provider, settings.model) == ("ollama", "qwen3:8b")
    assert settings.base_url == "http://llm.tinh.vn:11434"
    assert (settings.timeout, settings.retries) == (7.5, 0)
    assert (settings.max_tokens, settings.context) == (99, 4000)
    assert settings.api_key
    assert settings.api_key.get_secret_value() == "bí mật".encode().hex()
    assert settings.is_remote


def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, MODEL="m", TIMEOUT="", API_KEY="").timeout == 60


@pytest.mark.parametrize(
    ("address", "host", "remote"),
    [
        ("http://localhost:1234/v1", "localhost:1234", False),
        ("http://127.8.0.1/v1", "127.8.0.1", False),
        ("http://[::1]:8000/v1", "[::1]:8000", False),
        ("http://10.0.0.7:8000/v1", "10.0.0.7:8000", True),
        ("https://localhost.example.com/v1", "localhost.example.com", True),
        ("https://nguoi:matkhau@llm.example.com/v1", "llm.example.com", True),
    ],
)
def test_the_host_is_named_and_known_to_be_remote(
    address: str, host: str, remote: bool
) -> None:
    settings = LLMSettings(model="m", base_url=address)
    assert settings.host == host
    assert settings.is_remote is remote


def test_without_a_model_the_message_says_how_to_set_it() -> None:
    with pytest.raises(UserError) as caught:
        LLMSettings.read()
    for message in (caught.value.vi, caught.value.en):
        assert "HOIDAP_LLM_MODEL=qwen3:8b" in message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROVIDER", "openrouter"),
        ("MODEL", "  "),
        ("BASE_URL", "127.0.0.1:8000"),
        ("BASE_URL", "file:///etc/passwd"),
        ("BASE_URL", "http://"),
        ("BASE_URL", "http://host:port/v1"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "nan"),
        ("TIMEOUT", "một phút"),
        ("RETRIES", "-1"),
        ("RETRIES", "1.5"),
        ("MAX_TOKENS", "0"),
        ("CONTEXT", "10"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    given = {"MODEL": "m", name: value}
    with pytest.raises(UserError) as caught:
        read(monkeypatch, **given)
    for message in (caught.value.vi, caught.value.en):
        assert f"HOIDAP_LLM_{name}" in message
        assert value.strip() in message


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, MODEL="m", API_KEY="s3cret")
    assert "s3cret" not in f"{settings!r}{settings}{settings.model_dump()}"
    with pytest.raises(UserError) as caught:
        read(monkeypatch, API_KEY="khóa\nX-Header: s3cret")
    assert "HOIDAP_LLM_API_KEY" in caught.value.vi
    assert "s3cret" not in caught.value.vi + caught.value.en
