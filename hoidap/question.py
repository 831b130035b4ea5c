"""A question as it is typed or sent: what can be answered at all."""

from __future__ import annotations

import unicodedata

from hoidap.errors import WrongUsage

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
