"""Documents that are no plans, laid out for choosing among them: articles of a law, notes.

Such a document states no agency's task and no period: its text is all there is to go by.
It is chosen as a whole, for its clauses share what they are about and often only its title
says it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.wanted import Wanted
from hoidap.ingest.plan import Plan
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, squeeze, strip_marks, syllables

_SATURATION, _LENGTH = 1.2, 0.75  # BM25's k1 and b, as they are commonly set
_NAMED = 0.25  # a title that the question holds whole names the document
_CITED = 0.25  # the name of the law that a question cites: other laws are named by it too
RUN = 4  # words in a row that show that the order is the same
DEFINING = re.compile(r"^(.{2,120}?) (?:là|la|được hiểu là|duoc hieu la) ")
# "Phạm tội thuộc một trong các trường hợp sau đây …": the act that the first clause describes
_SAME_ACT = re.compile(r"(?:người |nguoi |pháp nhân thương mại |phap nhan thuong mai )?(?:\w+ \w+ )?(?:phạm tội|pham toi)\b")  # fmt: skip


def grams_of(words: Sequence[str]) -> list[str]:
    """Return the syllables and the pairs of neighbouring ones."""
    return [*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))]


def folded(text: str, *, plain: bool) -> str:
    """Return ``text`` folded, without diacritics if ``plain``."""
    return strip_marks(fold(text)) if plain else fold(text)


class Shelf:
    """Ranks whole documents by the syllables and pairs that they share with a question.

    :param rarity: how rare a syllable or pair is in the whole corpus
    """

    def __init__(
        self,
        texts: Sequence[str],
        titles: Sequence[str],
        rarity: Callable[[str], float],
        *,
        plain: bool,
    ) -> None:
        self.size = len(texts)
        self.rarity = rarity
        counts = [Counter(grams_of(syllables(folded(text, plain=plain)))) for text in texts]
        lengths = np.array([count.total() for count in counts], np.float64)
        average = max(1.0, lengths.sum() / max(1, self.size))
        norms = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / average)
        held: dict[str, list[tuple[int, int]]] = {}
        for place, count in enumerate(counts):
            for gram, times in count.items():
                held.setdefault(gram, []).append((place, times))
        self._held = held
        self._norms = norms
        self._titles = [
            frozenset(grams_of(syllables(folded(title, plain=plain)))) for title in titles
        ]
        self._title_weights = np.array(
            [sum(map(self.rarity, title)) or 1.0 for title in self._titles]
        )
        self._titled: dict[str, list[int]] = {}
        for place, title in enumerate(self._titles):
            for gram in title:
                self._titled.setdefault(gram, []).append(place)

    def scores(self, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """Score each document, ``(n,)``: BM25, the best being 1, and its title.

        A title whose words all stand in the question names the document; one of which
        only some do says little.

        :param weights: how much each syllable or pair of the question counts, 0 to 1
        """
        scores = np.zeros(self.size)
        named = np.zeros(self.size)
        for gram, weight in weights.items():
            told = weight * self.rarity(gram)
            for place, times in self._held.get(gram, ()):
                share = times / (times + self._norms[place])
                scores[place] += told * (_SATURATION + 1) * share
            if gram in self._titled:
                named[self._titled[gram]] += told
        top = float(scores.max(initial=0.0))
        if not top:
            return scores
        scores /= top
        scores += _NAMED * np.square(named / self._title_weights)
        return scores


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of a document; the provisions that it stands under, outermost first.

    ``below`` are the provisions listed under it, where it opens a list.
    """

    provision: int
    text: str
    above: tuple[int, ...]
    below: frozenset[int]


def points_of(plan: Plan) -> tuple[Point, ...]:
    """Part a document into its points, in reading order; its first line is its title.

    What stands before the first numbered clause and ends in a colon opens it: "… trong
    những trường hợp sau đây:".
    """
    opening = -1
    above: dict[int, tuple[int, ...]] = {}
    below: dict[int, set[int]] = {}
    for place, provision in enumerate(plan.provisions):
        above[place] = ()
        if provision.parent >= 0:
            above[place] = (*above.get(provision.parent, ()), provision.parent)
        elif provision.kind in ("clause", "heading"):
            above[place] = (opening,) if opening >= 0 else ()
        else:
            opening = place if place and provision.text.rstrip().endswith(":") else -1
        if above[place]:
            below.setdefault(above[place][-1], set()).add(place)
    points = []
    for place, provision in enumerate(plan.provisions):
        title = place == 0 and len(plan.provisions) > 1
        if title or provision.kind in ("signature", "furniture"):
            continue
        parts = sentences(without_sign(provision.text))
        for number, text in enumerate(parts, start=1):
            under = below.get(place, set()) if number == len(parts) else set()
            points.append(Point(place, text, above[place], frozenset(under)))
    return tuple(points)


