"""The one reader of numbers, dates, spans and document numbers."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap.text.figures import MONTHS, Figure, figures, plain_number, states
from hoidap.text.vietnamese import nfc, strip_marks

YEARS = st.integers(1990, 2099)
DATES = st.tuples(st.integers(1, 31), st.integers(1, 12), YEARS)
FIGURE_LIKE = st.text(
    st.sampled_from(
        [*"0123456789 .,-–/:%()\n\t\u200b\u0301", *"ngày tháng năm số đến QĐ-TTg may"]
    ),
    max_size=60,
)


def read(text: str) -> list[tuple[str, str, str]]:
    """Return what the figures of a text are: as written, kind and value."""
    return [(item.text, item.kind, item.value) for item in figures(text)]


def one(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("9,5 %", "share", "9.5"),
        ("9.5%", "share", "9.5"),
        ("09,5 phần trăm", "share", "9.5"),
        ("50 per cent", "share", "50"),
        ("1.110 dự án", "number", "1110"),
        ("1,110 projects", "number", "1110"),
        ("1.250,5 tấn", "number", "1250.5"),
        ("08 lớp", "number", "8"),
        ("0,5 điểm", "number", "0.5"),
        ("ít nhất hai lớp", "number", "2"),
        ("at least one class", "number", "1"),
        ("2000 doanh nghiệp", "number", "2000"),
        ("ít nhất 2000", "number", "2000"),
        ("năm 2000", "year", "2000"),
        ("năm 2026 doanh nghiệp", "year", "2026"),
        ("05/7/2025", "date", "5/7/2025"),
        ("5.7.2025", "date", "5/7/2025"),
        ("05-07-2025", "date", "5/7/2025"),
        ("2025-07-05", "date", "5/7/2025"),
        ("ngày 20-12", "date", "20/12"),
        ("trước 20.12", "date", "20/12"),
        ("ngày 15 tháng 12 năm 2026", "date", "15/12/2026"),
        ("15\n\ntháng 12,  năm 2026", "date", "15/12/2026"),
        ("15 tháng 12/2026", "date", "15/12/2026"),
        ("1st of June, 2026", "date", "1/6/2026"),
        ("December 15", "date", "15/12"),
        ("tháng 12/2026", "month", "12/2026"),
        ("tháng 6 năm 2027", "month", "6/2027"),
        ("06/2027", "month", "6/2027"),
        ("September 2027", "month", "9/2027"),
        ("quý III/2026", "quarter", "3/2026"),
        ("quý 4 năm 2026", "quarter", "4/2026"),
        ("ngày 20 hằng tháng", "day", "20"),
        ("giai đoạn 2026 - 2030", "range", "2026-2030"),
        ("2026–2030", "range", "2026-2030"),
        ("từ năm 2026 đến hết năm 2030", "range", "2026-2030"),
        ("from 2026 to 2030", "range", "2026-2030"),
        ("10 - 12 lớp", "range", "10-12"),
        ("từ 10% đến 15%", "range", "10-15%"),
        ("876/QĐ-TTg", "document", "876/qd-ttg"),
        ("876 / QĐ - TTg", "document", "876/qd-ttg"),
        ("876/qd-ttg", "document", "876/qd-ttg"),
        ("1703/QĐ-\n\nTTg", "document", "1703/qd-ttg"),
        ("15-KH/TU", "document", "15-kh/tu"),
        ("35/2021/TT-BTC", "document", "35/2021/tt-btc"),
        ("68/2006/QH11", "document", "68/2006/qh11"),
        ("Quyết định số 876", "document", "876"),
        ("Decision No. 876", "document", "876"),
        ("kế hoạch 15", "document", "15"),
        ("Điều 3", "ordinal", "3"),
        ("lần thứ 2", "ordinal", "2"),
        ("2.1.3", "ordinal", "2.1.3"),
        ("ISO 9001:2015", "standard", "9001:2015"),
        ("QCVN 01-1:2018/BYT", "standard", "01-1:2018/byt"),
    ],
)  # fmt: skip
def test_each_form_is_one_figure(text: str, kind: str, value: str) -> None:
    for written in (text, unicodedata.normalize("NFD", text), text.replace(" ", "\u00a0")):
        found = one(written)
        assert (found.kind, found.value) == (kind, value), written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch 5 năm 2021-2025", [("5", "number"), ("2021-2025", "range")]),
        ("Kế hoạch 876 năm 2026", [("876", "document"), ("2026", "year")]),
        ("Kế hoạch 2026 của tỉnh", [("2026", "year")]),
        ("06 tháng 1 lần", [("06", "number"), ("1", "number")]),
        ("mỗi ngày 2 lần", [("2", "number")]),
        ("ngày 30/6 và 30/11", [("30/6", "date"), ("30/11", "date")]),
        ("12 máy, 5 tổ 10 người", [("12", "number"), ("5", "number"), ("10", "number")]),
        ("mua may 20 bộ", [("20", "number")]),
        ("before 12 May", [("12 May", "date")]),
        ("50/63 tỉnh, 2/3 số xã", [(n, "number") for n in ("50", "63", "2", "3")]),
        ("20 %/năm, 3 lượt/năm, 200/năm", [("20 %", "share"), ("3", "number"), ("200", "number")]),
        ("5S, 30a, TT01, m2", []),
        ("876/QĐ-TTg - Kế hoạch", [("876/QĐ-TTg", "document")]),
        ("ngày 45 tháng 13", [("45", "number"), ("13", "number")]),
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(item.text, item.kind) for item in figures(text)] == expected


@given(st.one_of(st.text(max_size=60), FIGURE_LIKE))
def test_spans_are_verbatim_and_apart(text: str) -> None:
    place = 0
    for item in figures(text):
        assert place <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        place = item.end


@given(DATES, st.sampled_from(["", "Báo cáo ", "(", "hạn: "]), st.booleans())
def test_a_date_is_the_same_in_every_form(
    date: tuple[int, int, int], before: str, padded: bool
) -> None:
    day, month, year = date
    d, m = (f"{day:02d}", f"{month:02d}") if padded else (str(day), str(month))
    for written in (
        f"{d}/{m}/{year}", f"{d}.{m}.{year}", f"{d}-{m}-{year}", f"{d} / {m} / {year}",
        f"{d} tháng {m} năm {year}", f"{d} {MONTHS[month - 1]} {year}",
        f"{MONTHS[month - 1]} {d}, {year}", f"{year}-{month:02d}-{day:02d}",
        strip_marks(f"{d} tháng {m} năm {year}"),
    ):  # fmt: skip
        found = one(f"{before}{written}, xong")
        assert (found.text, found.day, found.month, found.year) == (written, *date)
        assert states(found, one(f"{d}/{m}")) and states(found, one(f"năm {year}"))
        assert not states(found, one(f"{day} lớp")) and not states(found, one(f"{month} lớp"))


@given(st.integers(0, 999_999), st.integers(0, 99), st.booleans())
def test_a_number_is_the_same_in_every_form(whole: int, part: int, share: bool) -> None:
    sign = "%" if share else " lớp"
    groups = f"{whole:,}"
    decimal = f",{part}" if part else ""
    values = {
        one(f"đạt {written}{sign}").value
        for written in (
            f"{whole}{decimal}", f"{whole}{decimal}".replace(",", "."),
            f"0{whole}{decimal}" if whole else f"{whole}{decimal}",
            groups.replace(",", ".") + decimal,
            groups + decimal.replace(",", "."),
        )
    }  # fmt: skip
    assert values == {f"{whole}.{part}" if part else str(whole)}


@given(YEARS, YEARS)
def test_a_span_of_years(first: int, last: int) -> None:
    spans = [
        one(f"giai đoạn {written} của")
        for written in (
            f"{first}-{last}", f"{first} – {last}", f"{first}—{last}",
            f"{first} đến {last}", f"{first} đến năm {last}", f"{first} den nam {last}",
        )
    ]  # fmt: skip
    assert {span.value for span in spans} == {f"{first}-{last}"}
    assert {tuple(end.year for end in span.ends) for span in spans} == {(first, last)}
    assert states(spans[0], one(f"đến năm {last}"))
    assert not states(spans[0], one(f"{last + 1} - {last + 2}"))


@given(
    st.integers(1, 9999),
    st.sampled_from(["QĐ-TTg", "KH-UBND", "TTr-SKH-CN", "NQ-CP", "UBND-KGVX", "CT-TTg"]),
)
def test_a_document_number_is_whole(number: int, rest: str) -> None:
    found = one(f"Quyết định số {number}/{rest} ngày")
    assert (found.kind, found.digits, found.text) == (
        "document",
        str(number),
        f"{number}/{rest}",
    )
    assert states(found, one(f"quyết định số {number}"))
    assert not states(found, one(f"{number} lớp"))
    assert not states(found, one(f"Quyết định số {number}1/{rest}"))


def test_states() -> None:
    pairs = [
        ("15/12/2026", "15/12", True), ("15/12", "15/12/2026", False),
        ("15/12/2026", "tháng 12/2026", True), ("15/12/2026", "tháng 12", True),
        ("15/12/2026", "tháng 11", False), ("ISO 9001:2015", "ISO 9001", True),
        ("ISO 9001", "ISO 9001:2015", False), ("876/QĐ-TTg", "876/QĐ", True),
        ("876/QĐ-TTg", "876/QĐ-UBND", False), ("quý 3/2026", "quý III", True),
        ("quý 3/2026", "tháng 3/2026", False), ("9,5 %", "9.5%", True), ("9,5 %", "9,5 lớp", False),
        ("10 - 12 lớp", "12 lớp", False), ("Điều 3", "3 lớp", False), ("3 lớp", "Điều 3", True),
    ]  # fmt: skip
    for stated, said, same in pairs:
        assert states(one(stated), one(said)) is same, (stated, said)


def test_what_a_figure_is_written_like() -> None:
    share, document = figures("09,5 % theo 876/QĐ-TTg")
    assert (share.written, document.digits) == ("09,5", "876")
    assert plain_number("007") == "7"


def test_every_document_of_the_corpus_is_read(documents: list[Path]) -> None:
    for path in documents:
        text = path.read_text(encoding="utf-8")
        found = figures(text)
        assert {"number", "document", "date", "range"} <= {item.kind for item in found}
        assert [item.value for item in found] == [item.value for item in figures(nfc(text))]


@pytest.mark.parametrize(
    "piece", ["1", "1.", "1/", "1-", "1 - ", "12/a-", "2026 - ", "ngày 1 "]
)
def test_a_long_row_of_signs_is_read_through(piece: str) -> None:
    assert figures(piece * 20_000) is not None
