"""A file into a :class:`Plan`: the one door of ``ingest``."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ingest.flat_table import flat_header
from ingest.layout import blocks
from ingest.metadata import read_metadata
from ingest.outline import read_outline
from ingest.plan import Assignment, Fact, Field, Plan, Provision, SourceText, Span
from ingest.source import read_source


@lru_cache(maxsize=1)
def ingest_version() -> str:
    """Return a hash of these readers' source: another wherever documents may be read otherwise.

    Nothing has to be remembered when a rule changes; an index built before is read again.
    """
    return source_hash(Path(__file__).parent)


def source_hash(folder: Path) -> str:
    """Return a hash of the code and the data in ``folder``, 16 hexadecimal digits."""
    digest = hashlib.sha256()
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
    """Turn a text into a plan: outline, tables, assignments, metadata."""
    provisions = read_outline(blocks(source.nfc, flat_header))
    provisions += _left_over(source.nfc, provisions)
    metadata = read_metadata(provisions, source.name)
    warnings = _warnings(provisions)
    if source.offsets:
        provisions = [_in_source(provision, source) for provision in provisions]
    fields = {name: getattr(metadata, name) for name in metadata.__slots__}
    if source.offsets:
        fields = {name: _fact_in_source(value, source) for name, value in fields.items()}
    return Plan(source=source.name, provisions=tuple(provisions), warnings=warnings, **fields)


def _left_over(text: str, provisions: list[Provision]) -> list[Provision]:
    """Gather what no provision covers (the bars of Markdown tables) as furniture."""
    covered = bytearray(len(text))
    for provision in provisions:
        for start, end in provision.spans:
            covered[start:end] = b"\1" * (end - start)
    spans: list[Span] = []
    place = 0
    while place < len(text):
        if covered[place] or text[place].isspace():
            place += 1
            continue
        end = place
        while end < len(text) and not covered[end] and not text[end].isspace():
            end += 1
        spans.append((place, end))
        place = end
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


def _in_source(provision: Provision, source: SourceText) -> Provision:
    """Move a provision's spans from the NFC text to the file's own."""
    return replace(
        provision,
        spans=_spans(provision.spans, source),
        fields=tuple(_field(field, source) for field in provision.fields),
        assignment=_assignment(provision.assignment, source),
    )


def _spans(spans: tuple[Span, ...], source: SourceText) -> tuple[Span, ...]:
    return tuple(source.span(start, end) for start, end in spans)


def _field(field: Field, source: SourceText) -> Field:
    return replace(field, spans=_spans(field.spans, source))


def _assignment(assignment: Assignment | None, source: SourceText) -> Assignment | None:
    if assignment is None:
        return None
    return replace(
        assignment,
        spans=_spans(assignment.spans, source),
        fields=tuple(_field(field, source) for field in assignment.fields),
    )


def _fact_in_source(value: object, source: SourceText) -> object:
    if isinstance(value, Fact):
        return replace(value, spans=_spans(value.spans, source))
    if isinstance(value, tuple) and value and isinstance(value[0], Fact):
        return tuple(_fact_in_source(item, source) for item in value)
    return value
