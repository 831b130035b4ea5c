"""A real model server: ``transformers serve`` with a tiny random Llama, offline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.llm_server import closed_port

_STARTS_WITHIN = 90  # seconds; far more than it takes

_CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message.role }}|> {{ message.content }} <|end|> "
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
_SIGNS = ["<unk>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]


@dataclass(frozen=True)
class ModelServer:
    """A running server: its OpenAI base URL, and the name of the model that it serves."""

    base_url: str
    model: str


def make_random_llama(folder: Path, documents: Sequence[Path]) -> None:
    """Write a tiny Llama with random weights that speaks in words of ``documents``."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    text = " ".join(path.read_text(encoding="utf-8") for path in documents)
    common = Counter(re.findall(r"[^\W_]+[.,]?", text)).most_common(400)
    words = dict.fromkeys([*_SIGNS, "[1]", "[2]", "[9]", ".", *(word for word, _ in common)])
    tokenizer = Tokenizer(
        models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="<unk>")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    torch.manual_seed(5)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(words),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=4,
            max_position_embeddings=8192,
            bos_token_id=None,
            eos_token_id=1,
            pad_token_id=1,
        )
    )
    model.save_pretrained(folder)
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        unk_token="<unk>",
        eos_token="<|end|>",
        pad_token="<|end|>",
        additional_special_tokens=_SIGNS[2:],
        chat_template=_CHAT_TEMPLATE,
    ).save_pretrained(folder)


@contextmanager
def serving(model: Path, log: Path) -> Iterator[ModelServer]:
    """Serve the model in a folder with ``transformers serve``, a process of its own."""
    port = closed_port()
    serve = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(model)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*serve, "--device", "cpu", "--host", "127.0.0.1", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"},
        )
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/health", process, log)
        yield ModelServer(f"http://127.0.0.1:{port}/v1", str(model))
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                json.load(response)
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"transformers serve did not start:\n{log.read_text()[-3000:]}")
