"""Options that the commands on extracted records share, and the values they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import click

from hoidap.export import FORMS
from hoidap.language import say
from hoidap.usage import Decorated, OneOf, option


class Year(click.ParamType[int]):
    """A year of four digits."""

    name = "year"
    first: ClassVar[int] = 1900
    last: ClassVar[int] = 2199

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Return the year, or fail naming the range."""
        text = str(value)
        if re.fullmatch(r"[0-9]{4}", text) and self.first <= int(text) <= self.last:
            return int(text)
        self.fail(
            say(
                f"“{value}” không phải năm; cần một năm từ {self.first} đến {self.last}, "
                "ví dụ 2026.",
                f"“{value}” is not a year; it takes one from {self.first} to {self.last}, "
                "such as 2026.",
            ),
            param,
            ctx,
        )


class Day(click.ParamType[date]):
    """A day, as computers write it (2026-11-30) or as people do (30/11/2026)."""

    name = "day"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the day, or fail naming the two forms."""
        text = str(value)
        iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
        spoken = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", text)
        parts = iso.groups() if iso else spoken.groups()[::-1] if spoken else ()
        try:
            year, month, day = map(int, parts)
            return date(year, month, day)
        except ValueError:
            self.fail(
                say(
                    f"“{value}” không phải ngày; hãy viết như 2026-11-30 hoặc 30/11/2026.",
                    f"“{value}” is not a day; write it as 2026-11-30 or 30/11/2026.",
                ),
                param,
                ctx,
            )


def export_options(
    forms: Sequence[str] = FORMS,
) -> Callable[[Decorated], Decorated]:
    """Give a command ``--format`` and ``--output``, the first form being the default."""

    def decorate(command: Decorated) -> Decorated:
        with_output = option(
            "-o",
            "--output",
            "output",
            metavar="FILE",
            type=click.Path(path_type=Path),
            vi="Ghi vào tệp này; tệp cũ chỉ được thay khi đã ghi xong.",
            en="Write to this file; one that is there is replaced when all is written.",
        )(command)
        return option(
            "--format",
            "form",
            type=OneOf(forms),
            vi=f"Dạng kết quả [mặc định: theo đuôi tên tệp ra, nếu không thì {forms[0]}].",
            en=f"Form of the output [default: as the file's name ends, else {forms[0]}].",
        )(with_output)

    return decorate


def province_option(command: Decorated) -> Decorated:
    """Give a command ``--province``."""
    return option(
        "--province",
        metavar="P",
        vi="Chỉ văn bản của tỉnh này.",
        en="Only documents of this province.",
    )(command)


def source_option(command: Decorated) -> Decorated:
    """Give a command ``--source``."""
    return option(
        "--source",
        metavar="FILE",
        vi="Chỉ văn bản này: tên tệp, hoặc một phần tên chỉ một văn bản có.",
        en="Only this document: its file's name, or a part that only one document has.",
    )(command)


def year_option(command: Decorated) -> Decorated:
    """Give a command ``--year``."""
    return option(
        "--year",
        metavar="YYYY",
        type=Year(),
        vi="Chỉ những gì của năm này: thời gian ghi năm đó, hoặc, nếu thời gian không "
        "nêu rõ năm khác, giai đoạn của kế hoạch có năm đó.",
        en="Only what falls in this year: its time names it or, where its time does not name "
        "others alone, the plan's period covers it.",
    )(command)
