"""Abbreviations and what they stand for."""

from __future__ import annotations

import pytest

from hoidap.text.abbreviations import written_out


@pytest.mark.parametrize(
    ("words", "bare", "meant"),
    [
        (["tbt"], False, {"hàng", "rào", "kỹ", "thuật"}),
        (["hàng", "rào", "kỹ", "thuật", "trong", "thương", "mại"], False, {"tbt"}),
        (["hang", "rao", "ky", "thuat", "trong", "thuong", "mai"], True, {"tbt"}),
    ],
)
def test_each_is_understood_as_the_other(words: list[str], bare: bool, meant: set[str]) -> None:
    assert set(words) | meant <= written_out(words, bare)


def test_nothing_is_added_where_nothing_is_abbreviated() -> None:
    assert written_out(["dòng", "nước"], bare=False) == {"dòng", "nước"}
