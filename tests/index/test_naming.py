"""Which document a question names, and what it asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap.index.catalogue import Catalogue
from hoidap.index.filter import Filter
from hoidap.index.naming import DocumentNames
from hoidap.index.signs import features_of


class Names:
    """The names of some documents, as a catalogue tells them."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def name(self, source: str) -> str:
        return self._names.get(source, "")

    def names(self, within: Filter | None) -> Iterable[str]:
        wanted = None if within is None else within.sources
        return [n for source, n in self._names.items() if wanted is None or source in wanted]

    def named(self, feature: str) -> int:
        return sum(
            feature in {" ".join(one) for one in features_of(name)}
            for name in self._names.values()
        )


def named(names: dict[str, str]) -> DocumentNames:
    return DocumentNames(cast(Catalogue, Names(names)))


HELD = {
    "tn": "Kế hoạch Thái Nguyên Triển khai Chiến lược tiêu chuẩn 2026 - 2035",
    "th": "Kế hoạch Thanh Hóa Thực hiện Chiến lược tiêu chuẩn 2026 - 2035",
    "dn": "Quyết định 1295/QĐ-UBND Đồng Nai Ban hành Kế hoạch",
}
NAMES = named(HELD)


def test_the_document_named_is_the_most_alike() -> None:
    for question, source in (
        ("Ai ký Quyết định 1295 của Đồng Nai?", "dn"),
        ("Kế hoạch của Thái Nguyên đến năm 2035", "tn"),
        ("ke hoach cua Thanh Hoa den nam 2035", "th"),
        ("Who signed the plan of Thanh Hóa?", "th"),
    ):
        likeness = NAMES.likeness([(question, 1.0)], HELD)
        assert max(likeness, key=lambda name: likeness[name]) == source
        assert 0 < likeness[source] <= 1
        assert NAMES.likeness([(question, 1.0)], [source]) == {source: likeness[source]}


def test_what_names_all_or_none_says_nothing() -> None:
    assert NAMES.likeness([("kế hoạch", 1.0)], HELD) == {}
    assert NAMES.likeness([("truy xuất nguồn gốc", 1.0)], HELD) == {}
    assert named({}).likeness([("kế hoạch", 1.0)], []) == {}


@pytest.mark.parametrize(
    ("text", "sources", "left"),
    [
        ("Ai ký Quyết định 1295 của Đồng Nai?", ("dn",), "Ai ký của"),
        ("ai ky quyet dinh 1295 cua Dong Nai", ("dn",), "ai ky cua"),
        ("Thái Nguyên và Thanh Hóa", ("tn", "th"), "Thái Nguyên và Thanh Hóa"),
        ("Chiến lược tiêu chuẩn giao ai?", ("tn", "th"), "giao ai?"),
        ("Kế hoạch Thái Nguyên", ("tn",), "Kế hoạch Thái Nguyên"),
        ("Kế hoạch giao ai?", None, "giao ai?"),
        ("ai chủ trì?", ("unknown",), "ai chủ trì?"),
    ],
)
def test_what_names_the_documents_is_left_out(
    text: str, sources: tuple[str, ...] | None, left: str
) -> None:
    assert NAMES.without(text, Filter(sources)) == left


@given(st.text(max_size=60))
def test_any_text_keeps_words_of_its_own_in_their_order(text: str) -> None:
    words = iter(text.split())
    left = NAMES.without(text)
    assert left == text or all(word in words for word in left.split())
    likeness = NAMES.likeness([(text, 1.0)], HELD)
    assert all(0 < value <= 1 + 1e-9 for value in likeness.values())
