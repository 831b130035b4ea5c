"""A source as the check reads it: what it quotes, where that stands, who does what in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from hoidap.assistant.check.sentences.agencies import AgencyRole, Mention, mentions, roles
from hoidap.assistant.check.sentences.lists import listed
from hoidap.assistant.check.sentences.sense import Bound, Turned, bound, turns
from hoidap.assistant.check.sentences.text import NUMERIC, Kind, Token, clean, tokens
from hoidap.assistant.llm.source import NumberedSource
from hoidap.assistant.wording import plan_label
from hoidap.text.glossary import glossary
from hoidap.text.phrases import PhraseTable
from hoidap.text.vietnamese import fold, strip_marks, syllables

_WINDOW = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, date or document number in a text, with the words around it, nearest first."""

    token: Token
    left: tuple[str, ...]
    right: tuple[str, ...]
    bound: Bound | None
    quoted: bool  # in the cited text itself, not in what stands above it

    @property
    def kind(self) -> Kind:
        """What sort of number it is."""
        return self.token.kind


def figures(said: Sequence[Token], *, quoted: bool, bare: bool) -> tuple[Figure, ...]:
    """Return the numbers of a text, each with its surroundings."""
    found = []
    for place, token in enumerate(said):
        if token.kind in NUMERIC:
            left = _window(said[max(0, place - _WINDOW) : place][::-1])
            right = _window(said[place + 1 : place + 1 + _WINDOW])
            found.append(Figure(token, left, right, bound(said, place, bare=bare), quoted))
    return tuple(found)


def _window(side: Iterable[Token]) -> tuple[str, ...]:
    words = []
    for token in side:
        if token.kind == "break":
            if token.text in ".;!?":
                break
            continue
        words.append(token.text)
    return tuple(words)


