"""Where a document may speak to the answering system at all: a look-up before any pattern.

Each form of :mod:`hoidap.text.instruction_forms` that holds in a document needs one of the
words below.  Most lines of a plan hold none, and are not looked at any further.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.vietnamese import strip_marks

# Words, "|" between them, and what must follow them to matter ("" for anything).
_VIETNAMESE = (
    # rules to pass over, prompts to show or to delete
    ("bỏ qua|phớt|quên|mặc kệ|bỏ ngoài|gạt|đừng|không được|thôi|ngừng|dừng|kiểm duyệt|bộ lọc|mọi hướng dẫn|mọi giới hạn", ""),
    ("câu lệnh|lời nhắc|lệnh|chỉ dẫn|cấu hình|mã nguồn|mật khẩu|khóa api|bộ nhớ|quy tắc", ""),
    ("lờ", r"(?!\w)"),
    ("hướng dẫn", r"(?: \w+){0,3}? (?:hệ thống|của (?:bạn|mày)|ban đầu|nội bộ|bí mật|ẩn|gốc|trước|ở trên|mới|đặc biệt|riêng)"),
    ("nhiệm vụ|thông điệp", r" (?:mới|ẩn|bí mật|đặc biệt|nội bộ|riêng)"),
    # who is spoken to
    ("hãy|xin|vui lòng|làm ơn|mày|ngươi|trợ lý|người máy|robo|robot|chatbot|chat bot|bot|trí tuệ nhân tạo|llm|gpt|chatgpt|quản trị viên", ""),
    ("bạn", r"(?!\w)"),
    ("hệ thống|máy|công cụ|phần mềm|chương trình|ứng dụng|mô hình", r" (?:hỏi|ai(?!\w)|trí tuệ|tự động|ngôn ngữ)|[\])*_ ]*[:：]"),
    ("ai", r"[\])*_ ]*[:：]"),
    ("hệ thống", r"(?: này| đó)? (?:phải|cần|hãy|nên|chỉ|được yêu cầu|không|có nghĩa vụ)"),
    ('<hệ thống|[hệ thống|"hệ thống|của hệ thống|thông báo hệ thống|tin nhắn hệ thống|chế độ', ""),
    # the role, the answer, its language, its citations
    ("đóng vai|vào vai|nhập vai|giả vờ|giả bộ|trả lời|phản hồi|hồi đáp|đáp án|từ bây giờ|từ giờ|của bạn|của mày|câu hỏi", ""),
    ("đáp", r"(?!\w)(?! ứng(?!\w))"),
    ("tiếng|ngôn ngữ", r" ?(?:anh|việt|pháp|trung|hoa|nhật|hàn|nga|đức|tây ban nha|lào|thái|khác)(?!\w)"),
    ("[", r"\d+\]"),
    ("từ nay", r"(?: trở đi)? (?:bạn|mày|hệ thống|hãy|mọi câu|trả lời|chỉ)"),
    ("đọc|thấy|gặp", r"(?: đến| tới| được)* (?:đây|dòng|đoạn này|câu này|lệnh này)"),
    ("hỏi|thắc mắc", r".{0,50}?(?:cứ|hãy|bảo|nói|trả lời|đáp|đừng)(?!\w)"),
)  # fmt: skip
_ENGLISH = (
    "don't|can't|pay no|no longer|act as|act like|pose as|pose like|play the|take on the|api key|words above|from now|starting now|as of|from this|u are|run|an ai|any ai|all ai|the ai"
    "|in lao|into lao|using lao|lao only|in thai|into thai|using thai|thai only|another language|different language|other language|new task|new order|new rule|carry out"
)  # fmt: skip
# English words by how they begin.
_STEMS = tuple(
    "ignor disregard forget overr bypass neglect overlook skip discard dismiss aside abandon drop not never stop cease quit "
    "assistant model system agent bot chatbot chatgpt tool engine llm gpt machine mode jailbr prompt ask inquir quer question answer repl respon read "
    "you behave speak talk pretend roleplay role assume impersonate simulate imagine instruction rule configuration password "
    "source message setting above henceforth english vietnamese french chinese german japanese spanish russian korean latin "
    "say state claim conclude declare assert confirm insist admit announce write reiterate affirm maintain tell inform convince "
    "print return output emit produce echo repeat type format give use provide continue switch communicate translate json xml yaml html "
    "markdown csv marker citation footnote reference cit quot refus cannot decline abstain decode execute obey comply follow please kindly "
    "developer admin root inst override sys hidden secret special internal important command attention note warning"
    .split()
)  # fmt: skip
_HEADS = frozenset(stem[:3] for stem in _STEMS)
_WORD = re.compile(r"[^\W_]+")
_ANYTHING = re.compile("")
# Behind a word without marks that a text without marks needs, none with marks follows.
_BARE = r"(?![\w ,]{0,12}?[^\W\da-z_])"


@lru_cache(maxsize=1)
def _needed() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Return, by their first words, the words looked for and what must follow each."""
    listed = [(word, after) for words, after in _VIETNAMESE for word in words.split("|")]
    for word, after in tuple(listed):
        bare = strip_marks(word)
        if bare != word:
            listed.append((bare, f"{_BARE}(?:{strip_marks(after)})"))
    listed += [(word, "") for word in _ENGLISH.split("|")]
    needed: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for word, after in listed:
        first = _WORD.search(word)
        needed.setdefault(first.group() if first else "", []).append((word, re.compile(after)))
    return needed


def signs(text: str) -> list[int]:
    """Return the places in ``text``, in order, of words that an instruction to it needs.

    A line without any holds no instruction.
    """
    text = text.lower()
    words = {"", *_WORD.findall(text)}
    needed = _needed()
    wanted = [entry for word in words & needed.keys() for entry in needed[word]]
    wanted += [(w, _ANYTHING) for w in words if w[:3] in _HEADS and w.startswith(_STEMS)]
    found: list[int] = []
    for word, after in wanted:
        place = text.find(word)
        while place >= 0:
            whole = not word[0].isalnum() or not place or not text[place - 1].isalnum()
            end = place + len(word)
            if whole and after.match(text, end):
                found.append(place)
            place = text.find(word, end)
    return sorted(found)
