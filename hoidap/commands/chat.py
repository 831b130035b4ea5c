"""``hoidap chat``: the page to ask on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap.engines import Engine
from hoidap.usage import Command, engine_option, index_option, language_option, option
from hoidap.values import Port

if TYPE_CHECKING:
    from hoidap.assistant.chat.choice import ModelOffer


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
@engine_option
@index_option
@language_option
def chat(host: str, port: int, engine: Engine, index: Path) -> None:
    """Serve the page until it is interrupted."""
    from hoidap.assistant.chat.server import serve

    serve(index, host, port, offer=_offer(engine))


def _offer(engine: Engine) -> ModelOffer | None:
    """Return the language model that may be chosen: where one is set, or asked for.

    :raises UserError: If a setting of it is missing or not allowed.
    """
    from hoidap.assistant.chat.choice import ModelOffer
    from hoidap.assistant.llm.settings import PREFIX, LLMSettings

    chosen = engine == "llm"
    wanted = chosen or os.environ.get(f"{PREFIX}MODEL")
    return ModelOffer(LLMSettings.read(), chosen) if wanted else None
