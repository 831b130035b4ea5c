"""The client against a scripted server: text as it comes, every failure told in time."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from typing import Any, Literal

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from hoidap.assistant.llm import transport
from hoidap.assistant.llm.client import Client
from hoidap.assistant.llm.failure import Cause, ServerFailure
from hoidap.assistant.llm.settings import LLMSettings
from tests.llm_server import Failure, Script, ScriptedServer, closed_port, llm_server

Provider = Literal["openai", "ollama"]
PROVIDERS: Sequence[Provider] = ("openai", "ollama")
DEADLINE = 1.0
SAFETY = 10.0  # seconds: a safety stop for what must end by the deadline, no timing
TEXT = "Sở Khoa học và Công nghệ chủ trì. [1]\n- Hạn: 30/6/2026 [2]"
MESSAGES = [SystemMessage("Trả lời."), HumanMessage("Ai chủ trì?")]

pytestmark = pytest.mark.parametrize("provider", PROVIDERS)


def client_of(server: ScriptedServer, provider: Provider, **settings: Any) -> Client:  # noqa: ANN401
    address = server.openai if provider == "openai" else server.root
    given = {"model": "m", "timeout": DEADLINE, **settings}
    return Client(LLMSettings(provider=provider, base_url=address, **given))


def failure_of(client: Client) -> tuple[str, ServerFailure]:
    """Return the text that came and the failure that followed; it must follow in time."""
    text = ""
    started = time.monotonic()
    with pytest.raises(ServerFailure) as caught:
        for piece in client.stream(MESSAGES):
            text += piece
    assert time.monotonic() - started < SAFETY
    return text, caught.value


def test_text_comes_piece_by_piece(provider: Provider) -> None:
    with llm_server(TEXT) as server:
        client = client_of(server, provider)
        pieces = list(client.stream(MESSAGES))
    assert "".join(pieces) == TEXT
    assert len(pieces) == -(-len(TEXT) // Script().piece)
    assert (client.name, client.host) == ("m", server.root.removeprefix("http://"))


def test_the_first_piece_is_read_before_the_last_is_written(provider: Provider) -> None:
    with llm_server(Script("Sở Y tế", failure="stall")) as server:
        with closing(client_of(server, provider, timeout=60).stream(MESSAGES)) as stream:
            assert next(stream) + next(stream) == "Sở Y tế"


def test_the_limits_are_sent(provider: Provider) -> None:
    with llm_server(TEXT) as server:
        list(client_of(server, provider, max_tokens=77, context=20_000).stream(MESSAGES))
    (request,) = server.requests
    assert [message["role"] for message in request.body["messages"]] == ["system", "user"]
    assert request.said == "Trả lời.\nAi chủ trì?"
    assert request.body["stream"] is True
    assert not request.body.get("tools")
    limits = request.body if provider == "openai" else request.body["options"]
    assert limits["temperature"] == 0
    if provider == "openai":
        assert limits["max_tokens"] == limits["max_completion_tokens"] == 77
    else:
        assert limits["num_predict"] == 77
        assert limits["num_ctx"] > 20_000 / 2.5 + 77


def test_a_server_that_ignores_the_limit_is_cut_off(provider: Provider) -> None:
    with llm_server("chữ " * 1000) as server:
        text = "".join(client_of(server, provider, max_tokens=10).stream(MESSAGES))
    assert 10 <= len(text) < 1000
    assert ("chữ " * 1000).startswith(text)


def test_thoughts_are_left_out(provider: Provider) -> None:
    with llm_server(f"<think>Hừm, [1]?</think>{TEXT}") as server:
        assert "".join(client_of(server, provider).stream(MESSAGES)) == TEXT


def test_an_empty_answer_is_no_failure(provider: Provider) -> None:
    with llm_server("") as server:
        assert list(client_of(server, provider).stream(MESSAGES)) == []


@pytest.mark.parametrize(
    ("failure", "text", "cause"),
    [
        ("hang", "", "timeout"),
        ("slow headers", "", "timeout"),
        ("stall", TEXT, "timeout"),
        ("stall", "", "timeout"),
        ("trickle", TEXT, "timeout"),
        ("trickle", "", "timeout"),
        ("cut", TEXT, "cut"),
        ("cut", "", "cut"),
        ("unfinished", TEXT, "cut"),
        ("unfinished", "", "malformed"),
        ("malformed", TEXT, "malformed"),
        ("malformed", "", "malformed"),
        ("wrong shape", TEXT, "malformed"),
        ("reported", TEXT, "server error"),
        ("reported", "", "server error"),
        ("page", "", "malformed"),
        ("redirect", "", "rejected"),
    ],
)
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_a_server_that_fails_is_told(
    provider: Provider, failure: Failure, text: str, cause: Cause
) -> None:
    with llm_server(Script(text, failure)) as server:
        client = client_of(server, provider, retries=1)
        came, told = failure_of(client)
    assert (came, told.cause) == (text, cause)
    # Asked again only where it may help and nothing has been read.
    again = not text and cause in ("cut", "server error")
    assert len(server.requests) == 1 + again
    for message in (told.vi, told.en):
        assert client.host in message
        assert "HOIDAP_LLM_" in message or cause in ("cut", "server error")
        assert "; " in message  # what to do next


@pytest.mark.parametrize(
    ("status", "cause", "asked"),
    [
        (400, "rejected", 1),
        (401, "unauthorised", 1),
        (403, "unauthorised", 1),
        (404, "not found", 1),
        (422, "rejected", 1),
        (429, "busy", 3),
        (500, "server error", 3),
        (503, "busy", 3),
    ],
)
def test_an_error_status_is_told(
    provider: Provider, status: int, cause: Cause, asked: int
) -> None:
    with llm_server(Script(status=status)) as server:
        text, told = failure_of(client_of(server, provider, timeout=30))
    assert (text, told.cause, told.status) == ("", cause, status)
    assert len(server.requests) == asked
    assert f"HTTP {status}" in told.vi
    assert f"HTTP {status}" in told.en


def test_a_server_that_is_not_there_is_told(provider: Provider) -> None:
    address = f"http://127.0.0.1:{closed_port()}"
    settings = LLMSettings(provider=provider, model="m", base_url=address, timeout=30)
    text, told = failure_of(Client(settings))
    assert (text, told.cause) == ("", "unreachable")
    assert settings.host in told.vi


def test_a_library_that_blocks_is_left_behind(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that looks a name up does, where no time-out reaches it."""
    release = threading.Event()
    with llm_server(TEXT) as server:
        client = client_of(server, provider, timeout=0.2)
        monkeypatch.setattr(transport, "chat_model", lambda *_: release.wait(60))
        try:
            text, told = failure_of(client)
        finally:
            release.set()
    assert (text, told.cause) == ("", "timeout")


