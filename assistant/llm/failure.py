"""What goes wrong between this program and a model server, said to people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from hoidap.assistant.llm.settings import LLMSettings
from hoidap.ingest.errors import UserError

Cause = Literal[
    "unreachable", "timeout", "cut", "malformed", "unauthorised",
    "not found", "busy", "server error", "rejected",
]  # fmt: skip
PASSING: frozenset[Cause] = frozenset({"unreachable", "cut", "busy", "server error"})
"""Causes that may be gone when asked again."""

# What happened and what to do, in both languages.
_SAID: dict[Cause, tuple[str, str]] = {
    "unreachable": (
        "Không kết nối được máy chủ LLM {host}; hãy bật máy chủ, hoặc kiểm tra "
        "HOIDAP_LLM_BASE_URL.",
        "Cannot connect to the LLM server {host}; start it, or check HOIDAP_LLM_BASE_URL.",
    ),
    "timeout": (
        "Máy chủ LLM {host} không trả lời xong trong {timeout:g} giây; hãy thử lại, hoặc đặt "
        "HOIDAP_LLM_TIMEOUT lớn hơn.",
        "The LLM server {host} did not finish within {timeout:g} seconds; try again, or set "
        "a larger HOIDAP_LLM_TIMEOUT.",
    ),
    "cut": (
        "Máy chủ LLM {host} ngắt kết nối giữa chừng; hãy thử lại, hoặc xem nhật ký của "
        "máy chủ.",
        "The LLM server {host} broke off its answer; try again, or look at the server's log.",
    ),
    "malformed": (
        "Máy chủ LLM {host} trả về dữ liệu không đúng giao thức “{provider}”; hãy kiểm tra "
        "HOIDAP_LLM_PROVIDER và HOIDAP_LLM_BASE_URL.",
        "The LLM server {host} does not answer in the “{provider}” protocol; check "
        "HOIDAP_LLM_PROVIDER and HOIDAP_LLM_BASE_URL.",
    ),
    "unauthorised": (
        "Máy chủ LLM {host} không nhận khóa truy cập; hãy kiểm tra HOIDAP_LLM_API_KEY.",
        "The LLM server {host} does not accept the API key; check HOIDAP_LLM_API_KEY.",
    ),
    "not found": (
        "Máy chủ LLM {host} không có mô hình “{model}” hoặc không có địa chỉ này; hãy kiểm "
        "tra HOIDAP_LLM_MODEL và HOIDAP_LLM_BASE_URL (tương thích OpenAI: tận cùng là /v1).",
        "The LLM server {host} has no model “{model}”, or nothing at this address; check "
        "HOIDAP_LLM_MODEL and HOIDAP_LLM_BASE_URL (OpenAI-compatible: it ends in /v1).",
    ),
    "busy": (
        "Máy chủ LLM {host} đang quá tải; hãy thử lại sau.",
        "The LLM server {host} is busy; try again later.",
    ),
    "server error": (
        "Máy chủ LLM {host} báo lỗi; hãy thử lại, hoặc xem nhật ký của máy chủ.",
        "The LLM server {host} reports an error; try again, or look at the server's log.",
    ),
    "rejected": (
        "Máy chủ LLM {host} không nhận yêu cầu; hãy kiểm tra HOIDAP_LLM_BASE_URL, hoặc đặt "
        "HOIDAP_LLM_CONTEXT và HOIDAP_LLM_MAX_TOKENS nhỏ hơn.",
        "The LLM server {host} refuses the request; check HOIDAP_LLM_BASE_URL, or set a "
        "smaller HOIDAP_LLM_CONTEXT and HOIDAP_LLM_MAX_TOKENS.",
    ),
}


class ServerFailure(UserError):
    """The model server gave no answer, or only the beginning of one.

    :param cause: what went wrong
    :param settings: the settings it was asked with
    :param status: the HTTP status, where the server answered with one
    :param retry_after: the seconds that the server asks to wait, where it says so
    """

    def __init__(
        self,
        cause: Cause,
        settings: LLMSettings,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        vi, en = (
            text.format(
                host=settings.host,
                model=settings.model,
                provider=settings.provider,
                timeout=settings.timeout,
            )
            for text in _SAID[cause]
        )
        if status is not None:
            vi, en = f"{vi} (HTTP {status})", f"{en} (HTTP {status})"
        super().__init__(vi, en)
        self.cause = cause
        self.status = status
        self.retry_after = retry_after


def failure_of_status(
    status: int, settings: LLMSettings, retry_after: float | None = None
) -> ServerFailure:
    """Return the failure that an HTTP status other than success stands for."""
    causes: dict[int, Cause] = {
        401: "unauthorised", 403: "unauthorised", 404: "not found", 408: "busy", 429: "busy",
        503: "busy",
    }  # fmt: skip
    cause = causes.get(status, "server error" if status >= 500 else "rejected")
    return ServerFailure(cause, settings, status, retry_after)


def failure_of(error: BaseException, settings: LLMSettings) -> ServerFailure:
    """Return the failure that an exception of the libraries between stands for."""
    chain = list(_chain(error))
    for link in chain:
        if isinstance(link, ServerFailure):
            return link
    failure = ServerFailure(_cause(chain), settings)
    failure.__cause__ = error
    return failure


def _cause(chain: Sequence[BaseException]) -> Cause:
    import httpx

    for link in chain:
        if isinstance(link, TimeoutError | httpx.TimeoutException):
            return "timeout"
        if isinstance(link, httpx.ConnectError):
            return "unreachable"
        if isinstance(link, httpx.NetworkError | httpx.RemoteProtocolError):
            return "cut"
    # What a provider's library raises of itself is an error that the server wrote.
    library = type(chain[0]).__module__.partition(".")[0]
    reported = library in ("openai", "ollama", "langchain_openai")
    return "server error" if reported else "malformed"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
