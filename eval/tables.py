"""Tables for people, in Vietnamese and English, as Markdown or for the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from hoidap.eval.tally import Tally

NONE = "–"
"""Stands in a cell that has no value."""

_WIDTH = 110  # characters that a terminal table has room for


@dataclass(frozen=True, slots=True)
class Label:
    """The same words in both languages."""

    vi: str
    en: str

    def text(self, language: str) -> str:
        """Return the words in ``language`` (``"en"`` or, for anything else, Vietnamese)."""
        return self.en if language == "en" else self.vi

    @property
    def both(self) -> str:
        """Vietnamese first, English beside it."""
        return self.vi if self.vi == self.en else f"{self.vi} · {self.en}"


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; a row is a label and a cell for every other column.

    Cells are written with a decimal point; :meth:`cells` turns it into the comma that
    Vietnamese uses.
    """

    title: Label
    columns: tuple[Label, ...]
    rows: tuple[tuple[Label | str, ...], ...]

    def cells(self, language: str) -> list[list[str]]:
        """Return the rows as ``language`` writes them."""
        return [
            [
                cell.text(language) if isinstance(cell, Label) else decimal(cell, language)
                for cell in row
            ]
            for row in self.rows
        ]


def label(text: str) -> Label:
    """Return the label that is written ``Vietnamese · English``, or the same in both.

    >>> label("Đúng · Right"), label("TBT")
    (Label(vi='Đúng', en='Right'), Label(vi='TBT', en='TBT'))
    """
    vi, _, en = text.partition(" · ")
    return Label(vi, en or vi)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Label | str]]) -> Table:
    """Return a table whose labels are written as :func:`label` reads them."""
    return Table(
        label(title),
        tuple(map(label, columns)),
        tuple(
            tuple(label(c) if isinstance(c, str) and " · " in c else c for c in row)
            for row in rows
        ),
    )


def decimal(number: str, language: str) -> str:
    """Write the decimal point of ``number`` as ``language`` does."""
    return number if language == "en" else number.replace(".", ",")


def percent(share: float) -> str:
    """Write a share of 0 to 1 in percent, one decimal: ``97.4 %``.

    Only what is whole is written as 0 or 100: 999 of 1,000 must not read as all.

    >>> percent(1.0), percent(0.9999)
    ('100 %', '99.9 %')
    """
    if math.isnan(share):
        return NONE
    if share in {0.0, 1.0}:
        return f"{share * 100:.0f} %"
    return f"{min(max(share * 100, 0.1), 99.9):.1f} %"


def counted(tally: Tally) -> str:
    """Write a tally with its share: ``303/311 = 97.4 %``."""
    return f"{tally.hits}/{tally.total} = {percent(tally.share)}" if tally.total else NONE


def between(tally: Tally) -> str:
    """Write the 95 % interval of a tally: ``95.0–98.7 %``."""
    if not tally.total:
        return NONE
    low, high = (percent(bound).removesuffix(" %") for bound in tally.interval)
    return f"{low}–{high} %"


def markdown(table: Table) -> str:
    """Return ``table`` as Markdown, headed in both languages."""
    rows = [
        [column.both for column in table.columns],
        ["---"] + ["---:"] * (len(table.columns) - 1),
    ]
    for row in table.rows:
        rows.append([c.both if isinstance(c, Label) else decimal(c, "vi") for c in row])
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return f"## {table.title.both}\n\n" + "\n".join(lines) + "\n"


def terminal(tables: Sequence[Table], language: str) -> str:
    """Return ``tables`` drawn for a terminal."""
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawing = StringIO()
    console = Console(file=drawing, width=_WIDTH, color_system=None)
    for table in tables:
        drawn = Drawn(title=Text(table.title.text(language)), title_justify="left")
        for place, column in enumerate(table.columns):
            drawn.add_column(Text(column.text(language)), justify="right" if place else "left")
        for cells in table.cells(language):
            drawn.add_row(*map(Text, cells))
        console.print(drawn)
    return drawing.getvalue()
