"""Blocks of a text into provisions: every clause, paragraph and row at its place.

The outline is the document's own: each sign that opens a clause (``Điều 1.``, ``II.``,
``2.1.``, ``a)``, ``-``) takes the depth at which it first stands under the clauses
above it, so that any nesting of the forms of Nghị định 30/2020/NĐ-CP is followed.
Spans of all provisions together cover every character that is not white space, once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoidap.ingest.assignment import from_fields, from_row, read_label
from hoidap.ingest.layout import Block, blanks_repeat
from hoidap.ingest.lines import MARKER, clean, is_caps
from hoidap.ingest.plan import Assignment, Field, Provision, ProvisionKind, Span
from hoidap.ingest.tables.flat_table import read_flat
from hoidap.ingest.tables.grid_table import read_grid
from hoidap.ingest.tables.table import Table, fill_from_above
from hoidap.text.agencies import split_agencies, starts_agency
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold

DOCUMENT_KINDS = (
    "kế hoạch", "quyết định", "chương trình", "đề án", "chỉ thị", "nghị quyết", "thông tư", "nghị định",
    "công văn", "thông báo", "phương án", "quy chế", "quy định", "hướng dẫn", "báo cáo", "tờ trình", "chiến lược",
    "danh mục",
)  # fmt: skip
_KIND_LINE = re.compile(rf"(?:{'|'.join(DOCUMENT_KINDS)})\s*:?$", re.I)
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?P<n>[IVX]+|\d+))?\b\s*[:.]?", re.I)
_ATTACHED = re.compile(r"\(?\s*(?:ban hành )?kèm theo\b", re.I)
_LETTERHEAD = re.compile(
    r"cộng hòa xã hội|độc lập\s*-\s*tự do|^số\s*:|^[\d.;:]*[^\d.;:]{2,60}, ngày\b.{0,12}tháng\b.{0,12}năm\b"
    r"|^(?:chủ tịch )?ủy ban nhân dân(?: (?:tỉnh|thành phố)(?: [^\W\d_]+){0,4})?$|^(?:tỉnh|thành phố) [^\W\d_]+(?: [^\W\d_]+){0,3}$"
)
_BASIS = re.compile(
    r"(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện (?:các )?(?:quyết định|nghị quyết|kế hoạch|chỉ thị|chương trình|luật|công văn))\b",
    re.I,
)
_SIGNATURE = re.compile(
    r"(?:TM\s*\.|T/M|KT\s*\.|TL\s*\.|TUQ\s*\.|(?:PHÓ )?CHỦ TỊCH\b|(?:PHÓ )?GIÁM ĐỐC\b|(?:PHÓ )?BỘ TRƯỞNG|THỦ TƯỚNG|\(?đã ký\)?)"
)
_TYPIST = re.compile(r"[\w.]{1,15}/[\w.]{1,12}$")
_RANK = {"part": 0, "chapter": 1, "section": 2, "article": 3}
_MAX_HEADING = 320
_MAX_MERGED = 1600  # a clause grows by the paragraphs that follow it up to this length


@dataclass(slots=True)
class _Node:
    """A clause that is open: its sign, the heading it gives, its place among provisions."""

    sign: str
    label: str
    heading: str
    place: int
    is_heading: bool
    holders: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A provision being written."""

    kind: ProvisionKind
    locator: str
    texts: list[str]
    spans: list[Span]
    headings: tuple[str, ...]
    parent: int
    fields: list[Field] = field(default_factory=list)
    holders: tuple[str, ...] = ()
    assignment: Assignment | None = None
    prose: bool = False  # takes the paragraphs that follow


