"""Questions as they are typed or come in files: what can be answered at all."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from hoidap.errors import WrongUsage
from hoidap.text.vietnamese import squeeze

_SHOWN = 20  # characters of a wrong question that a message shows


def checked_question(text: str) -> str:
    """Return ``text`` with control characters as spaces.

    :raises WrongUsage: If it is empty, too long, no text or without any letter or digit.
    """
    from hoidap.assistant.engine import MAX_QUESTION

    if len(text) > MAX_QUESTION:
        length, most = f"{len(text):,}", f"{MAX_QUESTION:,}"
        raise WrongUsage(
            f"Câu hỏi dài {length.replace(',', '.')} ký tự, tối đa {most.replace(',', '.')}; "
            "hãy hỏi ngắn hơn hoặc tách thành nhiều câu.",
            f"The question has {length} characters, at most {most} are allowed; "
            "shorten it or ask several questions.",
        )
    if any(unicodedata.category(char) == "Cs" for char in text):
        raise WrongUsage(
            "Câu hỏi không phải văn bản UTF-8; hãy gõ lại câu hỏi.",
            "The question is not UTF-8 text; type it again.",
        )
    cleaned = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    cleaned = cleaned.strip()
    if not any(char.isalnum() for char in cleaned):
        shown = f" (“{cleaned[:_SHOWN]}”)" if cleaned else ""
        raise WrongUsage(
            f"Câu hỏi{shown} không có chữ hay số nào; hãy gõ một câu, "
            'ví dụ: hoidap ask "Ai chủ trì cung cấp thông tin TBT?"',
            f"The question{shown} holds no letter or digit; type one, "
            'such as: hoidap ask "Who leads TBT information?"',
        )
    return cleaned


def read_history(path: Path) -> list[str]:
    """Return the earlier questions that the file at ``path`` holds, oldest first.

    It holds one a line, or JSON: a list of questions, or an object with such a list as
    ``history``; in UTF-8, UTF-16 or Windows-1258.

    :raises WrongUsage: If it cannot be read, or holds something else.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(str(path), error) from error
    text = decoded(data, str(path)).strip()
    if not text.startswith(("[", "{")):
        return [line for line in map(squeeze, text.splitlines()) if line]
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        found = found.get("history")
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise WrongUsage(
            f'{path}: không phải danh sách câu hỏi; mỗi dòng một câu, hoặc JSON ["…", "…"] '
            'hay {"history": ["…", "…"]}.',
            f'{path}: no list of questions; write one a line, or JSON ["…", "…"] or '
            '{"history": ["…", "…"]}.',
        )
    return found


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file called ``name``, whichever encoding documents may have too.

    :raises WrongUsage: If it is no text.
    """
    from hoidap.ingest.readers.plain import decode_text

    try:
        return decode_text(data)
    except ValueError as error:
        raise WrongUsage(
            f"{name}: không phải văn bản đọc được (UTF-8, UTF-16 hoặc Windows-1258); hãy lưu "
            "lại dưới dạng UTF-8.",
            f"{name}: not readable text (UTF-8, UTF-16 or Windows-1258); save it as UTF-8.",
        ) from error


def unreadable(name: str, error: OSError) -> WrongUsage:
    """Return what is said of a file of questions that cannot be opened."""
    reason = error.strerror or str(error)
    return WrongUsage(
        f"{name}: không mở được tệp câu hỏi ({reason}); hãy kiểm tra đường dẫn.",
        f"{name}: the file of questions cannot be opened ({reason}); check its path.",
    )
