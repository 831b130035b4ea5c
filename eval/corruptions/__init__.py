"""Ways in which a sentence goes wrong: what a liar or a saboteur makes of a good one.

Every corruption is made from a good sentence and drawn by a seed, so that a run can be
repeated.  One that happens to be true is left out: by looking the changed words up in the
documents' plain text and in the assignments as read, never by asking the check.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from hoidap.eval.corruptions import figures, markers, names, sense
from hoidap.eval.corruptions.markers import MENDABLE, backing
from hoidap.eval.corruptions.tools import MAKERS
from hoidap.eval.generated import Good, Setting
from hoidap.text.vietnamese import squeeze

KINDS = tuple(MAKERS)
"""The kinds of corruptions, in the order of the report."""


@dataclass(frozen=True, slots=True)
class Corruption:
    """A sentence that its sources do not carry, or not the one it cites.

    ``right`` are the markers that back what it says, none for a falsehood: a true
    sentence with a wrong marker may be mended.
    """

    kind: str
    text: str
    good: Good
    right: frozenset[int] = frozenset()


def corruptions(good: Good, case: Setting, seed: int = 0) -> Iterator[Corruption]:
    """Yield what can be made of a good sentence, one of each kind at most."""
    for kind, maker in MAKERS.items():
        draw = random.Random(f"{seed} {case.question.id} {kind} {good.text}")
        text = maker(good, case, draw)
        if text is not None and _plain(text) != _plain(good.cited):
            right = backing(good, case) if kind in MENDABLE else frozenset[int]()
            yield Corruption(kind, text, good, right)


def _plain(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text))


__all__ = [
    "KINDS",
    "Corruption",
    "backing",
    "corruptions",
    "figures",
    "markers",
    "names",
    "sense",
]
