"""The one check: nothing is shown that what it cites does not carry.

Of every statement, whoever wrote it: its quotes stand in the documents at their spans, and
each figure, document number and agency in it is one of the cited text's.  What a model puts in
its own words is held to more: that each number stands by the same things and under the same
bound, the agencies' parts, the provinces, negation and modality, the words, the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hoidap.assistant.answer import Language
from hoidap.assistant.check.citing import Citing, marked
from hoidap.assistant.check.coverage import language_fault, word_fault
from hoidap.assistant.check.facts import fact_fault
from hoidap.assistant.check.named import agency_fault, province_fault
from hoidap.assistant.check.numbers import figure_fault
from hoidap.assistant.check.quotes import labelled
from hoidap.assistant.check.reading import Fault, Reading, Said, heard, read_quote, read_source
from hoidap.assistant.check.statement import Statement
from hoidap.assistant.check.tokens import clean
from hoidap.assistant.check.turned import turn_fault
from hoidap.assistant.check.words import provinces
from hoidap.assistant.draft import DraftClaim
from hoidap.assistant.llm.source import NumberedSource
from hoidap.ingest.plan import Plan

_CLAUSES = re.compile(r";|,\s(?!\d{4})|\s(?:và|còn|and|while|whereas|but)\s")
_SIDES = re.compile(r";|,?\s(?:còn|trong khi|while|whereas)\s")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence after the check.

    ``text`` is what is shown: Unicode NFC, white space folded, its markers taken out.
    ``citations`` are the markers of the sources it rests on: those it named, or the one
    that backs it where it named a wrong one; none if it has a ``fault``.
    """

    text: str
    citations: tuple[int, ...]
    fault: Fault | None


def check(
    said: Said, cited: Sequence[Reading], *, counted: Sequence[str] = (), own_words: bool = True
) -> Fault | None:
    """Return what is wrong with a statement that cites these texts, ``None`` for nothing.

    :param counted: things whose number it says, each of which it names
    :param own_words: a model put it in its words
    """
    if not own_words:
        return fact_fault(said.statement, cited, counted)
    return (
        language_fault(said, cited)
        or figure_fault(said, cited)
        or _mixed_fault(said, cited)
        or province_fault(said, cited)
        or agency_fault(said, cited)
        or turn_fault(said, cited)
        or word_fault(said, cited)
    )


def check_claim(
    claim: DraftClaim, texts: Mapping[str, str], plans: Mapping[str, Plan]
) -> Fault | None:
    """Check a claim made of the documents' words against what it quotes.

    >>> check_claim(DraftClaim("Ít nhất 99 lớp.", quotes), texts, plans)
    'number'
    """
    said = heard(clean(claim.text), "", "vi")
    cited = [read_quote(quote, texts, bare=said.bare) for quote in claim.quotes]
    if not said.statement.text or not cited or not all(cited):
        return "quote"
    if not labelled(claim, plans):
        return "label"
    readings = [item for item in cited if item]
    return check(said, readings, counted=claim.counted, own_words=False)


def check_sentence(
    sentence: str, sources: Sequence[NumberedSource], question: str, language: Language
) -> Verdict:
    """Check a sentence that a model wrote against the sources that it cites.

    :param sentence: as the model wrote it, with markers such as ``[1]``, ``[1, 3]``, ``【1】``
    :param sources: all that the model was shown
    :param question: what was asked; its words may be repeated, they back nothing

    >>> check_sentence("Hạn báo cáo là 15/12 [1].", sources, "Hạn báo cáo?", "vi").fault
    'date'
    """
    text, markers = marked(clean(sentence))
    said = heard(text, question, language)
    readings = {source.marker: read_source(source, bare=said.bare) for source in sources}
    named = [marker for marker in markers if marker in readings]
    citing = Citing(said, readings, lambda markers: check(said, [readings[m] for m in markers]))
    fault: Fault | None = "marker"
    if named:
        fault = citing.fault(named)
        if fault is None:
            return Verdict(text, citing.best_of(named), None)
    substitute = citing.substitute(named)
    return Verdict(text, substitute, None if substitute else fault)


def _mixed_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Look for a clause that takes its number from one source and the rest from another."""
    if len(readings) < 2:
        return None
    for text in _CLAUSES.split(said.statement.text):
        clause = replace(said, statement=Statement(text, said.bare))
        named = provinces(text)
        own = [item for item in readings if len(named) != 1 or item.province in named]
        faults = [figure_fault(clause, [item]) for item in own]
        if faults and None not in faults:
            return faults[0]
    for text in _SIDES.split(said.statement.text):
        clause = replace(said, statement=Statement(text, said.bare))
        named = provinces(text)
        own = [item for item in readings if item.province in named]
        if len(named) == 1 and own and (fault := agency_fault(clause, own)):
            return fault
    return None


__all__ = ["Fault", "Verdict", "check", "check_claim", "check_sentence"]
