"""Gold questions: what a right answer must say and where it stands.

The format of a line is described in ``eval/gold/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from hoidap.assistant.answer import Language
from hoidap.ingest.errors import UserError
from hoidap.text.vietnamese import fold, strip_marks

GOLD = Path(__file__).parent / "gold"
"""The gold set that ships with the project."""

UNANSWERABLE = "unanswerable"
KINDS = (
    *("lead", "coordinating", "time", "output", "number", "deadline", "signer", "basis"),
    *("budget", "role", "list", "comparison", "period", "definition", "support", "free"),
    *("followup", UNANSWERABLE),
)
"""What a question can ask for, in the order of the reports."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

_FIELDS = frozenset(
    {"id", "question", "history", "kind", "language"}
    | {"must", "must_not", "max_chars", "evidence"}
)
_SHOWN = 60  # characters of a wrong value that a message shows


class GoldError(UserError):
    """A gold set cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Support:
    """A text that stands in ``source`` and backs a right answer."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question with the conditions of a right answer.

    ``must`` and ``evidence`` are groups of alternatives: one of every group is
    needed.  ``place`` is the file and line it was read from.
    """

    id: str
    question: str
    kind: str
    language: Language
    must: tuple[tuple[str, ...], ...]
    max_chars: int
    must_not: tuple[str, ...] = ()
    evidence: tuple[tuple[Support, ...], ...] = ()
    history: tuple[str, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return self.kind != UNANSWERABLE


def load_gold(path: Path = GOLD) -> tuple[GoldQuestion, ...]:
    """Read the gold questions of a ``.jsonl`` file or of every such file of a folder.

    Files are read in the order of their names; blank lines are skipped.

    :raises GoldError: If there is nothing to read, or a line is not a gold question;
        the message names file and line.
    """
    questions: dict[str, GoldQuestion] = {}
    for file in _files(path):
        for number, line in enumerate(_lines(file), 1):
            if not line.strip():
                continue
            question = _question(line, f"{file.name}:{number}")
            earlier = questions.setdefault(question.id, question)
            if earlier is not question:
                raise _wrong(
                    question.place,
                    f"mã “{question.id}” đã có ở {earlier.place}; mỗi câu cần một mã riêng",
                    f"the id “{question.id}” stands at {earlier.place} already; "
                    "give every question its own",
                )
    if not questions:
        raise GoldError(
            f"{path}: không có câu hỏi nào; mỗi dòng cần một đối tượng JSON.",
            f"{path}: holds no question; every line needs a JSON object.",
        )
    return tuple(questions.values())


def unaccented(questions: Sequence[GoldQuestion]) -> tuple[GoldQuestion, ...]:
    """Return the Vietnamese questions, and their history, without any diacritic."""
    return tuple(
        replace(
            question,
            question=strip_marks(question.question),
            history=tuple(map(strip_marks, question.history)),
        )
        for question in questions
        if question.language == "vi"
    )


def check_evidence(questions: Sequence[GoldQuestion], texts: Mapping[str, str]) -> None:
    """Check that every evidence text stands in its document, white space folded.

    Evidence that no document holds cannot be cited: its question would count as
    wrong whatever the answer.

    :param texts: file name -> text of the document
    :raises GoldError: If a document or a text is missing; names the question.
    """
    folded = {source: fold(text) for source, text in texts.items()}
    for question in questions:
        for support in (support for group in question.evidence for support in group):
            if support.source not in folded:
                known = ", ".join(sorted(folded))
                raise _wrong(
                    question.place,
                    f"câu “{question.id}” dẫn {support.source}, chỉ mục chỉ có: {known}; "
                    "hãy thêm văn bản rồi chạy `hoidap build`",
                    f"question “{question.id}” cites {support.source}, the index holds: "
                    f"{known}; add the document and run `hoidap build`",
                )
            if fold(support.text) not in folded[support.source]:
                raise _wrong(
                    question.place,
                    f"câu “{question.id}”: “{_short(support.text)}” không có trong "
                    f"{support.source}; hãy chép đúng nguyên văn",
                    f"question “{question.id}”: “{_short(support.text)}” does not stand in "
                    f"{support.source}; copy the text verbatim",
                )


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else []
    if not files:
        raise GoldError(
            f"{path}: không có tệp .jsonl nào; hãy chỉ một thư mục hoặc một tệp câu hỏi mẫu.",
            f"{path}: no .jsonl file there; name a folder or a file of gold questions.",
        )
    return files


def _lines(file: Path) -> list[str]:
    try:
        # Not splitlines(): U+2028 and the like may stand inside a JSON string.
        return file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise GoldError(
            f"{file}: không mở được ({reason}); hãy kiểm tra quyền đọc.",
            f"{file}: cannot be opened ({reason}); check its permissions.",
        ) from error
    except UnicodeDecodeError as error:
        raise GoldError(
            f"{file}: không phải UTF-8 (byte {error.start}); hãy lưu lại dưới dạng UTF-8.",
            f"{file}: is not UTF-8 (byte {error.start}); save it as UTF-8.",
        ) from error


def _question(line: str, place: str) -> GoldQuestion:
    """Parse one line, or say what is wrong with it."""
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _wrong(place, f"không phải JSON ({error})", f"not JSON ({error})") from error
    if not isinstance(data, dict):
        raise _wrong(
            place,
            f"cần một đối tượng JSON, không phải {_short(data)}",
            f"needs a JSON object, not {_short(data)}",
        )
    missing, unknown = sorted(_FIELDS - data.keys()), sorted(data.keys() - _FIELDS)
    if missing or unknown:
        names = ", ".join(missing or unknown)
        fields = ", ".join(sorted(_FIELDS))
        raise _wrong(
            place,
            f"{'thiếu' if missing else 'thừa'} trường {names}; các trường là {fields}",
            f"{'missing' if missing else 'unknown'} field {names}; the fields are {fields}",
        )
    check = _Checked(data, place)
    question = GoldQuestion(
        id=check.text("id"),
        question=check.text("question"),
        kind=check.one_of("kind", KINDS),
        language="en" if check.one_of("language", LANGUAGES) == "en" else "vi",
        must=check.groups("must"),
        max_chars=check.positive("max_chars"),
        must_not=check.texts("must_not"),
        evidence=check.supports("evidence"),
        history=check.texts("history"),
        place=place,
    )
    if question.answerable != bool(question.evidence):
        raise check.wrong(
            "evidence",
            "ít nhất một nhóm, riêng câu unanswerable thì không nhóm nào",
            "at least one group, and none for a question of the kind unanswerable",
        )
    return question


@dataclass(frozen=True, slots=True)
class _Checked:
    """The fields of one line, each read as the type it must have."""

    data: dict[str, Any]
    place: str

    def wrong(self, name: str, vi: str, en: str) -> GoldError:
        value = _short(self.data[name])
        return _wrong(
            self.place,
            f"trường {name} là {value}; cần {vi}",
            f"the field {name} is {value}; it needs {en}",
        )

    def text(self, name: str) -> str:
        value = self.data[name]
        if not _is_text(value):
            raise self.wrong(name, "một chuỗi có chữ", "a string that is not empty")
        return str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.data[name]
        if not isinstance(value, list) or not all(map(_is_text, value)):
            raise self.wrong(name, "một danh sách chuỗi có chữ", "a list of non-empty strings")
        return tuple(value)

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        value = self.data[name]
        if value not in allowed:
            choices = ", ".join(allowed)
            raise self.wrong(name, f"một trong: {choices}", f"one of: {choices}")
        return str(value)

    def positive(self, name: str) -> int:
        value = self.data[name]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(name, "một số nguyên từ 1", "a whole number from 1")
        return value

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        value = self.data[name]
        if not _are_groups(value, _is_text):
            raise self.wrong(
                name,
                "một danh sách các nhóm, mỗi nhóm ít nhất một chuỗi có chữ",
                "a list of groups, each of at least one non-empty string",
            )
        return tuple(tuple(group) for group in value)

    def supports(self, name: str) -> tuple[tuple[Support, ...], ...]:
        value = self.data[name]
        if not _are_groups(value, _is_support):
            raise self.wrong(
                name,
                'một danh sách các nhóm {"source", "text"}',
                'a list of groups of {"source", "text"}',
            )
        return tuple(tuple(Support(**item) for item in group) for group in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_support(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"source", "text"}
        and all(map(_is_text, value.values()))
    )


def _are_groups(value: object, is_item: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(
        isinstance(group, list) and group and all(map(is_item, group)) for group in value
    )


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _wrong(place: str, vi: str, en: str) -> GoldError:
    return GoldError(f"{place}: {vi}.", f"{place}: {en}.")
