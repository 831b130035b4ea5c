"""Scores the tables of PDF pages against rows counted by eye.

``pages.jsonl`` says of each page which rows begin on it: their numbers, the first words of
their tasks and their lead agencies; the page's text, as ``pdftotext -layout`` gives it,
stands beside it in ``pages``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from hoidap.eval.records import (
    RECORDS,
    PageCount,
    RecordScore,
    equal_lists,
    plain_text,
    unreadable,
)
from hoidap.eval.tally import Tally
from hoidap.ingest.lines import split_lines
from hoidap.ingest.tables.layout_table import find_tables
from hoidap.ingest.tables.table import Row, Table

Found = dict[int, list[tuple[Row, Table]]]


def score_pages(folder: Path = RECORDS) -> RecordScore:
    """Read the pages in ``folder`` and compare the rows that begin on each.

    :raises UserError: If the gold or a page cannot be read.
    """
    path = folder / "pages.jsonl"
    try:
        pages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        runs = list(page_runs(pages, folder / "pages"))
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    score = RecordScore()
    rows: list[bool] = []
    leads: list[bool] = []
    for run, text in runs:
        found = _rows_by_page(text)
        for place, page in enumerate(run):
            named = f"{page['source']}, {page['page']}"
            read = found.get(place, [])
            wanted = list(zip(page["numbers"], page["starts"], page["lead"], strict=True))
            for at, (number, start, lead) in enumerate(wanted):
                row = read[at] if at < len(read) else None
                same = row is not None and _is(row, number, start)
                rows.append(same)
                if row is None or not same:
                    score.missing.append(f"{named}: {number} {start}")
                    continue
                leads.append(equal_lists(lead, _lead(row)))
            score.invented += [f"{named}: {row.number}" for row, _ in read[len(wanted) :]]
            score.pages.append(PageCount(page["source"], page["page"], len(wanted), len(read)))
    score.found, score.cells = Tally.of(rows), Tally.of(leads)
    return score


def page_runs(pages: list[dict[str, Any]], folder: Path) -> Iterator[tuple[list[Any], str]]:
    """Yield the pages that follow one another in a document, and their text as one."""
    in_turn = groupby(
        enumerate(pages), lambda item: (item[1]["source"], item[1]["page"] - item[0])
    )
    for _, run in in_turn:
        together = [page for _, page in run]
        names = [f"{p['source'].removesuffix('.pdf')}-p{p['page']}.txt" for p in together]
        texts = [(folder / name).read_text(encoding="utf-8") for name in names]
        yield together, "\f".join(texts)


def _rows_by_page(text: str) -> Found:
    """Return the rows that begin on each page of ``text``, groups too, with their tables."""
    found: Found = {}
    for _, table in find_tables(split_lines(text)).values():
        for row in table.rows:
            start = row.cells[_column(table, "task")].spans[0][0]
            found.setdefault(text.count("\f", 0, start), []).append((row, table))
    return found


def _column(table: Table, role: str) -> int:
    return next(i for i, column in enumerate(table.columns) if column.role == role)


def _is(row: tuple[Row, Table], number: str, start: str) -> bool:
    read, table = row
    task = plain_text(read.cells[_column(table, "task")].text)
    return read.number == number and task.startswith(plain_text(start))


def _lead(row: tuple[Row, Table]) -> list[str]:
    """Return the whole cell: pages are counted with cells as they stand."""
    read, table = row
    return [read.cells[_column(table, "lead")].text]
