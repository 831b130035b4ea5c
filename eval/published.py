"""Figures that others have published for Vietnamese legal retrieval, to read beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hoidap.eval.tables import Label, Table

_ZALO = Label("Zalo legal (MTEB)", "Zalo legal (MTEB)")
_PUBLISHED = (
    ("AITeamVN/Vietnamese_Embedding", _ZALO, "nDCG@10", 0.880),
    ("BAAI/bge-m3", _ZALO, "nDCG@10", 0.753),
    ("intfloat/multilingual-e5-large", _ZALO, "nDCG@10", 0.666),
    ("intfloat/multilingual-e5-small", _ZALO, "nDCG@10", 0.622),
    ("bkai-foundation-models/vietnamese-bi-encoder", _ZALO, "nDCG@10", 0.616),
    (
        "BAAI/bge-m3",
        Label("ALQAC, 145 câu, 2.249 điều", "ALQAC, 145 questions, 2,249 articles"),
        "R@1",
        0.699,
    ),
)

NOTES = """
Hai nhóm số trên **không so được trực tiếp**: câu hỏi khác, kho văn bản khác (kho càng nhỏ càng
dễ), và các dòng đã công bố là của riêng mô hình nhúng, còn *hybrid* có thêm tìm theo từ và xếp
lại. Gần nhất là hai dòng R@1 về ALQAC, cùng loại câu hỏi và điều luật: đem so với *dense* (mô
hình nhúng đi kèm, 8 MB, không có từ) thì kho ở đây nhỏ hơn, tức là dễ hơn. Trọng số của
*hybrid* được chọn trên chính những câu hỏi này. Muốn so đúng, chạy mô hình đó trên cùng bộ dữ
liệu: `hoidap eval retrieval BEIR_DIR --system BAAI/bge-m3`.

The two groups are **not directly comparable**: other questions, other corpora (a smaller one is
easier), and the published rows are of embedding models alone, where *hybrid* also searches by
words and reranks. Nearest are the R@1 rows on ALQAC, the same sort of questions and articles:
beside *dense* (the embedding that ships, 8 MB, no words), the corpus here is smaller, that is,
easier. The weights of *hybrid* were chosen on these very questions. For a true comparison run
that model on the same benchmark: `hoidap eval retrieval BEIR_DIR --system BAAI/bge-m3`.
"""


def beside_published(benchmark: str, systems: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return the published figures, with ours of ``systems`` below them."""
    rows: list[tuple[Label | str, ...]] = [
        (Label(model, model), where, measure, f"{value:.3f}")
        for model, where, measure, value in _PUBLISHED
    ]
    for name, figures in systems.items():
        counts = figures["queries"], figures["documents"]
        where = Label("{}, {} câu, {} điều", "{}, {} questions, {} articles")
        place = Label(where.vi.format(benchmark, *counts), where.en.format(benchmark, *counts))
        own = Label(f"Hỏi Đáp, {name}", f"Hỏi Đáp, {name}")
        rows += [
            (own, place, short, f"{figures[measure]:.3f}")
            for short, measure in (("nDCG@10", "ndcg@10"), ("R@1", "recall@1"))
        ]
    return Table(
        Label("Bên cạnh số liệu đã công bố", "Beside published figures"),
        (
            Label("Mô hình", "Model"),
            Label("Bộ dữ liệu", "Benchmark"),
            Label("Chỉ số", "Measure"),
            Label("Kết quả", "Result"),
        ),
        tuple(rows),
    )
