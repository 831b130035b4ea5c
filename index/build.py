"""Build an index from documents; what has not changed since the last time is kept."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hoidap.index.commit import building, commit, remove_leftovers
from hoidap.index.contents import StoredPassage
from hoidap.index.corpus import Corpus
from hoidap.index.database import Database
from hoidap.index.pool import prepare_all
from hoidap.index.prepare import File, Prepared, hashed, look_at
from hoidap.index.rows import Rows, Vectors
from hoidap.index.search import embedder_hash
from hoidap.index.store import Generation, IndexDamaged, IndexMissing, Manifest, load
from hoidap.index.writer import Writer, is_sparse
from hoidap.ingest.errors import DocumentError, UserError

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder

_REMEMBERED = 10_000  # passages whose vectors are: documents of one authority share some

Progress = Callable[[int, int, str], None]
"""Called with the documents done, their number and the name of the last one."""


class NothingToIndex(UserError):
    """No document could be read, so there is nothing to build an index of.

    :param failures: why each of the documents was left out
    """

    def __init__(self, failures: Sequence[DocumentError]) -> None:
        number = len(failures)
        super().__init__(
            f"Không có văn bản nào đọc được (trong {number} tệp); chỉ mục cũ (nếu có) còn "
            "nguyên. Hãy kiểm tra thư mục văn bản và các định dạng đọc được.",
            f"No document could be read (of {number} files); an older index is untouched. "
            "Check the folder of documents and the formats that can be read.",
        )
        self.failures = tuple(failures)


class SameName(UserError):
    """Two documents bear one name; citations name a document by it."""

    def __init__(self, source: str, first: Path, second: Path) -> None:
        super().__init__(
            f"Hai văn bản trùng tên “{source}”: {first} và {second}; "
            "mỗi văn bản phải có tên riêng, hãy đổi tên một tệp.",
            f"Two documents bear the name “{source}”: {first} and {second}; "
            "each needs its own, rename one of the files.",
        )


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build has made: numbers of each, and what a person should look at.

    ``reused`` documents were taken from the index that stood before; ``warnings`` begin
    with their document's name; ``failures`` are the documents left out.
    """

    documents: int
    provisions: int
    assignments: int
    passages: int
    reused: int
    warnings: tuple[str, ...] = ()
    failures: tuple[DocumentError, ...] = ()


def build(
    documents: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    root: Path | None = None,
    progress: Progress | None = None,
) -> BuildSummary:
    """Make the index in ``folder`` hold exactly ``documents``.

    A document whose file has not changed is not read again.  One that cannot be read is
    left out and reported; the index that stood is replaced in one step, or, when this
    raises, not at all.

    :param root: the folder that documents are named by their path below, in POSIX form;
        one elsewhere, or all without it, by the file's name
    :raises NothingToIndex: If none can be read.
    :raises SameName: If two of them would bear one name.
    :raises BuildRunning: If another process is building in ``folder``.
    :raises IndexNotWritten: If the disk is full or ``folder`` cannot be written to.
    :raises NotAnIndexFolder: If ``folder`` holds a ``manifest.json`` of another kind.
    """
    paths = _by_source(documents, root)
    with building(folder):
        return _Build(folder, embedder, len(paths), progress).run(paths)


def _by_source(documents: Sequence[Path], root: Path | None) -> dict[str, Path]:
    """Return the files by what they are called, in that order; one named twice once.

    :raises SameName: If two files would be called the same.
    """
    paths: dict[str, Path] = {}
    for path in documents:
        source = path.name
        if root is not None:
            with suppress(ValueError):  # it lies elsewhere
                source = path.relative_to(root).as_posix()
        other = paths.setdefault(source, path)
        # Path.resolve() raises where links go in a circle, which is one document's fault.
        if other is not path and os.path.realpath(other) != os.path.realpath(path):
            raise SameName(source, other, path)
    return dict(sorted(paths.items()))


def embedded_text(title: str, text: str) -> str:
    """Return what is embedded of a passage: its words after the headings above it."""
    return f"{title}\n{text}" if title else text


class _Standing(Corpus):
    """The index that stands, every byte of it checked: damage is not carried over."""

    def __init__(self, generation: Generation) -> None:
        super().__init__(generation, whole=True)
        self.generation = generation
        self._rows = Rows.open(generation)

    def files(self) -> dict[str, tuple[str, int, int]]:
        """Return each document's hash, size and time stamp."""
        sql = "SELECT source, sha256, size, modified FROM documents"
        return {
            source: (sha, size, time) for source, sha, size, time in self._database.rows(sql)
        }

    def vectors(self, source: str) -> dict[str, Vectors]:
        """Return the vectors of a document's passages by what was embedded of them."""
        if source not in self.catalogue:
            return {}
        _, first, count = self.catalogue.place(source)
        texts = (embedded_text(p.title, p.text) for p in self.passages_of(source))
        return dict(zip(texts, self._rows.slice(first, first + count), strict=True))


