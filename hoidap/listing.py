"""A list of records as its columns: what programs read of them, and what people do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoidap.language import say

Row = Mapping[str, Any]
"""A record by its columns' keys; values are what JSON holds: text, numbers, lists, null."""


def as_json(value: Any) -> Any:  # noqa: ANN401
    """Return a field's ``value`` as JSON has it.

    >>> as_json(((3, 9), (12, 40))), as_json(date(2026, 11, 30))
    ([[3, 9], [12, 40]], '2026-11-30')
    """
    if isinstance(value, tuple):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def as_text(value: Any) -> str:  # noqa: ANN401
    """Return ``value`` as one text: lists joined by semicolons, spans as ``start-end``.

    >>> as_text(["Sở Y tế", "Sở Xây dựng"])
    'Sở Y tế; Sở Xây dựng'
    >>> as_text([[3, 9], [12, 40]])
    '3-9 12-40'
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "; ".join(f"{key}: {as_text(inner)}" for key, inner in value.items())
        case [[int(), int()], *_]:
            return " ".join(f"{start}-{end}" for start, end in value)
        case list() | tuple():
            return "; ".join(as_text(inner) for inner in value)
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for programs, its header for people, how its values are shown.

    ``value`` takes it off a record, the field of that name where not given; ``text`` is the
    value in CSV, ``show`` the value for people, the same where not given.  A column that is
    not ``in_table`` stands in the files only.
    """

    key: str
    vi: str
    en: str
    text: Callable[[Any], str] = as_text
    show: Callable[[Any], str] | None = None
    in_table: bool = True
    value: Callable[[Any], Any] | None = None

    @property
    def header(self) -> str:
        """The header in the language of messages."""
        return say(self.vi, self.en)

    def of(self, record: object) -> Any:  # noqa: ANN401
        """Return this column's value of ``record``, as JSON has it."""
        return as_json(self.value(record) if self.value else getattr(record, self.key))

    def shown(self, row: Row) -> str:
        """Return this column's value in ``row`` as people read it."""
        return (self.show or self.text)(row[self.key])


@dataclass(frozen=True, slots=True)
class Listing:
    """Records of one kind, row by row, with what the kind is called."""

    vi: str
    en: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]

    @classmethod
    def of(
        cls, vi: str, en: str, columns: Sequence[Column], records: Iterable[object]
    ) -> Listing:
        """List ``records`` under ``columns``."""
        return cls(vi, en, tuple(columns), [row(columns, record) for record in records])

    @property
    def title(self) -> str:
        """What the records are, in the language of messages."""
        return say(self.vi, self.en)


def row(columns: Sequence[Column], record: object) -> Row:
    """Return ``record`` by the keys of ``columns``, in their order."""
    return {column.key: column.of(record) for column in columns}


def named(values: Mapping[str, tuple[str, str]]) -> Callable[[str], str]:
    """Return what shows a value by its name in the language of messages."""
    return lambda value: say(*values[value]) if value in values else value


def yes_no(value: bool) -> str:
    """Return a truth for people."""
    return say("có", "yes") if value else say("không", "no")


SOURCE = Column("source", "Tệp", "Source")
PROVINCE = Column("province", "Tỉnh", "Province")
LOCATOR = Column("locator", "Vị trí", "Place")
SECTION = Column("section", "Mục", "Section", in_table=False)
SPANS = Column("spans", "Vị trí ký tự", "Characters", in_table=False)
