"""How well the documents are read, as tables for people and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hoidap.eval.records import RecordScore
from hoidap.eval.report import REPORTS, prose, tally_dict, write_report
from hoidap.eval.tables import Label, Table, counted, label, markdown, table

CELLS = {"row": 0.98, "clause": 0.98, "target": 1.0, "deadline": 1.0, "metadata": 1.0}
"""The least share of cells read exactly; every record is found and none invented."""

_KINDS = {
    "row": Label("dòng của bảng", "rows of tables"),
    "clause": Label("khoản giao việc", "assigning clauses"),
    "duty": Label("trách nhiệm", "duties"),
    "target": Label("chỉ tiêu", "targets"),
    "deadline": Label("thời hạn", "deadlines"),
    "metadata": Label("thông tin văn bản", "metadata"),
    "page": Label("dòng trên trang PDF", "rows on PDF pages"),
}


def tables(scores: Mapping[str, RecordScore]) -> list[Table]:
    """Return the figures of ``scores`` as a table."""
    return [
        table(
            "Tìm thấy và đúng · Found and right",
            ("Loại · Kind", "Tìm thấy · Found", "Bịa ra · Invented", "Ô đúng · Cells right"),
            tuple(
                (_KINDS[kind], counted(s.found), str(len(s.invented)), counted(s.cells))
                for kind, s in scores.items()
            ),
        )
    ]


def page_table(scores: Mapping[str, RecordScore]) -> Table:
    """Return the rows counted by eye and found, page by page."""
    return table(
        "Dòng trên trang PDF · Rows on PDF pages",
        ("Tệp, trang · File, page", "Đếm bằng mắt · Counted by eye", "Tìm thấy · Found"),
        tuple(
            (label(place), str(page.counted), str(page.found))
            for score in scores.values()
            for page in score.pages
            for place in [f"{page.source}, {page.page}"]
        ),
    )


def to_dict(scores: Mapping[str, RecordScore]) -> dict[str, Any]:
    """Return the figures of ``scores``."""
    return {
        kind: {
            "found": tally_dict(score.found),
            "cells": tally_dict(score.cells),
            "invented": len(score.invented),
        }
        for kind, score in scores.items()
    }


def missed(scores: Mapping[str, RecordScore]) -> list[Label]:
    """Return what ``scores`` fall short of, in words."""
    short = []
    for kind, score in scores.items():
        label = _KINDS[kind]
        if score.missing:
            short.append(
                Label(
                    f"{label.vi}: tìm thấy {counted(score.found)}",
                    f"{label.en}: {counted(score.found)} found",
                )
            )
        if score.invented:
            places = "; ".join(score.invented[:3])
            short.append(
                Label(f"{label.vi} bịa ra: {places}", f"{label.en} invented: {places}")
            )
        bound = CELLS.get(kind, 0.0)
        if score.cells.total and score.cells.share < bound:
            short.append(
                Label(
                    f"{label.vi}: ô đúng {counted(score.cells)}, cần {bound:.0%}",
                    f"{label.en}: {counted(score.cells)} cells right, {bound:.0%} needed",
                )
            )
    return short


def write(scores: Mapping[str, RecordScore], folder: Path = REPORTS) -> None:
    """Write ``records.md`` and ``records.json`` into ``folder``.

    :raises UserError: If they cannot be written.
    """
    shown = [*tables(scores), page_table(scores)]
    text = prose("records") + "\n".join(markdown(table) for table in shown if table.rows)
    for kind, score in scores.items():
        lines = [f"- không thấy · missing: {place}" for place in score.missing]
        lines += [f"- bịa ra · invented: {place}" for place in score.invented]
        for item in score.differences:
            both = f"“{item.found}”, mẫu · gold “{item.gold}”"
            reason = f" — {item.doubt}" if item.doubt else ""
            lines.append(f"- {item.place}, `{item.cell}`: {both}{reason}")
        if lines:
            text += f"\n## {_KINDS[kind].both}\n\n" + "\n".join(lines) + "\n"
    write_report("records", text, to_dict(scores), folder)
