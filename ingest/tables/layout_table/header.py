"""The header of a table laid out in columns: its lines read column-wise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hoidap.ingest.lines import (
    PAGE_NUMBER,
    Line,
    clean,
    is_caps,
    is_grid_line,
    join_lines,
    opens_clause,
)
from hoidap.ingest.plan import Role
from hoidap.ingest.tables.columns import HEADER_WORDS, Column, role_of, settle_roles
from hoidap.ingest.tables.layout_table.lines import GAZETTE, Piece, runs_of
from hoidap.text.spans import Span
from hoidap.text.vietnamese import fold, squeeze

_KNOWN = re.compile(
    "|".join(rf"(?P<h{i}>(?:{words})\b)" for i, (_, words) in enumerate(HEADER_WORDS))
)
_WORK_ROLES = ("lead", "coordinate", "time", "output")
# A column that only says "Đơn vị" names who leads, where no other column does.
_BARE_AGENCY = re.compile(
    r"(?:tên )?(?:cơ quan|đơn vị|bộ|sở)(?:,? (?:cơ quan|đơn vị|ban|ngành|địa phương))*$"
)
_MAX_HEADER = 8  # a header has no more lines
MAX_HEADER_RUN = 45
"""A piece of a header's cell on one line is no longer."""


@dataclass(slots=True)
class Header:
    """A header found: its lines ``[start, end)``, its columns and where they stand."""

    start: int
    anchor: int  # the line with the most of it
    end: int
    columns: list[Column]
    zones: list[tuple[int, int]]
    spans: list[Span]
    texts: list[str]

    @property
    def key(self) -> list[str]:
        """What a repeated header has in common with the first."""
        return [fold(column.header) for column in self.columns]


def find_headers(lines: Sequence[Line]) -> dict[int, Header]:
    """Find every header, by its first line."""
    found: dict[int, Header] = {}
    before: list[Header] = []  # one of each kind
    free = 0
    for place, line in enumerate(lines):
        if place < free or "  " not in line.text or is_grid_line(line):
            continue
        runs = runs_of(line)
        if len(runs) < 2 or not any(_known(run.text) for run in runs):
            continue
        header = _again(lines, place, free, before)
        if header is None:
            header = _header(lines, place, free)
            before += [header] if header is not None else []
        if header is not None:
            found[header.start] = header
            free = header.end
    return found


def _header(lines: Sequence[Line], anchor: int, free: int) -> Header | None:
    """Read the header around the line ``anchor``, ``None`` if there is none."""
    bins: list[list[Piece]] = []
    if not _into_bins(_header_runs(lines[anchor]), bins):
        return None
    caps = is_caps(lines[anchor].text)
    start = anchor
    while start > free and anchor - start < _MAX_HEADER // 2:
        above = lines[start - 1]
        if _opens_block(lines[start]) or not _heads(above, caps=caps):
            break
        if not _into_bins(_header_runs(above), bins):
            break
        start -= 1
    end = anchor + 1
    while end < len(lines) and end - start < _MAX_HEADER:
        runs = _header_runs(lines[end])
        if _opens_block(lines[end]) or not _ends_header(runs, caps=caps):
            break
        if not _into_bins(runs, bins):
            break
        end += 1
    return _columns(lines[start:end], bins, (start, anchor, end))


def _opens_block(line: Line) -> bool:
    return line.gap or line.page


def _again(
    lines: Sequence[Line], anchor: int, free: int, before: Iterable[Header]
) -> Header | None:
    """Read the header around the line ``anchor`` if it repeats one line by line."""
    for header in before:
        start = anchor - header.anchor + header.start
        end = start + header.end - header.start
        if start < free or [squeeze(line.text) for line in lines[start:end]] != header.texts:
            continue
        bins: list[list[Piece]] = []
        order = sorted(range(start, end), key=lambda place: place != anchor)
        if all(_into_bins(_header_runs(lines[place]), bins) for place in order):
            return _columns(lines[start:end], bins, (start, anchor, end))
    return None


