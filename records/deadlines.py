"""What is due when: reports and other work with a date, who owes it and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from hoidap.ingest.plan import Plan, Provision
from hoidap.ingest.subject import subject
from hoidap.records.record import Record, shared
from hoidap.text.agencies import AGENCY_START, split_agencies
from hoidap.text.sentences import sentences
from hoidap.text.vietnamese import fold, squeeze

Frequency = Literal["once", "month", "quarter", "half-year", "year"]

_DATE = re.compile(
    r"(?:(?:định kỳ |chậm nhất |hoàn thành )*(?:trước|đến hết|đến|vào|muộn nhất|chậm nhất(?: là)?)\s+)?(?:ngày\s+)?"
    r"(?P<d>\d{1,2})\s*(?:/|tháng)\s*(?P<m>\d{1,2})(?:\s*(?:/|năm)\s*(?P<y>20\d\d))?"
    r"(?:\s*(?:và|,)\s*(?:trước )?(?:ngày\s+)?(?P<d2>\d{1,2})\s*(?:/|tháng)\s*(?P<m2>\d{1,2}))?"
    r"(?:\s*(?:hằng|hàng|mỗi) năm)?(?:(?: hoặc| và)? đột xuất(?: khi có yêu cầu)?)?",
    re.I,
)
"""A day by which something is due, one of two at most, with the words that belong to it."""
# A day that comes back without naming its month: "ngày 20 hằng tháng", "ngày 25 của tháng
# cuối quý", "ngày 05 của tháng sau"; behind "hằng tháng" the day alone: "trước ngày 20".
_DAY_EVERY = re.compile(
    r"(?:(?:định kỳ |chậm nhất |muộn nhất )*(?:trước|đến hết|đến|vào|là) )?(?:ngày|mùng|mồng) (?P<d>\d{1,2})(?![\d/])"
    r"(?: (?:của )?(?:tháng (?P<place>cuối|đầu|giữa|thứ hai|thứ ba)(?: tiên| cùng)?(?: của)?(?: mỗi| hằng| hàng)? quý(?: sau| tiếp theo| kế tiếp)?"
    r"|(?P<month>(?:hằng|hàng|mỗi|các) tháng|tháng (?:sau|tiếp theo|kế tiếp|liền kề)(?: liền kề)?)|(?P<quarter>(?:hằng|hàng|mỗi|các) quý)))?",
    re.I,
)
_BARE_DAY = re.compile(r"ngày|mùng|mồng", re.I)
_GOES_ON = re.compile(r"\s*(?:(?:của )?tháng|/|-|\d)", re.I)  # "ngày 20 tháng 11"
_OFTEN = re.compile(r"(?:hằng|hàng|mỗi) (?:tháng|quý)", re.I)
# What most sentences lack, and so are told apart at once.
_SOME_DAY = re.compile(r"(?:ngày|mùng|mồng) \d", re.I)
_SOME_DATE = re.compile(r"\d\s*(?:/|tháng)\s*\d", re.I)
_OF_QUARTER = {"đầu": 1, "giữa": 2, "thứ hai": 2, "cuối": 3, "thứ ba": 3}
_PERIODS: tuple[tuple[Frequency, str], ...] = (
    ("month", r"(?:hằng|hàng|mỗi) tháng"),
    ("quarter", r"(?:hằng|hàng|mỗi) quý|(?:cuối|đầu)(?: của)?(?: mỗi)? quý"),
    ("half-year", r"(?:0?6|sáu) tháng\s?(?:/\s?lần|một lần)"),
    ("year", r"(?:hằng|hàng|mỗi) năm|(?:một|1|01) năm (?:một|1|01) lần|thường niên"),
)
_MONTHS_BETWEEN: dict[Frequency, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) năm", re.I)
_RECURRING = re.compile("|".join(words for _, words in _PERIODS))
# When a document begins or ends to apply, which is no work of anybody's.
_IN_FORCE = re.compile(r"có hiệu lực")
# A report that is owed, not one that is drawn up, discussed or named in passing.
_OWED = re.compile(
    r"(?<!\w)(?:(?:gửi|nộp|lập|tổng hợp)[^.;]{0,80}báo cáo|báo cáo[^.;]{0,200}(?:về|với|cho)\s|báo cáo\s+(?:chủ tịch|ubnd|ủy ban|sở|bộ|tỉnh ủy)|,\s*báo cáo|(?:lập|gửi|trình|nộp|đăng ký)(?: \w+)? (?:dự toán|đề xuất|nhu cầu|danh mục))"
)
_EVERY_SO_OFTEN = re.compile(r"(?:tháng|năm|quý|tuần)\s?(?:/\s?|một )lần")
# What is said of a date besides the date.
_AROUND = re.compile(r"^(?:(?:định kỳ|hoàn thành)\s+)+|(?:\s+(?:hoặc|và))?\s+đột xuất.*$", re.I)
# Whom a report goes to: "báo cáo UBND tỉnh", "về Sở …", "(qua Sở …)".
_TO = re.compile(
    rf"(?<!\w)(?:báo cáo|gửi|về|trình|qua|lên)\s+(?={AGENCY_START}|cấp có thẩm quyền)", re.I
)
# What stands behind the receivers.
_TO_END = re.compile(
    r"\s*(?:[().:;]|$|\s(?:để|trước|kết quả|tình hình|theo|xem xét|bố trí|chỉ đạo|định kỳ|quyết định|tổng hợp|trong|vào|những|việc|các nội dung|(?:hằng|hàng|mỗi) năm|phê duyệt|cho ý kiến|biết)\b)"
    r"|\*",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Record):
    """A date by which something is due.

    ``when`` is the date in the document's words; ``day``, ``month`` and ``year`` are what
    it says of them, ``None`` where it does not (``trước ngày 01 tháng 12 hàng năm`` has no
    year).  ``months`` are all months in which it falls due, those of a day that comes back
    among them (``ngày 25 của tháng cuối quý``: 3, 6, 9, 12).  ``reporters`` owe it and
    ``receivers`` get it, in the document's words, empty where the sentence names none.
    ``text`` is the sentence.
    """

    when: str
    day: int | None
    month: int | None
    year: int | None
    months: tuple[int, ...]
    frequency: Frequency
    is_report: bool
    reporters: tuple[str, ...]
    receivers: tuple[str, ...]
    text: str

    @property
    def agencies(self) -> tuple[str, ...]:
        """Those that owe it, then those that get it."""
        return (*self.reporters, *self.receivers)

    def dates(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days on which it falls due from ``first`` to ``last``, both included.

        None where the document names no day or not in which months, or a day that no year
        has.
        """
        if self.day is None:
            return ()
        years = range(first.year, last.year + 1) if self.year is None else (self.year,)
        found = (_day(year, month, self.day) for year in years for month in self.months)
        return tuple(day for day in found if day is not None and first <= day <= last)


