"""A text with what the check looks at in it: figures, turns, agencies and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hoidap.assistant.check.agencies import Mention, Part, mentions, parts
from hoidap.assistant.check.lists import AgencyList, listed
from hoidap.assistant.check.sense import Bound, Turned, bound, turns
from hoidap.assistant.check.tokens import Token, content, spoken, tokens
from hoidap.text.figures import Figure

_WINDOW = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the words around it, nearest first, and the bound on it.

    ``quoted`` if it stands in the cited text itself, not in what that stands under.
    """

    figure: Figure
    left: tuple[str, ...]
    right: tuple[str, ...]
    bound: Bound | None
    quoted: bool


@dataclass(frozen=True)
class Statement:
    """A cleaned text; without diacritics if ``bare``, of a citation itself if ``quoted``."""

    text: str
    bare: bool = False
    quoted: bool = True

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, figures and stops."""
        return tokens(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The texts of the tokens."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words."""
        return frozenset(pairwise(t.text for t in self.tokens if t.kind != "break"))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words that carry something."""
        return content(self.tokens, bare=self.bare)

    @cached_property
    def figures(self) -> tuple[Placed, ...]:
        """The figures with their surroundings."""
        found = []
        for place, token in enumerate(self.tokens):
            if token.figure is not None:
                left = _window(self.tokens[max(0, place - _WINDOW) : place][::-1])
                right = _window(self.tokens[place + 1 : place + 1 + _WINDOW])
                limit = bound(self.tokens, place, bare=self.bare)
                found.append(Placed(token.figure, left, right, limit, self.quoted))
        return tuple(found)

    @cached_property
    def turns(self) -> tuple[Turned, ...]:
        """The negations and modal words."""
        return tuple(turns(self.words, bare=self.bare))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The agencies named."""
        return tuple(mentions(self.tokens, spoken(self.text), bare=self.bare))

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Their names."""
        return frozenset(item.name for item in self.mentions if item.name)

    @cached_property
    def parts(self) -> tuple[tuple[Mention | None, Part], ...]:
        """Who leads and who coordinates; ``None`` for a part that no one named has."""
        return tuple(parts(self.words, self.mentions, bare=self.bare))

    @cached_property
    def listed(self) -> tuple[AgencyList, ...]:
        """The lists of agencies as written, with their part."""
        return () if self.bare else listed(self.text)


def _window(side: Sequence[Token]) -> tuple[str, ...]:
    words = []
    for token in side:
        if token.kind == "break":
            if token.text in ".;!?":
                break
            continue
        words.append(token.text)
    return tuple(words)
