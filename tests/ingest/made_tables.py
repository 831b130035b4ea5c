"""Tables of assignments made up from a seed: any columns, laid out in three ways.

``tab``: cells parted by tabs; ``markdown``: by bars; ``flat``: one line of a cell after
another, as the text of a PDF file comes out.  What every cell says is known.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tests.ingest import made_words as words

Layout = Literal["tab", "markdown", "flat"]
Cells = list[str]
"""The cells of one row; a line break inside a cell is written as ``\\n``."""

FIELDS = ("lead", "coordinate", "time", "output")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_WIDTHS = {"task": (38, 64), "lead": (12, 22), "coordinate": (13, 24), "time": (9, 16)}


@dataclass
class Expected:
    """A row of a table, or a clause with labelled lines, as it should come out."""

    kind: Literal["row", "clause"]
    number: str
    task: str
    fields: dict[str, str] = field(default_factory=dict)
    """Each role that the table's columns or the clause's labels have, to its text."""
    odd: list[str] = field(default_factory=list)
    """What is out of the ordinary in it, to tell what goes wrong where it is misread."""


@dataclass
class _Row:
    """A row before it is laid out."""

    cells: Cells
    is_group: bool
    expected: Expected | None = None


@dataclass(frozen=True)
class _Habits:
    """How one document sets its tables."""

    repeats_header: bool
    page_number: str  # "" for none; "{}" stands for the number
    stack: str  # what stands before each agency of a stacked cell
    stop: str  # what stands behind each agency but the last
    stacks_as_rows: bool  # a stacked cell's further lines are rows of their own
    upper: bool
    bold: bool
    blank_lines: Literal["none", "all", "some"]
    trailing: str
    form_feed: bool


class TableMaker:
    """Makes one table; :meth:`make` gives its lines and the rows that stand in it."""

    def __init__(self, random: Random, layout: Layout) -> None:
        self.random = random
        self.layout = layout
        self.roles = self._roles()
        self.header = self._header()
        choose = random.choice
        stack, stop = choose((("- ", ""), ("- ", ";"), ("", ";"), ("", ",")))
        self.habits = _Habits(
            repeats_header=self._chance(0.7),
            page_number=choose(("", "{}", "- {} -", "Trang {}")),
            stack=stack,
            stop=stop,
            stacks_as_rows=self._chance(0.5),
            upper=self._chance(0.2),
            bold=self._chance(0.2),
            blank_lines=choose(("none", "all", "some")),
            trailing=choose(("", " ", "  ")),
            form_feed=self._chance(0.3),
        )
        if self.habits.upper:
            self.header = [name.upper() for name in self.header]
        if self.habits.bold and layout == "markdown":
            self.header = [f"**{name}**" for name in self.header]
        self.widths = [
            random.randint(*_WIDTHS.get(role, (12, 26) if role == "output" else (9, 14)))
            for role in self.roles
        ]
        self.page = random.randint(2, 40)
        self.lines: list[str] = []
        self.feed = ""  # what an extraction puts before the first line of a page

    def make(self) -> tuple[list[str], list[Expected]]:
        """Return the table's lines and what its rows say, in order."""
        rows = self._rows()
        write = self._write_flat if self.layout == "flat" else self._write_grid
        write(rows)
        return self.lines, [row.expected for row in rows if row.expected]

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    # -- what stands in it -----------------------------------------------------------

    def _roles(self) -> list[str]:
        """Choose the columns: the task first or not, up to two that say nothing asked for."""
        body = ["task", "lead"]
        for role, share in (("coordinate", 0.9), ("time", 0.9), ("output", 0.6)):
            if self._chance(share):
                body.append(role)
        if len(body) == 2:  # noqa: PLR2004 - the task, the lead and one more make a table
            body.append("time")
        further = self.random.sample(
            list(words.FURTHER), self.random.choice((0, 0, 0, 1, 1, 2))
        )
        body += further
        if self._chance(0.3):
            rest = body[1:]
            self.random.shuffle(rest)
            body = [body[0], *rest]
        if self._chance(0.1):
            self.random.shuffle(body)
        return ["number", *body]

    def _header(self) -> list[str]:
        choose = self.random.choice
        names = {"number": choose(words.NUMBER_HEADERS)}
        names |= {role: choose(usual) for role, usual in words.HEADERS.items()}
        return [names.get(role, role) for role in self.roles]

    def _rows(self) -> list[_Row]:
        rows = []
        merged: dict[str, str] = {}
        for number, locator in self._numbers():
            if not locator:
                merged = self._merged()
                rows.append(self._group(number, merged))
            else:
                rows.append(self._row(number, locator, merged))
        return rows

    def _merged(self) -> dict[str, str]:
        """Choose what a heading row says for all the rows below it: most say nothing."""
        if not self._chance(0.08):
            return {}
        said = {"lead": self._agencies(1), "time": self.random.choice(words.TIMES)}
        return {role: text for role, text in said.items() if role in self.roles}

    def _group(self, number: str, merged: dict[str, str]) -> _Row:
        task = f"{self.random.choice(words.VERBS)} {self.random.choice(words.OBJECTS)}"
        said = {"number": number, "task": task, **merged}
        return _Row([said.get(role, "") for role in self.roles], is_group=True)

    def _row(self, number: str, locator: str, merged: dict[str, str]) -> _Row:
        odd = ["merged"] if merged else []
        task = sentence(self.random)[: -1 if self._chance(0.7) else None]
        said = {
            "lead": self._agencies(3, odd),
            "coordinate": self._agencies(4, odd),
            "time": self.random.choice(words.TIMES),
            "output": self.random.choice(words.OUTPUTS),
        }
        for role, share in (
            ("lead", 0.02),
            ("coordinate", 0.12),
            ("time", 0.06),
            ("output", 0.08),
        ):
            if role in self.roles and self._chance(share):
                said[role] = ""
                odd.append("missing")
        if self._chance(0.1):
            task = words.slip(task, self.random)
            odd.append("slip")
        written = {**said, **dict.fromkeys(merged, "")}
        cells = [
            written.get(role, self.random.choice(words.FURTHER.get(role, ("",))))
            for role in self.roles
        ]
        cells[0], cells[self.roles.index("task")] = number, task
        holds = {**said, **merged}
        expected = Expected("row", locator, task, odd=odd)
        expected.fields = {
            role: " ".join(holds[role].split()) for role in FIELDS if role in self.roles
        }
        return _Row(cells, is_group=False, expected=expected)

    def _agencies(self, most: int, odd: list[str] | None = None) -> str:
        """Write a cell of one to ``most`` agencies, some of them with a slip or stacked."""
        odd = [] if odd is None else odd
        names = self.random.sample(words.AGENCIES, self.random.randint(1, most))
        if self._chance(0.1):
            names[0] = words.slip(names[0], self.random)
            odd.append("slip")
        if len(names) > 1 and self._chance(0.2):
            odd.append("stacked")
            stack, stop = self.habits.stack, self.habits.stop
            return "\n".join(f"{stack}{n}{stop}" for n in names[:-1]) + f"\n{stack}{names[-1]}"
        return listed(names, self.random)

    def _numbers(self) -> list[tuple[str, str]]:
        """Number the rows: ``(number, locator)``, no locator for a row that heads others."""
        dot = self.random.choice(("", "", "", "."))
        sizes = [self.random.randint(1, 3) for _ in range(self.random.randint(1, 3))]
        form = self.random.choice(("plain", "plain", "padded", "roman", "counted", "decimal"))
        if form in ("plain", "padded"):
            written = "{:02}" if form == "padded" else "{}"
            return [
                (written.format(n) + dot, written.format(n))
                for n in self._counted(1, sum(sizes) + 1)
            ]
        numbers: list[tuple[str, str]] = []
        count = 1
        for group, size in zip(self._counted(1, len(sizes)), sizes, strict=True):
            name = str(group) if form == "decimal" else ROMAN[group - 1]
            numbers.append((name + dot, ""))
            own = self._counted(count if form == "counted" else 1, size)
            if form == "decimal":
                numbers += [(f"{name}.{n}", f"{name}.{n}") for n in own]
            else:
                numbers += [(f"{n}{dot}", f"{name}.{n}") for n in own]
            count = own[-1] + 1
        return numbers

    def _counted(self, first: int, size: int) -> list[int]:
        """Count from ``first``; at times a number comes twice, or one is left out."""
        numbers = list(range(first, first + size))
        if size > 1 and self._chance(0.08):
            fault = self.random.randint(1, size - 1)
            step = self.random.choice((-1, 1))
            numbers = [n + step * (place >= fault) for place, n in enumerate(numbers)]
        return numbers

    # -- how it is laid out ----------------------------------------------------------

    def _breaks(self, row: _Row, *, last: bool) -> tuple[bool, bool]:
        """Say whether a page ends inside a row, and whether one ends behind it."""
        place = self.random.random()
        torn = place < 0.1 and not row.is_group
        if torn and row.expected:
            row.expected.odd.append("torn")
        return torn, place > 0.88 and not last

    def _write_grid(self, rows: list[_Row]) -> None:
        self._write_cells(self.header)
        if self.layout == "markdown":
            self.lines.append("|" + "|".join(" --- " for _ in self.header) + "|")
        for row in rows:
            torn, ends = self._breaks(row, last=row is rows[-1])
            first, rest = self._torn(row.cells) if torn else (row.cells, None)
            self._write_stacked(first)
            if rest is not None:
                self._new_page()
                self._write_stacked(rest)
            if ends:
                self._new_page()
        self.lines.append("")

    def _write_stacked(self, cells: Cells) -> None:
        """Write a row; the further lines of its stacked cells in the habit of the document."""
        pieces = [cell.split("\n") for cell in cells]
        if self.habits.stacks_as_rows:
            for place in range(max(map(len, pieces))):
                self._write_cells([p[place] if place < len(p) else "" for p in pieces])
            return
        joint = "<br>" if self.layout == "markdown" else " "
        self._write_cells([joint.join(p) for p in pieces])

    def _write_cells(self, cells: Cells) -> None:
        grid = "\t".join(cells) if self.layout == "tab" else f"| {' | '.join(cells)} |"
        self.lines.append(grid)

    def _torn(self, cells: Cells) -> tuple[Cells, Cells]:
        """Cut some cells in two between words; the number stays on the first page."""
        kept, rest = list(cells), [""] * len(cells)
        long = [i for i, cell in enumerate(cells) if i and len(cell.split()) > 3]
        for place in self.random.sample(long, self.random.randint(1, len(long))):
            kept[place], rest[place] = cut_in_two(cells[place], self.random)
        return kept, rest

    def _new_page(self) -> None:
        """End the page: its number and the next page's header as the document has them."""
        self.lines.append("")
        if self.habits.page_number:
            self.page += 1
            self.lines += [self.habits.page_number.format(self.page), ""]
        if self.habits.repeats_header:
            self._write_header()
        elif self.habits.form_feed and self.layout == "flat":
            self.feed = "\f"

    def _write_header(self) -> None:
        if self.layout == "flat":
            self._write_flat_header()
        else:
            self._write_cells(self.header)

    # -- flattened -------------------------------------------------------------------

    def _write_flat(self, rows: list[_Row]) -> None:
        self._write_flat_header()
        marks = self.habits.page_number or self.habits.repeats_header or self.habits.form_feed
        for row in rows:
            torn, ends = self._breaks(row, last=row is rows[-1])
            if row.is_group:
                self._write_flat_group(row.cells)
            else:
                self._write_flat_row(row.cells, torn=torn and bool(marks))
            if ends:
                self._new_page()
        self.lines.append("")

    def _put(self, line: str) -> None:
        """Write one line of a cell, and the blank line that an extraction puts behind it."""
        self.lines.append(self.feed + line + self.habits.trailing)
        self.feed = ""
        blank = self.habits.blank_lines
        if blank == "all" or (blank == "some" and self._chance(0.2)):
            self.lines.append("")

    def _write_flat_header(self) -> None:
        names = list(self.header)
        if len(names[1]) <= self.widths[1] and self.habits.upper:
            names[:2] = [" ".join(names[:2])]  # the number's and the next on one line
        shift = len(self.header) - len(names)
        for place, name in enumerate(names):
            for line in wrapped(name, max(self.widths[place + shift], 9)):
                self._put(line)

    def _write_flat_group(self, cells: Cells) -> None:
        """Write a heading row: its text spans the table where nothing stands beside it."""
        task = self.roles.index("task")
        alone = sum(bool(cell) for cell in cells) <= 2
        self._put(cells[0])
        for place, cell in enumerate(cells[1:], 1):
            width = sum(self.widths) if alone and place == task else self.widths[place]
            for line in wrapped(cell, width):
                self._put(line)

    def _write_flat_row(self, cells: Cells, *, torn: bool) -> None:
        lines = [wrapped(cell, width) for cell, width in zip(cells, self.widths, strict=True)]
        height = self.random.randint(1, max(map(len, lines))) if torn else 99
        for cell in lines:
            for line in cell[:height]:
                self._put(line)
        if any(cell[height:] for cell in lines):
            self._new_page()
            for cell in lines:
                for line in cell[height:]:
                    self._put(line)


