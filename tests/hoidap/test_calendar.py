"""Deadlines as a calendar, read back with another library than the one that wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoidap.calendar import calendar
from hoidap.due import due_dates, in_force
from hoidap.ingest.plan import Plan
from hoidap.ingest.reader import read_plan
from hoidap.records.deadlines import Deadline, Frequency, deadlines_of
from tests.hoidap.records import deadline, events_of, plan

STAMP = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
TODAY = STAMP.date()


def _event(one: Deadline, of: Plan) -> Any:  # noqa: ANN401
    data, left_out = calendar([(one, of)], STAMP)
    assert left_out == 0
    (event,) = events_of(data)
    return event


def test_a_yearly_report() -> None:
    one = deadline(receivers=("UBND tỉnh", "Sở Khoa học và Công nghệ"))
    event = _event(one, plan())
    assert event.summary.value == (
        "Hạn báo cáo của Sở Y tế gửi UBND tỉnh, Sở Khoa học và Công nghệ (Thanh Hóa)"
    )
    assert event.dtstart.value == date(2026, 12, 15)
    assert event.rrule.value == "FREQ=YEARLY;UNTIL=20301231"
    assert event.dtstamp.value == STAMP
    assert event.categories.value == ["Báo cáo", "Thanh Hóa"]
    assert event.description.value.splitlines() == [
        "“Sở Y tế báo cáo.”",
        "Thời hạn: trước ngày 15/12 hằng năm",
        "Thực hiện: Sở Y tế",
        "Nơi nhận: UBND tỉnh; Sở Khoa học và Công nghệ",
        "Nguồn: a.txt, Mục V",
    ]
    assert event.uid.value.endswith("@hoidap")


@pytest.mark.parametrize(
    ("frequency", "months", "rule", "first"),
    [
        ("month", range(1, 13), "FREQ=MONTHLY;UNTIL=20301231", date(2026, 1, 20)),
        ("quarter", (3, 6, 9, 12), "FREQ=MONTHLY;INTERVAL=3;UNTIL=20301231", date(2026, 3, 20)),
    ],
)
def test_a_day_of_every_month_or_quarter(
    frequency: Frequency, months: Sequence[int], rule: str, first: date
) -> None:
    one = deadline(day=20, month=None, months=tuple(months), frequency=frequency)
    event = _event(one, plan())
    assert event.dtstart.value == first
    assert set(event.rrule.value.split(";")) == set(rule.split(";"))
    expanded = [moment.date() for moment in event.getrruleset(addRDate=True)]
    assert tuple(expanded) == due_dates(one, plan(), None, None, today=TODAY)


def test_work_due_once() -> None:
    text = "Trình Chủ tịch UBND tỉnh dự án nâng cao năng lực " + "tư vấn " * 30
    event = _event(deadline(year=2027, frequency="once", is_report=False, text=text), plan())
    assert event.dtstart.value == date(2027, 12, 15)
    assert event.summary.value.startswith("Hạn: Trình Chủ tịch UBND tỉnh dự án")
    assert event.summary.value.endswith("… (Thanh Hóa)")
    assert "rrule" not in event.contents


def test_a_plan_without_an_end_recurs_without_one() -> None:
    event = _event(deadline(), plan(period=(2025, None), issued_on=date(2025, 12, 20)))
    assert event.dtstart.value == date(2026, 12, 15)  # the one of 2025 was over
    assert event.rrule.value == "FREQ=YEARLY"


def test_what_names_no_day_is_left_out_and_counted() -> None:
    without = deadline(day=None, month=None)
    over = deadline(day=30, month=2)
    data, left_out = calendar([(without, plan()), (deadline(), plan()), (over, plan())], STAMP)
    assert left_out == 2
    assert len(events_of(data)) == 1


def test_identities_stay_and_differ() -> None:
    both = [(deadline(), plan()), (deadline(month=6), plan()), (deadline(), plan())]
    first, _ = calendar(both, STAMP)
    later, _ = calendar(both, STAMP + timedelta(days=9))
    names = [event.uid.value for event in events_of(first)]
    assert len(set(names)) == 3
    assert [event.uid.value for event in events_of(later)] == names


def test_the_file_is_as_the_standard_wants_it() -> None:
    text = "Sở Y tế; các sở, ngành\\báo cáo: “kết quả”\n" + "rất dài " * 40
    data, _ = calendar([(deadline(text=text), plan())], STAMP)
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hoidap//")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"DTSTART;VALUE=DATE:20261215" in data
    assert b"DTSTAMP:20260301T083000Z" in data
    (event,) = events_of(data)
    assert event.description.value.startswith(f"“{' '.join(text.split())}”")


@settings(deadline=None)
@given(
    st.integers(1, 31),
    st.integers(1, 12),
    st.sampled_from(["month", "quarter", "half-year", "year"]),
    st.integers(2020, 2030),
    st.integers(0, 5),
)
def test_the_rule_falls_on_the_days_the_deadline_says(
    day: int,
    month: int,
    frequency: Frequency,
    start: int,
    years: int,
) -> None:
    one = deadline(day=day, month=month, frequency=frequency)
    of = plan(period=(start, start + years))
    days = due_dates(one, of, None, None, today=TODAY)
    data, left_out = calendar([(one, of)], STAMP)
    assert left_out == (not days)
    expanded = [
        moment.date()
        for event in events_of(data)
        for moment in event.getrruleset(addRDate=True)
    ]
    assert tuple(expanded) == days


def test_what_recurs_does_so_while_the_plan_is_in_force() -> None:
    of = plan(period=(2026, 2027))
    assert due_dates(deadline(), of, None, None, today=TODAY) == (
        date(2026, 12, 15),
        date(2027, 12, 15),
    )
    within = due_dates(deadline(), of, date(2027, 1, 1), date(2027, 12, 15), today=TODAY)
    assert within == (date(2027, 12, 15),)
    assert due_dates(deadline(), of, date(2028, 1, 1), None, today=TODAY) == ()


def test_what_is_due_once_is_due_in_its_own_year() -> None:
    early = deadline(year=2024, frequency="once")
    assert due_dates(early, plan(), None, None, today=TODAY) == (date(2024, 12, 15),)
    without = deadline(frequency="once")
    assert due_dates(without, plan(), None, None, today=TODAY) == (date(2026, 12, 15),)


def test_a_plan_is_in_force_from_its_issue() -> None:
    issued = date(2026, 4, 23)
    assert in_force(plan(issued_on=issued), TODAY) == (issued, date(2030, 12, 31))
    assert in_force(plan(period=None), TODAY) == (date(2026, 1, 1), None)
    assert in_force(plan(period=(2027, 2028), issued_on=issued), TODAY)[0] == date(2027, 1, 1)


def test_the_corpus(documents: list[Path]) -> None:
    plans = [read_plan(path)[0] for path in documents]
    found = [(one, of) for of in plans for one in deadlines_of(of)]
    data, left_out = calendar(found, STAMP)
    events = events_of(data)
    assert len(events) == sum(one.day is not None for one, _ in found)
    assert len(events) + left_out == len(found)
    assert {event.dtstart.value.strftime("%d/%m") for event in events} >= {"30/11", "01/12"}


@pytest.mark.parametrize("first", [None, date(2026, 1, 1)])
def test_an_empty_calendar_is_one(first: date | None) -> None:
    assert due_dates(deadline(day=None), plan(), first, None, today=TODAY) == ()
    assert calendar([], STAMP)[0].endswith(b"END:VCALENDAR\r\n")
