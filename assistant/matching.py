"""How much of a question a passage covers: the measure behind answering and refusing.

A ranking always has a first place; whether that place answers is another matter.
Coverage is the share of the question's matter, each word weighted by how rare it is in
the corpus, that stands in the passage, as a phrase, as neighbouring syllables or singly.
It is computed for all passages of the documents selected at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hoidap.assistant.reading.question import Question, Term
from hoidap.assistant.selection import Floats, Selection
from hoidap.index.kept import Kept
from hoidap.index.search import Index
from hoidap.text.vietnamese import strip_marks, syllables

_ALONE = 0.45  # a syllable found without its neighbour: many words share it
_ALONE_PLAIN = 0.25  # and many more once its marks are gone
_PART = 0.9  # the share of a phrase found in pieces
_PART_KNOWN = 0.6  # a notion of the glossary stands as a phrase or hardly at all
_OTHER = 0.95  # another wording than the one asked with
_LONE = 0.5  # a syllable left over is rarely what a question is about
_TITLE_WEIGHT = 0.25  # the words of a plan's title say which plan, hardly which clause
_AGENCY_WEIGHT = 0.4  # nor do agencies: most clauses name the same few
_UNKNOWN_ENGLISH = 0.4  # an English word without an entry may be covered all the same
_SOLID = 0.5  # less weight than this in words that are understood is next to none
_LEAST = 3.0  # what such a question would have to have covered
_WORDINGS = 5  # how many wordings of a notion are looked for
_SHORT = 4
_WEIGHTS = 50_000  # how many wordings' weights are kept
_TITLES = 4096  # how many documents' titles are kept, prepared


class Matcher:
    """Measures coverage; keeps the weights it has computed.

    Safe to use from several threads: what is kept is only ever replaced by its equal.

    :param index: knows how rare a word is, and the documents' titles
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._titles = lru_cache(maxsize=_TITLES)(self._title)
        self._weights = Kept[tuple[tuple[str, ...], bool], float](_WEIGHTS)

    # -- weights -------------------------------------------------------------------

    def rarity(self, gram: str, *, plain: bool) -> float:
        """Return the inverse document frequency of a syllable or of a pair ``"a b"``."""
        return self._index.rarity(gram, plain=plain)

    def _title(self, source: str, plain: bool) -> _Text:
        plan = self._index.plans[source]
        return _prepare(f"{plan.kind} {plan.title}", plain)

    def in_title(self, term: Term, way: str, sources: Iterable[str]) -> bool:
        """Tell whether ``term`` stands in the title of a document: it says which, not what."""
        plain = way == "plain"
        return any(_match(term, self._titles(source, plain)) >= 0.9 for source in sources)

    def weights(self, question: Question, sources: Iterable[str]) -> list[float]:
        """Weigh each term of the question: the rarer, the heavier; title words lightly."""
        plain = question.way == "plain"
        titles = [self._titles(source, plain) for source in sources]
        weights = []
        for term in question.terms:
            weight = self._weight(term.wordings, plain)
            if term.agency:
                weight *= _AGENCY_WEIGHT
            elif not term.known and question.way == "en":
                known = term.proper or self._stands(term.wordings[0])
                weight *= 1.0 if known else _UNKNOWN_ENGLISH
            elif not term.known and " " not in term.wordings[0]:
                weight *= _LONE
            grams = _asked(term)
            if any(grams <= title.grams for title in titles):
                weight *= _TITLE_WEIGHT
            weights.append(weight)
        return weights

    def _stands(self, word: str) -> bool:
        """Tell whether a word without diacritics stands anywhere in the corpus."""
        return self.rarity(word, plain=True) < self.rarity("", plain=True)

    def _weight(self, wordings: tuple[str, ...], plain: bool) -> float:
        """Return the weight of the lightest of ``wordings``, computed once each."""
        return self._weights.get(
            (wordings, plain),
            lambda: min(self._weigh(text, plain=plain) for text in wordings[:_WORDINGS]),
        )

    def _weigh(self, wording: str, *, plain: bool) -> float:
        """Weigh a wording: its syllables' mean rarity, more for a longer one."""
        words = wording.split()
        mean = sum(self.rarity(word, plain=plain) for word in words) / max(1, len(words))
        if plain and len(words) > 1:
            # Without marks every syllable is common; whether they stand together tells more.
            pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
            mean = (
                mean + sum(self.rarity(pair, plain=True) for pair in pairs) / len(pairs)
            ) / 2
        return mean * math.sqrt(min(len(words), _SHORT))

    # -- coverage ------------------------------------------------------------------

    def coverage(
        self, question: Question, weights: Sequence[float], selection: Selection
    ) -> Floats:
        """Return the share of the weight that each passage covers: ``(n,)``, 0 to 1."""
        covered = np.zeros(selection.size, np.float32)
        total = _total(question, weights)
        if total:
            for term, weight in zip(question.terms, weights, strict=True):
                covered += np.float32(weight / total) * _vector(
                    term, _is_plain(term, question), selection
                )
        return covered

    def holds(self, question: Question, term: Term, text: str) -> float:
        """Return how well ``text`` holds one term of the question, 0 to 1."""
        return _match(term, _prepare(text, _is_plain(term, question)))

    def text_coverage(self, question: Question, weights: Sequence[float], text: str) -> float:
        """Return the share of the question's weight that ``text`` covers, 0 to 1."""
        total = _total(question, weights)
        if not total:
            return 0.0
        prepared: dict[bool, _Text] = {}
        covered = 0.0
        for term, weight in zip(question.terms, weights, strict=True):
            plain = _is_plain(term, question)
            if plain not in prepared:
                prepared[plain] = _prepare(text, plain)
            covered += weight * _match(term, prepared[plain])
        return covered / total


