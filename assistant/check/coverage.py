"""Whether the words of a sentence are those of its sources, and its language is right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hoidap.assistant.answer import Language
from hoidap.assistant.check.reading import Fault, Reading, Said
from hoidap.assistant.check.tokens import tokens
from hoidap.assistant.check.words import (
    in_language,
    meanings,
    names,
    provinces,
    quotations,
)
from hoidap.text.figures import states
from hoidap.text.vietnamese import strip_marks, syllables

# The share of the words that may be the model's own, how many at least, and how many of
# neighbouring ones.
_OWN_WORDS: dict[Language, tuple[float, float, int]] = {
    "vi": (0.2, 0.5, 3),
    "en": (0.4, 1.0, 3),
}
_STRETCH = 6
_APART = 0.5  # what a word counts that the sources hold, yet beside no such neighbour
_OWN = 0.3  # share that the cited text itself must hold
_PHRASE = 5  # words of the longest English phrase that is looked up
_QUOTATION = 4  # pairs of words from which a quotation is held to its source
_VERBATIM = 0.85  # share of them that must stand there


def word_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "words" where too many are the model's own, or none are the cited text's."""
    inside = frozenset[str]().union(*(reading.words for reading in readings))
    above = frozenset[str]().union(*(reading.words_above for reading in readings))
    asked = frozenset(said.question.words)
    allowed = inside | above | asked
    if not said.bare and not names(said.statement.text) <= allowed:
        return "words"
    # A province is looked at as such, and may stand without marks: "Thai Nguyen".
    allowed |= frozenset(syllables(strip_marks(" ".join(provinces(said.statement.text)))))
    words = said.own
    if said.language == "en":
        understood = _understood(said, " ; ".join(text for r in readings for text in r.texts))
        allowed |= understood
    missing = [float(word not in allowed) for word in words]
    if said.language == "vi":
        joined = said.joined(readings)
        missing = [
            lost or _APART * (word not in joined)
            for word, lost in zip(words, missing, strict=True)
        ]
    if not all(_is_quoted(text, readings) for text in quotations(said.statement.text)):
        return "words"
    own_words, least, own_stretch = _OWN_WORDS[said.language]
    if sum(missing) > max(own_words * len(words), least):
        return "words"
    # An invention may hide in a long sentence.
    for start in range(max(1, len(missing) - _STRETCH + 1)):
        if sum(map(bool, missing[start : start + _STRETCH])) > own_stretch:
            return "words"
    carried = [word for word in words if word in inside]
    if said.language == "en":
        within = _understood(said, " ; ".join(reading.texts[0] for reading in readings))
        carried += [word for word in words if word in within]
    if not said.parts and len(carried) < _OWN * sum(word not in above for word in words):
        return "words"
    held = [other for reading in readings for other in reading.quote.figures]
    if carried or said.statement.mentions:
        return None
    stated = any(states(o.figure, f.figure) for f in said.statement.figures for o in held)
    return None if stated else "words"


def _is_quoted(text: str, readings: Sequence[Reading]) -> bool:
    """Tell whether a quotation has the words of a source in their order.

    Some neighbours may differ: a page break may have parted them.
    """
    words = [token.text for token in tokens(text) if token.kind != "break"]
    pairs = list(pairwise(words))
    if len(pairs) < _QUOTATION:
        return True
    return any(
        sum(pair in reading.pairs for pair in pairs) >= _VERBATIM * len(pairs)
        for reading in readings
    )


def _understood(said: Said, held: str) -> frozenset[str]:
    """Return the English words of a sentence whose meaning the sources hold."""
    words = said.statement.words
    found: set[str] = set()
    for size in range(1, _PHRASE + 1):
        for start in range(len(words) - size + 1):
            phrase = words[start : start + size]
            if all(word.isascii() for word in phrase):
                whole = set(meanings(" ".join(phrase)))
                if size > 1:  # what only a part of it means is not its meaning
                    whole -= {*meanings(" ".join(phrase[1:])), *meanings(" ".join(phrase[:-1]))}
                if any(f" {wording} " in held for wording in whole):
                    found.update(phrase)
    return frozenset(found)


def language_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return "language" for a sentence in the language that was not asked in."""
    verbatim = [reading.quote.text for reading in readings]
    return None if in_language(said.statement.text, said.language, verbatim) else "language"
