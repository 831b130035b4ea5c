"""Searching an index of the real documents, with a stand-in for the model."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from hoidap.index.build import build
from hoidap.index.hybrid import CANDIDATES
from hoidap.index.search import EmbedderChanged, Filter, Hit, Index
from hoidap.index.store import IndexDamaged, IndexMissing
from hoidap.text.vietnamese import strip_marks
from tests.conftest import HashingEmbedder

THANH_HOA = "thanh-hoa-2026-ke-hoach-876.txt"
THAI_NGUYEN = "thai-nguyen-2026-ke-hoach-876.txt"


@pytest.fixture(scope="module")
def index(corpus_index: Path) -> Index:
    return Index.open(corpus_index, HashingEmbedder())


def texts(hits: Sequence[Hit]) -> str:
    """Return the passages found, as one text."""
    return "\n".join(hit.passage.text for hit in hits)


QUESTIONS = [
    ("cung cấp thông tin về hàng rào kỹ thuật trong thương mại", "hàng rào kỹ thuật trong"),
    ("Cổng thông tin truy xuất nguồn gốc sản phẩm, hàng hóa", "truy xuất nguồn gốc"),
    ("Trung tâm mã số mã vạch", "mã số"),
]


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_the_passage_is_found(index: Index, question: str, words: str) -> None:
    """With diacritics, without, in capitals."""
    for query in (question, strip_marks(question), question.upper()):
        assert words in texts(index.search(query, limit=5)).lower()


@pytest.mark.parametrize("within", [None, Filter(provinces=("Thanh Hóa", "Đồng Nai"))])
@pytest.mark.parametrize(("question", "_"), QUESTIONS)
def test_the_documents_are_those_of_the_passages_found(
    index: Index, question: str, _: str, within: Filter | None
) -> None:
    best: dict[str, float] = {}
    for hit in index.search(question, within=within, limit=4 * 3):
        best.setdefault(hit.passage.source, hit.score)
    assert index.find_documents(question, within, 3) == list(best.items())[:3]


def test_scope(index: Index) -> None:
    """Only the documents named are searched, and these in full depth."""
    question = "cung cấp thông tin về hàng rào kỹ thuật"
    for source in (THANH_HOA, THAI_NGUYEN):
        hits = index.search(question, within=Filter((source,)), limit=500)
        assert {hit.passage.source for hit in hits} == {source}
        assert "hàng rào kỹ thuật" in hits[0].passage.text
    both = index.search(question, within=Filter((THANH_HOA, THAI_NGUYEN)), limit=500)
    assert {hit.passage.source for hit in both} == {THANH_HOA, THAI_NGUYEN}
    assert index.search(question, within=Filter(())) == []
    assert index.search(question, within=Filter(("nowhere.txt",))) == []
    hits = index.search(question, within=Filter(provinces=("Thái Nguyên",)), limit=500)
    assert {hit.passage.source for hit in hits} == {THAI_NGUYEN}
    narrow = Filter((THANH_HOA, THAI_NGUYEN), ("Thanh Hóa", "Hà Nội"))
    assert {hit.passage.source for hit in index.search(question, within=narrow)} == {THANH_HOA}
    assert index.search(question, within=Filter(provinces=())) == []


def test_an_english_question_with_its_translation(index: Index) -> None:
    """The words given beside the question find what the question alone cannot."""
    query = "technical barriers to trade"
    found = index.search(query, words="", extra=[("hàng rào kỹ thuật trong thương mại", 1.0)])
    assert "hàng rào kỹ thuật trong thương mại" in found[0].passage.text
    assert found[0].words_rank
    assert all(hit.words_rank is None for hit in index.search(query, words=""))


def test_hits_tell_where_they_come_from(index: Index) -> None:
    """Ranks count from 1 without a gap; scores fall with them; the fused score too."""
    hits = index.search("hỗ trợ doanh nghiệp áp dụng tiêu chuẩn", limit=1000)
    assert len({hit.passage.id for hit in hits}) == len(hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for kind in ("words", "meaning"):
        ranked = sorted(
            (getattr(hit, f"{kind}_rank"), getattr(hit, f"{kind}_score"))
            for hit in hits
            if getattr(hit, f"{kind}_rank") is not None
        )
        assert [rank for rank, _ in ranked] == list(range(1, len(ranked) + 1))
        assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)
        assert len(ranked) > CANDIDATES
    assert all(hit.words_rank or hit.meaning_rank for hit in hits)


def test_meaning_is_the_embedders_cosine(index: Index) -> None:
    """Of the question and the passage under its headings, found by its words alone or not."""
    embedder = HashingEmbedder()
    found = 0
    for question in ("năng suất lao động", "đô thị", "Phụ lục", "mã số mã vạch", "công an"):
        for hit in index.search(question, limit=150):
            title, text = hit.passage.title, hit.passage.text
            passage = f"{title}\n{text}" if title else text
            one, other = embedder.encode_queries([question, passage])
            assert hit.meaning_score == pytest.approx(float(np.dot(one, other)), abs=1e-3)
            found += hit.meaning_rank is None
    assert found > 0


def test_words_of_another_language_count_little(index: Index) -> None:
    """A question whose words the documents lack is left to its meaning."""
    strange = index.search("what do the in on to can so the leads", limit=10)
    assert [hit.meaning_rank for hit in strange[:2]] == [1, 2]
    familiar = index.search("hỗ trợ doanh nghiệp áp dụng tiêu chuẩn", limit=10)
    assert {hit.words_rank for hit in familiar[:2]} == {1, 2}


class Mute(HashingEmbedder):
    """A model to which nothing means anything."""

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.zeros((len(texts), self.dimension), dtype=np.float32)


def test_a_question_without_a_meaning(corpus_index: Path) -> None:
    """Its vector is zero, near to nothing: the words alone count."""
    hits = Index.open(corpus_index, Mute()).search("đo lường chất lượng", limit=300)
    assert hits
    assert all(hit.words_rank and not hit.meaning_rank for hit in hits)
    assert all(hit.meaning_score == 0 for hit in hits)


def test_fewer_hits_are_the_first_of_more(index: Index) -> None:
    many = index.search("kinh phí thực hiện", limit=100)
    assert index.search("kinh phí thực hiện", limit=7) == many[:7]
    for limit in (0, -1):
        with pytest.raises(ValueError, match="limit"):
            index.search("kinh phí", limit=limit)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "?!…",
        "\x00\x1b[31m",
        "_",
        "🙂",
        "\ud800",
        "body:x AND (",
        "<b>",
        "9,5 %" * 20000,
    ],
)
def test_whatever_is_typed(index: Index, query: str) -> None:
    """Nothing raises; what holds no word finds nothing."""
    hits = index.search(query)
    if not any(char.isalnum() for char in query):
        assert hits == []


def test_many_threads_find_the_same(corpus_index: Path) -> None:
    """Also where the first searches of a fresh index come all at once."""
    index = Index.open(corpus_index, HashingEmbedder())
    queries = [question for question, _ in QUESTIONS] * 20
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(index.search, queries))
    assert found == [index.search(query) for query in queries]


def test_an_open_index_outlives_a_build(
    excerpts: list[Path], tmp_path: Path, embedder: HashingEmbedder
) -> None:
    """Its files are deleted under it; it answers on from the documents it was opened with."""
    folder = tmp_path / "index"
    build(excerpts[:1], folder, embedder)
    index = Index.open(folder, embedder)
    build(excerpts[1:], folder, embedder)
    assert {hit.passage.source for hit in index.search("kế hoạch")} == {excerpts[0].name}
    reopened = Index.open(folder, embedder).search("kế hoạch", limit=500)
    assert {hit.passage.source for hit in reopened} == {path.name for path in excerpts[1:]}


def test_a_missing_file_is_refused(
    excerpts: list[Path], tmp_path: Path, embedder: HashingEmbedder
) -> None:
    folder = tmp_path / "index"
    build(excerpts[:1], folder, embedder)
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        content = file.read_bytes()
        file.unlink()
        with pytest.raises((IndexDamaged, IndexMissing), match="hoidap build"):
            Index.open(folder, embedder).search("kế hoạch")
        file.write_bytes(content)
    assert Index.open(folder, embedder).search("kế hoạch")


def test_another_model_than_the_one_it_was_built_with(corpus_index: Path) -> None:
    """Its vectors would mean nothing; another size of vectors is another model too."""
    with pytest.raises(EmbedderChanged, match="hoidap build"):
        Index.open(corpus_index, HashingEmbedder("2"))
    wider = HashingEmbedder()
    wider.dimension *= 2
    with pytest.raises(EmbedderChanged, match="hashing"):
        Index.open(corpus_index, wider)