@dataclass(frozen=True)
class Reading:
    """What one source says.

    ``quote`` is the cited text (with its cells as read), ``above`` the headings and the
    plan that it stands under; ``leads`` and ``coordinates`` come from its assignment.
    Without diacritics throughout if ``bare``.
    """

    quote: str
    above: str
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    holders: tuple[str, ...]
    province: str
    bare: bool = False

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the cited text."""
        return tokens(self.quote)

    @cached_property
    def tokens_above(self) -> tuple[Token, ...]:
        """The tokens of what the text stands under."""
        return tokens(self.above)

    @cached_property
    def texts(self) -> tuple[str, str]:
        """The words of the cited text and of what it stands under, each between spaces."""
        said = (self.tokens, self.tokens_above)
        return tuple(f" {' '.join(token.text for token in part)} " for part in said)  # type: ignore[return-value]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every number of the text and above it."""
        return (
            *figures(self.tokens, quoted=True, bare=self.bare),
            *figures(self.tokens_above, quoted=False, bare=self.bare),
        )

    @cached_property
    def turns(self) -> tuple[Turned, ...]:
        """The negations and modal words of the text."""
        return tuple(turns(self.tokens, bare=self.bare))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the cited text, of its agencies, and what its abbreviations mean."""
        agencies = " ; ".join((*self.leads, *self.coordinates, *self.holders))
        said = [token.text for token in (*self.tokens, *tokens(agencies))]
        return frozenset(said) | _written_out(said, self.bare)

    @cached_property
    def words_above(self) -> frozenset[str]:
        """The words of the headings and the plan."""
        said = [token.text for token in self.tokens_above]
        return frozenset(said) | _written_out(said, self.bare)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words of the cited text and its agencies."""
        agencies = tokens(" ; ".join((*self.leads, *self.coordinates, *self.holders)))
        said = frozenset(
            pairwise(token.text for token in (*self.tokens, *agencies) if token.kind != "break")
        )
        return said | self._abbreviated

    @cached_property
    def pairs_above(self) -> frozenset[tuple[str, str]]:
        """Those of the headings and the plan."""
        return frozenset(
            pairwise(token.text for token in self.tokens_above if token.kind != "break")
        )

    @cached_property
    def _abbreviated(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words of what the abbreviations in the text stand for."""
        said = [token.text for token in self.tokens]
        found = _abbreviations(self.bare).find(said)
        return frozenset(pair for _, _, more in found for pair in pairwise(more))

    @cached_property
    def roles(self) -> dict[AgencyRole, tuple[Mention, ...]]:
        """Who leads, coordinates or has the duty."""
        found: dict[AgencyRole, list[Mention]] = {"lead": [], "coordinate": [], "duty": []}
        holders = self._mentions(self.holders)
        found["duty"] += holders
        found["lead"] += self._mentions(self.leads)
        found["coordinate"] += self._mentions(self.coordinates)
        named = mentions(self.tokens, bare=self.bare)
        for mention, role in roles(self.tokens, named, bare=self.bare):
            heard: AgencyRole = "coordinate" if role == "partner" else role
            found[heard] += [mention] if mention else holders
        return {role: tuple(items) for role, items in found.items()}

    def listed(self, role: AgencyRole) -> tuple[str, ...]:
        """The agencies of a role as the assignment writes them, or else the text."""
        assigned = self.leads if role == "lead" else self.coordinates
        return assigned + tuple(
            name for names, said in listed(self.quote) if said == role for name in names
        )

    def _mentions(self, names: Iterable[str]) -> list[Mention]:
        return [
            mention
            for name in names
            for mention in (
                mentions(tokens(name), bare=self.bare)
                or [Mention(0, 0, "", frozenset(syllables(name)))]
            )
        ]

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The agencies that the text and its headings name."""
        named = [
            *mentions(self.tokens, bare=self.bare),
            *mentions(self.tokens_above, bare=self.bare),
            *(item for items in self.roles.values() for item in items),
        ]
        return frozenset(item.name for item in named if item.name)


def read(source: NumberedSource, *, bare: bool = False) -> Reading:
    """Return how the check reads ``source``; kept between calls."""
    plan, provision = source.plan, source.provision
    assignment = provision.assignment if provision else None
    cells = (
        tuple((field.header, field.value) for field in provision.fields) if provision else ()
    )
    period = ""
    if plan.period:
        start, end = plan.period
        period = f"giai đoạn {start} - {end}" if end else f"từ năm {start}"
    above = "; ".join(
        part
        for part in (
            *(provision.headings if provision else ()),
            *(source.citation.title, source.citation.locator),
            *(plan_label(plan, "vi"), plan_label(plan, "en"), plan.issuer or "", period),
            f"{plan.kind} số {plan.number.value}" if plan.number else "",
            f"{plan.kind} ban hành ngày {plan.issued.value}" if plan.issued else "",
            f"{plan.issued_on:%d/%m/%Y}" if plan.issued_on else "",
            f"{plan.kind} năm {plan.year}" if plan.year else "",
            f"{plan.signer_title} {plan.issuer}" if plan.signer_title and plan.issuer else "",
        )
        if part
    )
    parts = _Parts(
        quote=source.citation.quote,
        cells=cells,
        above=above,
        leads=assignment.lead if assignment else (),
        coordinates=assignment.coordinate if assignment else (),
        rest=f"{assignment.time} ; {assignment.output}" if assignment else "",
        holders=provision.holders if provision else (),
        province=plan.province or "",
        bare=bare,
    )
    return _reading(parts)


class _Parts(NamedTuple):
    """What a reading is made of: quick to compare, unlike a whole plan."""

    quote: str
    cells: tuple[tuple[str, str], ...]
    above: str
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    rest: str
    holders: tuple[str, ...]
    province: str
    bare: bool


@lru_cache(maxsize=2048)
def _reading(parts: _Parts) -> Reading:
    # The cells of a row are read under their headers too: a page break may part them in the
    # quote.  The assignment of a section stands above its clauses.
    said = Counter(syllables(parts.quote))
    added = [
        f"{head}: {cell}" for head, cell in parts.cells if not Counter(syllables(cell)) - said
    ]
    strip = strip_marks if parts.bare else str
    leads, coordinates, holders = (
        tuple(strip(clean(name)) for name in names)
        for names in (parts.leads, parts.coordinates, parts.holders)
    )
    return Reading(
        quote=strip(clean(" . ".join((parts.quote, *added)))),
        above=strip(clean(f"{parts.above} ; {parts.rest}")),
        leads=leads,
        coordinates=coordinates,
        holders=holders,
        province=parts.province,
        bare=parts.bare,
    )


def _written_out(words: Sequence[str], bare: bool) -> frozenset[str]:
    """Return the words that the abbreviations among ``words`` stand for, and the reverse."""
    return frozenset(word for _, _, more in _abbreviations(bare).find(words) for word in more)


@lru_cache(maxsize=2)
def _abbreviations(bare: bool) -> PhraseTable[tuple[str, ...]]:
    """Map abbreviations to the words they stand for, and those words to them."""
    forms: dict[str, list[str]] = {}
    for entry in glossary().abbreviations:
        for short in entry.short:
            forms.setdefault(fold(short), []).append(entry.vi)
        forms.setdefault(fold(entry.vi), []).extend(entry.short)
    for agency in glossary().agencies:
        for short in agency.short:
            forms.setdefault(fold(agency.name), []).append(short)
            forms.setdefault(fold(short), []).append(agency.name)
    table: PhraseTable[tuple[str, ...]] = PhraseTable()
    for form, others in forms.items():
        said = " ".join(others)
        table.add(form, tuple(syllables(strip_marks(said) if bare else said)), plain=bare)
    return table
