"""Bad input: a clear message, the right exit status, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hoidap.helpers import ASKED, read_lines, run, write_lines


def _good_documents(folder: Path, documents: list[Path]) -> Path:
    folder.mkdir()
    for document in documents[-2:]:
        shutil.copy(document, folder)
    return folder


@pytest.fixture
def corpus(tmp_path: Path, documents: list[Path]) -> Path:
    """Return a folder ``documents`` with two good documents."""
    return _good_documents(tmp_path / "documents", documents)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, documents: list[Path]) -> Path:
    """Return a folder with an index in its place, to ask and not to build in."""
    folder = tmp_path_factory.mktemp("home")
    _good_documents(folder / "documents", documents)
    assert run("build", cwd=folder).returncode == 0
    return folder


def _sources(cwd: Path) -> set[str]:
    done = run("documents", "--format", "json", cwd=cwd)
    assert done.returncode == 0
    return {record["source"] for record in json.loads(done.stdout)}


def _answers(cwd: Path) -> bool:
    """Tell whether the index in ``cwd`` answers."""
    done = run("ask", ASKED, "--json", cwd=cwd)
    return done.returncode == 0 and not json.loads(done.stdout)["abstained"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", ASKED),
        ("batch", "in.jsonl", "out.jsonl"),
        ("documents",),
        ("tasks",),
        ("show", "thanh-hoa"),
        ("chat",),
        ("eval", "answers"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_index(arguments: tuple[str, ...], language: str, tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", [{"question": ASKED}])
    done = run(*arguments, cwd=tmp_path, env={"HOIDAP_LANG": language})
    message = done.stderr.decode()
    assert done.returncode == 1
    assert ".hoidap/index" in message
    assert "hoidap build --index .hoidap/index" in message
    assert ("chưa có chỉ mục" in message) == (language == "vi")
    assert done.stdout == b""
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _blank(path: Path) -> None:
    path.write_bytes(b"\n \t\r\n")


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 2**20)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere.txt")


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _locked(path: Path) -> None:
    path.write_text("văn bản", encoding="utf-8")
    path.chmod(0)


BAD = [_empty, _blank, _binary, _large, _dangling, _circle, _pipe]
if os.geteuid():  # the superuser reads everything
    BAD.append(_locked)


@pytest.mark.parametrize("make", BAD)
def test_one_bad_document_among_good_ones(
    make: Callable[[Path], None], corpus: Path, tmp_path: Path
) -> None:
    good = {path.name for path in corpus.iterdir()}
    make(corpus / "bad.txt")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 3
    (reported,) = [line for line in done.stderr.decode().splitlines() if "Bỏ qua" in line]
    assert "bad.txt" in reported
    assert "Bỏ qua: 1" in done.stdout.decode()
    assert _sources(tmp_path) == good
    assert _answers(tmp_path)


def test_every_bad_document_is_reported(corpus: Path, tmp_path: Path) -> None:
    good = {path.name for path in corpus.iterdir()}
    for make in BAD:
        make(corpus / f"bad{make.__name__}.txt")
    (corpus / "scan.xyz").write_bytes(b"%PDF-")
    done = run("build", cwd=tmp_path, env={"HOIDAP_LANG": "en"})
    assert done.returncode == 3
    for make in BAD:
        assert f"Left out: bad{make.__name__}.txt" in done.stderr.decode()
    assert "Left out: scan.xyz" in done.stderr.decode()
    assert _sources(tmp_path) == good


def test_only_bad_documents_leave_the_old_index(corpus: Path, tmp_path: Path) -> None:
    assert run("build", cwd=tmp_path).returncode == 0
    before = _sources(tmp_path)
    (tmp_path / "bad").mkdir()
    _empty(tmp_path / "bad" / "empty.txt")
    _binary(tmp_path / "bad" / "binary.txt")
    done = run("build", "bad", cwd=tmp_path)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr.decode()
    assert "binary.txt" in done.stderr.decode()
    assert _sources(tmp_path) == before
    assert _answers(tmp_path)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "không có chữ hay số nào"),
        (" \n\t ", "không có chữ hay số nào"),
        ("?!...", "“?!...”"),
        ("\x01\x02\x1b\x7f", "không có chữ hay số nào"),
        ("a" * 100_000, "100.000 ký tự, tối đa 2.000"),
    ],
    ids=["empty", "blank", "punctuation", "control", "long"],
)
def test_a_question_that_cannot_be_answered(question: str, message: str, home: Path) -> None:
    done = run("ask", "--", question, cwd=home)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert len(done.stderr) < 1000
    assert done.stdout == b""
    assert _answers(home)


def test_a_script_is_a_question_like_any_other(home: Path) -> None:
    done = run("ask", "--json", "<script>alert('x')</script><img src=x onerror=y>", cwd=home)
    assert done.returncode == 0
    assert json.loads(done.stdout)["abstained"] is True


def test_control_characters_never_reach_the_terminal(home: Path) -> None:
    done = run("ask", "Ai chủ trì \x1b[31mđỏ\x07?", cwd=home)
    assert done.returncode == 0
    assert not set(done.stdout + done.stderr) & {0x1B, 0x07}
    done = run("show", "\x1b[2J", cwd=home)
    assert done.returncode == 2
    assert 0x1B not in done.stderr


def test_malformed_lines_of_a_batch(home: Path, tmp_path: Path) -> None:
    write_lines(
        tmp_path / "in.jsonl",
        [
            {"id": "first", "question": ASKED},
            '{"id": "cut", "question": "Ai',
            {"id": "none"},
            {"id": "long", "question": "a" * 100_000},
            {"id": "control", "question": "\x00\x01"},
            {"id": "last", "question": "Ai ký kế hoạch của Thanh Hóa?"},
        ],
    )
    done = run("batch", tmp_path / "in.jsonl", tmp_path / "out.jsonl", cwd=home)
    assert done.returncode == 3
    assert [record["id"] for record in read_lines(tmp_path / "out.jsonl")] == ["first", "last"]
    reported = done.stderr.decode()
    for line in (2, 3, 4, 5):
        assert f"Dòng {line}: " in reported
    assert "Dòng 1:" not in reported
    assert "Dòng 6:" not in reported
