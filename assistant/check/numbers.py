"""Whether every number of a sentence stands in its sources, about the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hoidap.assistant.check.cues import words_of
from hoidap.assistant.check.facts import fault_of_figure, stating
from hoidap.assistant.check.reading import Fault, Reading, Said
from hoidap.assistant.check.sense import bound_kept
from hoidap.assistant.check.statement import Placed
from hoidap.assistant.check.words import abbreviations, meanings
from hoidap.text.figures import NUMBER_WORDS, Figure
from hoidap.text.vietnamese import syllables

_RIVAL = 0.45  # how much better another number's place must fit
_TIE = 0.05  # what fits as well as this to a number above the text is taken for it
_SAME_PLACE = 0.3  # places of one number that fit about as well as each other
_COUNTED, _PLANS, _LINKS = words_of("agencies_counted"), words_of("plan"), words_of("links")
_LINK = 0.3  # what these words count


def figure_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "number", "date" or "document number" for one that the sources do not state so.

    It must stand there, about the same thing as far as the words around it tell, and with
    the same bound.
    """
    if _miscounts(said, readings):
        return "number"
    for placed in said.statement.figures:
        counts = placed.figure.kind == "number" and {*placed.right[:1]} & _COUNTED
        if counts and _counts(said, readings, placed.figure.value):
            continue  # "3 sở cùng chủ trì: A, B, C"
        if fault := _one_figure_fault(said, placed, readings):
            return fault
    return None


def _counts(said: Said, readings: Sequence[Reading], number: str) -> bool:
    """Tell whether a sentence names as many agencies as it says, and as its sources do."""
    named = {item.name or item.words for item in said.statement.mentions}
    leads = [len(item.leads) for item in readings if item.leads]
    led = any(part == "lead" for _, part in said.parts)
    return str(len(named)) == number and not (led and leads and int(number) not in leads)


def _miscounts(said: Said, readings: Sequence[Reading]) -> bool:
    """Tell whether a number in words is another than the sources give: "chín lớp" for 08."""
    for word, noun in pairwise(said.statement.words):
        number = str(NUMBER_WORDS.get(word, 1))
        if number == "1" or word == "năm":  # mostly a year
            continue
        if noun in _COUNTED and not _counts(said, readings, number):
            return True
        of_these = {
            other.figure.value
            for reading in readings
            for other in reading.figures
            if other.figure.kind == "number" and other.right[:1] == (noun,)
        }
        if of_these and number not in of_these:
            return True
    return False


def _one_figure_fault(said: Said, placed: Placed, readings: Sequence[Reading]) -> Fault | None:
    figure = placed.figure
    missing = fault_of_figure(figure)
    same = stating(figure, readings)
    if not same:
        return missing
    quoted = any(other.quoted for other in same)
    if figure.kind == "standard" or {*placed.left[:1]} & abbreviations(said.statement.text):
        if figure.kind == "standard" or any(o.left[:1] == placed.left[:1] for o in same):
            return None  # "ISO 9001" is a name
    if figure.kind == "range" and _PLANS & {*placed.left[:1]}:
        # "Kế hoạch 2026-2035" names a plan: no span of the text stands for it
        named = any(_PLANS & {*other.left[:1]} for other in same)
        return None if named else missing
    if figure.kind == "range" and quoted:
        return None
    around = _around(said, placed)
    every = [other for reading in readings for other in reading.figures]
    fits = {id(other): _likeness(said, placed, other, around) for other in every}
    best = max(fits[id(other)] for other in same)
    for rival in every:
        if rival in same or not _rivals(figure, rival):
            continue
        margin = _RIVAL
        if not quoted and rival.quoted:
            # What stands only above the text gives way to what fits as well in it.
            margin = -_TIE
        elif said.language == "en" and not rival.quoted:
            margin *= 2  # there "to" and "from" are much like each other
        if fits[id(rival)] > best + margin:
            return missing
    near = [other for other in same if fits[id(other)] >= best - _SAME_PLACE]
    if figure.kind != "document" and not any(
        bound_kept(placed.bound, other.bound) for other in near
    ):
        return "modality"
    return None


def _rivals(figure: Figure, other: Placed) -> bool:
    """Tell whether another number could be what is meant."""
    if figure.kind == "number" and other.figure.kind == "document":
        return True
    return figure.kind == other.figure.kind and (
        other.quoted or figure.kind in ("year", "document")
    )


def _around(said: Said, placed: Placed) -> frozenset[str]:
    """Return the words around a number; of an English sentence in the documents' words."""
    words = {*placed.left, *placed.right}
    if said.language == "en":
        for side in (" ".join(reversed(placed.left)), " ".join(placed.right)):
            words.update(syllables(" ".join(meanings(side))))
    return frozenset(words)


def _likeness(said: Said, placed: Placed, other: Placed, around: frozenset[str]) -> float:
    """Return how like the surroundings of two numbers are, near words first."""
    if said.language == "en":
        nearby = (*enumerate(other.left), *enumerate(other.right))
        like = sum(_near(place, word) for place, word in nearby if word in around)
    else:
        sides = ((placed.left, frozenset(other.left)), (placed.right, frozenset(other.right)))
        like = sum(
            _near(place, word)
            for mine, theirs in sides
            for place, word in enumerate(mine)
            if word in theirs
        )
    return (
        like if placed.figure.kind == other.figure.kind else like / 2
    )  # "2024" of "31/12/2024"


def _near(place: int, word: str) -> float:
    """Return what a word that stands ``place`` words from a number counts."""
    return (_LINK if word in _LINKS else 1.0) / (1 + place)
