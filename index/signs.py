"""What a document is found by without being opened: its signs, read once, at the build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from hoidap.text.agencies import agency_key
from hoidap.text.figures import figures
from hoidap.text.vietnamese import UPPER, strip_marks, syllables

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan
    from hoidap.records.reading import Records

Sign = tuple[str, str]
"""Its kind and its value."""
Feature = tuple[str, ...]
"""Of a document's name: two neighbouring syllables, or a number.

A syllable by itself says too little: without diacritics half of all stand in any title.
"""

_CITED = re.compile(r"(?<![\d/])\d{2,5}(?=[/-][A-ZĐ])")
# Where no document's number goes on: so parted, paragraphs that many documents share are
# read once.
_APART = re.compile(rf"\n\s*\n|\n(?<![\d/\s‐‑‒–—−-]\n)(?=[{UPPER}])(?!S)")
_YEAR = re.compile(r"(?=((?:19|20|21)\d\d))")
_OWN = re.compile(r"\d+")


def signs_of(plan: Plan, records: Records, text: str) -> list[Sign]:
    """Return the signs of a document, each once.

    ``cited``
        a number that its title or its legal bases cite (``157`` of ``157/QĐ-TTg``)
    ``written``
        the digits of a document's number that its text names (``876`` of ``876/QĐ-TTg``)
    ``year``
        a year that its text names
    ``titled``
        two neighbouring syllables of its kind and title, without diacritics (``nang suat``)
    ``named``
        a :data:`Feature` of its name, as written or without diacritics
    ``agency``
        the key of an agency that a task or a deadline names
    """
    titles = [plan.title, *(fact.value for fact in plan.bases)]
    bare = syllables(strip_marks(f"{plan.kind} {plan.title}"))
    found = {
        "cited": (number for title in titles for number in _CITED.findall(title)),
        "written": (
            figure.digits
            for part in _APART.split(text)
            for figure in figures(part)
            if figure.kind == "document"
        ),
        "year": _YEAR.findall(text),
        "titled": (" ".join(pair) for pair in pairwise(bare)),
        "named": (" ".join(feature) for feature in features_of(document_name(plan))),
        "agency": map(agency_key, _agencies(records)),
    }
    return [(kind, value) for kind, values in found.items() for value in dict.fromkeys(values)]


def _agencies(records: Records) -> Iterator[str]:
    for record in (*records.tasks, *records.deadlines):
        yield from record.agencies


def digits_of(plan: Plan) -> str:
    """Return the digits of the document's own number; "" where it has none."""
    own = _OWN.match(plan.number.value) if plan.number else None
    return own.group() if own else ""


def document_name(plan: Plan) -> str:
    """Return what a question calls the document by: kind, number, province and title."""
    number = plan.number.value if plan.number else ""
    return f"{plan.kind} {number} {plan.province or ''} {plan.title}"


def features_of(name: str) -> frozenset[Feature]:
    """Return the features of a name, as written and without diacritics."""
    found = syllables(name)
    return frozenset(features(found)).union(features([strip_marks(part) for part in found]))


def features(found: Sequence[str]) -> Iterator[Feature]:
    """Yield the features of a text's syllables."""
    yield from ((part,) for part in found if part[0].isdigit())
    yield from pairwise(found)


def of_all(names: Iterable[str]) -> frozenset[Feature]:
    """Return the features that every one of ``names`` has."""
    shared: frozenset[Feature] | None = None
    for name in names:
        shared = features_of(name) if shared is None else shared & features_of(name)
        if not shared:
            break
    return shared or frozenset()
