"""A sentence of a model and the question it answers, as the check reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from hoidap.assistant.answer import Language
from hoidap.assistant.check.sentences.agencies import AgencyRole, Mention, mentions, roles
from hoidap.assistant.check.sentences.lists import listed
from hoidap.assistant.check.sentences.reading import Figure, Reading, figures
from hoidap.assistant.check.sentences.sense import Turned, turns
from hoidap.assistant.check.sentences.text import Token, tokens
from hoidap.assistant.check.sentences.words import abbreviations, content, meanings
from hoidap.text.vietnamese import strip_marks, syllables

Fault = Literal[
    "marker",
    "number",
    "date",
    "document number",
    "agency",
    "role",
    "province",
    "negation",
    "modality",
    "words",
    "language",
]
"""Why a sentence is not shown."""


@dataclass(frozen=True)
class Said:
    """A sentence of a model, its markers taken out, and the question it answers.

    ``bare`` if it is Vietnamese without diacritics: everything is compared without.
    """

    text: str
    question: str
    language: Language
    bare: bool = False

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return tokens(strip_marks(self.text) if self.bare else self.text)

    @cached_property
    def asked_tokens(self) -> tuple[Token, ...]:
        """The tokens of the question."""
        return tokens(strip_marks(self.question) if self.bare else self.question)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words that carry something."""
        return tuple(content(self.tokens, bare=self.bare))

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Those of them that name no agency: an agency is looked at as a whole."""
        named = {place for item in self.mentions for place in range(item.start, item.end)}
        rest = [token for place, token in enumerate(self.tokens) if place not in named]
        return tuple(content(rest, bare=self.bare))

    def joined(self, readings: Sequence[Reading]) -> frozenset[str]:
        """Return the words that stand beside a neighbour as they do there or in the question.

        Vietnamese words are mostly of two syllables: "nghiệp" is one of "doanh nghiệp".
        """
        asked = frozenset(pairwise(token.text for token in self.asked_tokens))
        return abbreviations(self.text) | {
            word
            for pair in pairwise(token.text for token in self.tokens if token.kind != "break")
            if pair in asked
            or any(pair in item.pairs or pair in item.pairs_above for item in readings)
            for word in pair
        }

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The question's words that carry something, in the documents' words too."""
        own = content(self.asked_tokens, bare=self.bare)
        if self.language == "en":
            own += syllables(" ".join(meanings(self.question)))
        return tuple(dict.fromkeys(own))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers with their surroundings."""
        return figures(self.tokens, quoted=True, bare=self.bare)

    @cached_property
    def turns(self) -> tuple[Turned, ...]:
        """The negations and modal words."""
        return tuple(turns(self.tokens, bare=self.bare))

    @cached_property
    def asked_turns(self) -> tuple[Turned, ...]:
        """Those of the question."""
        return tuple(turns(self.asked_tokens, bare=self.bare))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The agencies named."""
        return tuple(mentions(self.tokens, bare=self.bare))

    @cached_property
    def asked_agencies(self) -> frozenset[str]:
        """The agencies that the question names."""
        return frozenset(item.name for item in mentions(self.asked_tokens, bare=self.bare))

    @cached_property
    def roles(self) -> tuple[tuple[Mention, AgencyRole], ...]:
        """Who leads and who coordinates by what the sentence says."""
        found = roles(self.tokens, self.mentions, bare=self.bare)
        return tuple((item, role) for item, role in found if item is not None)

    @cached_property
    def listed(self) -> tuple[tuple[tuple[str, ...], AgencyRole], ...]:
        """The lists of agencies as written, with what the sentence has them do."""
        return () if self.bare else listed(self.text)

    @cached_property
    def tells(self) -> bool:
        """Whether the sentence says enough to know its source by it alone."""
        return len(self.content) + 2 * len(self.figures) >= 8
