"""The forms in which a text speaks to the system that answers from it.

What a plan orders is ordered of people: agencies report, provinces set aside funds.  An
instruction to the answering system is told by its form: a clause that opens with a command
(or with the one addressed) *and* is about answering itself: the rules followed so far, the
role to play, the language, the wording, the citations, the right answer.

Vietnamese patterns are written with diacritics and hold without them as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hoidap.text.vietnamese import has_marks, strip_marks

# --- Vietnamese ------------------------------------------------------------------------
_SYSTEM = (
    r"(?:người máy|(?:hệ thống|máy|công cụ|phần mềm|chương trình|ứng dụng|robot?) (?:trả lời|hỏi đáp|hỏi - đáp|ai\b|trí tuệ|tự động)|trợ lý(?: ảo| ai| số| thông minh)?"
    r"|(?:mô hình|công cụ) (?:ngôn ngữ|ai\b)(?: lớn)?|chat ?bot|trí tuệ nhân tạo|bot|llm|gpt|chatgpt)(?!\w)"
)
_MOST_OPENINGS = 12  # words of courtesy and order before a command: nobody writes more
_YOU = r"(?:bạn|mày|ngươi|em|anh|hệ thống|trợ lý(?: ảo| ai)?|máy)"
# What may stand before the command: one at a time, taken off until none is left.
_OPENING = (
    r"\W*(?:ngay bây giờ|hãy nhớ|bây giờ|luôn luôn|được yêu cầu|có nhiệm vụ|có thể|thay vào đó|trước (?:hết|tiên)|sau đó|tiếp theo|đơn giản là|dù thế nào|trong mọi trường hợp"
    r"|với mọi câu hỏi|từ (?:bây giờ|giờ|nay)(?: trở đi)?|ra lệnh(?: cho)?|cho phép|làm ơn|vui lòng|lưu ý|chú ý|quan trọng|bắt buộc|tuyệt đối|nhất định|đề nghị|yêu cầu|hệ thống|trợ lý|người dùng"
    r"|hãy|xin|phiền|mong|giờ|khẩn|nhớ|bạn|mày|ngươi|máy|tôi|phải|cần|nên|chỉ|luôn|và|rồi|nhưng|thì|cứ|giúp|muốn|được|ạ|nhé|ơi)(?!\w)\W*"
)
_ADDRESS = r"\W*(?:hãy|xin|vui lòng|làm ơn|bạn|mày|ngươi|please|kindly|you|i want you to)(?!\w)"
# In a question; a plan that says "hệ thống" speaks of one that somebody is to build.
_ADDRESS_ASKED = _ADDRESS.replace("ngươi|", "ngươi|hệ thống|trợ lý|")
_RULES = (
    r"(?:(?:các |mọi |những |bộ |toàn bộ |tất cả |hết )*(?:hướng dẫn|chỉ dẫn|chỉ thị|mệnh lệnh|câu lệnh|lệnh|quy tắc|luật lệ|quy định|yêu cầu|ràng buộc|nguyên tắc|prompt|lời nhắc|dặn dò|ngữ cảnh|bối cảnh|thiết lập|cài đặt|giới hạn|kiểm duyệt|bộ lọc)"
    r"|(?:những|mọi|tất cả|các|toàn bộ|hết|mấy) (?:gì|thứ|điều|cái|văn bản|tài liệu|nguồn|nội dung|câu hỏi|thông tin|dữ liệu|kế hoạch|căn cứ|trích dẫn|đoạn|dòng|phần)|(?:nội dung|phần|đoạn|câu hỏi|câu|văn bản|tài liệu|điều) (?:ở )?(?:phía )?(?:trên|trước|này)|(?:văn bản|tài liệu|nguồn|kế hoạch|quy định) nào|câu hỏi|trích dẫn|bằng chứng|tài liệu|nguồn|vai trò)"
)
_DISCARD = r"(?:bỏ qua|phớt lờ|lờ đi|lờ|quên(?: đi| hết| sạch)*|mặc kệ|bỏ ngoài tai|bỏ ngoài|gạt (?:bỏ|sang một bên)|(?:đừng|không được|thôi|ngừng|dừng)(?: việc)? (?:để ý|quan tâm|làm theo|tuân theo|tuân thủ|nghe theo|theo|dựa|dùng|đọc|tin)(?: đến| tới| vào)?)"
_DELETE = r"(?:xóa(?: bỏ| hết)?|hủy(?: bỏ)?|ghi đè(?: lên)?|vô hiệu hóa|thay thế|vượt qua|thoát khỏi|phá bỏ|tắt)"
_PROMPT = r"(?:prompt|câu lệnh|lời nhắc|chỉ dẫn|lệnh|cấu hình|mã nguồn|mật khẩu|khóa api|bộ nhớ|quy tắc|hướng dẫn)(?: \w+){0,3}? (?:hệ thống|của (?:bạn|mày|hệ thống)|ban đầu|nội bộ|bí mật|ẩn|gốc|trước đó|trước|ở trên)|system prompt|kiểm duyệt|bộ lọc"
_TONGUE = r"(?:tiếng|ngôn ngữ) ?(?:anh|việt|pháp|trung|hoa|nhật|hàn|nga|đức|tây ban nha|lào|thái|khác)(?!\w)(?! nguyên)"
_REPLY = r"(?:trả lời|phản hồi|đáp(?: lại)?(?! ứng\b)|hồi đáp)"
_SAY = r"(?:trả lời|phản hồi|đáp(?: lại)?|hồi đáp|nói|viết|khẳng định|kết luận|tuyên bố|xác nhận|thông báo|báo|ghi|cho|nhắc lại|lặp lại|thừa nhận|bảo|nêu)"
_IS = r"(?:rằng(?!\s*(?:[,.;]|$))|là(?! (?:việc|nhiệm vụ|trách nhiệm)\b))"
_THAT = r"(?: (?:lại|ra|rõ|ngay|luôn|với \w+|cho \w+|người dùng|người hỏi)){0,3}"
# At a clause's opening only; whatever else the clause holds.
_SURE_VI = (
    rf"{_DISCARD}\b.{{0,30}}?{_RULES}",
    rf"{_DELETE}\b.{{0,20}}?(?:{_PROMPT}|mọi hướng dẫn|mọi giới hạn)",
    rf"(?:in|xuất|tiết lộ|hiển thị|lặp lại|nhắc lại|cho (?:tôi )?(?:xem|biết)|đưa ra|chép lại|liệt kê)\b.{{0,40}}?(?:{_PROMPT})",
    rf"(?:{_YOU} (?:bây giờ |giờ |nay |từ nay |hiện |đang |sẽ |phải )*)?(?:đóng vai(?! trò)|vào vai|nhập vai|giả (?:vờ|bộ))",
    r"(?:bạn|mày|ngươi)(?: bây giờ| giờ| nay| từ nay| hiện| sẽ| đang|,)* (?:là(?! (?:ai|gì|cái gì)\b)|không còn|thuộc về|tự do|được phép)",
)
# At a clause's opening, unless the clause asks something.
_LIKELY_VI = (
    rf"{_REPLY}\b.{{0,60}}?(?<!\w)(?:bằng|sang|qua|dùng|thành)? ?{_TONGUE}",
    rf"{_REPLY}{_THAT} {_IS}",
    rf"{_REPLY} (?:đúng |chỉ |duy nhất )*(?:bằng (?!văn bản|công văn)|với (?:nội dung|cụm|câu|từ|giọng)|theo (?:kiểu|dạng|định dạng|mẫu(?! (?:số|biểu|quy))|phong cách|hướng)|dưới dạng|duy nhất|ngắn|dài|gọn|thật|như sau|như vậy|thay|sai|ngược|không(?! (?:quá|chậm|muộn))|có(?! (?:trách nhiệm|hiệu quả))|kèm|đúng(?! (?:hạn|thời|quy|tiến|thẩm|lúc|pháp))|chính xác|một câu|y như|giống|luôn)",
    r"(?:trích dẫn|dẫn|ghi|thêm|chèn|kèm|gắn|lấy)\b.{0,40}\[\d+\]",
    r"(?:từ chối|đừng|không được|không|thôi) (?:trả lời|đáp)(?: (?:câu hỏi|bất cứ|bất kỳ|gì|người dùng|nữa|là|rằng)|\W*$)",
    r"(?:kể )?từ (?:bây giờ|giờ)(?: trở đi| phút này)?\W*$|(?:kể )?từ (?:bây giờ|giờ|nay)(?: trở đi)? (?:bạn|mày|hệ thống|hãy|mọi câu|trả lời|chỉ)",
    r"(?:nhiệm vụ|công việc|vai trò|mục tiêu|việc) (?:mới |duy nhất |thật |tiếp theo )*của (?:bạn|mày|hệ thống|trợ lý)\b.{0,12}(?:là|:|$)",
)
# Wherever they stand in a clause, they speak to the system.
_ANYWHERE_VI = (
    rf"(?<!\w){_DISCARD} (?:đi |hết |luôn )*(?:mọi|tất cả|các|toàn bộ|hết|những|mấy)? ?(?:các )?(?:hướng dẫn|chỉ dẫn|chỉ thị|câu lệnh|mệnh lệnh|lệnh|quy tắc|quy định|yêu cầu|lời nhắc|prompt|thông tin|nội dung|ngữ cảnh)(?: \w+){{0,2}}? (?:trước|trên|ở trên|phía trên|đã (?:cho|nêu|có)|hệ thống|của bạn|ban đầu|cũ)(?!\w)",
    rf"(?<!\w)(?:nếu|khi) (?:bạn|mày|ngươi) (?:đang )?(?:là|đọc)(?: \w+){{0,3}} (?:{_SYSTEM}|ai\b|dòng này|đoạn này)",
    r"(?<!\w)(?:(?:chuyển|bật|vào|kích hoạt|sang) )*chế độ (?:nhà phát triển|gỡ lỗi|quản trị|không giới hạn|developer|dan|debug|admin|bảo trì)",
    r"system prompt\b|(?:câu lệnh|lời nhắc|prompt) (?:của )?hệ thống",
    r"(?<!\w)(?:câu trả lời|đáp án)(?: đúng| chính xác| duy nhất)?(?: phải| luôn| sẽ)* là(?! gì)|(?<!\w)bạn đang đọc",
    rf"(?<!\w)(?:(?:nếu |khi )?(?:bạn|ai|máy|{_SYSTEM}|người)(?: nào)? )?(?:đọc|thấy|gặp) (?:đến |tới |được )*(?:đây|dòng (?:này|chữ)|đoạn này|câu này|lệnh này)(?!\w)",
)
_ANYWHERE_ASKED_VI = (
    *_ANYWHERE_VI,
    rf"(?<!\w)(?:lưu ý|ghi chú|thông báo|nhắn|gửi|lời nhắn|chỉ dẫn|hướng dẫn|dành|cảnh báo|chú ý|lệnh|mệnh lệnh|thông điệp|nhắc nhở|yêu cầu|kính gửi|đối với)(?: \w+){{0,2}}? ?(?:cho |đến |tới |gửi |với |dành cho |đối với |riêng |mọi |các |những |bất kỳ )*{_SYSTEM}(?! (?:trong|của|phục vụ|tại))",
    rf"(?<!\w){_SYSTEM} (?:\w+ ){{0,7}}?(?:phải|cần|hãy|nên|chỉ được|được yêu cầu|không được|có nghĩa vụ)\b.{{0,40}}(?:trả lời|nói|báo|bỏ qua|phản hồi|trích dẫn|khẳng định|hiển thị)",
    r"(?<!\w)(?:mọi|tất cả|bất kỳ|các)(?: \w+)? câu (?:hỏi|trả lời)\b.{0,50}?(?<!\w)(?:phải|cần|đều|chỉ)\b.{0,30}?trả lời",
    r"(?<!\w)(?:ai|người nào|kẻ nào|nếu có (?:ai|người)|khi có (?:ai|người)|người dùng|bất kỳ ai|bất cứ ai)(?: mà)? (?:hỏi|thắc mắc)\b.{0,50}?(?<!\w)(?:cứ|hãy|bảo|nói|trả lời|đáp|đừng|phải nói)(?!\w)",
)
# In a document the system is spoken to, or told how to answer.  A plan's own sentence on a
# portal or a chatbot says what it has to do for people, by when.
_MUST = r"(?:phải|cần|hãy|nên|chỉ được|được yêu cầu|không được|có nghĩa vụ)"
_HOW = rf"(?:{'|'.join(_LIKELY_VI[:3])}|{_SAY}{_THAT} {_IS}|{_DISCARD}\b.{{0,30}}?{_RULES})"
_SPOKEN_TO = r"(?=\s*(?:[:：,;.!?()\[\]–—-]|$|(?:hãy|phải|cần|nên|chỉ|không|đang|khi|nếu|đọc|là|rằng|biết|bỏ|trả lời)(?!\w)))"
_ANYWHERE_READ_VI = (
    *_ANYWHERE_VI,
    rf"(?<!\w)(?:lưu ý|ghi chú|nhắn|lời nhắn|chỉ dẫn|dành|cảnh báo|chú ý|lệnh|mệnh lệnh|thông điệp|nhắc nhở|kính gửi)(?: \w+){{0,2}}? ?(?:cho |đến |tới |gửi |với |dành cho |riêng |mọi |các |những |bất kỳ )*{_SYSTEM}{_SPOKEN_TO}",
    rf"(?<!\w)(?:thông báo|gửi|hướng dẫn|yêu cầu|đối với)(?: (?!phải|cần|có|sử)\w+)?? ?(?:(?:dành )?cho |đến |tới |riêng |mọi |các |những |bất kỳ )*{_SYSTEM}(?:\s*[:：]|{_SPOKEN_TO}.{{0,80}}?(?<!\w){_HOW})",
    rf"(?<!\w){_SYSTEM} (?:\w+ ){{0,7}}?{_MUST}\b.{{0,40}}?(?<!\w){_HOW}",
    rf"(?<!\w){_SYSTEM}(?: này| đó)? (?:không được|chỉ được|không cần|phải|cần)\b.{{0,20}}?(?<!\w)(?:trích dẫn|từ chối)",
    rf"(?<!\w)(?:hệ thống|trợ lý)(?: này| đó)? {_MUST} (?:\w+ ){{0,2}}?{_HOW}",
    rf"(?<!\w)(?:mọi|tất cả|bất kỳ|các)(?: \w+)? câu (?:hỏi|trả lời)\b.{{0,50}}?(?<!\w)(?:phải|cần|đều|chỉ)\b.{{0,30}}?(?<!\w){_HOW}",
    rf"(?<!\w)(?:ai|người nào|kẻ nào|nếu có (?:ai|người)|khi có (?:ai|người)|người dùng|bất kỳ ai|bất cứ ai)(?: mà)? (?:hỏi|thắc mắc)\b.{{0,50}}?(?<!\w)(?:cứ|hãy|bảo(?! (?:đảm|vệ|mật|hành))|đừng|phải nói|{_HOW})(?!\w)",
)
# In a question, or where someone is addressed: "hãy …", "bạn phải …"; a plan says such
# things of people.
_ASKED_VI = (
    rf"không (?:cần )?(?:tuân theo|tuân thủ|làm theo|để ý|quan tâm|dựa vào)(?: đến| tới)? .{{0,30}}?{_RULES}",
    r"(?:giải mã|thực thi|chạy|thi hành|tuân theo|tuân lệnh|làm theo|làm đúng)\b.{0,40}(?:base64|đoạn mã|chuỗi|lệnh|mã (?:sau|này)|chỉ dẫn|hướng dẫn (?:sau|này|dưới|mới|của tôi)|tôi|nội dung)",
    rf"(?:nói|viết|dịch|giải thích|chuyển|dùng|sử dụng|trình bày)\b.{{0,60}}?(?<!\w)(?:bằng|sang|qua|dùng|thành)? ?{_TONGUE}",
    rf"(?:bằng|sang|dùng) {_TONGUE}(?: \w+)*\W*$",
    rf"{_SAY}{_THAT} {_IS}",
    r"(?:bằng|dưới dạng|theo định dạng|ở dạng|trả về|xuất(?: ra)?)\b.{0,20}(?:json|xml|html|markdown|yaml|csv|base64|emoji|mã morse|thơ)(?!\w)",
    r"(?:in|xuất|gõ|viết) ra\b|trả về\b|in (?:đúng|nguyên|chính xác)\b",
    r"(?:không|đừng|khỏi|chẳng|bỏ|cấm)(?: cần| được| phải)* (?:trích dẫn|dẫn nguồn|nêu nguồn|ghi nguồn|kèm nguồn|kèm trích dẫn|đưa nguồn|các trích dẫn|phần trích dẫn|mọi trích dẫn)",
    r"(?:trích dẫn|dẫn|ghi|thêm|chèn|kèm|gắn|đặt|lấy|dùng|sử dụng|đánh dấu|nêu)\b.{0,40}(?:\[\d+\]|nguồn (?:là |số |\[)|nguồn khác|nguồn giả|trích dẫn)",
    r"(?:thay|đổi|sửa|điền|thế)\b.{0,30}(?:câu trả lời|đáp án|trong câu|vào câu)",
    r"(?:đáp án|câu trả lời|trả lời)(?: (?:đúng|chính xác|duy nhất|chuẩn|cuối cùng|thật|mong muốn|phù hợp|cần thiết))*(?: (?:luôn|phải|cần|sẽ|nên|chỉ|được|đã))* (?:là|đúng|chính xác|cho|như|bằng|ở dạng|ngắn|gọn|có|không)(?!\w)",
    r"(?:hãy |cứ )?(?:coi|xem) (?:như|rằng|là)|giả (?:sử|định|dụ|thiết)|tưởng tượng|cứ cho (?:là|rằng)|cứ (?:nói|ghi|bảo|khẳng định|trả lời)",
    rf"(?:hãy|phải|cứ|luôn|chỉ|vui lòng|xin|làm ơn|bạn|nhớ)\b.{{0,20}}?{_REPLY}(?! (?:giúp|hộ|cho|câu|tôi|em|mình|các|kiến nghị|chất vấn))",
    r"(?:sự thật|thực ra|nói đúng ra|thông tin (?:đúng|chính xác|mới nhất|cập nhật)|đính chính)(?: (?:là|thì))?\b",
)

# --- English ---------------------------------------------------------------------------
_SYSTEM_EN = r"(?:(?:ai|llm|language|large language|answering|question.answering|qa|chat) (?:assistant|model|system|agent|bot|tool|engine)|(?<=an )ai|(?<=any )ai|(?<=all )ai|(?<=the )ai|llm|assistant|chat ?bot|bot|gpt|chatgpt|rag system|answering machine)s?"
_OPENING_EN = (
    r"\W*(?:it is (?:important|essential|required|mandatory|imperative) (?:that you|to)|your (?:new |only |real )?(?:task|job|goal|role|duty) is (?:now )?to|i (?:want|need|order|command|instruct|ask|would like|allow) you to|we ask you to|the user wants you to"
    r"|are (?:required|instructed|told|ordered|supposed|allowed|free) to|make sure(?: to| that| you)*|(?:can|could|would|will) you|need to|have to|had better|let us|let's|be sure to|remember to|try to|feel free to|from now on|henceforth"
    r"|please|kindly|now|also|just|then|so|but|and|instead|important|note|attention|warning|hey|hi|ok|okay|dear|simply|always|never|only|first|next|finally|you|must|should|shall|will|may|do|it)\b\W*"
)
_RULES_EN = r"(?:instructions?|prompts?|rules?|guidelines?|directions?|directives? (?:above|given)|commands?|orders|constraints?|restrictions?|context|training|polic(?:y|ies)|everything|anything|all (?:of )?(?:that|this|it|the)|the (?:above|previous|preceding|documents?|sources?|evidence|passages?|citations?|question|texts?|plans?|rest)|documents?|sources?|what (?:you|i|was|is|the)|whatever|previous|prior|preceding|above|earlier|safety|system message|your|this|these)\b"
_DISCARD_EN = r"(?:ignore|disregard|forget|override|overrule|bypass|neglect|overlook|skip|discard|dismiss|set aside|put aside|abandon|drop|pay no (?:attention|heed) to|(?:do not|don't|never|stop|cease|no longer|quit) (?:follow|obey|use|rely|trust|listen|consider|read|respect|comply|following|obeying|using|relying|trusting))"
_LANGUAGES = r"(?:english|vietnamese|french|chinese|german|japanese|spanish|russian|korean|latin|lao|thai|another language|a different language|the other language|your (?:native|own) language)"
_SAY_EN = r"(?:answer|respond|reply|say|state|claim|conclude|declare|assert|confirm|insist|admit|pretend|announce|write|reiterate|affirm|maintain|tell (?:me|us|them|everyone|him|her|the (?:user|reader|asker|person)|users|people|anyone)|inform (?:the user|users|them|everyone)|convince (?:the user|users|them))"
_ANYWHERE_EN = (
    rf"\b{_DISCARD_EN} (?:all |any |the |your |my |of |these |those |every |each )*(?:previous|prior|preceding|above|earlier|foregoing|former|existing|system|original|initial|other|safety)? ?(?:\w+ )?(?:instructions?|prompts?|guidelines?|directions?|system message)\b",
    rf"\b(?:note|message|messages|instructions?|notice|reminder|attention|memo|warning|important|request|information|guidance|advice|command|hint|hello|hi|hey|dear)(?: \w+)?(?: to| for|,|:)? ?(?:all |the |any |every |an |this |whichever |whatever )*{_SYSTEM_EN}\b(?! (?:of|in|for)\b)",
    rf"\b(?:if|when|since|as|because) you(?: are|'re) (?:an? |the )?{_SYSTEM_EN}\b",
    r"\b(?:(?:enter|enable|switch to|activate|turn on|go into) )?(?:developer|debug|admin|god|jailbreak|dan|maintenance|unrestricted) mode\b|\bjailbr(?:eak|oken)\b|system prompt\b|prompt injection",
    r"\bthe (?:\w+ )?(?:answer|response|reply) (?:is|must|should|will|shall|has to)\b",
    r"\b(?:when|if|whoever is|anyone|those) (?:you are |is )?(?:reading|reads?) this\b",
)
_ANYWHERE_ASKED_EN = (
    *_ANYWHERE_EN,
    rf"\b(?:the |this |any |every |all )?{_SYSTEM_EN} (?:\w+ ){{0,3}}(?:must|should|shall|may|can|has to|have to|is (?:required|instructed)|are (?:required|instructed)|needs? to|will)\b.{{0,30}}(?:answer|ignore|say|respond|reply|cite|state|disregard|claim|list|tell|treat|report|output|reveal|assume|name)",
    r"\b(?:when|whenever|if|once|should) (?:(?:a|the|any|some) (?:user|reader|person|human|one|visitor)|anyone|someone|somebody|users|people|you are|you're|you) (?:asks?|asked|asking|inquires?|quer(?:y|ies))\b",
    r"\b(?:all|every|any|each) (?:\w+ )?(?:questions?|answers?|repl(?:y|ies)|responses?)\b.{0,50}?\b(?:must|should|shall|will|has to|have to)\b",
)
_HOW_EN = rf"(?:{_DISCARD_EN}\b.{{0,30}}?{_RULES_EN}|{_SAY_EN}(?: \w+){{0,3}}? (?:that|with|only|just|exactly|yes|no\b|nothing|as follows|in {_LANGUAGES})\b|(?:cite|reveal|claim|assume|pretend|treat)\b)"
_ANYWHERE_READ_EN = (
    *_ANYWHERE_EN,
    rf"\b(?:the |this |any |every |all )?{_SYSTEM_EN} (?:\w+ ){{0,3}}(?:must|should|shall|may|can|has to|have to|is (?:required|instructed)|are (?:required|instructed)|needs? to|will)\b.{{0,30}}?\b{_HOW_EN}",
    rf"\b(?:when|whenever|if|once|should) (?:(?:a|the|any|some) (?:user|reader|person|human|one|visitor)|anyone|someone|somebody|users|people|you are|you're|you) (?:asks?|asked|asking|inquires?|quer(?:y|ies))\b.{{0,80}}?(?:\b{_HOW_EN}|, (?:please |always |just |only )?(?:answer|say|reply|respond|tell|state)\b)",
    rf"\b(?:all|every|any|each) (?:\w+ )?(?:questions?|answers?|repl(?:y|ies)|responses?)\b.{{0,50}}?\b(?:must|should|shall|will|has to|have to)\b(?! (?:always |all )?be (?:answered|replied|sent|handled|resolved|forwarded|processed)\b(?! (?:with|that|only|exactly|in {_LANGUAGES})\b))",
)
_SURE_EN = (
    rf"{_DISCARD_EN}\b.{{0,30}}?{_RULES_EN}",
    r"(?:you are|you're|you will be|you shall be|u are) (?:now|no longer|not|an?|the|in|free|my|going|dan|to (?:act|play|answer|pretend|respond|say|ignore))\b",
    r"(?:act|behave|respond|answer|speak|talk|pose) (?:as (?:if|though|an?|the|my|dan)|like)\b|pretend\b|play the (?:role|part)|role-?play|take on the|assume the (?:role|persona|identity)|impersonate|simulate (?:an?|being)\b|imagine (?:that )?you",
    r"(?:print|return|output|emit|type|produce|echo|repeat|reveal|show|display|leak|dump|share|disclose|expose|recite|give(?: me)?|tell me|list|write out|summari[sz]e|translate)\b.{0,40}?\b(?:(?:your|system|hidden|initial|original|secret|internal) (?:\w+ )?(?:prompt|instructions?|rules|configuration|api key|password|source code|message|settings)|api keys?|passwords?|the (?:words? above|text above|prompt|above)|everything above|all of the above)",
)
_LIKELY_EN = (
    r"(?:from now on|henceforth|starting now|as of (?:now|this moment)|from this (?:point|moment)(?: on)?)\W*$|(?:from now on|henceforth) (?:you|every|all|answer|only)",
    rf"(?:answer|reply|respond|write|speak|say|output|continue|switch|use|communicate|talk|translate|give (?:me )?(?:the|your|an) (?:answer|reply|response)|provide (?:the|your|an) (?:answer|reply|response))\b.{{0,70}}?\b{_LANGUAGES}\b",
    rf"(?:in|using|into) {_LANGUAGES}(?: \w+){{0,3}}\W*$|{_LANGUAGES} only\W*$",
    rf"{_SAY_EN}(?: (?:clearly|firmly|confidently|simply|only|explicitly|to (?:me|them|the user)))* (?:that|with|only|just|exactly|yes|no\b|nothing|as follows|the following|in one|in a|briefly|shortly|using|like)\b",
    r"(?:answer|reply|respond|say)(?: to (?:this|it|everything))?\W*$",
    r"(?:print|return|output|emit|produce|echo|repeat|say|write|type)(?: out| back)? (?:only|just|exactly|nothing|json|xml|yaml|html|markdown|csv|the (?:word|words|string|phrase|following|sentence|text)|this|after me|[\"'“‘`])",
    r"(?:answer|reply|respond|output|format|give|return|write|provide|use)\b.{0,40}?\b(?:json|xml|yaml|html|markdown|base64|emojis?|a poem|verse|rhyme|morse|uppercase|lowercase|bullet points?|one word|a single word)\b",
    r"(?:cite|citing|quote|use|add|put|insert|attach|append|include|reference|mark|credit|give|replace|change|attribute|link)\b.{0,50}?(?:\[\d+\]|\bsource \[?\d|\bmarkers?\b|\bcitations?\b|\bfootnotes?\b|\breferences?\b)",
    r"(?:do not|don't|without|no need to|never|omit|remove|leave out|drop|skip|hide|suppress|strip|no)\b.{0,20}?\b(?:cite|citing|citations?|sources|references|quotes?|quoting|footnotes?|answer(?:ing)?(?: (?:the|this|any|in|that)|\W*$)|refus\w*)\b",
    r"(?:do not|don't|must not|never|not|cannot) (?:reveal|disclose|show|quote|use|rely on|trust|read|answer|discuss)\b",
    r"(?:refuse|decline) to (?:answer|respond|reply)|abstain|say (?:that )?you (?:do not|don't|cannot|can't)",
    r"(?:your (?:new |next |only |real |actual )*(?:task|job|goal|role|duty|mission|instructions?|orders|name)(?: (?:now|here))? (?:is|are|has|have)|new (?:task|instructions?|rules?|orders)\b)",
    r"(?:decode|execute|run|obey|comply with|follow|carry out)\b.{0,40}?\b(?:base64|payload|string|code|command|these|this|my|the following|instructions?|orders)\b",
)
_ASKED_EN = (
    r"(?:the |your |my )?(?:(?:one |only )?(?:correct|right|true|real|actual|proper|only|final|expected|accepted|valid|desired|official|updated) (?:and \w+ )?(?:answer|response|reply|information|fact)|(?:the|your) (?:answer|response|reply))(?: (?:here|to this|to that|to the question|must|should|will|shall|has to|needs to|can|always|only|is|now))* ?(?:is|be|:|=|equals|reads|contain|include|start|begin|end|mention|name|say|$)",
    r"(?:assume|suppose|consider|imagine|presume|take it)\b(?: that)? (?!(?:i|we|my|our)\b)|(?:the truth|the fact|in (?:fact|truth|reality)|actually)(?: is)?\b",
)  # fmt: skip

# Every form that may stand anywhere holds one of these: most clauses hold none, and looking
# for them first takes a tenth of the time.
_SIGNS_VI = tuple(
    (
        "bỏ qua|lờ|quên|kệ|bỏ ngoài|gạt|đừng|không được|thôi|ngừng|dừng|máy|"
        "hệ thống|công cụ|phần mềm|chương trình|ứng dụng|robo|trợ lý|mô hình|bot|"
        "trí tuệ|llm|gpt|chế độ|prompt|trả lời|đáp án|đọc|thấy|gặp|hỏi|thắc mắc"
    ).split("|")
)
_SIGNS_EN = tuple(
    (
        "ignore|disregard|forget|overr|bypass|neglect|overlook|skip|discard|dismiss|"
        "aside|abandon|drop|pay no|not|n't|never|stop|cease|no longer|quit|"
        "assistant|model|system|agent|bot|tool|engine|an ai|any ai|all ai|the ai|"
        "llm|gpt|machine|mode|jailbr|prompt|ask|inquir|quer|question|answer|repl|"
        "respon|read"
    ).split("|")
)

# --- who speaks: "system: …", "### Instruction:" -----------------------------------------
_SPEAKER = (
    rf"^[\W_]*(?:(?:(?:ai )?{_SYSTEM_EN}|{_SYSTEM}|system|developer|admin(?:istrator)?|root|assistant|new (?:system )?(?:prompt|instructions?|rules?|task)|system (?:prompt|message|override|note|instructions?|update|notice)|ai|bot|gpt|chatgpt|inst|instructions?|override|jailbreak|sys|model|mô hình"
    r"|hệ thống|trợ lý(?: ảo| ai)?|quản trị viên|lời nhắc(?: hệ thống)?|lệnh(?: mới| hệ thống| quản trị)?|(?:hướng dẫn|chỉ dẫn|nhiệm vụ|lệnh|thông điệp) (?:mới|ẩn|bí mật|đặc biệt|nội bộ|riêng)(?: cho \w+)?|(?:hidden|secret|special|internal) (?:instructions?|notes?|commands?|messages?|prompts?)|thông báo hệ thống|tin nhắn hệ thống)[\]\)*_ ]*[:：])"
)
_SPEAKER_ASKED = r"^[\W_]*(?:(?:final |correct |model )?(?:answer|response|output|result|a)|đáp án|trả lời|câu trả lời|đáp|kết quả đúng)[\]\)*_ ]*[:：]"


# --- what asks ---------------------------------------------------------------------------
_ASKS_VI = r"(?<!\w)(?<!bất kỳ )(?<!bất cứ )(?:ai|gì|nào|đâu)(?! (?:đó|cả|thêm|nữa|cũng|hết)\b)(?!\w)|(?<!\w)(?:mấy|bao nhiêu|bao giờ|bao lâu|thế nào|ra sao|bn)(?!\w)|(?:không|chưa|phải không|thì sao|vậy|hả|nhỉ|thế|sao)\W{0,6}\?|(?:^|[.;:?!\n])\W{0,6}(?:và |hãy |xin |vui lòng |rồi |giúp tôi ){0,4}(?:liệt kê|kể tên|so sánh|nêu (?:các|những|rõ|tên)|thế còn|còn )"
_ASKS_PLAIN = r"(?<!\w)(?<!bat ky )(?<!bat cu )(?:ai|gi|nao)(?! (?:do|ca|them|nua|cung|het)\b)(?!\w)|(?<!\w)(?:o dau|tu dau|bao nhieu|bao gio|bao lau|the nao|ra sao|bn|khi nao|may (?:doanh|lop|mo|nam|nguoi|co))(?!\w)|(?:khong|chua|phai khong|thi sao|vay|ha|nhi|the|sao)\W{0,6}\?|(?:^|[.;:?!\n])\W{0,6}(?:va |hay |xin |vui long |roi |giup toi ){0,4}(?:liet ke|ke ten|so sanh|neu (?:cac|nhung|ro|ten)|the con|con )"
_ASKS_EN = r"(?:^|[.;:?!,\n]|\b(?:and|then|please|so|tell (?:me|us)|know|explain|wonder|asking|to|by|under|for|from|in|on|at|until|with|over|during|since) )\W{0,6}(?:who|whom|whose|what|which|when|where|how|why)\b(?!ever)|(?:^|[.;:?!\n])\W{0,6}(?:please |and |then |now ){0,4}(?:list (?!your|all of the above)|compare |name the |what about|how about|(?:is|are|does|do|did|can|will|has|have|must|should) (?!you|not\b|so\b)\w+)"


# --- who is spoken to: in a statement beside a question, the system ------------------------
_TOLD_VI = r"(?<!\w)(?:bạn|mày|ngươi|câu trả lời|trả lời|đáp án|đáp số|lời đáp|câu hỏi|giải thích|tra cứu|đoán|bịa|kiểm chứng|trích dẫn|chỉ cần|không cần|khỏi (?:cần|phải)|quản trị viên|trợ lý|hệ thống này|chatbot|phản hồi|(?:bảo|nói|ghi|viết|đáp)(?: luôn| ngay| thẳng)? (?:là|rằng)|giùm|giúp tôi|hộ tôi)(?!\w)"
_TOLD_EN = r"\b(?:you|your|yours|yourself|answer\w*|repl(?:y|ies|ying)|respon[ds]\w*|assistant|chat ?bot|bot|llm|language model|prompts?|instructions?|guidelines?|citations?|cite|sources?|confirm|say|pretend|ignore|user|input|output)\b"


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one way of writing, compiled; ``signs`` of ``anywhere``.

    ``read`` are those of a document, ``anywhere`` those of a question.
    """

    signs: tuple[str, ...]
    anywhere: re.Pattern[str]
    read: re.Pattern[str]
    opening: re.Pattern[str]
    sure: re.Pattern[str]
    likely: re.Pattern[str]
    asked: re.Pattern[str]
    asks: re.Pattern[str]
    closing: re.Pattern[str]
    address: re.Pattern[str]
    address_read: re.Pattern[str]
    told: re.Pattern[str]

    def begin(self, clause: str, *, asked: bool, first: bool) -> bool:
        """Tell whether ``clause`` opens with one of the forms."""
        place, addressed = 0, False
        address = self.address if asked else self.address_read
        for _ in range(_MOST_OPENINGS):  # the command, after whatever opens it
            if self.sure.match(clause, place):
                return True
            if (
                ((asked or first or addressed) and self.likely.match(clause, place))
                or ((asked or addressed) and self.asked.match(clause, place))
            ) and not self.asks.search(clause):
                return True
            opening = self.opening.match(clause, place)
            if opening is None:
                return False
            addressed = addressed or address.match(clause, place) is not None
            place = opening.end()
        return False

    def within(self, sentence: str, *, asked: bool) -> int | None:
        """Return where in ``sentence`` what speaks to the system for certain begins."""
        for sign in self.signs:
            if sign in sentence:
                break
        else:
            return None
        found = (self.anywhere if asked else self.read).search(sentence)
        if found is None:
            return None
        start = found.start()
        while (opening := self.closing.search(sentence, max(0, start - 30), start)) is not None:
            start = opening.start()
        return start


