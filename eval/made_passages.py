"""An index of very many passages, made directly: no document is read for it.

Run as ``python -m hoidap.eval.made_passages FOLDER``, it searches the index there and prints
the figures as JSON: a process of its own, whose memory is what searching takes.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from hoidap.eval.made_corpus import questions
from hoidap.eval.tally import percentile
from hoidap.index.commit import building, commit
from hoidap.index.embedding import StaticEmbedder
from hoidap.index.filter import Filter
from hoidap.index.prepare import File, Prepared
from hoidap.index.rows import Vectors
from hoidap.index.search import Index, embedder_hash
from hoidap.index.store import Manifest
from hoidap.index.tokens import clauses
from hoidap.index.words import terms_of
from hoidap.index.writer import Writer
from hoidap.text.glossary import glossary

A_DOCUMENT = 100
"""Passages of one document."""
ASKED = 200
_CENTRES = 5000
_SPREAD = 0.7


def make_passages(samples: Sequence[Path], count: int, folder: Path, seed: int = 876) -> None:
    """Write an index of ``count`` passages: lines of ``samples``, a name before each.

    The vectors lie around as many centres as a corpus has subjects.
    """
    embedder = StaticEmbedder.load()
    drawn, numbers = random.Random(seed), np.random.default_rng(seed)
    lines = [
        line
        for path in samples
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 60
    ]
    words = " ".join(lines).split()
    provinces = [province.name for province in glossary().provinces]
    shape = (_CENTRES, embedder.dimension)
    centres = numbers.standard_normal(shape).astype(np.float32) / embedder.dimension**0.5

    def write(path: Path) -> Manifest:
        with Writer(path, embedder.dimension) as writer:
            for number in range(count // A_DOCUMENT):
                texts = [
                    f"{drawn.choice(lines)} {' '.join(drawn.choices(words, k=8))}"
                    for _ in range(A_DOCUMENT)
                ]
                province = provinces[number % len(provinces)]
                near = centres[numbers.integers(_CENTRES, size=A_DOCUMENT)]
                away = numbers.standard_normal(near.shape).astype(np.float32)
                vectors = near + away * np.float32(_SPREAD / embedder.dimension**0.5)
                writer.add(_made(number, province, texts), _unit(vectors))
        return Manifest(
            generation="",
            ingest="made",
            embedder=embedder.name,
            embedder_hash=embedder_hash(embedder),
            dimension=embedder.dimension,
            rows=writer.count,
            cells=writer.cells,
            started=time.time_ns(),
            files={},
        )

    with building(folder):
        commit(folder, write)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _made(number: int, province: str, texts: Sequence[str]) -> Prepared:
    source = f"{number:06}.txt"
    name = f"Kế hoạch {number} {province}"
    columns: dict[str, object] = {
        "source": source,
        "kind": "Kế hoạch",
        "number": f"{number}/KH-UBND",
        "digits": str(number),
        "province": province,
        "title": name,
        "is_plan": True,
        "name": name,
        "provisions": len(texts),
        "assignments": 0,
        "warnings": "",
    }
    return Prepared(
        file=File(Path(source), source, 0, 0, source),
        province=province,
        columns=columns,
        signs=[("named", name)],
        parts={},
        passages=[(place, "", text) for place, text in enumerate(texts)],
        words=[("", terms_of(text)) for text in texts],
        syllables=["\n".join(" ".join(part) for part in clauses("", text)) for text in texts],
        name=name.lower(),
    )


def searched(folder: Path, samples: Sequence[Path]) -> dict[str, float]:
    """Return the 95th percentiles of a search, in milliseconds, and the memory, in MB."""
    index = Index.open(folder, StaticEmbedder.load())
    figures = {}
    for name, within in (("search_ms", None), ("search_within_ms", Filter(None, ("Huế",)))):
        search = partial(index.search, within=within)
        figures[name] = p95_ms(search, list(questions(samples, ASKED)))
    # Not getrusage's peak: that counts the process that started this one too.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return {**figures, "peak_mb": round(peak, 1)}


def p95_ms(ask: Callable[[str], object], asked: Sequence[str]) -> float:
    """Return the 95th percentile of the milliseconds of one question, the first left out."""
    times = []
    for text in asked:
        start = time.perf_counter()
        ask(text)
        times.append(1000 * (time.perf_counter() - start))
    return round(percentile(times[1:], 95), 1)


if __name__ == "__main__":
    from hoidap.eval.bench import DOCUMENTS

    found = searched(Path(sys.argv[1]), sorted(DOCUMENTS.glob("*.txt")))
    sys.stdout.write(json.dumps(found))
