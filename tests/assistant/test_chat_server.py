"""Serving the page: what is refused, what browsers are told, and how it begins and ends."""

from __future__ import annotations

import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hoidap.assistant.chat.reloading import Library
from hoidap.assistant.chat.server import (
    AddressRefused,
    PortTaken,
    create_app,
    serve,
    serve_library,
)
from hoidap.assistant.engine import Assistant
from hoidap.index.search import Index
from hoidap.index.store import IndexMissing
from tests.conftest import HashingEmbedder


@pytest.fixture(scope="module")
def library(corpus_index: Path) -> Library:
    return Library(
        corpus_index, lambda folder: Assistant(Index.open(folder, HashingEmbedder()))
    )


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(library)) as client:
        yield client


def test_the_page_tells_browsers_to_stay_with_this_server(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'self'")
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "Trang này biết 5 văn bản" in response.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://example.org/"),
        ("POST", "/gradio_api/call/ask"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/monitoring"),
    ],
)
def test_doors_that_the_page_does_not_use_are_shut(
    client: TestClient, method: str, path: str
) -> None:
    response = client.request(method, path, content=b"{}")
    assert response.status_code == 404
    assert "content-security-policy" in response.headers


def test_nobody_asks_past_the_queue(client: TestClient) -> None:
    ask = {"data": ["Ai chủ trì?", None, "vi"], "fn_index": 0, "session_hash": "s"}
    assert client.post("/gradio_api/run/predict", json=ask).status_code == 404


def test_a_request_that_is_too_large_or_of_no_length_is_refused(client: TestClient) -> None:
    join = "/gradio_api/queue/join"
    assert client.post(join, content=b"x" * (1 << 20) + b"x").status_code == 413
    assert client.post(join, content=iter([b"x", b"y"])).status_code == 411
    assert client.post(join, headers={"content-length": "-5"}).status_code == 411


def test_a_port_in_use_is_named_with_another_to_take(library: Library) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as raised:
            serve_library(library, "127.0.0.1", port)
    assert str(port) in raised.value.vi and f"--port {port + 1}" in raised.value.vi
    assert str(port) in raised.value.en


def test_an_address_of_another_machine_is_refused_with_what_is_allowed(
    library: Library,
) -> None:
    with pytest.raises(AddressRefused) as raised:
        serve_library(library, "192.0.2.1", 0)
    assert "192.0.2.1" in raised.value.vi and "127.0.0.1" in raised.value.vi


def test_a_missing_index_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        serve(tmp_path / "none", port=0, ready=lambda _: pytest.fail("it was served"))


def test_it_says_its_address_once_it_can_be_opened_and_ends_when_interrupted(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []

    def interrupt(address: str) -> None:
        opened.append(address)
        host, port = address.removeprefix("http://").split(":")
        socket.create_connection((host, int(port))).close()
        raise KeyboardInterrupt  # as Ctrl-C does

    # In a thread of its own: another test's event loop may run in this one.
    server = threading.Thread(
        target=lambda: serve_library(library, "127.0.0.1", 0, ready=interrupt)
    )
    server.start()
    server.join(timeout=60)
    assert not server.is_alive()
    (address,) = opened
    assert not address.endswith(":0")
    with pytest.raises(OSError):  # noqa: PT011 - refused, reset: whatever the system says
        urllib.request.urlopen(address, timeout=2)
    assert capsys.readouterr() == ("", "")
