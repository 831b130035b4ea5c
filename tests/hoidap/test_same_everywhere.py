"""The same records, with the same figures, in every form of every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoidap.cli import main
from hoidap.listing import as_text
from hoidap.text.vietnamese import squeeze
from tests.hoidap.records import csv_rows, rows_of

COMMANDS = [
    ["tasks"],
    ["tasks", "--agency", "Sở KH&CN", "--year", "2027"],
    ["targets"],
    ["deadlines", "--from", "2026-06-01", "--until", "2027-12-31"],
    ["support"],
    ["compare", "thanh-hoa-2026", "Thái Nguyên"],
]
FIGURES = {"number", "day", "month", "year", "similarity", "a_value", "b_value", "when", "time"}


def _text(path: Path, *command: str) -> str:
    assert main([*command, "-o", str(path)]) == 0
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_screen_and_files_say_the_same(
    command: list[str], built_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [*command, "--index", str(built_index)]
    records = json.loads(_text(tmp_path / "a.json", *command))
    keys = list(records[0])
    assert all(list(record) == keys for record in records)

    header, *rows = csv_rows(_text(tmp_path / "a.csv", *command))
    assert header == keys
    assert rows == [[as_text(value) for value in record.values()] for record in records]

    assert main([*command, "-o", str(tmp_path / "a.xlsx")]) == 0
    titles, *cells = rows_of((tmp_path / "a.xlsx").read_bytes())
    assert (len(titles), len(cells)) == (len(keys), len(records))
    for record, row in zip(records, cells, strict=True):
        for (key, value), cell in zip(record.items(), row, strict=True):
            if key in FIGURES or key.endswith(("source", "locator", "spans")):
                assert str("" if cell is None else cell) == as_text(value)

    capsys.readouterr()
    assert main(command) == 0
    shown, *lines = capsys.readouterr().out.splitlines()
    columns = shown.split("\t")
    assert set(columns) <= set(titles)
    places = [titles.index(column) for column in columns]
    as_shown = [
        [squeeze(str("" if row[place] is None else row[place])) for place in places]
        for row in cells
    ]
    assert [line.split("\t") for line in lines] == as_shown
