"""Whether a sentence negates, obliges and allows where its sources do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hoidap.assistant.check.reading import Fault, Reading, Said
from hoidap.assistant.check.sense import Turned
from hoidap.assistant.check.words import meanings
from hoidap.text.vietnamese import syllables


def turn_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "negation" or "modality" for a word that the source lacks there, or has."""
    stated = [turn for reading in readings for turn in reading.quote.turns]
    for turn in said.statement.turns:
        if any(_same_turn(said, turn, other) for other in stated):
            continue
        if turn.turn == "not":
            return "negation"
        other_kind = any(
            other.turn not in (turn.turn, "not") and _beside(said, turn, other)
            for other in stated
        )
        if other_kind or not any(_is_asked(said, turn, asked) for asked in said.question.turns):
            return "modality"
    for other in stated:
        if other.turn in ("not", "may", "encourage") and _dropped(said, other, readings):
            return "negation" if other.turn == "not" else "modality"
    return None


def _is_asked(said: Said, turn: Turned, asked: Turned) -> bool:
    """Tell whether the question asks in these words: "phải nộp khi nào?" -> "phải nộp …"."""
    return turn.turn == asked.turn and (turn.turn == "must" or _beside(said, turn, asked))


def _same_turn(said: Said, turn: Turned, other: Turned) -> bool:
    return turn.turn == other.turn and _beside(said, turn, other)


def _beside(said: Said, turn: Turned, other: Turned) -> bool:
    """Tell whether two such words stand by the same words."""
    if turn.right[:1] and turn.right[:1] == other.right[:1]:
        return True
    right, left = set(turn.right), set(turn.left)
    if said.language == "en":
        right.update(syllables(" ".join(meanings(" ".join(turn.right)))))
        left.update(syllables(" ".join(meanings(" ".join(reversed(turn.left))))))
        return bool((right | left) & {*other.right[:3], *other.left[:2]})
    return bool(right & set(other.right)) and bool(left & set(other.left))


def _dropped(said: Said, other: Turned, readings: Sequence[Reading]) -> bool:
    """Tell whether the sentence repeats what a source turns, without the turn."""
    if len(other.right) < 2:
        return False
    words = said.statement.words
    first, second = other.right[:2]
    turned = {item.right[:1] for item in said.statement.turns if item.turn == other.turn}
    if (first,) in turned:
        return False
    for place in range(len(words) - 1):
        if (words[place], words[place + 1]) != (first, second):
            continue
        before = words[place - 1] if place else ""
        if other.left and before == other.left[0]:
            return True
        free = sum(
            pair == (first, second) for item in readings for pair in pairwise(item.quote.words)
        )
        if free <= 1 and (
            place == 0
            or len(other.right) > 2
            and words[place + 2 : place + 3] == other.right[2:3]
        ):
            return True
    return False
