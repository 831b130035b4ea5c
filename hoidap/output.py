"""A result into a file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from hoidap.console import note
from hoidap.errors import OutputFailed, WrongUsage
from hoidap.language import say

_NEW_FILE = 0o666  # before the umask, as the shell's own ">" makes a file


def write_file(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target``; a file that stood there is replaced when all is written.

    :raises WrongUsage: If no file can be made there.
    :raises OutputFailed: If it cannot be written, such as on a full disk.
    """
    if target.is_dir():
        raise _unusable(target, IsADirectoryError(0, say("là thư mục", "it is a folder")))
    if target.exists() and not target.is_file():  # a pipe or a device has nothing to replace
        _write_through(target, data)
        return
    path = Path(os.path.realpath(target))  # a link stays one
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    except OSError as error:
        raise _unusable(target, error) from error
    beside = Path(name)
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_mode(path))
        beside.replace(path)
    except OSError as error:
        raise OutputFailed(str(target), error) from error
    finally:  # also after an interruption
        with suppress(OSError):
            beside.unlink()


def _write_through(target: Path, data: bytes) -> None:
    try:
        file = target.open("wb")
    except OSError as error:
        raise _unusable(target, error) from error
    try:
        with file:
            file.write(data)
    except BrokenPipeError:  # not a failure: the reader has read enough
        raise
    except OSError as error:
        raise OutputFailed(str(target), error) from error


def _mode(path: Path) -> int:
    """Return the permissions of the file that stands at ``path``, or of a new one."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return _NEW_FILE & ~umask


@contextmanager
def growing_file(target: Path) -> Iterator[IO[str]]:
    """Yield a file that grows line by line, UTF-8.

    It gets its name when it is whole; until then, and after an interruption, what was
    written stands in ``target`` with ``.part`` behind it.

    :raises WrongUsage: If no file can be made there.
    :raises OutputFailed: If it cannot be written.
    """
    if target.is_dir():
        raise _unusable(target, IsADirectoryError(0, say("là thư mục", "it is a folder")))
    path = Path(os.path.realpath(target))  # a link stays one
    if path.exists() and not path.is_file():  # a pipe or a device
        with _opened(path, target) as file:
            yield file
        return
    part = path.with_name(path.name + ".part")
    try:
        with _opened(part, target) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise OutputFailed(str(part), error) from error
    except KeyboardInterrupt:
        note(
            say(
                f"Bị ngắt; các câu đã trả lời còn trong {part}.",
                f"Interrupted; what was answered stands in {part}.",
            )
        )
        raise


def _opened(path: Path, target: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _unusable(target, error) from error


def _unusable(target: Path, error: OSError) -> WrongUsage:
    reason = error.strerror or str(error)
    return WrongUsage(
        f"{target}: không mở được tệp ra ({reason}); hãy chọn tên tệp khác.",
        f"{target}: the output cannot be opened ({reason}); choose another file.",
    )
