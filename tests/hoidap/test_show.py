"""``hoidap show``."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoidap.cli import main
from hoidap.corpus import open_corpus


def _show(index: Path, *arguments: str) -> int:
    return main(["show", *arguments, "--index", str(index)])


def test_the_outline_names_every_place(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = open_corpus(built_index)
    plan = corpus.plan(corpus.sources[0])
    assert _show(built_index, plan.source) == 0
    title, *lines = capsys.readouterr().out.splitlines()
    assert plan.source in title
    shown = [line.strip().split(": ")[0] for line in lines]
    assert shown == [p.locator for p in plan.provisions if p.kind != "furniture"]
    assert any(line.startswith("    Mục I.1.a: ") for line in lines)


@pytest.mark.parametrize(
    "locator", ["Mục III.5.b", "mục iii.5.b", "Muc III.5.b", "III.5.b", "MỤC  III.5.B"]
)
def test_the_text_at_a_place_however_it_is_typed(
    locator: str, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _show(built_index, "thanh-hoa-2026", locator) == 0
    shown = capsys.readouterr().out
    assert "hàng rào kỹ thuật trong thương mại (TBT)" in shown
    assert "Mục III.5.b [" in shown
    assert "Mục III.5.a" not in shown


def test_a_heading_shows_what_stands_below_it(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _show(built_index, "thanh-hoa-2026", "Mục III.5") == 0
    shown = capsys.readouterr().out
    assert "Mục III.5.a [" in shown
    assert "Mục III.5.b [" in shown
    assert "Mục IV" not in shown


def test_a_row_shows_its_cells_under_their_headers(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _show(built_index, "dong-nai", "Phụ lục, dòng I.3") == 0
    assert "\nCơ quan chủ trì: Sở Khoa học và Công nghệ\n" in capsys.readouterr().out


def test_the_spans_shown_are_the_places_in_the_file(
    built_index: Path, documents: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _show(built_index, "dong-nai", "Điều 2") == 0
    head, text = capsys.readouterr().out.rstrip("\n").split("\n", 1)
    start, end = map(int, head.partition("[")[2].rstrip("]").split("-"))
    assert documents[0].read_text(encoding="utf-8")[start:end].strip() == text


@pytest.mark.parametrize(
    ("source", "first"),
    [("thanh-hoa", "thanh-hoa-"), ("thai-nguyn", "thai-nguyen"), ("hà nội", "")],
)
def test_an_unknown_document_lists_what_there_is(
    source: str, first: str, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _show(built_index, source) == 2
    message, *listed = capsys.readouterr().err.splitlines()
    assert f"“{source}”" in message
    assert len(listed) == (3 if source == "thanh-hoa" else 5)
    assert listed[0].strip().startswith(first)


def test_an_unknown_place_names_the_nearest(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _show(built_index, "dong-nai", "Mục IX.9") == 2
    shown = capsys.readouterr().err
    assert "“Mục IX.9”" in shown
    assert "Mục I" in shown
    assert "hoidap show dong-nai-2025-quyet-dinh-1295.txt" in shown
