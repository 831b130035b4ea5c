"""Text pairs to train on, read from a folder of legal articles and translations.

The folder holds

``legal_articles.jsonl.gz``
    an object a line: ``title``, ``source`` (the article's number and law), ``text``,
    ``related`` (headings of articles it links to);
``english_vietnamese.tsv.gz``
    ``origin``, English, Vietnamese.

A *kind* is a sequence of ``(query, passage)`` pairs of one sort.  Training keeps a batch
to one kind, so that telling languages or lengths apart never helps to find the partner.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoidap.text.vietnamese import squeeze, strip_marks, syllables

Pair = tuple[str, str]

HELD_OUT = 2000
"""Translations kept out of training, to measure on."""

_WINDOW = 1000  # characters of an article's body in a pair: passages served are short
_SHORTEST, _LONGEST = 40, 400  # characters of a sentence that works as a query
_GENERIC = 3  # a title borne by more articles than this says nothing without its law

_SOURCE = re.compile(
    r"^Điều \S+ (?P<kind>\D+?) số (?P<number>[^\s,]+)(?P<name>.*?)(?: ngày \d|,|$)"
)
_HEADING = re.compile(r"^Điều [\w.]+\.\s+")
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+(?=[^\W_])")
_ENUMERATOR = re.compile(r"^(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")  # Markdown, as left in some bodies
_ATTACHMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|rar|zip)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """One article of a law: its heading, the law's name, its text, related headings."""

    title: str
    law: str
    text: str
    related: tuple[str, ...]


def read_articles(folder: Path, excluded: Iterable[Path] = ()) -> list[Article]:
    """Read the legal articles, without those that stand in an ``excluded`` corpus.

    An article stands in a corpus (a JSON object a line with ``title`` and ``text``) when
    title and opening words agree, or a longer opening alone.

    :raises OSError: If a file cannot be read.
    """
    known = {key for path in excluded for row in _json_lines(path) for key in _keys(row)}
    rows = [
        row
        for row in _json_lines(folder / "legal_articles.jsonl.gz")
        if not known.intersection(_keys(row))
    ]
    names = _law_names(rows)
    return [
        Article(
            title=squeeze(row["title"]),
            law=names.get(_number(row["source"]), ""),
            text=squeeze(_LINK.sub(r"\1", row["text"])),
            related=tuple(_HEADING.sub("", heading) for heading in row["related"]),
        )
        for row in rows
    ]


