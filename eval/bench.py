"""Times the assistant beside a plain LangChain pipeline, in one run on one machine.

``python -m hoidap.eval.bench`` writes ``bench.md`` and ``bench.json`` into
``eval/report``.  The plain pipeline embeds with a transformer of random weights: it answers
nonsense in the time that multilingual-e5-small would take.  Exit status 1 where a target is
missed.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from hoidap.eval.answers import Answering
from hoidap.eval.gold import GoldQuestion, load_gold
from hoidap.eval.process import Measurement, measure
from hoidap.eval.tables import Label, Table, terminal
from hoidap.eval.tally import percentile
from hoidap.eval.timings import (
    AGAIN,
    AskTimes,
    Bench,
    BuildTimes,
    EncodeTimes,
    ProcessTimes,
    missed,
    rounded,
    tables,
    write_bench,
)
from hoidap.ingest.errors import UserError
from hoidap.text.sentences import sentences

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from hoidap.index.embedding import Embedder

P = ParamSpec("P")
T = TypeVar("T")

DOCUMENTS = Path(__file__).parent.parent / "documents"
THREADS = 2
PROCESSES = 5
"""How many fresh processes answer a question."""
BUILDS = 3
SENTENCES, SHORTEST = 320, 20
"""How many sentences are encoded, and how many characters each has at least."""
REPEATS = 10
"""How often the shipped model encodes them: once is too short to time."""
TURN = 20
"""How many questions a system is asked before the next one has its turn."""
QUESTION = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"


def main() -> int:
    """Run the benchmark, write and print its report; return the exit status."""

    def measured() -> tuple[Sequence[Table], Sequence[Label]]:
        bench = run()
        write_bench(bench)
        return tables(bench), missed(bench)

    return tell(measured)


def tell(measured: Callable[[], tuple[Sequence[Table], Sequence[Label]]]) -> int:
    """Print what ``measured`` returns: tables, and the targets missed; return the status."""
    language = "en" if os.environ.get("HOIDAP_LANG") == "en" else "vi"
    try:
        shown, short = measured()
    except UserError as error:
        sys.stderr.write(error.message(language) + "\n")
        return 1
    sys.stdout.write(terminal(shown, language))
    sys.stdout.writelines(f"✗ {label.text(language)}\n" for label in short)
    return 1 if short else 0


def run(documents: Path = DOCUMENTS) -> Bench:
    """Time building an index of ``documents`` and asking it, and the plain pipeline.

    :raises UserError: If the command is not installed or fails, or there is no document.
    """
    from hoidap.assistant.engine import Assistant
    from hoidap.index.build import build
    from hoidap.index.embedding import MODEL_FOLDER, TOKENIZER_FILE, StaticEmbedder

    load = os.getloadavg()[0]
    files = sorted(documents.glob("*.txt"))
    questions = load_gold()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        index = Path(folder) / "index"
        build_process = processes(["build", str(documents), "--index", str(index)], 1)
        ask_process = processes(["ask", QUESTION, "--index", str(index)], PROCESSES)
        embedder = StaticEmbedder.load()
        build_times = []
        for number in range(BUILDS + 1):
            # Each into a folder of its own: nothing to take over from the one before.
            fresh = Path(folder) / f"build-{number}"
            summary, seconds = _timed(build, files, fresh, embedder)
            build_times.append(seconds)
        assistant = Assistant.open(index)
        plain = build_plain(assistant.index.texts, MODEL_FOLDER / TOKENIZER_FILE)
        # Warmed up with the other half: none of those timed was asked before.
        ask_times(assistant, questions[::2])
        ask_times(plain.pipeline, questions[:8:2])
        systems, asked = (assistant, plain.pipeline), questions[1::2]
        first = in_turns(systems, asked)
        again = middle(in_turns(systems, asked) for _ in range(AGAIN))
        encode = time_encoding(assistant.index.texts, embedder, plain.embeddings)
    build_s = percentile(build_times[1:], 50)  # the first one also imports
    return Bench(
        cores=os.cpu_count() or 0,
        load=rounded(load),
        threads=THREADS,
        python=platform.python_version(),
        ask=_beside(*first),
        again=_beside(*again),
        ask_process=ask_process,
        build_process=build_process,
        build=BuildTimes(
            documents=summary.documents,
            passages=summary.passages,
            runs=BUILDS,
            median_s=rounded(build_s),
            plain_chunks=plain.chunks,
            plain_s=rounded(plain.build_s),
            times_faster=rounded(plain.build_s / build_s),
        ),
        encode=encode,
    )


def time_encoding(
    texts: Mapping[str, str], embedder: Embedder, plain: Embeddings
) -> EncodeTimes:
    """Turn sentences of ``texts`` into vectors, with the shipped model and the plain one."""
    every = (sentence for text in texts.values() for sentence in sentences(text))
    some = list(islice((text for text in every if len(text) >= SHORTEST), SENTENCES))
    embedder.encode_passages(some)
    plain.embed_documents(some[:4])
    own_s = _timed(embedder.encode_passages, some * REPEATS)[1] / REPEATS
    plain_s = _timed(plain.embed_documents, some)[1]
    return EncodeTimes(
        sentences=len(some),
        per_s=rounded(len(some) / own_s),
        plain_per_s=rounded(len(some) / plain_s),
        times_faster=rounded(plain_s / own_s),
    )


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain pipeline, of so many chunks, built in ``build_s`` seconds."""

    pipeline: Answering
    embeddings: Embeddings
    chunks: int
    build_s: float


