"""Passages as numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from hoidap.index.passage import Passage
from hoidap.index.tokens import BREAK, TokenizedPassages

PASSAGES = [
    Passage(0, "a", 0, "Mục tiêu", "a) Đo lường: chuẩn.\nHoà giải"),
    Passage(1, "b", 0, "", "đo, LƯỜNG"),
]


def test_clauses_stand_apart() -> None:
    """Each passage under its document's name; words that read alike have one number."""
    tokenized = TokenizedPassages({"a": "Kế hoạch", "b": ""}.__getitem__)
    tokens = tokenized.take(PASSAGES[::-1], marked=True)
    written = ["|"] * len(tokens.ids)
    for word in "kế hoạch mục tiêu a đo lường chuẩn hòa giải".split():
        for place in (tokens.ids == tokenized.number(word)).nonzero()[0]:
            written[place] = word
    assert " ".join(written) == (
        "| | đo lường | | kế hoạch | mục tiêu | a đo lường | chuẩn | hòa giải |"
    )
    assert tokens.starts.tolist() == [0, 5]
    assert tokens.owner.tolist() == [0] * 5 + [1] * 16
    assert [w for w, named in zip(written, tokens.named, strict=True) if named] == [
        *("|", "|", "kế", "hoạch", "|")
    ]


def test_without_diacritics() -> None:
    tokenized = TokenizedPassages(lambda _: "")
    plain = tokenized.take(PASSAGES[1:], marked=False).ids
    assert plain.tolist() == [
        *(BREAK, BREAK, tokenized.number("do"), tokenized.number("luong"), BREAK)
    ]


@pytest.mark.parametrize("times", range(3))
def test_threads_agree_on_the_numbers(times: int) -> None:
    words = [f"từ{number}" for number in range(300)] * 8
    tokenized = TokenizedPassages(lambda _: "")
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(tokenized.number, words))
    assert numbers == [tokenized.number(word) for word in words]
    assert len(set(numbers)) == 300
    assert BREAK not in numbers