class _Build:
    """One build: what is there, what of it stays, and the rest read and written."""

    def __init__(
        self, folder: Path, embedder: Embedder, total: int, progress: Progress | None
    ) -> None:
        from hoidap.ingest.reader import ingest_version

        self._started = time.time_ns()
        self._folder = folder
        self._embedder = embedder
        self._total, self._done, self._progress = total, 0, progress
        self._ingest = ingest_version()
        self._standing: _Standing | None = None
        with suppress(IndexMissing, IndexDamaged):
            self._standing = load(folder, _Standing)
        self._failures: list[DocumentError] = []
        self._vectors: dict[str, Vectors] = {}  # of what was encoded last

    def run(self, paths: Mapping[str, Path]) -> BuildSummary:
        """Build, and say what was built."""
        standing = self._standing
        known = {}
        if standing is not None and standing.manifest.ingest == self._ingest:
            known = standing.files()
        stay, fresh = self._sort(paths, known)
        if standing is not None and known.keys() == stay and not fresh and self._same_model():
            remove_leftovers(self._folder)
            return self._summary(standing.generation, len(stay))
        try:
            manifest = commit(
                self._folder,
                lambda path: self._write(path, stay, fresh, known.keys() - stay),
                standing.generation if standing is not None else None,
            )
        except _Unchanged:  # what is new could not be read
            assert standing is not None
            return self._summary(standing.generation, len(stay))
        return self._summary(Generation(self._folder, manifest), len(stay))

    def _sort(
        self, paths: Mapping[str, Path], known: Mapping[str, tuple[str, int, int]]
    ) -> tuple[set[str], dict[str, File]]:
        """Return the documents whose files have not changed, and the others' files."""
        stay: set[str] = set()
        fresh: dict[str, File] = {}
        for source, path in paths.items():
            try:
                file = look_at(path, source)
                sha256, size, modified = known.get(source, ("", 0, 0))
                # A file that was written while it was read may bear the same time after it.
                old = self._standing is not None and modified < self._standing.manifest.started
                if not (sha256 and (file.size, file.modified) == (size, modified) and old):
                    file = hashed(file)
                    if not (sha256 and file.sha256 == sha256):
                        fresh[source] = file
                        continue
            except DocumentError as error:
                self._failures.append(error)
            else:
                stay.add(source)
            self._step(source)
        return stay, fresh

    def _write(
        self, path: Path, stay: set[str], fresh: Mapping[str, File], gone: set[str]
    ) -> Manifest:
        """Fill the folder of a generation."""
        standing = self._standing
        carried = standing.generation if standing is not None and stay else None
        shared = False
        if standing is not None and stay and self._same_model():
            live = sum(standing.catalogue.entry(source).passages for source in stay)
            shared = not is_sparse(standing.manifest.rows, live)
        encode = None if self._same_model() else self._encode
        added = 0
        with Writer(path, self._embedder.dimension, carried, shared=shared) as writer:
            if shared and gone:
                writer.remove(gone)
            results = prepare_all(list(fresh.values()))
            # In the order of the names, so that it is no matter what stood before.
            for source in sorted(stay | fresh.keys()):
                if source in fresh:
                    added += self._add(next(results), writer)
                    self._step(source)
                elif not shared:
                    writer.copy(source, encode)
            if not stay and not added:
                raise NothingToIndex(self._failures)
            if not added and not gone and encode is None:
                raise _Unchanged
        return Manifest(
            generation="",
            ingest=self._ingest,
            embedder=self._embedder.name,
            embedder_hash=self._model(),
            dimension=self._embedder.dimension,
            rows=writer.count,
            cells=writer.cells,
            started=self._started,
            files={},
        )

    def _add(self, result: Prepared | DocumentError, writer: Writer) -> bool:
        """Add a document that was read; tell whether it could be."""
        if isinstance(result, DocumentError):
            self._failures.append(result)
            return False
        writer.add(result, self._encode(result.file.source, result.passages))
        return True

    def _encode(self, source: str, passages: Sequence[StoredPassage]) -> Vectors:
        """Return the vectors ``(n, d)``, those of passages that stood before taken over."""
        same = self._standing if self._same_model() else None
        known = {} if same is None else same.vectors(source)
        texts = [embedded_text(title, text) for _, title, text in passages]
        if len(self._vectors) >= _REMEMBERED:
            self._vectors = {}
        known.update((text, self._vectors[text]) for text in texts if text in self._vectors)
        fresh = list(dict.fromkeys(text for text in texts if text not in known))
        if fresh:
            found = dict(zip(fresh, self._embedder.encode_passages(fresh), strict=True))
            self._vectors |= found
            known |= found
        vectors = np.zeros((len(texts), self._embedder.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = known[text]
        return vectors

    def _model(self) -> str:
        return embedder_hash(self._embedder)

    def _same_model(self) -> bool:
        standing = self._standing
        return standing is not None and standing.manifest.embedder_hash == self._model()

    def _step(self, source: str) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total, source)

    def _summary(self, generation: Generation, reused: int) -> BuildSummary:
        sql = "SELECT source, passages, provisions, assignments, warnings FROM documents"
        rows = Database(generation).rows(f"{sql} ORDER BY source")
        return BuildSummary(
            documents=len(rows),
            passages=sum(row[1] for row in rows),
            provisions=sum(row[2] for row in rows),
            assignments=sum(row[3] for row in rows),
            reused=reused,
            warnings=tuple(
                f"{source}: {warning}"
                for source, *_, warnings in rows
                for warning in warnings.splitlines()
            ),
            failures=tuple(self._failures),
        )


class _Unchanged(Exception):  # noqa: N818 - no error
    """What stands is what is wanted."""
