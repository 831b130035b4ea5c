"""Values that options take: years, days, ports."""

from __future__ import annotations

import re
from abc import abstractmethod
from datetime import date
from typing import Any, ClassVar, TypeVar

import click

from hoidap.language import say

T = TypeVar("T")


class _Value(click.ParamType[T]):
    """A value read off its text; what it cannot be read off is refused by name."""

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> T:
        """Return the value, or fail saying what is allowed."""
        try:
            return self.read(str(value))
        except ValueError:
            self.fail(self.refusal(str(value)), param, ctx)

    @abstractmethod
    def read(self, text: str) -> T:
        """Return the value that ``text`` is; raise ``ValueError`` if it is none."""

    @abstractmethod
    def refusal(self, text: str) -> str:
        """Say that ``text`` is no value, and what is."""


class Year(_Value[int]):
    """A year of four digits."""

    name = "year"
    first: ClassVar[int] = 1900
    last: ClassVar[int] = 2199

    def read(self, text: str) -> int:
        """Return the year."""
        if not re.fullmatch(r"[0-9]{4}", text) or not self.first <= int(text) <= self.last:
            raise ValueError(text)
        return int(text)

    def refusal(self, text: str) -> str:
        """Name the range."""
        return say(
            f"“{text}” không phải năm; cần một năm từ {self.first} đến {self.last}, "
            "ví dụ 2026.",
            f"“{text}” is not a year; it takes one from {self.first} to {self.last}, "
            "such as 2026.",
        )


class Day(_Value[date]):
    """A day, as computers write it (2026-11-30) or as people do (30/11/2026)."""

    name = "day"

    def read(self, text: str) -> date:
        """Return the day."""
        iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
        spoken = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", text)
        parts = iso.groups() if iso else spoken.groups()[::-1] if spoken else ()
        year, month, day = map(int, parts)
        return date(year, month, day)

    def refusal(self, text: str) -> str:
        """Name the two forms."""
        return say(
            f"“{text}” không phải ngày; hãy viết như 2026-11-30 hoặc 30/11/2026.",
            f"“{text}” is not a day; write it as 2026-11-30 or 30/11/2026.",
        )


class Port(_Value[int]):
    """The number of a TCP port, 0 for any free one."""

    name = "port"
    highest: ClassVar[int] = 65535

    def read(self, text: str) -> int:
        """Return the number."""
        if not (text.isascii() and text.isdigit()) or int(text[:9]) > self.highest:
            raise ValueError(text)
        return int(text)

    def refusal(self, text: str) -> str:
        """Name the range."""
        return say(
            f"“{text}” không phải số cổng; cần một số từ 0 (cổng trống bất kỳ) "
            f"đến {self.highest}.",
            f"“{text}” is not a port; it takes a number from 0 (any free one) "
            f"to {self.highest}.",
        )
