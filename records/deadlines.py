"""What is due when: reports and other work with a date, who owes it and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hoidap.ingest.plan import Plan, Provision, Span
from hoidap.ingest.subject import subject
from hoidap.text.agencies import AGENCY_START, split_agencies
from hoidap.text.sentences import sentences
from hoidap.text.vietnamese import fold, squeeze

Frequency = Literal["once", "month", "quarter", "half-year", "year"]

DATE = re.compile(
    r"(?:(?:định kỳ |chậm nhất |hoàn thành )*(?:trước|đến hết|đến|vào|muộn nhất|chậm nhất(?: là)?)\s+)?(?:ngày\s+)?"
    r"(?P<d>\d{1,2})\s*(?:/|tháng)\s*(?P<m>\d{1,2})(?:\s*(?:/|năm)\s*(?P<y>20\d\d))?"
    r"(?:\s*(?:và|,)\s*(?:trước )?(?:ngày\s+)?(?P<d2>\d{1,2})\s*(?:/|tháng)\s*(?P<m2>\d{1,2}))?"
    r"(?:\s*(?:hằng|hàng|mỗi) năm)?(?:(?: hoặc| và)? đột xuất(?: khi có yêu cầu)?)?",
    re.I,
)
"""A day by which something is due, one of two at most, with the words that belong to it."""
# "trước ngày 25 của tháng cuối quý": a day without a month
_DAY_EVERY = re.compile(
    r"(?:trước |vào )?ngày (?P<d>\d{1,2}) (?:của )?(?:tháng (?:cuối|đầu)(?: của)?(?: mỗi)? quý|(?:hằng|hàng|mỗi) (?:tháng|quý))",
    re.I,
)
_PERIODS: tuple[tuple[Frequency, str], ...] = (
    ("month", r"(?:hằng|hàng|mỗi) tháng"),
    ("quarter", r"(?:hằng|hàng|mỗi) quý|(?:cuối|đầu)(?: của)?(?: mỗi)? quý"),
    ("half-year", r"(?:0?6|sáu) tháng\s?(?:/\s?lần|một lần)"),
    ("year", r"(?:hằng|hàng|mỗi) năm|(?:một|1|01) năm (?:một|1|01) lần|thường niên"),
)
_MONTHS_BETWEEN: dict[Frequency, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_RECURRING = re.compile("|".join(words for _, words in _PERIODS))
# When a document begins or ends to apply, which is no work of anybody's.
_IN_FORCE = re.compile(r"có hiệu lực")
# A report that is owed, not one that is drawn up, discussed or named in passing.
_OWED = re.compile(
    r"(?<!\w)(?:(?:gửi|nộp|lập|tổng hợp)[^.;]{0,80}báo cáo|báo cáo[^.;]{0,200}(?:về|với|cho)\s|báo cáo\s+(?:chủ tịch|ubnd|ủy ban|sở|bộ|tỉnh ủy)|,\s*báo cáo|(?:lập|gửi|trình|nộp|đăng ký)(?: \w+)? (?:dự toán|đề xuất|nhu cầu|danh mục))"
)
_EVERY_SO_OFTEN = re.compile(r"(?:tháng|năm|quý|tuần)\s?(?:/\s?|một )lần")
# What is said of a date besides the date.
AROUND = re.compile(r"^(?:(?:định kỳ|hoàn thành)\s+)+|(?:\s+(?:hoặc|và))?\s+đột xuất.*$", re.I)
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


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is due.

    ``when`` is the date in the document's words; ``day``, ``month`` and ``year`` are what
    it says of them, ``None`` where it does not (``trước ngày 01 tháng 12 hàng năm`` has no
    year).  ``reporters`` owe it and ``receivers`` get it, in the document's words, empty
    where the sentence names none.  ``text`` is the sentence, ``spans`` its provision's.
    """

    source: str
    province: str | None
    locator: str
    when: str
    day: int | None
    month: int | None
    year: int | None
    frequency: Frequency
    is_report: bool
    reporters: tuple[str, ...]
    receivers: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]

    def dates(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days on which it falls due from ``first`` to ``last``, both included.

        None where the document names no day and month, or a day that no year has.
        """
        if self.day is None or self.month is None:
            return ()
        every = _MONTHS_BETWEEN.get(self.frequency)
        months = (
            [self.month]
            if every is None
            else sorted((self.month - 1 + step) % 12 + 1 for step in range(0, 12, every))
        )
        years = range(first.year, last.year + 1) if self.year is None else (self.year,)
        found = (_day(year, month, self.day) for year in years for month in months)
        return tuple(day for day in found if day is not None and first <= day <= last)


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


def _deadlines_in(plan: Plan, provision: Provision) -> Iterator[Deadline]:
    for text in _texts(provision):
        folded = fold(text)
        if _IN_FORCE.search(folded):
            continue
        is_report = "báo cáo" in folded
        recurring = _RECURRING.search(folded)
        every = _EVERY_SO_OFTEN.search(folded)
        owed = provision.kind != "row" and recurring and _OWED.search(folded)
        days = [day for match in _dates_in(text) for day in _days(match)]
        if every or (owed and not days):
            days.append((_period_words(text), None, None, None))
        for when, day, month, year in days:
            yield Deadline(
                plan.source,
                plan.province,
                provision.locator,
                when,
                day,
                month,
                year,
                _frequency(folded, day, year),
                is_report,
                _reporters(provision, text),
                _receivers(text),
                text,
                provision.spans,
            )


def dated_sentences(provision: Provision) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the sentences of a provision that set a date, references to documents left out."""
    for text in _texts(provision):
        match = next(_dates_in(text), None)
        if match:
            yield text, match


def _dates_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the dates by which ``text`` says that something is due."""
    every = _DAY_EVERY.search(text)
    if every:
        yield every
        return
    for match in DATE.finditer(text):
        before = fold(text[max(0, match.start() - 40) : match.start()])
        if re.search(
            r"(?:/[a-zđ-]+|tw|luật.{0,30}|số [\w/-]+)\s*,?$", before
        ) or not _plausible(match):
            continue
        if (
            re.match(r"ngày|\d", match.group(), re.I)
            and not re.search(r"năm|đột xuất", match.group()[-12:])
            and not re.search(r"trước|đến|vào|chậm nhất|hạn", before)
        ):
            continue
        yield match


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


def _days(
    match: re.Match[str],
) -> Iterator[tuple[str, int | None, int | None, int | None]]:
    """Yield the words, day, month and year of each date of ``match``."""
    groups = match.groupdict()
    when = AROUND.sub("", squeeze(match.group())).strip(" ,*")
    if "m" not in groups:
        yield when, int(match["d"]), None, None
        return
    year = int(groups["y"]) if groups["y"] else None
    yield when, int(match["d"]), int(match["m"]), year
    if groups["d2"]:
        yield when, int(groups["d2"]), int(groups["m2"]), year


def _frequency(folded: str, day: int | None, year: int | None) -> Frequency:
    """Say how often: the shortest period named; a date without its year comes every year."""
    if year is not None:
        return "once"
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
