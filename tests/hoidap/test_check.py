"""``hoidap check``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hoidap.checking import check, numbering_faults, tables_of, unknown_agencies
from hoidap.cli import main
from hoidap.ingest.plan import Field, Provision
from hoidap.ingest.reader import read_plan, understand
from hoidap.ingest.source import source_from_text
from tests.hoidap.records import plan as made_plan
from tests.hoidap.records import task

MADE = """\
ỦY BAN NHÂN DÂN TỈNH THANH HÓA
Số: 12/KH-UBND
Thanh Hóa, ngày 5 tháng 3 năm 2026

KẾ HOẠCH
Nâng cao chất lượng giai đoạn 2026 - 2030

I. MỤC TIÊU
1. Hằng năm có ít nhất 20 doanh nghiệp được hướng dẫn.
2. Đến năm 2030 có 100% sản phẩm OCOP được kiểm tra.
4. Đến năm 2030 có 05 mô hình điểm.
I. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ chủ trì, báo cáo UBND tỉnh trước ngày 15/12 hằng năm.

PHỤ LỤC
TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian
1\tĐào tạo cán bộ quản lý\tSở Tư phps\tNăm 2026
2\tTuyên truyền về chất lượng\tSở Y tế\t
3\tKiểm tra hàng hóa\t\tHằng năm
5\tHỗ trợ doanh nghiệp nhỏ\tcác sở liên quan\tNăm 2027
"""


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:  # noqa: ANN401
    assert main(["check", *arguments, "--format", "json"]) == status
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a document with faults."""
    path = tmp_path / "made.txt"
    path.write_text(MADE, encoding="utf-8")
    return path


def test_what_was_understood(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report,) = _json(capsys, str(made))
    assert report["error"] is None
    assert report["metadata"]["number"] == "12/KH-UBND"
    assert report["metadata"]["period"] == [2026, 2030]
    assert report["metadata"]["signer"] is None
    assert {"level": 0, "locator": "Mục I", "text": "I. MỤC TIÊU"} in report["outline"]
    (table,) = report["tables"]
    assert (table["locator"], table["rows"]) == ("Phụ lục", 4)
    assert [(c["header"], c["role"], c["filled"]) for c in table["columns"][1:]] == [
        ("Nhiệm vụ", "task", 4),
        ("Cơ quan chủ trì", "lead", 3),
        ("Thời gian", "time", 3),
    ]
    counts = report["counts"]
    assert counts["tasks"]["row"] == 4
    assert counts["targets"] == 3
    assert counts["deadlines"] == 1


def test_what_to_look_at(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report,) = _json(capsys, str(made))
    warnings = report["warnings"]
    assert "Phụ lục, dòng 2: không có thời gian thực hiện" in warnings
    assert "Phụ lục, dòng 3: không có đơn vị chủ trì" in warnings
    assert (
        "Phụ lục, dòng 1: đơn vị không có trong bảng tên: Sở Tư phps; gần nhất: Sở Tư pháp"
        in warnings
    )
    assert "Phụ lục, dòng 3: tiếp theo là 5; có thể thiếu 1 phần ở giữa" in warnings
    assert "Mục I: số này có 2 lần; có thể văn bản đánh nhầm số" in warnings
    assert "Mục I.2: tiếp theo là 4; có thể thiếu 1 phần ở giữa" in warnings
    assert not [warning for warning in warnings if "các sở liên quan" in warning]


