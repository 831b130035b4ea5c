"""The command ``hoidap`` as a process of its own, as people and scripts run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "hoidap")
SECONDS = 120
ASKED = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"


def environment(**extra: str) -> dict[str, str]:
    """Return this process's environment, without settings of ``hoidap``."""
    kept = {name: value for name, value in os.environ.items() if "HOIDAP" not in name}
    return {**kept, "PYTHONPATH": str(ROOT), **extra}


def run(
    *arguments: str | Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    """Run ``hoidap`` in ``cwd``; whatever happens, it must show no traceback."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=environment(**(env or {})),
        input=stdin,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def write_lines(path: Path, lines: Sequence[Any]) -> Path:
    """Write a line for each: strings and bytes as they are, the rest as JSON."""
    with path.open("wb") as file:
        for line in lines:
            if not isinstance(line, str | bytes):
                line = json.dumps(line, ensure_ascii=False)  # noqa: PLW2901
            file.write(line.encode() if isinstance(line, str) else line)
            file.write(b"\n")
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]
