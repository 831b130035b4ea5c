"""Text cut into sentences with their markers, the same however it comes in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap.assistant.llm.sentences import LONGEST, Sentences
from hoidap.text.vietnamese import syllables
from tests.assistant.helpers import sentences_of


def one_by_one(pieces: list[str]) -> list[str]:
    sentences = Sentences()
    return [done for piece in pieces for done in sentences.feed(piece)] + sentences.flush()


@pytest.mark.parametrize(
    "sentences",
    [
        ["Sở Y tế chủ trì. [1]", "Sở Công Thương phối hợp [2][3].", "Hạn là 30/6/2026. [1, 2]"],
        ["Đạt 1.110 doanh nghiệp. [1]", "Trong đó 9,5 % áp dụng TCVN ISO 9001:2015 [2]."],
        ["Nghị định số 30/2020/NĐ-CP.", "Quyết định số 876/QĐ-TTg ngày 15/5/2026 [1]."],
        ["UBND TP. Hồ Chí Minh chủ trì [1].", "Th.S. Lê Thị B. Hoa và PGS. TS. An ký. 【2】"],
        ["Standards, e.g. TCVN, apply to Sở A [1].", "See No. 5 of Art. 7."],
        ["No.", "Is it so?", "Yes!"],
        ["Điều 5. Khoản 2 quy định rõ [1].", "Theo Điều 7.", "Sở Y tế chủ trì [2]."],
        ["“Phải báo cáo.” [1]", "(Xem mục 2.1.)", "Hết."],
        ["Các sở, ngành… Sở Y tế và v.v. đều phối hợp [1].", "15 doanh nghiệp."],
        ["Sở Khoa học và Công nghệ (KH&CN) chủ trì, ghi “a < b” [1]."],
        ["KHÔNG CÓ CĂN CỨ"],
    ],
)
def test_sentences_end_where_a_reader_sees_it(sentences: list[str]) -> None:
    assert sentences_of(" ".join(sentences)) == sentences
    assert sentences_of("\n".join(sentences)) == sentences


def test_a_marker_keeps_two_sentences_apart_without_a_space() -> None:
    assert sentences_of("Sở A chủ trì [1].Sở B phối hợp.[2] sở C") == [
        "Sở A chủ trì [1].",
        "Sở B phối hợp.[2]",
        "sở C",
    ]


def test_signs_of_markdown_are_taken_off() -> None:
    text = (
        "## Trách nhiệm\n\n1. **Sở Y tế:** chủ trì [1]\n2) `Sở Xây dựng` phối hợp.\n"
        "   - *Hạn*: 30/6/2026 [2]\n* a) Kết quả: báo cáo\n"
    )
    assert sentences_of(text) == [
        "Trách nhiệm",
        "Sở Y tế: chủ trì [1]",
        "Sở Xây dựng phối hợp.",
        "Hạn: 30/6/2026 [2]",
        "Kết quả: báo cáo",
    ]


def test_a_list_on_one_line_keeps_its_numbers_with_its_items() -> None:
    assert sentences_of("1. Sở A chủ trì [1]. 2. Sở B phối hợp [2].") == [
        "Sở A chủ trì [1].",
        "Sở B phối hợp [2].",
    ]


def test_markers_on_a_line_of_their_own_belong_to_the_line_before() -> None:
    assert sentences_of("Sở A chủ trì.\n[1] [2]\nSở B phối hợp.\n\n[3]") == [
        "Sở A chủ trì. [1] [2]",
        "Sở B phối hợp. [3]",
    ]
    assert sentences_of("Sở A chủ trì.\n[1] Sở B phối hợp.") == [
        "Sở A chủ trì.",
        "[1] Sở B phối hợp.",
    ]


def test_the_escapes_of_the_evidence_are_read_back() -> None:
    assert sentences_of("Sở KH&amp;CN: a &lt; b &gt; c. Hết") == [
        "Sở KH&CN: a < b > c.",
        "Hết",
    ]


def test_a_sentence_is_given_as_soon_as_it_is_known_to_be_whole() -> None:
    sentences = Sentences()
    assert sentences.feed("Sở A chủ trì.") == []
    assert sentences.feed(" [1]") == []
    assert sentences.feed("[2] ") == []
    assert sentences.feed("S") == ["Sở A chủ trì. [1][2]"]
    assert sentences.feed("ở B.\n") == []
    assert sentences.feed("-") == ["Sở B."]
    assert sentences.flush() == ["-"]
    assert sentences.flush() == []


def test_text_without_an_end_is_cut_at_a_space() -> None:
    parts = sentences_of("doanh nghiệp " * 400)
    assert all(0 < len(part) <= LONGEST for part in parts)
    assert " ".join(parts) == ("doanh nghiệp " * 400).strip()
    assert "".join(sentences_of("x" * 5000)) == "x" * 5000


FRAGMENTS = st.sampled_from(
    [
        *("Sở Y tế", "chủ trì", "TP", "Th.S", "Điều 5", "e.g", "1.110", "30/6/2026", "NĐ-CP"),
        *(".", ". ", "...", "…", "?", "!", ";", ":", ",", ")", "(", "”", "“", "**", "#", "-"),
        *("[1]", " [2]", "[1, 3]", "【4】", "[", "]", "[1", "[a]", "\n", "\n\n", "\r\n"),
        *(" ", "  ", "1. ", "a) ", "- ", "&amp;", "đạt", "A", "B.", "No. ", "\u0301", "\u00a0"),
        "x" * 400,
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=40).map("".join) | st.text(max_size=200)


@given(TEXTS, st.data())
def test_the_pieces_make_no_difference(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=12).map(sorted))
    places = [0, *cuts, len(text)]
    pieces = [text[a:b] for a, b in zip(places, places[1:], strict=False)]
    whole = sentences_of(text)
    assert one_by_one(pieces) == whole
    assert one_by_one(list(text)) == whole


@given(st.lists(st.sampled_from(["Sở A", "chủ trì. ", "\n", "[1]", "TP. ", " 9,5", "! "])))
def test_no_word_is_lost_or_said_twice(words: list[str]) -> None:
    text = "".join(words)
    assert syllables(" ".join(sentences_of(text))) == syllables(text)


def test_a_quotation_is_not_cut() -> None:
    quoted = "Văn bản ghi: “Sở Y tế chủ trì. Hạn là ngày 30/6. Gửi báo cáo.” [1]"
    assert sentences_of(f"{quoted} Sở Tài chính phối hợp. [2]") == [
        "Văn bản ghi: “Sở Y tế chủ trì. Hạn là ngày 30/6. Gửi báo cáo.” [1]",
        "Sở Tài chính phối hợp. [2]",
    ]


def test_one_that_is_never_closed_is_none() -> None:
    text = "Văn bản ghi: “Sở Y tế chủ trì. [1] Hạn là ngày 30/6. [2]"
    parts = ["Văn bản ghi: “Sở Y tế chủ trì. [1]", "Hạn là ngày 30/6. [2]"]
    assert sentences_of(text) == parts
    assert sentences_of(f"{text}\nNơi nhận: “Sở Y tế”.") == [*parts, "Nơi nhận: “Sở Y tế”."]
