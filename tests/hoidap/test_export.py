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
    as_text,
    csv_text,
    destination,
    export,
    json_text,
    rendered,
)
from hoidap.language import set_language
from tests.hoidap.records import COLUMNS, csv_rows, listing, rows_of

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
        "source,text,agencies,year,spans\n"
        'thanh-hoa.txt,"Đào tạo, tập huấn",Sở Y tế; Sở Nội vụ,2026,3-9 12-40\n'
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
        assert csv_text(listing()) == "source,text,agencies,year,spans\n"
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
        ("json", "a.csv", Destination("json", Path("a.csv"))),
        ("csv", "-", Destination("csv", None)),
    ],
)
def test_the_form_is_the_one_asked_for_or_the_files(
    form: str | None, output: str | None, expected: Destination
) -> None:
    assert destination(form, None if output is None else Path(output), FORMS) == expected


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
        assert capsys.readouterr().out == path.read_text(encoding="utf-8")
