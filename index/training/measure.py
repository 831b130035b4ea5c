"""What a trained embedding can do, measured on data left out of training."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hoidap.index.embedding import StaticEmbedder, Vectors
from hoidap.index.training import pairs
from hoidap.text.vietnamese import strip_marks

SHORT = 64
"""How many of a vector's first numbers are also measured by themselves."""


@dataclass(frozen=True)
class Figures:
    """What was measured on data left out of training; shares are from 0 to 1."""

    translations: int
    to_vietnamese: float
    to_vietnamese_short: float
    plain_to_english: float
    per_second: float
    questions: int = 0
    passages: int = 0
    first: float = 0.0
    first_plain: float = 0.0
    first_ten: float = 0.0


def measure(folder: Path, held_out: list[pairs.Pair], benchmark: Path | None) -> Figures:
    """Measure the model of ``folder`` as it is served.

    :param held_out: English and Vietnamese sentences of one meaning.
    :param benchmark: A BEIR folder with ``qrels/test.tsv``.
    """
    embedder = StaticEmbedder.load(folder)
    start = time.perf_counter()
    english, vietnamese, plain = (
        embedder.encode(texts)
        for texts in (
            [pair[0] for pair in held_out],
            [pair[1] for pair in held_out],
            [strip_marks(pair[1]) for pair in held_out],
        )
    )
    elapsed = time.perf_counter() - start
    own = [{place} for place in range(len(held_out))]
    figures = {
        "translations": len(held_out),
        "to_vietnamese": _found(english, vietnamese, own),
        "to_vietnamese_short": _found(_shortened(english), _shortened(vietnamese), own),
        "plain_to_english": _found(plain, english, own),
        "per_second": round(3 * len(held_out) / elapsed, -2),
    }
    if benchmark:
        corpus = _json_lines(benchmark / "corpus.jsonl")
        places = {row["_id"]: place for place, row in enumerate(corpus)}
        texts = {row["_id"]: row["text"] for row in _json_lines(benchmark / "queries.jsonl")}
        relevant: dict[str, set[int]] = {}
        for line in (benchmark / "qrels" / "test.tsv").read_text("utf-8").splitlines()[1:]:
            query, passage, score = line.split("\t")
            if float(score) > 0:
                relevant.setdefault(query, set()).add(places[passage])
        passages = embedder.encode([f"{row['title']} {row['text']}" for row in corpus])
        questions = embedder.encode([texts[query] for query in relevant])
        hurried = embedder.encode([strip_marks(texts[query]) for query in relevant])
        wanted = list(relevant.values())
        figures |= {
            "questions": len(wanted),
            "passages": len(corpus),
            "first": _found(questions, passages, wanted),
            "first_plain": _found(hurried, passages, wanted),
            "first_ten": _found(questions, passages, wanted, among=10),
        }
    return Figures(**figures)  # type: ignore[arg-type]


def _found(
    queries: Vectors, passages: Vectors, wanted: list[set[int]], among: int = 1
) -> float:
    """Return the share of queries with a wanted passage ``among`` the nearest ones."""
    nearest = np.argsort(-(queries @ passages.T), axis=1, kind="stable")[:, :among]
    found = zip(wanted, nearest.tolist(), strict=True)
    return float(np.mean([not want.isdisjoint(places) for want, places in found]))


def _shortened(vectors: Vectors) -> Vectors:
    short = vectors[:, :SHORT]
    lengths = np.linalg.norm(short, axis=1, keepdims=True)
    scaled: Vectors = (short / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


def _json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
