"""The search by words."""

from __future__ import annotations

import math
import os
import random
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoidap.index import words
from hoidap.index.filter import Filter
from hoidap.index.words import Entry, WordIndex, write_words
from hoidap.text.vietnamese import strip_marks, syllables

ENTRIES = [
    Entry(0, "a.txt", "Nhiệm vụ", "Sở Công Thương chủ trì hỗ trợ doanh nghiệp"),
    Entry(1, "a.txt", "Sở Công Thương", "Tổ chức đào tạo cán bộ"),
    Entry(2, "b.txt", "Nhiệm vụ", "Sở Y tế phối hợp với công an, thương binh"),
    Entry(3, "b.txt", "Kinh phí", "Ngân sách nhà nước năm 2026, ước 9,5 tỷ"),
    Entry(4, "c.txt", "Mục tiêu", "Năng suất lao động tăng; chất lượng hàng hóa"),
    Entry(5, "c.txt", "Mục tiêu", "Nâng suất đầu tư, hoà giải cơ sở KH&CN"),
]


def make(folder: Path, entries: Sequence[Entry]) -> WordIndex:
    """Write and open an index."""
    folder.mkdir()
    write_words(entries, folder)
    return WordIndex(folder)


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    """Return an index of ``ENTRIES``."""
    return make(tmp_path / "words", ENTRIES)


def ids(index: WordIndex, text: str, sources: Sequence[str] | None = None) -> list[int]:
    """Return the ids found for ``text``."""
    within = None if sources is None else Filter(tuple(sources))
    return [number for number, _ in index.search([(text, 1.0)], within, 10)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Sở Công Thương", 0),
        ("so cong thuong", 0),
        ("SỞ CÔNG THƯƠNG?", 0),
        ("9,5", 3),
        ("hòa giải", 5),
        ("chất lượng hàng hoá", 4),
        ("KHCN hay KH & CN", 5),
    ],
)
def test_writing_does_not_matter(index: WordIndex, query: str, first: int) -> None:
    """Capitals, marks left out, the old tone placement, numbers with a comma."""
    assert ids(index, query)[0] == first


def test_neighbours_count(index: WordIndex) -> None:
    """Passage 2 holds sở, công and thương too, but apart."""
    scores = dict(index.search([("sở công thương", 1.0)], None, 10))
    assert scores[0] > 1.5 * scores[2]


def test_marks_tell_apart(index: WordIndex) -> None:
    """With its marks a word is told from the one that differs by a mark alone."""
    assert ids(index, "năng suất")[0] == 4
    assert ids(index, "nâng suất")[0] == 5
    # … which still is found, for less: documents have slips of the scanner.
    assert set(ids(index, "năng suất")) == {4, 5}
    plain = dict(index.search([("nang suat", 1.0)], None, 10))
    assert plain[4] == pytest.approx(plain[5], rel=0.2)


def test_a_heading_counts_less_than_the_text(tmp_path: Path) -> None:
    """The same words above a passage and in it."""
    index = make(
        tmp_path / "words",
        [
            Entry(0, "a.txt", "Sở Công Thương", "Tổ chức đào tạo"),
            Entry(1, "a.txt", "Tổ chức đào tạo", "Sở Công Thương"),
        ],
    )
    assert ids(index, "Sở Công Thương") == [1, 0]


def test_scope_is_a_filter_before_the_ranking(tmp_path: Path) -> None:
    """A hundred better passages of another document do not crowd out the only one."""
    entries = [Entry(i, "other.txt", "", "đo lường đo lường") for i in range(100)]
    entries.append(Entry(100, "mine.txt", "", "một câu dài có nhắc đến đo lường ở giữa chừng"))
    index = make(tmp_path / "words", entries)
    assert [i for i, _ in index.search([("đo lường", 1.0)], Filter(("mine.txt",)), 1)] == [100]
    everywhere = dict(index.search([("đo lường", 1.0)], None, 101))
    scoped = dict(index.search([("đo lường", 1.0)], Filter(("mine.txt",)), 101))
    assert scoped[100] == pytest.approx(everywhere[100])  # the filter adds no score


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (None, {0, 1, 2, 3}),
        ([], set()),
        (["nowhere.txt"], set()),
        (["A.TXT"], set()),
        (["a.txt"], {0, 1}),
        (["a.txt", "b.txt", "nowhere.txt"], {0, 1, 2, 3}),
    ],
)
def test_scope(index: WordIndex, sources: list[str] | None, found: set[int]) -> None:
    """Names are compared whole and exactly; no name means no document."""
    assert set(ids(index, "công thương y tế ngân sách", sources)) == found


def test_a_source_is_any_file_name(tmp_path: Path) -> None:
    """Spaces, brackets, quotes and marks are part of the name."""
    names = ['Kế hoạch (số 1) "cũ".txt', "kế hoạch.txt", "x AND y.txt", "a" * 250]
    index = make(tmp_path / "words", [Entry(i, n, "", "nội dung") for i, n in enumerate(names)])
    for number, name in enumerate(names):
        assert ids(index, "nội dung", [name]) == [number]


