"""What every claim is held to, whoever wrote it: its figures and its agencies are cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoidap.assistant.check.agencies import Mention
from hoidap.assistant.check.reading import Fault, Reading
from hoidap.assistant.check.statement import Placed, Statement
from hoidap.text.figures import Figure, states
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold

_FULL_NAME = 12  # characters from which a name is no abbreviation


def fault_of_figure(figure: Figure) -> Fault:
    """Return what is wrong where a figure is not what is cited."""
    if figure.kind == "document":
        return "document number"
    return "date" if figure.kind in ("date", "month", "quarter", "day") else "number"


def stating(figure: Figure, readings: Sequence[Reading]) -> list[Placed]:
    """Return the figures that state ``figure``, in the texts and above them."""
    return [
        other for item in readings for other in item.figures if states(other.figure, figure)
    ]


def unnamed(statement: Statement, readings: Sequence[Reading]) -> Iterator[Mention]:
    """Yield the agencies that a statement names and no reading does."""
    named = frozenset[str]().union(*(reading.agencies for reading in readings))
    for item in statement.mentions:
        if item.name and item.name not in named and not _is_spelled(item.name, readings):
            yield item


def _is_spelled(name: str, readings: Sequence[Reading]) -> bool:
    """Tell whether an agency stands in a source as part of a longer name."""
    agency = glossary().agency(name)
    forms = (agency.name, *agency.short) if agency else (name,)
    return any(
        len(form) >= _FULL_NAME and fold(form) in fold(reading.quote.text)
        for form in forms
        for reading in readings
    )


def fact_fault(
    statement: Statement, readings: Sequence[Reading], counted: Sequence[str] = ()
) -> Fault | None:
    """Return what of a statement's figures and agencies is not cited, ``None`` for nothing.

    :param counted: things whose number the statement says, if it names each of them
    """
    said = fold(statement.text)
    number = str(len(counted)) if all(fold(item) in said for item in counted) else ""
    for placed in statement.figures:
        figure = placed.figure
        if counted and figure.kind in ("number", "ordinal") and figure.value == number:
            continue
        if not stating(figure, readings):
            return fault_of_figure(figure)
    return "agency" if next(unnamed(statement, readings), None) else None
