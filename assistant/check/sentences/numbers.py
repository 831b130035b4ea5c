"""Whether every number of a sentence stands in its sources, about the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hoidap.assistant.check.sentences.reading import Figure, Reading
from hoidap.assistant.check.sentences.said import Fault, Said
from hoidap.assistant.check.sentences.sense import bound_kept
from hoidap.assistant.check.sentences.text import same_figure
from hoidap.assistant.check.sentences.words import abbreviations, meanings
from hoidap.text.vietnamese import syllables

_RIVAL = 0.45  # how much better another number's place must fit
_TIE = 0.05  # what fits as well as this to a number above the text is taken for it
_SAME_PLACE = 0.3  # places of one number that fit about as well as each other
_COUNTED = frozenset("sở cơ đơn ban ngành agencies departments bodies units".split())
_PLANS = frozenset("hoạch hoach plan decision định dinh".split())
_JOINS = frozenset("đến năm to den nam".split())
_IN_WORDS = {
    word: str(number)
    for words in (
        "hai ba bốn năm sáu bảy tám chín mười",
        "two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split(), start=2)
    if word != "năm"  # mostly a year
}
_LINKS = frozenset("của và là có được các the of and in to này với cho a for".split())
_LINK = 0.3  # what these words count


def figure_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "number", "date" or "document number" for one that the sources do not state so.

    It must stand there, about the same thing as far as the words around it tell, and with
    the same bound.
    """
    stated = [figure for reading in readings for figure in reading.figures]
    if any(first > last for first, last in _spans(said.figures)):
        return "number"
    if _miscounts(said, readings, stated):
        return "number"
    spans = _spans([figure for figure in stated if figure.quoted])
    # "Kế hoạch 2026-2035" names a plan: no span of the text stands for it.
    whole = [
        (first, last)
        for first, last in pairwise(said.figures)
        if _span(first, last) in spans and not _PLANS & {*first.left[:1]}
    ]
    of_spans = {id(figure) for pair in whole for figure in pair}
    for figure in said.figures:
        if id(figure) in of_spans:
            continue
        if figure.kind == "number" and figure.right[:1] and figure.right[0] in _COUNTED:
            if _counts(said, readings, figure.token.text):
                continue  # "3 sở cùng chủ trì: A, B, C"
        fault = _one_figure_fault(said, figure, stated)
        if fault:
            return fault
    return None


def _counts(said: Said, readings: Sequence[Reading], number: str) -> bool:
    """Tell whether a sentence names as many agencies as it says, and as its sources do."""
    named = {item.name or item.words for item in said.mentions}
    leads = [len(item.leads) for item in readings if item.leads]
    led = any(role == "lead" for _, role in said.roles)
    return str(len(named)) == number and not (led and leads and int(number) not in leads)


def _miscounts(said: Said, readings: Sequence[Reading], stated: Sequence[Figure]) -> bool:
    """Tell whether a number in words is another than the sources give: "chín lớp" for 08."""
    for first, second in pairwise(said.tokens):
        number = _IN_WORDS.get(first.text)
        if number is None:
            continue
        if second.text in _COUNTED and not _counts(said, readings, number):
            return True
        of_these = {
            figure.token.text
            for figure in stated
            if figure.kind == "number" and figure.right[:1] == (second.text,)
        }
        if of_these and number not in of_these:
            return True
    return False


def _spans(figures: Sequence[Figure]) -> set[tuple[str, str]]:
    """Return the spans of years: "2026 - 2035", "từ năm 2026 đến năm 2035"."""
    return {span for pair in pairwise(figures) if (span := _span(*pair))}


def _span(first: Figure, last: Figure) -> tuple[str, str] | None:
    """Return the span that two numbers are the ends of, if they are."""
    if not first.kind == last.kind == "year":
        return None
    between = first.right[:3]
    if last.token.text not in between:
        return None
    joined = between[: between.index(last.token.text)]
    return (first.token.text, last.token.text) if set(joined) <= _JOINS else None


def _one_figure_fault(said: Said, figure: Figure, stated: Sequence[Figure]) -> Fault | None:
    missing: Fault = "number"
    if figure.kind in ("date", "month"):
        missing = "date"
    elif figure.kind == "document":
        missing = "document number"
    same = [other for other in stated if same_figure(figure.token, other.token)]
    if not same:
        return missing
    if figure.left[:1] and figure.left[0] in abbreviations(said.text):
        if any(other.left[:1] == figure.left[:1] for other in same):
            return None  # "ISO 9001" is a name
    around = _around(said, figure)
    fits = {id(other): _likeness(said, figure, other, around) for other in stated}
    best = max(fits[id(other)] for other in same)
    # A number that stands only above the text gives way to one of the text that fits as well.
    weak = not any(other.quoted for other in same)
    for rival in stated:
        if rival in same or not _rivals(figure, rival):
            continue
        margin = _RIVAL
        if weak and rival.quoted:
            margin = -_TIE
        elif said.language == "en" and not rival.quoted:
            margin *= 2  # there "to" and "from" are much like each other
        if fits[id(rival)] > best + margin:
            return missing
    near = [other for other in same if fits[id(other)] >= best - _SAME_PLACE]
    if figure.kind != "document" and not any(
        bound_kept(figure.bound, other.bound) for other in near
    ):
        return "modality"
    return None


def _rivals(figure: Figure, other: Figure) -> bool:
    """Tell whether another number could be what is meant."""
    if figure.kind == "number" and other.kind == "document":
        return True
    return figure.kind == other.kind and (other.quoted or figure.kind in ("year", "document"))


def _around(said: Said, figure: Figure) -> frozenset[str]:
    """Return the words around a number; of an English sentence in the documents' words."""
    words = {*figure.left, *figure.right}
    if said.language == "en":
        for side in (" ".join(reversed(figure.left)), " ".join(figure.right)):
            words.update(syllables(" ".join(meanings(side))))
    return frozenset(words)


def _likeness(said: Said, figure: Figure, other: Figure, around: frozenset[str]) -> float:
    """Return how like the surroundings of two numbers are, near words first."""
    if said.language == "en":
        nearby = (*enumerate(other.left), *enumerate(other.right))
        like = sum(_near(place, word) for place, word in nearby if word in around)
    else:
        sides = ((figure.left, frozenset(other.left)), (figure.right, frozenset(other.right)))
        like = sum(
            _near(place, word)
            for mine, theirs in sides
            for place, word in enumerate(mine)
            if word in theirs
        )
    return like if figure.kind == other.kind else like / 2  # "2024" of "31/12/2024"


def _near(place: int, word: str) -> float:
    """Return what a word that stands ``place`` words from a number counts."""
    return (_LINK if word in _LINKS else 1.0) / (1 + place)