def read_translations(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Read ``(English, Vietnamese)`` pairs: those to train on, those held out.

    The held out ones, spread evenly, depend on the file alone, and neither side of one
    is trained on.

    :raises OSError: If the file cannot be read.
    """
    pairs: dict[Pair, None] = {}
    seen: set[str] = set()
    with gzip.open(folder / "english_vietnamese.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            _, english, vietnamese = line.rstrip("\n").split("\t")
            if seen.isdisjoint((english, vietnamese)):
                pairs[english, vietnamese] = None
            seen.update((english, vietnamese))
    ordered = list(pairs)
    step = max(2, len(ordered) // HELD_OUT)
    held_out = ordered[::step][:HELD_OUT]
    kept_apart = set(held_out)
    return [pair for pair in ordered if pair not in kept_apart], held_out


def read_glossary(path: Path) -> list[Pair]:
    """Read pairs of one meaning from a glossary (TOML): other language, short and full.

    Tables ``[[agency]]`` (``name``, ``short``, ``english``), ``[[abbreviation]]``
    (``short``, ``vi``, ``en``) and ``[[term]]`` (``vi``, ``en``); a value is a string or
    a list of them, a missing one is passed over.

    :raises OSError: If the file cannot be read.
    :raises tomllib.TOMLDecodeError: If it is not TOML.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    pairs: dict[Pair, None] = {}
    for table in ("agency", "abbreviation", "term"):
        for row in tables.get(table, []):
            vietnamese = _texts(row.get("vi", row.get("name")))
            others = _texts(row.get("en", row.get("english"))) + _texts(row.get("short"))
            pairs.update({(a, b): None for a in others for b in vietnamese if a != b})
    return list(pairs)


def title_pairs(articles: Iterable[Article]) -> Iterator[Pair]:
    """Yield heading -> body; the law's name joins a heading that many articles bear."""
    articles = list(articles)
    generic = _generic_titles(articles)
    for article in articles:
        if article.title:
            law = article.law if article.title in generic else ""
            yield f"{article.title} {law}".strip(), article.text[:_WINDOW]


def sentence_pairs(
    articles: Iterable[Article], rng: random.Random, each: int
) -> Iterator[Pair]:
    """Yield sentence -> what stands around it, up to ``each`` sentences an article."""
    for article in articles:
        sentences = _SENTENCE_END.split(article.text)
        usable = [
            place
            for place, sentence in enumerate(sentences)
            if _SHORTEST <= len(sentence) <= _LONGEST and not _ATTACHMENT.search(sentence)
        ]
        if len(sentences) > 1:
            for place in sorted(rng.sample(usable, min(each, len(usable)))):
                before = " ".join(sentences[:place])[-_WINDOW // 2 :]
                after = " ".join(sentences[place + 1 :])[: _WINDOW // 2]
                query = _ENUMERATOR.sub("", sentences[place])
                yield query, f"{article.title} {before} {after}"


def heading_pairs(articles: Iterable[Article]) -> Iterator[Pair]:
    """Yield heading -> heading of an article it links to, where both say something."""
    articles = list(articles)
    generic = _generic_titles(articles) | {""}
    for article in articles:
        for heading in article.related:
            if generic.isdisjoint((article.title, heading)) and heading != article.title:
                yield article.title, heading


def glossary_pairs(entries: list[Pair], rng: random.Random, count: int) -> Iterator[Pair]:
    """Yield ``count`` pairs, each of one to three glossary entries side by side.

    A glossary is small: alone its entries would repeat within a batch, where the copy
    of a partner counts as wrong.  The mean of two entries is as true a pair as each.
    """
    for _ in range(count if entries else 0):
        chosen = rng.sample(entries, min(rng.randint(1, 3), len(entries)))
        left, right = (" ".join(side) for side in zip(*chosen, strict=True))
        yield left, right


def term_pairs(
    found: Iterable[Pair], entries: Iterable[Pair], rng: random.Random
) -> Iterator[Pair]:
    """Yield terms in other words -> passage, from Vietnamese ``found`` pairs.

    The glossary terms of a query, two at least, each in one of its other wordings
    (mostly English), make the new query: how a foreign reader asks for the passage.
    """
    wordings: dict[tuple[str, ...], list[str]] = {}
    for other, vietnamese in entries:
        key = tuple(syllables(vietnamese))
        if len(key) > 1:  # a single syllable means too many things
            wordings.setdefault(key, []).append(other)
    longest = max(map(len, wordings), default=0)
    for query, passage in found:
        words = syllables(query)
        terms: list[str] = []
        place = 0
        while place < len(words):
            for size in range(longest, 1, -1):
                if known := wordings.get(tuple(words[place : place + size])):
                    terms.append(rng.choice(known))
                    place += size
                    break
            else:
                place += 1
        if len(set(terms)) > 1:
            yield " ".join(terms), passage


def without_marks(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs with the query as hurried people type it: no diacritics."""
    for query, passage in pairs:
        yield strip_marks(query), passage


def swapped(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs the other way round."""
    for query, passage in pairs:
        yield passage, query


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _generic_titles(articles: Iterable[Article]) -> set[str]:
    bearers = Counter(article.title for article in articles)
    return {title for title, count in bearers.items() if count > _GENERIC}


def _keys(row: dict[str, Any]) -> tuple[str, str]:
    body = syllables(row["text"][:400])
    return f"{syllables(row['title'])} {body[:15]}", str(body[:30])


def _number(source: str) -> str:
    match = _SOURCE.match(source)
    return match["number"] if match else ""


def _law_names(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Map a law's number to kind and name, which only its first article carries."""
    names: dict[str, str] = {}
    for row in rows:
        match = _SOURCE.match(row["source"])
        if match and match["name"].strip():
            names.setdefault(match["number"], f"{match['kind']} {match['name'].strip()}"[:200])
    return names


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [squeeze(text) for text in values if isinstance(text, str) and text.strip()]
