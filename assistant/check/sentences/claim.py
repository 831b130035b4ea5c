"""Whether the texts that a sentence cites carry it, and if not what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hoidap.assistant.check.sentences.coverage import language_fault, word_fault
from hoidap.assistant.check.sentences.named import agency_fault, province_fault
from hoidap.assistant.check.sentences.numbers import figure_fault
from hoidap.assistant.check.sentences.reading import Reading
from hoidap.assistant.check.sentences.said import Fault, Said
from hoidap.assistant.check.sentences.turned import turn_fault
from hoidap.assistant.check.sentences.words import provinces

_CLAUSES = re.compile(r";|,\s(?!\d{4})|\s(?:và|còn|and|while|whereas|but)\s")
_SIDES = re.compile(r";|,?\s(?:còn|trong khi|while|whereas)\s")


def fault_of(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Return what is wrong with a sentence that cites ``readings``, ``None`` for nothing."""
    return (
        language_fault(said, readings)
        or figure_fault(said, readings)
        or _mixed_fault(said, readings)
        or province_fault(said, readings)
        or agency_fault(said, readings)
        or turn_fault(said, readings)
        or word_fault(said, readings)
    )


def _mixed_fault(said: Said, readings: Sequence[Reading]) -> Fault | None:
    """Look for a clause that takes its number from one source and the rest from another."""
    if len(readings) < 2:
        return None
    for text in _CLAUSES.split(said.text):
        clause = replace(said, text=text)
        named = provinces(text)
        own = [item for item in readings if len(named) != 1 or item.province in named]
        faults = [figure_fault(clause, [item]) for item in own]
        if faults and None not in faults:
            return faults[0]
    for text in _SIDES.split(said.text):
        named = provinces(text)
        own = [item for item in readings if item.province in named]
        if len(named) == 1 and own and (fault := agency_fault(replace(said, text=text), own)):
            return fault
    return None
