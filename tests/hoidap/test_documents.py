"""``hoidap documents``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.cli import main
from tests.hoidap.records import csv_records, rows_of


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
    assert list(record)[:9] == [
        *("source", "kind", "number", "province", "issued", "period", "signer"),
        *("provisions", "assignments"),
    ]
    assert record["title"].startswith("Ban hành Kế hoạch triển khai thực hiện")
    assert record["issuer"] == "Ủy ban nhân dân tỉnh Đồng Nai"
    assert (record["year"], record["signer_title"]) == (2025, "Phó chủ tịch")
    assert "Bộ KH&CN (b/c)" in record["recipients"]
    assert len(record["bases"]) == 7
    assert records["thai-nguyen-2026-ke-hoach-876.txt"]["number"] is None


def test_csv_keeps_what_is_blank_blank(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["documents", "--format", "csv", "--index", str(built_index)]) == 0
    rows = {r["source"]: r for r in csv_records(capsys.readouterr().out)}
    assert rows["thai-nguyen-2026-ke-hoach-876.txt"]["number"] == ""
    assert rows["thai-nguyen-2026-ke-hoach-876.txt"]["period"] == "2026-2035"
    assert rows["dong-nai-2025-quyet-dinh-1295.txt"]["period"] == "2025-"


def test_excel_says_that_it_is_blank(
    built_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "documents.xlsx"
    assert main(["documents", "-o", str(path), "--index", str(built_index)]) == 0
    assert capsys.readouterr().out == ""
    header, *rows = rows_of(path.read_bytes())
    by_name = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    blank = by_name["thai-nguyen-2026-ke-hoach-876.txt"]
    assert (blank["Số"], blank["Giai đoạn"]) == ("(để trống)", "2026-2035")
    assert by_name["dong-nai-2025-quyet-dinh-1295.txt"]["Giai đoạn"] == "2025 trở đi"
    assert by_name["dong-nai-2025-quyet-dinh-1295.txt"]["Phân công"] == 26


def test_english(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--index", str(built_index), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Source\tKind\tNumber")
    assert "(blank)" in shown
