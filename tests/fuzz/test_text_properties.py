"""What holds for any Vietnamese text, and for any text at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hoidap.ingest.assignment import read_label
from hoidap.ingest.layout import blocks
from hoidap.ingest.lines import split_lines
from hoidap.ingest.plan import Plan
from hoidap.ingest.readers.plain import decode_text
from hoidap.ingest.source import source_from_text
from hoidap.ingest.tables.columns import header_columns, role_of
from hoidap.ingest.tables.times import is_time
from hoidap.text.agencies import agency_key, find_agencies, split_agencies, starts_agency
from hoidap.text.glossary import glossary
from hoidap.text.places import find_places
from hoidap.text.vietnamese import (
    contains,
    fold,
    has_marks,
    nfc,
    place_tones,
    plain,
    squeeze,
    strip_marks,
    syllables,
    typed_words,
)
from tests.ingest.helpers import DOCUMENTS, at, misplaced, read_text, wrongly_covered

steady = settings(deadline=None, derandomize=True, database=None)

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
LETTERS = sorted(
    {nfc(vowel + tone) for vowel in VOWELS for tone in TONES}
    | set("bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX")
)
PUNCTUATION = " \n.,;:-–()/&%“”\"'0123456789"

letters = st.sampled_from(LETTERS)
words = st.text(letters, min_size=1, max_size=8)
vietnamese = st.text(st.one_of(letters, st.sampled_from(PUNCTUATION)), max_size=60)


@st.composite
def mixed_forms(draw: st.DrawFn) -> str:
    """Draw Vietnamese text whose letters are composed, half composed or decomposed."""
    pieces = []
    for char in draw(vietnamese):
        apart = unicodedata.normalize("NFD", char)
        composed = draw(st.integers(1, len(apart)))  # how much of the letter is one character
        pieces.append(nfc(apart[:composed]) + apart[composed:])
    return "".join(pieces)


# -- Vietnamese text ---------------------------------------------------------------------------


# Syllables that end in oa, oe, uy: where the place of the tone mark differs.
open_ends = st.text(
    st.sampled_from([c for c in LETTERS if strip_marks(c).lower() in "aeouyhq"]), max_size=5
)


@steady
@given(st.one_of(vietnamese, open_ends))
def test_fold_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@steady
@given(st.text(max_size=60))
def test_fold_is_done_once_for_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@steady
@given(mixed_forms())
def test_fold_does_not_depend_on_the_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text)) == fold(text)


@steady
@given(st.text(max_size=60))
def test_strip_marks_does_not_depend_on_the_form(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert strip_marks(decomposed) == strip_marks(nfc(text))


@steady
@given(mixed_forms())
def test_words_as_typed_are_the_syllables(text: str) -> None:
    assert [fold(text[start:end]) for start, end in typed_words(text)] == syllables(text)


@steady
@given(st.one_of(st.text(max_size=60), vietnamese))
def test_names_are_found_in_any_text_at_their_places(text: str) -> None:
    assert all(place.start < place.end for place in find_places(f"{text} Thanh Hóa"))
    found = find_agencies(f"{text}; Sở Y tế", english=True, plain=False)
    assert found[-1].name == "Sở Y tế"
    assert all(one.end <= two.start for one, two in pairwise(found))


@steady
@given(vietnamese)
def test_stripped_text_has_no_marks(text: str) -> None:
    assert not has_marks(strip_marks(text))
    assert has_marks(text) == (strip_marks(text) != text)


@steady
@given(vietnamese)
def test_plain_text_is_ascii_but_for_its_punctuation(text: str) -> None:
    assert all(char.isascii() for char in plain(text) if char.isalpha())
    assert plain(plain(text)) == plain(text)


@steady
@given(st.one_of(vietnamese, open_ends))
def test_place_tones_is_done_once_and_keeps_every_letter(text: str) -> None:
    placed = place_tones(text)
    assert place_tones(placed) == placed
    assert strip_marks(placed) == strip_marks(text)
    assert Counter(unicodedata.normalize("NFD", placed)) == Counter(
        unicodedata.normalize("NFD", text)
    )


@steady
@given(st.lists(words, max_size=8), words)
def test_contains_finds_whole_words_and_them_alone(haystack: list[str], needle: str) -> None:
    assert contains(" ".join(haystack), needle) == (
        fold(needle) in [fold(word) for word in haystack]
    )


@steady
@given(st.lists(words, min_size=1, max_size=8), st.data())
def test_contains_finds_every_run_of_words(text: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert contains(" ".join(text), "  ".join(text[start:end]))
    assert contains(unicodedata.normalize("NFD", " ".join(text)), " ".join(text[start:end]))


@steady
@given(st.lists(words, max_size=8))
def test_syllables_are_the_words(text: list[str]) -> None:
    assert syllables(", ".join(text)) == [fold(word) for word in text]


@steady
@given(st.text(max_size=60))
def test_squeeze_leaves_single_spaces(text: str) -> None:
    squeezed = squeeze(text)
    assert squeezed.split() == text.split()
    assert squeezed == " ".join(text.split())


# -- agencies ----------------------------------------------------------------------------------


AGENCIES = sorted({agency.name for agency in glossary().agencies})


def without_and(text: str) -> str:
    """Return the letters and digits of ``text``, the word *và* left out."""
    return "".join(re.findall(r"[^\W_]+", re.sub(r"\bvà\b", " ", nfc(text))))


@steady
@given(
    st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=6, unique=True),
    st.sampled_from((", ", "; ", " và ")),
)
def test_parting_a_list_of_agencies_loses_no_letter(names: list[str], mark: str) -> None:
    parts = [fold(part) for part in re.split(r"[,;]| và ", mark.join(names))]
    assume(len(set(parts)) == len(parts))  # a name given twice is given once
    assert without_and(" ".join(split_agencies(mark.join(names)))) == without_and(
        mark.join(names)
    )


@steady
@given(st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=6, unique=True))
def test_a_list_with_semicolons_is_parted_at_them(names: list[str]) -> None:
    assert split_agencies("; ".join(names)) == tuple(names)


departments = st.sampled_from([name for name in AGENCIES if name.startswith("Sở ")])


@steady
@given(st.lists(departments, min_size=2, max_size=6, unique=True))
def test_a_list_that_shares_its_first_word_gives_it_to_each(names: list[str]) -> None:
    listed = "Các sở: " + "; ".join(name.removeprefix("Sở ") for name in names)
    assert split_agencies(listed) == tuple(names)


@steady
@given(st.sampled_from(AGENCIES), st.sampled_from(("NFC", "NFD")))
def test_an_agency_of_the_glossary_is_known_in_any_form(name: str, form: str) -> None:
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    assert agency_key(written) == agency_key(name.upper()) == agency_key(name)


@steady
@given(st.text(max_size=80))
def test_any_text_is_parted_into_names(text: str) -> None:
    for name in split_agencies(text):
        assert name.strip() == name != ""
    starts_agency(text)
    agency_key(text)


# -- source text -------------------------------------------------------------------------------


@steady
@given(mixed_forms(), st.data())
def test_offsets_lead_back_to_the_letters(text: str, data: st.DataObject) -> None:
    source = source_from_text("a.txt", text)
    assert source.text == text
    assert source.nfc == nfc(text)
    start = data.draw(st.integers(0, len(source.nfc)))
    end = data.draw(st.integers(start, len(source.nfc)))
    first, last = source.span(start, end)
    assert nfc(text[first:last]) == source.nfc[start:end]


@steady
@given(st.text(max_size=60))
def test_offsets_grow_and_end_with_the_text(text: str) -> None:
    source = source_from_text("a.txt", text)
    assert source.span(0, len(source.nfc)) == (0, len(text))
    assert list(source.offsets) == sorted(source.offsets)


@steady
@given(
    st.lists(words, min_size=2, max_size=30).map(" ".join),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")),
    st.sampled_from(("NFC", "NFD")),
)
def test_text_is_decoded_as_it_was_encoded(text: str, encoding: str, form: str) -> None:
    text = "Số: " + unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert decode_text(text.encode(encoding)) == text


@steady
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode_text(data)
    except ValueError:
        return
    assert "\r" not in text


# -- documents ---------------------------------------------------------------------------------


TEXTS = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
LINES = sorted({line for text in TEXTS for line in text.split("\n") if line.strip()})
WORDS = sorted({word for text in TEXTS for word in text.split()})
SIGNS = (
    *("I. ", "XIV. ", "1. ", "2.1. ", "3.2.1 ", "a) ", "đ) ", "- ", "+ ", "(1) ", "Điều 1. "),
    *("Mục 2. ", "Chương I ", "Phần thứ nhất ", "Phụ lục ", "PHỤ LỤC II ", "Nơi nhận: "),
    *("TM. ", "KT. CHỦ TỊCH ", "KẾ HOẠCH ", "QUYẾT ĐỊNH: ", "(Kèm theo ", "Căn cứ ", "TT "),
    *(
        "TT Nhiệm vụ ",
        "Đơn vị ",
        "Đơn vị chủ trì: ",
        "Thời gian thực hiện: ",
        "| ",
        "|---|---|",
    ),
    *("# ", "**", "Trang 5", "²"),
)


def one_of_many(texts: list[str]) -> st.SearchStrategy[str]:
    """Draw one of ``texts``; a failure is reported without listing them all."""
    return st.integers(0, len(texts) - 1).map(lambda place: texts[place])


phrases = st.lists(one_of_many(WORDS), max_size=6).map(" ".join)
lines = st.one_of(
    one_of_many(LINES),
    st.builds(str.__add__, st.sampled_from(SIGNS), phrases),
    st.lists(phrases, min_size=2, max_size=7).map("\t".join),
    st.lists(phrases, min_size=1, max_size=6).map(lambda cells: f"| {' | '.join(cells)} |"),
    st.integers(0, 30).map(str),
    st.builds(lambda line, cut: line[:cut], one_of_many(LINES), st.integers(1, 40)),
    st.sampled_from(("", "", " ", "\t", "\u00a0", "\u200b", "\f", "  STT", "1\t", "²\tA\tB")),
)
tables = st.builds(
    lambda header, rows: "\n".join([header, *rows]),
    st.sampled_from(("TT\tNội dung\tChủ trì\tThời gian", "| STT | Nhiệm vụ | Chủ trì |")),
    st.lists(lines, max_size=8),
)
soups = st.builds(
    lambda parts, form: unicodedata.normalize(form, "\n".join(parts)),
    st.lists(st.one_of(lines, lines, lines, tables), max_size=20),
    st.sampled_from(("NFC", "NFC", "NFD")),
)


def letters_of(text: str) -> str:
    """Return the letters and digits of ``text``, composed."""
    return "".join(re.findall(r"[^\W_]", nfc(text)))


def check(plan: Plan, text: str) -> None:
    """Check that a plan holds all of its text once, at places that are named once."""
    assert wrongly_covered(plan, text) == []
    assert misplaced(plan, text) == []
    locators = Counter(p.locator for p in plan.provisions if p.kind != "furniture")
    assert [locator for locator, count in locators.items() if count > 1] == []
    assert all(-1 <= p.parent < place for place, p in enumerate(plan.provisions))


def check_verbatim(plan: Plan, text: str) -> None:
    """Check that what a plan says stands at the spans it gives for it."""
    for provision in plan.provisions:
        if provision.kind not in ("furniture", "letterhead", "group", "row"):
            assert letters_of(provision.text) == letters_of(at(text, provision.spans))
        for field in provision.fields:
            assert letters_of(at(text, field.spans)).endswith(letters_of(field.value))
        if provision.locator == "Dấu kẻ bảng":  # what no other provision claims
            assert letters_of(at(text, provision.spans)) == ""
    for fact in (*plan.bases, *plan.recipients):
        assert letters_of(fact.value) in letters_of(at(text, fact.spans))


@settings(steady, max_examples=200)
@given(soups)
def test_any_soup_of_lines_is_read_whole(text: str) -> None:
    plan = read_text(text)
    check(plan, text)
    check_verbatim(plan, text)


@settings(steady, max_examples=60)
@given(st.lists(lines, max_size=30).map("\n".join))
def test_every_line_goes_into_one_block(text: str) -> None:
    found = [line.start for block in blocks(text) for line in block.lines]
    assert sorted(found) == [line.start for line in split_lines(text)]


@settings(steady, max_examples=40)
@given(one_of_many(TEXTS), st.data())
def test_a_document_with_lines_left_out_is_read_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 6000)))
    part = text[start:end]
    check(read_text(part), part)


@steady
@given(st.text(max_size=200))
def test_any_text_is_read_whole(text: str) -> None:
    text = text.replace("\r", "\n")
    check(read_text(text), text)


@steady
@given(st.text(max_size=100))
def test_any_line_is_a_header_or_a_label_or_not(text: str) -> None:
    role_of(text)
    is_time(text)
    read_label(text)
    assert all(column.role for column in header_columns(text))