class Page:
    """A document laid out for comparing its points with a question."""

    def __init__(self, plan: Plan, *, plain: bool) -> None:
        self.plan = plan
        self.points = points_of(plan)
        provisions = [point.provision for point in self.points]
        self.opens = [i == 0 or provisions[i - 1] != p for i, p in enumerate(provisions)]
        self._alone = [provisions.count(place) == 1 for place in provisions]
        self.texts = [folded(point.text, plain=plain) for point in self.points]
        self.words = [syllables(text) for text in self.texts]
        self.own = [frozenset(grams_of(words)) for words in self.words]
        self.title = frozenset(grams_of(syllables(folded(title_of(plan), plain=plain))))
        held = {
            place: frozenset(
                grams_of(syllables(folded(plan.provisions[place].text, plain=plain)))
            )
            for place in {place for point in self.points for place in point.above}
        }
        self.heads = [
            folded(head_of(plan, point.above), plain=plain) if point.above else ""
            for point in self.points
        ]
        self.listed = [
            [
                self.texts[i]
                for i, other in enumerate(self.points)
                if point.below and other.provision in point.below
            ]
            for point in self.points
        ]
        self.above = [
            frozenset[str]().union(*(held[place] for place in point.above))
            for point in self.points
        ]
        self.first, self.same = self._same_act()
        self.all = self.title.union(*self.own)

    def item(self, place: int) -> str:
        """Return a point as it stands in its list, with its sign (``a)``) if it is all of it."""
        point = self.points[place]
        if not self._alone[place]:
            return point.text
        return squeeze(self.plan.provisions[point.provision].text)

    def _same_act(self) -> tuple[list[int], list[frozenset[str]]]:
        """Return the points of the first clause; for each other that speaks of its act, its words."""
        opening = next((outermost(point) for point in self.points), -1)
        first = [i for i, point in enumerate(self.points) if outermost(point) == opening]
        act = frozenset[str]().union(*(self.own[i] for i in first))
        same = [
            act
            if outermost(point) != opening and _SAME_ACT.match(head or text)
            else frozenset()
            for point, head, text in zip(self.points, self.heads, self.texts, strict=True)
        ]
        return first, same


def outermost(point: Point) -> int:
    """Return the place of the clause that a point stands in, at the top of its list."""
    return point.above[0] if point.above else point.provision


def title_of(plan: Plan) -> str:
    """Return a document's first line, "" for one that holds none."""
    return plan.provisions[0].text if plan.provisions else ""


def head_of(plan: Plan, above: Sequence[int]) -> str:
    """Return the sentences that open the lists a point stands in."""
    return " ".join(sentences(without_sign(plan.provisions[place].text))[-1] for place in above)


class Asked:
    """A question laid out for comparing: its words, weighed, and what it asks for."""

    def __init__(self, question: Question, shelf: Shelf) -> None:
        self.plain = question.way != "vi"
        self.wanted = Wanted(question.asking, plain=self.plain)
        if question.way == "en":  # looked for in the wordings of the glossary
            runs = [w.split() for term in question.terms for w in term.wordings[:3]]
            runs = [[strip_marks(word) for word in run] for run in runs]
        elif question.asking == fold(question.text):
            runs = [syllables(run) for run in self.wanted.runs]
        else:  # asks again what the question before asked, of other things
            runs = [list(question.words)]
        grams = dict.fromkeys(gram for run in runs for gram in grams_of(run))
        self.weights = {gram: shelf.rarity(gram) for gram in grams}
        self.total = sum(self.weights.values())
        self.shares = dict.fromkeys(grams, 1.0)
        if self.wanted.cites:  # the law that is named calls itself "Luật này"
            own = ["luat nay"] if self.plain else ["luật này"]
            for gram in (*own, *grams_of(syllables(self.wanted.law))):
                self.shares.setdefault(gram, _CITED)
        words = [word for run in runs for word in run]
        self.in_order = {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}

    def weight(self, grams: Iterable[str]) -> float:
        """Return how much of the question's words ``grams`` are."""
        return sum(self.weights.get(gram, 0.0) for gram in grams)

    def states(self, text: str) -> bool:
        """Tell whether folded ``text`` holds the kind of thing asked for.

        What the question itself says does not answer it: "làm từ 06 giờ được nghỉ bao lâu?"
        """
        return self.wanted.stated is not None and any(
            match.group() not in self.wanted.text for match in self.wanted.stated.finditer(text)
        )


class Library:
    """The documents to choose from, filed by their words, their titles and what they define."""

    def __init__(self, names: Sequence[str], searcher: Searcher, *, plain: bool) -> None:
        self.names = names
        self.plain = plain
        self._searcher = searcher
        self._plans = searcher.index.plans
        self._defined: dict[str, list[int]] | None = None
        self.years = np.array([self._plans[name].year or 0 for name in names])
        self.shelf = Shelf(
            [searcher.index.texts[name] for name in names],
            [title_of(self._plans[name]) for name in names],
            partial(searcher.index.information, plain=plain),
            plain=plain,
        )

    def page(self, place: int) -> Page:
        """Return the document at ``place``, laid out once each."""
        name = self.names[place]
        return self._searcher.kept(
            f"page {self.plain} {name}", lambda: Page(self._plans[name], plain=self.plain)
        )

    def defining(self, term: str) -> list[int]:
        """Return the places of the documents in which a sentence opens with "``term`` là"."""
        if self._defined is None:
            self._defined = _definitions(self.names, self._plans, plain=self.plain)
        return self._defined.get(" ".join(syllables(term)), [])


def _definitions(
    names: Sequence[str], plans: Mapping[str, Plan], *, plain: bool
) -> dict[str, list[int]]:
    """File the places of the documents under the terms that they define ("Lợi tức là …")."""
    filed: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for provision in plans[name].provisions:
            for text in sentences(without_sign(provision.text)):
                match = DEFINING.match(fold(text[:160]))
                if match:
                    term = " ".join(syllables(folded(match.group(1), plain=plain)))
                    filed.setdefault(term, []).append(place)
    return filed
