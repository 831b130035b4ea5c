"""Passages as numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hoidap.index.tokens import (
    BREAK,
    Candidate,
    Numbers,
    Tokens,
    clauses,
    name_numbers,
    numbered,
    pack,
    unpack,
)


def test_clauses_stand_apart() -> None:
    """Each passage under its document's name; words that read alike have one number."""
    numbers = Numbers()
    found = [
        Candidate("b", name_numbers([]), numbered(numbers.of(clauses("", "đo, LƯỜNG")))),
        Candidate(
            "a",
            name_numbers(next(numbers.of([["kế", "hoạch"]]))),
            numbered(numbers.of(clauses("Mục tiêu", "a) Đo lường: chuẩn.\nHoà giải"))),
        ),
    ]
    tokens = Tokens.of(found)
    written = ["|"] * len(tokens.ids)
    for word in "kế hoạch mục tiêu a đo lường chuẩn hòa giải".split():
        for place in (tokens.ids == numbers.number(word)).nonzero()[0]:
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
    """A syllable stands for every one that it may be."""
    numbers = Numbers()
    accented = [numbers.number(word) for word in ("đo", "độ", "do", "lường")]
    assert list(numbers.numbers("do", marked=False)) == accented[:3]
    assert list(numbers.numbers("do", marked=True)) == accented[2:3]
    assert list(numbers.numbers("đó", marked=True)) == []
    assert list(numbers.numbers("xa", marked=False)) == []
    assert BREAK not in accented


@given(st.lists(st.integers(0, 2**31 - 1), max_size=20))
def test_what_is_packed_is_unpacked(ids: list[int]) -> None:
    packed = [pack(np.asarray(part, np.int32)) for part in (ids, [1], [70_000, *ids], [])]
    assert [part.tolist() for part in unpack(packed)] == [ids, [1], [70_000, *ids], []]