class Outline:
    """Writes provisions as blocks come in."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.stack: list[_Node] = []
        self.part = ""  # "", or the annex's name
        self.zone = "head"  # head, body, recipients, signature
        self.used: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.titled = False
        self.repeats = False  # an empty cell means the same as the one above it

    # -- writing -------------------------------------------------------------------

    def add(  # noqa: PLR0913 - a provision has that many parts
        self,
        kind: ProvisionKind,
        text: str,
        spans: Sequence[Span],
        locator: str,
        *,
        parent: int | None = None,
        headings: tuple[str, ...] | None = None,
    ) -> _Draft:
        """Write one provision; a locator used before gets a number behind it."""
        self.used[locator] = self.used.get(locator, 0) + 1
        if self.used[locator] > 1 and kind != "furniture":
            locator = f"{locator} ({self.used[locator]})"
        draft = _Draft(
            kind,
            locator,
            [text],
            list(spans),
            self.headings() if headings is None else headings,
            (self.stack[-1].place if self.stack else -1) if parent is None else parent,
        )
        self.drafts.append(draft)
        self.titled = self.titled or kind == "title"
        return draft

    def headings(self) -> tuple[str, ...]:
        """The headings of the open clauses, outermost first."""
        names = [self.part] if self.part else []
        return tuple([*names, *(node.heading for node in self.stack if node.heading)])

    def place_name(self, label: str = "") -> str:
        """Name a place: ``Điều 1.2.1``, ``Mục III.5.b``, ``Phụ lục, mục 2``."""
        every = [node.label for node in self.stack if node.label] + ([label] if label else [])
        # "2.1" under "2" already names its parent
        labels = [
            name
            for place, name in enumerate(every)
            if not any(below.startswith(f"{name}.") for below in every[place + 1 : place + 2])
        ]
        if not labels:
            return self.part.split(":")[0] if self.part else "Phần mở đầu"
        first = labels[0]
        name = ".".join(labels)
        if not re.match(r"(Phần|Chương|Mục|Tiểu mục|Điều)\b", first, re.I):
            name = f"Mục {name}"
        return f"{self.part}, {name[0].lower()}{name[1:]}" if self.part else name

    def counted(self, name: str) -> str:
        """Return ``name`` with the number of times it was asked for."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name} {self.counts[name]}"

    # -- reading -------------------------------------------------------------------

    def read(self, block: Block) -> None:
        """Take in the next block."""
        if block.kind == "furniture":
            self.add("furniture", block.text, block.spans, "Số trang", headings=(), parent=-1)
        elif block.kind == "grid":
            self.read_table(read_grid(block.lines), repeats=self.repeats)
        elif block.kind == "flat":
            self.read_table(read_flat(block.lines), repeats=self.repeats)
        elif block.table is not None:
            self.read_table(block.table, repeats=self.repeats)
        else:
            self.read_paragraph(block)

    def read_paragraph(self, block: Block) -> None:
        """Take in a paragraph: a clause, a labelled line, or running text."""
        text, spans = block.text, block.spans
        if self.read_frame(text, spans):
            return
        match = MARKER.match(text)
        if self.zone == "recipients":
            if match and match.lastgroup in ("dash", "plus"):
                self.add(
                    "recipients",
                    text[match.end() :].strip(" ;."),
                    spans,
                    self.counted("Nơi nhận, dòng"),
                )
                return
            if not match:
                self.zone = "signature"
        if self.zone == "signature" and not (
            match and match.lastgroup not in ("dash", "plus", "letter")
        ):
            if _TYPIST.match(text):
                self.add("furniture", text, spans, "Ký hiệu soạn thảo", headings=(), parent=-1)
            else:
                self.add("signature", text, spans, "Chữ ký", headings=(), parent=-1)
            return
        if self.zone == "head" and _BASIS.match(text):
            self.add("basis", text, spans, self.counted("Căn cứ"), headings=())
            return
        label = read_label(text)
        if (
            label
            and self.stack
            and (label[1] != "other" or not match or self.drafts[-1].fields)
        ):
            self.read_field(label, spans)
            return
        if match:
            self.zone = "body"
            self.open_clause(match, text, spans)
            return
        self.read_prose(text, spans)

    def read_frame(self, text: str, spans: list[Span]) -> bool:
        """Take in a line of the document's frame: letterhead, titles, signature."""
        folded = fold(text)
        if folded.startswith("nơi nhận"):
            self.stack.clear()
            self.zone = "recipients"
            kind: ProvisionKind = (
                "recipients" if len(folded) > len("nơi nhận: ") else "letterhead"
            )
            self.add(kind, text, spans, "Nơi nhận", headings=())
            return True
        annex = _ANNEX.match(text)
        if (
            annex
            and self.zone != "recipients"
            and (is_caps(text) or len(text) <= 14 + len(annex.group()))
        ):
            self.stack.clear()
            self.zone = "head"
            number = annex["n"]
            self.part = f"Phụ lục {number}" if number else "Phụ lục"
            self.add("title", text, spans, self.part, headings=())
            return True
        before = self.zone == "head" and not re.match(r"(?:TM|KT|TL|TUQ|T/M)\b", text)
        if _SIGNATURE.match(text) and is_caps(re.sub(r"\(.*?\)", "", text)) and not before:
            self.stack.clear()
            self.zone = "signature"
            self.add("signature", text, spans, "Chữ ký", headings=(), parent=-1)
            return True
        if _ATTACHED.match(text) and self.zone in ("head", "signature"):
            self.zone = "head"
            self.add("title", text, spans, self.part or "Tiêu đề", headings=())
            return True
        if _KIND_LINE.match(text) and is_caps(text):
            self.stack.clear()
            if self.zone == "signature":
                self.part = ""
            self.zone = "head"
            self.add("title", text, spans, "Tiêu đề", headings=())
            return True
        if (
            _LETTERHEAD.search(fold(text))
            and len(text) < 120
            and (self.zone != "body" or is_caps(text))
        ):
            if self.zone in ("signature", "recipients"):
                self.zone = "head"
            self.add("letterhead", text, spans, "Đầu văn bản", headings=(), parent=-1)
            return True
        if (
            self.zone in ("signature", "body")
            and is_caps(text)
            and len(text) > 40
            and not MARKER.match(text)
        ):
            self.stack.clear()
            self.zone = "head"  # the title of an annex that stands before the word "Phụ lục"
            self.add("title", text, spans, "Phụ lục", headings=())
            return True
        if (
            self.zone == "head"
            and not self.titled
            and len(text) < 120
            and not MARKER.match(text)
            and not _BASIS.match(text)
        ):
            self.add("letterhead", text, spans, "Đầu văn bản", headings=(), parent=-1)
            return True
        if (
            self.zone == "head"
            and self.drafts
            and self.drafts[-1].kind in ("title", "letterhead")
            and not MARKER.match(text)
            and not _BASIS.match(text)
        ):
            self.add(
                "title" if self.titled else "letterhead",
                text,
                spans,
                "Tiêu đề" if self.titled else "Đầu văn bản",
                headings=(),
            )
            return True
        return False

    def open_clause(self, match: re.Match[str], text: str, spans: list[Span]) -> None:
        """Open a clause at the depth of its sign."""
        sign = self.sign_of(match)
        label = re.sub(r"\s*[.:)]\s*$", "", match.group(match.lastgroup or 0)).strip("() ")
        body = text[match.end() :].strip()
        self.close_to(sign)
        if sign in ("dash", "plus"):
            base = self.place_name()
            key = f"{base}|{sign}|{self.stack[-1].place if self.stack else -1}"
            self.counts[key] = self.counts.get(key, 0) + 1
            label = ("ý " if sign == "dash" else "ý nhỏ ") + str(self.counts[key])
            locator = f"{base}, {label}"
            parent_label = ""
        else:
            locator = self.place_name(label)
            parent_label = label
        is_heading = sign not in ("dash", "plus") and _names_only(body)
        holders = self.holders_of(body, is_heading=is_heading)
        draft = self.add("heading" if is_heading else "clause", text, spans, locator)
        draft.prose = not is_heading and sign not in ("dash", "plus")
        draft.holders = holders
        heading = (
            f"{match.group().strip()} {body}" if is_heading or len(body) <= _MAX_HEADING else ""
        )
        if sign in ("dash", "plus"):
            heading = ""
        elif not is_heading:
            heading = f"{match.group().strip()} {_first_words(body)}"
        again = re.search(r" \(\d+\)$", draft.locator)  # a number given twice: "6 (2)"
        if again and parent_label:
            parent_label += again.group()
        self.stack.append(
            _Node(sign, parent_label, heading, len(self.drafts) - 1, is_heading, holders)
        )

    def sign_of(self, match: re.Match[str]) -> str:
        """Name the kind of sign, arabic ones by their depth (``1.``, ``1.1.``)."""
        kind = match.lastgroup or ""
        if kind in ("arabic", "decimal"):
            return f"arabic{match.group(kind).count('.') + 1}"
        return kind

    def close_to(self, sign: str) -> None:
        """Close the clauses that end where a clause with ``sign`` opens."""
        signs = [node.sign for node in self.stack]
        if sign in signs:
            del self.stack[signs.index(sign) :]
        elif sign in _RANK:  # Phần, Chương, Mục, Điều: a smaller unit never holds a larger
            while self.stack and _RANK.get(self.stack[-1].sign, 9) > _RANK[sign]:
                self.stack.pop()
        elif sign.startswith("arabic") and sign != "arabic1":
            # 2.1 belongs under 2 and never under a letter or a dash
            while self.stack and self.stack[-1].sign in ("letter", "dash", "plus", "bracket"):
                self.stack.pop()
        elif sign == "roman":
            while self.stack and self.stack[-1].sign not in _RANK:
                self.stack.pop()
        elif sign == "letter":
            while self.stack and self.stack[-1].sign in ("dash", "plus"):
                self.stack.pop()

    def holders_of(self, body: str, *, is_heading: bool) -> tuple[str, ...]:
        """Say whose duty a clause is: an agency's section, or one that opens with its name."""
        body = _ORDER.sub("", body)
        duties = any(
            re.search(r"tổ chức thực hiện|phân công|trách nhiệm", fold(node.heading))
            for node in self.stack
        )
        if not duties or not starts_agency(body):
            return self.stack[-1].holders if self.stack else ()
        if is_heading:
            return split_agencies(body.rstrip(".:"))
        subject = _subject(body)
        return split_agencies(subject) if subject else ()

    def read_field(self, label: tuple[str, str, str], spans: list[Span]) -> None:
        """Take in a labelled line: it belongs to the innermost clause that is not a dash."""
        header, role, value = label
        while len(self.stack) > 1 and self.stack[-1].sign in ("dash", "plus"):
            self.stack.pop()
        node = self.stack[-1]
        owner = self.drafts[node.place]
        entry = Field(header, role, value, tuple(spans))  # type: ignore[arg-type]
        if not node.is_heading:
            owner.texts.append(f"{header}: {value}")
            owner.spans.extend(spans)
            owner.fields.append(entry)
            owner.prose = False
            return
        last = self.drafts[-1]
        if last.kind != "fields" or last.parent != node.place:
            last = self.add(
                "fields", f"{header}: {value}", spans, f"{self.place_name()}, phân công"
            )
        else:
            last.texts.append(f"{header}: {value}")
            last.spans.extend(spans)
        last.fields.append(entry)

    def read_prose(self, text: str, spans: list[Span]) -> None:
        """Take in a paragraph without a sign."""
        self.zone = "body" if self.stack else self.zone
        last = self.drafts[-1] if self.drafts else None
        closing = bool(
            re.match(
                r"(trên đây là|yêu cầu (?:các|thủ trưởng|giám đốc)|đề nghị các|trong quá trình (?:tổ chức|triển khai|thực hiện))",
                fold(text),
            )
        )
        if (
            last is not None
            and last.kind == "clause"
            and last.prose
            and not closing
            and not _is_caption(text)
        ):
            if sum(map(len, last.texts)) + len(text) <= _MAX_MERGED:
                last.texts.append(text)
                last.spans.extend(spans)
                return
        if closing and self.stack:
            del self.stack[1:]
            if re.match(r"trên đây là", fold(text)):
                self.stack.clear()
                self.add("paragraph", text, spans, "Đoạn kết", headings=())
                return
        while self.stack and self.stack[-1].sign in ("dash", "plus"):
            self.stack.pop()
            # After a list the text goes on: in an agency's section it is about all of them.
            if (
                self.stack
                and self.stack[-1].holders
                and not starts_agency(text)
                and len(self.stack) > 1
            ):
                self.stack.pop()
        base = self.place_name()
        key = f"{base}|paragraph"
        self.counts[key] = self.counts.get(key, 0) + 1
        locator = f"{base}, đoạn {self.counts[key]}"
        draft = self.add("paragraph", text, spans, locator)
        draft.holders = self.stack[-1].holders if self.stack else ()

    # -- tables --------------------------------------------------------------------

    def read_table(self, table: Table, *, repeats: bool = False) -> None:
        """Take in a table: its header, its rows, what pages repeat."""
        if repeats:
            fill_from_above(table.rows, table.columns)
        base = self.part or (self.place_name() if self.stack else "Bảng")
        outer = self.headings() or ((self.part,) if self.part else ())
        parent = self.stack[-1].place if self.stack else -1
        header = " | ".join(column.header for column in table.columns)
        if table.header_spans:
            self.add("letterhead", header, table.header_spans, f"{base}, đầu bảng", headings=())
        if table.furniture:
            self.add(
                "furniture", "", table.furniture, "Đầu bảng lặp lại", headings=(), parent=-1
            )
        group, group_number, group_mark, group_place = "", "", "", parent
        shared: set[int] = set()
        for row in table.rows:
            spans = sorted(
                span for cell in row.cells if id(cell) not in shared for span in cell.spans
            )
            shared.update(id(cell) for cell in row.cells)  # a merged cell is covered once
            if not spans and not row.is_group:
                continue
            fields = from_row(row, table.columns)
            task = next((f for f in fields if f.role == "task"), fields[0] if fields else None)
            number = row.number
            if row.is_group:
                text = clean(f"{number} {task.value if task else ''}")
                name = (
                    f"{base}, dòng {number}"
                    if number
                    else f"{base}, nhóm “{_first_words(text)}”"
                )
                draft = self.add("group", text, spans, name, headings=outer, parent=parent)
                again = re.search(r" \(\d+\)$", draft.locator)
                group, group_place = text, len(self.drafts) - 1
                group_number, group_mark = number, f"{number}{again.group() if again else ''}"
                draft.fields = list(fields)
                continue
            if group and number.startswith(f"{group_number}."):
                number = f"{group_mark}{number[len(group_number) :]}"
            elif group and group_number.isdigit() and number.isdigit():
                group, group_number = "", ""  # "6" after "5.2": the group is over
            elif group and group_number:
                number = f"{group_mark}.{number}"
            headings = (*outer, group) if group else outer
            name = f"{base}, dòng {number}" if number else f"{base}, dòng {len(self.drafts)}"
            text = " | ".join(f.value for f in fields)
            draft = self.add(
                "row",
                text,
                spans,
                name,
                headings=headings,
                parent=group_place if group else parent,
            )
            draft.fields = list(fields)
            draft.assignment = _row_assignment(fields, spans)


