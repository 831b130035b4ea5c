"""``hoidap compare``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoidap.cli import main
from hoidap.commands.compare import Side, columns, compared
from hoidap.listing import Listing
from hoidap.records.reading import Records
from tests.hoidap.records import rows_of, target, task

OURS, THEIRS = "thanh-hoa-2026", "Thái Nguyên"


def _compare(
    index: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, Any]]:
    assert main(["compare", *arguments, "--format", "json", "--index", str(index)]) == 0
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return records


def test_the_figures_of_two_provinces_side_by_side(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _compare(built_index, capsys, OURS, THEIRS)
    (found,) = [r for r in records if r["a_value"] == "ít nhất 200 doanh nghiệp"]
    assert found["kind"] == "target"
    assert found["b_value"] == "ít nhất 70 doanh nghiệp"
    assert found["a_source"] == "thanh-hoa-2026-ke-hoach-876.txt"
    assert (found["a_locator"], found["b_locator"]) == ("Mục II.2.1.c", "Mục II.2.1.c")
    assert found["a_spans"]
    assert found["similarity"] > 0.5


def test_every_target_and_task_stands_once_on_its_side(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _compare(built_index, capsys, OURS, THEIRS)
    for letter, arguments in (("a", ("--source", OURS)), ("b", ("--province", THEIRS))):
        for kind, command in (("target", "targets"), ("task", "tasks")):
            to_json = ["--format", "json", "--index", str(built_index)]
            assert main([command, *arguments, *to_json]) == 0
            expected = [
                (one["locator"], one["spans"]) for one in json.loads(capsys.readouterr().out)
            ]
            found = [
                (one[f"{letter}_locator"], one[f"{letter}_spans"])
                for one in records
                if one["kind"] == kind and one[f"{letter}_text"] is not None
            ]
            assert sorted(found) == sorted(expected)


def test_pairs_first_the_likest_on_top_then_what_one_side_has(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _compare(built_index, capsys, OURS, THEIRS)
    degrees = [record["similarity"] for record in records]
    paired = [degree for degree in degrees if degree is not None]
    assert degrees[len(paired) :] == [None] * (len(degrees) - len(paired))
    for kind in ("target", "task"):
        of_kind = [r["similarity"] for r in records[: len(paired)] if r["kind"] == kind]
        assert of_kind == sorted(of_kind, reverse=True)
    for record in records[len(paired) :]:
        assert (record["a_text"] is None) != (record["b_text"] is None)


def test_sides_swap(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def pairs(records: list[dict[str, Any]], one: str, other: str) -> set[tuple[str, str]]:
        return {
            (record[f"{one}_text"], record[f"{other}_text"])
            for record in records
            if record["similarity"] is not None
        }

    there = _compare(built_index, capsys, OURS, THEIRS)
    back = _compare(built_index, capsys, THEIRS, OURS)
    assert pairs(there, "a", "b") == pairs(back, "b", "a")


def test_the_columns_bear_the_names(
    built_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "compare.xlsx"
    arguments = ["compare", "thanh hoa", "dong-nai", "-o", str(path), "--lang", "en"]
    assert main([*arguments, "--index", str(built_index)]) == 0
    header = rows_of(path.read_bytes())[0]
    assert header[:4] == ["Kind", "Similarity", "Thanh Hóa: text", "Thanh Hóa: figure, lead"]
    assert "dong-nai-2025-quyet-dinh-1295.txt: text" in header
    assert "pairs about the same matter" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("Hà Nội", "Thanh Hóa"), "“Hà Nội”"),
        (("Thanh Hóa", "thanh-hoa"), "“thanh-hoa”"),
        (("Thanh Hóa", "thanh-hoa-2021"), "thanh-hoa-2021-ke-hoach-nang-suat.txt"),
        (("Đồng Nai", "dong nai"), "dong-nai-2025-quyet-dinh-1295.txt"),
    ],
)
def test_sides_that_cannot_be_compared(
    arguments: tuple[str, str],
    named: str,
    built_index: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", *arguments, "--index", str(built_index)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert named in shown.err


def test_what_is_shown_of_each() -> None:
    text = "Có 40% cơ sở sản xuất được tập huấn"
    ours = Records(
        tasks=(task(lead=("Sở Y tế", "Sở Nội vụ"), time="Hằng năm"),),
        targets=(target(text, "40", unit="%", bound="trên", when="2026"),),
    )
    theirs = Records(
        targets=(target(text.replace("40", "9,5"), "9,5", unit="%", source="b.txt"),)
    )
    found = compared(Side("A", ("a.txt",), (ours,)), Side("B", ("b.txt",), (theirs,)))
    first, second = Listing.of("", "", columns("A", "B"), found).rows
    assert (first["similarity"], first["a_value"], first["b_value"]) == (
        1.0,
        "trên 40%",
        "9,5%",
    )
    assert (first["a_time"], first["b_time"], first["b_source"]) == ("2026", "", "b.txt")
    assert first["a_spans"] == [[0, 4]]
    assert (second["kind"], second["similarity"]) == ("task", None)
    assert (second["a_value"], second["a_time"]) == ("Sở Y tế; Sở Nội vụ", "Hằng năm")
    assert {value for key, value in second.items() if key.startswith("b_")} == {None}
