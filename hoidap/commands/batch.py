"""``hoidap batch``: a file of questions to a file of answers, a JSON object a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from hoidap import console
from hoidap.engines import Engine, open_assistant
from hoidap.errors import DONE, PARTLY_DONE, OutputFailed, WrongUsage
from hoidap.ingest.errors import UserError
from hoidap.language import language, say
from hoidap.question import checked_question
from hoidap.usage import Command, argument, engine_option, index_option, language_option

if TYPE_CHECKING:
    from hoidap.engines import Answering

STREAM = "-"
_SHOWN = 60  # characters of a wrong value that a message shows


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the input."""

    id: str | int | None
    question: str
    history: tuple[str, ...]


@click.command(
    "batch",
    cls=Command,
    vi="Trả lời mọi câu hỏi của một tệp JSON Lines.\n"
    'Mỗi dòng vào: {"id": …, "question": …, "history": [các câu hỏi trước]}; mỗi dòng ra là '
    "một câu trả lời. Dòng sai được báo kèm số dòng, các dòng khác vẫn được trả lời.",
    en="Answer every question of a JSON Lines file.\n"
    'A line in: {"id": …, "question": …, "history": [earlier questions]}; a line out is an '
    "answer. A wrong line is reported with its number, the others are answered.",
)
@argument(
    "source", metavar="IN.jsonl", vi="Các câu hỏi; “-” là stdin.", en="Questions; “-” is stdin."
)
@argument(
    "target",
    metavar="OUT.jsonl",
    vi="Các câu trả lời; “-” là stdout.",
    en="Answers; “-” is stdout.",
)
@engine_option
@index_option
@language_option
def batch(source: str, target: str, engine: Engine, index: Path) -> int:
    """Answer the questions of ``source`` into ``target``."""
    if STREAM not in (source, target) and _same_file(source, target):
        raise WrongUsage(
            f"{target}: tệp ra trùng tệp vào; hãy chọn tên khác cho tệp ra.",
            f"{target}: the output is the input; choose another name for the output.",
        )
    with _input(source) as (lines, size):
        assistant = open_assistant(index, engine)
        with _output(target) as answers, console.progress(say("Trả lời", "Answering")) as step:
            return _answer_all(assistant, lines, answers, size, step)


def _answer_all(
    assistant: Answering,
    lines: IO[bytes],
    answers: IO[str],
    size: int,
    step: console.Step | None,
) -> int:
    """Answer line by line; return the exit status."""
    answered = wrong = read = 0
    for number, line in enumerate(lines, start=1):
        read += len(line)
        if not line.strip():
            continue
        try:
            record = _answer(assistant, line)
        except UserError as error:
            wrong += 1
            _report(number, error.message(language()))
        except Exception as error:  # a defect met in one question must not cost the others
            wrong += 1
            _report(number, console.unexpected(error))
        else:
            _write(answers, record)
            answered += 1
        if step is not None:
            step(read, size, "")
    if wrong:
        console.note(
            say(
                f"Đã trả lời {answered} câu, bỏ {wrong} dòng sai.",
                f"{answered} questions answered, {wrong} wrong lines left out.",
            )
        )
    return PARTLY_DONE if wrong else DONE


def _answer(assistant: Answering, line: bytes) -> dict[str, Any]:
    request = read_request(line)
    answer = assistant.ask(request.question, list(request.history))
    return {"id": request.id, **answer.to_dict()}


def _report(number: int, message: str) -> None:
    console.note(say(f"Dòng {number}: {message}", f"Line {number}: {message}"))


def read_request(line: bytes) -> Request:
    """Read one line.

    :raises WrongUsage: If it is not a question in the form described.
    """
    try:
        data = json.loads(line.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode("utf-8")  # no half of a character pair
    except (ValueError, RecursionError) as error:
        raise WrongUsage(
            f"không phải JSON đọc được ({error}); mỗi dòng cần một đối tượng JSON bằng UTF-8.",
            f"not readable JSON ({error}); every line needs a JSON object in UTF-8.",
        ) from error
    if not isinstance(data, dict):
        raise WrongUsage(
            f"cần một đối tượng JSON, không phải {_short(data)}.",
            f"needs a JSON object, not {_short(data)}.",
        )
    if "question" not in data:
        raise WrongUsage(
            'thiếu trường "question"; mỗi dòng cần {"id": …, "question": …}.',
            'the field "question" is missing; a line needs {"id": …, "question": …}.',
        )
    identity, question, history = data.get("id"), data["question"], data.get("history") or []
    if isinstance(identity, bool) or not isinstance(identity, str | int | None):
        raise _wrong("id", identity, "một chuỗi hoặc một số nguyên", "a string or an integer")
    if not isinstance(question, str):
        raise _wrong("question", question, "một chuỗi", "a string")
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise _wrong(
            "history", history, "danh sách các câu hỏi trước", "a list of earlier questions"
        )
    return Request(identity, checked_question(question), tuple(history))


def _wrong(name: str, value: object, vi: str, en: str) -> WrongUsage:
    return WrongUsage(
        f'trường "{name}" là {_short(value)}; cần {vi}.',
        f'the field "{name}" is {_short(value)}; it needs {en}.',
    )


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _same_file(source: str, target: str) -> bool:
    try:
        return os.path.samefile(source, target)
    except OSError:
        return False


@contextmanager
def _input(source: str) -> Iterator[tuple[IO[bytes], int]]:
    """Yield the lines of ``source`` and its size in bytes, 0 where it is not known."""
    if source == STREAM:
        yield sys.stdin.buffer, 0
        return
    try:
        file = Path(source).open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise WrongUsage(
            f"{source}: không mở được tệp câu hỏi ({reason}); hãy kiểm tra đường dẫn.",
            f"{source}: the file of questions cannot be opened ({reason}); check its path.",
        ) from error
    with file:
        yield file, os.fstat(file.fileno()).st_size


@contextmanager
def _output(target: str) -> Iterator[IO[str]]:
    """Yield where the answers go.

    A file gets its name when it is whole; until then, and after an interruption, the
    answers there are stand in ``target`` with ``.part`` behind it.
    """
    path = Path(os.path.realpath(target))
    if target == STREAM:
        yield sys.stdout
        return
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device
        with _opened(path, target) as file:
            yield file
        return
    part = path.with_name(path.name + ".part")
    if path.is_dir():
        raise _unusable(target, IsADirectoryError(0, say("là thư mục", "it is a folder")))
    try:
        with _opened(part, target) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise OutputFailed(str(part), error) from error
    except KeyboardInterrupt:
        console.note(
            say(
                f"Bị ngắt; các câu đã trả lời còn trong {part}.",
                f"Interrupted; what was answered stands in {part}.",
            )
        )
        raise


def _opened(path: Path, target: str) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _unusable(target, error) from error


def _unusable(target: str, error: OSError) -> WrongUsage:
    reason = error.strerror or str(error)
    return WrongUsage(
        f"{target}: không mở được tệp ra ({reason}); hãy chọn tên tệp khác.",
        f"{target}: the output cannot be opened ({reason}); choose another file.",
    )


def _write(file: IO[str], record: dict[str, Any]) -> None:
    """Write a line through to the file, so that an interruption loses none."""
    line = json.dumps(record, ensure_ascii=False) + "\n"
    if file is sys.stdout:
        console.raw(line)
        console.flush()
    else:
        file.write(line)
        file.flush()
