"""Search by words: BM25 over syllables and pairs of neighbouring syllables.

A written Vietnamese word is one to four syllables apart by spaces, so a syllable alone
says little (*kế*, *hoạch*) and the pair does (*kế hoạch*).  Passages are analysed here,
in Python, and handed to tantivy cut at white space; queries are built term by term, so
no character of a question is ever taken as query syntax.

A text is four kinds of terms in one field: syllables and pairs as written, and both
without diacritics, these with a sign before them that no syllable has.
"""

from __future__ import annotations

import math
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoidap.index.filter import Filter
from hoidap.index.kept import Kept
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
PLAIN = "~"
"""What stands before a term without diacritics."""

_RARE = 10_000
_COMMON = 20
"""In a large index a term that more than one passage in so many has, ten thousand at least,
is not looked for beside rarer ones: it takes nearly all of the time and tells nothing."""
_HEAP_BYTES = 64_000_000
_WRITER_LOCK = ".tantivy-writer.lock"
_READER_LOCK = ".tantivy-meta.lock"
_ANALYSED = "whitespace"
_PARTS = (("body", BODY_WEIGHT), ("title", TITLE_WEIGHT))
_KEPT = 50_000


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
    return list(map("_".join, pairwise(tokens)))


def terms_of(text: str) -> str:
    """Return the terms of ``text``, a space between two.

    >>> terms_of("Đo lường")
    'đo lường đo_lường ~do ~luong ~do_luong'
    """
    return terms([tuple(syllables(text))])


def terms(parts: Sequence[tuple[str, ...]]) -> str:
    """Return the terms of a text from the syllables of its parts."""
    said = [part for part in parts if part]
    joints = [_signed([f"{one[-1]}_{two[0]}"]) for one, two in pairwise(said)]
    return " ".join([*map(_terms, said), *joints])


@lru_cache(maxsize=8192)  # the documents of one authority share clauses
def _terms(tokens: tuple[str, ...]) -> str:
    return _signed([*tokens, *pairs(tokens)])