def test_what_may_pass_is_asked_again(provider: Provider) -> None:
    scripts = iter([Script(status=503), Script(failure="cut"), Script(TEXT)])
    with llm_server(lambda _request: next(scripts)) as server:
        assert "".join(client_of(server, provider, timeout=30).stream(MESSAGES)) == TEXT
    assert len(server.requests) == 3


@pytest.mark.parametrize("wait", ["0", "0.2", "Thu, 01 Jan 2026 00:00:00 GMT"])
def test_a_wait_that_the_server_asks_for_is_kept(provider: Provider, wait: str) -> None:
    scripts = iter([Script(status=429, headers={"retry-after": wait}), Script(TEXT)])
    with llm_server(lambda _request: next(scripts)) as server:
        assert "".join(client_of(server, provider).stream(MESSAGES)) == TEXT


@pytest.mark.parametrize("wait", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_wait_beyond_the_deadline_is_not_begun(provider: Provider, wait: str) -> None:
    with llm_server(Script(status=429, headers={"retry-after": wait})) as server:
        _, told = failure_of(client_of(server, provider, timeout=60))
    assert told.cause == "busy"
    assert len(server.requests) == 1


def test_cancelling_ends_the_text_and_the_connection(provider: Provider) -> None:
    with llm_server(Script("Sở Y tế", failure="stall")) as server:
        read: list[str] = []
        stream = client_of(server, provider, timeout=60).stream(
            MESSAGES, cancelled=lambda: len(read) == 2
        )
        read.extend(stream)  # ends, though the server says nothing more
        read_before = list(read)
        assert server.left.wait(SAFETY)
    assert "".join(read_before) == "Sở Y tế"


def test_cancelling_before_any_answer_ends_at_once(provider: Provider) -> None:
    with llm_server(Script(failure="hang")) as server:
        polls = count()
        client = client_of(server, provider, timeout=60)
        assert list(client.stream(MESSAGES, cancelled=lambda: next(polls) > 3)) == []
        assert server.left.wait(SAFETY)


def test_closing_the_iterator_closes_the_connection(provider: Provider) -> None:
    with llm_server(Script("Sở Y tế", failure="trickle")) as server:
        with closing(client_of(server, provider, timeout=60).stream(MESSAGES)) as stream:
            assert next(stream)
        assert server.left.wait(SAFETY)


def test_answers_read_at_the_same_time_do_not_mix(provider: Provider) -> None:
    with llm_server(lambda request: Script(request.said * 9, pause=0.005)) as server:
        client = client_of(server, provider, timeout=30)

        def ask(number: int) -> str:
            return "".join(client.stream([HumanMessage(f"câu {number}; ")]))

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(ask, range(16)))
    assert answers == [f"câu {number}; " * 9 for number in range(16)]


