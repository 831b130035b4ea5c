"""The frame of a document: letterhead, titles of the document and its annexes, signature."""

from __future__ import annotations

import re

from hoidap.ingest.lines import MARKER, is_caps
from hoidap.ingest.outline.writer import Outline
from hoidap.ingest.plan import ProvisionKind
from hoidap.text.spans import Span
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
BASIS = re.compile(
    r"(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện (?:các )?(?:quyết định|nghị quyết|kế hoạch|chỉ thị|chương trình|luật|công văn))\b",
    re.I,
)
_SIGNATURE = re.compile(
    r"(?:TM\s*\.|T/M|KT\s*\.|TL\s*\.|TUQ\s*\.|(?:PHÓ )?CHỦ TỊCH\b|(?:PHÓ )?GIÁM ĐỐC\b|(?:PHÓ )?BỘ TRƯỞNG|THỦ TƯỚNG|\(?đã ký\)?)"
)
TYPIST = re.compile(r"[\w.]{1,15}/[\w.]{1,12}$")


def read_frame(outline: Outline, text: str, spans: list[Span]) -> bool:
    """Take in a line of the document's frame: letterhead, titles, signature."""
    folded = fold(text)
    if folded.startswith("nơi nhận"):
        outline.stack.clear()
        outline.zone = "recipients"
        kind: ProvisionKind = "recipients" if len(folded) > len("nơi nhận: ") else "letterhead"
        outline.add(kind, text, spans, "Nơi nhận", headings=())
        return True
    annex = _ANNEX.match(text)
    if (
        annex
        and outline.zone != "recipients"
        and (is_caps(text) or len(text) <= 14 + len(annex.group()))
    ):
        outline.stack.clear()
        outline.zone = "head"
        number = annex["n"]
        outline.part = f"Phụ lục {number}" if number else "Phụ lục"
        outline.add("title", text, spans, outline.part, headings=())
        return True
    before = outline.zone == "head" and not re.match(r"(?:TM|KT|TL|TUQ|T/M)\b", text)
    if _SIGNATURE.match(text) and is_caps(re.sub(r"\(.*?\)", "", text)) and not before:
        outline.stack.clear()
        outline.zone = "signature"
        outline.add("signature", text, spans, "Chữ ký", headings=(), parent=-1)
        return True
    if _ATTACHED.match(text) and outline.zone in ("head", "signature"):
        outline.zone = "head"
        outline.add("title", text, spans, outline.part or "Tiêu đề", headings=())
        return True
    if _KIND_LINE.match(text) and is_caps(text):
        outline.stack.clear()
        if outline.zone == "signature":
            outline.part = ""
        outline.zone = "head"
        outline.add("title", text, spans, "Tiêu đề", headings=())
        return True
    if (
        _LETTERHEAD.search(fold(text))
        and len(text) < 120
        and (outline.zone != "body" or is_caps(text))
    ):
        if outline.zone in ("signature", "recipients"):
            outline.zone = "head"
        outline.add("letterhead", text, spans, "Đầu văn bản", headings=(), parent=-1)
        return True
    if (
        outline.zone in ("signature", "body")
        and is_caps(text)
        and len(text) > 40
        and not MARKER.match(text)
    ):
        outline.stack.clear()
        outline.zone = "head"  # the title of an annex that stands before the word "Phụ lục"
        outline.add("title", text, spans, "Phụ lục", headings=())
        return True
    if (
        outline.zone == "head"
        and not outline.titled
        and len(text) < 120
        and not MARKER.match(text)
        and not BASIS.match(text)
    ):
        outline.add("letterhead", text, spans, "Đầu văn bản", headings=(), parent=-1)
        return True
    if (
        outline.zone == "head"
        and outline.drafts
        and outline.drafts[-1].kind in ("title", "letterhead")
        and not MARKER.match(text)
        and not BASIS.match(text)
    ):
        outline.add(
            "title" if outline.titled else "letterhead",
            text,
            spans,
            "Tiêu đề" if outline.titled else "Đầu văn bản",
            headings=(),
        )
        return True
    return False
