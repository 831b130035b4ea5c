"""The one door: a file into a plan; warnings; what no provision claims."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import hoidap
from hoidap.ingest.errors import DocumentError
from hoidap.ingest.reader import ingest_version, read_plan, source_hash, understand
from hoidap.ingest.source import source_from_text
from tests.ingest.helpers import at, by_locator, read_text, wrongly_covered

TABLE = "TT\tNội dung\tChủ trì\tThời gian\n1\tTập huấn\tSở Y tế\t2026\n2\tRà soát\t\t2027\n3\tKhảo sát\tSở Y tế\t\n"


def test_a_file_is_read_with_its_text(tmp_path: Path) -> None:
    path = tmp_path / "kế-hoạch.md"
    path.write_text("# KẾ HOẠCH\n\nTriển khai\n\n## 1. Mục đích\n\nMột.", encoding="utf-8")
    plan, source = read_plan(path)
    assert plan.source == source.name == path.name
    assert source.text.startswith("# KẾ HOẠCH")
    assert (plan.kind, plan.title) == ("Kế hoạch", "Triển khai")
    assert at(source.text, by_locator(plan)["Mục 1"].spans) == "## 1. Mục đích"
    assert by_locator(plan)["Mục 1"].text == "1. Mục đích"


def test_a_file_that_cannot_be_read_is_a_document_failure(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        read_plan(tmp_path / "không-có.txt")


def test_rows_that_lack_an_agency_or_a_time_are_warned_of() -> None:
    plan = read_text(f"PHỤ LỤC\n\n{TABLE}")
    assert plan.warnings == (
        "Phụ lục, dòng 2: không có đơn vị chủ trì",
        "Phụ lục, dòng 3: không có thời gian thực hiện",
    )


def test_a_table_without_a_time_column_lacks_none() -> None:
    assert read_text("TT\tNội dung\tChủ trì\n1\tTập huấn\tSở Y tế").warnings == ()


def test_the_bars_of_a_markdown_table_are_furniture() -> None:
    text = "| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Tập huấn | Sở Y tế |\n"
    plan = read_text(text)
    assert wrongly_covered(plan, text) == []
    bars = by_locator(plan)["Dấu kẻ bảng"]
    assert bars.kind == "furniture"
    assert {text[start:end] for start, end in bars.spans} <= {"|", "||", "|---|---|---|"}
    row = next(p for p in plan.provisions if p.kind == "row")
    assert at(text, row.spans) == "1 Tập huấn Sở Y tế"


def test_spans_of_decomposed_text_point_into_it() -> None:
    composed = (
        f"KẾ HOẠCH\n\nTriển khai\n\n1. Mục đích\n\nNâng cao chất lượng.\n\nPHỤ LỤC\n\n{TABLE}"
    )
    text = unicodedata.normalize("NFD", composed)
    plan = read_text(text)
    assert wrongly_covered(plan, text) == []
    assert at(text, by_locator(plan)["Mục 1, đoạn 1"].spans) == "Nâng cao chất lượng."
    row = by_locator(plan)["Phụ lục, dòng 1"]
    assert row.assignment is not None
    assert row.assignment.lead == ("Sở Y tế",)
    lead = row.assignment.field("lead")
    assert lead is not None
    assert at(text, lead.spans) == "Sở Y tế"
    assert at(text, row.assignment.spans) == at(text, row.spans)


def test_a_document_is_understood_the_same_every_time() -> None:
    source = source_from_text("a.txt", f"PHỤ LỤC\n\n{TABLE}")
    assert understand(source) == understand(source)


def test_other_rules_are_another_version(tmp_path: Path) -> None:
    package = Path(hoidap.__file__).parent
    folders = (package / name for name in ("text", "ingest", "records"))
    assert source_hash(*folders) == ingest_version()
    (tmp_path / "data").mkdir()
    (tmp_path / "rule.py").write_text("A = 1\n", encoding="utf-8")
    before = source_hash(tmp_path)
    (tmp_path / "notes.txt").write_text("no rule", encoding="utf-8")
    assert source_hash(tmp_path) == before
    (tmp_path / "data" / "names.toml").write_text("a = 1\n", encoding="utf-8")
    assert source_hash(tmp_path) != before


def test_each_assignment_is_given_once() -> None:
    plan = read_text(
        "1. Nhân lực\n\n- Một.\n\n- Hai.\n\nĐơn vị chủ trì: Sở Y tế.\n\nThời gian thực hiện: 2026."
    )
    assert [p.locator for p in plan.assignments] == ["Mục 1"]
    assert sum(p.assignment is not None for p in plan.provisions) == 4
