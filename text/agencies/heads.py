"""How the name of an agency begins, also where a scan misread a letter."""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.vietnamese import fold, plain

# How the name of an agency, or a collective of agencies, begins.
AGENCY_START = (
    r"(?:(?:các|những)\s+)?(?:sở|ubnd|ủy ban|uỷ ban|hđnd|hội đồng|ban|báo(?! cáo)|đài|trung tâm|chi cục|công an|hiệp hội"
    r"|hội|liên đoàn|liên minh|liên hiệp|văn phòng|vp|trường|tổng cục|cục|bộ|viện|thanh tra|cổng thông tin"
    r"|tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn|viễn thông|điểm tbt|bộ đội|sờ|mặt trận|vcci|ngân hàng|kho bạc|thuế|hải quan|quỹ|công ty|phòng|học viện|quân khu)\b"
    r"|(?:các|những)\s+(?:cơ quan|đơn vị|doanh nghiệp|tổ chức|cơ sở|địa phương|ngành|bộ|huyện|xã|đại học|chủ thể|chuyên gia|bên|cấp)"
    r"|doanh nghiệp|hợp tác xã|htx|cơ quan|đơn vị|chủ tịch|giám đốc|thủ trưởng|người đứng đầu|chánh văn phòng|lãnh đạo|thủ tướng"
)
_START = re.compile(rf"(?:{AGENCY_START})", re.I)
LABEL = re.compile(r"^\s*(?:[-–+•]|\(\d{1,2}\))\s*")


def starts_agency(text: str) -> bool:
    """Tell whether ``text`` begins as an agency's name does."""
    return _START.match(fold(LABEL.sub("", text))) is not None


# Heads long enough to be known with one letter wrong, and the short ones, without marks.
_LONG_HEADS = tuple(
    "ủy ban|hội đồng|trung tâm|chi cục|công an|hiệp hội|liên đoàn|liên minh|liên hiệp|văn phòng|thanh tra"
    "|cổng thông tin|các sở|các ban|các cơ quan|các đơn vị|các doanh nghiệp|các tổ chức|các địa phương"
    "|doanh nghiệp|báo và đài".split("|")
)
_SHORT_HEADS = frozenset(("so", "bo", "ban", "dai", "hoi", "cuc", "vien", "truong", "phong"))


@lru_cache(maxsize=16384)
def looks_like_agency(text: str) -> bool:
    """Tell whether ``text`` begins as an agency's name does, one letter or mark misread.

    A short head with a wrong mark (``Sỏ Y tế``) counts where a capital follows it.
    """
    if starts_agency(text):
        return True
    bare = LABEL.sub("", text)
    folded = fold(bare)
    for head in _LONG_HEADS:
        opening = folded[: len(head)]
        if len(opening) == len(head) and not folded[len(head) : len(head) + 1].isalnum():
            if sum(a != b for a, b in zip(opening, head, strict=True)) == 1:
                return True
    first, _, rest = bare.partition(" ")
    return first[:1].isupper() and rest[:1].isupper() and plain(first) in _SHORT_HEADS
