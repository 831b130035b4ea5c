"""The documents of an index, by what is known of each without opening it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hoidap.index.database import Database, Row
from hoidap.index.filter import Filter
from hoidap.index.kept import Kept
from hoidap.text.vietnamese import plain

CAP = 1000
"""How many documents a question that names a year or a period looks at, the newest."""
_KEPT = 4096

_COLUMNS = (
    "d.source, d.kind, d.number, d.digits, d.province, d.issuer, d.title, d.year, d.issued_on,"
    " d.starts, d.ends, d.is_plan, d.passages"
)
_NEWEST = "ORDER BY d.issued_on DESC, d.year DESC, d.source"
_SIGNED = (
    "FROM signs s JOIN signed f ON f.sign = s.id JOIN documents d ON d.id = f.document"
    " WHERE s.kind = ? AND s.value = ?"
)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, without its text.

    ``number`` is as written (``876/KH-UBND``), ``digits`` its beginning (``876``, "" where
    there is none); the end of ``period`` is ``None`` for "… và những năm tiếp theo".
    """

    source: str
    kind: str
    number: str | None
    digits: str
    province: str | None
    issuer: str | None
    title: str
    year: int | None
    issued_on: date | None
    period: tuple[int, int | None] | None
    is_plan: bool
    passages: int


