"""What a question asks for, read from the words it is asked with.

Patterns are written with diacritics and matched without them as well, so that
hurried typing is understood; English has patterns of its own.  The first that
matches decides: the order runs from the specific to the general.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, overload

from hoidap.text.vietnamese import fold, has_marks, strip_marks

Kind = Literal[
    "smalltalk", "contact", "person", "money", "definition", "signer", "recipients", "number_of_plan",
    "issued", "basis", "period", "effect", "deadline", "coordinating", "role", "lead", "output", "time",
    "number", "budget", "support", "list", "free", "achieved",
]  # fmt: skip

# Whom a question asks for: "ai", "đơn vị nào", "cơ quan báo, đài nào".
_WHO = (
    r"(?<!\w)(?:những ai|ai|người nào|(?:những |các )?(?:đơn vị|cơ quan|sở(?: ngành)?|ban ngành|ban|bên|đài|báo đài|bộ phận|phòng)"
    r"(?:,? (?!nào|gì)\w+){0,3}? nào)(?!\w)"
)
_WHEN = r"khi nào|bao giờ|lúc nào|năm nào|mấy năm|bao lâu|thời (?:gian|điểm) nào|giai đoạn nào|mốc nào"
_TASKS = r"(?:việc|phần|đầu việc|công việc|nhiệm vụ|trách nhiệm|nội dung|mảng|phần việc)"
_DOC = r"(?:tờ trình|nghị quyết|chỉ thị|luật|quyết định|kế hoạch|công văn|nghị định|thông tư|văn bản|chương trình)"
_WHICH = r"(?:số )?(?:nào|mấy|bao nhiêu)"
# Which words ask for what.  Strong patterns hold a question's own asking words; weak ones
# only its subject, and decide where no strong one fits.
_VI: tuple[tuple[Kind, str], ...] = (
    ("contact", r"số (?:điện thoại|đt|hotline|fax|tài khoản)|điện thoại|hotline|đường dây nóng|e-?mail|thư điện tử|địa chỉ(?! hóa)|website|trang web|giờ làm việc"),
    ("person", r"(?:giám đốc|phó giám đốc|chủ tịch|trưởng phòng|bí thư|chi cục trưởng|lãnh đạo|thủ trưởng|chuyên viên|cán bộ phụ trách)\b.{0,50}(?:tên (?:là )?gì|là ai|tên ai|họ tên|bao nhiêu tuổi|là ông|là bà)|(?:tên|họ tên) (?:của )?(?:giám đốc|chủ tịch|lãnh đạo)|ai (?:đang )?(?:là|làm) (?:giám đốc|chủ tịch|phó giám đốc|chi cục trưởng)"),
    ("money", r"(?:bao nhiêu|mấy) (?:tiền|tỷ|tỉ|triệu|đồng|nghìn|vnd|usd|đô)\b|mức (?:hỗ trợ|phạt|chi|kinh phí|lương|thưởng|phí|thu)\b.{0,30}(?:bao nhiêu|là gì|tối đa|thế nào)|(?:kinh phí|ngân sách|vốn|chi phí|(?<!cải )(?<!ưu )tiền)\b.{0,60}(?:là bao nhiêu|hết bao nhiêu|bao nhiêu(?! (?:doanh|cơ sở|lớp|mô hình|năm|phần)))|(?:tổng|dự toán) (?:kinh phí|mức|vốn|chi)\b.{0,40}bao nhiêu|bị phạt|giá bao nhiêu|lệ phí"),
    ("achieved", r"thực tế\b.{0,60}\b(?:đã|được)\b|\bđã\b.{0,50}\b(?:xong|được) (?:bao nhiêu|mấy)\b|(?:bao nhiêu|mấy)\b.{0,80} rồi\W*$"),
    ("definition", r"viết tắt|nghĩa là gì|có nghĩa|^(?!(?:kết quả|sản phẩm|hạn|nhiệm vụ|thời))(?:\S+(?: \S+){0,3} là (?:cái )?gì(?: (?:vậy|thế|nhỉ))?\W*$)|được (?:hiểu|định nghĩa)|chỉ cái gì|giải thích|khái niệm|định nghĩa|tên đầy đủ|gọi tắt|là từ gì"),
    ("signer", r"(?:ai|người|(?:ông|bà|anh|chị) nào|lãnh đạo nào|do ai|chữ ký của)(?: (?:đã|là người|đứng ra|nào))* ký\b|người ký|được ai ký|do (?:ai|người nào) ký|ai (?:đặt bút|phê chuẩn|thay mặt)|ký (?:bởi|tên là)"),
    ("recipients", r"nơi nhận|^(?!.*(?:báo cáo|dự toán|phản ánh)).*(?:gửi (?:cho|đến|tới) (?:những )?(?:ai|đâu|cơ quan nào|đơn vị nào|nơi nào)|được gửi (?:cho|đến|tới))"),
    ("number_of_plan", rf"ban hành (?:kèm )?theo {_DOC} {_WHICH}|(?:số hiệu|số ký hiệu|số văn bản)"),
    ("free", r"thay thế|bãi bỏ|thay cho"),
    ("basis", rf"(?:tỉnh ủy|thủ tướng|bộ chính trị|ban bí thư|chính phủ|trung ương)\b.{{0,70}}số (?:mấy|nào|bao nhiêu)|dẫn ra|căn cứ|cơ sở pháp lý|dựa (?:trên|vào|theo)|tờ trình {_WHICH}|{_DOC} {_WHICH} của|(?:thực hiện|triển khai|cụ thể hóa|theo) (?:những |các )?{_DOC} {_WHICH}|{_DOC}(?: \w+){{0,4}} nào của|(?:luật|nghị định|thông tư|nghị quyết|chỉ thị|tờ trình|quyết định)(?: \w+){{0,3}} nào|văn bản (?:pháp lý )?nào|(?:viện dẫn|dẫn chiếu)"),
    ("number_of_plan", rf"{_DOC}(?: \w+){{0,14}} (?:số mấy|số bao nhiêu|là số nào|mang số|có số)|số quyết định|mang số"),
    ("effect", r"hiệu lực (?:thi hành )?(?:kể )?(?:từ|khi|vào|lúc|ngày)|hết hiệu lực|bắt đầu có hiệu lực"),
    ("period", r"còn (?:hiệu lực|thời hạn|giá trị|áp dụng|trong (?:thời gian|giai đoạn)|hạn)|hết (?:hạn|thời hạn)|hiệu lực|(?:cho|áp dụng|thuộc|trong|là|bao trùm|kéo dài)\b.{0,30}(?:giai đoạn|thời kỳ|những năm|các năm) nào|áp dụng (?:từ|đến) (?:năm|giai đoạn)|kéo dài (?:đến|tới|bao)|(?:giai đoạn|thời kỳ|khoảng thời gian) nào\W*$|những mốc nào|mốc nào|định hướng đến năm nào"),
    ("deadline", r"hạn (?:chót|cuối|báo cáo|nộp|gửi|hoàn thành|trình)|thời hạn (?:báo cáo|nộp|gửi)|trước (?:những )?ngày (?:nào|bao nhiêu|mấy)|trước những ngày|(?:chậm nhất|muộn nhất)|báo cáo\b.{0,80}(?:khi nào|ngày nào|bao giờ|lúc nào|mấy lần|thời điểm nào|tháng mấy)|(?:khi nào|ngày nào|bao giờ|tháng mấy)\b.{0,60}báo cáo|trước (?:khi nào|thời điểm nào|mốc nào|tháng mấy)|deadline|hoàn thành trước|(?:trình|nộp|xong|hoàn thành)\b.{0,60}ngày nào"),
    ("issued", r"(?:ban hành|ký|phê duyệt|ra đời)(?: \w+){0,3} (?:vào |đúng vào |từ )?(?:ngày|hôm|khi|lúc|năm|thời điểm) (?:nào|bao nhiêu|mấy)|ngày (?:ban hành|ký)|ban hành (?:khi nào|hôm nào|bao giờ)|đúng vào ngày"),
    ("number", r"(?:bao nhiêu|(?:^|\s)mấy) (?:sở|đơn vị|cơ quan)\b"),
    ("free", r"(?:gửi|nộp|báo cáo|phản ánh|trình|kiến nghị)(?: \w+){0,3}? (?:cho |về |tới |đến |với |lên )?(?:ai|đâu|cơ quan nào|đơn vị nào)\b"),
    ("coordinating", rf"{_WHO}.{{0,60}}(?:phối hợp|cùng (?:làm|tham gia|thực hiện)|hỗ trợ thực hiện)|phối hợp (?:với |cùng |thực hiện |có |gồm )?(?:những |các )?(?:{_WHO}|ai\b)|(?:đơn vị|cơ quan|bên|sở) phối hợp|(?:cùng|với) (?:những )?(?:ai\b|{_WHO})|phối hợp.{{0,60}}(?:gồm|là) (?:những )?{_WHO}|phối hợp.{{0,80}}là (?:những )?(?:sở|ai|đơn vị|cơ quan)"),
    ("time", rf"{_WHEN}|thời gian (?:thực hiện|triển khai|hoàn thành)(?! (?:là )?(?:năm )?\d)|tần suất|tiến độ (?:thế nào|ra sao|là gì)"),
    ("support", r"hỗ trợ (?:\w+ ){0,10}?(?:gì|nào|ra sao)|được (?:\w+ ){0,2}giúp|giúp (?:\w+ ){0,3}?(?:gì|nào|cách|ra sao)|được đỡ\b|(?:doanh nghiệp|dn|công ty|htx|hợp tác xã)\b.{0,40} được (?:đào tạo|bồi dưỡng|tập huấn|hướng dẫn|tư vấn|ưu tiên)\b.{0,40}gì"),
    ("role", rf"(?:làm|giao|đảm nhận|đảm nhiệm|chủ trì|phụ trách|lo|thực hiện|chịu trách nhiệm|có|phối hợp)(?: (?:thực hiện|chủ trì|làm|phụ trách|phối hợp))?\s(?:những |các )?(?:{_TASKS} )?(?:gì|nào|thế nào|ra sao)\b|(?:làm|giao|chủ trì|phụ trách|có)\b(?: \w+){{0,2}} (?:những|các) {_TASKS}|{_TASKS} (?:của|cho) (?:sở|ubnd|ban|chi cục|hiệp hội|trung tâm|báo|đài|vcci|liên đoàn)|phải làm"),
    ("lead", rf"{_WHO}"),
    ("output", r"(?:kết quả|sản phẩm|đầu ra|thành phẩm)(?! (?:ocop|chủ lực|hàng))(?: (?:dự kiến|đầu ra|cần đạt|phải đạt|phải có|cuối cùng|của|đạt được|cụ thể|mong đợi|yêu cầu|cần có|thực hiện))*\b.{0,140}(?:gì|nào|thế nào|ra sao|bao nhiêu)|(?:phải|cần|sẽ) (?:đạt|cho ra|ra|có) (?:được )?(?:kết quả|sản phẩm)|(?:kết quả|đầu ra|sản phẩm) (?:dự kiến|cần đạt|mong đợi|phải đạt|yêu cầu)"),
    ("deadline", r"(?:đợt|lần)\b.{0,30}ngày nào"),
    ("number", r"bao nhiêu|nhiều (?:\w+ ){1,6}hơn|(?:^|\s)mấy\s(?!giờ|ngày)|số lượng|tỷ lệ|tỉ lệ|phần trăm|con số|ít nhất là|tối thiểu"),
    ("list", rf"liệt kê|^nêu (?:\w+ ){{0,2}}?(?:các|những)|kể (?:tên|ra)|danh sách|(?:gồm|bao gồm) (?:những |các )?(?:gì|nội dung|mục|nhóm|việc)|những (?:gì|nhiệm vụ|mục tiêu|việc|nhóm|tiêu chuẩn|công cụ|nội dung|hoạt động|dự án)\b.{{0,80}}|các (?:nhiệm vụ|mục tiêu|nhóm|nội dung|giải pháp)\b.{{0,60}}(?:gì|nào)|{_TASKS} nào"),
    ("budget", r"(?:kinh phí|nguồn (?:vốn|tiền|lực tài chính|tài chính)|ngân sách|(?<!cải )(?<!ưu )tiền)\b.{0,60}(?:đâu|nào|gì|ra sao|thế nào)|lấy tiền|chi trả"),
    # weak: the subject alone
    ("deadline", r"ngày nào"),
    ("coordinating", r"phối hợp"),
    ("lead", r"chủ trì|phụ trách|đầu mối|chịu trách nhiệm"),
    ("output", r"(?:kết quả|đầu ra|sản phẩm dự kiến)\b.{0,30}$"),
    ("time", r"thời gian|tiến độ|lộ trình"),
    ("budget", r"kinh phí|nguồn (?:vốn|tiền|lực tài chính|tài chính)|ngân sách|vốn\b|(?<!cải )(?<!ưu )tiền\b|dự toán"),
    ("support", r"hỗ trợ"),
    ("free", r"ở đâu|những đâu|tỉnh nào"),
    ("number", r"chỉ tiêu|là bn\b|bn\b|(?:^|(?:so sánh|giúp tôi|giữa|hóa:|nguyên:|nai:|,) )(?:tổng )?số (?:doanh nghiệp|cơ sở|lớp|chứng nhận|mô hình|chuyên gia|đơn vị|sản phẩm|hợp tác xã|người)"),
)  # fmt: skip
_EN: tuple[tuple[Kind, str], ...] = (
    ("contact", r"phone|telephone|e-?mail|\baddress\b(?!ing|es the)|hotline|website|fax"),
    ("person", r"(?:name of the|who is the|who's the|who is|what is the name)\b.{0,60}(?:director|chairman|chairperson|head|secretary|chief|official)|name of .{0,30}(?:director|chairman|head)"),
    ("money", r"how much (?:money|funding|budget|does|will|is|do|support|financ)|billion|million|\bvnd\b|\bdong\b(?! nai)|(?:amount|sum) of|maximum (?:support|funding)|what is the (?:total )?(?:cost|budget)\b|fine for|penalty"),
    ("achieved", r"\bso far\b|\b(?:has|have|had|were|was)\b.{0,40}\bactually\b|\bactually\b.{0,20}\b(?:been|achieve|receive|complete)"),
    ("signer", r"who (?:has )?signed|signed by|signatory|which (?:person|official) signed|by whom was .{0,40}signed"),
    ("number_of_plan", r"(?:official |document |reference )?number of (?:the |this )?\S*(?:'s)?\s?(?:\w+ ){0,3}(?:plan|decision|document)|plan number|decision number|what (?:is the )?(?:official |document )?number\b(?! of (?:training|enterpr|class|certif|firm|compan|expert|model))"),
    ("issued", r"when was .{0,60}(?:issued|signed|promulgated|adopted|approved)|date of (?:issue|issuance|signature)|issue date|on what date was"),
    ("effect", r"take effect|takes effect|effective (?:date|from)|come into (?:force|effect)|enters? into force|expire"),
    ("period", r"in force|still (?:valid|apply|applicable|running|in effect)|which period|what period|(?:which|what) years (?:does|do|is|are)\b.{0,80}(?:cover|span|run|last)|period (?:covered|does|is)|over what period"),
    ("definition", r"stand(?:s)? for|what does .{1,40} mean|meaning of|what is (?:an? |the )?\W?[a-z&]{2,12}\W{0,3}$|what is it\W*$|define|definition|abbreviat|acronym"),
    ("deadline", r"deadline|by what date|due (?:date|when|by)|when (?:is|are|must|should|do)\b.{0,60}\b(?:reports?|reporting)\b|report(?:s|ing)?\b.{0,60}\b(?:due|when|date)|latest date|before what date|by when|reporting date"),
    ("recipients", r"recipients?|^(?!.*report).*(?:who (?:receives|was it sent|is it sent|gets a copy)|sent to whom|copied to)"),
    ("time", r"time ?frame|\bwhen (?:is|are|will|was|were|does|do|did)\b|which years?|what years?|during which"),
    ("number", r"how many|what (?:percentage|share)|at least how|percentage|minimum number|target number|number of"),
    ("output", r"outputs?|deliverables?|expected (?:results?|products?|outcomes?)|results?\b.{0,60}(?:expected|required)|outcome|what (?:result|product)"),
    ("coordinating", r"\bcoordinat|\bcooperat(?:e|es|ing|ion)\b|works? (?:together )?with|partner|alongside|supporting agenc"),
    ("role", r"what (?:does|do|must|should|is|are|did|was|were|has|have|will)\b.{0,90}(?:have to do|involved in|asked to do|do\b|responsible for|duties|role|assigned|required to do|expected to do|charged with)|(?:which|what) tasks?\b.{0,80}(?:lead|co-lead|assigned|do|responsible|coordinate)|what\b.{0,40}\b(?:ask|expect|require|demand)s?\b.{0,12}\b(?:of|from)\b|(?:duties|tasks|responsibilities|role) of (?:the )?"),
    ("time", r"\bwhen\b(?! .{3,90}, (?:who|what|which|how))|which years?|what years?|over which years|during which|timeline|time ?frame|how long|time frame|how often"),
    ("free", r"\breplac|supersed|repeal"),
    ("basis", r"legal bas|based on|basis|submission|cited|which (?:plan|decision|directive|resolution|law)\b.{0,80}(?:implement|cited|basis|based|follow|pursuant)|pursuant|which (?:politburo |government |(?:ministry of \w+|prime minister)(?:.s)? )?(?:resolution|directive|decree|circular|law)"),
    ("lead", r"\bwho\b|which (?:agency|agencies|department|departments|body|bodies|organi[sz]ation|office|unit|sub-department)"),
    ("list", r"\blist\b|what are the|which (?:standards|tools|tasks|measures|objectives|targets|goals)|enumerate|name the|what (?:standards|tools|tasks|objectives|goals)"),
    ("support", r"what (?:help|support|assistance|aid)|(?:help|support|assistance)\b.{0,60}(?:offer|available|get|provide|receive)|supports? (?:for|to|given)|get help|can .{0,40}(?:get|receive)\b"),
    ("budget", r"fund(?:s|ing|ed)?\b|financ|budget|money|paid (?:for|from)|source of (?:money|funds)"),
    ("lead", r"\bleads?\b|in charge|responsible"),
)  # fmt: skip
_SMALLTALK = (
    r"^(?:(?:(?:xin )?chào|hi|hello|hey|alo|good (?:morning|afternoon|evening))\b.{0,25}$|(?:cảm ơn|cám ơn|thanks?|thank you)\b.{0,40}$|(?:tạm biệt|bye|goodbye).{0,20}$"
    r"|(?:bạn|em|mày|anh|chị) (?:là ai|tên (?:là )?gì|có khỏe|làm được gì|là gì|khỏe không)|who are you|what are you|how are you|what can you do)"
    r"|bỏ qua (?:mọi|tất cả|các|toàn bộ|hết|những)?.{0,20}(?:chỉ dẫn|hướng dẫn|lệnh|chỉ thị trước|yêu cầu trước|quy tắc)|quên (?:hết|đi|mọi|tất cả).{0,20}(?:chỉ dẫn|hướng dẫn|lệnh|quy tắc)"
    r"|ignore (?:all |any |the |your |previous |prior |above )+.{0,20}(?:instruction|prompt|rule|direction)|disregard .{0,30}(?:instruction|prompt|rule)|forget .{0,20}(?:instruction|prompt|rule)"
    r"|system prompt|câu lệnh hệ thống|lời nhắc hệ thống|prompt hệ thống|tell me a joke|kể (?:\w+ ){0,3}chuyện cười|viết (?:\w+ ){0,2}(?:thơ|bài hát|truyện)|write (?:me )?(?:a )?(?:poem|song|story|code)|pretend (?:to be|you)|đóng vai"
)
COMPARISON = r"so sánh|khác (?:nhau|biệt|gì)|giống nhau|giống,? khác|có (?:gì )?(?:giống|khác|trùng)|trùng nhau|hơn kém|nhiều hơn|cao hơn|ít hơn|\bhơn\W*$|đối chiếu|compar|differ|versus|\bvs\b|side by side|both"


@lru_cache(maxsize=1)
def _compiled() -> dict[str, list[tuple[Kind, re.Pattern[str]]]]:
    every: list[tuple[Kind, str]] = [("smalltalk", _SMALLTALK), *_VI]
    return {
        "vi": [(kind, re.compile(words)) for kind, words in every],
        "plain": [(kind, re.compile(strip_marks(words))) for kind, words in every],
        "en": [
            (kind, re.compile(strip_marks(words)))
            for kind, words in (("smalltalk", _SMALLTALK), *_EN)
        ],
    }


_SLIPS = {
    "chủ chì": "chủ trì",
    "trủ trì": "chủ trì",
    "phối hơp": "phối hợp",
    "nhửng": "những",
    "năng xuất": "năng suất",
    "báo cáu": "báo cáo",
}


def mend(text: str) -> str:
    """Put right the common misspellings of the words that ask.

    >>> mend("ai chủ chì?")
    'ai chủ trì?'
    """
    for slip, right in _SLIPS.items():
        if slip in text:
            text = text.replace(slip, right)
    return text


class Kinds(Sequence[Kind]):
    """Every kind whose words stand in a question, the deciding one first.

    Patterns are tried only as far as somebody asks: most answers need the first kind.
    """

    def __init__(self, folded: str, patterns: Sequence[tuple[Kind, re.Pattern[str]]]) -> None:
        self._folded = folded
        self._patterns = patterns
        # How many patterns were tried and what they found, replaced as one: threads agree.
        self._read: tuple[int, tuple[Kind, ...]] = (0, ())

    def _upto(self, count: float) -> tuple[Kind, ...]:
        """Return the first kinds, ``count`` of them if there are so many."""
        tried, found = self._read
        while len(found) < count and tried < len(self._patterns):
            kind, pattern = self._patterns[tried]
            if kind not in found and pattern.search(self._folded):
                found = (*found, kind)
            tried += 1
        self._read = (tried, found)
        return found

    @overload
    def __getitem__(self, place: int) -> Kind: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Kind, ...]: ...
    def __getitem__(self, place: int | slice) -> Kind | tuple[Kind, ...]:
        if isinstance(place, int) and place >= 0:
            return self._upto(place + 1)[place]
        return self._upto(math.inf)[place]

    def __len__(self) -> int:
        return len(self._upto(math.inf))

    def __bool__(self) -> bool:
        return bool(self._upto(1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kinds) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def kinds_of(question: str, language: str) -> Kinds:
    """Return every kind whose words stand in ``question``, the deciding one first.

    >>> kinds_of("Ai chu tri cung cap thong tin TBT?", "vi")[0]
    'lead'
    """
    folded = fold(question)
    table = "en" if language == "en" else ("vi" if has_marks(folded) else "plain")
    return Kinds(folded if table == "vi" else strip_marks(folded), _compiled()[table])


def is_comparison(question: str) -> bool:
    """Tell whether ``question`` asks to put things side by side."""
    folded = fold(question)
    return _comparison(bare=not has_marks(folded)).search(folded) is not None


@lru_cache(maxsize=2)
def _comparison(*, bare: bool) -> re.Pattern[str]:
    return re.compile(strip_marks(COMPARISON) if bare else COMPARISON)
