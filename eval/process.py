"""Measures a command run as a fresh process: wall time and the most memory it held.

Run as ``python -m hoidap.eval.process COMMAND …``, which prints the measurement as JSON.  It is
a process of its own because Linux counts the memory of the process that starts another
into the other's peak, and an evaluation with its models loaded is large.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """``seconds`` of wall time, ``peak_mb`` (2**20 bytes) of memory, exit ``status``."""

    seconds: float
    peak_mb: float
    status: int


def measure(command: Sequence[str]) -> Measurement:
    """Run ``command``, its output discarded, and measure it.

    :raises FileNotFoundError: If there is no such program.
    """
    helper = subprocess.run(
        [sys.executable, "-m", "hoidap.eval.process", *command],
        capture_output=True,
        text=True,
        check=False,
    )
    if helper.returncode:
        raise FileNotFoundError(f"{command[0]}: {helper.stderr.strip().splitlines()[-1]}")
    return Measurement(**json.loads(helper.stdout))


def _run(command: Sequence[str]) -> Measurement:
    # Python keeps what it has compiled, as it does unless it is told otherwise.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], list(command), environment, file_actions=null)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    peak_mb = usage.ru_maxrss * unit / 2**20
    return Measurement(seconds, peak_mb, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_run(sys.argv[1:]))))
