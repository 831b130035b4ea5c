"""What the headers of columns say: the columns of plans' tables, under their many names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hoidap.ingest.lines import clean
from hoidap.ingest.plan import Role
from hoidap.text.vietnamese import fold

# The words that head a column, by what the column says.  Order matters: a header is
# read left to right and the first alternative that fits wins.
_ONE_AGENCY = r"(?:các )?(?:cơ quan|đơn vị|cq|đv|tổ chức|sở,? (?:ban,? )?ngành|ngành|địa phương|cấp|cá nhân)"
_AGENCY = rf"{_ONE_AGENCY}(?:(?:\s*[,/&-]\s*|\s+và\s+){_ONE_AGENCY})*"
_RESULT = r"(?:kết quả|sản phẩm|đầu ra)"
_WORK = r"(?:nội dung|nhiệm vụ|công việc|hoạt động|đề án|dự án|giải pháp|danh mục|chương trình)"
HEADER_WORDS: tuple[tuple[Role, str], ...] = (
    ("number", r"s?tt|số tt|số thứ tự"),
    (
        "coordinate",
        rf"(?:{_AGENCY},? )?(?:tham gia,? (?:và )?)?phối hợp(?: (?:thực hiện|triển khai|chính|tham gia))*",
    ),
    (
        "lead",
        rf"{_AGENCY},? (?:được (?:giao|phân công) )?(?:chịu trách nhiệm|chủ trì|thực hiện|đầu mối|chủ quản|tham mưu|phụ trách)"
        r"(?:,? (?:và )?(?:chủ trì|theo dõi|tham mưu|thực hiện|triển khai|chính|trình)|, phối hợp)*"
        r"|chủ trì(?:,? (?:thực hiện|tham mưu|triển khai))*|(?:đơn vị )?(?:được )?phân công(?: thực hiện| nhiệm vụ)?|trách nhiệm(?: thực hiện)?|đầu mối(?: thực hiện)?",
    ),
    (
        "time",
        r"(?:dự kiến )?(?:(?:thời gian|thời hạn|tiến độ|lộ trình|mốc thời gian|thời điểm|kế hoạch thời gian)(?:,? (?:thực hiện|hoàn thành|triển khai|trình|ban hành|bắt đầu|kết thúc|dự kiến))*"
        r"|(?:năm|ngày|tháng) (?:thực hiện|hoàn thành)|hoàn thành)(?: dự kiến)?",
    ),
    (
        "output",
        rf"(?:dự kiến )?(?:hình thức )?{_RESULT}(?:(?:\s*[/,-]\s*|\s+và\s+){_RESULT})*(?: (?:dự kiến|đầu ra|chủ yếu|hoàn thành|đạt được|cần đạt|phải đạt|thực hiện))*",
    ),
    (
        "goal",
        r"(?:mục tiêu|chỉ tiêu)(?: (?:đến )?(?:hết )?năm \d{4}| giai đoạn [\d\s–-]*\d| cụ thể| thực hiện| chung)*",
    ),
    (
        "task",
        rf"(?:(?:tên|nhóm|các|danh mục) )*{_WORK}(?:(?:\s*[,/-]\s*|\s+và\s+|\s+){_WORK})*"
        r"(?: (?:thực hiện|chủ yếu|cụ thể|triển khai|trọng tâm|chính|được giao))*",
    ),
    (
        "other",
        r"ghi chú|(?:dự kiến )?kinh phí(?: thực hiện| dự kiến)*|nguồn (?:kinh phí|vốn|lực)(?: thực hiện)?|địa điểm(?: thực hiện)?|địa bàn(?: thực hiện)?|hình thức(?: thực hiện)?|đơn vị tính|đvt"
        r"|căn cứ(?: pháp lý| thực hiện)?|cơ sở pháp lý|quy mô|đối tượng(?: thực hiện)?|số lượng|khối lượng",
    ),
)
# A header that is none of these, by the one word in it that tells: "Lãnh đạo chủ trì", …
_TELLING: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("coordinate", re.compile(r"\bphối hợp\b")),
    ("lead", re.compile(r"\b(?:chủ trì|đầu mối|chịu trách nhiệm)\b")),
    ("time", re.compile(r"\b(?:thời gian|thời hạn|tiến độ)\b")),
    ("output", re.compile(r"\b(?:sản phẩm|kết quả)\b")),
    ("task", re.compile(r"\bnhiệm vụ\b")),
)
_HEADER = re.compile(
    "|".join(
        f"(?P<h{i}>(?<![^\\W_])(?:{words}))(?![^\\W_])"
        for i, (_, words) in enumerate(HEADER_WORDS)
    )
)


@dataclass(slots=True)
class Column:
    """A column's header in the document's words, and what it says."""

    header: str
    role: Role


def role_of(header: str) -> Role:
    """Say what a column with this header holds; ``"other"`` for an unknown one."""
    folded = fold(header)
    match = _HEADER.match(folded)
    if match:
        return HEADER_WORDS[int(str(match.lastgroup)[1:])][0]
    return next((role for role, word in _TELLING if word.search(folded)), "other")


def header_columns(text: str) -> list[Column]:
    """Read the columns out of a header written on one line, in order.

    What stands between two known headers belongs to the first of them (``Kinh phí (triệu
    đồng)``) unless it opens with a capital: then it heads a column of its own.
    """
    text = clean(text)
    found = list(_HEADER.finditer(_header_text(text)))
    ends = [*(match.start() for match in found[1:]), len(text)]
    columns = []
    for match, end in zip(found, ends, strict=False):
        role = HEADER_WORDS[int(str(match.lastgroup)[1:])][0]
        rest = text[match.end() : end].strip()
        own = text[match.start() : match.end()]
        if rest and rest[0].isupper() and not own.isupper():
            columns += [Column(own, role), Column(rest, role_of(rest))]
        else:
            columns.append(Column(f"{own} {rest}".strip(), role))
    return columns


def known_share(text: str) -> float:
    """Return how much of ``text`` is words that head columns, 0 to 1."""
    text = clean(text)
    known = _HEADER.finditer(_header_text(text))
    return sum(len(match.group()) for match in known) / max(len(text), 1)


def _header_text(text: str) -> str:
    r"""Fold a header line; a capital, where not every word has one, opens a new header.

    The white space before it becomes ``\n``, over which no header's words run on.
    """
    folded = list(fold(text))
    words = list(re.finditer(r"[^\W\d_]+", text))
    if not all(word.group().istitle() for word in words):
        for word in words:
            place = word.start() - 1
            if word.group().istitle() and 0 <= place < len(folded):
                folded[place] = "\n" if folded[place] == " " else folded[place]
    return "".join(folded)


def settle_roles(columns: list[Column]) -> list[Column]:
    """Give every table a task column: goals serve as the task where no other does."""
    if not any(column.role == "task" for column in columns):
        for column in columns:
            if column.role == "goal":
                column.role = "task"
                break
        else:
            for column in columns:
                if column.role == "other" and column.header != "":
                    column.role = "task"
                    break
    seen: set[Role] = set()
    for column in columns:
        if column.role in seen and column.role in (
            "number",
            "task",
            "lead",
            "coordinate",
            "time",
            "output",
        ):
            column.role = "other"
        seen.add(column.role)
    return columns
