"""A model server that plays a script: OpenAI's protocol and Ollama's, over real HTTP.

>>> with llm_server("Sở Y tế chủ trì. [1]") as server:
...     settings = LLMSettings(model="m", base_url=server.openai)
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Failure = Literal[
    "hang",  # no answer at all
    "slow headers",  # the answer's headers byte by byte, for ever
    "stall",  # the text, then nothing
    "trickle",  # the text, then bytes that say nothing, for ever
    "cut",  # the text, then the connection is closed
    "unfinished",  # the text, then an orderly end of the stream, but not of the answer
    "malformed",  # the text, then a piece that is no JSON
    "wrong shape",  # the text, then a piece that is JSON of another kind
    "reported",  # the text, then an error in the stream
    "page",  # a web page, not the protocol
    "redirect",  # "somewhere else"
]


@dataclass(frozen=True)
class Script:
    """What the server does with a request: write ``text``, or fail."""

    text: str = ""
    failure: Failure | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    piece: int = 5
    """How many characters a piece of the stream holds."""
    pause: float = 0.0
    """Seconds between two pieces."""


@dataclass(frozen=True)
class Request:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def said(self) -> str:
        """All that the messages say."""
        return "\n".join(message["content"] for message in self.body.get("messages", []))


Play = Callable[[Request], Script | str]


class ScriptedServer(ThreadingHTTPServer):
    """Plays ``play`` to every request and keeps them in ``requests``."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, play: Play) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.play = play
        self.requests: list[Request] = []
        self.visited: list[str] = []
        """The path of everything that was asked for, understood or not."""
        self.closing = threading.Event()
        self.left = threading.Event()
        """Set once a client has gone before its answer was complete."""

    @property
    def root(self) -> str:
        """The address, as Ollama's base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def openai(self) -> str:
        """The base URL of the OpenAI-compatible interface."""
        return f"{self.root}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Note a client that went away; other errors are shown as usual."""
        import sys

        if isinstance(sys.exception(), ConnectionError):
            self.left.set()
        else:
            super().handle_error(request, client_address)


@contextmanager
def llm_server(play: Play | Script | str) -> Iterator[ScriptedServer]:
    """Serve on a free port of this machine; ``play`` may look at the request."""
    server = ScriptedServer(play if callable(play) else lambda _request: play)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ScriptedServer

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        """List the models."""
        self.server.visited.append(self.path)
        self._whole({"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def do_POST(self) -> None:
        """Play the script."""
        self.server.visited.append(self.path)
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length) or b"{}")
        headers = {name.lower(): text for name, text in self.headers.items()}
        request = Request(self.path, headers, body)
        self.server.requests.append(request)
        script = self.server.play(request)
        if isinstance(script, str):
            script = Script(script)
        protocol = _PROTOCOLS.get(self.path)
        if protocol is None:
            self._whole({"error": {"message": f"nothing at {self.path}"}}, 404)
        elif script.failure == "hang":
            self._wait()
        elif script.failure == "slow headers":
            self._for_ever(b"HTTP/1.1 200 OK\r\nx-slow: ", b"x")
        elif script.failure == "redirect":
            self._whole({}, 307, {"location": f"{self.server.root}/elsewhere"})
        elif script.failure == "page":
            self._send(200, "text/html", b"<html><body>A router's page</body></html>")
        elif script.status != 200:
            error = {"error": protocol.error("scripted")}
            self._whole(error, script.status, script.headers)
        elif body.get("stream"):
            self._stream(script, protocol)
        else:
            self._whole(protocol.whole(script.text))

    def _whole(
        self, content: object, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        text = json.dumps(content, ensure_ascii=False).encode()
        self._send(status, "application/json", text, headers)

    def _send(
        self, status: int, kind: str, content: bytes, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, text in {"content-type": kind, **(headers or {})}.items():
            self.send_header(name, text)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, script: Script, protocol: _Protocol) -> None:
        self.send_response(200)
        self.send_header("content-type", protocol.content_type)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for start in range(0, len(script.text), script.piece):
            event = protocol.piece(script.text[start : start + script.piece])
            # In two chunks, so that letters are cut in two as well.
            self._chunk(event[: len(event) // 2])
            self._chunk(event[len(event) // 2 :])
            if script.pause and self.server.closing.wait(script.pause):
                return
        match script.failure:
            case None:
                self._chunk(protocol.end())
                self._chunk(b"")
            case "stall":
                self._wait()
            case "trickle":
                self._for_ever(b"", b"1\r\n:\r\n" if protocol.sse else b"1\r\n \r\n")
            case "cut":
                self.close_connection = True
            case "unfinished":
                self._chunk(b"")
            case "malformed":
                self._chunk(protocol.event('{"choices": [{"delta": {"content'))
                self._chunk(b"")
            case "wrong shape":
                self._chunk(protocol.event('{"choices": 7, "message": 7}'))
                self._chunk(b"")
            case "reported":
                error = {"error": protocol.error("out of memory")}
                self._chunk(protocol.event(json.dumps(error)))
                self._chunk(b"")

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
        self.wfile.flush()

    def _wait(self) -> None:
        """Say nothing more until the client goes away or the server is closed."""
        self.close_connection = True
        while not self.server.closing.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1024):
                self.server.left.set()
                return

    def _for_ever(self, first: bytes, again: bytes) -> None:
        self.close_connection = True
        self.connection.sendall(first)
        with suppress(ConnectionError):
            while not self.server.closing.wait(0.02):
                self.connection.sendall(again)
            return
        self.server.left.set()


@dataclass(frozen=True)
class _Protocol:
    """How a protocol writes an answer: OpenAI's in server-sent events, Ollama's in lines."""

    content_type: str
    event: Callable[[str], bytes]
    sse: bool

    def piece(self, text: str) -> bytes:
        return self.event(json.dumps(self._content(text, None), ensure_ascii=False))

    def end(self) -> bytes:
        last = self.event(json.dumps(self._content("", "stop")))
        return last + self.event("[DONE]") if self.sse else last

    def whole(self, text: str) -> dict[str, Any]:
        content = self._content(text, "stop")
        if self.sse:
            choice = content["choices"][0]
            choice["message"] = choice.pop("delta")
        return content

    def error(self, message: str) -> object:
        return {"message": message} if self.sse else message

    def _content(self, text: str, reason: str | None) -> dict[str, Any]:
        message = {"role": "assistant", "content": text}
        if self.sse:
            choice = {"index": 0, "delta": message, "finish_reason": reason}
            return {
                "id": "scripted", "object": "chat.completion.chunk", "created": 0,
                "model": "scripted", "choices": [choice],
            }  # fmt: skip
        content: dict[str, Any] = {
            "model": "scripted", "created_at": "2026-01-01T00:00:00Z", "message": message,
            "done": reason is not None,
        }  # fmt: skip
        return {**content, "done_reason": reason} if reason else content


_PROTOCOLS = {
    "/v1/chat/completions": _Protocol(
        "text/event-stream", lambda data: f"data: {data}\n\n".encode(), sse=True
    ),
    "/api/chat": _Protocol(
        "application/x-ndjson", lambda data: f"{data}\n".encode(), sse=False
    ),
}
