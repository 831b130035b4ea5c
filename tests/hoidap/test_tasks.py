"""``hoidap tasks``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hoidap.cli import main
from hoidap.corpus import open_corpus
from hoidap.text.vietnamese import squeeze
from tests.hoidap.records import csv_records

FIELDS = [
    *("source", "number", "section", "task", "lead", "coordinate"),
    *("time", "output", "spans"),
    *("kind", "locator", "province", "lead_names", "coordinate_names", "other"),
    "binding",
]


def _tasks(
    index: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, Any]]:
    assert main(["tasks", "--format", "json", "--index", str(index), *arguments]) == 0
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return records


def test_every_assignment_once(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _tasks(built_index, capsys)
    corpus = open_corpus(built_index)
    kinds = Counter(record["kind"] for record in records)
    assert kinds["row"] + kinds["clause"] == sum(
        len(corpus.plan(source).assignments) for source in corpus.sources
    )
    assert kinds["duty"] > 0
    places = [(record["source"], str(record["spans"])) for record in records]
    assert len(set(places)) == len(places)
    for record in records:
        assert list(record) == FIELDS
        text = corpus.text(record["source"])
        quoted = squeeze(" ".join(text[start:end] for start, end in record["spans"]))
        assert record["task"][:40] in quoted
        assert corpus.province(record["source"]) == record["province"]
        assert record["locator"].endswith(record["number"])


def test_a_row(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _tasks(built_index, capsys, "--province", "Thanh Hóa")
    row = next(
        r for r in records if r["number"] == "2.3" and r["source"].startswith("thanh-hoa-2025")
    )
    assert row["section"].startswith("Phụ lục › 2 ")
    assert row["task"].startswith("Đổi mới, nâng cao hiệu quả công tác quản lý nhà nước")
    assert row["lead"] == ["Sở Khoa học và Công nghệ"]
    assert row["coordinate"][0] == "Sở Nông nghiệp và Môi trường"
    assert row["time"] == "Hằng năm"
    assert row["output"] == "Báo cáo UBND tỉnh kết quả triển khai thực hiện"
    clause = next(r for r in records if r["number"] == "III.5.b")
    assert clause["lead"] == ["Sở Khoa học và Công nghệ"]


@pytest.mark.parametrize("name", ["Thái Nguyên", "thai nguyen", "tỉnh Thái Nguyên"])
def test_a_province_however_it_is_typed(
    name: str, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _tasks(built_index, capsys, "--province", name)
    assert {record["source"] for record in records} == {"thai-nguyen-2026-ke-hoach-876.txt"}


def test_a_province_that_is_not_there(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tasks", "--province", "Hà Nội", "--index", str(built_index)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "“Hà Nội”" in shown.err
    assert "Thanh Hóa" in shown.err


@pytest.mark.parametrize("name", ["Sở KH&CN", "so khoa hoc va cong nghe", "Sở KHCN"])
def test_an_agency_in_any_of_its_forms(
    name: str, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full = _tasks(built_index, capsys, "--agency", "Sở Khoa học và Công nghệ")
    assert len(full) > 40
    assert {record["source"][:4] for record in full} == {"dong", "thai", "than"}
    assert _tasks(built_index, capsys, "--agency", name) == full


def test_an_agency_without_assignments(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["tasks", "--index", str(built_index), "--format", "json"]
    assert main([*arguments, "--agency", "Sở Du lịch vũ trụ", "--direct"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == []
    assert "“Sở Du lịch vũ trụ”" in shown.err
    assert "gần nhất: Sở" in shown.err
    # A company is bound where "các doanh nghiệp" are named, and nowhere else.
    assert main([*arguments, "--agency", "Công ty cổ phần Vũ trụ"]) == 0
    bound = json.loads(capsys.readouterr().out)
    assert bound
    for task in bound:
        assert any("doanh nghiệp" in name for name in (*task["lead"], *task["coordinate"]))


def test_what_binds_an_agency_through_a_collective_is_marked(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _tasks(built_index, capsys, "--agency", "so noi vu")
    marked = {record["binding"] for record in records}
    assert marked == {"direct", "general"}
    for record in records:
        named = any("Sở Nội vụ" in name for name in record["lead"] + record["coordinate"])
        assert record["binding"] == ("direct" if named else "general")
    direct = _tasks(built_index, capsys, "--agency", "Sở Nội vụ", "--direct")
    assert direct == [record for record in records if record["binding"] == "direct"]
    assert main(["tasks", "--agency", "Sở Nội vụ", "--index", str(built_index)]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split("\t")[-1] == "Giao cho"
    assert {line.split("\t")[-1] for line in lines} == {"trực tiếp", "chung"}


def test_an_agency_that_nobody_names_is_said_to_be_none(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["tasks", "--agency", "Sở Du lịch vũ trụ", "--index", str(built_index)]
    assert main([*arguments, "--format", "json"]) == 0
    shown = capsys.readouterr()
    assert {record["binding"] for record in json.loads(shown.out)} == {"general"}
    assert "đích danh “Sở Du lịch vũ trụ”" in shown.err


def test_csv_holds_the_same(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _tasks(built_index, capsys)
    assert main(["tasks", "--format", "csv", "--index", str(built_index)]) == 0
    rows = csv_records(capsys.readouterr().out)
    assert list(rows[0]) == FIELDS
    assert [row["task"] for row in rows] == [record["task"] for record in records]
    assert [row["lead"].split("; ") for row in rows] == [record["lead"] for record in records]


def test_the_table_has_a_line_for_each(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _tasks(built_index, capsys)
    assert main(["tasks", "--index", str(built_index)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(records) + 1


@pytest.mark.parametrize("kind", ["row", "clause", "duty"])
def test_one_kind(kind: str, built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _tasks(built_index, capsys, "--kind", kind)
    everything = _tasks(built_index, capsys)
    assert records == [record for record in everything if record["kind"] == kind]
    assert records


def test_one_document(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _tasks(built_index, capsys, "--source", "thanh-hoa-2021")
    assert {record["source"] for record in records} == {"thanh-hoa-2021-ke-hoach-nang-suat.txt"}
    assert main(["tasks", "--source", "thanh-hoa", "--index", str(built_index)]) == 2
    assert "“thanh-hoa”" in capsys.readouterr().err


def test_one_year(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {r["source"] for r in _tasks(built_index, capsys, "--year", "2023")} == {
        "thanh-hoa-2021-ke-hoach-nang-suat.txt"
    }
    records = _tasks(built_index, capsys, "--year", "2034")
    assert {"thanh-hoa-2026-ke-hoach-876.txt", "thai-nguyen-2026-ke-hoach-876.txt"} <= {
        record["source"] for record in records
    }
    assert not [record for record in records if record["source"].startswith("thanh-hoa-2021")]


def test_names_as_the_glossary_has_them(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _tasks(built_index, capsys)
    named = [r for r in records if "Sở Khoa học và Công nghệ" in r["lead_names"]]
    assert {r["source"][:4] for r in named} == {"dong", "thai", "than"}


def test_nothing_found_says_what_was_looked_for(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "tasks",
        "--province",
        "Đồng Nai",
        "--year",
        "1999",
        "--index",
        str(built_index),
    ]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "Đồng Nai" in shown.err
    assert "1999" in shown.err
    assert main([*arguments, "--lang", "en", "--format", "csv"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "\ufeff" + ",".join(FIELDS) + "\r\n"
    assert shown.err == (
        "There is no assignment (province “Đồng Nai”, year “1999”); ask for less.\n"
    )
