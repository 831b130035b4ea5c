"""``hoidap eval`` and ``hoidap chat``: what they hand on, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.cli import main
from hoidap.eval.tables import Label


def _write_benchmark(folder: Path) -> None:
    (folder / "qrels").mkdir(parents=True)
    texts = {"d1": "Phí kiểm định cân ô tô", "d2": "Thời hạn của giấy chứng nhận"}
    for name, records in (("corpus", texts), ("queries", {"q1": "kiểm định cân"})):
        lines = [json.dumps({"_id": i, "title": "", "text": t}) for i, t in records.items()]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td1\t1\n", encoding="utf-8"
    )


@pytest.mark.parametrize("system", ["hybrid", "dense", "lexical"])
def test_retrieval(system: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write_benchmark(tmp_path / "beir")
    arguments = ["eval", "retrieval", str(tmp_path / "beir"), "--system", system]
    assert main([*arguments, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["system"] == system
    assert figures["queries"] == 1
    assert {"ndcg@10", "recall@1", "recall@3", "recall@10", "mrr@10"} <= figures.keys()
    assert figures["ndcg@10"] == 1
    assert main(arguments) == 0
    assert "ndcg@10" in capsys.readouterr().out


def test_retrieval_without_a_benchmark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "retrieval", str(tmp_path / "beir")]) == 1
    assert "beir" in capsys.readouterr().err


GOLD = {
    "id": "g1",
    "question": "Ai ký quyết định của Đồng Nai?",
    "history": [],
    "kind": "signer",
    "language": "vi",
    "must_not": [],
    "max_chars": 600,
    "evidence": [[{"source": "dong-nai-2025-quyet-dinh-1295.txt", "text": "Dương Minh Dũng"}]],
}


@pytest.mark.parametrize(("must", "status"), [("Dương Minh Dũng", 0), ("Người khác", 1)])
def test_answers_below_a_target_fail(  # noqa: PLR0913, PLR0917
    must: str,
    status: int,
    built_index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**GOLD, "must": [[must]]}) + "\n", encoding="utf-8")
    monkeypatch.setattr(
        "hoidap.eval.cli.missed", lambda report: _missed(report.engine.right.share)
    )
    arguments = ["eval", "answers", "--gold", str(gold), "--index", str(built_index)]
    assert main([*arguments, "--json", "--failures"]) == status
    shown = capsys.readouterr()
    figures = json.loads(shown.out)
    assert figures["engine"]["right"]["hits"] == 1 - status
    assert shown.err.startswith("Chưa đạt: ") == bool(status)
    assert main([*arguments, "--report", str(tmp_path / "report")]) == status
    assert (tmp_path / "report" / "answers.json").exists()


def _missed(share: float) -> list[Label]:
    return [] if share == 1 else [Label("đúng", "right")]


def test_gold_that_cannot_be_read(
    built_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--gold", str(tmp_path / "none"), "--index", str(built_index)]
    assert main(["eval", "answers", *arguments]) == 1
    assert "none" in capsys.readouterr().err
