"""The figures of :mod:`hoidap.eval.retrieval` as tables, and a comparison as a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hoidap.eval.published import beside_published
from hoidap.eval.report import REPORTS, prose, write_report
from hoidap.eval.retrieval import MEASURES
from hoidap.eval.tables import Label, Table, label, markdown, table, terminal

Figures = Mapping[str, Any]

_TITLE = "Tìm kiếm · Retrieval"
_SYSTEM = "Hệ tìm kiếm · System"
_MS = "mili giây một câu · milliseconds a query"


def one_system(figures: Figures, language: str) -> str:
    """Return the table of one system: a measure a row, with its 95 % interval."""
    columns = ("Chỉ số · Measure", "Kết quả · Result", "Khoảng tin cậy 95 % · 95 % interval")
    rows: list[tuple[Label | str, ...]] = [
        ("hệ tìm kiếm · system", label(figures["system"]), ""),
        ("văn bản · documents", str(figures["documents"]), ""),
        ("câu hỏi · queries", str(figures["queries"]), ""),
    ]
    rows += [(label(name), str(figures[name]), _interval(figures, name)) for name in MEASURES]
    rows.append((_MS, str(figures["ms_per_query"]), ""))
    return terminal([table(_TITLE, columns, tuple(rows))], language)


def comparison(each: Sequence[Figures], gains: Sequence[Figures], language: str) -> str:
    """Return :func:`tables` for the terminal."""
    return terminal(tables(each, gains), language)


def write_comparison(
    benchmark: str, each: Sequence[Figures], gains: Sequence[Figures], folder: Path = REPORTS
) -> None:
    """Write ``retrieval.md`` and ``retrieval.json`` into ``folder``.

    :param benchmark: what was searched
    :raises UserError: If they cannot be written.
    """
    text = prose("retrieval").format(benchmark=benchmark)
    systems = {figures["system"]: dict(figures) for figures in each}
    shown = [*tables(each, gains, inline=True), beside_published(benchmark, systems)]
    text += "\n".join(map(markdown, shown)) + prose("retrieval-notes")
    data = {
        "benchmark": benchmark,
        "systems": systems,
        "gains": {gain["minus"]: dict(gain) for gain in gains},
    }
    write_report("retrieval", text, data, folder)


def tables(
    each: Sequence[Figures], gains: Sequence[Figures], *, inline: bool = False
) -> list[Table]:
    """Return each system's figures, and what hybrid search gains on the others.

    :param inline: with each interval beside its figure, not below
    """
    head = MEASURES
    systems = table(
        _TITLE,
        (_SYSTEM, *head, "ms"),
        tuple(
            (
                label(figures["system"]),
                *(f"{figures[name]:.3f}{_bounds(figures, name, inline)}" for name in MEASURES),
                f"{figures['ms_per_query']:.2f}",
            )
            for figures in each
        ),
    )
    if not gains:
        return [systems]
    differences = table(
        "Hơn kém, cùng câu hỏi (khoảng tin cậy 95 %) · Gain, paired (95 % interval)",
        (_SYSTEM, *head),
        tuple(
            (
                f"{gain['system']} − {gain['minus']}",
                *(f"{gain[name]:+.3f}{_bounds(gain, name, inline, '+')}" for name in MEASURES),
            )
            for gain in gains
        ),
    )
    return [systems, differences]


def _bounds(figures: Figures, name: str, inline: bool, sign: str = "") -> str:
    """Return an interval, to go behind its figure."""
    between = _interval(figures, name, sign)
    return f" ({between})" if inline else f"\n{between}"


def _interval(figures: Figures, name: str, sign: str = "") -> str:
    low, high = figures[f"{name}_low"], figures[f"{name}_high"]
    return f"{low:{sign}.3f} … {high:{sign}.3f}"
