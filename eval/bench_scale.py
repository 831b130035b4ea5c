"""Measures building, opening and asking at scale: ``python -m hoidap.eval.bench_scale``.

Documents are made by recombining the samples (:mod:`hoidap.eval.made_corpus`).  The numbers
of documents may be named: ``python -m hoidap.eval.bench_scale 5 500`` leaves the largest out
and the million passages, which take most of the time.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.eval.bench import DOCUMENTS, QUESTION, processes, tell
from hoidap.eval.made_corpus import make_corpus, questions
from hoidap.eval.made_passages import make_passages, p95_ms
from hoidap.eval.scale import (
    Many,
    Memory,
    Scale,
    Size,
    Threads,
    missed,
    tables,
    write_scale,
)
from hoidap.eval.tables import Label, Table
from hoidap.ingest.errors import UserError

if TYPE_CHECKING:
    from hoidap.assistant.engine import Assistant
    from hoidap.index.search import Index

SIZES = (5, 500, 5000)
THREADED = (50, 200, 500)
THREADS = (1, 8, 50)
ASKED = 200
WARMING = 100
"""Other questions that are answered before those that are timed."""
REMEMBERED = 5000
PASSAGES = 1_000_000
PROVINCE = "Thanh Hóa"
PROCESSES = 3


def main() -> int:
    """Run the measurement, write and print its report; return the exit status."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES

    def measured() -> tuple[Sequence[Table], Sequence[Label]]:
        scale = run(sizes, whole=sizes == SIZES)
        write_scale(scale)
        return tables(scale), missed(scale)

    return tell(measured)


def run(sizes: Sequence[int], *, whole: bool) -> Scale:
    """Measure indexes of ``sizes`` documents.

    :param whole: threads, memory and a million passages too
    :raises UserError: If something cannot be built or asked.
    """
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        measured = tuple(_size(count, folder / str(count)) for count in sizes)
        threads: tuple[Threads, ...] = ()
        memory = many = None
        if whole:
            threads = tuple(
                found for count in THREADED for found in _threads(count, folder / f"t{count}")
            )
            index = folder / f"t{THREADED[-1]}" / "index"
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
                memory = fresh.submit(_memory, THREADED[-1], index).result()
            many = _many(PASSAGES, folder / "many")
    return Scale(os.cpu_count() or 0, round(load, 1), measured, threads, memory, many)


def _size(count: int, folder: Path) -> Size:
    from hoidap.index.embedding import StaticEmbedder
    from hoidap.index.filter import Filter
    from hoidap.index.search import Index

    documents, folder_index = folder / "documents", folder / "index"
    make_corpus(_samples(), count, documents)
    build_s, passages = _build(documents, folder_index)
    changed = sorted(documents.iterdir())[count // 2]
    with changed.open("a", encoding="utf-8") as file:
        file.write("\nThêm một dòng vào văn bản này.\n")
    rebuild_s, _ = _build(documents, folder_index)
    embedder = StaticEmbedder.load()
    start = time.perf_counter()
    index = Index.open(folder_index, embedder)
    open_ms = 1000 * (time.perf_counter() - start)
    asked = list(questions(_samples(), ASKED))
    within = Filter(provinces=(PROVINCE,))
    searched = p95_ms(index.search, asked)
    searched_within = p95_ms(lambda text: index.search(text, within=within), asked)
    assistant = _assistant(index)
    for text in questions(_samples(), WARMING, seed=1):
        assistant.ask(text)
    fresh = processes(["ask", QUESTION, "--index", str(folder_index)], PROCESSES)
    return Size(
        documents=count,
        passages=passages,
        build_s=round(build_s, 2),
        build_per_s=round(count / build_s, 1),
        rebuild_s=round(rebuild_s, 2),
        index_mb=round(_mb(folder_index), 1),
        open_ms=round(open_ms, 1),
        ask_s=fresh.median_s,
        ask_mb=fresh.peak_mb,
        search_ms=searched,
        search_within_ms=searched_within,
        answer_ms=p95_ms(assistant.ask, asked[::2]),
        answer_within_ms=p95_ms(assistant.ask, asked[1::2]),
    )


def _threads(count: int, folder: Path) -> Iterable[Threads]:
    make_corpus(_samples(), count, folder / "documents")
    _build(folder / "documents", folder / "index")
    assistant = _opened(folder / "index")
    asked = list(questions(_samples(), ASKED))
    expected = [_told(assistant, text) for text in asked]  # and warm
    alone = 0.0
    for number in THREADS:
        start = time.perf_counter()
        with ThreadPoolExecutor(number) as pool:
            found = list(pool.map(lambda text: _told(assistant, text), asked))
        per_s = len(asked) / (time.perf_counter() - start)
        if found != expected:
            raise UserError(
                f"{number} luồng trả lời khác một luồng.",
                f"{number} threads answer otherwise than one.",
            )
        alone = alone or per_s
        yield Threads(count, number, round(per_s, 1), round(per_s / alone, 2))


def _memory(count: int, index: Path) -> Memory:
    assistant = _opened(index)
    early = 0.0
    for number, text in enumerate(questions(_samples(), REMEMBERED, seed=5000)):
        if number == REMEMBERED // 10:
            early = _held_mb()
        assistant.ask(text)
    return Memory(count, REMEMBERED, round(early, 1), round(_held_mb(), 1))


def _many(count: int, folder: Path) -> Many:
    """Measure in a process of its own: the memory is what it holds at most."""
    start = time.perf_counter()
    make_passages(_samples(), count, folder)
    build_s = time.perf_counter() - start
    found = subprocess.run(
        [sys.executable, "-m", "hoidap.eval.made_passages", str(folder)],
        stdout=subprocess.PIPE,
        check=True,
    )
    figures = json.loads(found.stdout)
    return Many(count, round(build_s, 1), round(_mb(folder), 1), **figures)


def _build(documents: Path, folder: Path) -> tuple[float, int]:
    """Build an index; return the seconds, the model's loading left out, and the passages."""
    from hoidap.index.build import build
    from hoidap.index.embedding import StaticEmbedder

    embedder = StaticEmbedder.load()
    start = time.perf_counter()
    summary = build(sorted(documents.iterdir()), folder, embedder, root=documents)
    return time.perf_counter() - start, summary.passages


def _assistant(index: Index) -> Assistant:
    from hoidap.assistant.engine import Assistant

    return Assistant(index)


def _opened(folder: Path) -> Assistant:
    from hoidap.assistant.engine import Assistant

    return Assistant.open(folder)


def _told(assistant: Assistant, text: str) -> str:
    return assistant.ask(text).answer


def _samples() -> list[Path]:
    return sorted(DOCUMENTS.glob("*.txt"))


def _mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*")) / 2**20


def _held_mb() -> float:
    """Return the memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    sys.exit(main())
