"""Scores one answer against one gold question: right, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hoidap.assistant.answer import Answer, Citation
from hoidap.eval.gold import GoldQuestion, Support
from hoidap.text.vietnamese import contains, fold, squeeze

MAX_QUOTE = 2000
"""A quote is shorter than this, in characters."""

FailureCode = Literal[
    "refused",  # the documents hold an answer, and none was given
    "answered",  # they hold none, and one was given
    "claims",  # an answer without a claim
    "uncited",  # a claim without a citation
    "marker",  # a marker that leads to no citation, or to two
    "citation",  # a citation that does not verify
    "must",  # a group of which nothing stands in the answer
    "must_not",  # a forbidden string
    "length",
    "evidence",  # a group of which nothing is cited
    "error",  # the question ended in an error message
]

_MARKER = re.compile(r"\s*\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Failure:
    """One condition that an answer did not meet; ``detail`` names the part, if any."""

    code: FailureCode
    detail: str = ""


def citation_fault(citation: Citation, texts: Mapping[str, str]) -> str | None:
    """Return what is wrong with ``citation``, or ``None`` where it verifies.

    It verifies when its spans are sorted, apart, not empty and within the source, and
    its quote is the text at them, joined by a space, white space folded, and shorter
    than :data:`MAX_QUOTE`.

    :param texts: file name -> text of the document
    """
    text = texts.get(citation.source)
    if text is None:
        return "unknown source"
    end_before = 0
    for start, end in citation.spans:
        if not end_before <= start < end <= len(text):
            return f"span {start}-{end} is empty, out of order or outside the text"
        end_before = end
    if not 0 < len(citation.quote) < MAX_QUOTE:
        return f"quote of {len(citation.quote)} characters"
    if citation.quote != squeeze(" ".join(text[start:end] for start, end in citation.spans)):
        return "quote differs from the text at its spans"
    return None


def supports(citation: Citation, support: Support) -> bool:
    """Tell whether ``citation`` quotes the evidence text from its source."""
    return citation.source == support.source and fold(support.text) in fold(citation.quote)


def score(
    answer: Answer, question: GoldQuestion, texts: Mapping[str, str]
) -> tuple[Failure, ...]:
    """Return the conditions that ``answer`` does not meet; it is right when there is none.

    :param texts: file name -> text of the document
    """
    if answer.abstained == question.answerable:
        code: FailureCode = "refused" if answer.abstained else "answered"
        return (Failure(code),)
    failures = [*_wording(answer, question), *_citations(answer, texts)]
    if question.answerable:
        failures += [*_claims(answer), *_evidence(answer.citations, question)]
    elif answer.claims or answer.citations:
        failures.append(Failure("answered", "a refusal with claims or citations"))
    return tuple(failures)


def _wording(answer: Answer, question: GoldQuestion) -> Iterator[Failure]:
    # Markers are no part of what is said: "[3]" must not count as the number 3.
    said = _MARKER.sub("", answer.answer)
    for group in question.must:
        if not any(contains(said, text) for text in group):
            yield Failure("must", " | ".join(group))
    for text in question.must_not:
        if contains(said, text):
            yield Failure("must_not", text)
    if len(answer.answer) > question.max_chars:
        yield Failure("length", f"{len(answer.answer)} > {question.max_chars}")


def _claims(answer: Answer) -> Iterator[Failure]:
    if not answer.claims:
        yield Failure("claims")
    markers = [citation.marker for citation in answer.citations]
    for claim in answer.claims:
        if not claim.citations:
            yield Failure("uncited", claim.text)
    used = {marker for claim in answer.claims for marker in claim.citations}
    used |= {int(number) for number in _MARKER.findall(answer.answer)}
    for marker in sorted(used):
        if markers.count(marker) != 1:
            yield Failure("marker", f"[{marker}]: {markers.count(marker)} citations")


def _citations(answer: Answer, texts: Mapping[str, str]) -> Iterator[Failure]:
    for citation in (*answer.citations, *answer.nearest):
        fault = citation_fault(citation, texts)
        if fault is not None:
            yield Failure("citation", f"[{citation.marker}] {citation.source}: {fault}")


def _evidence(citations: Sequence[Citation], question: GoldQuestion) -> Iterator[Failure]:
    for group in question.evidence:
        if not any(supports(citation, support) for citation in citations for support in group):
            yield Failure("evidence", " | ".join(f"{s.source}: {s.text}" for s in group))
