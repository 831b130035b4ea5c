"""How much of a question a passage covers: the measure behind answering and refusing.

A ranking always has a first place; whether that place answers is another matter.
Coverage is the share of the question's matter, each word weighted by how rare it is in
the corpus, that stands in the passage, as a phrase, as neighbouring syllables or singly.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question import Question, Term
from index.passage import Passage
from ingest.plan import Plan
from ingest.vietnamese import strip_marks, syllables

_HEADING = 0.75  # a heading tells what a passage is about, less surely than its own words
_ALONE = 0.45  # a syllable found without its neighbour: many words share it
_ALONE_PLAIN = 0.25  # and many more once its marks are gone
_PART = 0.9  # the share of a phrase found in pieces
_PART_KNOWN = 0.6  # a notion of the glossary stands as a phrase or hardly at all
_LONE = 0.5
_TITLE_WEIGHT = 0.25  # the words of a plan's title say which plan, hardly which clause
_AGENCY_WEIGHT = 0.4  # nor do agencies: most clauses name the same few
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Words:
    """A text prepared for matching, accented or plain."""

    joined: str
    plain: bool
    single: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, words: Sequence[str], *, plain: bool) -> Words:
        """Prepare a sequence of syllables."""
        return cls(
            f" {' '.join(words)} ",
            plain,
            frozenset(words),
            frozenset(zip(words, words[1:], strict=False)),
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A passage's own words and those of its headings."""

    body: Words
    heading: Words


class Matcher:
    """Measures coverage over the passages of one index; keeps what it has prepared."""

    def __init__(self, passages: Sequence[Passage], plans: dict[str, Plan]) -> None:
        self._passages = passages
        self._prepared: dict[tuple[int, bool], Prepared] = {}
        self._counts: dict[bool, Counter[str]] = {}
        self._titles = {
            name: {
                plain: Words.of(_words(f"{plan.kind} {plan.title}", plain=plain), plain=plain)
                for plain in (False, True)
            }
            for name, plan in plans.items()
        }
        for plain in (False, True):
            counter: Counter[str] = Counter()
            for passage in passages:
                prepared = self.prepared(passage, plain=plain)
                counter.update(prepared.body.single | prepared.heading.single)
                if plain:
                    counter.update(" ".join(pair) for pair in prepared.body.pairs | prepared.heading.pairs)
            self._counts[plain] = counter
        self._rarest = math.log(1 + len(passages))

    def prepared(self, passage: Passage, *, plain: bool) -> Prepared:
        """Return the passage's words, prepared once."""
        key = (passage.id, plain)
        found = self._prepared.get(key)
        if found is None:
            found = Prepared(
                Words.of(_words(passage.text, plain=plain), plain=plain),
                Words.of(_words(passage.title, plain=plain), plain=plain),
            )
            self._prepared[key] = found
        return found

    def rarity(self, word: str, *, plain: bool) -> float:
        """Return the inverse document frequency of a syllable; the highest for an unknown one."""
        count = self._counts[plain].get(word, 0)
        return math.log(1 + len(self._passages) / count) if count else self._rarest

    def knows(self, word: str, *, plain: bool) -> bool:
        """Tell whether ``word`` stands anywhere in the corpus."""
        return word in self._counts[plain]

    def in_title(self, term: Term, way: str) -> bool:
        """Tell whether ``term`` stands in the title of a plan: it says which, not what."""
        plain = way == "plain"
        return any(_match(term, title[plain]) >= 0.9 for title in self._titles.values())  # noqa: PLR2004

    def weights(self, question: Question, sources: Sequence[str]) -> list[float]:
        """Weigh each term of the question: the rarer, the heavier; title words lightly."""
        plain = question.way == "plain"
        weights = []
        for term in question.terms:
            weight = min(self._weight(wording, plain=plain) for wording in term.wordings[:5])
            if not term.known and question.way != "en" and " " not in term.wordings[0]:
                weight *= _LONE  # a syllable left over is rarely what a question is about
            if term.agency:
                weight *= _AGENCY_WEIGHT
            if (
                question.way == "en"
                and not term.known
                and not self.knows(term.wordings[0], plain=True)
            ):
                weight *= (
                    0.25  # an English word without an entry may have been covered all the same
                )
            if any(
                _match(term, self._titles[name][plain]) >= 1.0
                for name in sources
                if name in self._titles
            ):
                weight *= _TITLE_WEIGHT
            weights.append(weight)
        return weights

    def _weight(self, wording: str, *, plain: bool) -> float:
        """Weigh a wording: its syllables' mean rarity, more for a longer one."""
        words = wording.split()
        mean = sum(self.rarity(word, plain=plain) for word in words) / max(1, len(words))
        if plain and len(words) > 1:
            # Without marks every syllable is common; whether they stand together tells more.
            pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
            mean = (mean + sum(self.rarity(pair, plain=True) for pair in pairs) / len(pairs)) / 2
        return mean * math.sqrt(min(len(words), _SHORT))

    def coverage(self, question: Question, weights: Sequence[float], passage: Passage) -> float:
        """Return the share of the question's weight that ``passage`` covers, 0 to 1."""
        total = sum(weights)
        if not total:
            return 0.0
        plain = question.way == "plain"
        prepared = self.prepared(passage, plain=plain)
        bare = self.prepared(passage, plain=True) if question.way == "en" else None
        covered = 0.0
        for term, weight in zip(question.terms, weights, strict=True):
            target = bare if bare is not None and not term.known else prepared
            covered += weight * max(
                _match(term, target.body), _HEADING * _match(term, target.heading)
            )
        return covered / total

    def text_coverage(self, question: Question, weights: Sequence[float], text: str) -> float:
        """Return the share of the question's weight that ``text`` covers, 0 to 1."""
        total = sum(weights)
        if not total:
            return 0.0
        plain = question.way == "plain"
        words = Words.of(_words(text, plain=plain), plain=plain)
        bare = Words.of(_words(text, plain=True), plain=True) if question.way == "en" else words
        return (
            sum(
                weight
                * _match(term, bare if question.way == "en" and not term.known else words)
                for term, weight in zip(question.terms, weights, strict=True)
            )
            / total
        )


def _words(text: str, *, plain: bool) -> list[str]:
    return syllables(strip_marks(text) if plain else text)


@lru_cache(maxsize=4096)
def _parts(term: Term) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each wording as a phrase between spaces and as its syllables."""
    return tuple((f" {wording} ", tuple(wording.split())) for wording in term.wordings)


def _match(term: Term, words: Words) -> float:
    """Return how well ``words`` hold the term: 1 for one of its wordings as a phrase."""
    best = 0.0
    joined, single = words.joined, words.single
    for place, (phrase, parts) in enumerate(_parts(term)):
        if phrase in joined:
            return 1.0 if place == 0 else max(best, 0.95)
        if len(parts) == 1 or single.isdisjoint(parts):
            continue
        found = 0.0
        for i, part in enumerate(parts):
            if part not in single:
                continue
            beside = (i > 0 and (parts[i - 1], part) in words.pairs) or (
                i + 1 < len(parts) and (part, parts[i + 1]) in words.pairs
            )
            found += 1.0 if beside else (_ALONE_PLAIN if words.plain else _ALONE)
        best = max(best, (_PART_KNOWN if term.known else _PART) * found / len(parts))
    return best
