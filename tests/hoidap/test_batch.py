"""``hoidap batch``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.cli import main
from tests.hoidap.helpers import (
    ASKED,
    COMMAND,
    SECONDS,
    environment,
    read_lines,
    run,
    write_lines,
)
from tests.hoidap.test_ask import FIELDS

GOOD = [
    {"id": "q1", "question": ASKED},
    {"id": 2, "question": "Thế còn Thái Nguyên?", "history": [ASKED]},
    {"question": "Kế hoạch của Hà Nội giao ai chủ trì?", "history": None, "note": "ignored"},
]


def _batch(source: Path, target: Path, index: Path) -> int:
    return main(["batch", str(source), str(target), "--index", str(index)])


def test_a_line_in_a_line_out(tmp_path: Path, built_index: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [*GOOD, "", "   "])
    target = tmp_path / "out.jsonl"
    assert _batch(source, target, built_index) == 0
    records = read_lines(target)
    assert [record["id"] for record in records] == ["q1", 2, None]
    assert [list(record) for record in records] == [FIELDS] * 3
    assert records[0]["citations"][0]["source"].startswith("thanh-hoa-2026")
    assert {c["source"][:11] for c in records[1]["citations"]} == {"thai-nguyen"}
    assert records[2]["abstained"] is True
    assert not list(tmp_path.glob("*.part"))


WRONG = [
    ("{", "JSON"),
    ("null", "null"),
    ('["question"]', '["question"]'),
    ('{"id": "a"}', '"question"'),
    ({"question": 7}, "7"),
    ({"question": None}, "null"),
    ({"question": "Ai ký?", "history": "Ai ký?"}, '"history"'),
    ({"question": "Ai ký?", "history": [1]}, "[1]"),
    ({"question": "Ai ký?", "id": {"a": 1}}, '"id"'),
    ({"question": "Ai ký?", "id": True}, "true"),
    ({"question": "Ai ký?", "id": 1.5}, "1.5"),
    ({"question": "…"}, "không có chữ hay số nào"),
    ({"question": "x" * 2001}, "2.001"),
    ('{"question": "\\ud800"}', "UTF-8"),
    ('{"question": "Ai ký?", "id": "\\ud800"}', "UTF-8"),
    (b'{"question": "Ai k\xfd?"}', "UTF-8"),
    ("[" * 100_000, "JSON"),
    ('{"question": ' + "1" * 10_000 + "}", "JSON"),
]


@pytest.mark.parametrize(("line", "named"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_line_is_reported_with_its_number_and_the_rest_answered(
    line: object,
    named: str,
    tmp_path: Path,
    built_index: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = write_lines(tmp_path / "in.jsonl", [GOOD[0], line, GOOD[2]])
    target = tmp_path / "out.jsonl"
    assert _batch(source, target, built_index) == 3
    assert [record["id"] for record in read_lines(target)] == ["q1", None]
    report, total = capsys.readouterr().err.splitlines()
    assert report.startswith("Dòng 2: ")
    assert named in report
    assert len(report) < 400
    assert "2 câu" in total
    assert "1 dòng sai" in total


def test_a_defect_met_in_one_question_costs_only_that_one(
    tmp_path: Path,
    built_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ask = Assistant.ask

    def fails(self: Assistant, question: str, history: list[str]) -> object:
        if question == "Ai ký?":
            raise RuntimeError("a defect")
        return ask(self, question, history)

    monkeypatch.setattr(Assistant, "ask", fails)
    source = write_lines(tmp_path / "in.jsonl", [{"question": "Ai ký?"}, GOOD[0]])
    assert _batch(source, tmp_path / "out.jsonl", built_index) == 3
    assert len(read_lines(tmp_path / "out.jsonl")) == 1
    assert "Dòng 1: " in capsys.readouterr().err


def test_byte_order_mark_and_line_separators_inside_a_question(
    tmp_path: Path, built_index: Path
) -> None:
    line = json.dumps({"id": "a", "question": "Ai ký\u2028kế hoạch?"}, ensure_ascii=False)
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xef\xbb\xbf" + line.encode() + b"\r\n" + line.encode())
    assert _batch(source, tmp_path / "out.jsonl", built_index) == 0
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read(encoding: str, tmp_path: Path, built_index: Path) -> None:
    """As ``>`` writes it in older shells of Windows."""
    lines = [json.dumps(line, ensure_ascii=False) for line in GOOD]
    source = tmp_path / "in.jsonl"
    source.write_bytes("\r\n".join(lines).encode(encoding))
    assert _batch(source, tmp_path / "out.jsonl", built_index) == 0
    assert [one["id"] for one in read_lines(tmp_path / "out.jsonl")] == ["q1", 2, None]


def test_a_file_that_is_no_text_is_refused_once(
    tmp_path: Path, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(bytes(range(256)) * 40)
    assert _batch(source, tmp_path / "out.jsonl", built_index) == 2
    shown = capsys.readouterr().err
    assert "in.jsonl" in shown and "UTF-8" in shown
    assert len(shown.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_standard_input_and_output(tmp_path: Path, built_index: Path) -> None:
    lines = b"".join(json.dumps(line).encode() + b"\n" for line in GOOD)
    done = run("batch", "-", "-", "--index", built_index, cwd=tmp_path, stdin=lines)
    assert done.returncode == 0
    assert done.stderr == b""
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["q1", 2, None]


def test_nothing_to_answer(tmp_path: Path, built_index: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [])
    assert _batch(source, tmp_path / "out.jsonl", built_index) == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_what_cannot_be_opened_is_named(
    tmp_path: Path, built_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_lines(tmp_path / "in.jsonl", GOOD[:1])
    for given, target, named in (
        (tmp_path / "missing.jsonl", tmp_path / "out.jsonl", "missing.jsonl"),
        (tmp_path, tmp_path / "out.jsonl", str(tmp_path)),
        (source, tmp_path, str(tmp_path)),
        (source, tmp_path / "missing" / "out.jsonl", "out.jsonl"),
        (source, source, "in.jsonl"),
    ):
        assert _batch(given, target, built_index) == 2
        assert named in capsys.readouterr().err
    assert read_lines(source) == GOOD[:1]
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_link_stays_a_link(tmp_path: Path, built_index: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", GOOD[:1])
    (tmp_path / "elsewhere.jsonl").write_text("old\n", encoding="utf-8")
    (tmp_path / "out.jsonl").symlink_to("elsewhere.jsonl")
    assert _batch(source, tmp_path / "out.jsonl", built_index) == 0
    assert (tmp_path / "out.jsonl").is_symlink()
    assert len(read_lines(tmp_path / "elsewhere.jsonl")) == 1


def test_an_output_that_is_no_file_is_written_as_it_is(
    tmp_path: Path, built_index: Path
) -> None:
    source = write_lines(tmp_path / "in.jsonl", GOOD[:1])
    assert _batch(source, Path(os.devnull), built_index) == 0
    assert not Path(f"{os.devnull}.part").exists()


def test_an_interruption_loses_no_answer_and_no_older_file(
    tmp_path: Path, built_index: Path
) -> None:
    questions, target = tmp_path / "questions", tmp_path / "out.jsonl"
    part = tmp_path / "out.jsonl.part"
    os.mkfifo(questions)
    target.write_text("older\n", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "batch", str(questions), str(target), "--index", str(built_index)],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
    )
    with questions.open("wb") as pipe:
        for line in GOOD[:2]:
            pipe.write(json.dumps(line).encode() + b"\n")
        pipe.flush()
        end = time.monotonic() + SECONDS
        while not part.exists() or part.read_bytes().count(b"\n") < 2:
            assert time.monotonic() < end
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, shown = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert "out.jsonl.part" in shown.decode()
    assert "Traceback" not in shown.decode()
    assert target.read_text(encoding="utf-8") == "older\n"
    assert [record["id"] for record in read_lines(part)] == ["q1", 2]
