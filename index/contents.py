"""What the documents of an index hold, each read from the store when it is asked for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from hoidap.index.catalogue import Catalogue
from hoidap.index.database import Database, Row
from hoidap.index.kept import Kept
from hoidap.index.passage import Passage
from hoidap.index.store import DOCUMENTS
from hoidap.index.tokens import Candidate, Ids, unpack
from hoidap.ingest.plan import Plan
from hoidap.records.reading import Records

T = TypeVar("T")

_KEPT = 256  # documents whose plan, records, text or passages are kept in memory
_KEPT_SYLLABLES = 20_000
_LEVEL = 1

StoredPassage = tuple[int, str, str]
"""``provision``, ``title`` and ``text`` of a :class:`Passage`."""

_encode = msgspec.msgpack.Encoder().encode
_plan = msgspec.msgpack.Decoder(Plan)
_records = msgspec.msgpack.Decoder(Records)
_passage = msgspec.msgpack.Decoder(StoredPassage)


def pack_document(plan: Plan, records: Records, text: str) -> dict[str, bytes]:
    """Return what is stored of a document, by the name of the part."""
    parts = {"plan": _encode(plan), "records": _encode(records), "text": text.encode()}
    return {name: zlib.compress(data, _LEVEL) for name, data in parts.items()}


def pack_passage(passage: StoredPassage) -> bytes:
    """Return the bytes that are stored of a passage."""
    return _encode(passage)


def unpack_passage(data: bytes) -> StoredPassage:
    """Return the passage that :func:`pack_passage` packed."""
    return _passage.decode(data)


class Contents:
    """The documents' plans, records, texts and passages; safe to use from several threads.

    What was asked for last is kept; the rest stays on the disk.
    """

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._passages = Kept[str, tuple[tuple[Passage, ...], list[Ids]]](_KEPT)
        self._numbers = Kept[tuple[str, bool], tuple[int, ...]](_KEPT_SYLLABLES)
        self.plans: Mapping[str, Plan] = _Parts(database, catalogue, "plan", _plan.decode)
        self.records: Mapping[str, Records] = _Parts(
            database, catalogue, "records", _records.decode
        )
        self.texts: Mapping[str, str] = _Parts(database, catalogue, "text", bytes.decode)

    def passages_of(self, source: str) -> tuple[Passage, ...]:
        """Return the passages of a document, in order.

        :raises KeyError: If there is no document of that name.
        """
        return self._read(source)[0]

    def syllables_of(self, source: str) -> list[Ids]:
        """Return the numbers of the syllables of a document's passages, in order.

        Of each its headings, then its clauses, a :data:`hoidap.index.tokens.BREAK` behind
        each of them.

        :raises KeyError: If there is no document of that name.
        """
        return self._read(source)[1]

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return the passages ``ids``, in that order."""
        rows = self._rows(ids, "d.source, p.checksum, p.data, p.syllables")
        return [self._passage(number, *row) for number, row in zip(ids, rows, strict=True)]

    def candidates(self, ids: Sequence[int]) -> list[Candidate]:
        """Return the passages ``ids`` as they are compared with a question, in that order."""
        rows = self._rows(ids, "d.source, d.syllables, p.checksum, p.data, p.syllables")
        names: dict[str, bytes] = {source: name for source, name, *_ in rows}
        own = [
            self._database.blobs(number, *stored)[1]
            for number, (_, _, *stored) in zip(ids, rows, strict=True)
        ]
        named = dict(zip(names, unpack(list(names.values())), strict=True))
        return [
            Candidate(source, named[source], numbers)
            for (source, *_), numbers in zip(rows, unpack(own), strict=True)
        ]

    def numbers(self, syllable: str, marked: bool) -> Sequence[int]:
        """Return the numbers that ``syllable`` stands for; none if no passage has it.

        :param marked: as it is written; otherwise those it may be with any marks
        """
        column = "syllable" if marked else "bare"
        sql = f"SELECT number FROM vocabulary WHERE {column} = ?"
        return self._numbers.get(
            (syllable, marked),
            lambda: tuple(number for (number,) in self._database.rows(sql, [syllable])),
        )

    def _rows(self, ids: Sequence[int], columns: str) -> list[Row]:
        """Return ``columns`` of the passages ``ids``, in that order."""
        rows = self._database.rows(
            f"SELECT p.id, {columns} FROM held.passages p"
            " JOIN documents d ON d.id = p.document"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            [json.dumps(list(ids))],
            DOCUMENTS,
        )
        found = {number: row for number, *row in rows}
        try:
            return [tuple(found[number]) for number in ids]
        except KeyError as error:
            raise self._database.lost() from error

    def _read(self, source: str) -> tuple[tuple[Passage, ...], list[Ids]]:
        """Return the passages of a document, and the numbers of their syllables."""
        return self._passages.get(source, lambda: self._read_passages(source))

    def _read_passages(self, source: str) -> tuple[tuple[Passage, ...], list[Ids]]:
        _, first, count = self._catalogue.place(source)
        rows = self._database.rows(
            "SELECT id, checksum, data, syllables FROM held.passages"
            " WHERE id >= ? AND id < ? ORDER BY id",
            [first, first + count],
            DOCUMENTS,
        )
        if [row[0] for row in rows] != list(range(first, first + count)):
            raise self._database.lost()
        passages, syllables = [], []
        for number, *stored in rows:
            data, numbers = self._database.blobs(number, *stored)
            passages.append(Passage(number, source, *unpack_passage(data)))
            syllables.append(numbers)
        return tuple(passages), unpack(syllables)

    def _passage(self, number: int, source: str, stored: int, *blobs: object) -> Passage:
        data, _ = self._database.blobs(number, stored, *blobs)
        provision, title, text = unpack_passage(data)
        return Passage(number, source, provision, title, text)


class _Parts(Mapping[str, T]):
    """One part of each document, by the document's name; the last ones are kept."""

    def __init__(
        self, database: Database, catalogue: Catalogue, part: str, decode: Callable[[bytes], T]
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._part = part
        self._decode = decode
        self._kept = Kept[str, T](_KEPT)

    def __getitem__(self, source: str) -> T:
        return self._kept.get(source, lambda: self._read(source))

    def _read(self, source: str) -> T:
        number, _, _ = self._catalogue.place(source)
        rows = self._database.rows(
            "SELECT checksum, data FROM held.contents WHERE document = ? AND part = ?",
            [number, self._part],
            DOCUMENTS,
        )
        if len(rows) != 1:
            raise self._database.lost()
        (data,) = self._database.blobs(number, *rows[0])
        return self._decode(zlib.decompress(data))

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalogue.sources())

    def __len__(self) -> int:
        return len(self._catalogue)

    def __contains__(self, source: object) -> bool:
        return source in self._catalogue