def _row_assignment(fields: Sequence[Field], spans: Sequence[Span]) -> Assignment | None:
    task = next((f.value for f in fields if f.role == "task"), "")
    goals = [f.value for f in fields if f.role == "goal"]
    return from_fields("; ".join([task, *goals]) if task else "; ".join(goals), fields, spans)


def _names_only(body: str) -> bool:
    """Tell whether a clause's line only names it: no full stop, not too long."""
    return (
        len(body) <= _MAX_HEADING
        and not re.search(r"[.;…]\W*$", body)
        and not body.endswith("./.")
    )


def _is_caption(text: str) -> bool:
    return bool(re.match(r"\((?:có|nội dung|chi tiết|kèm)\b", text, re.I))


def _first_words(text: str, limit: int = 160) -> str:
    """Cut a long clause to its first sentence or so, to head what stands under it."""
    text = re.split(r"(?<=[.;:])\s", text, maxsplit=1)[0] if len(text) > limit else text
    if len(text) <= limit:
        return text.rstrip(" .;:")
    return text[:limit].rsplit(" ", 1)[0] + " …"


_VERB = re.compile(
    r"\s(?:là cơ quan|là đơn vị|có trách nhiệm|có nhiệm vụ|chủ trì|chủ động|phối hợp|căn cứ|theo dõi|tham mưu|tổng hợp|tổ chức|hướng dẫn|xây dựng|thực hiện|triển khai|chịu trách nhiệm|được giao|đầu mối|theo chức năng|báo cáo|rà soát|đôn đốc|tăng cường|bố trí|định kỳ|trên cơ sở|giao|tích cực)\b|:",
    re.I,
)


