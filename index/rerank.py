"""Order the passages that two searches have found, by what tells the right one.

Either search ranks by one thing alone.  BM25 counts how often a word stands in a passage,
so a passage that repeats one word of the question passes one that holds them all once; the
cosine sees the drift of a whole passage, not the clause that answers.  Here the candidates
of both are compared with the question side by side, by four likenesses from 0 to 1:

coverage
    the share of the question's syllables and pairs of syllables that stand in the passage,
    rare ones counting more: once is enough, and missing ones cost;
run
    the rarest stretch of the question that stands in one clause word for word;
meaning
    the cosine of the two vectors;
definition
    whether the passage defines the thing, where the question asks what it is.

The score is their sum under the weights below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hoidap.index.definition import IS, definiendum
from hoidap.index.tokens import BREAK, Candidate, Ids, Tokens, Vocabulary
from hoidap.index.words import Terms, WordIndex
from hoidap.text.vietnamese import has_marks, strip_marks, syllables

Scores = npt.NDArray[np.float32]

COVERAGE_WEIGHT = 1.0
RUN_WEIGHT = 0.7
MEANING_WEIGHT = 0.4
DEFINITION_WEIGHT = 0.6
"""What each likeness counts.

A linear model of which of the candidates is right, fitted to the 260 questions of ALQAC 2022
with and without diacritics, then rounded; meaning was then lowered from 0.6, which costs no
question there its first place (two without diacritics), for the gold questions about the
plans: for 0.768 of them, not 0.728, a passage that backs the answer then comes first.  R@1
on ALQAC is 0.954, and 0.953 where the weights are fitted to four fifths of the questions and
measured on the rest (BM25 alone: 0.896); left out of the model, coverage costs 0.019 of it,
run 0.014, meaning 0.030, definition 0.019.
"""
FAMILIAR, UNFAMILIAR = 0.5, 0.2
"""Shares of a question's words that the documents hold: above the one, the words count in
full; below the other, as in most questions in another language, next to nothing."""
LEAST = 0.1
"""What words count at least, for the names and numbers that any language shares."""
MAX_SYLLABLES = 200
"""Syllables of a question that are compared, the first ones: none that a person asks has
more, and the time does not grow with a text pasted in."""


def words_weight(familiarity: float) -> float:
    """Return how much the words of a question count beside its meaning.

    :param familiarity: what :meth:`WordIndex.familiarity` returned for the question
    """
    share = (familiarity - UNFAMILIAR) / (FAMILIAR - UNFAMILIAR)
    return min(1.0, max(LEAST, share))


class Reranker:
    """Scores passages against a question; safe to use from several threads.

    :param vocabulary: the numbers of the passages' syllables
    :param words: their word index, which knows how rare a syllable is
    """

    def __init__(self, vocabulary: Vocabulary, words: WordIndex) -> None:
        self._vocabulary = vocabulary
        self._words = words

    def scores(
        self, terms: Iterable[Terms], passages: Sequence[Candidate], cosines: Scores
    ) -> Scores:
        """Return the score of each passage, ``(len(passages),)``.

        :param terms: what is looked for; several are weighed by what they say and by their
            weights
        :param cosines: the passages' likeness of meaning to the question, as many
        """
        scores: Scores = np.float32(MEANING_WEIGHT) * cosines
        if not len(passages):
            return scores
        terms = list(terms)
        tokens = Tokens.of(passages)
        found, asked = np.zeros(len(passages), np.float32), 0.0
        defining = np.zeros(len(passages), np.float32)
        for text, weight in terms:
            marked = has_marks(text)
            query = syllables(text)[:MAX_SYLLABLES]
            if weight <= 0 or not query:
                continue
            if not marked:
                query = [strip_marks(syllable) for syllable in query]
            likeness, information = self._compare(query, marked, tokens)
            found += np.float32(weight * information) * likeness
            asked += weight * information
            defining = np.maximum(defining, self._defines(text, marked, tokens))
        if asked > 0:
            factor = words_weight(self._words.familiarity(terms))
            scores += np.float32(factor / asked) * found
        scores += np.float32(DEFINITION_WEIGHT) * defining
        return scores

    def _compare(
        self, query: Sequence[str], marked: bool, tokens: Tokens
    ) -> tuple[Scores, float]:
        """Return coverage and run, weighted, ``(n,)``, and how much ``query`` says."""
        single = list(dict.fromkeys(query))
        place = {syllable: number for number, syllable in enumerate(single)}
        neighbours = dict.fromkeys(pairwise(query))
        rarity = np.asarray(
            [self._words.information(syllable, marked) for syllable in single]
            + [self._words.information(f"{a}_{b}", marked) for a, b in neighbours],
            np.float32,
        )
        # Where a syllable of the question stands, which one, and which pair ends there (-1:
        # none).  A break stands before every passage, so there always is a place before.
        which = self._places(single, marked, tokens)
        places = np.flatnonzero(which >= 0)
        here, owner = which[places], tokens.owner[places]
        pairs = np.full((len(single) + 1,) * 2, -1, np.int32)  # the last row is of -1
        for number, (first, second) in enumerate(neighbours, start=len(single)):
            pairs[place[first], place[second]] = number
        ends = pairs[which[places - 1], here]
        paired, named = ends >= 0, tokens.named[places]
        held = np.zeros((len(tokens.starts), len(rarity)), np.bool_)
        held[owner[named], here[named]] = True
        # What names the document stands over all of its passages: no run tells them apart.
        said = np.where(held[owner, here], np.float32(0), rarity[here])
        held[owner, here] = True
        held[owner[paired], ends[paired]] = True
        coverage = held @ rarity / rarity.sum()
        longest = np.zeros(len(tokens.starts), np.float32)
        np.maximum.at(longest, owner, _runs(said, paired))
        whole = sum(float(rarity[place[syllable]]) for syllable in query)
        run = np.minimum(longest / np.float32(whole), 1)
        likeness: Scores = np.float32(COVERAGE_WEIGHT) * coverage + np.float32(RUN_WEIGHT) * run
        return likeness, float(rarity.sum())

    def _defines(self, text: str, marked: bool, tokens: Tokens) -> Scores:
        """Return 1 for each passage that defines what ``text`` asks the definition of."""
        defining = np.zeros(len(tokens.starts), np.float32)
        thing = definiendum(text)
        if not thing:
            return defining
        wanted = [*thing, IS if marked else "la"]
        single = list(dict.fromkeys(wanted))
        # Opens a clause, or stands after its number or letter: "2. Lợi tức là", "a) Vật là".
        which = self._places(single, marked, tokens)
        count = len(which)
        opens = np.concatenate(([True], tokens.ids[:-1] == BREAK))
        fits = opens.copy()
        fits[1:] |= opens[:-1]
        padded = np.concatenate((which, np.full(len(wanted), -1, np.int32)))
        for offset, syllable in enumerate(wanted):
            fits &= padded[offset : offset + count] == single.index(syllable)
        defining[tokens.owner[fits]] = 1
        return defining

    def _places(self, single: Sequence[str], marked: bool, tokens: Tokens) -> Ids:
        """Return which of ``single`` each token is, ``(n,)``; -1 for none of them."""
        numbers = [self._vocabulary.numbers(syllable, marked) for syllable in single]
        highest = max((number for found in numbers for number in found), default=BREAK)
        table = np.full(max(int(tokens.ids.max()), highest) + 1, -1, np.int32)
        for place, found in enumerate(numbers):
            table[list(found)] = place
        which: Ids = table[tokens.ids]
        return which


def _runs(said: Scores, paired: npt.NDArray[np.bool_]) -> Scores:
    """Return what the run that reaches each place has said, ``(n,)``.

    A run is a chain of the question's pairs, each ending where the next begins: it opens
    where none ends.
    """
    total = np.cumsum(said, dtype=np.float64)
    before = np.maximum.accumulate(np.where(paired, 0, total - said))
    runs: Scores = (total - before).astype(np.float32)
    return runs
