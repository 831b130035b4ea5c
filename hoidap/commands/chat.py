"""``hoidap chat``: the page to ask on."""

from __future__ import annotations

from pathlib import Path

import click

from hoidap.usage import Command, Port, index_option, language_option, option


@click.command(
    "chat",
    cls=Command,
    vi="Mở trang hỏi đáp trong trình duyệt.",
    en="Serve the page to ask on.",
)
@option(
    "--host",
    default="127.0.0.1",
    metavar="HOST",
    vi="Địa chỉ lắng nghe [mặc định: 127.0.0.1, chỉ máy này].",
    en="Address to listen on [default: 127.0.0.1, this machine only].",
)
@option(
    "--port",
    type=Port(),
    default=7860,
    metavar="PORT",
    vi="Cổng [mặc định: 7860].",
    en="Port [default: 7860].",
)
@index_option
@language_option
def chat(host: str, port: int, index: Path) -> None:
    """Serve the page until it is interrupted."""
    from assistant.chat.server import serve

    serve(index, host, port)