@dataclass(frozen=True, slots=True)
class _Due:
    """A date in a sentence: its words and what they say; ``every`` where they say how often."""

    when: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    every: Frequency | None = None
    of_quarter: int | None = None


def due_months(month: int | None, frequency: Frequency) -> tuple[int, ...]:
    """Return the months in which a day of ``month`` comes back, in their order.

    >>> due_months(2, "quarter"), due_months(None, "quarter"), due_months(12, "year")
    ((2, 5, 8, 11), (), (12,))
    """
    step = _MONTHS_BETWEEN.get(frequency, 12)
    if month is None:
        return tuple(range(1, 13)) if step == 1 else ()
    return tuple(sorted((month - 1 + ahead) % 12 + 1 for ahead in range(0, 12, step)))


def deadlines_of(plan: Plan) -> tuple[Deadline, ...]:
    """Return every deadline that ``plan`` states, in reading order.

    A report that is owed again and again is one too where no day is named.
    """
    return tuple(
        deadline
        for provision in plan.provisions
        if provision.kind in ("clause", "paragraph", "row")
        for deadline in _deadlines_in(plan, provision)
    )


@lru_cache(maxsize=4096)
def _dues(text: str, running: bool) -> tuple[_Due, ...]:
    """Return what ``text`` says is due; ``running`` text may do so without a date."""
    folded = fold(text)
    if _IN_FORCE.search(folded):
        return ()
    found = [due for match in _dates_in(text) for due in _days(match)]
    owed = running and not found and _RECURRING.search(folded) and _OWED.search(folded)
    if owed or _EVERY_SO_OFTEN.search(folded):
        found.append(_Due(_period_words(text)))
    return tuple(found)


def _deadlines_in(plan: Plan, provision: Provision) -> Iterator[Deadline]:
    for text in _texts(provision):
        found = _dues(text, provision.kind != "row")
        dated = sum(due.month is not None for due in found)
        for due in found:
            reporters, receivers = _reporters(provision, text), _receivers(text)
            frequency = due.every or _frequency(text, due.day, due.year)
            if due.month is not None and due.year is None and dated > 1:
                frequency = "year"  # "20/3, 20/6, 20/9": each is named
            yield Deadline(
                **shared(
                    plan,
                    provision,
                    agencies=(*reporters, *receivers),
                    time=str(due.year or due.when),
                ),
                when=due.when,
                day=due.day,
                month=due.month,
                year=due.year,
                months=due_months(due.month or due.of_quarter, frequency),
                frequency=frequency,
                is_report="báo cáo" in fold(text),
                reporters=reporters,
                receivers=receivers,
                text=text,
            )


def first_date(provision: Provision) -> str:
    """Return the first date that ``provision`` sets, in its words; "" if it sets none."""
    return next((_words(match) for text in _texts(provision) for match in _dates_in(text)), "")


