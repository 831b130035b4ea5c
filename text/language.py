"""The language of a question: Vietnamese, with or without diacritics, or English."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.assistant.answer import Language
from hoidap.text.vietnamese import has_marks, nfc

_ENGLISH = frozenset(
    "the of is are was were what which who whom when where how many much does do did in for on to and by with "
    "a an from must should will can it its this that under at there have has been leads lead list compare plan "
    "tell me please about signed agency agencies department every each year if not no any our we i my "
    "province provinces decision standards standard business businesses enterprises company report".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_VIETNAMESE = frozenset(
    "ai chu tri phoi hop cua la gi nao bao nhieu ke hoach tinh theo cho cac nhung duoc thi tai o trong so han "
    "ngay don vi co quan khi doanh nghiep ho tro thuc hien nhiem vu muc tieu kinh phi ky the con vay cung cap "
    "bo qua moi dan truoc ra mat khau hay toi ban khong biet ve viec "
    "thong tin tieu chuan chat luong va ve den tu hang nam phai lam viec dau sao thanh dong nguyen quyet dinh".split()
)


def language_of(question: str) -> Language:
    """Return ``"en"`` for an English question, ``"vi"`` for any other.

    Proper names keep their diacritics in English too (*Who leads TBT in Thanh Hóa?*),
    so words decide, not letters.
    """
    english = vietnamese = 0
    for place, word in enumerate(_WORD.findall(nfc(question).replace("’", "'"))):
        is_english, is_vietnamese, is_name = _languages(word)
        if place and is_name:
            continue
        english += is_english
        vietnamese += is_vietnamese
    return "en" if english > vietnamese or (english and english == vietnamese) else "vi"


@lru_cache(maxsize=65536)
def _languages(word: str) -> tuple[bool, bool, bool]:
    """Tell whether ``word`` is English, is Vietnamese, and is a name, most likely."""
    marked, lower = has_marks(word), word.lower()
    return lower in _ENGLISH, marked or lower in _VIETNAMESE, marked and word[0].isupper()
