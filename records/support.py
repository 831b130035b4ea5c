"""The help that a plan holds ready for businesses: for whom, what, from whom, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hoidap.ingest.plan import Plan, Provision
from hoidap.records.record import Record, shared
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, nfc, squeeze

_KIND = r"(?:doanh nghiệp|hợp tác xã|htx|dnnvv|cơ sở (?:sản xuất|kinh doanh)|hộ (?:kinh doanh|sản xuất|gia đình)|chủ thể(?: ocop)?|làng nghề)"
_WHICH = r"(?: (?:nhỏ và vừa|vừa và nhỏ|nhỏ|siêu nhỏ|xuất khẩu|khởi nghiệp|việt nam|trong tỉnh|trên địa bàn(?: tỉnh)?|sản xuất(?:,? kinh doanh)?|kinh doanh|ocop|\(dnnvv\)))*"
_FOR = re.compile(
    rf"(?:các |cho |chủ )?{_KIND}{_WHICH}(?:(?:,| và| hoặc|, và)\s+(?:các )?(?:{_KIND}|đơn vị sự nghiệp(?: công lập)?|cá nhân|tổ chức|người dân){_WHICH})*",
    re.I,
)
_GIVES = r"(?:hỗ trợ|giúp|hướng dẫn|tư vấn|đào tạo|bồi dưỡng|tập huấn|ưu tiên|khuyến khích|cung cấp (?:thông tin|dịch vụ|kiến thức))"
# "hỗ trợ … doanh nghiệp", "… cho doanh nghiệp" or "doanh nghiệp … được hỗ trợ".
_HELPS = re.compile(
    rf"(?<!không )\b{_GIVES}\b[^.;:]{{0,90}}?\b{_KIND}|\b{_KIND}[^.;]{{0,120}}?\bđược {_GIVES}\b",
    re.I,
)
# A section whose clauses are the help: "CHÍNH SÁCH HỖ TRỢ DOANH NGHIỆP", "Mức hỗ trợ".
_OFFERED = re.compile(rf"(?:chính sách|nội dung|mức|hình thức) hỗ trợ|\bhỗ trợ {_KIND}")
_REFUSED = re.compile(r"^không\b")
# What only speaks of help: why, how much is wanted, who watches over it, what it costs.
_ELSEWHERE = re.compile(
    r"mục đích|yêu cầu|mục tiêu|chỉ tiêu|định hướng|kinh phí|tổ chức thực hiện|thông tin,? báo cáo|quan điểm"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Record):
    """Help for businesses, in the document's words.

    ``beneficiaries`` are those helped (``doanh nghiệp, hợp tác xã``), ``text`` says with
    what; ``lead`` gives it, in ``province``, at the time ``when``, empty where the document
    does not say.
    """

    beneficiaries: str
    text: str
    lead: tuple[str, ...] = ()
    when: str = ""

    @property
    def agencies(self) -> tuple[str, ...]:
        """Those that give it."""
        return self.lead


def support_of(plan: Plan) -> tuple[Support, ...]:
    """Return the support that ``plan`` offers, in reading order."""
    return tuple(_support(plan))


def _support(plan: Plan) -> Iterator[Support]:
    for provision in plan.provisions:
        for beneficiaries, text in _offers(provision):
            lead, when = _lead(plan, provision), _time(plan, provision)
            yield Support(
                **shared(plan, provision, agencies=lead, time=when),
                beneficiaries=beneficiaries,
                text=text,
                lead=lead,
                when=when,
            )


def _offers(provision: Provision) -> Iterator[tuple[str, str]]:
    """Yield the help that a provision offers, at most one: to whom, and its words."""
    if provision.kind == "row":
        texts = [field.value for field in provision.fields if field.role == "task"]
    elif provision.kind in ("clause", "paragraph"):
        texts = [] if _elsewhere(provision.headings) else [without_sign(provision.text)]
    else:
        return
    above = provision.headings[-1] if provision.headings else ""
    for text in texts:
        own = text.split("\n")[0]
        helping = _helping(own)
        if not helping and _OFFERED.search(fold(above)) and not _REFUSED.search(fold(own)):
            yield _whom(above), squeeze(own)
        elif whom := _whom(helping):
            yield whom, squeeze(own)


@lru_cache(maxsize=256)
def _elsewhere(headings: tuple[str, ...]) -> bool:
    return _ELSEWHERE.search(fold(" ".join(headings))) is not None


@lru_cache(maxsize=4096)
def _helping(text: str) -> str:
    """Return the sentence of ``text`` that says that somebody is helped, "" if none does."""
    return next(filter(_HELPS.search, sentences(nfc(text))), "")


def _whom(helping: str) -> str:
    """Return whom a sentence or a heading says is helped."""
    match = _HELPS.search(helping)
    whom = _FOR.search(helping, match.start()) if match else None
    return squeeze(re.sub(r"^(?:cho|chủ)\s(?!thể)", "", whom.group())) if whom else ""


def _lead(plan: Plan, provision: Provision) -> tuple[str, ...]:
    """Return who gives it: as assigned to it, or to the section that it stands in."""
    for place in _upwards(plan, provision):
        if place.assignment is not None and place.assignment.lead:
            return place.assignment.lead
    return provision.holders


def _time(plan: Plan, provision: Provision) -> str:
    for place in _upwards(plan, provision):
        if place.assignment is not None and place.assignment.time:
            return place.assignment.time
    return ""


def _upwards(plan: Plan, provision: Provision) -> Iterator[Provision]:
    """Yield a provision and those that it stands under."""
    yield provision
    while provision.parent >= 0:
        provision = plan.provisions[provision.parent]
        yield provision
