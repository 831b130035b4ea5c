"""Whom a sentence gives work to: the agencies it opens with, and those they work with.

Plans give duties in sentences that open with their subject ("Sở Tài chính chủ trì, phối
hợp với …"), with an order ("Giao Sở Công Thương …") or with an adverbial before the
subject ("Định kỳ hằng năm, các cơ quan, đơn vị …").
"""

from __future__ import annotations

import re
from functools import lru_cache

from hoidap.text.agencies import AGENCY_START, find_agencies, split_agencies, starts_agency
from hoidap.text.sentences import without_sign

# What an agency is told to do, where its name ends.
_VERB = re.compile(
    r"[\s,]+(?:(?:là|làm) (?:cơ quan|đơn vị|đầu mối)|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|được giao|chủ trì|chủ động|phối hợp|căn cứ|theo (?:dõi|chức năng)|tham mưu|tổng hợp|tổ chức|hướng dẫn|xây dựng|thực hiện|triển khai|báo cáo|rà soát|đôn đốc|tăng cường|bố trí|định kỳ|trước ngày|trên cơ sở|gửi|nộp|lập|kịp thời|tiến hành|(?:hằng|hàng|mỗi) (?:năm|quý|tháng)|tích cực|chỉ đạo|thẩm định)\b|:",
    re.I,
)
_ORDER = re.compile(r"^(?:giao(?: cho)?|đề nghị|yêu cầu)\s+", re.I)
_ADVERBIAL = re.compile(
    r"^(?:định kỳ|(?:hằng|hàng|mỗi) (?:năm|quý|tháng)|trước ngày|trong quá trình|trong trường hợp|khi|nếu)\b",
    re.I,
)
_WITH = re.compile(rf"phối hợp(?: chặt chẽ)?(?:,? cùng)?(?: với)?\s+(?={AGENCY_START})", re.I)
# What the agencies do together: the list ends there.
_TOGETHER = re.compile(
    r"[\s,]+(?:trong (?:việc|tuyên|công|quá)|tổ chức (?:triển|thực|tuyên|các|kiểm|xây|tập|hội)|xây dựng(?! và)|triển khai|thực hiện|rà soát|tăng cường|thẩm định|tham mưu|tổng hợp|tuyên truyền|hướng dẫn|kiểm tra|đề xuất|nghiên cứu|theo dõi|đôn đốc|lập|trình|báo cáo|cung cấp|hỗ trợ|đào tạo|phổ biến|để|nhằm|khi)\b|[;:()]|\.(?:\s|$)",
    re.I,
)
# Behind a whole name: neither the next of a list nor a place.
_GOES_ON = re.compile(r"\s+(?!(?:và|tỉnh|thành phố|cấp)\b)[^\W\d_A-ZĐ]")
_LONGEST = 300  # characters of a list of agencies


@lru_cache(maxsize=4096)  # records of several kinds ask it of the same sentences
def subject(text: str) -> tuple[str, ...]:
    """Return the agencies that ``text`` gives work to, empty where it names none first.

    >>> subject("Sở Tài chính chủ trì, phối hợp với Sở Nội vụ thẩm định dự toán.")
    ('Sở Tài chính',)
    """
    body = _ORDER.sub("", without_sign(text), count=1)
    if _ADVERBIAL.match(body):
        after = (m.end() for m in re.finditer(r",\s+", body[:_LONGEST]))
        body = next(
            (body[at:] for at in after if re.match(AGENCY_START, body[at:], re.I)), body
        )
    known = next(iter(find_agencies(body[:_LONGEST])), None)
    if known and known.start == 0 and _GOES_ON.match(body, known.end):
        return (body[: known.end],)  # whatever it is told to do
    end = _VERB.search(body)
    if end is None or end.start() > _LONGEST or not re.match(AGENCY_START, body, re.I):
        return ()
    return split_agencies(body[: end.start()])


def partners(text: str) -> tuple[str, ...]:
    """Return the agencies that work is done with ("phối hợp với …"), in the first such place.

    >>> partners("Chủ trì, phối hợp với Sở Nội vụ và Sở Y tế xây dựng đề án.")
    ('Sở Nội vụ', 'Sở Y tế')
    """
    match = _WITH.search(text)
    if match is None:
        return ()
    rest = text[match.end() : match.end() + _LONGEST]
    end = _TOGETHER.search(rest)
    listed = split_agencies(rest[: end.start()] if end else rest)
    return tuple(name for name in listed if starts_agency(name))
