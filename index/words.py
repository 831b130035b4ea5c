"""Search by words: BM25 over syllables and pairs of neighbouring syllables.

A written Vietnamese word is one to four syllables apart by spaces, so a syllable alone
says little (*kế*, *hoạch*) and the pair does (*kế hoạch*).  Passages are analysed here,
in Python, and handed to tantivy cut at white space; queries are built term by term, so
no character of a question is ever taken as query syntax.
"""

from __future__ import annotations

import math
import os
import stat
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoidap.text.vietnamese import has_marks, strip_marks, syllables

if TYPE_CHECKING:
    import tantivy

Terms = tuple[str, float]
"""Words to look for and their weight; they are looked for one by one and as pairs."""

BODY_WEIGHT = 1.0
TITLE_WEIGHT = 0.4
"""A heading stands over many passages, so what it says tells them apart less."""
PAIR_WEIGHT = 1.0
PLAIN_WEIGHT = 0.25
"""Of the search without diacritics beside the one with them, for a query that has some."""
MAX_TERMS = 400
"""Distinct syllables and pairs of one query that are looked for, first come first."""

_HEAP_BYTES = 32_000_000
_WRITER_LOCK = ".tantivy-writer.lock"
_READER_LOCK = ".tantivy-meta.lock"
_ANALYSED = "whitespace"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the word index holds of a passage; ``id`` is what a search returns."""

    id: int
    source: str
    title: str
    body: str


def pairs(tokens: Sequence[str]) -> list[str]:
    """Join neighbouring syllables.

    >>> pairs(["sở", "công", "thương"])
    ['sở_công', 'công_thương']
    """
    return [f"{first}_{second}" for first, second in zip(tokens, tokens[1:], strict=False)]


def _schema() -> tantivy.Schema:
    """Return the fields: ``title`` and ``body``, each four times (pairs, plain)."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    for part in ("title", "body"):
        for form in ("", "_plain"):
            for unit in ("", "_pairs"):
                builder.add_text_field(
                    f"{part}{form}{unit}", tokenizer_name=_ANALYSED, index_option="freq"
                )
    return builder.build()


def write_words(entries: Iterable[Entry], folder: Path) -> None:
    """Write a word index of ``entries`` into the empty folder ``folder``.

    :raises OSError: If it cannot be written (full disk, no permission).
    """
    import tantivy

    try:
        index = tantivy.Index(_schema(), path=os.fspath(folder), reuse=False)
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for entry in entries:
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:  # tantivy reports a failed write so, without its errno
        raise OSError(f"{folder}: {error}") from error
    lock = folder / _WRITER_LOCK
    mode = stat.S_IMODE(lock.stat().st_mode)
    lock.unlink()
    # Left there, so that opening the index makes no file; filled, so that it is checked.
    (folder / _READER_LOCK).write_text("locked while opened\n", encoding="ascii")
    for file in folder.iterdir():  # two of them only their owner could read
        file.chmod(mode)


def _document(entry: Entry) -> tantivy.Document:
    """Return ``entry`` analysed into the fields of :func:`_schema`."""
    import tantivy

    document = tantivy.Document()
    document.add_unsigned("id", entry.id)
    document.add_text("source", entry.source)
    for part, text in (("title", entry.title), ("body", entry.body)):
        tokens = syllables(text)
        bare = [strip_marks(token) for token in tokens]
        document.add_text(part, " ".join(tokens))
        document.add_text(f"{part}_pairs", " ".join(pairs(tokens)))
        document.add_text(f"{part}_plain", " ".join(bare))
        document.add_text(f"{part}_plain_pairs", " ".join(pairs(bare)))
    return document


