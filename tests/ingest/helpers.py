"""What several tests of reading ask of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hoidap.ingest.plan import Plan, Provision
from hoidap.ingest.reader import understand
from hoidap.ingest.source import SourceText, source_from_text
from hoidap.text.spans import Span
from hoidap.text.vietnamese import nfc, squeeze

DOCUMENTS = Path(__file__).parent.parent.parent / "documents"
NAMES = {
    "dong-nai": "dong-nai-2025-quyet-dinh-1295.txt",
    "thai-nguyen": "thai-nguyen-2026-ke-hoach-876.txt",
    "thanh-hoa-2021": "thanh-hoa-2021-ke-hoach-nang-suat.txt",
    "thanh-hoa-2025": "thanh-hoa-2025-quyet-dinh-1703.txt",
    "thanh-hoa-2026": "thanh-hoa-2026-ke-hoach-876.txt",
}
"""The files of the corpus by the names that the tests use."""

Read = tuple[Plan, SourceText]


def read_text(text: str, name: str = "plan.txt") -> Plan:
    """Understand a document given as text."""
    return understand(source_from_text(name, text))


def by_locator(plan: Plan) -> dict[str, Provision]:
    """Return the provisions by their locators."""
    return {provision.locator: provision for provision in plan.provisions}


def at(text: str, spans: Sequence[Span]) -> str:
    """Return what stands in ``text`` at ``spans``, white space folded, in NFC."""
    return squeeze(nfc(" ".join(text[start:end] for start, end in spans)))


def wrongly_covered(plan: Plan, text: str) -> list[tuple[int, str, int]]:
    """Return ``(place, character, times)`` where a character is not covered once.

    White space may be covered or not.
    """
    times = [0] * len(text)
    for provision in plan.provisions:
        for start, end in provision.spans:
            for place in range(start, end):
                times[place] += 1
    return [
        (place, char, times[place])
        for place, char in enumerate(text)
        if not char.isspace() and times[place] != 1
    ]


def misplaced(plan: Plan, text: str) -> list[tuple[str, tuple[Span, ...]]]:
    """Return the provisions whose spans are unsorted, empty or outside the text."""
    return [
        (provision.locator, provision.spans)
        for provision in plan.provisions
        if list(provision.spans) != sorted(provision.spans)
        or not all(0 <= start < end <= len(text) for start, end in provision.spans)
    ]
