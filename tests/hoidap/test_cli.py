"""How the command starts and ends, whatever happens in between."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from hoidap.cli import cli, main
from tests.hoidap.helpers import ASKED, COMMAND, SECONDS, environment, run

HEAVY = {
    *("torch", "gradio", "faiss", "underthesea", "sentence_transformers", "transformers"),
    *("langchain_core", "tantivy", "numpy", "pandas"),
}


def _imported(code: str, cwd: Path) -> set[str]:
    """Return the modules that are loaded after ``code`` has run."""
    report = "sys.stderr.write(repr(set(sys.modules)))"
    program = f"import sys\nfrom hoidap.cli import main\n{code}\n{report}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    return set(re.findall(r"'(\w+)'", done.stderr))


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    assert not _imported("main(['--help'])", tmp_path) & HEAVY


def test_asking_imports_no_torch(tmp_path: Path, built_index: Path) -> None:
    code = f"assert main(['ask', {ASKED!r}, '--index', {str(built_index)!r}]) == 0"
    loaded = _imported(code, tmp_path)
    assert "tantivy" in loaded  # the index was searched
    assert not loaded & {
        "torch",
        "gradio",
        "underthesea",
        "sentence_transformers",
        "transformers",
    }


def test_an_unforeseen_error_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(cli.commands["documents"], "callback", lambda **_: fail())
    assert main(["documents"]) == 1
    shown = capsys.readouterr().err
    assert "RuntimeError: two lines" in shown
    assert "HOIDAP_DEBUG=1" in shown
    assert len(shown.splitlines()) == 1
    assert main(["documents", "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("Unexpected error")
    monkeypatch.setenv("HOIDAP_DEBUG", "1")
    assert main(["documents"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_ends_quietly(tmp_path: Path, built_index: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "batch", "-", "-", "--index", str(built_index)],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": "q1", "question": "Ai k\xc3\xbd?"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"id": "q1"')  # it is waiting for more
    process.send_signal(signal.SIGINT)
    _, shown = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert shown.strip() == b""


def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path, built_index: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "tasks", "--format", "json", "--index", str(built_index)],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()  # long before the first line is written
    _, shown = process.communicate(timeout=SECONDS)
    assert shown == b""
    assert process.returncode == 141  # as a shell reports a process ended by SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("documents",), ("tasks", "--format", "csv")])
def test_a_result_that_cannot_be_written_is_a_failure(
    arguments: tuple[str, ...], tmp_path: Path, built_index: Path
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments, "--index", str(built_index)],
            cwd=tmp_path,
            env=environment(HOIDAP_LANG="en"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("stdout: cannot be written")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_output_is_utf8_whatever_the_locale(
    locale: dict[str, str], tmp_path: Path, built_index: Path
) -> None:
    done = run("ask", ASKED, "--index", built_index, cwd=tmp_path, env=locale)
    assert done.returncode == 0
    assert "Sở Khoa học và Công nghệ" in done.stdout.decode("utf-8")
    assert "thanh-hoa-2026-ke-hoach-876.txt" in done.stdout.decode("utf-8")


def test_a_question_that_is_not_utf8_is_refused(tmp_path: Path, built_index: Path) -> None:
    done = subprocess.run(
        [
            *map(os.fsencode, COMMAND),
            b"ask",
            b"Ai k\xfd?",
            b"--index",
            os.fsencode(built_index),
        ],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 2
    assert "UTF-8" in done.stderr.decode("utf-8")


def _on_a_terminal(
    arguments: list[str],
    cwd: Path,
    *,
    stdout: BinaryIO | None = None,
    status: int = 0,
    **env: str,
) -> str:
    """Return what ``hoidap`` writes to a terminal, 160 columns wide by default."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(**{"TERM": "xterm", "COLUMNS": "160", "LINES": "50", **env}),
        stdin=follower,
        stdout=stdout or follower,
        stderr=follower,
    )
    os.close(follower)
    shown = b""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            block = os.read(leader, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not block:
            break
        shown += block
    os.close(leader)
    assert process.wait(SECONDS) == status
    return shown.decode("utf-8")


COLOUR = re.compile(r"\x1b\[(?:\d+;)*3[0-9]")


def test_no_color_is_respected(tmp_path: Path, documents: list[Path]) -> None:
    arguments = ["build", str(documents[0]), "--index", str(tmp_path / "index")]
    assert COLOUR.search(_on_a_terminal(arguments, tmp_path))  # the progress bar
    assert not COLOUR.search(_on_a_terminal(arguments, tmp_path, NO_COLOR="1"))


def test_tables_are_drawn_on_a_terminal_only(tmp_path: Path, built_index: Path) -> None:
    arguments = ["documents", "--index", str(built_index)]
    drawn = _on_a_terminal(arguments, tmp_path)
    piped = run(*arguments, cwd=tmp_path).stdout.decode("utf-8")
    assert "───" in drawn
    assert "─" not in piped
    assert "\x1b" not in piped
    header, *rows = piped.splitlines()
    assert {row.count("\t") for row in rows} == {header.count("\t")}
    for row in rows:
        assert row.split("\t")[0] in drawn


def test_a_narrow_terminal_cuts_no_value(tmp_path: Path, built_index: Path) -> None:
    arguments = ["documents", "--index", str(built_index)]
    shown = _on_a_terminal(arguments, tmp_path, COLUMNS="40")
    assert "thanh-hoa-2021-ke-hoach-nang-suat.txt\r\n" in shown
    assert "1295/QĐ-UBND\r\n" in shown


def test_a_progress_bar_leaves_the_result_alone(tmp_path: Path, built_index: Path) -> None:
    questions = "".join(f'{{"id": {number}, "question": "{ASKED}"}}\n' for number in range(30))
    (tmp_path / "in.jsonl").write_text(questions + "{\n", encoding="utf-8")
    arguments = ["batch", "in.jsonl", "-", "--index", str(built_index)]
    with (tmp_path / "out.jsonl").open("wb") as out:
        shown = _on_a_terminal(arguments, tmp_path, stdout=out, status=3)
    result = (tmp_path / "out.jsonl").read_bytes()
    assert [json.loads(line)["id"] for line in result.splitlines()] == list(range(30))
    assert "Dòng 31" in shown
    assert "Sở Khoa học" not in shown
