"""The figures of the committed reports by name, for checking what documents claim.

A document quotes a figure as ``<!-- figure:NAME -->97.4 %<!-- /figure -->``; names are
the path in a report's JSON, such as ``answers.engine.right``.  A name with ``.vi``
behind it has the decimal comma, one with ``.count`` the counts of a share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hoidap.eval.report import REPORTS
from hoidap.eval.tables import decimal, percent
from hoidap.ingest.errors import UserError

_OPENING = "<!-- figure:"
_FIGURE = re.compile(r"<!-- figure:(\S+) -->(.*?)<!-- /figure -->", re.DOTALL)
_TALLY = {"hits", "total", "share", "low", "high"}


def figures(folder: Path = REPORTS) -> dict[str, str]:
    """Return every figure of the JSON reports in ``folder``, written for people.

    :raises UserError: If there is no report.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UserError(
            f"{folder}: chưa có báo cáo nào; hãy chạy `make eval`.",
            f"{folder}: no report there yet; run `make eval`.",
        )
    named: dict[str, str] = {}
    for file in files:
        for name, value in _leaves(file.stem, json.loads(file.read_text(encoding="utf-8"))):
            named[name] = value
            named[f"{name}.vi"] = decimal(value, "vi")
    return named


def figure_faults(text: str, named: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the figures that ``text`` quotes, one line each.

    :param named: name -> figure, as :func:`figures` gives them
    """
    quoted = _FIGURE.findall(text)
    faults = []
    if text.count(_OPENING) != len(quoted):
        faults.append(f"{text.count(_OPENING)} figures are opened, {len(quoted)} well formed")
    for name, value in quoted:
        if name not in named:
            faults.append(f"{name}: no report holds a figure of this name")
        elif value != named[name]:
            faults.append(f"{name}: “{value}”, the report has “{named[name]}”")
    return faults


def quotes_figures(text: str) -> bool:
    """Tell whether ``text`` quotes any figure."""
    return _OPENING in text


def _leaves(name: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield name and figure of every number below ``value``."""
    if isinstance(value, dict) and value.keys() == _TALLY:
        if value["share"] is not None:
            # From the counts: the share in the report is rounded.
            yield name, percent(value["hits"] / value["total"])
            yield f"{name}.count", f"{value['hits']}/{value['total']}"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{name}.{key}", inner)
    elif isinstance(value, str):
        yield name, value
    elif isinstance(value, int | float):
        yield name, f"{value:g}"
