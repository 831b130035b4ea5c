"""What was understood of a document, for a person to look over before trusting it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from hoidap.ingest.tables.columns import role_of
from hoidap.text.agencies import agency_key, is_collective
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold, plain, shortened, squeeze

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan, Provision, Role
    from hoidap.records.tasks import Task

_LEVELS = 2  # of headings that the summary shows
_START = 90  # characters of a heading that it shows
_HEADER = re.compile(r"(?P<table>.+), đầu bảng(?: \(\d+\))?$")
_IN_TABLE = re.compile(r"(?P<table>.+?), (?:dòng|nhóm) ")
_AGAIN = re.compile(r" \(\d+\)$")  # behind a locator that was used before
_COUNTED = re.compile(r"(?P<before>.*?)(?P<number>(?<![^\W_])(?:[IVX]+|\d{1,3}))$")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_MOST_MISSING = 5  # more than that, and the numbers do not count anything
# Whoever does business, and offices ("Giám đốc các Sở"), are no agency's name.
_ANYONE = re.compile(
    r"(?:doanh nghiệp|hợp tác xã|htx|cơ quan|đơn vị|tổ chức|cá nhân|cơ sở|chủ thể|người|hộ|nhà"
    r"|chuyên gia|giám đốc|thủ trưởng|chủ tịch|chánh|các|những)\b|.*liên quan"
)
_RESEMBLES = 0.7  # "Y tế" resembles "Sở Y tế", the names of two departments do not
_KNOWN_WARNINGS = {
    "không có thời gian thực hiện": "no time is given",
    "không có đơn vị chủ trì": "no lead agency is given",
    "câu lệnh cho hệ thống trả lời, không dùng làm căn cứ": (
        "an instruction to the answering system, not used as evidence"
    ),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; ``level`` 0 is the outermost."""

    level: int
    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckedColumn:
    """A column: its header, what it was taken to say, and how many rows say it."""

    header: str
    role: Role
    filled: int


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table: where it stands, its columns, its rows and the rows that head others."""

    locator: str
    rows: int
    groups: int
    columns: tuple[CheckedColumn, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at, in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that is shown of a document.

    ``tasks`` are the numbers of tasks by their kind; ``remarks`` are the warnings.
    """

    plan: Plan
    outline: tuple[Heading, ...]
    tables: tuple[CheckedTable, ...]
    tasks: dict[str, int]
    targets: int
    deadlines: int
    support: int
    remarks: tuple[Remark, ...]


