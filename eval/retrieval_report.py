"""Tables of the figures of :mod:`eval.retrieval`, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.retrieval import MEASURES
from eval.tables import Label, Table, terminal

Figures = Mapping[str, Any]

_TITLE = Label("Tìm kiếm", "Retrieval")
_SYSTEM = Label("Hệ tìm kiếm", "System")
_MS = Label("mili giây một câu", "milliseconds a query")


def one_system(figures: Figures, language: str) -> str:
    """Return the table of one system: a measure a row, with its 95 % interval."""
    columns = (
        Label("Chỉ số", "Measure"),
        Label("Kết quả", "Result"),
        Label("Khoảng tin cậy 95 %", "95 % interval"),
    )
    rows: list[tuple[Label | str, ...]] = [
        (Label("hệ tìm kiếm", "system"), Label(figures["system"], figures["system"]), ""),
        (Label("văn bản", "documents"), str(figures["documents"]), ""),
        (Label("câu hỏi", "queries"), str(figures["queries"]), ""),
    ]
    rows += [
        (Label(name, name), str(figures[name]), _bounds(figures, name)) for name in MEASURES
    ]
    rows.append((_MS, str(figures["ms_per_query"]), ""))
    return terminal([Table(_TITLE, columns, tuple(rows))], language)


def comparison(each: Sequence[Figures], gains: Sequence[Figures], language: str) -> str:
    """Return two tables: each system's figures, and what hybrid search gains on the others."""
    head = tuple(Label(name, name) for name in MEASURES)
    systems = Table(
        _TITLE,
        (_SYSTEM, *head, Label("ms", "ms")),
        tuple(
            (
                Label(figures["system"], figures["system"]),
                *(f"{figures[name]:.3f}\n{_bounds(figures, name)}" for name in MEASURES),
                f"{figures['ms_per_query']:.2f}",
            )
            for figures in each
        ),
    )
    if not gains:
        return terminal([systems], language)
    differences = Table(
        Label("Hơn kém, cùng câu hỏi (khoảng tin cậy 95 %)", "Gain, paired (95 % interval)"),
        (_SYSTEM, *head),
        tuple(
            (
                f"{gain['system']} − {gain['minus']}",
                *(f"{gain[name]:+.3f}\n{_bounds(gain, name, '+')}" for name in MEASURES),
            )
            for gain in gains
        ),
    )
    return terminal([systems, differences], language)


def _bounds(figures: Figures, name: str, sign: str = "") -> str:
    low, high = figures[f"{name}_low"], figures[f"{name}_high"]
    return f"{low:{sign}.3f} … {high:{sign}.3f}"
