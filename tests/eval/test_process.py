"""Fresh processes measured."""

from __future__ import annotations

import sys

import pytest

from hoidap.eval.process import measure


def test_time_and_status() -> None:
    measured = measure([sys.executable, "-c", "import time; time.sleep(0.2); exit(3)"])
    assert measured.status == 3
    assert measured.seconds >= 0.2


def test_memory_is_the_commands_own() -> None:
    large = bytearray(b"x" * 300 * 2**20)  # the measuring process is the larger one
    small = measure([sys.executable, "-c", "pass"])
    holding = measure([sys.executable, "-c", "x = b'x' * 150 * 2**20"])
    assert small.peak_mb < 100
    assert 150 <= holding.peak_mb < len(large) / 2**20


def test_killed_process_has_a_negative_status() -> None:
    command = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert measure([sys.executable, "-c", command]).status == -9


def test_output_is_discarded(capfd: pytest.CaptureFixture[str]) -> None:
    assert measure([sys.executable, "-c", "print('x' * 100_000)"]).status == 0
    assert capfd.readouterr() == ("", "")


def test_unknown_command() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-command"):
        measure(["no-such-command"])
