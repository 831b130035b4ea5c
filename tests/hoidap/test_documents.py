"""``hoidap documents``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.cli import main


def test_a_line_for_every_document(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["documents", "--index", str(built_index)]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split("\t")[:3] == ["Tệp", "Loại", "Số"]
    rows = {line.split("\t")[0]: line.split("\t") for line in lines}
    assert len(rows) == 5
    assert rows["dong-nai-2025-quyet-dinh-1295.txt"][1:7] == [
        *("Quyết định", "1295/QĐ-UBND", "Đồng Nai", "2025-04-23", "2025 trở đi"),
        "Dương Minh Dũng",
    ]
    blank = rows["thai-nguyen-2026-ke-hoach-876.txt"]
    assert blank[2:6] == ["(để trống)", "Thái Nguyên", "(để trống)", "2026-2035"]


def test_json(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--format", "json", "--index", str(built_index)]) == 0
    records = {record["source"]: record for record in json.loads(capsys.readouterr().out)}
    record = records["dong-nai-2025-quyet-dinh-1295.txt"]
    assert record["number"] == "1295/QĐ-UBND"
    assert record["issued"] == "2025-04-23"
    assert record["period"] == [2025, None]
    assert record["assignments"] == 26
    assert records["thai-nguyen-2026-ke-hoach-876.txt"]["number"] is None


def test_english(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--index", str(built_index), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Source\tKind\tNumber")
    assert "(blank)" in shown
