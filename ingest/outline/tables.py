"""Tables into provisions: groups and rows under their numbers, what pages repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hoidap.ingest.assignment import from_fields, from_row
from hoidap.ingest.lines import clean
from hoidap.ingest.outline.writer import Outline, first_words
from hoidap.ingest.plan import Assignment, Field
from hoidap.ingest.tables.table import Table, fill_from_above
from hoidap.text.spans import Span


def read_table(outline: Outline, table: Table, *, repeats: bool) -> None:
    """Take in a table: its header, its rows, what pages repeat."""
    if repeats:
        fill_from_above(table.rows, table.columns)
    base = outline.part or (outline.place_name() if outline.stack else "Bảng")
    outer = outline.headings() or ((outline.part,) if outline.part else ())
    parent = outline.stack[-1].place if outline.stack else -1
    header = " | ".join(column.header for column in table.columns)
    if table.header_spans:
        outline.add("letterhead", header, table.header_spans, f"{base}, đầu bảng", headings=())
    if table.furniture:
        outline.add(
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
            name = f"{base}, dòng {number}" if number else f"{base}, nhóm “{first_words(text)}”"
            draft = outline.add("group", text, spans, name, headings=outer, parent=parent)
            again = re.search(r" \(\d+\)$", draft.locator)
            group, group_place = text, len(outline.drafts) - 1
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
        name = f"{base}, dòng {number}" if number else f"{base}, dòng {len(outline.drafts)}"
        text = " | ".join(f.value for f in fields)
        draft = outline.add(
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