def _signed(units: Sequence[str]) -> str:
    """Return ``units``, and behind them the same without diacritics."""
    written = " ".join(units)
    return f"{written} {PLAIN}{strip_marks(written).replace(' ', f' {PLAIN}')}"


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    for name in ("source", "province"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name, _ in _PARTS:
        builder.add_text_field(name, tokenizer_name=_ANALYSED, index_option="freq")
    return builder.build()


class WordWriter:
    """Writes a word index into a folder; :meth:`close` it, whatever happens.

    :param folder: empty, or holding an index that is added to
    :raises OSError: If it cannot be written (full disk, no permission); so do the methods.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._folder = folder
        try:
            self._index = tantivy.Index(_schema(), path=os.fspath(folder), reuse=True)
            self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        except ValueError as error:  # tantivy reports a failed write so, without its errno
            raise OSError(f"{folder}: {error}") from error

    def add(
        self, source: str, province: str, first: int, passages: Iterable[tuple[str, str]]
    ) -> None:
        """Add the passages of a document, numbered from ``first``.

        :param passages: the title and the text of each, as :func:`terms_of` returns them
        """
        import tantivy

        for number, (title, body) in enumerate(passages, first):
            document = tantivy.Document()
            document.add_unsigned("id", number)
            document.add_text("source", source)
            document.add_text("province", province)
            document.add_text("title", title)
            document.add_text("body", body)
            try:
                self._writer.add_document(document)
            except ValueError as error:
                raise OSError(f"{self._folder}: {error}") from error

    def remove(self, source: str) -> None:
        """Take out the passages of a document that stood before."""
        self._writer.delete_documents_by_term("source", source)

    def close(self) -> None:
        """Write what is left, and leave only files that reading does not change."""
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except ValueError as error:
            raise OSError(f"{self._folder}: {error}") from error
        lock = self._folder / _WRITER_LOCK
        mode = stat.S_IMODE(lock.stat().st_mode)
        lock.unlink()
        # Left there, so that opening the index makes no file; filled, so that it is checked.
        reader = self._folder / _READER_LOCK
        reader.unlink(missing_ok=True)  # it may be a link to the one of the index before
        reader.write_text("locked while opened\n", encoding="ascii")
        for file in self._folder.iterdir():  # two of them only their owner could read
            if stat.S_IMODE(file.stat().st_mode) != mode:
                file.chmod(mode)


def share(old: Path, new: Path) -> None:
    """Make ``new`` the file ``old``, or a copy where files cannot have two names.

    :raises OSError: If it cannot be written.
    """
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copyfile(old, new)


def link_words(old: Path, new: Path) -> None:
    """Make ``new`` a folder with the word index of ``old``, to be added to.

    tantivy writes a file once, so they are shared; its lists of files are copied.

    :raises OSError: If it cannot be written.
    """
    new.mkdir()
    for file in old.iterdir():
        if file.suffix == ".json":
            shutil.copyfile(file, new / file.name)
        elif file.suffix != ".lock":
            share(file, new / file.name)


def write_words(entries: Iterable[Entry], folder: Path) -> None:
    """Write a word index of ``entries`` into the empty folder ``folder``.

    :raises OSError: If it cannot be written (full disk, no permission).
    """
    writer = WordWriter(folder)
    for entry in entries:
        words = terms_of(entry.title), terms_of(entry.body)
        writer.add(entry.source, "", entry.id, [words])
    writer.close()


class WordIndex:
    """A word index opened for searching; safe to use from several threads.

    The files may be deleted once it is open: they stay mapped.

    :param folder: a folder that :class:`WordWriter` filled
    :raises OSError: If it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._index = _open(folder)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._rarities = Kept[str, float](_KEPT)

    def search(
        self, terms: Iterable[Terms], within: Filter | None, limit: int
    ) -> list[tuple[int, float]]:
        """Return ``(id, BM25 score)`` of the best passages, best first.

        Words written without diacritics are looked for in passages stripped of theirs;
        words with diacritics in the passages as written and, for less, stripped.

        :param terms: what to look for; a passage need not hold all of it
        :param within: only passages of these documents are searched; ``None`` for all
        :param limit: how many at most, 1 or more
        """
        import tantivy

        wanted = self._should(_clauses(terms))
        if not wanted or (within is not None and within.nothing):
            return []
        query = tantivy.Query.boolean_query(wanted)
        scope = [] if within is None else list(self._scope(within))
        if scope:
            query = tantivy.Query.boolean_query([*scope, (tantivy.Occur.Must, query)])
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
            form = "" if has_marks(text) else PLAIN
            tokens = syllables(text)[:MAX_TERMS]
            wanted = pairs(tokens) if len(tokens) > 1 else tokens
            total += weight * len(wanted)
            known += weight * sum(any(self._frequencies(form + term)) for term in wanted)
        return known / total if total > 0 else 0.0

    def information(self, term: str, marked: bool) -> float:
        """Return how much ``term`` tells passages apart: BM25's inverse document frequency.

        :param term: a syllable, or two as :func:`pairs` joins them
        :param marked: count passages that hold it as written, not those that hold it
            stripped of diacritics
        """
        holding = max(self._frequencies(term if marked else PLAIN + term))
        return math.log(1 + (self._searcher.num_docs - holding + 0.5) / (holding + 0.5))

    def rarity(self, gram: str, *, plain: bool) -> float:
        """Return ``log(1 + n / holding)``, ``n`` passages of which ``holding`` hold ``gram``.

        In their words or their headings; ``log(1 + n)`` where none does.

        :param gram: a syllable, or two with a space between them
        :param plain: without diacritics
        """
        term = (PLAIN if plain else "") + gram.replace(" ", "_")
        return self._rarities.get(
            term, lambda: math.log(1 + self._searcher.num_docs / (self._holding(term) or 1))
        )

    def _holding(self, term: str) -> int:
        """Return how many passages hold ``term`` in their words, headings or both."""
        import tantivy

        counts = list(self._frequencies(term))
        if 0 in counts:
            return max(counts)
        either = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.const_score_query(
                        tantivy.Query.term_query(self._schema, part, term, "basic"), 0.0
                    ),
                )
                for part, _ in _PARTS
            ]
        )
        found: Any = self._searcher.search(either, 1, count=True)  # no stub knows the count
        return int(found.count or 0)

    def _frequencies(self, term: str) -> Iterator[int]:
        """Yield how many passages hold ``term`` in their words, then in their headings."""
        for part, _ in _PARTS:
            yield self._searcher.doc_freq(part, term)

    def _scope(self, within: Filter) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        """Yield what a passage must fulfil, none of which adds to its score."""
        import tantivy

        for field, wanted in (("source", within.sources), ("province", within.provinces)):
            if wanted is not None:
                terms = tantivy.Query.term_set_query(self._schema, field, sorted(set(wanted)))
                yield tantivy.Occur.Must, tantivy.Query.const_score_query(terms, 0.0)

    def _should(
        self, clauses: dict[tuple[str, str], float]
    ) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """Return one optional clause for every term and field it is looked for in."""
        import tantivy

        most = max(_RARE, self._searcher.num_docs // _COMMON)
        telling = {key for key in clauses if 0 < self._searcher.doc_freq(*key) <= most}
        return [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, name, term, "freq"), weight
                ),
            )
            for (name, term), weight in clauses.items()
            if not telling or (name, term) in telling
        ]


def _clauses(terms: Iterable[Terms]) -> dict[tuple[str, str], float]:
    """Return the weight of each ``(field, term)``; a term named twice weighs twice."""
    clauses: dict[tuple[str, str], float] = {}
    seen: set[str] = set()
    for text, weight in terms:
        for token, factor in _tokens(text):
            if token not in seen and len(seen) >= MAX_TERMS:
                continue
            seen.add(token)
            for part, part_weight in _PARTS:
                key = (part, token)
                clauses[key] = clauses.get(key, 0.0) + weight * factor * part_weight
    return {key: weight for key, weight in clauses.items() if weight > 0}


def _tokens(text: str) -> Iterator[tuple[str, float]]:
    """Yield the term and its weight for everything ``text`` asks for."""
    tokens = syllables(text)
    bare = [strip_marks(token) for token in tokens]
    marked = has_marks(text)
    for sign, units, factor in (
        ("", tokens if marked else (), 1.0),
        (PLAIN, bare, PLAIN_WEIGHT if marked else 1.0),
    ):
        for unit in units:
            yield sign + unit, factor
        for pair in pairs(units):
            yield sign + pair, factor * PAIR_WEIGHT


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
