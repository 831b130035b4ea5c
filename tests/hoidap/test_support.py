"""``hoidap support``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hoidap.cli import main
from hoidap.text.vietnamese import plain

FIELDS = [
    *("source", "province", "locator", "section", "beneficiaries", "text", "lead", "when"),
    *("spans", "binding"),
]


def _support(
    index: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, Any]]:
    assert main(["support", "--format", "json", "--index", str(index), *arguments]) == 0
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return records


def test_what_a_province_offers(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = _support(built_index, capsys, "--province", "Thái Nguyên")
    assert records
    assert list(records[0]) == FIELDS
    assert {record["province"] for record in records} == {"Thái Nguyên"}


@pytest.mark.parametrize("words", ["xuất khẩu", "xuat khau", "KHẨU xuất"])
def test_words_with_or_without_diacritics(
    words: str, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = _support(built_index, capsys, "--for", words)
    assert records
    assert len(records) < len(_support(built_index, capsys))
    for record in records:
        said = plain(f"{record['beneficiaries']} {record['text']}")
        assert "xuat" in said
        assert "khau" in said


def test_an_agency(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = _support(built_index, capsys, "--agency", "Sở KH&CN")
    assert short == _support(built_index, capsys, "--agency", "so khoa hoc va cong nghe")
    everything = _support(built_index, capsys)
    assert {r["binding"] for r in everything} == {None}
    assert [r for r in everything if "Sở Khoa học và Công nghệ" in r["lead"]] == [
        {**r, "binding": None} for r in short if "Sở Khoa học và Công nghệ" in r["lead"]
    ]


def test_nothing_found_says_what_was_looked_for(
    built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--for", "tàu vũ trụ", "--source", "dong-nai", "--index", str(built_index)]
    assert main(["support", *arguments]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "“tàu vũ trụ”" in shown.err
    assert "“dong-nai”" in shown.err
