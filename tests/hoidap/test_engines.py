"""``--engine llm``: the commands with a language model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoidap.cli import main
from tests.hoidap.helpers import ASKED, read_lines, write_lines
from tests.llm_server import closed_port, llm_server

GOOD = "Sở Khoa học và Công nghệ chủ trì cung cấp thông tin về TBT [1]."


@pytest.fixture
def _model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with llm_server(GOOD) as server:
        monkeypatch.setenv("HOIDAP_LLM_MODEL", "scripted")
        monkeypatch.setenv("HOIDAP_LLM_BASE_URL", server.openai)
        yield


@pytest.mark.usefixtures("_model")
def test_ask(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", ASKED, "--engine", "llm", "--index", str(built_index)]) == 0
    answer, generation, sources = capsys.readouterr().out.split("\n\n", 2)
    assert answer == GOOD.replace(" [1].", ". [1]")
    assert generation.startswith("scripted tại 127.0.0.1:")
    assert generation.endswith("1/1 câu qua được kiểm chứng nguồn.")
    assert sources.startswith("Nguồn:\n[1] ")


@pytest.mark.usefixtures("_model")
def test_the_environment_chooses_the_engine(
    built_index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOIDAP_ENGINE", "llm")
    assert main(["ask", ASKED, "--json", "--index", str(built_index)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["engine"], answer["llm"]["share"]) == ("llm", 1.0)
    assert main(
        ["ask", ASKED, "--json", "--engine", "extractive", "--index", str(built_index)]
    ) == 0  # fmt: skip
    answer = json.loads(capsys.readouterr().out)
    assert answer["engine"] == "extractive" and "llm" not in answer


@pytest.mark.usefixtures("_model")
def test_batch(built_index: Path, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"id": 1, "question": ASKED}])
    target = tmp_path / "out.jsonl"
    index = ["--index", str(built_index)]
    assert main(["batch", str(source), str(target), "--engine", "llm", *index]) == 0
    (answer,) = read_lines(target)
    assert (answer["id"], answer["llm"]["kept"]) == (1, 1)


def test_no_model_is_set(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = ["--index", str(built_index)]
    for arguments in (["ask", ASKED, *index], ["eval", "answers", *index], ["chat", *index]):
        assert main([*arguments, "--engine", "llm"]) == 1
        assert "HOIDAP_LLM_MODEL=qwen3:8b" in capsys.readouterr().err


def test_no_server_listens(
    built_index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer comes all the same, and says whose words it is in."""
    monkeypatch.setenv("HOIDAP_LLM_MODEL", "m")
    monkeypatch.setenv("HOIDAP_LLM_BASE_URL", f"http://127.0.0.1:{closed_port()}/v1")
    monkeypatch.setenv("HOIDAP_LLM_TIMEOUT", "5")
    assert main(["ask", ASKED, "--index", str(built_index)]) == 0
    quoted = capsys.readouterr().out.split("\n\n")
    assert main(["ask", ASKED, "--engine", "llm", "--index", str(built_index)]) == 0
    shown = capsys.readouterr().out.split("\n\n")
    note = shown.pop(1)
    assert note.startswith("Lưu ý: Không kết nối được máy chủ LLM 127.0.0.1:")
    assert shown == quoted
