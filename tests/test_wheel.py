"""The wheel holds all that the product needs, under one name, wherever it is unpacked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECONDS = 300


def packed(target: str, source: Path, folder: Path) -> Path:
    """Build the wheel or sdist of the project at ``source``; return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, capture_output=True, check=True, timeout=SECONDS)
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the tree."""
    return packed("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def hoidap(installed: Path, home: Path, *arguments: str) -> str:
    """Run the installed command in ``home``; return what it prints.

    No ``.pth`` file is read: the repository is not on the path.
    """
    path = os.pathsep.join((str(installed), sysconfig.get_path("purelib")))
    kept = {name: value for name, value in os.environ.items() if "HOIDAP" not in name}
    done = subprocess.run(
        [sys.executable, "-S", "-m", "hoidap", *arguments],
        cwd=home,
        env={**kept, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_but_the_package_is_installed(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"hoidap"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_the_wheel_of_an_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    """The links of the package are its folders there."""
    for folder in ("sdist", "tree", "wheel"):
        (tmp_path / folder).mkdir()
    with tarfile.open(packed("sdist", ROOT, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    (tree,) = (tmp_path / "tree").iterdir()
    again = packed("wheel", tree, tmp_path / "wheel")
    one, other = (
        {item.filename: item.CRC for item in zipfile.ZipFile(file).infolist()}
        for file in (wheel, again)
    )
    assert one == other


def test_an_installed_wheel_builds_asks_and_evaluates(installed: Path, tmp_path: Path) -> None:
    """Without a folder of documents the samples that ship are read."""
    assert "Văn bản: 5" in hoidap(installed, tmp_path, "build")
    asked = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"
    answer = json.loads(hoidap(installed, tmp_path, "ask", asked, "--json"))
    assert "Sở Khoa học và Công nghệ chủ trì" in answer["answer"]
    assert answer["citations"]
    listed = json.loads(hoidap(installed, tmp_path, "tasks", "--format", "json"))
    assert len(listed) > 100
    scored = json.loads(hoidap(installed, tmp_path, "eval", "answers", "--json"))
    assert scored


def test_an_installed_wheel_serves_the_page(installed: Path, tmp_path: Path) -> None:
    """The page's files come with it."""
    assert "--port" in hoidap(installed, tmp_path, "chat", "--help")
    assets = installed / "hoidap" / "assistant" / "chat" / "assets"
    shipped = {path.name for path in assets.iterdir()}
    assert shipped == {path.name for path in (ROOT / "assistant/chat/assets").iterdir()}
