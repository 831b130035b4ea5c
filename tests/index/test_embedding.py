"""The shipped embedding: served without torch, equal to sentence-transformers."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file

from hoidap.index.embedding import (
    MODEL_FOLDER,
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    Embedder,
    ModelError,
    StaticEmbedder,
)
from hoidap.index.langchain_embeddings import LangChainEmbeddings
from hoidap.index.training import pairs
from hoidap.text.vietnamese import place_tones, strip_marks

if TYPE_CHECKING:
    from hoidap.index.sentence_embedder import SentenceEmbedder

TEXTS = [
    "Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành liên quan.",
    "Hỗ trợ doanh nghiệp áp dụng hệ thống quản lý chất lượng ISO 9001:2015 (ít nhất 9,5%)",
    "Which department leads the work on technical barriers to trade?",
    "so khoa hoc va cong nghe chu tri viec gi",
    unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh Thanh Hóa phê duyệt kế hoạch"),
    "Uỷ ban nhân dân tỉnh Thanh Hoá",
    "KH&CN, TBT, DNNVV; UBND – “TCCS”",
    "truy xuất nguồn gốc " * 500,
    "日本語 mixed with đo lường",
]
WORDLESS = ["", "   \n\t", "😀", "日本語"]


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder.load()


@pytest.fixture(scope="module")
def reference() -> SentenceEmbedder:
    pytest.importorskip("sentence_transformers")
    from hoidap.index.sentence_embedder import SentenceEmbedder

    return SentenceEmbedder.load(MODEL_FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model"))


def test_same_vectors_as_sentence_transformers(
    embedder: StaticEmbedder, reference: SentenceEmbedder
) -> None:
    texts = TEXTS + WORDLESS
    expected = reference.encode_passages(texts)
    found = embedder.encode(texts)
    assert found.shape == expected.shape == (len(texts), embedder.dimension)
    assert found.dtype == np.float32
    cosines = (found * expected).sum(axis=1)
    assert (cosines[: len(TEXTS)] > 0.9999).all()
    assert not found[len(TEXTS) :].any()
    assert not expected[len(TEXTS) :].any()


def test_both_are_embedders(embedder: StaticEmbedder, reference: SentenceEmbedder) -> None:
    candidates: list[Embedder] = [embedder, reference]
    names = {candidate.name for candidate in candidates}
    assert len(names) == 2
    for candidate in candidates:
        assert candidate.dimension == 256
        assert candidate.encode_queries([]).shape == (0, 256)
        assert (
            candidate.encode_queries(TEXTS[:1]) @ candidate.encode_passages(TEXTS[:1]).T > 0.99
        )


def test_length_is_one_or_zero(embedder: StaticEmbedder) -> None:
    lengths = np.linalg.norm(embedder.encode(TEXTS + WORDLESS), axis=1)
    assert lengths[: len(TEXTS)] == pytest.approx(1)
    assert not lengths[len(TEXTS) :].any()


def test_a_vector_does_not_depend_on_its_neighbours(embedder: StaticEmbedder) -> None:
    many = (TEXTS + WORDLESS) * 50  # more than one batch
    together = embedder.encode(many)
    alone = np.concatenate([embedder.encode([text]) for text in TEXTS + WORDLESS])
    np.testing.assert_allclose(together, np.tile(alone, (50, 1)), atol=1e-6)


@given(st.lists(st.text(max_size=12) | st.sampled_from(TEXTS[:-2]), max_size=6))
def test_a_question_is_encoded_like_any_text(
    embedder: StaticEmbedder, parts: list[str]
) -> None:
    """Whatever words were met before."""
    text = " ".join(parts)
    for _ in range(2):
        np.testing.assert_allclose(
            embedder.encode_queries([text]), embedder.encode([text]), atol=1e-6
        )


def test_the_words_kept_are_bounded(
    embedder: StaticEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoidap.index.embedding._KEPT_WORDS", 10)
    for text in TEXTS * 2:
        np.testing.assert_allclose(
            embedder.encode_queries([text]), embedder.encode([text]), atol=1e-6
        )
    assert len(embedder._words) < 60


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thanh Hóa, thủy sản, khỏe", "Thanh Hoá, thuỷ sản, khoẻ"),
        (
            "Ủy ban nhân dân tỉnh Đồng Nai",
            unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh Đồng Nai"),
        ),
        ("hàng hóa", unicodedata.normalize("NFD", "HÀNG HOÁ")),
        ("tiêu chuẩn quốc gia", "  TIÊU  CHUẨN\nquốc gia "),
    ],
)
def test_spellings_of_one_text_have_one_vector(
    embedder: StaticEmbedder, one: str, other: str
) -> None:
    first, second = embedder.encode([one, other])
    np.testing.assert_array_equal(first, second)


def test_the_tokenizer_places_tones_as_the_project_does(folder: Path) -> None:
    normalizer = json.loads((folder / TOKENIZER_FILE).read_text("utf-8"))["normalizer"]
    assert [step["type"] for step in normalizer["normalizers"]][:2] == ["NFC", "Lowercase"]
    from tokenizers import Tokenizer

    steps = Tokenizer.from_file(str(folder / TOKENIZER_FILE)).normalizer
    for text in ("hoà thuý quý hoàn khoẻ", "QUÝ, HOÁ-TOÀ uỷ2", "xoáy quỷ oà"):
        assert steps.normalize_str(text) == place_tones(text.lower())


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("national standards", "tiêu chuẩn quốc gia"),
        ("Department of Science and Technology", "Sở Khoa học và Công nghệ"),
        ("small and medium enterprises", "doanh nghiệp nhỏ và vừa"),
        ("The government must protect consumers.", "Chính phủ phải bảo vệ người tiêu dùng."),
        ("product traceability", "truy xuất nguồn gốc sản phẩm"),
    ],
)
def test_languages_and_hurried_typing_meet(
    embedder: StaticEmbedder, english: str, vietnamese: str
) -> None:
    others = [
        "xử phạt vi phạm giao thông đường bộ",
        "Sở Nông nghiệp và Môi trường",
        "bảo hiểm y tế cho học sinh",
        "đấu giá quyền sử dụng đất",
        "thủ tục đăng ký kết hôn",
    ]
    passages = embedder.encode_passages([vietnamese, *others])
    queries = embedder.encode_queries([english, strip_marks(vietnamese)])
    assert (queries @ passages.T).argmax(axis=1).tolist() == [0, 0]


def test_lone_surrogates_are_no_failure(embedder: StaticEmbedder) -> None:
    broken, whole = embedder.encode(["đo lường \ud800", "đo lường ?"])
    np.testing.assert_array_equal(broken, whole)


def test_serving_needs_no_torch() -> None:
    code = (
        "import sys; from index.embedding import StaticEmbedder; "
        "StaticEmbedder.load().encode(['đo lường']); "
        "sys.exit('torch' in sys.modules)"
    )
    root = MODEL_FOLDER.parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_hash_follows_the_files(embedder: StaticEmbedder, folder: Path) -> None:
    assert StaticEmbedder.load(folder).hash == embedder.hash
    with (folder / TOKENIZER_FILE).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert StaticEmbedder.load(folder).hash != embedder.hash


@pytest.mark.parametrize("name", [WEIGHTS_FILE, TOKENIZER_FILE])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "noise"])
def test_a_damaged_file_is_named(folder: Path, name: str, damage: str) -> None:
    file = folder / name
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        noise = random.Random(1).randbytes(1000)
        file.write_bytes({"empty": b"", "cut": content[:-7], "noise": noise}[damage])
    with pytest.raises(ModelError, match=name):
        StaticEmbedder.load(folder)


@pytest.mark.parametrize(
    "tensors",
    [
        {"embedding.weight": np.zeros((4, 2), np.float32)},
        {"embeddings": np.zeros((4, 2), np.float32), "weights": np.ones(4, np.float32)},
        {"embeddings": np.zeros((4, 2), np.int8), "weights": np.ones(3, np.float32)},
        {"embeddings": np.zeros(4, np.int8), "weights": np.ones(4, np.float32)},
        {"embeddings": np.zeros((40_000, 2), np.int8), "weights": np.full(40_000, np.nan)},
    ],
)
def test_other_weights_are_refused(
    folder: Path, tensors: dict[str, npt.NDArray[np.float32]]
) -> None:
    save_file(tensors, folder / WEIGHTS_FILE)
    with pytest.raises(ModelError, match=WEIGHTS_FILE):
        StaticEmbedder.load(folder)


def test_a_tokenizer_without_vectors_is_refused(folder: Path) -> None:
    levels, scales = np.zeros((9, 2), np.int8), np.ones(9, np.float32)
    save_file({"embeddings": levels, "weights": scales}, folder / WEIGHTS_FILE)
    with pytest.raises(ModelError, match=TOKENIZER_FILE):
        StaticEmbedder.load(folder)


def test_a_missing_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentence_transformers")
    from hoidap.index.sentence_embedder import SentenceEmbedder

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="no-such-model.*HF_HUB_OFFLINE"):
        SentenceEmbedder.load("nobody/no-such-model")


def test_langchain_gets_the_same_vectors(embedder: StaticEmbedder) -> None:
    adapter = LangChainEmbeddings(embedder)
    np.testing.assert_array_equal(adapter.embed_documents(TEXTS), embedder.encode(TEXTS))
    np.testing.assert_array_equal(adapter.embed_query(TEXTS[0]), embedder.encode(TEXTS[:1])[0])


def test_the_glossary_is_read_with_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(
        """
        [[agency]]
        name = "Sở Công Thương"
        short = ["SCT"]
        english = "Department of Industry and Trade"
        [[abbreviation]]
        short = "TBT"
        vi = "hàng rào kỹ thuật"
        [[term]]
        vi = ["đo lường", "phép đo"]
        en = ["measurement"]
        [[term]]
        en = "left alone"
        [[province]]
        name = "Đồng Nai"
        """,
        encoding="utf-8",
    )
    assert pairs.read_glossary(file) == [
        ("Department of Industry and Trade", "Sở Công Thương"),
        ("SCT", "Sở Công Thương"),
        ("TBT", "hàng rào kỹ thuật"),
        ("measurement", "đo lường"),
        ("measurement", "phép đo"),
    ]


def test_terms_in_other_words_ask_for_the_passage() -> None:
    entries = [("measurement", "đo lường"), ("quality", "chất lượng"), ("lead", "chủ trì")]
    found = [("Quản lý đo lường và Chất lượng", "passage"), ("chỉ đo lường", "too little")]
    assert list(pairs.term_pairs(found, entries, random.Random(0))) == [
        ("measurement quality", "passage")
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    things = ["đo lường", "chất lượng", "tiêu chuẩn", "năng suất", "xuất khẩu", "mã vạch"]
    places = ["tỉnh", "huyện", "xã", "sở", "bộ"]
    articles = [
        {
            "title": f"Quản lý {thing} {place}",
            "source": f"Điều 1 Luật số {at}/2020/QH14 {thing} ngày 01/01/2020",
            "text": f"1. Cơ quan {place} quản lý {thing} theo quy định pháp luật. "
            f"2. Tổ chức thực hiện {thing} hằng năm có báo cáo gửi {place}.",
            "related": [f"Điều 1.1.LQ.{at}. Báo cáo {thing}"],
        }
        for at, thing in enumerate(things)
        for place in places
    ]
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    (folder / "legal_articles.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    translations = "".join(f"x\tthing {i} here\tvật {i} ở đây\n" for i in range(60))
    (folder / "english_vietnamese.tsv.gz").write_bytes(gzip.compress(translations.encode()))
    benchmark = tmp_path / "benchmark"
    (benchmark / "qrels").mkdir(parents=True)
    passage = {"_id": "p", "title": articles[0]["title"], "text": articles[0]["text"]}
    (benchmark / "corpus.jsonl").write_text(json.dumps(passage), "utf-8")
    (benchmark / "queries.jsonl").write_text('{"_id": "q", "text": "đo lường"}', "utf-8")
    (benchmark / "qrels" / "test.tsv").write_text("query\tpassage\tscore\nq\tp\t1\n", "utf-8")
    return folder


def test_benchmark_articles_and_held_out_pairs_stay_out(data: Path) -> None:
    every = pairs.read_articles(data)
    kept = pairs.read_articles(data, [data.parent / "benchmark" / "corpus.jsonl"])
    assert [article.title for article in every if article not in kept] == [every[0].title]
    trained, held_out = pairs.read_translations(data)
    assert held_out
    assert set(trained).isdisjoint(held_out)


def test_training_twice_gives_the_same_files(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    pytest.importorskip("accelerate")
    from hoidap.index.training.__main__ import main

    hashes = set()
    for output in (tmp_path / "one", tmp_path / "two"):
        options = ["--data", str(data), "--output", str(output), "--epochs", "1"]
        options += ["--report", str(output)]
        assert main([*options, "--benchmark", str(data.parent / "benchmark")]) == 0
        assert "ALQAC" in (output / "README.md").read_text("utf-8")
        report = json.loads((output / "training.json").read_text("utf-8"))
        assert set(report) == {"shipped", "trained", "difference", "identical", "within"}
        assert report["identical"] is False
        assert report["shipped"]["first"] == 1  # the only article there is
        assert f"| {report['trained']['first']:.4f} |" in (output / "training.md").read_text()
        hashes.add(StaticEmbedder.load(output).hash)
    assert len(hashes) == 1


def test_training_without_data_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("datasets")
    from hoidap.index.training.__main__ import main

    assert main(["--data", str(tmp_path), "--output", str(tmp_path / "model")]) == 1
    assert "english_vietnamese.tsv.gz" in caplog.text
