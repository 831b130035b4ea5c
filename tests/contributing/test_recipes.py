"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the tree, work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COPIED = ("assistant", "documents", "eval", "hoidap", "index", "ingest", "prompts", "records")
SECONDS = 120
STEP = re.compile(
    r"^<!-- (?P<way>new|append): (?P<path>\S+) -->\n```\w+\n(?P<text>.*?)^```$"
    r"|^```diff\n(?P<diff>.*?)^```$",
    re.M | re.S,
)
TABLE = """UBND TỈNH X

KẾ HOẠCH
Phát triển đo lường năm 2026

PHỤ LỤC
DANH MỤC NHIỆM VỤ

| TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian | Mức ưu tiên |
| --- | --- | --- | --- | --- |
| 1 | Kiểm định cân tại chợ | Sở Y tế | 2026 | Cao |
| 2 | Tập huấn đo lường | Sở Nội vụ | 2026 | Thấp |
"""


def recipe(title: str) -> str:
    """Return the section of CONTRIBUTING.md that begins with ``title``."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (section,) = (part for part in text.split("\n## ") if part.startswith(title))
    return section


def follow(title: str, tree: Path) -> None:
    """Do in ``tree`` what the recipe says."""
    steps = list(STEP.finditer(recipe(title)))
    assert steps
    for step in steps:
        if step["way"] == "new":
            assert not (tree / step["path"]).exists()
            (tree / step["path"]).write_text(step["text"], encoding="utf-8")
        elif step["way"] == "append":
            with (tree / step["path"]).open("a", encoding="utf-8") as file:
                file.write(step["text"])
        else:
            for part in re.split(r"^--- ", step["diff"], flags=re.M)[1:]:
                change(tree, part)


def change(tree: Path, part: str) -> None:
    """Change one file: the lines without a sign and with ``-`` become those with ``+``."""
    name, *lines = part.strip("\n").split("\n")
    lines = [line.removesuffix("…") for line in lines if line.strip()]
    before = "\n".join(line[1:] for line in lines if line[0] in " -")
    after = "\n".join(line[1:] for line in lines if line[0] in " +")
    text = (tree / name).read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{name} does not hold once: {before}"
    (tree / name).write_text(text.replace(before, after), encoding="utf-8")


Hoidap = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the product."""
    copy = tmp_path / "tree"
    for folder in (*COPIED, "text"):
        shutil.copytree(
            ROOT / folder,
            copy / folder,
            symlinks=True,
            ignore=shutil.ignore_patterns("__pycache__", "report"),
        )
    return copy


@pytest.fixture
def hoidap(tree: Path, tmp_path: Path) -> Hoidap:
    """Return what runs the copy's command line."""
    kept = {name: value for name, value in os.environ.items() if "HOIDAP" not in name}

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "hoidap", *map(str, arguments)],
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": str(tree)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


def test_a_file_format(tree: Path, hoidap: Hoidap, tmp_path: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in TABLE.splitlines())
    plan = tmp_path / "ke-hoach.xml"
    plan.write_text(f"<plan>{lines}</plan>", encoding="utf-8")
    assert "không đọc được định dạng “.xml”" in hoidap("check", plan).stderr
    follow("Thêm một định dạng tệp", tree)
    assert hoidap("build", plan, "--index", "index").returncode == 0
    (document,) = json.loads(hoidap("documents", "--index", "index", "--format", "json").stdout)
    assert document["source"] == plan.name
    plan.write_text("<plan>", encoding="utf-8")
    assert "không phải văn bản đọc được" in hoidap("check", plan).stderr


def test_a_kind_of_question(
    tree: Path, hoidap: Hoidap, tmp_path: Path, built_index: Path
) -> None:
    def right() -> tuple[int, int]:
        """Return how many questions are answered right, and how many there are."""
        arguments = ("--gold", gold, "--index", built_index, "--json")
        share = json.loads(hoidap("eval", "answers", *arguments).stdout)["engine"]["right"]
        return share["hits"], share["total"]

    follow("Thêm một loại câu hỏi", tree)
    *_, labelled = (tree / "eval/gold/plans-2026.jsonl").read_text("utf-8").splitlines()
    gold = tmp_path / "gold.jsonl"
    gold.write_text(labelled, encoding="utf-8")
    assert right() == (1, 1)
    engine = tree / "assistant" / "engine.py"
    line = '    "title": titles.answer_title,\n'
    engine.write_text(engine.read_text("utf-8").replace(line, ""), encoding="utf-8")
    assert right() == (0, 1)


def test_an_agency_s_abbreviation(tree: Path, hoidap: Hoidap, built_index: Path) -> None:
    def tasks(agency: str) -> object:
        arguments = ("--agency", agency, "--index", built_index, "--format", "json")
        return json.loads(hoidap("tasks", *arguments).stdout)

    whole = tasks("Sở Nội vụ")
    assert whole
    assert tasks("snvu") != whole
    follow("Thêm tên viết tắt của cơ quan", tree)
    assert tasks("snvu") == whole


def test_a_column_of_a_task_table(tree: Path, hoidap: Hoidap, tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach.md"
    plan.write_text(TABLE, encoding="utf-8")

    def tasks() -> list[dict[str, object]]:
        assert hoidap("build", plan, "--index", "index").returncode == 0
        done = hoidap("tasks", "--index", "index", "--format", "json")
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found

    assert [task["other"] for task in tasks()] == [
        {"Mức ưu tiên": "Cao"},
        {"Mức ưu tiên": "Thấp"},
    ]
    follow("Thêm một cột của bảng nhiệm vụ", tree)
    assert [task["priority"] for task in tasks()] == ["Cao", "Thấp"]
    assert "Ưu tiên" in hoidap("tasks", "--index", "index").stdout