def sentence(random: Random) -> str:
    """Return one task, with a full stop."""
    whole = f"{random.choice(words.VERBS)} {random.choice(words.OBJECTS)} {random.choice(words.AIMS)}."
    return whole.replace(" ;", ";")


def listed(names: list[str], random: Random) -> str:
    """List agencies as documents do; departments may share one "Các sở:"."""
    mark = random.choice((", ", "; "))
    departments = all(name.startswith("Sở ") and "," not in name for name in names)
    if departments and len(names) > 1 and random.random() < 0.4:
        return "Các sở: " + mark.join(name.removeprefix("Sở ") for name in names)
    if len(names) > 1 and random.random() < 0.3:
        last = (
            names[-1][0].lower() + names[-1][1:] if names[-1].startswith("Các") else names[-1]
        )
        return mark.join(names[:-1]) + " và " + last
    return mark.join(names)


def cut_in_two(cell: str, random: Random) -> tuple[str, str]:
    """Cut a cell between two words, as the end of a page does."""
    breaks = [place for place, char in enumerate(cell) if char in " \n"]
    place = random.choice(breaks)
    return cell[:place], cell[place + 1 :]


def wrapped(cell: str, width: int) -> list[str]:
    """Break a cell into the lines that its column has room for."""
    return [
        line
        for piece in cell.split("\n")
        for line in textwrap.wrap(
            piece, width, break_long_words=False, break_on_hyphens="-20" in piece
        )
    ]