def check(plan: Plan) -> Report:
    """Return what was understood of ``plan``."""
    from hoidap.records.reading import read_records

    records = read_records(plan)
    tables = tuple(tables_of(plan))
    kinds = Counter[str](task.kind for task in records.tasks)
    remarks = [
        *map(_translated, plan.warnings),
        *_without_columns(tables),
        *numbering_faults(plan),
        *unknown_agencies(records.tasks),
    ]
    return Report(
        plan=plan,
        outline=tuple(headings_of(plan)),
        tables=tables,
        tasks={kind: kinds[kind] for kind in ("row", "clause", "duty")},
        targets=len(records.targets),
        deadlines=len(records.deadlines),
        support=len(records.support),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def with_depths(plan: Plan) -> Iterator[tuple[int, Provision]]:
    """Yield the provisions with the number of those that each stands under."""
    depths: list[int] = []
    for provision in plan.provisions:
        depths.append(depths[provision.parent] + 1 if provision.parent >= 0 else 0)
        yield depths[-1], provision


def headings_of(plan: Plan) -> Iterator[Heading]:
    """Yield the headings of the two outermost levels, and articles without a heading."""
    for depth, provision in with_depths(plan):
        if (provision.kind == "heading" and depth < _LEVELS) or (
            provision.kind == "clause" and depth == 0
        ):
            start = shortened(squeeze(provision.text), _START)
            yield Heading(depth, provision.locator, start)


def tables_of(plan: Plan) -> Iterator[CheckedTable]:
    """Yield the tables: a header and the rows up to the next, or rows that have no header."""
    name = ""
    headers: list[str] = []
    rows: list[Provision] = []
    for provision in plan.provisions:
        header = _HEADER.match(provision.locator) if provision.kind == "letterhead" else None
        if header:
            if rows:
                yield _table(name, headers, rows)
            name, headers, rows = header["table"], provision.text.split(" | "), []
        elif provision.kind in ("row", "group"):
            match = _IN_TABLE.match(provision.locator)
            place = match["table"] if match else name
            if place != name:
                if rows:
                    yield _table(name, headers, rows)
                name, headers, rows = place, [], []
            rows.append(provision)
    if rows:
        yield _table(name, headers, rows)


def _table(name: str, headers: Sequence[str], rows: Sequence[Provision]) -> CheckedTable:
    data = [row for row in rows if row.kind == "row"]
    filled = Counter(field.header for row in data for field in row.fields)
    roles = {field.header: field.role for row in rows for field in row.fields}
    known = dict.fromkeys([*headers, *roles])  # a header that was corrected counts too
    columns = tuple(
        CheckedColumn(header, roles.get(header) or role_of(header), filled[header])
        for header in known
        if header
    )
    return CheckedTable(name, len(data), len(rows) - len(data), columns)


def _without_columns(tables: Iterable[CheckedTable]) -> Iterator[Remark]:
    for table in tables:
        roles = {column.role for column in table.columns}
        if "lead" not in roles:
            yield Remark(
                f"{table.locator}: bảng không có cột đơn vị chủ trì",
                f"{table.locator}: the table has no column of lead agencies",
            )
        if "time" not in roles:
            yield Remark(
                f"{table.locator}: bảng không có cột thời gian",
                f"{table.locator}: the table has no column of times",
            )


def numbering_faults(plan: Plan) -> Iterator[Remark]:
    """Yield the numbers that stand twice, and those that are missing in between."""
    names: Counter[tuple[int, str]] = Counter()  # rows of two tables may bear one number
    tables = 0
    for provision in plan.provisions:
        name = _AGAIN.sub("", provision.locator)
        if provision.kind in ("row", "group"):
            names[tables, name] += 1
        elif provision.kind in ("heading", "clause"):
            names[0, name] += 1
        elif provision.kind == "letterhead" and _HEADER.match(provision.locator):
            tables += 1
    series: dict[tuple[int, str, bool], list[str]] = {}
    for (table, name), times in names.items():
        if times > 1:
            yield Remark(
                f"{name}: số này có {times} lần; có thể văn bản đánh nhầm số",
                f"{name}: this number stands {times} times; the document may be misnumbered",
            )
        match = _COUNTED.match(name)
        if match:
            key = table, match["before"], match["number"].isdigit()
            series.setdefault(key, []).append(match["number"])
    for (_, before, _), numbers in series.items():
        yield from _gaps(before, numbers)


def _gaps(before: str, numbers: Sequence[str]) -> Iterator[Remark]:
    for one, following in pairwise(numbers):
        missing = _value(following) - _value(one) - 1
        if 0 < missing <= _MOST_MISSING:
            yield Remark(
                f"{before}{one}: tiếp theo là {following}; có thể thiếu {missing} phần ở giữa",
                f"{before}{one}: {following} comes next; {missing} may be missing in between",
            )


def _value(number: str) -> int:
    """Return an arabic or roman number's value."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(
        -value if value < following else value for value, following in pairwise([*values, 0])
    )


def unknown_agencies(tasks: Iterable[Task]) -> Iterator[Remark]:
    """Yield the agencies that the table of names does not know, with their places."""
    places: dict[str, dict[str, None]] = {}
    for task in tasks:
        for name in (*task.lead, *task.coordinate):
            if not _is_known(name):
                places.setdefault(name, {})[task.locator] = None
    names = {plain(agency.name): agency.name for agency in glossary().agencies}
    for name, found in places.items():
        where = "; ".join(found)
        near = [names[form] for form in get_close_matches(plain(name), names, 1, _RESEMBLES)]
        hint_vi, hint_en = (
            (f"; gần nhất: {near[0]}", f"; nearest: {near[0]}") if near else ("", "")
        )
        yield Remark(
            f"{where}: đơn vị không có trong bảng tên: {name}{hint_vi}",
            f"{where}: an agency that the table of names does not hold: {name}{hint_en}",
        )


def _is_known(name: str) -> bool:
    known = is_collective(name) or glossary().agency(agency_key(name))
    return bool(known or _ANYONE.match(fold(name)))


def _translated(warning: str) -> Remark:
    """Return a warning of the reader, in English too where its wording is known."""
    place, colon, fault = warning.rpartition(": ")
    return Remark(warning, f"{place}{colon}{_KNOWN_WARNINGS.get(fault, fault)}")
