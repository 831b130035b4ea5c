"""A whole turn with a real model server: a model that babbles, and what becomes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hoidap.assistant.engine import Assistant
from tests.assistant.helpers import open_assistant
from tests.real_model_server import ModelServer

QUESTION = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"


def test_ask(random_llama_server: ModelServer, documents: list[Path], tmp_path: Path) -> None:
    """Its words mean nothing, so none is shown: the answer is the checked one, and says so."""
    extractive = open_assistant(documents, tmp_path / "index").ask(QUESTION)
    environment = {
        **os.environ,
        "HOIDAP_LLM_MODEL": random_llama_server.model,
        "HOIDAP_LLM_BASE_URL": random_llama_server.base_url,
        "HOIDAP_LLM_MAX_TOKENS": "60",
    }
    command = [sys.executable, "-m", "hoidap", "ask", QUESTION, "--engine", "llm", "--json"]
    run = subprocess.run(
        [*command, "--index", str(tmp_path / "index")],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert answer["llm"]["model"] == random_llama_server.model
    assert answer["llm"]["sentences"] > 0  # it did write
    assert answer["llm"]["kept"] == 0 and answer["llm"]["note"]
    assert answer["answer"] == extractive.answer
    assert answer["citations"] == [citation.to_dict() for citation in extractive.citations]


def test_a_refusal(random_llama_server: ModelServer, assistant: Assistant) -> None:
    from hoidap.assistant.llm.engine import LLMAssistant
    from hoidap.assistant.llm.settings import LLMSettings

    settings = LLMSettings(
        model=random_llama_server.model, base_url=random_llama_server.base_url, max_tokens=60
    )
    question = "Tóm tắt kế hoạch của Thái Nguyên"
    answer = LLMAssistant(assistant, settings).ask(question)
    assert answer.abstained
    assert answer.generation is not None and answer.generation.sentences > 0