def test_weights_of_terms(index: WordIndex) -> None:
    """A further term weighs what it is given; none, or less than none, is no term."""
    base = [("ngân sách", 1.0)]
    assert [i for i, _ in index.search(base, None, 5)] == [3]
    heavy = index.search([*base, ("đào tạo cán bộ", 5.0)], None, 5)
    light = index.search([*base, ("đào tạo cán bộ", 0.2)], None, 5)
    assert [i for i, _ in heavy] == [1, 3]
    assert [i for i, _ in light] == [3, 1]
    assert index.search([("ngân sách", 0.0), ("đào tạo", -1.0)], None, 5) == []
    twice = dict(index.search(base * 2, None, 5))
    assert twice[3] == pytest.approx(2 * dict(index.search(base, None, 5))[3])


def test_terms_are_phrases_apart(index: WordIndex) -> None:
    """The end of one and the beginning of the next make no pair."""
    together = dict(index.search([("sở công", 1.0)], None, 5))
    apart = dict(index.search([("sở", 1.0), ("công", 1.0)], None, 5))
    assert together[0] > apart[0] > 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "?!…—“”",
        "\x00\x07\u200b",
        'title:"a" AND (b OR [c TO *])^2 ~ \\ body:/x/',
        "'; DROP TABLE --",
        "<script>alert(1)</script>",
        "\ud800",
        "🙂" * 50,
        "_",
        "a_b sở_công",
    ],
)
def test_no_text_is_query_syntax(index: WordIndex, query: str) -> None:
    """Whatever is typed is searched for or ignored; nothing raises, nothing matches all."""
    assert len(ids(index, query)) < len(ENTRIES)


def test_a_very_long_query(index: WordIndex) -> None:
    """A hundred thousand characters are cut to a number of terms and still answered."""
    rng = random.Random(0)
    noise = " ".join(str(rng.randrange(10**6)) for _ in range(15_000))
    assert ids(index, f"ngân sách {noise}")[0] == 3


def test_equal_scores_come_in_the_order_of_the_passages(tmp_path: Path) -> None:
    """Ranking is the same on every run."""
    index = make(tmp_path / "w", [Entry(i, "a.txt", "", "đo lường") for i in range(30)])
    assert ids(index, "đo lường") == list(range(10))


def test_an_index_without_passages(tmp_path: Path) -> None:
    """It finds nothing."""
    assert ids(make(tmp_path / "words", []), "đo lường") == []


def test_scores_are_those_of_bm25(tmp_path: Path) -> None:
    """Against twenty lines of textbook BM25, summed over the weighted terms of both fields."""
    rng = random.Random(3)
    vocabulary = ["sở", "số", "công", "cong", "thương", "đo", "lường", "do", "2026", "tế"]
    entries = [
        Entry(
            i,
            "a.txt",
            " ".join(rng.choices(vocabulary, k=rng.randint(0, 5))),
            " ".join(rng.choices(vocabulary, k=rng.randint(1, 30))),
        )
        for i in range(80)
    ]
    index = make(tmp_path / "words", entries)
    for query in ("sở công thương", "do luong 2026", "số đo"):
        found = dict(index.search([(query, 1.0)], None, len(entries)))
        expected = dict(reference(entries, query))
        # A length above forty terms is stored in steps of a few per cent.
        assert found == pytest.approx(expected, rel=0.03)


PARTS = {"body": words.BODY_WEIGHT, "title": words.TITLE_WEIGHT}


def reference(entries: Sequence[Entry], query: str) -> Iterator[tuple[int, float]]:
    """Yield ``(id, score)`` of every passage with a score, by the formula."""
    accented = [("", 1.0), (words.PLAIN, words.PLAIN_WEIGHT)]
    forms = accented if query != strip_marks(query) else [(words.PLAIN, 1.0)]
    totals: dict[int, float] = {}
    for part, part_weight in PARTS.items():
        texts = [Counter(everything(getattr(entry, part))) for entry in entries]
        for form, form_weight in forms:
            for place, score in bm25(texts, analyse(query, form)):
                totals[place] = totals.get(place, 0.0) + part_weight * form_weight * score
    yield from totals.items()


def everything(text: str) -> list[str]:
    """Return the terms of ``text`` in its field."""
    return analyse(text, "") + analyse(text, words.PLAIN)


def analyse(text: str, form: str) -> list[str]:
    """Return the terms of ``text`` as written, or without diacritics."""
    tokens = [strip_marks(token) if form else token for token in syllables(text)]
    return [form + token for token in (*tokens, *words.pairs(tokens))]


@given(st.text(max_size=80))
def test_the_terms_of_any_text(text: str) -> None:
    """Are found again however the text is cut: none holds a space."""
    assert words.terms_of(text).split(" ") == (everything(text) or [""])


