"""A real stream of a real server: transformers serve with a tiny random Llama."""

from __future__ import annotations

import pytest
from langchain_core.messages import HumanMessage

from hoidap import prompts
from hoidap.assistant.llm.client import Client
from hoidap.assistant.llm.failure import ServerFailure
from hoidap.assistant.llm.settings import LLMSettings
from tests.assistant.helpers import sentences_of
from tests.real_model_server import ModelServer


def test_a_real_stream_is_read_to_its_end(random_llama_server: ModelServer) -> None:
    client = Client(
        LLMSettings(
            model=random_llama_server.model,
            base_url=random_llama_server.base_url,
            max_tokens=40,
        )
    )
    messages = prompts.load("answer", "vi").messages(
        question="Ai chủ trì?", evidence='<passage id="1">Sở Y tế chủ trì.</passage>'
    )
    pieces = list(client.stream(messages))
    assert len(pieces) > 5  # it came in pieces
    words = "".join(pieces).split()
    assert 5 < len(words) <= 40  # the limit of tokens is kept; a token is a word here
    assert sentences_of("".join(pieces))
    assert "".join(client.stream(messages)) == "".join(pieces)  # nothing is drawn by lot


def test_a_real_stream_can_be_left(random_llama_server: ModelServer) -> None:
    client = Client(
        LLMSettings(model=random_llama_server.model, base_url=random_llama_server.base_url)
    )
    read: list[str] = []
    stream = client.stream([HumanMessage("Ai chủ trì?")], cancelled=lambda: len(read) >= 3)
    for piece in stream:
        read.append(piece)
    assert len(read) == 3


def test_a_model_that_the_server_lacks_is_named(random_llama_server: ModelServer) -> None:
    client = Client(
        LLMSettings(model="khong/co", base_url=random_llama_server.base_url, retries=0)
    )
    with pytest.raises(ServerFailure, match="HTTP") as caught:
        list(client.stream([HumanMessage("Ai chủ trì?")]))
    assert client.host in caught.value.en