def _words(match: re.Match[str]) -> str:
    return _AROUND.sub("", squeeze(match.group())).strip(" ,*")


@lru_cache(maxsize=4096)
def _dates_in(text: str) -> tuple[re.Match[str], ...]:
    """Return the dates by which ``text`` says that something is due, in their order."""
    found = _recurring_days(text)
    if _SOME_DATE.search(text):
        found += [match for match in _DATE.finditer(text) if _is_due(text, match)]
    return tuple(sorted(found, key=lambda match: match.start()))


def _recurring_days(text: str) -> list[re.Match[str]]:
    """Return the days that come back: those that say so, and those of a sentence that does."""
    if not _SOME_DAY.search(text):
        return []
    recurs = _OFTEN.search(text)
    return [
        match
        for match in _DAY_EVERY.finditer(text)
        if match.lastgroup != "d"
        or (
            recurs
            and not _BARE_DAY.match(match.group())
            and not _GOES_ON.match(text, match.end())
        )
    ]


def _is_due(text: str, match: re.Match[str]) -> bool:
    """Tell whether a date is one by which something is due, not a document's or no date."""
    before = fold(text[max(0, match.start() - 40) : match.start()])
    if re.search(r"(?:/[a-zđ-]+|tw|luật.{0,30}|số [\w/-]+)\s*,?$", before) or not _plausible(
        match
    ):
        return False
    says_by = re.search(r"trước|đến|vào|chậm nhất|hạn", before)
    bare = re.match(r"ngày|\d", match.group(), re.I)
    return not bare or bool(says_by or re.search(r"năm|đột xuất", match.group()[-12:]))


def _texts(provision: Provision) -> list[str]:
    """Return the sentences of a provision; of a row, those of the cells that can set a date."""
    if provision.kind == "row":
        return [
            text
            for field in provision.fields
            if field.role in ("output", "task", "time")
            for text in sentences(field.value)
        ]
    return sentences(provision.text)


def _plausible(match: re.Match[str]) -> bool:
    return 1 <= int(match["d"]) <= 31 and 1 <= int(match["m"]) <= 12


def _days(match: re.Match[str]) -> Iterator[_Due]:
    """Yield each date of ``match``."""
    groups = match.groupdict()
    when = _words(match)
    day = int(match["d"])
    if "m" not in groups:
        place = groups["place"]
        every: Frequency | None = "month" if groups["month"] else None
        if place or groups["quarter"]:
            every = "quarter"
        yield _Due(
            when, day, every=every, of_quarter=_OF_QUARTER[fold(place)] if place else None
        )
        return
    year = int(groups["y"]) if groups["y"] else None
    yearly: Frequency | None = "year" if _YEARLY.search(match.group()) else None
    yield _Due(when, day, int(match["m"]), year, yearly)
    if groups["d2"]:
        yield _Due(when, int(groups["d2"]), int(groups["m2"]), year, yearly)


def _frequency(text: str, day: int | None, year: int | None) -> Frequency:
    """Say how often: the shortest period named; a date without its year comes every year.

    A day that comes back says itself how often, not how often other dates of its sentence do.
    """
    if year is not None:
        return "once"
    if day is not None and _SOME_DAY.search(text):
        text = _DAY_EVERY.sub(" ", text)
    folded = fold(text)
    for frequency, words in _PERIODS:
        if re.search(words, folded):
            return frequency
    return "year" if day is not None else "once"


def _period_words(text: str) -> str:
    """Return the words that say how often, as written: ``Định kỳ hằng năm``."""
    match = re.search(
        rf"(?:{_RECURRING.pattern})(?:, (?:tại|vào) thời điểm [^,.;]+)?", text, re.I
    )
    return squeeze(match.group()) if match else ""


def _reporters(provision: Provision, text: str) -> tuple[str, ...]:
    """Return who owes: whom the sentence opens with, else the holders of the duty or row.

    A sentence that names nobody goes with the one behind it: "Định kỳ …, báo cáo … . Thủ
    trưởng các sở …".
    """
    own = subject(text)
    if own and not set(own) <= set(provision.holders):
        return own
    if provision.holders:
        return provision.holders
    if provision.assignment is not None:
        return provision.assignment.lead
    texts = _texts(provision)
    following = texts[texts.index(text) + 1 :][:1]
    return own or (subject(following[0]) if following else ())


def _receivers(text: str) -> tuple[str, ...]:
    """Return whom it goes to, in the order of the sentence."""
    found: dict[str, None] = {}
    text = re.split(r"\sđể (?:tổng hợp|báo cáo|trình)", text)[0]  # who gets it from them
    for match in _TO.finditer(text):
        end = _TO_END.search(text, match.end())
        listed = text[match.end() : end.start() if end else len(text)]
        found.update(dict.fromkeys(split_agencies(listed)))
    return tuple(found)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