@lru_cache(maxsize=1)
def _forms() -> dict[str, _Forms]:
    def compiled(
        *groups: tuple[str, ...] | str, told: str, signs: tuple[str, ...], bare: bool = False
    ) -> _Forms:
        words = ["|".join(g) if isinstance(g, tuple) else g for g in groups]
        opening = words[2]
        commands = (rf"\W*(?:{form})(?!(?<=\w)\w)" for form in words[3:6])
        words = [
            *(words[0], words[1], opening, *commands, words[6]),
            *(rf"(?<!\w)(?:{opening})$", _ADDRESS_ASKED, _ADDRESS, told),
        ]
        plainly = strip_marks if bare else str
        return _Forms(
            tuple(map(plainly, signs)), *(re.compile(plainly(word)) for word in words)
        )

    vi = (_ANYWHERE_ASKED_VI, _ANYWHERE_READ_VI, _OPENING, _SURE_VI, _LIKELY_VI, _ASKED_VI)
    return {
        "vi": compiled(*vi, _ASKS_VI, told=_TOLD_VI, signs=_SIGNS_VI),
        "plain": compiled(
            *vi, _ASKS_PLAIN, told=_TOLD_VI.replace("bạn|", ""), signs=_SIGNS_VI, bare=True
        ),
        "en": compiled(
            _ANYWHERE_ASKED_EN,
            _ANYWHERE_READ_EN,
            _OPENING_EN,
            _SURE_EN,
            _LIKELY_EN,
            _ASKED_EN,
            _ASKS_EN,
            told=_TOLD_EN,
            signs=_SIGNS_EN,
        ),
    }


