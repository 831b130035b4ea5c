"""What a question asks of a text that is no plan, read from the words it is asked with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hoidap.text.vietnamese import strip_marks

# What is asked of a law or another text that is no plan, and what a clause that states it
# holds; the first that fits decides.
_UNIT = r"(?:năm|tháng|tuần|ngày|giờ|phút)\b"
_COUNT = r"(?:\d[\d.,]*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|lăm|trăm|nửa)"
_PARTY = r"(?:cơ quan|đơn vị|tổ chức|bộ|bộ phận|chủ thể|người|bên|lực lượng|cấp)"
_FINE = r"phạt tiền (?:từ .{,30}? )?đến [\d.]+ đồng|phạt tiền|[\d.]+ đồng"
_PRISON = r"phạt tù (?:từ .{,12}? )?đến \d+ (?:năm|tháng)|phạt tù|tù chung thân|tử hình"
_REFORM = r"cải tạo không giam giữ (?:từ .{,12}? )?đến \d+ (?:năm|tháng)|cải tạo không giam giữ"
_STATED: tuple[tuple[str, str], ...] = (
    (r"(?:bao nhiêu|mấy) tuổi|độ tuổi", r"\d+ tuổi|mươi \w+ tuổi"),
    (r"phần trăm|tỷ lệ .*(?:bao nhiêu|nào)|bao nhiêu %", r"\d\s?%|phần trăm|\d/\d"),
    (r"phạt tiền\b.{0,30} (?:bao|mấy|nào)|bao nhiêu (?:tiền|đồng)|mức tiền", _FINE),
    (r"(?:thu lợi|thiệt hại|trị giá)\b.{0,30} bao nhiêu", r"[\d.]+ đồng"),
    (r"phạt tù\b.{0,30} (?:bao|mấy|nào)|(?:năm|tháng) tù", _PRISON),
    (r"cải tạo không giam giữ\b.{0,20} (?:bao|mấy|nào)", _REFORM),
    (r"(?:(?:bị|mức|hình|xử) phạt|phạt tù|phạt tiền)\b.{0,30}(?:nào|gì|bao|mấy|ra sao)", rf"{_PRISON}|{_FINE}|{_REFORM}|cảnh cáo|bị xử"),
    (r"từ (?:ngày|khi|thời điểm|lúc) nào|ngày nào|ngày bao nhiêu", r"(?:từ )?ngày \d+|kể từ|từ thời điểm|từ ngày|từ khi"),
    (rf"bao lâu|(?:bao nhiêu|mấy) (?:\w+ )?{_UNIT}|thời hạn|thời hiệu", rf"{_COUNT} {_UNIT}"),
    (r"khi nào|bao giờ|thời điểm nào|lúc nào", r"kể từ|thời điểm|\bkhi\b|\d ngày"),
    (r"(?:điều|khoản) (?:nào|mấy|bao nhiêu)", r"điều \d|khoản \d"),
    (r"bao nhiêu|\bmấy\b", rf"{_COUNT} \w"),
    (rf"\bai\b|{_PARTY} nào|thuộc về", r"tòa án|ủy ban|\bbộ\b|chính phủ|nhà nước|cơ quan|người|\bcha\b|\bbên\b|doanh nghiệp|lực lượng|ban \w+"),
    (r"quyền (?:gì|nào|như thế nào)|có quyền", r"quyền"),
    (r"làm gì|nghĩa vụ|trách nhiệm", r"phải|nghĩa vụ|trách nhiệm"),
)  # fmt: skip
_LAW = r"(?:bộ luật|luật) (?:(?!quy định|này|có|về)[^\W\d]+ ){1,5}?(?:(?:năm )?(?:19|20)\d\d|(?=quy định|có hiệu lực))"
_CITING = rf"(?:theo |trong |tại |căn cứ )?(?:(?:khoản \d+ ?,? ?)?điều \d+ ?(?::[^,]*)?,? ?(?:của |trong )?)?{_LAW} ?,?"
_DEFINED = (
    r"^(.{2,120}?) (?:là gì|là ai|nghĩa là gì|có nghĩa là gì|được hiểu (?:như )?(?:thế nào|là gì))",
    r"^(?:nêu )?(?:định nghĩa|khái niệm)(?: của| về)? (.{2,120}?)(?: là gì)?$",
)
_OVERVIEW = (
    r"quy định (?:như )?(?:thế nào|gì) về (.{2,150})$",
    r"^(?:hãy )?(?:mô tả|trình bày)(?: về)? (.{2,150})$",
    r"^(.{2,150}?) được quy định (?:như )?(?:thế nào|ra sao)$",
)
_ASKING_WORDS = (
    r"(?<!\w)(?:là )?(?:bao nhiêu|bao lâu|bao giờ|như thế nào|thế nào|là gì|là ai|những|gì|nào|ai|ra sao|mấy"
    r"|hay không|không$|được hiểu|có phải|ở đâu|vì sao|tại sao|hãy|cho biết|mô tả|trình bày|định nghĩa|khái niệm|khi nào)(?!\w)"
)


@lru_cache(maxsize=256)
def _spelt(pattern: str, plain: bool) -> re.Pattern[str]:
    return re.compile(strip_marks(pattern) if plain else pattern)


class Wanted:
    """What a question asks of a text that is no plan, read from the words it is asked with.

    ``runs`` are the pieces of the question that say its matter: without the words that
    ask, and without the name of the law, for a law calls itself "Luật này"; ``cites``
    tells that it was named, ``law`` how, ``year`` of which year (0 for none).  ``defined`` is the term whose definition is asked for,
    ``overview`` the matter of which all that is laid down is asked for; ``whom`` tells that
    somebody is asked for, ``fined`` a fine, ``most`` the heaviest penalty, ``counts`` a number; ``stated``
    finds in a clause the kind of thing asked for.

    >>> Wanted("lợi tức được hiểu như thế nào?", plain=False).defined
    'lợi tức'
    """

    def __init__(self, asking: str, *, plain: bool) -> None:
        text = strip_marks(asking) if plain else asking
        text = re.sub(r"[\"']", "", text).strip(" ?.!:")
        named = _spelt(_CITING, plain).search(text)
        self.cites = named is not None
        years = re.findall(r"(?:19|20)\d\d", named.group()) if named else []
        self.year = int(years[0]) if years else 0
        self.law = re.sub(r"[\d,:]", " ", named.group()) if named else ""
        bare = _spelt(_CITING, plain).sub(" , ", text)
        self.text = bare = " ".join(bare.split()).strip(" ,")
        self.runs = tuple(
            piece.strip() for piece in _spelt(_ASKING_WORDS, plain).split(bare) if piece.strip()
        )
        stated = (says for asks, says in _STATED if _spelt(asks, plain).search(bare))
        first = next(stated, None)
        self.stated = None if first is None else _spelt(first, plain)
        self.defined = _first_group(_DEFINED, bare, plain=plain)
        self.overview = _first_group(_OVERVIEW, bare, plain=plain)
        self.whom = bool(_spelt(rf"\bai\b|{_PARTY} nào", plain).search(bare))
        self.counts = bool(_spelt(r"bao nhiêu|bao lâu|\bmấy\b|phần trăm", plain).search(bare))
        self.fined = bool(_spelt(r"phạt tiền", plain).search(bare))
        punished = bool(_spelt(r"phạt|năm tù", plain).search(bare))
        self.most = punished and bool(
            _spelt(r"(?:tối đa|cao nhất|nặng nhất)\b.{0,25} (?:bao|mấy|gì|nào)", plain).search(
                bare
            )
        )


def _first_group(patterns: Sequence[str], text: str, *, plain: bool) -> str:
    for pattern in patterns:
        match = _spelt(pattern, plain).search(text)
        if match:
            return match.group(1).strip(" ,")
    return ""
