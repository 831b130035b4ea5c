"""Pairs of items about the same matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hoidap.pairing import THRESHOLD, matter, pair

OURS = [
    "Đào tạo, bồi dưỡng nghiệp vụ tiêu chuẩn hóa cho đội ngũ cán bộ",
    "Hằng năm có ít nhất 200 doanh nghiệp được hướng dẫn áp dụng tiêu chuẩn",
    "Cung cấp thông tin về hàng rào kỹ thuật trong thương mại",
]
THEIRS = [
    "Phấn đấu hằng năm có ít nhất 70 doanh nghiệp được hướng dẫn áp dụng tiêu chuẩn",
    "Cung cap thong tin ve hang rao ky thuat cho doanh nghiep",
    "Kiểm tra hàng hóa lưu thông trên thị trường",
]


def test_what_is_about_the_same_matter_is_paired() -> None:
    pairs = pair([matter(text) for text in OURS], [matter(text) for text in THEIRS])
    assert [(found.left, found.right) for found in pairs] == [(1, 0), (2, 1)]


def test_numbers_do_not_tell_matters_apart() -> None:
    assert matter("có 200 lớp") == matter("có 70 lớp") == matter("có 9,5 lớp")


def test_a_label_tells_two_figures_of_one_sentence_apart() -> None:
    text = "Tổ chức 08 lớp, mỗi lớp khoảng 50 người"
    ours = [matter(text, "lớp"), matter(text, "người")]
    pairs = pair(ours, ours[::-1])
    assert {(found.left, found.right) for found in pairs} == {(0, 1), (1, 0)}


def test_what_all_have_in_common_weighs_little() -> None:
    common = "tiêu chuẩn đo lường chất lượng"
    texts = [f"{common} {word}" for word in ("thanh tra", "đào tạo", "tuyên truyền", "dự toán")]
    items = [matter(text) for text in texts]
    assert {(found.left, found.right) for found in pair(items[:2], items[1:])} >= {(1, 0)}
    assert pair(items[:1], items[1:])[0].similarity < 1


def test_nothing_pairs_with_nothing() -> None:
    assert pair([], [matter("a b")]) == ()
    assert pair([matter("")], [matter("")]) == ()


items = st.lists(st.text("abc ", max_size=20).map(matter), max_size=6)


@given(items, items)
def test_each_at_most_once_best_first_and_the_same_from_both_sides(
    left: list[frozenset[str]], right: list[frozenset[str]]
) -> None:
    pairs = pair(left, right)
    assert len({found.left for found in pairs}) == len({found.right for found in pairs})
    assert len({found.left for found in pairs}) == len(pairs)
    degrees = [found.similarity for found in pairs]
    assert degrees == sorted(degrees, reverse=True)
    assert all(THRESHOLD <= degree <= 1 + 1e-9 for degree in degrees)
    mirrored = [found.similarity for found in pair(right, left)]
    assert mirrored[:1] == degrees[:1]
