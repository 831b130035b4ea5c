"""A browser, and the page served by the command that people use."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SERVED = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser of the system; a machine without one fails the tests."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail(
            f"the browser tests need Chromium (none of {', '.join(_NAMES)} is installed); "
            "install it with: apt-get install -y chromium"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


def hoidap(*arguments: str) -> list[str]:
    """Return the command line of ``hoidap`` with ``arguments``."""
    return [sys.executable, "-m", "hoidap", *arguments]


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the corpus, built by the command; not to be written to."""
    index = tmp_path_factory.mktemp("browser") / "index"
    build = hoidap("build", str(ROOT / "documents"), "--index", str(index))
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return index


@pytest.fixture(scope="session")
def address(built_index: Path) -> Iterator[str]:
    """Return the address of the page, served by a process of its own."""
    command = hoidap("chat", "--index", str(built_index), "--port", "0")
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if found := _SERVED.search(line):
                break
        else:
            pytest.fail(f"the page was not served: {''.join(said)}")
        yield found.group()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert "Traceback" not in rest, rest


class Visit:
    """A page open in the browser, with what it asked for and what went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))
        page.on(
            "console",
            lambda message: (
                self.errors.append(message.text) if message.type == "error" else None
            ),
        )
        page.goto(address)
        page.locator("#thread .welcome").wait_for()
        # Set once everything is in place and listens.
        page.wait_for_function("document.documentElement.lang === 'vi'")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def ask(self, question: str) -> None:
        """Type a question, press Enter and wait for what comes of it."""
        before = self.page.locator("#thread .turn").count()
        box = self.page.get_by_label("Câu hỏi của bạn")
        box.fill(question)
        box.press("Enter")
        self.answered(before + 1)

    def answered(self, turns: int) -> None:
        """Wait until there are so many turns and none is waiting."""
        self.page.wait_for_function(
            "turns => document.querySelectorAll('#thread .turn').length === turns"
            " && !document.querySelector('#thread .is-waiting')",
            arg=turns,
        )


@pytest.fixture(params=[(1280, 800)], ids=["desktop"])
def visit(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Return the page, freshly opened; nothing on it may fail or leave this machine."""
    width, height = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        permissions=["clipboard-read", "clipboard-write"],
    )
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert not visit.outside
    assert not visit.errors
