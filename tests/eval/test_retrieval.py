"""Retrieval on a benchmark: each system ranks with the project's own search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.eval.beir import BenchmarkError
from hoidap.eval.cli import run_retrieval
from hoidap.eval.retrieval import DEPTH, MEASURES, SYSTEMS, compare, evaluate
from hoidap.index.embedding import MODEL_FOLDER, Embedder
from hoidap.ingest.errors import UserError

TEXTS = {
    "d1": ("Đo lường", "Kiểm định phương tiện đo nhóm 2 là bắt buộc."),
    "d2": ("Tiêu chuẩn", "Doanh nghiệp công bố tiêu chuẩn cơ sở."),
    "d3": ("Mã số, mã vạch", "Truy xuất nguồn gốc sản phẩm, hàng hóa."),
}
QUERIES = {"q1": "truy xuat nguon goc", "q2": "kiểm định phương tiện đo", "q3": "chưa ai xét"}


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    corpus = [{"_id": i, "title": t, "text": x} for i, (t, x) in TEXTS.items()]
    queries = [{"_id": i, "text": x} for i, x in QUERIES.items()]
    # q2's second relevant document is not in the corpus: at most half can be found.
    qrels = ["query-id\tcorpus-id\tscore", "q1\td3\t1", "q2\td1\t1", "q2\tgone\t1"]
    (tmp_path / "qrels").mkdir()
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(qrels) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("system", SYSTEMS)
def test_figures_of_each_system(benchmark: Path, system: str, embedder: Embedder) -> None:
    figures = evaluate(benchmark, system, embedder=embedder)
    assert figures.pop("ms_per_query") > 0
    for name in MEASURES:
        low, high = figures.pop(f"{name}_low"), figures.pop(f"{name}_high")
        assert low <= figures[name] <= high
    ideal = 1 + 0.6309297535714575  # two relevant documents at the first two places
    assert figures == {
        "system": system,
        "documents": 3,
        "queries": 2,
        "ndcg@10": round((1 + 1 / ideal) / 2, 4),
        "recall@1": 0.75,
        "recall@3": 0.75,
        "recall@10": 0.75,
        "mrr@10": 1.0,
    }


def test_only_the_lexical_system_needs_no_embedding(benchmark: Path) -> None:
    class Failing:
        name, hash, dimension = "failing", "failing", 8

        def encode_passages(self, texts: object) -> None:
            raise RuntimeError("encoded")

        encode_queries = encode_passages

    assert evaluate(benchmark, "lexical", embedder=Failing())["mrr@10"] == 1.0  # type: ignore[arg-type]
    for system in ("dense", "hybrid"):
        with pytest.raises(RuntimeError, match="encoded"):
            evaluate(benchmark, system, embedder=Failing())  # type: ignore[arg-type]


def test_only_the_first_ten_count(tmp_path: Path, benchmark: Path, embedder: Embedder) -> None:
    with (benchmark / "corpus.jsonl").open("a", encoding="utf-8") as file:
        for number in range(DEPTH):
            text = "kiểm định phương tiện đo " * 3
            file.write(json.dumps({"_id": f"x{number}", "title": text, "text": text}) + "\n")
    assert evaluate(benchmark, "lexical", embedder=embedder)["recall@10"] == 0.5


def test_unknown_system_is_named_with_those_there_are(benchmark: Path) -> None:
    with pytest.raises(UserError, match="sparse.*lexical, dense, hybrid"):
        evaluate(benchmark, "sparse")


def test_folder_that_is_no_benchmark(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="corpus.jsonl"):
        evaluate(tmp_path, "lexical")


def test_printed_as_table_or_json(benchmark: Path) -> None:
    assert json.loads(run_retrieval(benchmark, "lexical", as_json=True))["queries"] == 2
    shown = run_retrieval(benchmark, "lexical", language="en")
    assert "recall@1" in shown and "0.75" in shown
    assert "0,75" in run_retrieval(benchmark, "lexical")


def test_a_comparison(benchmark: Path, embedder: Embedder) -> None:
    """Every system as it is alone; the gain is the difference, its bounds around it."""
    compared = compare(benchmark, embedder=embedder)
    for system in SYSTEMS:
        alone, together = (
            evaluate(benchmark, system, embedder=embedder),
            compared.figures(system),
        )
        assert alone.pop("ms_per_query") > 0 < together.pop("ms_per_query")
        assert alone == together
    gain = compared.gain("hybrid", "lexical")
    assert (gain["system"], gain["minus"]) == ("hybrid", "lexical")
    for name in MEASURES:
        difference = compared.figures("hybrid")[name] - compared.figures("lexical")[name]
        assert gain[name] == pytest.approx(difference, abs=2e-4)
        assert gain[f"{name}_low"] <= gain[name] <= gain[f"{name}_high"]
    assert not any(
        value for value in compared.gain("dense", "dense").values() if value != "dense"
    )


def test_any_model_by_its_folder(benchmark: Path) -> None:
    """The shipped one, loaded as any other, ranks as it does without torch."""
    pytest.importorskip("sentence_transformers")
    shipped = evaluate(benchmark, "dense")
    loaded = evaluate(benchmark, str(MODEL_FOLDER))
    for key in ("system", "ms_per_query"):
        assert shipped.pop(key) != loaded.pop(key)
    assert shipped == loaded


def test_a_comparison_is_printed(benchmark: Path) -> None:
    """Without a system named: all of them, the product's own figures where they ever were."""
    data = json.loads(run_retrieval(benchmark, as_json=True))
    assert data["system"] == "hybrid"
    assert [figures["system"] for figures in data["compared"]] == list(SYSTEMS)
    assert {"ndcg@10_low", "recall@1_high"} <= data["compared"][0].keys()
    assert [gain["minus"] for gain in data["gains"]] == ["lexical", "dense"]
    shown = run_retrieval(benchmark, language="en")
    assert all(system in shown for system in SYSTEMS)
    assert "hybrid − lexical" in shown
    assert "hybrid − dense" in run_retrieval(benchmark, "dense", compare=True)
    assert "compared" not in json.loads(run_retrieval(benchmark, "dense", as_json=True))


def test_a_comparison_is_written_as_a_report(benchmark: Path, tmp_path: Path) -> None:
    from hoidap.eval.cli import run_retrieval
    from tests.quoted_figures import figures

    shown = json.loads(run_retrieval(benchmark, as_json=True, report_folder=tmp_path))
    named = figures(tmp_path)
    assert float(named["retrieval.systems.hybrid.recall@1"]) == shown["recall@1"]
    assert named["retrieval.benchmark"] == benchmark.name
    text = (tmp_path / "retrieval.md").read_text(encoding="utf-8")
    assert "| hybrid − lexical |" in text and "\n… " not in text
