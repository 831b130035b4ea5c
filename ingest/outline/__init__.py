"""Blocks of a text into provisions: every clause, paragraph and row at its place.

The outline is the document's own: each sign that opens a clause (``Điều 1.``, ``II.``,
``2.1.``, ``a)``, ``-``) takes the depth at which it first stands under the clauses
above it, so that any nesting of the forms of Nghị định 30/2020/NĐ-CP is followed.
Spans of all provisions together cover every character that is not white space, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from hoidap.ingest.assignment import from_fields
from hoidap.ingest.layout import Block, blanks_repeat
from hoidap.ingest.lines import MARKER, clean
from hoidap.ingest.outline.clauses import read_paragraph
from hoidap.ingest.outline.tables import read_table
from hoidap.ingest.outline.writer import Draft, Outline
from hoidap.ingest.plan import Provision


def read_outline(blocks: Sequence[Block]) -> list[Provision]:
    """Turn ``blocks`` into provisions, in reading order; spans are offsets in their text."""
    outline = Outline()
    # A note may say that an empty cell means the same as the one above it.
    texts = [block.text if block.kind != "table" else "" for block in blocks]
    repeats = any(map(blanks_repeat, texts))
    for block, text in zip(blocks, texts, strict=True):
        if block.kind == "furniture":
            outline.add("furniture", text, block.spans, "Số trang", headings=(), parent=-1)
        elif (table := block.table) is not None:
            read_table(outline, table, repeats=repeats)
        else:
            read_paragraph(outline, text, block.spans)
    _attach_assignments(outline.drafts)
    _read_bare(outline.drafts)
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


def _read_bare(drafts: Sequence[Draft]) -> None:
    """Take the lines of a text without a body for its paragraphs: it has no letterhead.

    An article of a law published by itself is a heading and a few sentences.
    """
    if any(draft.kind not in ("letterhead", "furniture") for draft in drafts):
        return
    lines = (draft for draft in drafts if draft.kind == "letterhead")
    for number, draft in enumerate(lines, start=1):
        draft.kind, draft.locator = "paragraph", f"Đoạn {number}"


def _attach_assignments(drafts: list[Draft]) -> None:
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
