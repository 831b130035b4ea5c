"""Who leads, who helps, when, with what result: read from labelled lines and from rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hoidap.ingest.plan import Assignment, Field, Role
from hoidap.ingest.tables.columns import Column, role_of
from hoidap.ingest.tables.table import Row
from hoidap.text.agencies import split_agencies
from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold, squeeze

# A labelled line: "Đơn vị chủ trì: …", "- Thời gian thực hiện: …".
LABEL = re.compile(r"^[-–+•*\s]*(?P<label>[^\W\d_][^:.;]{2,58}?)\s*:\s*(?P<value>\S.*)$", re.S)
_LABELS: tuple[tuple[Role, str], ...] = (
    (
        "coordinate",
        r"(?:(?:cơ quan|đơn vị|tổ chức|sở,? ngành)(?: tham gia)? )?phối hợp(?: thực hiện)?",
    ),
    (
        "lead",
        r"(?:(?:cơ quan|đơn vị|tổ chức|sở,? ngành) )?(?:chủ trì|đầu mối)(?: thực hiện| tham mưu| triển khai| theo dõi)*|(?:cơ quan|đơn vị|tổ chức)(?: \w+)? thực hiện|phân công thực hiện",
    ),
    (
        "time",
        r"(?:thời gian|thời hạn|tiến độ|lộ trình)(?: (?:thực hiện|hoàn thành|triển khai))*",
    ),
    (
        "output",
        r"(?:dự kiến )?(?:kết quả|sản phẩm|đầu ra)(?:\s*[/,]\s*(?:kết quả|sản phẩm))?(?: (?:dự kiến|đầu ra|hoàn thành|đạt được|cần đạt|thực hiện))*",
    ),
    (
        "other",
        r"địa điểm(?: thực hiện)?|kinh phí(?: thực hiện| dự kiến)?|nguồn kinh phí|hình thức(?: thực hiện| tổ chức)?|đối tượng(?: \w+){0,2}|quy mô|nội dung(?: \w+){1,2}|chỉ tiêu|mục tiêu",
    ),
)
_LABEL_ROLES = [(role, re.compile(rf"(?:{words})$")) for role, words in _LABELS]


def read_label(text: str) -> tuple[str, Role, str] | None:
    """Read a labelled line into label, role and value, or ``None`` for another line.

    >>> read_label("- Đơn vị chủ trì: Sở Y tế.")
    ('Đơn vị chủ trì', 'lead', 'Sở Y tế')
    """
    match = LABEL.match(text)
    if not match:
        return None
    label = fold(match["label"])
    for role, pattern in _LABEL_ROLES:
        if pattern.match(label):
            return squeeze(match["label"]), role, squeeze(match["value"]).rstrip(" .;")
    return None


def from_fields(task: str, fields: Sequence[Field], spans: Sequence[Span]) -> Assignment | None:
    """Build the assignment that ``fields`` state, ``None`` if they name no agency or time."""
    values = {
        role: "; ".join(f.value for f in fields if f.role == role and f.value)
        for role in ("lead", "coordinate", "time", "output")
    }
    if not (values["lead"] or values["coordinate"] or values["time"]):
        return None
    return Assignment(
        task=task,
        lead=split_agencies(values["lead"]) if values["lead"] else (),
        coordinate=split_agencies(values["coordinate"]) if values["coordinate"] else (),
        time=_once(values["time"]),
        output=values["output"],
        fields=tuple(fields),
        spans=tuple(spans),
    )


def from_row(row: Row, columns: Sequence[Column]) -> tuple[Field, ...]:
    """Return the cells of a row as fields, the number left out, empty cells too."""
    return tuple(
        Field(column.header, column.role, cell.text, tuple(cell.spans))
        for column, cell in zip(columns, row.cells, strict=True)
        if cell.text and column.role != "number"
    )


def _once(time: str) -> str:
    """Fold a stacked cell that repeats one time (``Đến 2030 Đến 2030``) to that time."""
    words = time.split()
    for size in range(1, len(words) // 2 + 1):
        if len(words) % size == 0 and words == words[:size] * (len(words) // size):
            return " ".join(words[:size])
    return time


__all__ = ["from_fields", "from_row", "read_label", "role_of"]