_ORDER = re.compile(r"^(?:giao|đề nghị|yêu cầu)\s+", re.I)


def _subject(body: str) -> str:
    """Return the agencies that a sentence opens with: one known, or all before the verb."""
    known = glossary().agency_opening(body)
    rest = body[len(known) :]
    if known and not re.match(r"\s*(?:,|;|và\b|tỉnh\b)", rest):
        return known
    match = _VERB.search(body)
    return body[: match.start()].strip() if match and match.start() < 200 else ""


def read_outline(blocks: Sequence[Block]) -> list[Provision]:
    """Turn ``blocks`` into provisions, in reading order; spans are offsets in their text."""
    outline = Outline()
    outline.repeats = any(
        blanks_repeat(block.text) for block in blocks if block.kind == "paragraph"
    )
    for block in blocks:
        outline.read(block)
    _attach_assignments(outline.drafts)
    parents = {draft.parent for draft in outline.drafts}
    for number, draft in enumerate(outline.drafts):
        if draft.kind == "heading" and number not in parents:
            draft.kind = "clause"  # it heads nothing: the clause itself, without a full stop
    order = sorted(
        range(len(outline.drafts)), key=lambda i: min(outline.drafts[i].spans, default=(0, 0))
    )
    place = {old: new for new, old in enumerate(order)}
    return [
        Provision(
            locator=draft.locator,
            kind=draft.kind,
            text="\n".join(draft.texts),
            spans=tuple(draft.spans),
            headings=draft.headings,
            parent=place.get(draft.parent, -1),
            assignment=draft.assignment,
            fields=tuple(draft.fields),
            holders=draft.holders,
        )
        for draft in (outline.drafts[i] for i in order)
    ]


def _attach_assignments(drafts: list[_Draft]) -> None:
    """Give each clause its assignment, and the items of a section the section's."""
    for place, draft in enumerate(drafts):
        if draft.kind == "clause" and draft.fields:
            task = clean(MARKER.sub("", draft.texts[0], count=1))
            draft.assignment = from_fields(task, draft.fields, draft.spans)
        if draft.kind != "fields":
            continue
        owner = drafts[draft.parent]
        items = [
            i
            for i in range(draft.parent + 1, place)
            if drafts[i].parent == draft.parent and drafts[i].kind in ("clause", "paragraph")
        ]
        heading = clean(MARKER.sub("", owner.texts[0], count=1))
        task = drafts[items[0]].texts[0] if len(items) == 1 else heading
        spans = [*owner.spans, *(s for i in items for s in drafts[i].spans), *draft.spans]
        assignment = from_fields(clean(task), draft.fields, sorted(spans))
        for i in (draft.parent, *items, place):
            drafts[i].assignment = assignment
