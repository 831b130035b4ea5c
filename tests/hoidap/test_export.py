"""Records in every form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap import console
from hoidap.errors import WrongUsage
from hoidap.export import (
    FORMS,
    Destination,
    csv_cell,
    csv_text,
    destination,
    export,
    json_text,
    rendered,
)
from hoidap.language import set_language
from hoidap.listing import as_text
from tests.hoidap.records import COLUMNS, csv_rows, csv_value, listing, rows_of

RECORD = {
    "source": "thanh-hoa.txt",
    "text": "Đào tạo, tập huấn",
    "agencies": ["Sở Y tế", "Sở Nội vụ"],
    "year": 2026,
    "spans": [[3, 9], [12, 40]],
}

texts = st.text(st.characters(exclude_categories=["Cs"]))
records = st.fixed_dictionaries(
    {
        "source": texts,
        "text": st.none() | texts,
        "agencies": st.lists(texts),
        "year": st.none() | st.integers(1900, 2200),
        "spans": st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(list)),
    }
)


@given(st.lists(records))
def test_json_gives_back_what_went_in(given_records: list[dict[str, Any]]) -> None:
    assert json.loads(json_text(listing(*given_records))) == given_records


@given(st.lists(records))
def test_csv_gives_back_every_cell(given_records: list[dict[str, Any]]) -> None:
    header, *rows = csv_rows(csv_text(listing(*given_records)))
    assert header == [column.key for column in COLUMNS]
    expected = [[as_text(record[key]) for key in header] for record in given_records]
    unix = [
        [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in expected
    ]
    assert rows == unix


def test_the_forms_of_one_record() -> None:
    one = listing(RECORD)
    assert json.loads(json_text(one)) == [RECORD]
    assert csv_text(one) == (
        "\ufeffsource,text,agencies,year,spans\r\n"
        'thanh-hoa.txt,"Đào tạo, tập huấn",Sở Y tế; Sở Nội vụ,2026,3-9 12-40\r\n'
    )
    assert rendered(one, "table").decode() == (
        "Tệp\tNội dung\tCơ quan\tNăm\n"
        "thanh-hoa.txt\tĐào tạo, tập huấn\tSở Y tế; Sở Nội vụ\t2026\n"
    )
    assert rows_of(rendered(one, "xlsx")) == [
        ["Tệp", "Nội dung", "Cơ quan", "Năm", "Vị trí"],
        ["thanh-hoa.txt", "Đào tạo, tập huấn", "Sở Y tế; Sở Nội vụ", 2026, "3-9 12-40"],
    ]


def test_headers_for_people_are_in_their_language_and_keys_in_none() -> None:
    set_language("en")
    try:
        assert rendered(listing(), "table").decode() == "Source\tText\tAgencies\tYear\n"
        assert rows_of(rendered(listing(), "xlsx"))[0][0] == "Source"
        assert csv_text(listing()) == "\ufeffsource,text,agencies,year,spans\r\n"
    finally:
        set_language("vi")


@pytest.mark.parametrize(
    ("form", "output", "expected"),
    [
        (None, None, Destination("table", None)),
        ("json", None, Destination("json", None)),
        (None, "a.xlsx", Destination("xlsx", Path("a.xlsx"))),
        (None, "a.CSV", Destination("csv", Path("a.CSV"))),
        (None, "a.txt", Destination("table", Path("a.txt"))),
        ("csv", "a", Destination("csv", Path("a"))),
        (None, "viec-30.11", Destination("table", Path("viec-30.11"))),
        ("csv", "-", Destination("csv", None)),
    ],
)
def test_the_form_is_the_one_asked_for_or_the_files(
    form: str | None, output: str | None, expected: Destination
) -> None:
    assert destination(form, None if output is None else Path(output), FORMS) == expected


@pytest.mark.parametrize(
    ("form", "output", "allowed"),
    [
        ("csv", "a.xlsx", ".csv"),
        ("json", "a.csv", ".json"),
        ("table", "a.json", ".txt, .tsv"),
        (None, "a.docx", ".txt, .tsv, .json, .csv, .xlsx"),
        (None, "a.ics", ".xlsx"),
    ],
)
def test_a_name_that_ends_as_another_kind_of_file_is_refused(
    form: str | None, output: str, allowed: str
) -> None:
    with pytest.raises(WrongUsage) as raised:
        destination(form, Path(output), FORMS)
    for message in (raised.value.vi, raised.value.en):
        assert output in message
        assert allowed in message


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x.invalid")', '\'=HYPERLINK("http://x.invalid")'),
        ("+84 237 3852", "'+84 237 3852"),
        ("- Sở Y tế", "'- Sở Y tế"),
        ("@Sở Y tế", "'@Sở Y tế"),
        ("\tA", "'\tA"),
        ("\r=1", "'\n=1"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("'=1+1", "''=1+1"),
        ("-5", "-5"),
        ("+9,5 %", "+9,5 %"),
        ("-", "-"),
        ("'hai'", "'hai'"),
        ("2026-2030", "2026-2030"),
    ],
)
def test_no_cell_of_a_csv_file_is_a_formula(text: str, cell: str) -> None:
    assert csv_cell(text) == cell
    assert csv_value(cell) == text.replace("\r", "\n")


@given(st.text())
def test_what_a_spreadsheet_would_compute_is_marked_and_comes_back(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.strip().startswith(("=", "@"))
    assert csv_value(cell) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_excel_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    with pytest.raises(WrongUsage, match="--output") as raised:
        destination("xlsx", None, FORMS)
    assert "--output" in raised.value.en
    assert destination("xlsx", Path("a.xlsx"), FORMS).path == Path("a.xlsx")


def test_excel_goes_to_a_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export(listing(RECORD), Destination("xlsx", None))
    console.flush()
    assert rows_of(capfdbinary.readouterr().out)[1][0] == "thanh-hoa.txt"


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_would_be_on_stdout(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out"
    export(listing(RECORD, RECORD), Destination(form, path))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"2 dòng vào {path}" in shown.err
    if form == "xlsx":
        assert len(rows_of(path.read_bytes())) == 3
    else:
        export(listing(RECORD, RECORD), Destination(form, None))
        assert capsys.readouterr().out.encode() == path.read_bytes()
