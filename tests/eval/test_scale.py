"""The measurement at scale: the documents it makes, what it measures, its report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hoidap.eval.bench_scale import run
from hoidap.eval.made_corpus import make_corpus, questions
from hoidap.eval.made_passages import make_passages, searched
from hoidap.eval.scale import Many, Memory, Scale, Size, Threads, exponent, missed, write_scale
from hoidap.ingest.reader import read_plan

GOOD = Size(
    documents=500, passages=42_500, build_s=5.0, build_per_s=100.0, rebuild_s=0.1,
    index_mb=50.0, open_ms=5.0, ask_s=0.8, ask_mb=120.0, search_ms=9.0, search_within_ms=8.0,
    answer_ms=30.0, answer_within_ms=20.0,
)  # fmt: skip
WHOLE = Scale(
    cores=2, load=0.0, sizes=(replace(GOOD, documents=5, build_per_s=9.0), GOOD),
    threads=(Threads(50, 1, 100.0, 1.0), Threads(50, 8, 90.0, 0.9)),
    memory=Memory(500, 5000, 300.0, 310.0),
    many=Many(1_000_000, 90.0, 900.0, 40.0, 30.0, 800.0),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make_corpus(documents, 20, folder)
    return folder


def test_made_documents_are_read_like_real_ones(made: Path) -> None:
    plans = [read_plan(path)[0] for path in sorted(made.iterdir())]
    assert len({plan.province for plan in plans}) == len(plans) == 20
    assert all(len(plan.provisions) > 20 for plan in plans)
    assert len({path.read_text(encoding="utf-8") for path in made.iterdir()}) == 20


def test_the_same_seed_makes_the_same_documents(
    made: Path, documents: list[Path], tmp_path: Path
) -> None:
    make_corpus(documents, 20, tmp_path)
    for path in made.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    asked = list(questions(documents, 50))
    assert asked == list(questions(documents, 50))
    assert len(set(asked)) == 50


def test_made_passages_are_found_in_their_province(
    documents: list[Path], tmp_path: Path
) -> None:
    make_passages(documents, 7000, tmp_path)
    figures = searched(tmp_path, documents)
    assert set(figures) == {"search_ms", "search_within_ms", "peak_mb"}
    assert all(figure > 0 for figure in figures.values())


def test_a_small_run_measures_every_figure() -> None:
    scale = run([5], whole=False)
    (size,) = scale.sizes
    assert size.documents == 5 and size.passages > 300
    assert all(value > 0 for value in (size.index_mb, size.ask_mb, size.answer_ms))


def test_what_reaches_its_target_is_not_missed() -> None:
    assert missed(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ask_s": 1.3}, "500: hoidap ask 1.3 s"),
        ({"ask_mb": 301.0}, "500: hoidap ask 301.0 MB"),
        ({"answer_within_ms": 61.0}, "500: p95 61.0 ms"),
        ({"build_per_s": 59.9}, "500: build 59.9/s"),
        ({"rebuild_s": 0.3}, "500: rebuild 0.3 s"),
    ],
)
def test_a_missed_target_is_named(change: dict[str, float], said: str) -> None:
    scale = replace(WHOLE, sizes=(replace(GOOD, **change),))  # type: ignore[arg-type]
    assert [label.vi for label in missed(scale)] == [said]


def test_threads_memory_and_many_passages_have_targets() -> None:
    scale = replace(
        WHOLE, threads=(Threads(50, 8, 70.0, 0.7),), memory=Memory(500, 5000, 300.0, 331.0),
        many=Many(1_000_000, 90.0, 900.0, 40.0, 61.0, 1600.0),
    )  # fmt: skip
    assert len(missed(scale)) == 4


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert exponent([5, 500, 5000], [1.0, 10.0, 10**1.5]) == 0.5
    assert exponent([5], [3.0]) == 0.0


def test_the_report_holds_every_figure(tmp_path: Path) -> None:
    write_scale(WHOLE, tmp_path)
    text = (tmp_path / "scale.md").read_text(encoding="utf-8")
    data = json.loads((tmp_path / "scale.json").read_text(encoding="utf-8"))
    assert "100,0" in text and "310,0 MB" in text and "1000000" in text
    assert data["sizes"]["500"]["answer_ms"] == 30.0
    assert set(data["growth"]) >= {"build_s", "open_ms", "answer_ms"}
