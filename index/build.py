"""Build an index from documents; what has not changed since the last time is kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hoidap.index.codec import Document, dump_documents, dump_passages
from hoidap.index.passage import Passage, passages_of
from hoidap.index.search import Contents, embedder_hash, read_contents
from hoidap.index.store import (
    PASSAGES,
    PLANS,
    VECTORS,
    WORDS,
    IndexDamaged,
    IndexMissing,
    Manifest,
    building,
    commit,
    hash_file,
    load,
    remove_leftovers,
    write_file,
)
from hoidap.index.vectors import Vectors, pack_vectors
from hoidap.index.words import Entry, write_words
from hoidap.ingest.errors import DocumentError, UserError

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder

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

    def __init__(self, first: Path, second: Path) -> None:
        super().__init__(
            f"Hai văn bản trùng tên “{first.name}”: {first} và {second}; "
            "mỗi văn bản phải có tên riêng, hãy đổi tên một tệp.",
            f"Two documents bear the name “{first.name}”: {first} and {second}; "
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
    progress: Progress | None = None,
) -> BuildSummary:
    """Make the index in ``folder`` hold exactly ``documents``.

    A document whose file has not changed is not read again.  One that cannot be read is
    left out and reported; the index that stood is replaced in one step, or, when this
    raises, not at all.

    :raises NothingToIndex: If none can be read.
    :raises SameName: If two of them bear one name.
    :raises BuildRunning: If another process is building in ``folder``.
    :raises IndexNotWritten: If the disk is full or ``folder`` cannot be written to.
    :raises NotAnIndexFolder: If ``folder`` holds a ``manifest.json`` of another kind.
    """
    from hoidap.ingest.reader import ingest_version

    paths = _by_name(documents)
    with building(folder):
        standing = _standing(folder)
        known: dict[str, Document] = {}
        if standing is not None and standing.manifest.ingest == ingest_version():
            known = {document.name: document for document in standing.documents}
        read: list[Document] = []
        failures: list[DocumentError] = []
        reused = 0
        for done, path in enumerate(paths, start=1):
            try:
                document = _read(path, known)
            except DocumentError as error:
                failures.append(error)
            else:
                reused += document is known.get(document.name)
                read.append(document)
            if progress is not None:
                progress(done, len(paths), path.name)
        if not read:
            raise NothingToIndex(failures)
        passages = _passages(read)
        manifest = Manifest(
            generation="",
            ingest=ingest_version(),
            embedder=embedder.name,
            embedder_hash=embedder_hash(embedder),
            dimension=embedder.dimension,
            documents={document.name: document.sha256 for document in read},
            files={},
        )
        if standing is not None and _stands(standing, manifest, passages):
            remove_leftovers(folder)
        else:
            vectors = _encode(passages, embedder, standing)
            commit(folder, manifest, lambda path: _write(path, read, passages, vectors))
    return BuildSummary(
        documents=len(read),
        provisions=sum(len(document.plan.provisions) for document in read),
        assignments=sum(len(document.plan.assignments) for document in read),
        passages=len(passages),
        reused=reused,
        warnings=tuple(f"{doc.name}: {text}" for doc in read for text in doc.plan.warnings),
        failures=tuple(failures),
    )


def _by_name(documents: Iterable[Path]) -> list[Path]:
    """Return the files in the order of their names, one that is named twice once.

    :raises SameName: If two files bear one name.
    """
    paths: dict[str, Path] = {}
    for path in documents:
        other = paths.setdefault(path.name, path)
        # Path.resolve() raises where links go in a circle, which is one document's fault.
        if other is not path and os.path.realpath(other) != os.path.realpath(path):
            raise SameName(other, path)
    return [paths[name] for name in sorted(paths)]


def _standing(folder: Path) -> Contents | None:
    """Return the index in ``folder``; ``None`` if there is none that could serve."""
    try:
        return load(folder, read_contents)
    except (IndexMissing, IndexDamaged):
        return None


def _read(path: Path, known: dict[str, Document]) -> Document:
    """Return the document at ``path``, from ``known`` if its file is the one read then.

    :raises DocumentError: If it cannot be read, for whatever reason.
    """
    from hoidap.ingest.reader import read_plan
    from hoidap.ingest.readers import MAX_BYTES

    name = path.name.encode("utf-8", "backslashreplace").decode("utf-8")
    if name != path.name:
        raise DocumentError(
            f"{name}: tên tệp không phải UTF-8; hãy đổi tên tệp.",
            f"{name}: the file's name is not UTF-8; rename the file.",
        )
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device would not end
            raise DocumentError(
                f"{name}: không phải là tệp; hãy chỉ đến một tệp văn bản.",
                f"{name}: not a file; name a document's file.",
            )
        # The reader refuses a larger file without reading it, and says why.
        sha256 = hash_file(path)[0] if status.st_size <= MAX_BYTES else ""
        if sha256 and name in known and known[name].sha256 == sha256:
            return known[name]
        plan, source = read_plan(path)
    except DocumentError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            f"{name}: không mở được tệp ({reason}); hãy kiểm tra đường dẫn và quyền đọc.",
            f"{name}: the file cannot be opened ({reason}); check its path and permissions.",
        ) from error
    except Exception as error:  # one document must not keep the others out
        raise DocumentError(
            f"{name}: không xử lý được văn bản ({type(error).__name__}: {error}); "
            "văn bản bị bỏ qua, hãy lưu lại tệp dưới dạng văn bản UTF-8 rồi thử lại.",
            f"{name}: the document cannot be processed ({type(error).__name__}: {error}); "
            "it is left out, save it as UTF-8 text and try again.",
        ) from error
    return Document(name, sha256, source.text, plan)


def _passages(documents: Iterable[Document]) -> list[Passage]:
    passages: list[Passage] = []
    for document in documents:
        passages.extend(passages_of(document.plan, len(passages)))
    return passages


def _stands(standing: Contents, manifest: Manifest, passages: list[Passage]) -> bool:
    """Tell whether ``standing`` is what ``manifest`` and ``passages`` would become."""
    same = (
        standing.manifest.ingest == manifest.ingest
        and standing.manifest.embedder_hash == manifest.embedder_hash
        and standing.manifest.documents == manifest.documents
    )
    return same and list(standing.passages) == passages


def embedded_text(passage: Passage) -> str:
    """Return what is embedded of a passage: its words after the headings above it."""
    return f"{passage.title}\n{passage.text}" if passage.title else passage.text


def _encode(passages: list[Passage], embedder: Embedder, standing: Contents | None) -> Vectors:
    """Return the vectors ``(n, d)``, those of passages that stood before taken over."""
    known: dict[str, Vectors] = {}
    if standing is not None and standing.manifest.embedder_hash == embedder_hash(embedder):
        stored = standing.vectors.vectors()
        if stored is not None:  # a large index keeps only near values: encode anew
            known = dict(zip(map(embedded_text, standing.passages), stored, strict=True))
    texts = [embedded_text(passage) for passage in passages]
    fresh = list(dict.fromkeys(text for text in texts if text not in known))
    if fresh:
        known.update(zip(fresh, embedder.encode_passages(fresh), strict=True))
    vectors = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
    for place, text in enumerate(texts):
        vectors[place] = known[text]
    return vectors


def _write(
    folder: Path, documents: list[Document], passages: list[Passage], vectors: Vectors
) -> None:
    """Fill the empty ``folder`` with a generation's files.

    :raises OSError: If they cannot be written in full.
    """
    write_file(folder / PASSAGES, dump_passages(passages))
    write_file(folder / PLANS, dump_documents(documents))
    write_file(folder / VECTORS, pack_vectors(vectors))
    words = folder / WORDS
    words.mkdir()
    write_words((Entry(p.id, p.source, p.title, p.text) for p in passages), words)