def build_plain(texts: Mapping[str, str], tokenizer_file: Path) -> Plain:
    """Build the plain pipeline over ``texts`` (file name -> text)."""
    import torch

    from hoidap.eval.baseline import dense_pipeline, split
    from hoidap.eval.random_transformer import random_transformer

    torch.set_num_threads(THREADS)
    embeddings = random_transformer(tokenizer_file)
    embeddings.embed_query(QUESTION)
    chunks = len(split(texts))  # also imports what the build needs
    pipeline, build_s = _timed(dense_pipeline, texts, embeddings)
    return Plain(pipeline, embeddings, chunks, build_s)


def in_turns(
    systems: Sequence[Answering], questions: Sequence[GoldQuestion]
) -> list[list[float]]:
    """Return each system's milliseconds for each of ``questions``.

    The systems take turns, a few questions at a time: what else the machine does in the
    meantime falls on all of them.
    """
    times: list[list[float]] = [[] for _ in systems]
    for start in range(0, len(questions), TURN):
        for taken, system in zip(times, systems, strict=True):
            taken.extend(ask_times(system, questions[start : start + TURN]))
    return times


def ask_times(system: Answering, questions: Sequence[GoldQuestion]) -> list[float]:
    """Return the milliseconds that each of ``questions`` takes, asked one at a time."""
    return [
        _timed(system.ask, question.question, question.history)[1] * 1000
        for question in questions
    ]


def middle(rounds: Iterable[list[list[float]]]) -> list[list[float]]:
    """Return for each system and question the middle of the times of all rounds.

    >>> middle([[[1.0, 5.0]], [[2.0, 4.0]], [[9.0, 6.0]]])
    [[2.0, 5.0]]
    """
    by_system = zip(*rounds, strict=True)
    return [
        [percentile(times, 50) for times in zip(*taken, strict=True)] for taken in by_system
    ]


def _beside(own: list[float], plain: list[float]) -> AskTimes:
    median, p95 = percentile(own, 50), percentile(own, 95)
    plain_median, plain_p95 = percentile(plain, 50), percentile(plain, 95)
    return AskTimes(
        questions=len(own),
        median_ms=rounded(median),
        p95_ms=rounded(p95),
        plain_median_ms=rounded(plain_median),
        plain_p95_ms=rounded(plain_p95),
        times_faster=rounded(plain_median / median),
        times_faster_p95=rounded(plain_p95 / p95),
    )


def processes(arguments: Sequence[str], runs: int) -> ProcessTimes:
    """Run ``hoidap`` with ``arguments`` as a fresh process, ``runs`` times.

    :raises UserError: If there is no such command, or it fails.
    """
    measured = [_process(arguments) for _ in range(runs)]
    return ProcessTimes(
        runs=runs,
        median_s=rounded(percentile([run.seconds for run in measured], 50)),
        peak_mb=round(max(run.peak_mb for run in measured)),
    )


def _process(arguments: Sequence[str]) -> Measurement:
    beside = Path(sys.executable).with_name("hoidap")
    command = str(beside) if beside.is_file() else shutil.which("hoidap")
    if command is None:
        raise UserError(
            "Không có lệnh hoidap; hãy chạy `make install` trước.",
            "There is no command hoidap; run `make install` first.",
        )
    measured = measure([command, *arguments])
    if measured.status:
        line = " ".join(["hoidap", *arguments])
        raise UserError(
            f"Lệnh `{line}` kết thúc với mã {measured.status}; hãy chạy riêng để xem lỗi.",
            f"The command `{line}` ended with status {measured.status}; run it to see why.",
        )
    return measured


def _timed(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, float]:
    """Return what ``work`` returns and the seconds it took."""
    start = time.perf_counter()
    result = work(*args, **kwargs)
    return result, time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
