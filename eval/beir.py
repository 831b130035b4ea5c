"""Reads a retrieval benchmark in the BEIR layout.

::

    corpus.jsonl    {"_id", "title" (may be left out), "text"}
    queries.jsonl   {"_id", "text"}
    qrels/test.tsv  query-id <tab> corpus-id <tab> score, below a header line
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoidap.ingest.errors import UserError

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels/test.tsv"
_COLUMNS = 3
_LAYOUT = f"{CORPUS}, {QUERIES}, {QRELS}"


class BenchmarkError(UserError):
    """A benchmark folder cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """One document of the corpus."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Documents, the judged queries (id -> text), and the judgements.

    ``relevant`` maps query id -> document id -> grade, grades above 0 only; documents
    that the corpus lacks are kept: they count as never found.
    """

    documents: tuple[Text, ...]
    queries: dict[str, str]
    relevant: dict[str, dict[str, int]]


def load_beir(folder: Path) -> Benchmark:
    """Read the benchmark in ``folder``; queries without a relevant document are left out.

    :raises BenchmarkError: If a file is missing or malformed; names file and line.
    """
    documents: dict[str, Text] = {}
    for place, record in _records(folder, CORPUS):
        key = _id(place, record, documents)
        title = _string(place, record, "title") if record.get("title") is not None else ""
        documents[key] = Text(key, title, _string(place, record, "text"))
    if not any(text.title.strip() or text.text.strip() for text in documents.values()):
        raise _wrong(folder / CORPUS, "không có văn bản nào", "holds no text")
    queries: dict[str, str] = {}
    for place, record in _records(folder, QUERIES):
        key = _id(place, record, queries)
        queries[key] = _string(place, record, "text")
    relevant = _judgements(folder, queries)
    judged = {key: text for key, text in queries.items() if key in relevant}
    return Benchmark(tuple(documents.values()), judged, relevant)


def _judgements(folder: Path, queries: dict[str, str]) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    for number, line in _lines(folder, QRELS):
        place = f"{folder / QRELS}:{number}"
        parts = line.split("\t")
        if number == 1 and parts[-1].strip() == "score":
            continue
        if len(parts) != _COLUMNS or not parts[2].strip().lstrip("-").isdecimal():
            raise _wrong(
                place,
                f"“{line}” không phải “mã câu hỏi <tab> mã văn bản <tab> số nguyên”",
                f"“{line}” is not “query-id <tab> corpus-id <tab> whole number”",
            )
        query, document, grade = parts[0], parts[1], int(parts[2])
        if query not in queries:
            raise _wrong(
                place,
                f"câu hỏi “{query}” không có trong {QUERIES}",
                f"the query “{query}” is not in {QUERIES}",
            )
        if grade > 0:
            relevant.setdefault(query, {})[document] = grade
    if not relevant:
        raise _wrong(
            folder / QRELS, "không có văn bản liên quan nào", "holds no relevant document"
        )
    return relevant


def _records(folder: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in _lines(folder, name):
        place = f"{folder / name}:{number}"
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise _wrong(place, f"không phải JSON ({error})", f"not JSON ({error})") from error
        if not isinstance(record, dict):
            raise _wrong(place, "cần một đối tượng JSON", "a JSON object is needed")
        yield place, record


def _lines(folder: Path, name: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that are not blank."""
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BenchmarkError(
            f"{folder / name}: không mở được ({reason}); thư mục BEIR cần có {_LAYOUT}.",
            f"{folder / name}: cannot be opened ({reason}); a BEIR folder holds {_LAYOUT}.",
        ) from error
    except UnicodeDecodeError as error:
        raise _wrong(folder / name, "không phải UTF-8", "is not UTF-8") from error


def _id(place: str, record: dict[str, Any], known: dict[str, Any]) -> str:
    key = record.get("_id")
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        raise _wrong(
            place,
            "trường _id cần một chuỗi hoặc số nguyên",
            "the field _id needs a string or a whole number",
        )
    if str(key) in known:
        raise _wrong(place, f"mã “{key}” đã có ở trên", f"the id “{key}” stands above already")
    return str(key)


def _string(place: str, record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise _wrong(
            place,
            f"trường {name} cần một chuỗi, không phải {json.dumps(value, ensure_ascii=False)}",
            f"the field {name} needs a string, not {json.dumps(value, ensure_ascii=False)}",
        )
    return value


def _wrong(place: str | Path, vi: str, en: str) -> BenchmarkError:
    return BenchmarkError(
        f"{place}: {vi}; hãy sửa rồi chạy lại.", f"{place}: {en}; correct it and run again."
    )
