"""``hoidap deadlines``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoidap.cli import main
from tests.hoidap.records import events_of

FIELDS = [
    *("source", "province", "locator", "when", "day", "month", "year", "frequency"),
    *("is_report", "reporters", "receivers", "text", "spans", "due"),
    "binding",
]


def _deadlines(
    index: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, Any]]:
    assert main(["deadlines", "--format", "json", "--index", str(index), *arguments]) == 0
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return records


def test_a_yearly_report(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _deadlines(built_index, capsys, "--province", "Thái Nguyên")
    (found,) = [record for record in records if record["day"] is not None]
    assert list(found) == FIELDS
    assert (found["day"], found["month"], found["year"]) == (1, 12, None)
    assert (found["frequency"], found["is_report"]) == ("year", True)
    assert found["receivers"] == ["Sở Khoa học và Công nghệ"]
    assert found["due"] is None


def test_between_two_days_in_the_order_they_fall_due(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = ("--from", "2027-11-01", "--until", "1/12/2027")
    records = _deadlines(built_index, capsys, *dates)
    due = [record["due"] for record in records]
    assert due == sorted(due)
    assert all("2027-11-01" <= day <= "2027-12-01" for days in due for day in days)
    assert ["2027-11-30"] in due
    assert ["2027-12-01"] in due
    # The plan for 2021-2025 asks for nothing in 2027.
    assert not [record for record in records if record["source"].startswith("thanh-hoa-2021")]


def test_who_owes_and_who_gets(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _deadlines(built_index, capsys, "--agency", "Sở KHCN", "--direct")
    assert records
    for record in records:
        agencies = (*record["reporters"], *record["receivers"])
        assert any("Khoa học và Công nghệ" in agency for agency in agencies)


def test_a_calendar(
    built_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "han.ics"
    dated = [record for record in _deadlines(built_index, capsys) if record["day"]]
    assert main(["deadlines", "-o", str(path), "--index", str(built_index)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{len(dated)} sự kiện vào {path}" in shown.err
    assert "không nêu ngày" in shown.err
    events = events_of(path.read_bytes())
    days = [(event.dtstart.value.day, event.dtstart.value.month) for event in events]
    assert days == [(record["day"], record["month"]) for record in dated]
    for event, record in zip(events, dated, strict=True):
        assert f"Nguồn: {record['source']}, {record['locator']}" in event.description.value


def test_a_calendar_on_stdout_of_what_falls_due(
    built_index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["--format", "ics", "--from", "2027-06-01", "--until", "2027-06-30"]
    assert main(["deadlines", *arguments, "--index", str(built_index)]) == 0
    (event,) = events_of(capsysbinary.readouterr().out)
    assert (event.dtstart.value.day, event.dtstart.value.month) == (30, 6)


def test_two_days_the_wrong_way_round(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--from", "2027-06-01", "--until", "2026-06-30", "--index", str(built_index)]
    assert main(["deadlines", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "2027-06-01" in shown.err
    assert "2026-06-30" in shown.err


def test_nothing_due_then(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--until", "2019-12-31", "--lang", "en", "--index", str(built_index)]
    assert main(["deadlines", *arguments]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert shown.err == "There is no deadline (until “2019-12-31”); ask for less.\n"
