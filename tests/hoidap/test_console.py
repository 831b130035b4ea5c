"""What is written for people."""

from __future__ import annotations

import pytest

from hoidap import console


def test_a_document_cannot_steer_the_terminal() -> None:
    assert console.printable("a\x1b[31mb\x07\tc\nd") == "a\ufffd[31mb\ufffd\tc\nd"


def test_a_cell_cannot_break_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    console.table(["A", "B"], [["1", "two\nlines\tand a tab"]])
    assert capsys.readouterr().out == "A\tB\n1\ttwo lines and a tab\n"


def test_progress_is_shown_to_nobody_where_stderr_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with console.progress("Đọc") as step:
        assert step is None
    assert capsys.readouterr().err == ""


def test_waiting_is_shown_to_nobody_where_stderr_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with console.waiting("Đang kiểm chứng"):
        pass
    assert capsys.readouterr().err == ""


def test_waiting_is_shown_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with console.waiting("Đang kiểm chứng"):
        pass
    shown = capsys.readouterr()
    assert "Đang kiểm chứng" in shown.err and shown.out == ""
