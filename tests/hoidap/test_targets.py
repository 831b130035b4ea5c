"""``hoidap targets``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoidap.cli import main
from hoidap.corpus import open_corpus
from hoidap.text.vietnamese import squeeze

FIELDS = [
    *("source", "province", "locator", "section", "number", "bound", "unit", "when"),
    *("text", "spans"),
]


def _targets(
    index: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, Any]]:
    assert main(["targets", "--format", "json", "--index", str(index), *arguments]) == 0
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return records


def test_a_figure_and_where_it_stands(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _targets(built_index, capsys, "--source", "thanh-hoa-2026")
    (found,) = [record for record in records if record["number"] == "200"]
    assert list(found) == FIELDS
    assert (found["bound"], found["unit"]) == ("ít nhất", "doanh nghiệp")
    assert found["locator"] == "Mục II.2.1.c"
    text = open_corpus(built_index).text(found["source"])
    quoted = squeeze(" ".join(text[start:end] for start, end in found["spans"]))
    assert "ít nhất 200 doanh nghiệp" in quoted


def test_a_province_and_a_year(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _targets(built_index, capsys, "--province", "thanh hoa", "--year", "2023")
    assert records
    assert {r["source"] for r in records} == {"thanh-hoa-2021-ke-hoach-nang-suat.txt"}


def test_the_header_alone_where_there_is_none(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["targets", "--year", "1990", "--lang", "en", "--index", str(built_index)]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "Source\tProvince\tPlace\tFigure\tBound\tUnit\tWhen\tText"
    ]
    assert shown.err == "There is no target (year “1990”); ask for less.\n"
