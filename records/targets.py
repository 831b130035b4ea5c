"""The figures that a plan wants to reach: how many of what, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hoidap.ingest.plan import Plan, Provision
from hoidap.records.record import Record, shared
from hoidap.text.figures import Figure, figures
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, squeeze

# Behind these a number is the sign of a point or an aside, "(1) …", part of a word or a time.
_NOT_COUNTING = re.compile(r"(?:\(\s*|\S-|giai đoạn\s)$", re.I)
_SIGN = re.compile(r"\d+\.\d{1,2}\s")  # "2.1 Hỗ trợ …"
LIMIT = re.compile(
    r"(?:(?:có |đạt )?(?:ít nhất|tối thiểu|khoảng|trên|hơn|tối đa|không quá|trung bình|dự kiến)\s+)+$",
    re.I,
)
"""The words before a figure that limit it: ``có ít nhất``."""
_BOUND = re.compile(r"(?:ít nhất|tối thiểu|khoảng|trên|hơn|tối đa|không quá)", re.I)
# Sections, columns and labels that state what is to be reached.
_GOALS = re.compile(r"(?:mục tiêu|chỉ tiêu|định hướng (?:đến )?năm)\b")
# What a task wants to do so many of: "đào tạo 10 chuyên gia".
_DOING = re.compile(
    r"(?:đào tạo|tổ chức|xây dựng|hỗ trợ|bồi dưỡng|tập huấn|thành lập|hình thành|lựa chọn|công nhận|cấp|phát triển|tuyên truyền)(?: được)?"
    r"(?:\s+(?:ít nhất|tối thiểu|khoảng|trên|hơn))*\s+$",
    re.I,
)
_SCALE = re.compile(r"(?:dự kiến )?(?:quy mô|chỉ tiêu|số lượng)\b[^:.;]{0,60}:")
_WHEN = re.compile(
    r"(?:trung bình )?(?:hằng|hàng|mỗi) (?:năm|quý|tháng)"
    r"|(?:trong |thuộc )?giai đoạn (?:đến (?:hết )?năm 20\d\d|20\d\d\s*[-–]\s*20\d\d)(?: và những năm tiếp theo)?"
    r"|(?:từ (?:năm )?20\d\d )?(?:đến|tới|trước|hết)(?: hết| cuối)? năm 20\d\d|năm 20\d\d",
    re.I,
)
# What ends the name of what is counted.
_UNIT_END = re.compile(
    r"\s+(?:được|có|đạt|áp dụng|về|trong|của|theo|mỗi|trên|tại|ở|cho|là|và|hoặc|tham gia|để|với|đủ|phù hợp|làm|từ|phải)\b|[,.;:()/“”\"]"
)
_UNIT_WORDS = 4
_TIME_UNITS = [[unit] for unit in ("năm", "tháng", "quý", "tuần", "ngày", "giờ", "lần")]
# A period behind these is part of a title: "Chiến lược … giai đoạn 2026 - 2035".
_TITLED = re.compile(
    r"(?:chiến lược|kế hoạch|chương trình|đề án|quyết định|nghị quyết)\b[^,;.:]*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """A figure to reach, in the document's words.

    ``number`` is as written (``06``, ``9,5``), ``bound`` what limits it (``ít nhất``),
    ``unit`` what is counted (``doanh nghiệp``; ``%`` for a share), ``when`` by when or how
    often (``hằng năm``, ``đến năm 2030``), from the sentence or the headings above it.
    ``text`` is the sentence.
    """

    number: str
    bound: str
    unit: str
    when: str
    text: str


def targets_of(plan: Plan) -> tuple[Target, ...]:
    """Return every target that ``plan`` states, in reading order.

    Figures under headings, columns and labels that speak of goals, and what tables want as
    the result of a task.
    """
    return tuple(_targets(plan))


def _targets(plan: Plan) -> Iterator[Target]:
    for provision in plan.provisions:
        for text, place, wanted in _stating(provision):
            for figure in counted(text):
                unit = _unit(fold(text[figure.end : figure.end + 60]))
                before = text[: figure.start]
                if not (wanted or _DOING.search(before)) or _is_aside(text, figure):
                    continue
                if unit.split()[:1] in _TIME_UNITS:
                    continue
                when = _when(text, figure.start, place, provision)
                yield Target(
                    **shared(plan, provision, time=when),
                    number=figure.written,
                    bound=_bound(before),
                    unit="%" if figure.kind == "share" else unit,
                    when=when,
                    text=text,
                )


def _stating(provision: Provision) -> Iterator[tuple[str, str, bool]]:
    """Yield the sentences that can state a target, each with the header or words above it.

    The third says whether all it counts is to be reached, or only what is to be done.
    """
    if provision.kind == "row":
        for field in provision.fields:
            wanted = field.role in ("goal", "output") or bool(_GOALS.match(fold(field.header)))
            if wanted or field.role == "task":
                for text in sentences(field.value):
                    yield text, field.header, wanted
        return
    if provision.kind not in ("clause", "paragraph"):
        return
    under_goals = _under_goals(provision.headings)
    scale = ""
    for text in sentences(without_sign(provision.text)):
        scale = text if ":" in text and _SCALE.search(fold(text)) else scale
        yield text, scale, under_goals or bool(scale)


@lru_cache(maxsize=256)
def _under_goals(headings: tuple[str, ...]) -> bool:
    return any(_GOALS.search(fold(heading)) for heading in headings)


@lru_cache(maxsize=16384)
def counted(text: str) -> tuple[Figure, ...]:
    """Return the numbers and shares in ``text`` that count something, both ends of a range."""
    return tuple(
        end
        for figure in figures(text)
        if not _NOT_COUNTING.search(text[max(0, figure.start - 12) : figure.start])
        and (figure.start or not _SIGN.match(text))
        for end in figure.ends or (figure,)
        if end.kind in ("number", "share") and end.text[0].isdigit()
    )


def _is_aside(text: str, figure: Figure) -> bool:
    """Tell whether a number is none to reach: "từ 15 mét trở lên"."""
    return figure.kind == "number" and bool(re.search(r" [Tt]ừ\s+$", text[: figure.start]))


def _bound(before: str) -> str:
    limit = LIMIT.search(before)
    word = _BOUND.search(limit.group()) if limit else None
    return word.group() if word else ""


def _unit(after: str) -> str:
    """Return what is counted: the words right behind the number, up to the first that is not it."""
    end = _UNIT_END.search(after)
    words = (after[: end.start()] if end else after).split()
    return " ".join(words[:_UNIT_WORDS])


def _when(text: str, number: int, place: str, provision: Provision) -> str:
    """Return the time words before the number, else of what stands above or in its row.

    Years behind the number may be those of something else; they count where no other do.
    """
    every = _times(text)
    before = _times(text[:number])
    own = [words for words in every if words in before or _only_recurs([words])]
    if not _only_recurs(own):
        return "; ".join(own)
    row = provision.assignment.time if provision.assignment else ""
    for outer in (_times(place), [row] if row else [], *map(_times, provision.headings[::-1])):
        if outer:  # "hằng năm" says how often, the heading until when
            return "; ".join(dict.fromkeys([*own, *outer]))
    return "; ".join(every)


def _only_recurs(times: list[str]) -> bool:
    return not any(re.search(r"20\d\d", words) for words in times)


def _times(text: str) -> list[str]:
    found = (
        squeeze(match.group())
        for match in _WHEN.finditer(text)
        if not _TITLED.search(text[: match.start()])
    )
    return list(dict.fromkeys(found))
