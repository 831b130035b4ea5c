"""Figures that others have published for Vietnamese legal retrieval, to read beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hoidap.eval.tables import Label, Table, label, table

_ZALO = "Zalo legal (MTEB)"
_PUBLISHED = (
    ("AITeamVN/Vietnamese_Embedding", _ZALO, "nDCG@10", 0.880),
    ("BAAI/bge-m3", _ZALO, "nDCG@10", 0.753),
    ("intfloat/multilingual-e5-large", _ZALO, "nDCG@10", 0.666),
    ("intfloat/multilingual-e5-small", _ZALO, "nDCG@10", 0.622),
    ("bkai-foundation-models/vietnamese-bi-encoder", _ZALO, "nDCG@10", 0.616),
    (
        "BAAI/bge-m3",
        "ALQAC, 145 câu, 2.249 điều · ALQAC, 145 questions, 2,249 articles",
        "R@1",
        0.699,
    ),
)


def beside_published(benchmark: str, systems: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return the published figures, with ours of ``systems`` below them."""
    rows: list[tuple[Label | str, ...]] = [
        (label(model), where, measure, f"{value:.3f}")
        for model, where, measure, value in _PUBLISHED
    ]
    for name, figures in systems.items():
        counts = figures["queries"], figures["documents"]
        asked = "{}, {} câu, {} điều · {}, {} questions, {} articles"
        place = asked.format(benchmark, *counts, benchmark, *counts)
        own = label(f"Hỏi Đáp, {name}")
        rows += [
            (own, place, short, f"{figures[measure]:.3f}")
            for short, measure in (("nDCG@10", "ndcg@10"), ("R@1", "recall@1"))
        ]
    return table(
        "Bên cạnh số liệu đã công bố · Beside published figures",
        ("Mô hình · Model", "Bộ dữ liệu · Benchmark", "Chỉ số · Measure", "Kết quả · Result"),
        tuple(rows),
    )
