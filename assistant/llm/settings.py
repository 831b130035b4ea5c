"""Which model server is asked, and within what limits: read from the environment."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from hoidap.ingest.errors import UserError

PREFIX = "HOIDAP_LLM_"
"""What the names of the variables begin with."""

# Always a server on this machine: no hosted service is asked unless its address is set.
_ADDRESSES = {"ollama": "http://127.0.0.1:11434", "openai": "http://127.0.0.1:8000/v1"}
# What a variable takes, in both languages, and an example.
_ALLOWED = {
    "provider": ("openai hoặc ollama", "openai or ollama", "ollama"),
    "model": ("tên mô hình trên máy chủ", "a model's name on the server", "qwen3:8b"),
    "base_url": ("một địa chỉ http(s)", "an http(s) address", _ADDRESSES["openai"]),
    "api_key": ("một chuỗi ký tự ASCII", "ASCII characters", "abc123"),
    "timeout": ("số giây từ 0,1 đến 3600", "seconds from 0.1 to 3600", "60"),
    "retries": ("số lần từ 0 đến 10", "a number from 0 to 10", "2"),
    "max_tokens": ("số từ 1 đến 8192", "a number from 1 to 8192", "600"),
    "context": ("số ký tự từ 500 đến 400000", "characters from 500 to 400000", "8000"),
}


class LLMSettings(BaseSettings):
    """The settings of the LLM engine; each is the variable ``HOIDAP_LLM_<NAME>``.

    ``provider`` ``openai`` is any OpenAI-compatible server; ``timeout`` is in seconds for
    the whole answer, retries included; ``context`` is in characters of evidence.

    >>> LLMSettings(model="qwen3:8b", provider="ollama").base_url
    'http://127.0.0.1:11434'
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, str_strip_whitespace=True, frozen=True
    )

    provider: Literal["openai", "ollama"] = "openai"
    model: str = Field(default="", min_length=1, validate_default=True)
    base_url: str = Field(default_factory=lambda data: _ADDRESSES[data["provider"]])
    api_key: SecretStr | None = None
    timeout: float = Field(default=60.0, ge=0.1, le=3600)
    retries: int = Field(default=2, ge=0, le=10)
    max_tokens: int = Field(default=600, ge=1, le=8192)
    context: int = Field(default=8000, ge=500, le=400_000)

    @classmethod
    def read(cls) -> LLMSettings:
        """Read the settings from the environment.

        :raises UserError: If one is missing or not allowed; the message names its variable.
        """
        try:
            return cls()
        except ValidationError as error:
            raise _refusal(str(error.errors()[0]["loc"][0]), error) from None

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise ValueError(value)
        _ = parts.port  # raises ValueError where it is no number
        return value.rstrip("/")

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        key = value.get_secret_value() if value else ""
        if not (key.isascii() and key.isprintable()):
            raise ValueError("a header cannot hold it")
        return value

    @property
    def host(self) -> str:
        """The server as it is named to people: its host and port, no password."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    @property
    def is_remote(self) -> bool:
        """Whether questions and passages leave this machine."""
        name = urlsplit(self.base_url).hostname or ""
        try:
            return not ip_address(name).is_loopback
        except ValueError:
            return name != "localhost"


def _refusal(name: str, error: ValidationError) -> UserError:
    variable = f"{PREFIX}{name.upper()}"
    allowed_vi, allowed_en, example = _ALLOWED[name]
    value = error.errors()[0]["input"]
    if not value:
        vi, en = f"Chưa đặt {variable}", f"{variable} is not set"
    elif name == "api_key":
        vi, en = f"{variable} không hợp lệ", f"{variable} is not valid"
    else:
        vi, en = f"{variable}={value} không hợp lệ", f"{variable}={value} is not valid"
    return UserError(
        f"{vi}; cần {allowed_vi}, ví dụ {variable}={example}.",
        f"{en}; it takes {allowed_en}, for example {variable}={example}.",
    )