class Catalogue:
    """The documents of an index, read by SQL and never all in memory.

    Lists are in the order newest first: by date of issue, then year, then name.  Safe to
    use from several threads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entries = Kept[str, Entry | None](_KEPT)
        self._counts = Kept[tuple[str, str], int](8 * _KEPT)
        self._ranges = Kept[Filter | None, tuple[tuple[int, int], ...]](64)
        self._size = int(database.rows("SELECT COUNT(*) FROM documents")[0][0])

    def __len__(self) -> int:
        return self._size

    def __contains__(self, source: object) -> bool:
        return isinstance(source, str) and self._find(source) is not None

    def sources(self) -> list[str]:
        """Return the name of every document, in their order."""
        return [
            source
            for (source,) in self._database.rows("SELECT source FROM documents ORDER BY source")
        ]

    def entry(self, source: str) -> Entry:
        """Return what is known of a document.

        :raises KeyError: If there is none of that name.
        """
        found = self._find(source)
        if found is None:
            raise KeyError(source)
        return found

    def entries(self, within: Filter | None = None, limit: int | None = None) -> list[Entry]:
        """Return the documents that pass ``within``, newest first."""
        where, values = restriction(within)
        sql = f"SELECT {_COLUMNS} FROM documents d WHERE {where} {_NEWEST} LIMIT ?"
        return self._read(sql, [*values, -1 if limit is None else limit])

    def count(self, within: Filter | None = None) -> int:
        """Return how many documents pass ``within``."""
        if within is None:
            return self._size
        where, values = restriction(within)
        rows = self._database.rows(f"SELECT COUNT(*) FROM documents d WHERE {where}", values)
        return int(rows[0][0])

    @cached_property
    def provinces(self) -> Mapping[str, int]:
        """How many documents each province has, in the order of their names."""
        sql = (
            "SELECT province, COUNT(*) FROM documents WHERE province IS NOT NULL"
            " GROUP BY province"
        )
        return dict(sorted(self._database.rows(sql), key=lambda row: plain(row[0])))

    @cached_property
    def plans_only(self) -> bool | None:
        """Whether all documents are plans and decisions, or none is (``None``: some)."""
        sql = "SELECT MIN(is_plan), MAX(is_plan) FROM documents"
        least, most = self._database.rows(sql)[0]
        return None if least != most else bool(least)

    def numbered(self, digits: str) -> list[Entry]:
        """Return the documents that bear the number ``digits``."""
        sql = f"SELECT {_COLUMNS} FROM documents d WHERE d.digits = ? {_NEWEST} LIMIT ?"
        return self._read(sql, [digits, CAP]) if digits else []

    def citing(self, digits: str) -> list[Entry]:
        """Return the documents whose title or legal bases cite the number ``digits``."""
        return self._read(
            f"SELECT {_COLUMNS} {_SIGNED} {_NEWEST} LIMIT ?", ["cited", digits, CAP]
        )

    def cites(self, digits: str) -> bool:
        """Tell whether some text names a document whose number begins with ``digits``."""
        return self._holding("written", digits) > 0

    def titled(self, pairs: Collection[Pair]) -> dict[str, set[Pair]]:
        """Return the documents whose title has some of ``pairs``, and which of them.

        :param pairs: neighbouring syllables without diacritics; one that more than half of
            the titles have tells no document and is left out
        """
        telling = [
            pair
            for pair in sorted(set(pairs))
            if self._size <= 2 or 2 * self._holding("titled", " ".join(pair)) <= self._size
        ]
        found: dict[str, set[Pair]] = {}
        for pair in telling:
            sql = f"SELECT d.source {_SIGNED} ORDER BY d.source"
            for (source,) in self._database.rows(sql, ["titled", " ".join(pair)]):
                found.setdefault(source, set()).add(pair)
        return found

    def with_year(self, year: int, within: Filter | None = None) -> bool:
        """Tell whether a text that passes ``within`` names the year."""
        if within is None:
            return self._holding("year", str(year)) > 0
        where, values = restriction(within)
        sql = f"SELECT 1 {_SIGNED} AND {where} LIMIT 1"
        return bool(self._database.rows(sql, ["year", str(year), *values]))

    def for_agency(self, key: str, within: Filter | None, limit: int) -> list[str]:
        """Return the documents with a task or deadline that names the agency, newest first.

        :param key: as :func:`hoidap.text.agencies.agency_key` gives it
        """
        where, values = restriction(within)
        sql = f"SELECT d.source {_SIGNED} AND {where} {_NEWEST} LIMIT ?"
        return [
            source for (source,) in self._database.rows(sql, ["agency", key, *values, limit])
        ]

    def of_year(self, year: int) -> list[Entry]:
        """Return the documents of ``year``, or of a period from it on, at most :data:`CAP`."""
        where = "(d.year = ? OR d.starts = ?)"
        sql = f"SELECT {_COLUMNS} FROM documents d WHERE {where} {_NEWEST} LIMIT ?"
        return self._read(sql, [year, year, CAP])

    def of_period(self, first: int, last: int | None) -> list[Entry]:
        """Return the documents of that period, at most :data:`CAP`."""
        sql = (
            f"SELECT {_COLUMNS} FROM documents d WHERE d.starts = ? AND d.ends IS ?"
            f" {_NEWEST} LIMIT ?"
        )
        return self._read(sql, [first, last, CAP])

    # -- for the search ----------------------------------------------------------------

    def name(self, source: str) -> str:
        """Return what a question calls the document by; "" if there is no such document."""
        rows = self._database.rows("SELECT name FROM documents WHERE source = ?", [source])
        return str(rows[0][0]) if rows else ""

    def names(self, within: Filter | None) -> Iterable[str]:
        """Return what the documents that pass ``within`` are called."""
        where, values = restriction(within)
        sql = f"SELECT d.name FROM documents d WHERE {where}"
        return (name for (name,) in self._database.rows(sql, values))

    def named(self, feature: str) -> int:
        """Return how many documents have ``feature`` in their name."""
        return self._holding("named", feature)

    def ranges(self, within: Filter | None) -> tuple[tuple[int, int], ...]:
        """Return the passages of the documents that pass: ``(first, last + 1)``, in order.

        Those of neighbouring documents are one range.
        """
        return self._ranges.get(within, lambda: self._find_ranges(within))

    def place(self, source: str) -> tuple[int, int, int]:
        """Return the document's number, its first passage's and how many passages it has.

        :raises KeyError: If there is no document of that name.
        """
        sql = "SELECT id, first, passages FROM documents WHERE source = ?"
        rows = self._database.rows(sql, [source])
        if not rows:
            raise KeyError(source)
        number, first, count = rows[0]
        return number, first, count

    def _find_ranges(self, within: Filter | None) -> tuple[tuple[int, int], ...]:
        where, values = restriction(within)
        sql = f"SELECT d.first, d.passages FROM documents d WHERE {where} ORDER BY d.first"
        found: list[tuple[int, int]] = []
        for first, count in self._database.rows(sql, values):
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], first + count)
            elif count:
                found.append((first, first + count))
        return tuple(found)

    def _holding(self, kind: str, value: str) -> int:
        """Return how many documents bear a sign."""
        sql = (
            "SELECT COUNT(*) FROM signs s JOIN signed f ON f.sign = s.id"
            " WHERE s.kind = ? AND s.value = ?"
        )
        return self._counts.get(
            (kind, value), lambda: int(self._database.rows(sql, [kind, value])[0][0])
        )

    def _find(self, source: str) -> Entry | None:
        def read() -> Entry | None:
            sql = f"SELECT {_COLUMNS} FROM documents d WHERE d.source = ?"
            found = self._read(sql, [source])
            return found[0] if found else None

        return self._entries.get(source, read)

    def _read(self, sql: str, values: list[object]) -> list[Entry]:
        return [_entry(row) for row in self._database.rows(sql, values)]


def restriction(within: Filter | None) -> tuple[str, list[object]]:
    """Return the SQL condition on ``documents d`` that ``within`` is, and its values."""
    conditions: list[str] = []
    values: list[object] = []
    if within is not None:
        for column, wanted in (("source", within.sources), ("province", within.provinces)):
            if wanted is not None:
                conditions.append(f"d.{column} IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(wanted))
    return " AND ".join(conditions) or "1", values


def _entry(row: Row) -> Entry:
    *_, issued_on, starts, ends, is_plan, passages = row
    source, kind, number, digits, province, issuer, title, year = row[:8]
    issued = None if issued_on is None else date.fromisoformat(issued_on)
    period = None if starts is None else (starts, ends)
    return Entry(
        source, kind, number, digits, province, issuer, title, year,
        issued, period, bool(is_plan), passages,
    )  # fmt: skip
