"""Paragraphs into provisions: clauses at their depth, labelled lines, running text."""

from __future__ import annotations

import re

from hoidap.ingest.assignment import read_label
from hoidap.ingest.lines import MARKER
from hoidap.ingest.outline.frame import BASIS, TYPIST, read_frame
from hoidap.ingest.outline.writer import Node, Outline, first_words
from hoidap.ingest.plan import Field
from hoidap.ingest.subject import subject
from hoidap.text.agencies import split_agencies, starts_agency
from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold

_MAX_HEADING = 320
_MAX_MERGED = 1600  # a clause grows by the paragraphs that follow it up to this length
_ORDER = re.compile(r"^(?:giao|đề nghị|yêu cầu)\s+", re.I)


def read_paragraph(outline: Outline, text: str, spans: list[Span]) -> None:
    """Take in a paragraph: a clause, a labelled line, or running text."""
    if read_frame(outline, text, spans):
        return
    match = MARKER.match(text)
    if outline.zone == "recipients":
        if match and match.lastgroup in ("dash", "plus"):
            outline.add(
                "recipients",
                text[match.end() :].strip(" ;."),
                spans,
                outline.counted("Nơi nhận, dòng"),
            )
            return
        if not match:
            outline.zone = "signature"
    if outline.zone == "signature" and not (
        match and match.lastgroup not in ("dash", "plus", "letter")
    ):
        if TYPIST.match(text):
            outline.add("furniture", text, spans, "Ký hiệu soạn thảo", headings=(), parent=-1)
        else:
            outline.add("signature", text, spans, "Chữ ký", headings=(), parent=-1)
        return
    if outline.zone == "head" and BASIS.match(text):
        outline.add("basis", text, spans, outline.counted("Căn cứ"), headings=())
        return
    label = read_label(text)
    if (
        label
        and outline.stack
        and (label[1] != "other" or not match or outline.drafts[-1].fields)
    ):
        _read_field(outline, label, spans)
        return
    if match:
        outline.zone = "body"
        _open_clause(outline, match, text, spans)
        return
    _read_prose(outline, text, spans)


def _open_clause(outline: Outline, match: re.Match[str], text: str, spans: list[Span]) -> None:
    """Open a clause at the depth of its sign."""
    sign = outline.sign_of(match)
    label = re.sub(r"\s*[.:)]\s*$", "", match.group(match.lastgroup or 0)).strip("() ")
    body = text[match.end() :].strip()
    outline.close_to(sign)
    if sign in ("dash", "plus"):
        base = outline.place_name()
        key = f"{base}|{sign}|{outline.stack[-1].place if outline.stack else -1}"
        outline.counts[key] = outline.counts.get(key, 0) + 1
        label = ("ý " if sign == "dash" else "ý nhỏ ") + str(outline.counts[key])
        locator = f"{base}, {label}"
        parent_label = ""
    else:
        locator = outline.place_name(label)
        parent_label = label
    is_heading = sign not in ("dash", "plus") and _names_only(body)
    holders = _holders_of(outline, body, is_heading=is_heading)
    draft = outline.add("heading" if is_heading else "clause", text, spans, locator)
    draft.prose = not is_heading and sign not in ("dash", "plus")
    draft.holders = holders
    heading = ""
    if sign not in ("dash", "plus"):
        heading = f"{match.group().strip()} {body if is_heading else first_words(body)}"
    again = re.search(r" \(\d+\)$", draft.locator)  # a number given twice: "6 (2)"
    if again and parent_label:
        parent_label += again.group()
    outline.stack.append(
        Node(sign, parent_label, heading, len(outline.drafts) - 1, is_heading, holders)
    )


def _holders_of(outline: Outline, body: str, *, is_heading: bool) -> tuple[str, ...]:
    """Say whose duty a clause is: an agency's section, or one that opens with its name."""
    body = _ORDER.sub("", body)
    duties = any(
        re.search(r"tổ chức thực hiện|phân công|trách nhiệm", fold(node.heading))
        for node in outline.stack
    )
    if not duties or not starts_agency(body):
        return outline.stack[-1].holders if outline.stack else ()
    if is_heading:
        return split_agencies(body.rstrip(".:"))
    return subject(body)


def _read_field(outline: Outline, label: tuple[str, str, str], spans: list[Span]) -> None:
    """Take in a labelled line: it belongs to the innermost clause that is not a dash."""
    header, role, value = label
    while len(outline.stack) > 1 and outline.stack[-1].sign in ("dash", "plus"):
        outline.stack.pop()
    node = outline.stack[-1]
    owner = outline.drafts[node.place]
    entry = Field(header, role, value, tuple(spans))  # type: ignore[arg-type]
    if not node.is_heading:
        owner.texts.append(f"{header}: {value}")
        owner.spans.extend(spans)
        owner.fields.append(entry)
        owner.prose = False
        return
    last = outline.drafts[-1]
    if last.kind != "fields" or last.parent != node.place:
        last = outline.add(
            "fields", f"{header}: {value}", spans, f"{outline.place_name()}, phân công"
        )
    else:
        last.texts.append(f"{header}: {value}")
        last.spans.extend(spans)
    last.fields.append(entry)


def _read_prose(outline: Outline, text: str, spans: list[Span]) -> None:
    """Take in a paragraph without a sign."""
    outline.zone = "body" if outline.stack else outline.zone
    last = outline.drafts[-1] if outline.drafts else None
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
    if closing and outline.stack:
        del outline.stack[1:]
        if re.match(r"trên đây là", fold(text)):
            outline.stack.clear()
            outline.add("paragraph", text, spans, "Đoạn kết", headings=())
            return
    while outline.stack and outline.stack[-1].sign in ("dash", "plus"):
        outline.stack.pop()
        # After a list the text goes on: in an agency's section it is about all of them.
        if (
            outline.stack
            and outline.stack[-1].holders
            and not starts_agency(text)
            and len(outline.stack) > 1
        ):
            outline.stack.pop()
    base = outline.place_name()
    locator = outline.counted(f"{base}, đoạn")
    draft = outline.add("paragraph", text, spans, locator)
    draft.holders = outline.stack[-1].holders if outline.stack else ()


def _names_only(body: str) -> bool:
    """Tell whether a clause's line only names it: no full stop, not too long."""
    return (
        len(body) <= _MAX_HEADING
        and not re.search(r"[.;…]\W*$", body)
        and not body.endswith("./.")
    )


def _is_caption(text: str) -> bool:
    return bool(re.match(r"\((?:có|nội dung|chi tiết|kèm)\b", text, re.I))
