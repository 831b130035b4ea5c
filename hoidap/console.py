"""What people and scripts read: results on stdout, messages on stderr, always UTF-8."""

from __future__ import annotations

import os
import sys
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Protocol

from hoidap.errors import OutputFailed
from hoidap.ingest.errors import UserError
from hoidap.language import language, say

if TYPE_CHECKING:
    from rich.console import Console


_WIDEST = 10_000  # columns, more than any terminal has


class Step(Protocol):
    """Moves a bar: ``done`` of ``total``, ``last`` being what was done last."""

    def __call__(self, done: int, total: int, last: str = "") -> None:
        """Move the bar."""
        ...


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale; what UTF-8 cannot hold is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def typed(text: str) -> str:
    """Return an argument as it was typed, where Python decoded it by another locale."""
    if sys.getfilesystemencoding() == "utf-8":
        return text
    return os.fsencode(text).decode("utf-8", "surrogateescape")


def printable(text: str) -> str:
    """Return ``text`` with the control characters that a terminal would obey replaced."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char) != "Cc" else "\ufffd"
        for char in text
    )


def out(text: str) -> None:
    """Write a line of the result for people."""
    raw(printable(text) + "\n")


def raw(text: str) -> None:
    """Write ``text`` to stdout as it is.

    :raises OutputFailed: If it cannot be written.
    """
    with _writing():
        sys.stdout.write(text)


def raw_bytes(data: bytes) -> None:
    """Write ``data`` to stdout as it is, behind what has been written.

    :raises OutputFailed: If it cannot be written.
    """
    with _writing():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def note(text: str) -> None:
    """Write a message to stderr; that nobody reads it must not stop the work."""
    with suppress(OSError):
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()


def complain(error: UserError) -> None:
    """Write what ``error`` says to stderr, in the language of messages."""
    note(error.message(language()))


def unexpected(error: Exception) -> str:
    """Return one sentence about an error nobody foresaw; all of it if that is asked for."""
    if os.environ.get("HOIDAP_DEBUG"):
        return "".join(traceback.format_exception(error)).rstrip()
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return say(
        f"Lỗi ngoài dự kiến ({what}); để xem chi tiết, hãy chạy lại với HOIDAP_DEBUG=1.",
        f"Unexpected error ({what}); run again with HOIDAP_DEBUG=1 to see the details.",
    )


def flush() -> None:
    """Make sure that the result has been written.

    :raises OutputFailed: If it cannot be written.
    """
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # not a failure: the reader has read enough
        raise
    except OSError as error:
        raise OutputFailed("stdout", error) from error


def abandon_stdout() -> None:
    """Let what is left in the buffer go nowhere: nobody reads, or it cannot be written."""
    with suppress(OSError, ValueError):  # not a file of the system, such as a test's buffer
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)


def is_terminal() -> bool:
    """Tell whether the result goes to a terminal."""
    return sys.stdout.isatty()


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table: tab-separated lines, on a terminal columns or, if too wide, blocks."""
    if not is_terminal():
        raw(lines(headers, rows))
    elif not _write_columns(headers, rows):
        for row in rows:
            named = zip(headers[1:], row[1:], strict=True)
            out("\n".join((row[0], *(f"  {name}: {cell}" for name, cell in named if cell), "")))


def lines(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as lines, a tab between two cells."""
    return "".join(
        printable("\t".join(" ".join(cell.split()) for cell in row)) + "\n"
        for row in (headers, *rows)
    )


def _write_columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Draw a table where the terminal is wide enough to leave every cell whole."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for header in headers:
        drawn.add_column(header, no_wrap=True)
    for row in rows:
        drawn.add_row(*(Text(printable(cell)) for cell in row))
    console = _console()
    whole = console.measure(drawn, options=console.options.update(width=_WIDEST))
    if whole.maximum > console.width:
        return False
    console.print(drawn)
    return True


@contextmanager
def progress(label: str) -> Iterator[Step | None]:
    """Show a bar on stderr and yield what moves it; ``None`` where nobody would see it.

    A total of 0 is one that is not known.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}", markup=False),
    )
    bar_console = _console(stderr=True)
    # What goes to stdout must not be drawn into the bar.
    with Progress(*columns, console=bar_console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(label, total=None, last="")

        def step(done: int, total: int, last: str = "") -> None:
            bar.update(task, completed=done, total=total or None, last=printable(last))

        yield step


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show on stderr that something is waited for, where anybody would see it."""
    if not sys.stderr.isatty():
        yield
        return
    with _console(stderr=True).status(label):
        yield


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)