def begins(clause: str, *, asked: bool, first: bool = True) -> bool:
    """Tell whether an instruction to the answering system opens ``clause``.

    :param asked: whether it stands in a question, where claims about the right answer are
        instructions too
    :param first: whether it opens its sentence, so that its verb commands
    """
    clause = clause.lower()
    return any(forms.begin(clause, asked=asked, first=first) for forms in _ways(clause))


def within(sentence: str, *, asked: bool) -> int | None:
    """Return where an instruction begins in ``sentence``, whatever stands before it."""
    sentence = sentence.lower()
    places = (forms.within(sentence, asked=asked) for forms in _ways(sentence))
    return min((place for place in places if place is not None), default=None)


def tells(sentence: str) -> bool:
    """Tell whether a statement beside a question is for the one who answers it."""
    sentence = sentence.lower()
    return any(forms.told.search(sentence) for forms in _ways(sentence))


def only_opens(clause: str) -> bool:
    """Tell whether ``clause`` holds nothing but what opens a command: "Lưu ý:"."""
    clause = clause.lower()
    for forms in _ways(clause):
        place = 0
        while place < len(clause) and (opening := forms.opening.match(clause, place)):
            place = opening.end()
        if place == len(clause):
            return True
    return False


def _ways(clause: str) -> tuple[_Forms, _Forms]:
    forms = _forms()
    return forms["vi" if has_marks(clause) else "plain"], forms["en"]


def asks(clause: str) -> bool:
    """Tell whether ``clause`` asks something."""
    clause = clause.lower()
    return any(forms.asks.search(clause) for forms in _ways(clause))


def speaker(line: str, *, asked: bool) -> bool:
    """Tell whether ``line`` opens with the name of one who instructs: "System: …"."""
    return any(pattern.match(line.lower()) for pattern in _speakers()[: 4 if asked else 2])


@lru_cache(maxsize=1)
def _speakers() -> tuple[re.Pattern[str], ...]:
    both = (_SPEAKER, strip_marks(_SPEAKER), _SPEAKER_ASKED, strip_marks(_SPEAKER_ASKED))
    return tuple(map(re.compile, both))