def test_a_program_with_a_running_loop_may_read(provider: Provider) -> None:
    async def read() -> str:
        return "".join(client_of(server, provider).stream(MESSAGES))

    with llm_server(TEXT) as server:
        assert asyncio.run(read()) == TEXT


def test_the_key_goes_to_the_server_and_nowhere_else(provider: Provider) -> None:
    scripts = iter([Script(TEXT), Script(status=401)])
    with llm_server(lambda _request: next(scripts)) as server:
        client = client_of(server, provider, api_key="s3cret")
        list(client.stream(MESSAGES))
        _, told = failure_of(client)
    assert server.requests[0].headers["authorization"] == "Bearer s3cret"
    assert "s3cret" not in f"{told!r}{told.vi}{told.en}{client!r}"


CHILD = """
import sys
from langchain_core.messages import HumanMessage
from hoidap.assistant.llm import transport
from hoidap.assistant.llm.client import Client
from hoidap.assistant.llm.settings import LLMSettings
print("".join(Client(LLMSettings.read()).stream([HumanMessage("Ai chủ trì?")])))
"""


def test_nothing_of_the_environment_reaches_or_turns_aside_a_request(
    provider: Provider,
) -> None:
    """Proxies, tracing, keys and addresses of other services do not count."""
    with llm_server("Sở Y tế") as server, llm_server("kẻ nghe lén") as other:
        given = {
            "HOIDAP_LLM_PROVIDER": provider,
            "HOIDAP_LLM_MODEL": "m",
            "HOIDAP_LLM_BASE_URL": server.openai if provider == "openai" else server.root,
            **dict.fromkeys(
                ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY", "OLLAMA_HOST",
                 "OPENAI_BASE_URL", "OPENAI_API_BASE", "LANGSMITH_ENDPOINT",
                 "LANGCHAIN_ENDPOINT", "LANGSMITH_GATEWAY"), other.root,
            ),
            **dict.fromkeys(
                ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OLLAMA_API_KEY",
                 "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY", "LANGSMITH_GATEWAY_API_KEY"),
                "of-another-service",
            ),
            **dict.fromkeys(
                ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"), "true"
            ),
            **dict.fromkeys(("NO_PROXY", "no_proxy"), ""),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", CHILD],
            env={**os.environ, **given, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Sở Y tế"
    assert other.visited == []
    (request,) = server.requests
    assert set(request.headers) == {
        "host", "accept", "content-type", "content-length", "user-agent",
    }  # fmt: skip
    assert "of-another-service" not in str(request)