def bm25(texts: list[Counter[str]], wanted: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Yield ``(place, score)`` of the texts that hold a wanted term."""
    lengths = [sum(text.values()) for text in texts]
    average = sum(lengths) / len(texts)
    for term in wanted:
        holding = sum(term in text for text in texts)
        rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for place, text in enumerate(texts):
            if tf := text[term]:
                norm = 1.2 * (0.25 + 0.75 * lengths[place] / average)
                yield place, rarity * tf * 2.2 / (tf + norm)


@pytest.mark.parametrize(
    ("terms", "share"),
    [
        ([("Sở Công Thương", 1.0)], 1.0),
        ([("so cong thuong", 1.0)], 1.0),
        ([("số công thương", 1.0)], 0.5),
        ([("who leads the office", 1.0)], 0.0),
        ([("công sở", 1.0)], 0.0),  # both stand there, but not side by side
        ([("KH&CN", 1.0)], 1.0),
        ([("kinh phí", 1.0)], 1.0),  # only in a heading
        ([("tế", 1.0)], 1.0),
        ([("xyz", 1.0)], 0.0),
        ([("the office", 1.0), ("sở công thương", 0.5)], 0.5),
        ([("the office", 0.0), ("sở công thương", 0.5), ("the office", -1.0)], 1.0),
        ([("", 1.0), ("?!", 1.0)], 0.0),
        ([], 0.0),
    ],
)
def test_familiarity(index: WordIndex, terms: list[tuple[str, float]], share: float) -> None:
    """How much of what is asked for stands in the passages at all."""
    assert index.familiarity(terms) == pytest.approx(share)


def test_many_threads_find_the_same(index: WordIndex) -> None:
    """One opened index serves them all."""
    queries = ["sở công thương", "nang suat", "ngân sách 2026"] * 40
    alone = [index.search([(query, 1.0)], None, 5) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda q: index.search([(q, 1.0)], None, 5), queries)) == alone


def test_an_open_index_outlives_its_files(tmp_path: Path) -> None:
    """A build deletes them while readers go on."""
    index = make(tmp_path / "words", ENTRIES)
    shutil.rmtree(tmp_path / "words")
    assert ids(index, "ngân sách") == [3]


def test_a_folder_without_an_index(tmp_path: Path) -> None:
    """Opening it says so with ``OSError``, which names the folder."""
    with pytest.raises(OSError, match="nothing"):
        WordIndex(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match="empty"):
        WordIndex(tmp_path / "empty")


def test_a_folder_that_may_only_be_read() -> None:
    """An index installed by somebody else opens, and nothing is written beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "words"
        make(folder, ENTRIES)
        before = sorted(file.name for file in folder.iterdir())
        for file in folder.iterdir():
            file.chmod(file.stat().st_mode & 0o444)
        folder.chmod(0o555)
        Path(name).chmod(0o755)
        assert unprivileged(lambda: ids(WordIndex(folder), "ngân sách") == [3])
        folder.chmod(0o755)
        assert sorted(file.name for file in folder.iterdir()) == before


def test_opening_writes_nothing(tmp_path: Path) -> None:
    """What a build has written is all there is, and can be checked file by file."""
    make(tmp_path / "words", ENTRIES)
    before = {file.name: file.read_bytes() for file in (tmp_path / "words").iterdir()}
    assert ids(WordIndex(tmp_path / "words"), "ngân sách") == [3]
    assert {file.name: file.read_bytes() for file in (tmp_path / "words").iterdir()} == before


def unprivileged(check: Callable[[], bool]) -> bool:
    """Return what ``check`` returns to a user who owns nothing."""
    child = os.fork()
    if child == 0:
        passed = False
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            passed = check()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0 if passed else 1)
    return os.waitpid(child, 0)[1] == 0


def test_a_failed_write_is_an_os_error(tmp_path: Path) -> None:
    """The library reports it as ``ValueError``; callers handle one kind."""
    with pytest.raises(OSError, match="missing"):
        write_words(ENTRIES, tmp_path / "missing")


def test_information_falls_with_the_passages_that_hold_a_term(index: WordIndex) -> None:
    """In words or headings, as written or stripped, alone or as a pair."""
    unknown, once = index.information("lạ", True), index.information("ngân", True)
    assert unknown > once > index.information("sở", True) > 0
    assert index.information("mục", True) == index.information("nhiệm", True)
    assert index.information("nâng", True) > index.information("nang", False)
    assert index.information("nang", True) == unknown
    assert index.information("sở_y", True) == once


def test_rarity_counts_passages(index: WordIndex) -> None:
    """Those that hold it in their words, their headings or both, each once."""
    for gram, plain, holding in (
        ("sở", False, 4),  # three times in words, once in a heading
        ("so", True, 4),
        ("công thương", False, 2),
        ("mục tiêu", False, 2),
        ("muc tieu", True, 2),
        ("lạ", False, 1),  # log(1 + n) where none does
    ):
        assert index.rarity(gram, plain=plain) == pytest.approx(
            math.log(1 + len(ENTRIES) / holding)
        )


def test_common_terms_stand_back_in_a_large_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A passage is found by what tells it apart; by common words where there are no others."""
    monkeypatch.setattr(words, "_RARE", 5)
    texts = ["kế hoạch đo lường" if i == 70 else "kế hoạch" for i in range(100)]
    index = make(tmp_path / "words", [Entry(i, "a.txt", "", t) for i, t in enumerate(texts)])
    assert ids(index, "kế hoạch đo lường") == [70]
    assert ids(index, "kế hoạch") == list(range(10))
