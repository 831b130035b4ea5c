"""The two sides of a check: what is said, and the texts that are cited for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from hoidap.assistant.answer import Language
from hoidap.assistant.check.agencies import Mention, Part
from hoidap.assistant.check.quotes import quote_text, stands, with_cells
from hoidap.assistant.check.statement import Placed, Statement
from hoidap.assistant.check.tokens import clean, content
from hoidap.assistant.check.words import abbreviations, meanings
from hoidap.assistant.draft import Quote
from hoidap.assistant.llm.source import NumberedSource
from hoidap.assistant.wording import plan_label
from hoidap.ingest.plan import Plan
from hoidap.text.abbreviations import forms_of, written_out
from hoidap.text.vietnamese import has_marks, strip_marks, syllables

Fault = Literal[
    "quote", "label", "marker", "number", "date", "document number", "agency", "role",
    "province", "negation", "modality", "words", "language",
]  # fmt: skip
"""Why something is not shown."""


@dataclass(frozen=True)
class Said:
    """A sentence and the question it answers."""

    statement: Statement
    question: Statement
    language: Language

    @property
    def bare(self) -> bool:
        """Whether it is Vietnamese without diacritics: everything is compared without."""
        return self.statement.bare

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The words that carry something and name no agency: those are looked at whole."""
        places = (range(item.start, item.end) for item in self.statement.mentions)
        named = {place for places_ in places for place in places_}
        rest = [t for place, t in enumerate(self.statement.tokens) if place not in named]
        return content(rest, bare=self.bare)

    def joined(self, readings: Sequence[Reading]) -> frozenset[str]:
        """Return the words that stand beside a neighbour as they do there or in the question.

        Vietnamese words are mostly of two syllables: "nghiệp" is one of "doanh nghiệp".
        """
        known = self.question.pairs.union(
            *(item.pairs for item in readings), *(item.above.pairs for item in readings)
        )
        return abbreviations(self.statement.text) | {
            word for pair in self.statement.pairs & known for word in pair
        }

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The question's words that carry something, in the documents' words too."""
        own = self.question.content
        if self.language == "en":
            own = (*own, *syllables(" ".join(meanings(self.question.text))))
        return tuple(dict.fromkeys(own))

    @cached_property
    def parts(self) -> tuple[tuple[Mention, Part], ...]:
        """Who leads and who coordinates by what the sentence says."""
        return tuple((item, part) for item, part in self.statement.parts if item is not None)

    @cached_property
    def tells(self) -> bool:
        """Whether the sentence says enough to know its source by it alone."""
        return len(self.statement.content) + 2 * len(self.statement.figures) >= 8


def heard(text: str, question: str, language: Language) -> Said:
    """Return a cleaned sentence and its question as the check reads them."""
    bare = language == "vi" and not has_marks(text)
    strip = strip_marks if bare else str
    return Said(Statement(strip(text), bare), Statement(strip(clean(question)), bare), language)


@dataclass(frozen=True)
class Reading:
    """What one source says.

    ``quote`` is the cited text (with its cells as read), ``above`` the headings and the
    plan that it stands under; ``leads`` and ``coordinates`` come from its assignment.
    Without diacritics throughout if bare.
    """

    quote: Statement
    above: Statement = Statement("", quoted=False)
    leads: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    province: str = ""

    @cached_property
    def figures(self) -> tuple[Placed, ...]:
        """Every figure of the text and above it, the ends of a span of years too."""
        found = []
        for placed in (*self.quote.figures, *self.above.figures):
            found.append(placed)
            if placed.figure.ends and placed.figure.ends[0].kind == "year":
                found += [replace(placed, figure=end) for end in placed.figure.ends]
        return tuple(found)

    @cached_property
    def texts(self) -> tuple[str, str]:
        """The words of the cited text and of what it stands under, each between spaces."""
        return f" {' '.join(self.quote.words)} ", f" {' '.join(self.above.words)} "

    @cached_property
    def _agencies(self) -> Statement:
        named = " ; ".join((*self.leads, *self.coordinates, *self.holders))
        return Statement(named, self.quote.bare)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the cited text, of its agencies, and what its abbreviations mean."""
        return written_out((*self.quote.words, *self._agencies.words), self.quote.bare)

    @cached_property
    def words_above(self) -> frozenset[str]:
        """The words of the headings and the plan."""
        return written_out(self.above.words, self.quote.bare)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words of the cited text, its agencies and abbreviations."""
        found = forms_of(self.quote.bare).find(self.quote.words)
        meant = {pair for _, _, more in found for pair in pairwise(more)}
        return self.quote.pairs | self._agencies.pairs | meant

    @cached_property
    def parts(self) -> dict[Part, tuple[Mention, ...]]:
        """Who leads, coordinates or has the duty."""
        holders = self._mentions(self.holders)
        found = {
            "lead": self._mentions(self.leads),
            "coordinate": self._mentions(self.coordinates),
            "duty": [*holders],
        }
        for mention, part in self.quote.parts:
            found["coordinate" if part == "partner" else part] += (
                [mention] if mention else holders
            )
        return {part: tuple(items) for part, items in found.items()}  # type: ignore[misc]

    def listed(self, part: Part) -> tuple[str, ...]:
        """The agencies of a part as the assignment writes them, or else the text."""
        assigned = self.leads if part == "lead" else self.coordinates
        return assigned + tuple(
            name for names, said in self.quote.listed if said == part for name in names
        )

    def _mentions(self, names: Iterable[str]) -> list[Mention]:
        return [
            mention
            for name in names
            for mention in (
                Statement(name, self.quote.bare).mentions
                or [Mention(0, 0, "", frozenset(syllables(name)))]
            )
        ]

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The agencies that the text and its headings name."""
        of_parts = {item.name for items in self.parts.values() for item in items if item.name}
        return self.quote.agencies | self.above.agencies | of_parts