class WordIndex:
    """A word index opened for searching; safe to use from several threads.

    The files may be deleted once it is open: they stay mapped.

    :param folder: a folder that :func:`write_words` filled
    :raises OSError: If it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._index = _open(folder)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def search(
        self, terms: Iterable[Terms], sources: Collection[str] | None, limit: int
    ) -> list[tuple[int, float]]:
        """Return ``(id, BM25 score)`` of the best passages, best first.

        Words written without diacritics are looked for in passages stripped of theirs;
        words with diacritics in the passages as written and, for less, stripped.

        :param terms: what to look for; a passage need not hold all of it
        :param sources: only passages of these documents are searched; ``None`` for all
        :param limit: how many at most, 1 or more
        """
        import tantivy

        wanted = self._should(terms)
        if not wanted or (sources is not None and not sources):
            return []
        query = tantivy.Query.boolean_query(wanted)
        if sources is not None:
            scope = tantivy.Query.term_set_query(self._schema, "source", sorted(set(sources)))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(scope, 0.0)),
                    (tantivy.Occur.Must, query),
                ]
            )
        found = self._searcher.search(query, limit, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in found])
        scored = [
            (int(number or 0), score) for number, (score, _) in zip(ids, found, strict=True)
        ]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def familiarity(self, terms: Iterable[Terms]) -> float:
        """Return the share, 0 to 1, of ``terms`` that stands in the passages at all.

        Pairs of syllables are counted, by the weight of their term; single syllables
        where a term is one, for in another language too some look like Vietnamese ones.
        """
        known = total = 0.0
        for text, weight in terms:
            if weight <= 0:
                continue
            form = "" if has_marks(text) else "_plain"
            tokens = syllables(text)[:MAX_TERMS]
            unit, wanted = ("_pairs", pairs(tokens)) if len(tokens) > 1 else ("", tokens)
            total += weight * len(wanted)
            known += weight * sum(self._stands(f"{form}{unit}", term) for term in wanted)
        return known / total if total > 0 else 0.0

    def rarity(self, term: str, marked: bool, *, pair: bool = False) -> float:
        """Return how much ``term`` tells passages apart: BM25's inverse document frequency.

        :param term: a syllable, or two as :func:`pairs` joins them
        :param marked: count passages that hold it as written, not those that hold it
            stripped of diacritics
        """
        form = f"{'' if marked else '_plain'}{'_pairs' if pair else ''}"
        holding = max(self._frequencies(form, term))
        return math.log(1 + (self._searcher.num_docs - holding + 0.5) / (holding + 0.5))

    def _stands(self, form: str, term: str) -> bool:
        return any(self._frequencies(form, term))

    def _frequencies(self, form: str, term: str) -> Iterator[int]:
        """Yield how many passages hold ``term`` in their words, then in their headings."""
        for part in ("body", "title"):
            yield self._searcher.doc_freq(f"{part}{form}", term)

    def _should(self, terms: Iterable[Terms]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """Return one optional clause for every term and field it is looked for in."""
        import tantivy

        return [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, name, term, "freq"), weight
                ),
            )
            for (name, term), weight in _clauses(terms).items()
        ]


def _clauses(terms: Iterable[Terms]) -> dict[tuple[str, str], float]:
    """Return the weight of each ``(field, term)``; a term named twice weighs twice."""
    clauses: dict[tuple[str, str], float] = {}
    seen: set[str] = set()
    for text, weight in terms:
        for form, token, factor in _tokens(text):
            if token not in seen and len(seen) >= MAX_TERMS:
                continue
            seen.add(token)
            for part, part_weight in (("body", BODY_WEIGHT), ("title", TITLE_WEIGHT)):
                key = (f"{part}{form}", token)
                clauses[key] = clauses.get(key, 0.0) + weight * factor * part_weight
    return {key: weight for key, weight in clauses.items() if weight > 0}


def _tokens(text: str) -> Iterator[tuple[str, str, float]]:
    """Yield the field's form, the term and its weight for everything ``text`` asks for."""
    tokens = syllables(text)
    bare = [strip_marks(token) for token in tokens]
    marked = has_marks(text)
    for form, units, factor in (
        ("", tokens if marked else (), 1.0),
        ("_plain", bare, PLAIN_WEIGHT if marked else 1.0),
    ):
        for unit in units:
            yield form, unit, factor
        for pair in pairs(units):
            yield f"{form}_pairs", pair, factor * PAIR_WEIGHT


def _open(folder: Path) -> tantivy.Index:
    """Open the folder; one that may not be written to through links to its files.

    tantivy locks a file of the index while it opens it, even only to read.  An index that
    belongs to another user is opened in a temporary folder of links, gone once the files
    are mapped.

    :raises OSError: If it cannot be opened.
    """
    import tantivy

    try:
        return tantivy.Index.open(os.fspath(folder))
    except ValueError:
        files = [file for file in folder.iterdir() if file.suffix != ".lock"]
    # Its lock may come back while the folder is being removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as links:
        for file in files:
            (Path(links) / file.name).symlink_to(file.resolve())
        try:
            return tantivy.Index.open(links)
        except ValueError as error:
            raise OSError(f"{folder}: {error}") from error
