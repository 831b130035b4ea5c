"""What goes over the wire to a model server, whichever library asks."""

from __future__ import annotations

import ssl
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

from hoidap.assistant.llm.failure import ServerFailure, failure_of_status
from hoidap.assistant.llm.settings import LLMSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# No other header goes out: not what a library tells of this machine, nor a key or an
# organisation of another service that it found in the environment.
_SENT = frozenset({"host", "content-type", "content-length", "accept"})
_PROMPT = 2048  # tokens set aside for the prompt's own words and the question


class Transport(httpx.AsyncHTTPTransport):
    """Connections to the server of the settings and to no other: no proxy, no redirect.

    :raises ServerFailure: From a request, if the server answers other than with success.
    """

    def __init__(self, settings: LLMSettings) -> None:
        secure = settings.base_url.startswith("https:")
        # The machine's own certificates: a server inside an organisation is signed by it.
        super().__init__(
            verify=ssl.create_default_context() if secure else False, trust_env=False
        )
        self._settings = settings
        self._origin = _origin(httpx.URL(settings.base_url))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request as it may be sent, and return a response that succeeded."""
        if _origin(request.url) != self._origin:
            raise ServerFailure("rejected", self._settings)
        headers = {name: text for name, text in request.headers.items() if name in _SENT}
        if self._settings.api_key:
            headers["authorization"] = f"Bearer {self._settings.api_key.get_secret_value()}"
        request.headers = httpx.Headers({**headers, "user-agent": "hoidap"})
        response = await super().handle_async_request(request)
        if response.is_success:
            return response
        await response.aclose()
        wait = _seconds(response.headers.get("retry-after", ""))
        raise failure_of_status(response.status_code, self._settings, wait)


def chat_model(settings: LLMSettings, transport: Transport) -> BaseChatModel:
    """Return LangChain's model of the provider, its limits and time-outs left to the client."""
    from langchain.chat_models import init_chat_model

    wire: dict[str, Any] = {
        "transport": transport, "timeout": None, "trust_env": False, "follow_redirects": False,
    }  # fmt: skip
    options: dict[str, Any]
    if settings.provider == "ollama":
        # Without num_ctx a server cuts the prompt short and does not say so.
        context = settings.context // 2 + settings.max_tokens + _PROMPT
        options = {
            "num_predict": settings.max_tokens, "num_ctx": -(-context // 1024) * 1024,
            "reasoning": False, "client_kwargs": wire,
        }  # fmt: skip
    else:
        options = {
            "api_key": "-", "http_async_client": httpx.AsyncClient(**wire), "openai_proxy": "",
            "timeout": None, "max_retries": 0, "stream_chunk_timeout": None,
            "stream_usage": False, "use_responses_api": False,
            "max_tokens": settings.max_tokens,
            # ChatOpenAI writes max_completion_tokens, which some servers do not know.
            "extra_body": {"max_tokens": settings.max_tokens},
        }  # fmt: skip
    model: BaseChatModel = init_chat_model(
        settings.model,
        model_provider=settings.provider,
        base_url=settings.base_url,
        temperature=0,
        **options,
    )
    return model


def _origin(url: httpx.URL) -> tuple[str, bytes]:
    return url.scheme, url.netloc


def _seconds(retry_after: str) -> float | None:
    """Read a ``Retry-After`` header: seconds or a date."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return None
