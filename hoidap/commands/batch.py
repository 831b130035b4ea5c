"""``hoidap batch``: a file of questions to a file of answers, a JSON object a line."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

import click

from hoidap import console
from hoidap.engines import Engine, open_assistant
from hoidap.errors import DONE, PARTLY_DONE, WrongUsage
from hoidap.ingest.errors import UserError
from hoidap.language import language, say
from hoidap.output import growing_file
from hoidap.question import checked_question, decoded, unreadable
from hoidap.usage import Command, argument, engine_option, index_option, language_option

if TYPE_CHECKING:
    from hoidap.engines import Answering

STREAM = "-"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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
        output = nullcontext(sys.stdout) if target == STREAM else growing_file(Path(target))
        with output as answers, console.progress(say("Trả lời", "Answering")) as step:
            return _answer_all(assistant, lines, answers, size, step)


def _answer_all(
    assistant: Answering,
    lines: Iterable[bytes],
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
def _input(source: str) -> Iterator[tuple[Iterable[bytes], int]]:
    """Yield the lines of ``source``, in UTF-8, and its size in bytes, 0 if not known."""
    if source == STREAM:
        yield _lines(sys.stdin.buffer, "stdin"), 0
        return
    try:
        file = Path(source).open("rb")
    except OSError as error:
        raise unreadable(source, error) from error
    with file:
        yield _lines(file, source), os.fstat(file.fileno()).st_size


def _lines(file: BinaryIO, name: str) -> Iterable[bytes]:
    """Return the lines of ``file``, read as they come; one in UTF-16 is read whole first.

    :raises WrongUsage: If it is no text at all.
    """
    first = file.readline()
    if not first.startswith(_UTF_16) and b"\0" not in first:
        return chain((first,), file)
    return decoded(first + file.read(), name).encode("utf-8", "surrogatepass").splitlines()


def _write(file: IO[str], record: dict[str, Any]) -> None:
    """Write a line through to the file, so that an interruption loses none."""
    line = json.dumps(record, ensure_ascii=False) + "\n"
    if file is sys.stdout:
        console.raw(line)
        console.flush()
    else:
        file.write(line)
        file.flush()
