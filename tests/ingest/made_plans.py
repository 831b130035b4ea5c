"""Whole plans made up from a seed, in any of the forms that real ones have.

Unlike :mod:`tests.ingest.plans`, whose plans are read without a fault, these hold the
faults of real files too: slips of a scanner, numbers given twice, cells left out,
tables whose cells follow one another line after line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.ingest import made_words as words
from tests.ingest.made_tables import (
    FIELDS,
    ROMAN,
    Expected,
    Layout,
    TableMaker,
    listed,
    sentence,
)

LAYOUTS: tuple[Layout, ...] = ("tab", "markdown", "flat")


@dataclass
class MadeText:
    """A document's text, how its table is laid out, and what should come out of it."""

    text: str
    layout: Layout
    clauses: list[Expected]
    rows: list[Expected]


def make_text(seed: int) -> MadeText:
    """Make the document of ``seed``."""
    random = Random(seed)
    layout = LAYOUTS[seed % len(LAYOUTS)]
    clauses: list[Expected] = []
    lines = _head(random)
    lines += random.choice((_roman, _arabic, _dieu))(random, clauses)
    lines += _end(random)
    lines += ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "", "(Kèm theo Kế hoạch của UBND tỉnh)", ""]
    table, rows = TableMaker(random, layout).make()
    return MadeText("\n".join([*lines, *table]), layout, clauses, rows)


def _head(random: Random) -> list[str]:
    return [
        *("ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA", ""),
        *(f"Số: {random.randint(1, 400)}/KH-UBND", ""),
        *("KẾ HOẠCH", f"{sentence(random)[:-1]} trên địa bàn tỉnh Thanh Hóa", ""),
        *("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", ""),
    ]


def _end(random: Random) -> list[str]:
    return [
        *("Trên đây là Kế hoạch của tỉnh, yêu cầu các đơn vị triển khai thực hiện./.", ""),
        *("Nơi nhận:", f"- {random.choice(words.AGENCIES)};", "- Lưu: VT.", ""),
        *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Lê Văn An", ""),
    ]


# -- the outline -----------------------------------------------------------------------


def _roman(random: Random, clauses: list[Expected]) -> list[str]:
    """Sections ``I.``, clauses ``1.`` or, under a named number, ``a)``."""
    lines = []
    lettered = random.random() < 0.5
    headings = _headings(random)
    for number, heading in zip(_signs(random, len(headings)), headings, strict=True):
        lines += [f"{ROMAN[number - 1]}. {heading}", ""]
        if lettered:
            lines += [f"1. {random.choice(words.VERBS)} {random.choice(words.OBJECTS)}", ""]
        for n in _signs(random, random.randint(1, 2)):
            lines += _clause(random, f"{'abcd'[n - 1]})" if lettered else f"{n}.", clauses)
    return lines


def _arabic(random: Random, clauses: list[Expected]) -> list[str]:
    """Sections ``1.``, clauses ``1.1.``."""
    lines = []
    headings = _headings(random)
    for number, heading in zip(_signs(random, len(headings)), headings, strict=True):
        lines += [f"{number}. {heading}", ""]
        for n in _signs(random, random.randint(1, 2)):
            lines += _clause(random, f"{number}.{n}.", clauses)
    return lines


def _dieu(random: Random, clauses: list[Expected]) -> list[str]:
    """Articles ``Điều 1.``, clauses ``1.`` or ``a)``."""
    lines = []
    sign: Callable[[int], str] = random.choice(
        (lambda n: f"{n}.", lambda n: f"{'abcdđ'[n - 1]})")
    )
    headings = _headings(random)
    for number, heading in zip(_signs(random, len(headings)), headings, strict=True):
        lines += [f"Điều {number}. {heading.capitalize()}", ""]
        for n in _signs(random, random.randint(1, 2)):
            lines += _clause(random, sign(n), clauses)
    return lines


def _headings(random: Random) -> list[str]:
    """Choose two or three sections, in the usual order."""
    return [
        words.SECTIONS[place] for place in sorted(random.sample(range(5), random.randint(2, 3)))
    ]


def _signs(random: Random, size: int) -> list[int]:
    """Count from 1; at times a number comes twice, or one is left out."""
    numbers = list(range(1, size + 1))
    if size > 1 and random.random() < 0.1:
        fault = random.randint(1, size - 1)
        step = random.choice((-1, 1))
        numbers = [n + step * (place >= fault) for place, n in enumerate(numbers)]
    return numbers


def _clause(random: Random, sign: str, clauses: list[Expected]) -> list[str]:
    """Write a clause, most of them with labelled lines."""
    task = sentence(random)[: -1 if random.random() < 0.3 else None]
    if random.random() < 0.1:
        task = words.slip(task, random)
    lines = [f"{sign} {task}", ""]
    if random.random() < 0.3:
        return lines
    expected = Expected("clause", sign.strip(".)"), task)
    dash = random.choice(("", "- ", "+ "))
    stop = random.choice(("", ".", ";"))
    said = {
        "lead": _names(random, 2),
        "coordinate": _names(random, 4),
        "time": random.choice(words.TIMES),
        "output": random.choice(words.OUTPUTS).rstrip("."),
    }
    for role, share in zip(FIELDS, (1.0, 0.8, 0.9, 0.4), strict=True):
        if random.random() < share:
            label = random.choice(words.LABELS[role])
            lines.append(f"{dash}{label}: {said[role]}{stop}")
            expected.fields[role] = said[role]
    clauses.append(expected)
    return [*lines, ""]


def _names(random: Random, most: int) -> str:
    names = random.sample(words.AGENCIES, random.randint(1, most))
    if random.random() < 0.1:
        names[0] = words.slip(names[0], random)
    return listed(names, random)