def _columns(
    lines: Sequence[Line], bins: list[list[Piece]], place: tuple[int, int, int]
) -> Header | None:
    """Make a header of its pieces, column by column; ``None`` if it heads no table of work."""
    bins.sort(key=lambda pieces: min(piece.left for piece in pieces))
    columns = []
    for pieces in bins:
        pieces.sort(key=lambda piece: piece.start)
        text = clean(join_lines(piece.text for piece in pieces))
        columns.append(Column(text, role_of(text)))
    if not _is_header(columns):
        return None
    _settle(columns)
    zones = [(min(p.left for p in bin_), max(p.right for p in bin_)) for bin_ in bins]
    spans = [run.span for line in lines for run in runs_of(line)]
    return Header(*place, columns, zones, spans, [squeeze(line.text) for line in lines])


def _known(text: str) -> tuple[Role, int] | None:
    """Return what the known header that ``text`` opens with says, and its length.

    A label ("Đơn vị chủ trì: …") or words that only open with a header's are none.
    """
    match = _KNOWN.match(fold(text))
    if match is None or ":" in text or match.end() < len(text) * 0.4:
        return None
    return HEADER_WORDS[int(str(match.lastgroup)[1:])][0], match.end()


def _header_runs(line: Line) -> list[Piece]:
    """Cut a line of a header; two headers that touch part where a known one opens."""
    runs = []
    for run in runs_of(line):
        rest = run
        for match in re.finditer(r"(?<= )[^\W\d_]", run.text):
            if not match.group().isupper():
                continue
            known = _known(run.text[match.start() :])
            if known and known[0] in _WORK_ROLES:
                place = match.start() + run.left - rest.left
                runs.append(rest.cut(0, place))
                rest = rest.cut(place)
        runs.append(rest)
    return runs


def _heads(line: Line, *, caps: bool) -> bool:
    """Tell whether a line above others may belong to a header: no clause, title or sentence."""
    runs = runs_of(line)
    return (
        not is_grid_line(line)
        and not opens_clause(line.text)
        and is_caps(line.text) == caps
        and not GAZETTE.match(line.text)
        and not PAGE_NUMBER.match(line.text)
        and not re.search(r"[.;:]$|^\(", line.text)
        and all(len(run.text) <= MAX_HEADER_RUN for run in runs)
    )


def _ends_header(runs: Sequence[Piece], *, caps: bool) -> bool:
    """Tell whether a line below a header's first still belongs to it.

    Its cells go on in small letters, or it holds a column's header that stands lower.
    """
    return all(
        len(run.text) <= MAX_HEADER_RUN
        and (
            run.text[0].islower()
            or (caps and is_caps(run.text))
            or bool(re.match(r"\((?!\d)", run.text))
            or ((known := _known(run.text)) is not None and known[1] == len(run.text))
        )
        for run in runs
    )


def _into_bins(runs: Sequence[Piece], bins: list[list[Piece]]) -> bool:
    """Put a header line's runs into their columns; ``False`` if they cannot stand there.

    A run over several columns ("Cơ quan thực hiện" over "Chủ trì" and "Phối hợp") heads
    them together and adds nothing to what each one says.
    """
    placed: list[tuple[Piece, list[list[Piece]]]] = []
    for run in runs:
        over = [pieces for pieces in bins if any(_overlap(run, piece) for piece in pieces)]
        if len(over) > 1 and len(runs) == 1 and _known(run.text) is None:
            return False
        placed.append((run, over))
    for run, over in placed:
        together = [other for other, pieces in placed if pieces == over]
        if not over or (len(over) == 1 and len(together) > 1):
            if over and over[0] in bins:  # these stand below a header of several columns
                bins.remove(over[0])
            bins.append([run])
        elif len(over) == 1:
            over[0].append(run)
    return True


def _overlap(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces of a header stand one above the other."""
    common = min(one.right, other.right) - max(one.left, other.left)
    return common >= max(1, 0.3 * min(len(one.text), len(other.text)))


def _is_header(columns: Sequence[Column]) -> bool:
    """Tell whether columns are a table of work: two known ones, one of who, when or what."""
    known = [match[0] for column in columns if (match := _known(column.header))]
    return (
        len([role for role in known if role != "other"]) >= 2
        and any(role in _WORK_ROLES for role in known)
        and all(column.role != "number" for column in columns[1:])
        and all(len(column.header) <= 3 * MAX_HEADER_RUN for column in columns)
    )


def _settle(columns: list[Column]) -> None:
    """Give the table its lead and task columns where their headers say little."""
    if not any(column.role == "lead" for column in columns):
        for column in columns:
            if column.role == "other" and _BARE_AGENCY.match(fold(column.header)):
                column.role = "lead"
                break
    settle_roles(columns)
