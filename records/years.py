"""Which years something is about: told by its time, its headings, or its plan's period."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.figures import figures
from hoidap.text.vietnamese import plain

Years = tuple[tuple[int, int | None], ...]
"""Spans of years, both ends included; an end of ``None`` is open."""

# "Đến năm 2030", "từ năm 2026", "hằng năm": more years than those that are named.
_OPEN = re.compile(r"\b(?:den|tu|truoc|sau|tro di|tiep theo|hang nam|moi nam|thuong xuyen)\b")
_FURTHER = re.compile(r"\b(?:tro di|tiep theo)\b")  # than a range that has both its ends
# Years behind these are part of a title: "Chiến lược … giai đoạn 2026 - 2035".
_TITLE = re.compile(r"\b(?:chien luoc|ke hoach|chuong trinh|de an|quyet dinh|nghi quyet)\b.*")


@lru_cache(maxsize=1024)  # what stands under one heading has much the same
def years_of(
    time: str, headings: tuple[str, ...], period: tuple[int, int | None] | None
) -> Years:
    """Return the years of what is done at ``time`` under ``headings`` in a plan of ``period``.

    The first of these decides that names a year: the time, the innermost heading, those
    above it; where none does, it is the plan's period.  What names years alone (``Năm
    2026``, ``2026-2030``) means these; what leaves more open (``Đến năm 2030``) means the
    plan's period besides.

    >>> years_of("Năm 2026", (), (2026, 2030)), years_of("Đến năm 2032", (), (2026, 2030))
    (((2026, 2026),), ((2032, 2032), (2026, 2030)))
    >>> years_of("Hằng năm", ("II. GIAI ĐOẠN 2026 - 2028", "1. Đào tạo"), (2026, 2030))
    ((2026, 2028),)
    """
    whole: Years = () if period is None else (period,)
    for words in (plain(time), *(_TITLE.sub("", plain(text)) for text in headings[::-1])):
        spans = []
        rest, place = "", 0
        for figure in figures(words):
            first, last = (figure.ends or (figure, figure))[:2]
            if first.year and last.year:
                spans.append((first.year, last.year))
                rest, place = f"{rest}{words[place : figure.start]} ", figure.end
        if not spans:
            continue
        further = _FURTHER if any(first != last for first, last in spans) else _OPEN
        left_open = further.search(rest + words[place:])
        return tuple(dict.fromkeys((*spans, *whole) if left_open else spans))
    return whole


def covers(years: Years, year: int) -> bool:
    """Tell whether ``year`` is one of ``years``."""
    return any(first <= year and (last is None or year <= last) for first, last in years)
