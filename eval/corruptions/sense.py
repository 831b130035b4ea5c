"""Negation, modality and bounds turned, invented content, the other language."""

from __future__ import annotations

import random
import re

from hoidap.eval.corruptions.tools import HOLDS, kind, share, stated
from hoidap.eval.generated import Good, Setting, cite, paraphrases
from hoidap.eval.gold import load_gold
from hoidap.eval.good_sentences import in_other_language

_NEGATED_VI = (
    "chủ trì", "phối hợp", "được", "đạt", "áp dụng", "thực hiện", "tổ chức", "xây dựng",
    "ban hành", "hỗ trợ", "tăng cường", "ký",
)  # fmt: skip
_NEGATED_EN = (
    ("leads", "does not lead"), ("lead ", "do not lead "), ("is ", "is not "),
    ("was ", "was not "), ("states", "does not state"), ("says", "does not say"),
    ("Signed", "Not signed"), ("Before", "Not before"),
)  # fmt: skip
_MODAL = (
    ("phải", "khuyến khích"), ("khuyến khích", "phải"), ("Khuyến khích", "Bắt buộc"),
    ("có trách nhiệm", "có thể"), ("bắt buộc", "khuyến khích"), ("ưu tiên", "bắt buộc"),
)  # fmt: skip
_OVERSTATED = (
    ("nhiệm vụ", "mọi nhiệm vụ"), ("nhiệm vụ", "toàn bộ nhiệm vụ"),
    ("doanh nghiệp", "tất cả doanh nghiệp"), ("cơ quan chủ trì", "cơ quan duy nhất chủ trì"),
    ("Cơ quan chủ trì", "Cơ quan duy nhất chủ trì"), ("chủ trì", "là nơi duy nhất chủ trì"),
    ("leads the task", "leads all tasks"), ("the lead agency", "the only lead agency"),
    ("leads", "alone leads everything in"), ("enterprises", "all enterprises"),
)  # fmt: skip
_BOUNDS = (
    ("ít nhất", "tối đa"), ("Ít nhất", "Tối đa"), ("khoảng", "ít nhất"),
    ("trước ngày", "sau ngày"), ("Trước ngày", "Sau ngày"), ("at least", "at most"),
    ("Before", "After"), ("before", "after"), ("trên 50", "dưới 50"),
)  # fmt: skip
INVENTED_VI = (
    "Ngân sách tỉnh bố trí 12 tỷ đồng cho nhiệm vụ này",
    "Doanh nghiệp vi phạm bị xử phạt hành chính và công khai danh sách trên báo",
    "Các trường phổ thông đưa nội dung này vào giảng dạy chính khóa",
    "Chủ tịch tỉnh trực tiếp kiểm tra tại từng xưởng sản xuất mỗi tuần",
    "Nông dân được vay vốn không lãi suất để mua máy cày",
    "Mỗi hộ gia đình được tặng một bộ cân điện tử chuẩn",
    "Sở Khoa học và Công nghệ thành lập trung tâm thử nghiệm mới tại khu công nghiệp",
    "Doanh nghiệp được cấp chứng nhận tiêu chuẩn quốc tế mà không phải trả phí",
    "Các xã, phường lập tổ giám sát chất lượng sản phẩm ở từng chợ",
    "Kết quả xếp hạng các sở được công bố trên trang thông tin điện tử của tỉnh",
    "Tỉnh thuê chuyên gia nước ngoài đánh giá lại toàn bộ tiêu chuẩn cơ sở",
    "Hợp tác xã áp dụng truy xuất nguồn gốc được giảm thuế thu nhập",
)
INVENTED_EN = (
    "The province set aside 12 billion dong for this task",
    "Firms that break the rules are fined and listed in the newspaper",
    "Schools must teach this subject from the next term",
    "Farmers receive interest-free loans to buy tractors",
    "The governor inspects every workshop once a week",
    "The Department of Science and Technology opens a testing centre in the industrial park",
    "Enterprises receive international certification free of charge",
    "Foreign experts are hired to review all organisation standards",
    "Cooperatives that apply traceability pay less income tax",
)


