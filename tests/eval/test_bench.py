"""The benchmark's parts, with small stand-ins for what takes long."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from hoidap.assistant.answer import Answer
from hoidap.eval import bench as benchmark
from hoidap.eval import random_transformer as transformer
from hoidap.eval.bench import ask_times, build_plain, in_turns
from hoidap.eval.gold import load_gold
from hoidap.eval.process import Measurement
from hoidap.eval.timings import (
    AskTimes,
    Bench,
    BuildTimes,
    EncodeTimes,
    ProcessTimes,
    missed,
    rounded,
    write_bench,
)
from hoidap.index.build import build
from hoidap.index.embedding import StaticEmbedder
from hoidap.index.langchain_embeddings import LangChainEmbeddings
from hoidap.ingest.errors import UserError
from tests.conftest import HashingEmbedder
from tests.eval.helpers import QUESTION, TEXTS, FakeAssistant, answer
from tests.quoted_figures import figures

BENCH = Bench(
    cores=2,
    load=0.1,
    threads=2,
    python="3.11.9",
    ask=AskTimes(155, 0.6, 1.4, 15.0, 21.0, 25.0, 15.0),
    again=AskTimes(155, 0.4, 0.8, 15.0, 21.0, 37.5, 26.3),
    ask_process=ProcessTimes(5, 0.7, 120),
    build_process=ProcessTimes(1, 3.1, 300),
    build=BuildTimes(5, 400, 3, 1.2, 140, 24.0, 20.0),
    encode=EncodeTimes(320, 11000.0, 24.0, 458.0),
)


@pytest.fixture(scope="module")
def tokenizer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vocabulary = {"[UNK]": 0, "báo": 1, "cáo": 2, "ngày": 3}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tokenizer.save(str(path))
    return path


@pytest.fixture(autouse=True)
def small_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transformer, "_VOCABULARY", 16)


def test_random_transformer_embeds(tokenizer_file: Path) -> None:
    embeddings = transformer.random_transformer(tokenizer_file)
    texts = ["báo cáo", "ngày", "báo cáo ngày " * 400]
    vectors = np.array(embeddings.embed_documents(texts))
    assert vectors.shape == (3, transformer.DIMENSIONS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)
    # Padding beside a longer text changes nothing.
    assert embeddings.embed_query("ngày") == pytest.approx(vectors[1], abs=1e-5)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-3)


def test_random_transformer_has_the_shape_it_stands_for(
    tokenizer_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import BertConfig, BertModel

    built: list[BertConfig] = []
    original = BertModel.__init__

    def record(self: BertModel, config: BertConfig, **options: bool) -> None:
        built.append(config)
        original(self, config, **options)

    monkeypatch.setattr(BertModel, "__init__", record)
    transformer.random_transformer(tokenizer_file)
    config = built[0]
    assert (config.num_hidden_layers, config.hidden_size) == (12, 384)
    assert (config.num_attention_heads, config.intermediate_size) == (12, 1536)


def test_plain_pipeline_is_built_and_answers(tokenizer_file: Path) -> None:
    plain = build_plain(TEXTS, tokenizer_file)
    assert plain.chunks == 1
    assert plain.build_s > 0
    assert plain.pipeline.ask(QUESTION.question).answer


def test_every_question_is_timed_with_its_history() -> None:
    assistant = FakeAssistant([answer()])
    followup = replace(QUESTION, history=("Ai chủ trì?",))
    assert len(ask_times(assistant, [QUESTION, followup])) == 2
    assert [history for _, history in assistant.asked] == [(), ("Ai chủ trì?",)]


def test_systems_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "TURN", 2)
    asked: list[tuple[str, str]] = []

    class Noting(FakeAssistant):
        def __init__(self, name: str) -> None:
            super().__init__([answer()])
            self.name = name

        def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
            asked.append((self.name, question))
            return super().ask(question, history)

    three = [replace(QUESTION, question=text) for text in "abc"]
    times = in_turns((Noting("one"), Noting("other")), three)
    assert [len(taken) for taken in times] == [3, 3]
    order = " ".join(name[:2] + question for name, question in asked)
    assert order == "ona onb ota otb onc otc"


def test_report_and_its_figures(tmp_path: Path) -> None:
    write_bench(BENCH, tmp_path)
    text = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "0,6 ms" in text and "15,0 ms" in text and "25,0 ×" in text
    assert json.loads((tmp_path / "bench.json").read_text())["ask"]["times_faster"] == 25.0
    assert figures(tmp_path)["bench.ask.times_faster"] == "25"
    assert figures(tmp_path)["bench.python"] == "3.11.9"


def test_whole_run(
    excerpts: list[Path],
    embedder: HashingEmbedder,
    tokenizer_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of it on short documents, with a small embedder, few questions, in this process."""
    asked = load_gold()[:12]
    monkeypatch.setattr(benchmark, "load_gold", lambda: asked)
    monkeypatch.setattr(benchmark, "SENTENCES", 16)
    monkeypatch.setattr(
        transformer, "random_transformer", lambda file: LangChainEmbeddings(embedder)
    )
    commands: list[str] = []

    def process(arguments: Sequence[str]) -> Measurement:
        commands.append(arguments[0])
        if arguments[0] == "build":
            build(excerpts, Path(arguments[-1]), embedder)
        return Measurement(len(commands), 100.0 + len(commands), 0)

    monkeypatch.setattr(benchmark, "_process", process)
    monkeypatch.setattr(StaticEmbedder, "load", lambda: embedder)
    monkeypatch.setattr("hoidap.index.embedders.load_embedder", lambda name: embedder)
    monkeypatch.setattr("hoidap.index.embedding.MODEL_FOLDER", tokenizer_file.parent)
    measured = benchmark.run(excerpts[0].parent)
    assert commands == ["build", *["ask"] * 5]
    assert measured.build_process == ProcessTimes(1, 1.0, 101)
    assert measured.ask_process == ProcessTimes(5, 4.0, 106)  # the median of 2 to 6
    assert measured.ask.questions == len(asked) // 2
    assert measured.again.questions == measured.ask.questions
    ratio = measured.ask.plain_median_ms / measured.ask.median_ms
    assert measured.ask.times_faster == pytest.approx(ratio, rel=0.02)
    assert measured.build.documents == 3
    assert measured.build.passages > measured.build.plain_chunks > 0
    assert measured.encode.sentences > 0 and measured.encode.per_s > 0


def test_targets() -> None:
    assert missed(BENCH) == []
    slow = replace(
        BENCH,
        ask=replace(BENCH.ask, times_faster=19.9),
        again=replace(BENCH.again, times_faster_p95=19.8),
        ask_process=ProcessTimes(5, 2.0, 400),
        encode=replace(BENCH.encode, times_faster=199.0),
    )
    faster, again, encodes, seconds, memory = (label.en for label in missed(slow))
    assert "19.8" in again
    assert "199" in encodes
    assert "19.9" in faster and "2.00 s" in seconds and "400 MB" in memory


def test_figures_are_rounded_to_what_is_measured() -> None:
    assert [rounded(x) for x in (0.61834, 15.047, 1234.5)] == [0.618, 15.0, 1230.0]


def test_command_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "measure", lambda command: Measurement(0.1, 10.0, 1))
    monkeypatch.setattr("shutil.which", lambda name: "/bin/hoidap")
    with pytest.raises(UserError, match="hoidap build missing"):
        benchmark._process(["build", "missing"])


def test_command_that_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(UserError, match="make install"):
        benchmark._process(["ask"])
