"""Excel workbooks, read back with another library than the one that wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.spreadsheet import excel_text, workbook
from tests.hoidap.records import listing, rows_of, sheet_of


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x","y")',
        "{=1+1}",
        "+84 237",
        "-5%",
        "@SUM(1)",
        "http://example.vn",
        "06",
        "9,5",
        "TRUE",
        "2026-01-01",
        "_x0041_",
    ],
)
def test_text_stays_text(text: str) -> None:
    cell = sheet_of(workbook(listing({"text": text})))["B2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_what_looks_like_a_formula_stays_text_when_a_person_edits_it(text: str) -> None:
    sheet = sheet_of(workbook(listing({"text": text})))
    assert sheet["B2"].quotePrefix
    assert not sheet["A2"].quotePrefix


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_can_be_written_and_read_back(texts: list[str]) -> None:
    rows = rows_of(workbook(listing(*({"text": text} for text in texts))))
    assert [row[1] or "" for row in rows[1:]] == [excel_text(text) for text in texts]


def test_what_excel_refuses_is_replaced() -> None:
    assert (
        excel_text("a\x00\x07\x1b\ud800\uffffb\tc\r\nd\re") == "a" + "\ufffd" * 5 + "b\tc\nd\ne"
    )
    long = excel_text("ư" * 40_000)
    assert (len(long), long[-1]) == (32_767, "…")


def test_the_header_is_bold_frozen_and_filtered() -> None:
    sheet = sheet_of(workbook(listing({"text": "a"}, {"text": "b"})))
    assert sheet.title == "Thử"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    for row in sheet.iter_rows():
        assert all(cell.alignment.wrap_text for cell in row)
        assert all(cell.alignment.vertical == "top" for cell in row)


def test_columns_are_as_wide_as_what_they_hold_within_reason() -> None:
    sheet = sheet_of(workbook(listing({"text": "chữ " * 200, "source": "mot-tep-dai.txt"})))
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABD"}
    assert 17 <= widths["A"] < 20
    assert 60 <= widths["B"] < 61
    assert 6 <= widths["D"] < 8


def test_a_workbook_without_records_has_its_header() -> None:
    sheet = sheet_of(workbook(listing()))
    assert [cell.value for cell in sheet[1]] == ["Tệp", "Nội dung", "Cơ quan", "Năm", "Vị trí"]
    assert sheet.max_row == 1