@kind("negation added", "thêm phủ định")
def _negated(good: Good, case: Setting, draw: random.Random) -> str | None:
    if good.language == "vi":
        found = [
            match
            for word in _NEGATED_VI
            for match in re.finditer(rf"(?<!\w){word}(?!\w)", good.text)
            if match.start()
            and not good.text[: match.start()].endswith(("đơn vị ", "quan ", "Đơn vị "))
        ]
        if not found:
            return None
        match = draw.choice(found)
        word = draw.choice(("không", "chưa", "không"))
        said = f"{good.text[: match.start()]}{word} {good.text[match.start() :]}"
        return cite(said, good.markers)
    for old, new in _NEGATED_EN:
        if old in good.text:
            return cite(good.text.replace(old, new, 1), good.markers)
    return None


@kind("negation removed", "bỏ phủ định")
def _affirmed(good: Good, case: Setting, draw: random.Random) -> str | None:
    for word in ("không ", "Không, ", "No, "):
        if word in good.text:
            text = good.text.replace(word, "Có, " if word == "Không, " else "", 1)
            return cite(text, good.markers)
    return None


@kind("modality", "đổi mức bắt buộc")
def _modality(good: Good, case: Setting, draw: random.Random) -> str | None:
    found = [
        (match, new)
        for old, new in _MODAL
        for match in re.finditer(rf"(?<!\w){old}(?!\w)", good.text)
    ]
    if found:
        match, new = draw.choice(found)
        return _turned(good, case, match, new)
    # A task is given its own force: "chủ trì" is neither encouraged nor optional.
    match_ = re.search(r"(?<= )(?:chủ trì|phối hợp thực hiện|leads?(?= ))", good.text)
    if not match_:
        return None
    new = f"được khuyến khích {match_[0]}" if good.language == "vi" else "may lead"
    return _turned(good, case, match_, new)


@kind("overstated", "nói quá: mọi, duy nhất")
def _overstated(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Make one task all of them, one agency the only one."""
    found = [
        (match, new)
        for old, new in _OVERSTATED
        for match in re.finditer(rf"(?<!\w){old}(?!\w)", good.text)
    ]
    if not found:
        return None
    match, new = draw.choice(found)
    return _turned(good, case, match, new)


@kind("bound", "đảo mức chặn")
def _bound(good: Good, case: Setting, draw: random.Random) -> str | None:
    found = [
        (match, new)
        for old, new in _BOUNDS
        for match in re.finditer(rf"(?<!\w){old}(?= )", good.text)
    ]
    if not found:
        return None
    match, new = draw.choice(found)
    return _turned(good, case, match, new)


@kind("bound dropped", "bỏ mức chặn")
def _unbound(good: Good, case: Setting, draw: random.Random) -> str | None:
    found = list(re.finditer(r"(?:ít nhất|Ít nhất|khoảng|at least) (?=\d)", good.text))
    return _turned(good, case, draw.choice(found), "") if found else None


def _turned(good: Good, case: Setting, match: re.Match[str], new: str) -> str | None:
    text = f"{good.text[: match.start()]}{new}{good.text[match.end() :]}"
    after = " ".join(text[match.start() :].split()[: len(new.split()) + 2])
    before = " ".join(text[: match.start()].split()[-1:])
    return None if stated(case, f"{before} {after}") else cite(text, good.markers)


@kind("invented content", "bịa nội dung")
def _invented(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = draw.choice(INVENTED_VI if good.language == "vi" else INVENTED_EN)
    return cite(f"{said}.", good.markers)


@kind("invented addition", "bịa thêm vế sau")
def _added(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = draw.choice(INVENTED_VI if good.language == "vi" else INVENTED_EN)
    joined = "; đồng thời, " if good.language == "vi" else "; moreover, "
    return cite(f"{good.text.rstrip('.')}{joined}{said[:1].lower()}{said[1:]}.", good.markers)


@kind("answer to another question", "lấy câu của văn bản khác")
def _another(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Put in what answers another question, from a document that is no source here."""
    here = {item.plan.source for item in case.sources}
    pool = [
        text
        for question in load_gold()
        for text, _ in paraphrases().get(question.id, ())
        if question.language == good.language
        and not here & {item.source for group in question.evidence for item in group}
        and all(share(text, item) < HOLDS for item in case.sources)
    ]
    return cite(draw.choice(pool), good.markers) if pool else None


@kind("other language", "sai ngôn ngữ")
def _other_language(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = in_other_language(good, case)
    return cite(said, good.markers) if said else None
