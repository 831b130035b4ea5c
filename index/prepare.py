"""One document made ready for the index: read, its records, passages and words worked out.

All of it needs nothing but the file, so that several processes can do it at once; what
they hand back is bytes and strings.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hoidap.index.contents import StoredPassage, pack_document
from hoidap.index.passage import passages_of
from hoidap.index.signs import Sign, digits_of, document_name, signs_of
from hoidap.index.store import hash_file
from hoidap.index.tokens import clauses
from hoidap.index.words import terms
from hoidap.ingest.errors import DocumentError
from hoidap.text.vietnamese import syllables


@dataclass(frozen=True, slots=True)
class File:
    """A document's file, and what tells whether it has changed.

    ``modified`` is its time stamp in nanoseconds, ``sha256`` hexadecimal.
    """

    path: Path
    source: str
    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an index stores of a document.

    ``columns`` go into the catalogue, ``parts`` are packed; ``words`` are the analysed
    title and text of each of the ``passages``, ``syllables`` those of its clauses, a line
    a clause, ``name`` those of what the document is called.
    """

    file: File
    province: str | None
    columns: dict[str, object]
    signs: Sequence[Sign]
    parts: dict[str, bytes]
    passages: Sequence[StoredPassage]
    words: Sequence[tuple[str, str]]
    syllables: Sequence[str]
    name: str


def look_at(path: Path, source: str) -> File:
    """Return the file at ``path``, not yet hashed.

    :raises DocumentError: If it is none that could be read.
    """
    name = source.encode("utf-8", "backslashreplace").decode("utf-8")
    if name != source:
        raise DocumentError(
            f"{name}: tên tệp không phải UTF-8; hãy đổi tên tệp.",
            f"{name}: the file's name is not UTF-8; rename the file.",
        )
    try:
        status = path.stat()
    except OSError as error:
        raise _unopened(name, error) from error
    if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device would not end
        raise DocumentError(
            f"{name}: không phải là tệp; hãy chỉ đến một tệp văn bản.",
            f"{name}: not a file; name a document's file.",
        )
    return File(path, source, status.st_size, status.st_mtime_ns, "")


def hashed(file: File) -> File:
    """Return ``file`` with its hash; without where it is too large to be read at all.

    :raises DocumentError: If it cannot be read.
    """
    from hoidap.ingest.readers import MAX_BYTES

    if file.size > MAX_BYTES:  # the reader refuses it without reading it, and says why
        return file
    try:
        return replace(file, sha256=hash_file(file.path))
    except OSError as error:
        raise _unopened(file.source, error) from error


def prepare(file: File) -> Prepared | DocumentError:
    """Read the document in ``file``; return why it cannot be, whatever the reason."""
    try:
        return _prepare(file)
    except DocumentError as error:
        return error
    except OSError as error:
        return _unopened(file.source, error)
    except Exception as error:  # noqa: BLE001 - one document must not keep the others out
        return broken(file.source, f"{type(error).__name__}: {error}")


def _prepare(file: File) -> Prepared:
    from hoidap.ingest.reader import read_plan
    from hoidap.records.reading import read_records

    plan, text = read_plan(file.path)
    plan = replace(plan, source=file.source)
    records = read_records(plan)
    passages = list(passages_of(plan, 0))
    starts, ends = plan.period or (None, None)
    columns: dict[str, object] = {
        "source": plan.source,
        "kind": plan.kind,
        "number": plan.number.value if plan.number else None,
        "digits": digits_of(plan),
        "province": plan.province,
        "issuer": plan.issuer,
        "title": plan.title,
        "year": plan.year,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "starts": starts,
        "ends": ends,
        "is_plan": plan.is_plan,
        "name": document_name(plan),
        "provisions": len(plan.provisions),
        "assignments": len(plan.assignments),
        "warnings": "\n".join(plan.warnings),
    }
    analysed = [clauses(passage.title, passage.text) for passage in passages]
    titles = {title: terms([title]) for title in {parts[0] for parts in analysed}}
    return Prepared(
        file,
        plan.province,
        columns,
        signs_of(plan, records, text.text),
        pack_document(plan, records, text.text),
        [(passage.provision, passage.title, passage.text) for passage in passages],
        [(titles[title], terms(text)) for title, *text in analysed],
        ["\n".join(map(" ".join, parts)) for parts in analysed],
        " ".join(syllables(document_name(plan))),
    )


def broken(source: str, reason: str) -> DocumentError:
    """Return the error that a document cannot be processed."""
    return DocumentError(
        f"{source}: không xử lý được văn bản ({reason}); "
        "văn bản bị bỏ qua, hãy lưu lại tệp dưới dạng văn bản UTF-8 rồi thử lại.",
        f"{source}: the document cannot be processed ({reason}); "
        "it is left out, save it as UTF-8 text and try again.",
    )


def _unopened(source: str, error: OSError) -> DocumentError:
    reason = error.strerror or str(error)
    return DocumentError(
        f"{source}: không mở được tệp ({reason}); hãy kiểm tra đường dẫn và quyền đọc.",
        f"{source}: the file cannot be opened ({reason}); check its path and permissions.",
    )
