"""What is wanted of the documents: an answer, a summary or a comparison."""

from __future__ import annotations

import re
from typing import Literal

from assistant.intent import is_comparison
from ingest.vietnamese import squeeze, strip_marks

Task = Literal["answer", "summarise", "compare"]

_SUMMARY = (
    r"(?:(?:hãy|xin|vui lòng|giúp tôi|please|can you|could you|give me|write|an?|the)\s+)*"
    r"(?:tóm tắt|tóm lược|khái quát|tổng quan(?: về)?|nêu tóm tắt"
    r"|summari[sz]e|sum up|(?:brief |short )?(?:summary|overview) of)"
    r"(?:\s+(?:nội dung|nhanh|ngắn gọn|giúp tôi|for me|briefly))*\s+"
)


def task_of(question: str) -> tuple[Task, str]:
    """Return what is wanted, and the question without the words that want it.

    >>> task_of("Tóm tắt các giải pháp của Thái Nguyên")
    ('summarise', 'các giải pháp của Thái Nguyên')
    """
    question = squeeze(question)
    for pattern in (_SUMMARY, strip_marks(_SUMMARY)):
        opening = re.match(pattern, question, re.IGNORECASE)
        if opening and opening.end() < len(question):
            return "summarise", question[opening.end() :]
    return ("compare" if is_comparison(question) else "answer"), question
