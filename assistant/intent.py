"""What a question asks for, read from the words it is asked with.

Patterns are written with diacritics and matched without them as well, so that
hurried typing is understood; English has patterns of its own.  The first that
matches decides: the order runs from the specific to the general.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ingest.vietnamese import fold, has_marks, strip_marks

Kind = Literal[
    "smalltalk", "contact", "person", "money", "definition", "signer", "recipients", "number_of_plan",
    "issued", "basis", "period", "effect", "deadline", "coordinating", "role", "lead", "output", "time",
    "number", "budget", "support", "list", "free",
]  # fmt: skip

_WHO = r"(?:ai|người nào|(?:những |các )?(?:đơn vị|cơ quan|sở(?: ngành)?|ban ngành|ngành|bên|tổ chức|đài|báo|cơ quan báo chí|báo đài|chỗ|phòng|bộ phận)(?: \w+){0,4}? (?:nào|gì)|những ai|đơn vị nào|cơ quan nào|sở nào)"
_TASKS = r"(?:việc|công việc|nhiệm vụ|trách nhiệm|nội dung|mảng)"
_VI: tuple[tuple[Kind, str], ...] = (
    ("contact", r"số (?:điện thoại|đt|hotline|fax|tài khoản)|điện thoại|hotline|đường dây nóng|e-?mail|thư điện tử|địa chỉ(?! hóa)|website|trang web|giờ làm việc"),
    ("person", r"(?:giám đốc|phó giám đốc|chủ tịch|trưởng phòng|bí thư|chi cục trưởng|lãnh đạo|thủ trưởng|chuyên viên|cán bộ phụ trách)\b.{0,50}(?:tên (?:là )?gì|là ai|tên ai|họ tên|bao nhiêu tuổi|là ông|là bà)|(?:tên|họ tên) (?:của )?(?:giám đốc|chủ tịch|lãnh đạo)|ai (?:đang )?(?:là|làm) (?:giám đốc|chủ tịch|phó giám đốc|chi cục trưởng)"),
    ("money", r"(?:bao nhiêu|mấy) (?:tiền|tỷ|tỉ|triệu|đồng|nghìn|vnd|usd|đô)|mức (?:hỗ trợ|phạt|chi|kinh phí|lương|thưởng|phí|thu)\b.{0,30}(?:bao nhiêu|là gì|tối đa|thế nào)|(?:kinh phí|ngân sách|vốn|chi phí|tiền)\b.{0,60}(?:là bao nhiêu|hết bao nhiêu|bao nhiêu (?!doanh|cơ sở|lớp|mô hình|năm))|(?:tổng|dự toán) (?:kinh phí|mức|vốn|chi)\b|bị phạt|giá bao nhiêu|lệ phí"),
    ("signer", r"(?:ai|người|ông nào|bà nào|lãnh đạo nào|do ai|chữ ký của)(?: (?:đã|là người|đứng ra|nào))* (?:đã )?ký\b|người ký|ký (?:ban hành|tên|bởi|thay)\b|được ai ký|do (?:ai|người nào) ký|chức vụ (?:của )?người ký|ai (?:đặt bút|phê chuẩn)|ai ban hành"),
    ("recipients", r"nơi nhận|gửi (?:cho|đến|tới) (?:những )?(?:ai|đâu|cơ quan nào|đơn vị nào|nơi nào)(?= |$)(?!.*báo cáo)|được gửi (?:cho|đến|tới)"),
    ("number_of_plan", r"(?:kế hoạch|quyết định|văn bản|công văn)(?: \w+){0,14} (?:số mấy|số bao nhiêu|là số nào|mang số|có số)|(?:số hiệu|số ký hiệu|số văn bản)|số quyết định|(?:kế hoạch|quyết định) số mấy|mang số"),
    ("issued", r"(?:ban hành|ký|phê duyệt|ra đời)(?: \w+){0,3} (?:vào |đúng vào |từ )?(?:ngày|hôm|khi|lúc|năm|thời điểm) (?:nào|bao nhiêu|mấy)|ngày (?:ban hành|ký|tháng năm)|ban hành (?:khi nào|hôm nào|bao giờ)|đúng vào ngày"),
    ("effect", r"(?:có )?hiệu lực (?:thi hành )?(?:kể )?(?:từ|khi|vào|lúc|ngày)|hết hiệu lực|bắt đầu có hiệu lực|hiệu lực từ"),
    ("period", r"còn (?:hiệu lực|thời hạn|giá trị|áp dụng|trong (?:thời gian|giai đoạn)|hạn)|hết (?:hạn|thời hạn)|hiệu lực|(?:giai đoạn|thời kỳ|khoảng thời gian|khoảng) nào$|(?:cho|áp dụng|thuộc|trong|là|bao trùm|kéo dài)\b.{0,30}(?:giai đoạn|thời kỳ|những năm|các năm) nào|áp dụng (?:từ|đến|trong) (?:năm|giai đoạn)|kéo dài (?:đến|tới|bao)|(?:mốc|thời kỳ) nào"),
    ("definition", r"viết tắt|nghĩa là gì|có nghĩa (?:là )?gì|là (?:cái )?gì (?:vậy|thế|nhỉ)|^\S+(?: \S+){0,3} là gì\W*$|được (?:hiểu|giải thích|định nghĩa)|chỉ cái gì|giải thích .{0,30}(?:là|nghĩa)|khái niệm|định nghĩa|tên đầy đủ|gọi tắt"),
    ("deadline", r"hạn (?:chót|cuối|báo cáo|nộp|gửi|cuối cùng)|thời hạn (?:báo cáo|nộp|gửi)|trước ngày (?:nào|bao nhiêu|mấy)|(?:chậm nhất|muộn nhất)|báo cáo\b.{0,60}(?:khi nào|ngày nào|bao giờ|lúc nào|mấy lần|thời điểm nào|vào (?:lúc|tháng|ngày)|tháng mấy)|(?:khi nào|ngày nào|bao giờ|tháng mấy)\b.{0,60}báo cáo|trước (?:khi nào|thời điểm nào|mốc nào|tháng mấy)|deadline|hoàn thành trước"),
    ("coordinating", rf"{_WHO}\b.{{0,60}}(?:phối hợp|cùng (?:làm|tham gia|thực hiện)|hỗ trợ thực hiện)|phối hợp (?:với|cùng|thực hiện)?\s?(?:những )?(?:{_WHO}|ai|đơn vị nào|cơ quan nào)|(?:đơn vị|cơ quan|bên) phối hợp|(?:cùng|với) (?:những )?(?:ai|cơ quan nào|đơn vị nào|sở nào)\b|phối hợp.{{0,40}}(?:gồm|là) (?:những )?(?:ai|đơn vị nào|cơ quan nào)"),
    ("role", rf"(?:làm|phải làm|cần làm|được giao|giao|đảm nhận|đảm nhiệm|chủ trì|phụ trách|lo|thực hiện|chịu trách nhiệm|có|phối hợp)\b(?: (?:thực hiện|chủ trì|làm|phụ trách|phối hợp))?\s(?:những |các )?(?:{_TASKS} )?(?:gì|nào|thế nào|ra sao)\b|(?:làm|giao|chủ trì|phụ trách|có)\b(?: \w+)? (?:những|các) {_TASKS}|{_TASKS} (?:của|cho) .{{3,}}|được giao|giao cho\b.{{0,40}}(?:gì|nào)|phải làm"),
    ("lead", rf"{_WHO}\b.{{0,80}}(?:chủ trì|phụ trách|đầu mối|chịu trách nhiệm|đứng đầu|lo\b|đảm nhận|quản lý|giao)|(?:do|thuộc trách nhiệm của|giao cho|được giao cho|trách nhiệm (?:thuộc|của)) {_WHO}|chủ trì|đơn vị đầu mối|cơ quan đầu mối|^{_WHO}\b|{_WHO} (?:làm|thực hiện|tổ chức|tham mưu|xây dựng|triển khai|hướng dẫn|tổng hợp|thẩm định|theo dõi|lo|vận hành|tuyên truyền)|(?:trách nhiệm|phần việc) (?:là |thuộc )?(?:của )?(?:ai|sở nào)|giao (?:cho )?(?:{_WHO})|(?:là|do) (?:ai|{_WHO})\b|thực hiện là ai|phụ trách"),
    ("output", r"(?:kết quả|sản phẩm|đầu ra|thành phẩm)(?: (?:dự kiến|đầu ra|cần đạt|phải đạt|phải có|cuối cùng|của|đạt được|cụ thể|mong đợi|yêu cầu|cần có|thực hiện))*\b.{0,90}(?:là gì|gì|nào|thế nào|ra sao|như thế nào|bao nhiêu)|(?:phải|cần|sẽ) (?:đạt|cho ra|ra|có) (?:được )?(?:kết quả|sản phẩm)|(?:kết quả|đầu ra|sản phẩm) (?:dự kiến|cần đạt|mong đợi|phải đạt)|ra (?:sản phẩm|kết quả) gì"),
    ("number", r"bao nhiêu|(?:^|\s)mấy\s(?!giờ|ngày|năm nào)|số lượng|tỷ lệ|tỉ lệ|phần trăm|chỉ tiêu (?:là|số)|con số|ít nhất là|tối thiểu"),
    ("time", r"khi nào|bao giờ|lúc nào|thời gian(?: \w+){0,6}|năm nào|những năm nào|từ năm|đến (?:khi|năm) nào|(?:giai đoạn|thời điểm|mốc) nào|tiến độ|lộ trình|tần suất|bao lâu|thường xuyên thế nào|mấy năm"),
    ("basis", r"căn cứ|cơ sở pháp lý|dựa (?:trên|vào|theo)|theo (?:tờ trình|đề nghị|nghị quyết|chỉ thị|kế hoạch|quyết định) (?:số )?(?:nào|mấy)|(?:để )?(?:thực hiện|triển khai|cụ thể hóa) (?:những |các )?(?:văn bản|quyết định|chỉ thị|nghị quyết|kế hoạch|luật) (?:\w+ ){0,6}nào|tờ trình (?:số )?(?:nào|mấy)|(?:văn bản|quyết định|nghị quyết|chỉ thị|luật|kế hoạch) nào (?:của|là|làm|được)|văn bản (?:pháp lý )?nào|(?:luật|nghị định|thông tư|quyết định|nghị quyết|chỉ thị|tờ trình)(?: \w+){0,3} nào"),
    ("support", r"hỗ trợ (?:\w+ ){0,8}(?:gì|nào|thế nào|ra sao|như thế nào)|được (?:ưu tiên )?(?:hỗ trợ|giúp)|(?:chính sách|chương trình|hình thức) hỗ trợ|giúp (?:gì|được gì|thế nào)|hỗ trợ cho (?:doanh nghiệp|dn|htx)|quyền lợi"),
    ("list", r"liệt kê|kể (?:tên|ra)|danh sách|(?:gồm|bao gồm) (?:những |các )?(?:gì|nội dung|mục|nhóm|việc)|những (?:gì|nhiệm vụ|mục tiêu|việc|nhóm|tiêu chuẩn|công cụ|nội dung|hoạt động|dự án)\b.{0,80}|các (?:nhiệm vụ|mục tiêu|nhóm|nội dung|giải pháp)\b.{0,60}(?:gì|nào)"),
    ("budget", r"kinh phí|nguồn (?:vốn|tiền|lực tài chính|tài chính)|ngân sách|tiền (?:ở đâu|từ đâu|lấy)|lấy tiền|chi trả|dự toán"),
)  # fmt: skip
_EN: tuple[tuple[Kind, str], ...] = (
    ("contact", r"phone|telephone|e-?mail|\baddress\b(?!ing|es the)|hotline|website|fax"),
    ("person", r"(?:name of the|who is the|who's the|who is|what is the name)\b.{0,60}(?:director|chairman|chairperson|head|secretary|chief|official)|name of .{0,30}(?:director|chairman|head)"),
    ("money", r"how much (?:money|funding|budget|does|will|is|do|support|financ)|billion|million|\bvnd\b|\bdong\b(?! nai)|(?:amount|sum) of|maximum (?:support|funding)|what is the (?:total )?(?:cost|budget)\b|fine for|penalty"),
    ("signer", r"who signed|signed by|signatory|signed (?:it|the|this)|which (?:person|official) signed|by whom was .{0,40}signed"),
    ("recipients", r"recipients?|who (?:receives|was it sent|is it sent|gets a copy)|sent to whom\b(?!.*report)|copied to"),
    ("number_of_plan", r"(?:official |document |reference )?number of (?:the |this )?\S*(?:'s)?\s?(?:\w+ ){0,3}(?:plan|decision|document)|plan number|decision number|what (?:is the )?(?:official |document )?number\b(?! of (?:training|enterpr|class|certif|firm|compan|expert|model))"),
    ("issued", r"when was .{0,60}(?:issued|signed|promulgated|adopted|approved)|date of (?:issue|issuance|signature)|issue date|on what date was"),
    ("effect", r"take effect|takes effect|effective (?:date|from)|come into (?:force|effect)|enters? into force|expire"),
    ("period", r"in force|still (?:valid|apply|applicable|running|in effect)|which period|what period|period (?:covered|does|is)|over what period"),
    ("definition", r"stand(?:s)? for|what does .{1,40} mean|meaning of|what is (?:an? |the )?\W?[A-Za-z&]{2,12}\W{0,3}$|what is it\W*$|define|definition|abbreviat|acronym"),
    ("deadline", r"deadline|by what date|due (?:date|when|by)|when (?:is|are|must|should|do)\b.{0,60}\b(?:reports?|reporting)\b|report(?:s|ing)?\b.{0,60}\b(?:due|when|date)|latest date|before what date|by when|reporting date"),
    ("role", r"what (?:does|do|must|should|is|are|did|was|were|has|have|will)\b.{0,80}(?:have to do|asked to do|do\b|responsible for|duties|tasks|role|assigned|required to do|expected to do|charged with)|(?:which|what) tasks?\b.{0,80}(?:lead|co-lead|assigned|do|responsible|coordinate)|(?:duties|tasks|responsibilities|role) of (?:the )?"),
    ("coordinating", r"coordinat|cooperat|works? (?:together )?with|partner|alongside|supporting agenc"),
    ("lead", r"who (?:leads|lead|is leading|heads|runs|is in charge|is responsible|takes the lead|does|organi[sz]es|provides|handles|must|should|will|has to|reviews|monitors|appraises|carries)|\bleads?\b|in charge|responsible|which (?:agency|agencies|department|departments|body|bodies|organi[sz]ation|office|unit|sub-department)|who\b"),
    ("output", r"outputs?|deliverables?|expected (?:results?|products?|outcomes?)|results?\b.{0,60}(?:expected|required)|outcome|what (?:result|product)"),
    ("number", r"how many|what (?:percentage|share|number)|number of|minimum number|how often|percentage|at least how|target number"),
    ("time", r"\bwhen\b|which years?|what years?|over which years|during which|timeline|time ?frame|schedul|how long|time frame"),
    ("basis", r"legal bas|based on|basis|submission|cited|implement(?:s|ing)?\b.{0,10}$|which (?:plan|decision|directive|resolution|law)\b.{0,80}(?:implement|cited|basis|based|follow|pursuant)|pursuant|which (?:politburo )?(?:resolution|directive|decree|circular|law)"),
    ("support", r"what (?:help|support|assistance|aid)|(?:help|support|assistance)\b.{0,60}(?:offer|available|get|provide|receive)|which decree and|supports? (?:for|to|given)|get help|can .{0,40}(?:get|receive)\b"),
    ("list", r"\blist\b|what are the|which (?:standards|tools|tasks|measures|objectives|targets|goals)|enumerate|name the|what (?:standards|tools|tasks|objectives|goals)"),
    ("budget", r"fund(?:s|ing|ed)?\b|financ|budget|money|paid (?:for|from)|source of (?:money|funds)"),
)  # fmt: skip
_SMALLTALK = (
    r"^(?:xin )?chào\b.{0,25}$|^(?:hi|hello|hey|alo|good (?:morning|afternoon|evening))\b.{0,25}$|^(?:cảm ơn|cám ơn|thanks?|thank you)\b.{0,40}$|^(?:tạm biệt|bye|goodbye).{0,20}$"
    r"|^(?:bạn|em|mày|anh|chị) (?:là ai|tên (?:là )?gì|có khỏe|làm được gì|là gì|khỏe không)|^(?:who are you|what are you|how are you|what can you do)"
    r"|bỏ qua (?:mọi|tất cả|các|toàn bộ|hết|những)?.{0,20}(?:chỉ dẫn|hướng dẫn|lệnh|chỉ thị trước|yêu cầu trước|quy tắc)|quên (?:hết|đi|mọi|tất cả).{0,20}(?:chỉ dẫn|hướng dẫn|lệnh|quy tắc)"
    r"|ignore (?:all |any |the |your |previous |prior |above )+.{0,20}(?:instruction|prompt|rule|direction)|disregard .{0,30}(?:instruction|prompt|rule)|forget .{0,20}(?:instruction|prompt|rule)"
    r"|system prompt|câu lệnh hệ thống|lời nhắc hệ thống|prompt hệ thống|tell me a joke|kể (?:\w+ ){0,3}chuyện cười|viết (?:\w+ ){0,2}(?:thơ|bài hát|truyện)|write (?:me )?(?:a )?(?:poem|song|story|code)|pretend (?:to be|you)|đóng vai"
)
COMPARISON = (
    r"so sánh|khác (?:nhau|biệt|gì)|giống nhau|giống,? khác|có (?:gì )?(?:giống|khác|trùng)|trùng nhau|hơn kém|đối chiếu|compar|differ|versus|\bvs\b|side by side|both"
)


@lru_cache(maxsize=1)
def _compiled() -> dict[str, list[tuple[Kind, re.Pattern[str]]]]:
    every: list[tuple[Kind, str]] = [("smalltalk", _SMALLTALK), *_VI]
    return {
        "vi": [(kind, re.compile(words)) for kind, words in every],
        "plain": [(kind, re.compile(strip_marks(words))) for kind, words in every],
        "en": [(kind, re.compile(strip_marks(words))) for kind, words in (("smalltalk", _SMALLTALK), *_EN)],
    }


def kinds_of(question: str, language: str) -> list[Kind]:
    """Return every kind whose words stand in ``question``, the deciding one first.

    >>> kinds_of("Ai chu tri cung cap thong tin TBT?", "vi")[0]
    'lead'
    """
    folded = fold(question)
    table = "en" if language == "en" else ("vi" if has_marks(folded) else "plain")
    if table != "vi":
        folded = strip_marks(folded)
    return [kind for kind, pattern in _compiled()[table] if pattern.search(folded)]


def is_comparison(question: str) -> bool:
    """Tell whether ``question`` asks to put things side by side."""
    folded = fold(question)
    words = COMPARISON if has_marks(folded) else strip_marks(COMPARISON)
    return re.search(words, folded) is not None
