"""Cells that hold a time and nothing else, and lines that may open one."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.vietnamese import fold

_TIME_CHARS = re.compile(
    r"^(?:\d{1,4}|[ivx]{1,4}|hằng|hàng|mỗi|năm|các|trong|từ|đến|trước|sau|giai|đoạn|hết|cuối|đầu|quý|tháng|ngày"
    r"|thường|xuyên|định|kỳ|liên|tục|và|theo|lộ|trình|tiến|độ|quy|yêu|cầu|khi|có|phát|sinh|hoàn|thành|những|tiếp|đột|xuất|lâu|dài"
    r"|một|hai|ba|lần|0?\d)$"
)
_TIME_ANCHOR = re.compile(
    r"\d|hằng|hàng|thường xuyên|định kỳ|liên tục|quý|theo (?:lộ trình|tiến độ|yêu cầu)|mỗi năm|lâu dài"
)


@lru_cache(maxsize=16384)
def is_time(text: str) -> bool:
    """Tell whether ``text`` is nothing but a time: ``Hằng năm``, ``Quý II/2026``, ``2026-2030``."""
    folded = fold(text)
    words = re.findall(r"[^\W_]+", folded)
    return (
        bool(words)
        and bool(_TIME_ANCHOR.search(folded))
        and not re.fullmatch(r"\d{1,3}", folded)
        and not _NO_TIME.search(folded)
        and all(_TIME_CHARS.match(word) for word in words)
    )


_NO_TIME = re.compile(r"%|\b\d{1,3}(?:\.\d{3})+\b")  # a share, a sum of money
_TIME_FIRST = re.compile(
    r"(?:trước|sau|đến|từ|giai đoạn|năm|quý|tháng|ngày|trong|hết|cuối|đầu|thường xuyên|định kỳ|hằng|hàng|mỗi)\b"
)


@lru_cache(maxsize=16384)
def opens_time(text: str) -> bool:
    """Tell whether a line can open a time: nothing but its words, a capital or a figure first."""
    if text[:1].islower():
        return False
    folded = fold(text)
    words = re.findall(r"[^\W_]+", folded)
    return is_time(text) or (
        bool(_TIME_FIRST.match(folded)) and all(_TIME_CHARS.match(word) for word in words)
    )
