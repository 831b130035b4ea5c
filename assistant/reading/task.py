"""What is wanted of the documents: an answer, a summary or a comparison."""

from __future__ import annotations

import re
from typing import Literal

from hoidap.assistant.reading.intent import is_comparison
from hoidap.text.vietnamese import squeeze, strip_marks

Task = Literal["answer", "summarise", "compare"]

_SUMMARY = (
    r"(?:(?:hãy|xin|vui lòng|giúp tôi|please|can you|could you|give me|write|an?|the)\s+)*"
    r"(?:tóm tắt|tóm lược|khái quát|tổng quan(?: về)?|nêu tóm tắt"
    r"|summari[sz]e|sum up|(?:brief |short )?(?:summary|overview) of)"
    r"(?:\s+(?:nội dung|nhanh|ngắn gọn|giúp tôi|for me|briefly))*\s+(?=\S)"
)
_SUMMARIES = [re.compile(way(_SUMMARY), re.IGNORECASE) for way in (str, strip_marks)]


def summary_of(question: str) -> str:
    """Return what a summary is asked of; "" where none is asked.

    >>> summary_of("Tóm tắt các giải pháp của Thái Nguyên")
    'các giải pháp của Thái Nguyên'
    """
    for pattern in _SUMMARIES:
        opening = pattern.match(question)
        if opening:
            return question[opening.end() :]
    return ""


def task_of(question: str) -> tuple[Task, str]:
    """Return what is wanted, and the question without the words that want it."""
    question = squeeze(question)
    if subject := summary_of(question):
        return "summarise", subject
    return ("compare" if is_comparison(question) else "answer"), question
