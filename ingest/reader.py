"""A file into a :class:`Plan`: the one door of ``ingest``."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hoidap.ingest.layout import blocks
from hoidap.ingest.metadata import read_metadata
from hoidap.ingest.outline import read_outline
from hoidap.ingest.plan import Assignment, Fact, Field, Plan, Provision
from hoidap.ingest.readers import read_source
from hoidap.ingest.source import SourceText
from hoidap.ingest.tables.given_table import read_given
from hoidap.text.instructions import instructions, outside
from hoidap.text.spans import Span

Spans = tuple[Span, ...]
Move = Callable[[Spans], Spans]

_WORD = re.compile(r"\S+")
_APART = "câu lệnh cho hệ thống trả lời, không dùng làm căn cứ"


@lru_cache(maxsize=1)
def ingest_version() -> str:
    """Return a hash of these readers' source: another wherever documents may be read otherwise.

    Nothing has to be remembered when a rule changes; an index built before is read again.
    """
    package = Path(__file__).parent.parent
    return source_hash(*(package / name for name in ("text", "ingest", "records")))


def source_hash(*folders: Path) -> str:
    """Return a hash of the code and the data in ``folders``, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def read_plan(path: Path) -> tuple[Plan, SourceText]:
    """Read the document at ``path``.

    :raises DocumentError: If the file cannot be read as text.

    >>> plan, text = read_plan(Path("documents/dong-nai-2025-quyet-dinh-1295.txt"))
    >>> plan.number.value
    '1295/QĐ-UBND'
    """
    source = read_source(path)
    return understand(source), source


def understand(source: SourceText) -> Plan:
    """Turn a text into a plan: outline, tables, assignments, metadata.

    What it says to the answering system is kept apart; all else is read without it.
    """
    commands = instructions(source.nfc)
    read = _leaving_out(commands, source) if commands else source
    tables = [read_given(table, read.nfc, read.inside) for table in read.tables]
    provisions = read_outline(blocks(read.nfc, tables))
    provisions += _left_over(read.nfc, provisions)
    plan = read_metadata(provisions, source.name)
    warnings = _warnings(provisions)
    moved: dict[str, Any] = {}
    if read.offsets:
        apart = tuple(source.span(*span) for span in commands)

        starts, ends = [start for start, _ in apart], [end for _, end in apart]

        def move(spans: Spans) -> Spans:
            places = [read.span(*span) for span in spans]
            return tuple(
                piece
                for start, end in places
                for piece in outside(
                    apart[bisect_right(ends, start) : bisect_left(starts, end)], start, end
                )
            )

        provisions = [_moved(provision, move) for provision in provisions]
        stated = Plan.__slots__[:-2]  # all but the provisions and the warnings
        moved = {name: _moved_fact(getattr(plan, name), move) for name in stated}
        if apart:
            provisions.append(Provision("Câu lệnh cho hệ thống", "furniture", "", apart))
            lines = (source.text.count("\n", 0, start) + 1 for start, _ in apart)
            warnings += tuple(f"Dòng {line}: {_APART}" for line in dict.fromkeys(lines))
    if source.lines and source.lines[0].page is not None:
        provisions = [
            replace(p, page=source.page(p.spans[0][0])) if p.spans else p for p in provisions
        ]
    return replace(plan, provisions=tuple(provisions), warnings=warnings, **moved)


def _leaving_out(commands: Sequence[Span], source: SourceText) -> SourceText:
    """Return ``source`` with a text to be read that lacks ``commands``, places in it."""
    kept = [i for span in outside(commands, 0, len(source.nfc)) for i in range(*span)]
    text = "".join([source.nfc[i] for i in kept])
    offsets = [source.span(i, i)[0] for i in (*kept, len(source.nfc))]
    return replace(source, nfc=text, offsets=tuple(offsets))


def _left_over(text: str, provisions: list[Provision]) -> list[Provision]:
    """Gather what no provision covers (the bars of Markdown tables) as furniture."""
    taken = sorted(span for provision in provisions for span in provision.spans)
    spans: list[Span] = []
    place = 0
    for start, end in [*taken, (len(text), len(text))]:
        if place < start:
            spans += [m.span() for m in _WORD.finditer(text, place, start)]
        place = max(place, end)
    return [Provision("Dấu kẻ bảng", "furniture", "", tuple(spans))] if spans else []


def _warnings(provisions: list[Provision]) -> tuple[str, ...]:
    """Say what a reader should check: rows that lack a lead agency or a time."""
    found = []
    rows = [p for p in provisions if p.kind == "row"]
    timed = any(f.role == "time" for p in rows for f in p.fields)
    led = any(f.role == "lead" for p in rows for f in p.fields)
    for row in rows:
        roles = {field.role for field in row.fields}
        if timed and "time" not in roles:
            found.append(f"{row.locator}: không có thời gian thực hiện")
        if led and "lead" not in roles:
            found.append(f"{row.locator}: không có đơn vị chủ trì")
    return tuple(found)


def _moved(provision: Provision, move: Move) -> Provision:
    """Move a provision's spans from the text that was read to the file's own."""
    return replace(
        provision,
        spans=move(provision.spans),
        fields=tuple(_moved_field(field, move) for field in provision.fields),
        assignment=_moved_assignment(provision.assignment, move),
    )


def _moved_field(field: Field, move: Move) -> Field:
    return replace(field, spans=move(field.spans))


def _moved_assignment(assignment: Assignment | None, move: Move) -> Assignment | None:
    if assignment is None:
        return None
    return replace(
        assignment,
        spans=move(assignment.spans),
        fields=tuple(_moved_field(field, move) for field in assignment.fields),
    )


def _moved_fact(value: object, move: Move) -> object:
    if isinstance(value, Fact):
        return replace(value, spans=move(value.spans))
    if isinstance(value, tuple) and value and isinstance(value[0], Fact):
        return tuple(_moved_fact(item, move) for item in value)
    return value
