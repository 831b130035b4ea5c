"""A browser, and the page served by the command that people use."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# A machine that runs other tests meanwhile may be slow to show something.
expect.set_options(timeout=20_000)

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


@contextmanager
def served(index: Path, *arguments: str, **variables: str) -> Iterator[str]:
    """Serve the page by the command, a process of its own, and yield the page's address."""
    command = hoidap("chat", "--index", str(index), "--port", "0", *arguments)
    others = {name: v for name, v in os.environ.items() if not name.startswith("HOIDAP_")}
    environment = {**others, "PYTHONUNBUFFERED": "1", **variables}
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
        try:
            yield found.group()
        finally:
            process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert "Traceback" not in rest, rest


@pytest.fixture(scope="session")
def address(built_index: Path) -> Iterator[str]:
    """Return the address of the page."""
    with served(built_index) as address:
        yield address


# The texts whose contrast with what is painted behind them is under WCAG AA's 4.5 : 1.
_WEAKEST = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length && (colour.length < 4 || colour[3] > 0.99)) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility()) continue;
    // What is there for screen readers alone is a pixel wide.
    if (element.closest("script, style, :disabled") || element.offsetWidth <= 1) continue;
    const colour = parse(getComputedStyle(element).color);
    const [one, other] = [light(colour), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) weak.push(`${ratio.toFixed(2)}: ${node.textContent.trim().slice(0, 40)}`);
  }
  return weak;
}"""


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

    def send(self, question: str) -> None:
        """Type a question and press Enter."""
        box = self.page.get_by_label("Câu hỏi của bạn")
        box.fill(question)
        box.press("Enter")

    def ask(self, question: str) -> None:
        """Ask a question and wait for what comes of it."""
        turns = self.page.locator("#thread .turn").count() + 1
        self.page.get_by_label("Câu hỏi của bạn").fill(question)
        self.enter(turns)
        self.answered(turns)

    def enter(self, turns: int) -> None:
        """Press Enter in the box, once more if need be, until there are so many turns.

        A question is taken once the event of the last one has ended, an instant after its
        answer is shown; until then what was typed stays in the box.
        """
        for last in (False, False, True):
            self.page.get_by_label("Câu hỏi của bạn").press("Enter")
            try:
                expect(self.page.locator("#thread .turn")).to_have_count(turns, timeout=10_000)
            except AssertionError:
                if last:
                    raise
            else:
                return

    def answered(self, turns: int) -> None:
        """Wait until there are so many turns and none is waiting."""
        self.page.wait_for_function(
            "turns => document.querySelectorAll('#thread .turn').length === turns"
            " && !document.querySelector('#thread .is-waiting')",
            arg=turns,
        )

    def sticks_out(self) -> bool:
        """Return whether the page is wider than the window."""
        wide: bool = self.page.evaluate(
            "document.documentElement.scrollWidth > window.innerWidth"
        )
        return wide

    def weak_texts(self) -> list[str]:
        """Return the texts that stand out too little from what is painted behind them."""
        weak: list[str] = self.page.evaluate(_WEAKEST)
        return weak


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