def test_in_english(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(made), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "  Signer: (blank)\n" in shown
    assert "    Phụ lục: 4 rows\n" in shown
    assert "      Cơ quan chủ trì → lead (3/4)\n" in shown
    assert "    Phụ lục, dòng 2: no time is given\n" in shown
    assert "  To look at:\n" in shown


def test_the_text_says_what_the_json_says(
    documents: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(documents[0].parent)
    reports = _json(capsys, folder)
    assert main(["check", folder]) == 0
    parts = capsys.readouterr().out.removesuffix("\n\n").split("\n\n")
    assert [part.split("\n")[0] for part in parts] == [report["source"] for report in reports]
    assert len(reports) == len(documents)
    for part, report in zip(parts, reports, strict=True):
        counts = report["counts"]
        assert f"    Nhiệm vụ: {sum(counts['tasks'].values())} (" in part
        assert f"    Chỉ tiêu: {counts['targets']}\n" in part
        assert f"    Thời hạn: {counts['deadlines']}\n" in part
        assert f"    Hỗ trợ: {counts['support']}\n" in part
        for warning in report["warnings"]:
            assert f"    {warning}" in part
        for heading in report["outline"]:
            assert f"{heading['locator']}: {heading['text']}" in part


def test_faults_of_the_corpus_are_seen(documents: list[Path]) -> None:
    dong_nai = next(path for path in documents if path.name.startswith("dong-nai"))
    shown = [remark.vi for remark in check(read_plan(dong_nai)[0]).remarks]
    # The plan numbers two chapters 6, its annex two groups VII and none VI.
    assert "Mục II.6: số này có 2 lần; có thể văn bản đánh nhầm số" in shown
    assert "Phụ lục, dòng VII: số này có 2 lần; có thể văn bản đánh nhầm số" in shown
    assert "Phụ lục, dòng V: tiếp theo là VII; có thể thiếu 1 phần ở giữa" in shown


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_shown(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = made.with_name("binary.txt")
    binary.write_bytes(bytes(range(256)) * 9)
    arguments = ["check", str(binary), str(made), "--format", "json"]
    assert main(arguments) == 3
    shown = capsys.readouterr()
    first, second = json.loads(shown.out)
    assert first["source"] == "binary.txt"
    assert first["error"] in shown.err
    assert second["error"] is None
    assert main(["check", str(binary)]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "binary.txt" in shown.err


@pytest.mark.parametrize("name", ["no-such.txt", "empty"])
def test_nothing_to_read_names_the_next_step(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / name)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert name in shown.err
    assert "hoidap check DOCUMENTS" in shown.err


def test_a_table_without_a_lead_or_a_time_is_named() -> None:
    text = "PHỤ LỤC\nTT\tNội dung\tKinh phí\n1\tĐào tạo\t10\n2\tKiểm tra\t20\n"
    plan = understand(source_from_text("a.txt", text))
    (table,) = tables_of(plan)
    assert [column.role for column in table.columns] == ["number", "task", "other"]
    shown = [remark.en for remark in check(plan).remarks]
    assert "Phụ lục: the table has no column of lead agencies" in shown
    assert "Phụ lục: the table has no column of times" in shown


def test_a_document_in_order_has_nothing_to_look_at() -> None:
    text = "I. MỤC TIÊU\n1. Một.\n2. Hai.\nII. TỔ CHỨC\nIII. KINH PHÍ\nIV. KHÁC\n"
    assert list(numbering_faults(understand(source_from_text("a.txt", text)))) == []


def test_an_unknown_agency_is_named_once_with_its_places() -> None:
    tasks = [
        task(lead=("Sở Vũ trụ",), locator="Mục 1"),
        task(lead=("Sở KH&CN",), coordinate=("Sở Vũ trụ",), locator="Mục 2"),
        task(lead=("Các đơn vị liên quan", "UBND các xã, phường", "doanh nghiệp")),
    ]
    (remark,) = unknown_agencies(tasks)
    assert remark.en.startswith(
        "Mục 1; Mục 2: an agency that the table of names does not hold: Sở Vũ trụ"
    )


def test_two_tables_at_one_place_are_two() -> None:
    first = "TT\tNhiệm vụ\tCơ quan chủ trì\n1\tĐào tạo cán bộ\tSở Y tế\n2\tKiểm tra\tSở Y tế\n"
    second = "TT\tNội dung\tThời gian\n1\tTuyên truyền\tNăm 2026\n2\tTập huấn\tNăm 2027\n"
    text = f"PHỤ LỤC\n{first}\nBảng thứ hai như sau đây.\n\n{second}"
    plan = understand(source_from_text("a.txt", text))
    tables = list(tables_of(plan))
    assert [table.rows for table in tables] == [2, 2]
    assert [table.columns[2].role for table in tables] == ["lead", "time"]
    assert list(numbering_faults(plan)) == []


def test_rows_without_a_header_are_a_table_of_their_own() -> None:
    group = Provision("Phụ lục I, nhóm “Đào tạo, tập huấn”", "group", "Đào tạo, tập huấn", ())
    field = Field("Nội dung", "task", "Đào tạo", ())
    row = Provision("Phụ lục I, dòng 1", "row", "Đào tạo", (), fields=(field,))
    other = replace(row, locator="Phụ lục II, dòng 1")
    tables = list(tables_of(replace(made_plan(), provisions=(group, row, other))))
    assert [(table.locator, table.rows, table.groups) for table in tables] == [
        ("Phụ lục I", 1, 1),
        ("Phụ lục II", 1, 0),
    ]
    assert tables[0].columns[0].header == "Nội dung"
