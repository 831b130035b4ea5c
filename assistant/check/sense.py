"""The words that turn what a sentence says: bounds, negation, modality, "all" and "only"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hoidap.assistant.check.cues import phrases, words_of
from hoidap.assistant.check.tokens import Token

Bound = Literal["≥", ">", "≤", "<", "≈", "before", "after", "from", "to"]
Turn = Literal["not", "must", "should", "may", "encourage", "all", "only"]

_BOUND_GAP = words_of("bound_gap")
_DATES: frozenset[Bound] = frozenset(("before", "after", "from", "to"))
_OPPOSED: dict[Bound, frozenset[Bound]] = {
    "before": frozenset(("after", "from")), "after": frozenset(("before", "to", "from")),
    "from": frozenset(("before", "to", "after")), "to": frozenset(("after", "from")),
}  # fmt: skip
_DATED = ("date", "month", "quarter", "day", "year", "range")


@dataclass(frozen=True, slots=True)
class Turned:
    """A word that turns the sense, with the words on both sides of it."""

    turn: Turn
    left: tuple[str, ...]
    right: tuple[str, ...]


def bound(tokens: Sequence[Token], place: int, *, bare: bool = False) -> Bound | None:
    """Return the bound on the number at ``place``.

    >>> from hoidap.assistant.check.tokens import tokens
    >>> bound(tokens("có ít nhất 70 doanh nghiệp"), 3)
    '≥'
    """
    words = [token.text for token in tokens[max(0, place - 9) : place + 3]]
    here = min(place, 9)
    for start, _, found in phrases("bound_behind", bare=bare).find(words[here + 1 :]):
        if start == 0:
            return found  # type: ignore[return-value]
    end = here
    figure = tokens[place].figure
    is_date = figure is not None and figure.kind in _DATED
    spans = {stop: found for _, stop, found in phrases("bound", bare=bare).find(words[:here])}
    while end >= 0:
        if end in spans:
            found_bound: Bound = spans[end]  # type: ignore[assignment]
            return found_bound if is_date or found_bound not in _DATES else None
        if end == 0:
            return None
        between = words[end - 1]
        number = tokens[place - here + end - 1].kind == "figure"
        if between not in _BOUND_GAP and not (is_date and number):
            return None
        end -= 1
    return None


def bound_kept(said: Bound | None, stated: Bound | None) -> bool:
    """Tell whether a sentence puts the bound on a number that its source puts.

    A date may lose its "before" ("Hạn báo cáo là 15/11"), it may not be turned.
    """
    if said is None:
        return stated is None or stated in _DATES
    if said in _DATES:
        if stated is None:
            return said in ("to", "from")  # "2026 - 2035" is "from 2026 to 2035"
        return said not in _OPPOSED.get(stated, _DATES)
    return said == stated


def turns(words: Sequence[str], *, bare: bool = False) -> Iterator[Turned]:
    """Yield the negations and modal words of a text."""
    for start, end, turn in phrases("turn", bare=bare).find(words):
        if turn == "none" or _is_no_turn(words, start, end):
            continue
        yield Turned(turn, _side(words[:start][::-1]), _side(words[end:]))  # type: ignore[arg-type]


def _is_no_turn(words: Sequence[str], start: int, end: int) -> bool:
    """Tell "No. 876", "… hay không?" and "dates in May" from what they look like."""
    after = [*words[end : end + 2]]
    if words[start] == "no" and after and (after[0][0].isdigit() or after[0] == "."):
        return True
    if words[start] in ("không", "chưa") and after[:1] == ["?"]:
        return True
    return (
        words[start] == "không" and end == start + 1 and start > 0 and not after
    )  # "… không" asks


def _side(words: Sequence[str]) -> tuple[str, ...]:
    """Return up to four words up to the end of the clause."""
    side = []
    for word in words[:4]:
        if word in (".", ";", "!", "?", ":"):
            break
        side.append(word)
    return tuple(side)
