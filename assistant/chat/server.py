"""Serve the page on one address, with nothing from outside it."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.ingest.errors import UserError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hoidap.assistant.chat.choice import ModelOffer
    from hoidap.assistant.chat.reloading import Library

_LARGEST_BODY = 1 << 20  # bytes of a request: a question and its event are far smaller

# Gradio's doors that this page does not use: files in and out, other servers, its own tools.
_CLOSED = re.compile(
    r"/(?:gradio_api/)?(?:upload|proxy=|file[=/]|stream/|process_recording|vibe-|undo-vibe|"
    r"run-history|runs|deep_link|api/|call/|openapi|monitoring|profiling)"
)
# Nothing may be fetched from or sent to another host, and no other page may frame this one.
# Gradio evaluates its templates in the page, hence the two "unsafe".
_HEADERS = {
    "content-security-policy": "default-src 'self' data: blob:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


class PortTaken(UserError):
    """Another program listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        other = port + 1 if port < 65535 else port - 1  # the highest port
        super().__init__(
            f"Cổng {port} trên {host} đang có chương trình khác dùng; "
            f"hãy tắt chương trình đó hoặc chọn cổng khác, ví dụ: --port {other}",
            f"Port {port} on {host} is taken by another program; "
            f"stop it or choose another port, such as: --port {other}",
        )


class AddressRefused(UserError):
    """The system does not let the page be served at the address."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(
            f"Không mở được {host}:{port} ({reason}); hãy dùng --host 127.0.0.1 (chỉ máy này) "
            "hoặc 0.0.0.0 (mọi máy trong mạng), và --port từ 1024 đến 65535.",
            f"{host}:{port} cannot be served ({reason}); use --host 127.0.0.1 (this machine "
            "only) or 0.0.0.0 (all machines of the network), and --port from 1024 to 65535.",
        )


def serve(
    index_folder: Path,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    offer: ModelOffer | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page over the index in ``index_folder`` until it is interrupted.

    :param port: 0 for any free one
    :param offer: the language model that may be chosen, if one is set
    :param ready: called with the page's address once it can be opened; by default the
        address is written to stderr
    :raises UserError: If the index cannot be opened or the address not be served.
    """
    from hoidap.assistant.chat.reloading import Library
    from hoidap.assistant.engine import Assistant

    library = Library(index_folder, Assistant.open)
    serve_library(library, host, port, offer=offer, ready=ready)


def serve_library(
    library: Library,
    host: str,
    port: int,
    *,
    offer: ModelOffer | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page over the assistant that ``library`` hands out; see :func:`serve`.

    :raises UserError: If the address cannot be served.
    """
    with _listen(host, port) as listener:
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported
        app = create_app(library, offer)
        _run(app, listener, _address(listener), ready or _announce)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the address."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host, port) from error
        raise AddressRefused(host, port, error) from error


def _address(listener: socket.socket) -> str:
    """Return the page's address as a person opens it on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - shown, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def create_app(library: Library, offer: ModelOffer | None = None) -> ASGIApp:
    """Return the page as an ASGI application, for a server of one's own."""
    import gradio as gr
    from fastapi import FastAPI

    from hoidap.assistant.chat.choice import View
    from hoidap.assistant.chat.events import PageEvents
    from hoidap.assistant.chat.page import asset_path, build_page, head, theme

    events = PageEvents(library, offer.settings if offer else None)
    first = View(by_model=offer is not None and offer.chosen)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        events.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    gr.mount_gradio_app(
        app,
        build_page(events, first),
        path="/",
        theme=theme(),
        head=head(),
        favicon_path=str(asset_path("favicon.svg")),
        footer_links=[],
        run_history=False,  # would keep every question in the browser's storage
        show_error=False,
        max_file_size="1kb",
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
    )
    return Guard(app)


class Guard:
    """Refuses what the page never asks for and tells browsers to stay with this server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        status = _refusal(scope)
        if status is None:
            await self._app(scope, receive, send_guarded)
            return
        await send_guarded({"type": "http.response.start", "status": status, "headers": []})
        await send_guarded({"type": "http.response.body", "body": b""})


def _refusal(scope: Scope) -> int | None:
    """Return the HTTP status that a request is refused with, or ``None``."""
    if _CLOSED.match(scope["path"]):
        return 404
    length = dict(scope["headers"]).get(b"content-length", b"")
    if scope["method"] == "POST" and not length.isdigit():
        return 411
    return 413 if length.isdigit() and int(length) > _LARGEST_BODY else None


def _run(
    app: ASGIApp, listener: socket.socket, address: str, ready: Callable[[str], None]
) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready(address)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Open pages are cut off now, which uvicorn would report as errors.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_config=None,
        log_level=logging.WARNING,
        access_log=False,
        timeout_graceful_shutdown=1,  # seconds; every open page holds a connection
    )
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listener])


def _announce(address: str) -> None:
    sys.stderr.write(f"Hỏi Đáp: {address} (Ctrl-C để dừng / to stop)\n")
    sys.stderr.flush()
