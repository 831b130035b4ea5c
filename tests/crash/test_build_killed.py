"""A build is killed: the old index or the new one stands, whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hoidap.index.build import build
from hoidap.index.search import Index
from tests.conftest import HashingEmbedder

ROOT = Path(__file__).parent.parent.parent

LOOP = """
import sys
from pathlib import Path
from hoidap.index.build import build
from tests.conftest import HashingEmbedder
folder, *documents = map(Path, sys.argv[1:])
embedder = HashingEmbedder()
build(documents[:2], folder, embedder)
sys.stdout.write("built\\n")
sys.stdout.flush()
while True:
    build(documents[1:], folder, embedder)
    build(documents[:2], folder, embedder)
"""

# In a fork for every step, so that the imports are done once.
EVERY_STEP = """
import os, shutil, signal, sys
from pathlib import Path
import faiss, hoidap.ingest.reader, tantivy
from hoidap.index import commit
from hoidap.index.build import build
from tests.conftest import HashingEmbedder
template, target, *documents = map(Path, sys.argv[1:])

def kill_at(step):
    left = step
    def counted(function):
        def call(*arguments, **keywords):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **keywords)
        return call
    for owner, name in (
        (os, "fsync"), (Path, "mkdir"), (Path, "replace"), (Path, "unlink"), (Path, "rmdir"),
        (commit, "write_file"),
    ):
        setattr(owner, name, counted(getattr(owner, name)))

for step in range(1, 200):
    folder = target / str(step)
    shutil.copytree(template, folder)
    child = os.fork()
    if child == 0:
        kill_at(step)
        build(documents, folder, HashingEmbedder())
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


def holds(folder: Path, sets: list[list[Path]]) -> int:
    """Return which of the sets of documents the index in ``folder`` holds, whole."""
    index = Index.open(folder, HashingEmbedder())
    (which,) = [
        number
        for number, paths in enumerate(sets)
        if list(index.plans) == sorted(path.name for path in paths)
    ]
    for path in sets[which]:
        assert index.texts[path.name] == path.read_text(encoding="utf-8")
    found = index.search("kế hoạch tiêu chuẩn đo lường chất lượng", limit=1000)
    assert {hit.passage.source for hit in found} == set(index.plans)
    assert {passage.source for passage in index.passages} == set(index.plans)
    return which


def listing(folder: Path) -> list[str]:
    """Return what stands in ``folder`` itself."""
    return sorted(path.name.split("-")[0] for path in folder.iterdir())


def test_killed_at_random_moments(excerpts: list[Path], tmp_path: Path) -> None:
    """Ten times; after each the index answers, and the next build clears up."""
    folder = tmp_path / "index"
    sets = [excerpts[:2], excerpts[1:]]
    moments = random.Random(876)
    embedder = HashingEmbedder()
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", LOOP, folder, *excerpts],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "built\n"
            time.sleep(moments.uniform(0, 0.5))
            process.kill()
        assert process.returncode == -signal.SIGKILL
        which = holds(folder, sets)
        build(sets[1 - which], folder, embedder)
        assert holds(folder, sets) == 1 - which
        assert listing(folder) == ["generation", "manifest.json"]


@pytest.mark.parametrize("fresh", [False, True])
def test_killed_at_every_step(excerpts: list[Path], tmp_path: Path, fresh: bool) -> None:
    """Before each sync, rename and deletion; with an index that stands and without one."""
    old, new = excerpts[:1], excerpts[:2]
    template, target = tmp_path / "template", tmp_path / "killed"
    if fresh:
        template.mkdir()
    else:
        build(old, template, HashingEmbedder())
    subprocess.run(
        [sys.executable, "-c", EVERY_STEP, template, target, *new], cwd=ROOT, check=True
    )
    steps = sorted(target.iterdir(), key=lambda path: int(path.name))
    assert len(steps) > 20
    outcomes = []
    for folder in steps:
        if fresh and not (folder / "manifest.json").exists():
            outcomes.append(0)
        else:
            outcomes.append(holds(folder, [old, new]))
        build(new, folder, HashingEmbedder())
        assert holds(folder, [old, new]) == 1
        assert listing(folder) == ["generation", "manifest.json"]
    assert outcomes[0] == 0
    assert outcomes[-1] == 1
    assert outcomes == sorted(outcomes)  # one step turns the old into the new
