"""The README's examples run, and print what the README says they print.

A block after ``<!-- runs -->`` is run: Python as a program, ``console`` command by
command.  Lines below a command are its output; a line ``…`` stands for any more.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^<!-- runs -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 120


@dataclass(frozen=True)
class Example:
    """A command with the output that is shown below it, or a Python program."""

    command: list[str]
    output: str


def examples() -> list[Example]:
    """Return the README's examples in their order."""
    found = []
    for language, text in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        if language == "python":
            found.append(Example([sys.executable, "-c", text], ""))
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Example(["bash", "-c", command], output.strip()))
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the documents and, in ``bin``, the command ``hoidap``."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "documents").symlink_to(ROOT / "documents")
    (folder / "bin").mkdir()
    command = folder / "bin" / "hoidap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hoidap "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def test_there_are_examples_of_both_kinds() -> None:
    programs = {Path(example.command[0]).name for example in examples()}
    assert programs == {"bash", Path(sys.executable).name}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command[-1][:40])
def test_example(example: Example, home: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if "HOIDAP" not in name}
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        example.command,
        cwd=home,
        env={**kept, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown, dots, _ = example.output.partition("\n…")
    if dots:
        assert done.stdout.startswith(shown)
    elif shown:
        assert done.stdout.strip() == shown