def read_quote(quote: Quote, texts: Mapping[str, str], *, bare: bool = False) -> Reading | None:
    """Return what a quote says; ``None`` for one that does not stand in its document."""
    text = texts.get(quote.source, "")
    if not stands(text, quote):
        return None
    cells = (("", quote.read),) if quote.read else ()
    said = clean(with_cells(quote_text(text, quote), cells))
    return _kept(Reading(Statement(strip_marks(said) if bare else said, bare)))


def read_source(source: NumberedSource, *, bare: bool = False) -> Reading:
    """Return what a numbered source says, under its headings and its plan."""
    strip = strip_marks if bare else str
    provision, citation = source.provision, source.citation
    assignment = provision.assignment if provision else None
    cells = tuple((f.header, f.value) for f in provision.fields) if provision else ()
    headings = provision.headings if provision else ()
    above = [*headings, citation.title, citation.locator, *_particulars(source.plan)]
    if assignment:  # that of a section stands above its clauses
        above += [assignment.time, assignment.output]

    def names(agencies: Iterable[str]) -> tuple[str, ...]:
        return tuple(strip(clean(name)) for name in agencies)

    return _kept(
        Reading(
            Statement(strip(clean(with_cells(citation.quote, cells))), bare),
            Statement(strip(clean(" ; ".join(above))), bare, quoted=False),
            names(assignment.lead if assignment else ()),
            names(assignment.coordinate if assignment else ()),
            names(provision.holders if provision else ()),
            source.plan.province or "",
        )
    )


@lru_cache(maxsize=1024)
def _kept(reading: Reading) -> Reading:
    """Return the reading first made of these texts, with what has been found in it."""
    return reading


def _particulars(plan: Plan) -> Iterable[str]:
    """Yield what is known of a plan, as a sentence may put it."""
    yield from (plan_label(plan, "vi"), plan_label(plan, "en"))
    if plan.issuer:
        yield plan.issuer
    if plan.period:
        start, end = plan.period
        yield f"giai đoạn {start} - {end}" if end else f"từ năm {start}"
    if plan.number:
        yield f"{plan.kind} số {plan.number.value}"
    if plan.issued:
        yield f"{plan.kind} ban hành ngày {plan.issued.value}"
    if plan.issued_on:
        yield f"{plan.issued_on:%d/%m/%Y}"
    if plan.year:
        yield f"{plan.kind} năm {plan.year}"
    if plan.signer_title and plan.issuer:
        yield f"{plan.signer_title} {plan.issuer}"