def _vector(term: Term, plain: bool, selection: Selection) -> Floats:
    """Return how well each passage holds ``term`` in the wording that fits best."""
    first, *others = _parts(term)
    found = _wording(first, plain, term.known, selection)
    for parts in others:
        other = _wording(parts, plain, term.known, selection)
        found = np.maximum(found, np.float32(_OTHER) * other)
    return found


def _wording(parts: tuple[str, ...], plain: bool, known: bool, selection: Selection) -> Floats:
    return selection.held((parts, plain, known), lambda: _hold(parts, plain, known, selection))


def _hold(parts: tuple[str, ...], plain: bool, known: bool, selection: Selection) -> Floats:
    """Measure how well each passage holds one wording: 1 where it stands whole."""
    if len(parts) == 1:
        return selection.where(parts[0], plain)
    alone = np.float32(_ALONE_PLAIN if plain else _ALONE)
    pieces = alone * np.array([selection.where(part, plain) for part in parts])
    if not pieces.any():
        return np.zeros(selection.size, np.float32)
    beside = np.array(
        [selection.where(f"{a} {b}", plain) for a, b in zip(parts, parts[1:], strict=False)]
    )
    np.maximum(pieces[:-1], beside, out=pieces[:-1])
    np.maximum(pieces[1:], beside, out=pieces[1:])
    share = np.float32((_PART_KNOWN if known else _PART) / len(parts)) * pieces.sum(axis=0)
    held: Floats = np.maximum(beside.min(axis=0), share)
    return held


def _grams(text: str, *, plain: bool) -> frozenset[str]:
    words = syllables(strip_marks(text) if plain else text)
    return frozenset(words) | {f"{a} {b}" for a, b in zip(words, words[1:], strict=False)}


def _total(question: Question, weights: Sequence[float]) -> float:
    """Return the weight to cover: more than there is where only leftovers were understood.

    Of "Dân số là bao nhiêu?" one syllable is left to look for; finding it says nothing.
    """
    solid = sum(
        weight
        for term, weight in zip(question.terms, weights, strict=True)
        if term.known or " " in term.wordings[0] or term.wordings[0].isdecimal()
    )
    total = sum(weights)
    return max(total, _LEAST) if total and solid < _SOLID and question.way != "en" else total


def _is_plain(term: Term, question: Question) -> bool:
    """Tell whether to look without diacritics: as for an English question's own words."""
    return question.way == "plain" or (question.way == "en" and not term.known)


@lru_cache(maxsize=8192)
def _parts(term: Term) -> tuple[tuple[str, ...], ...]:
    """Return each wording's syllables."""
    return tuple(tuple(wording.split()) for wording in term.wordings[:_WORDINGS])


@lru_cache(maxsize=8192)
def _asked(term: Term) -> frozenset[str]:
    """Return what holds the wording asked with whole: its pairs, or its one syllable."""
    words = term.wordings[0].split()
    beside = zip(words, words[1:], strict=False)
    return frozenset(f"{a} {b}" for a, b in beside) or frozenset(words or [""])


@dataclass(frozen=True, slots=True)
class _Text:
    """A text prepared for matching, accented or plain."""

    grams: frozenset[str]
    plain: bool


@lru_cache(maxsize=16384)
def _prepare(text: str, plain: bool) -> _Text:
    return _Text(_grams(text, plain=plain), plain)


def _match(term: Term, text: _Text) -> float:
    """Return how well ``text`` holds ``term``, as :func:`_hold` measures passages."""
    grams = text.grams
    if _asked(term) <= grams:
        return 1.0
    best = 0.0
    for place, parts in enumerate(_parts(term)):
        factor = _OTHER if place else 1.0
        if len(parts) == 1:
            best = max(best, factor if parts[0] in grams else 0.0)
            continue
        if grams.isdisjoint(parts):
            continue
        beside = [f"{a} {b}" in grams for a, b in zip(parts, parts[1:], strict=False)]
        if all(beside):
            return max(best, factor)
        alone = _ALONE_PLAIN if text.plain else _ALONE
        found = 0.0
        for i, part in enumerate(parts):
            if (i and beside[i - 1]) or (i < len(beside) and beside[i]):
                found += 1.0
            elif part in grams:
                found += alone
        share = _PART_KNOWN if term.known else _PART
        best = max(best, factor * share * found / len(parts))
    return best
