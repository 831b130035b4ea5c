"""Fill a generation: documents are added one by one, nothing is gathered in memory.

What has not changed is carried over from the generation that stands, neither read nor
encoded again: its files are shared or copied and the documents that are gone taken out; or,
where much of it is gone, what stays is copied into new files.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from hoidap.index.contents import StoredPassage, pack_passage, unpack_passage
from hoidap.index.database import checksum, writing
from hoidap.index.prepare import Prepared
from hoidap.index.rows import Rows, RowWriter, Vectors
from hoidap.index.signs import Sign
from hoidap.index.store import (
    CATALOGUE,
    CELLS,
    CHECKSUMS,
    DOCUMENTS,
    ROWS,
    WORDS,
    Generation,
)
from hoidap.index.tokens import name_numbers, numbered, pack
from hoidap.index.vectors import FLAT_LIMIT, write_cells
from hoidap.index.words import WordWriter, link_words, share, terms_of
from hoidap.text.vietnamese import strip_marks

Encode = Callable[[str, Sequence[StoredPassage]], Vectors]
"""Returns the vectors ``(n, d)`` of the passages of the document of that name."""

_SPARSE = 4  # one row in so many may belong to no document
_FEW = 2_000  # passages: so few are copied, and count words as an index built at once does
_REMEMBERED = 200_000  # signs and syllables whose numbers are


def is_sparse(rows: int, live: int) -> bool:
    """Tell whether ``live`` passages of ``rows`` are better copied into new files."""
    return live <= _FEW or (rows - live) * _SPARSE > rows


K = TypeVar("K")


class _Numbers(dict[K, int]):
    """The numbers of what was met last; of anything else as ``look_up`` says."""

    def __init__(self, look_up: Callable[[K], int]) -> None:
        self._look_up = look_up

    def __missing__(self, key: K) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        number = self[key] = self._look_up(key)
        return number


class Writer:
    """Fills the empty folder of a generation.

    :param folder: the generation's folder
    :param dimension: of the vectors
    :param standing: the generation that something is carried over from, if any
    :param shared: start with its files; otherwise :meth:`copy` what stays
    :raises OSError: If it cannot be written; so do the methods.

    >>> with Writer(path, embedder.dimension) as writer:
    ...     writer.add(prepared, vectors)
    """

    def __init__(
        self,
        folder: Path,
        dimension: int,
        standing: Generation | None = None,
        *,
        shared: bool = False,
    ) -> None:
        self._folder = folder
        self._standing = standing
        self._dimension = dimension
        self._shared = standing if shared else None
        self._signs = _Numbers(self._sign)
        self._vocabulary = _Numbers(self._syllable)
        self._old_rows = None if standing is None or shared else Rows.open(standing)
        self.cells = 0
        """How many rows the cells hold."""

    def __enter__(self) -> Writer:
        count, old, sums = 0, None, b""
        if self._shared is not None:
            old, count = self._shared.path, self._shared.manifest.rows
            for name in (CATALOGUE, DOCUMENTS):
                shutil.copyfile(old / name, self._folder / name)
            share(old / ROWS, self._folder / ROWS)
            sums = (old / CHECKSUMS).read_bytes()
            link_words(old / WORDS, self._folder / WORDS)
        else:
            (self._folder / WORDS).mkdir()
        self._rows = RowWriter(self._folder, count, self._dimension, sums)
        beside = None if self._standing is None else self._standing.path
        with ExitStack() as stack:
            self._database = stack.enter_context(
                writing(self._folder, create=old is None, beside=beside)
            )
            self._words = WordWriter(self._folder / WORDS)
            self._next = 1
            if self._standing is not None:
                # With their numbers; new documents get numbers that no old one has.
                for table in ("signs", "vocabulary") if self._shared is None else ():
                    self._database.execute(
                        f"INSERT OR IGNORE INTO {table} SELECT * FROM old.{table}"
                    )
                sql = "SELECT MAX(id) + 1 FROM old.documents"
                ((self._next,),) = self._database.execute(sql).fetchall()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            self._words.close()
            self._rows.close()
            if self._standing is not None:
                if self._shared is None:
                    self._database.execute(
                        "INSERT OR IGNORE INTO signed SELECT * FROM old.signed"
                        " WHERE document IN (SELECT id FROM documents)"
                    )
                self._database.execute(
                    "DELETE FROM signs WHERE id NOT IN (SELECT sign FROM signed)"
                )
        self._write_cells()

    @property
    def count(self) -> int:
        """How many rows of vectors there are, those that belong to no document too."""
        return self._rows.count

    def add(self, document: Prepared, vectors: Vectors) -> None:
        """Add a document, with the vectors ``(n, d)`` of its passages."""
        first, number = self._rows.add(vectors), self._next
        self._next += 1
        columns = {
            "id": number,
            **document.columns,
            "syllables": pack(name_numbers(next(self._syllables(document.name)))),
            "first": first,
            "passages": len(document.passages),
            "sha256": document.file.sha256,
            "size": document.file.size,
            "modified": document.file.modified,
        }
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        self._database.execute(
            f"INSERT INTO documents ({names}) VALUES ({places})", list(columns.values())
        )
        self._database.executemany(
            "INSERT INTO signed VALUES (?, ?)",
            [(self._signs[sign], number) for sign in document.signs],
        )
        self._database.executemany(
            "INSERT INTO held.contents VALUES (?, ?, ?, ?)",
            [
                (number, part, checksum(number, data), data)
                for part, data in document.parts.items()
            ],
        )
        found = zip(document.passages, document.syllables, strict=True)
        self._add_passages(
            number,
            first,
            (
                (pack_passage(passage), pack(numbered(self._syllables(analysed))))
                for passage, analysed in found
            ),
        )
        self._words.add(document.file.source, document.province or "", first, document.words)

    def remove(self, sources: Collection[str]) -> None:
        """Take documents out of the files that are shared."""
        listed = json.dumps(list(sources))
        gone = "(SELECT id FROM documents WHERE source IN (SELECT value FROM json_each(?)))"
        for table in ("signed", "held.contents", "held.passages"):
            self._database.execute(f"DELETE FROM {table} WHERE document IN {gone}", [listed])
        self._database.execute(f"DELETE FROM documents WHERE id IN {gone}", [listed])
        for source in sources:
            self._words.remove(source)

    def copy(self, source: str, encode: Encode | None = None) -> None:
        """Copy a document of the generation that stands.

        :param encode: encodes its passages; ``None`` where the vectors are copied too
        """
        assert self._old_rows is not None
        execute = self._database.execute
        execute("INSERT INTO documents SELECT * FROM old.documents WHERE source = ?", [source])
        ((number, province, first, count),) = execute(
            "SELECT id, province, first, passages FROM documents WHERE source = ?", [source]
        ).fetchall()
        execute(
            "INSERT INTO held.contents SELECT * FROM old_held.contents WHERE document = ?",
            [number],
        )
        stored = execute(
            "SELECT data, syllables FROM old_held.passages"
            " WHERE id >= ? AND id < ? ORDER BY id",
            [first, first + count],
        ).fetchall()
        passages = [unpack_passage(data) for data, _ in stored]
        vectors = (
            encode(source, passages) if encode else self._old_rows.slice(first, first + count)
        )
        place = self._rows.add(vectors)
        execute("UPDATE documents SET first = ? WHERE id = ?", [place, number])
        words = [(terms_of(title), terms_of(text)) for _, title, text in passages]
        self._add_passages(number, place, stored)
        self._words.add(source, province or "", place, words)

    def _add_passages(
        self, document: int, first: int, passages: Iterable[tuple[bytes, bytes]]
    ) -> None:
        """Add what is stored of each passage, and the numbers of its syllables."""
        self._database.executemany(
            "INSERT INTO held.passages VALUES (?, ?, ?, ?, ?)",
            [
                (number, document, checksum(number, *blobs), *blobs)
                for number, blobs in enumerate(passages, first)
            ],
        )

    def _syllables(self, analysed: str) -> Iterator[list[int]]:
        """Yield the numbers of the syllables of each line."""
        number = self._vocabulary.__getitem__
        for line in analysed.split("\n"):
            yield list(map(number, line.split()))

    def _syllable(self, syllable: str) -> int:
        """Return the number of ``syllable``, a new one if no document had it."""
        self._database.execute(
            "INSERT OR IGNORE INTO vocabulary (syllable, bare) VALUES (?, ?)",
            [syllable, strip_marks(syllable)],
        )
        return self._found("SELECT number FROM vocabulary WHERE syllable = ?", [syllable])

    def _sign(self, sign: Sign) -> int:
        """Return the number of ``sign``, a new one if no document had it."""
        self._database.execute("INSERT OR IGNORE INTO signs (kind, value) VALUES (?, ?)", sign)
        return self._found("SELECT id FROM signs WHERE kind = ? AND value = ?", sign)

    def _found(self, sql: str, values: Sequence[str]) -> int:
        ((number,),) = self._database.execute(sql, values).fetchall()
        return int(number)

    def _write_cells(self) -> None:
        """Part the vectors into cells where there are many; the last few may stand outside."""
        if self.count <= FLAT_LIMIT:
            return
        if self._shared is not None:
            held = self._shared.manifest.cells
            if held and self.count - held <= FLAT_LIMIT:
                share(self._shared.path / CELLS, self._folder / CELLS)
                self.cells = held
                return
        write_cells(self._rows.written(), self._folder / CELLS)
        self.cells = self.count
