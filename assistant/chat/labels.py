"""What the page says in its own words, in both languages, and the questions it offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hoidap.assistant.answer import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A question to begin with; ``province`` where only its documents answer it."""

    question: str
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The wordings of the page in one language."""

    title: str
    tagline: str
    language_switch: str
    engine_switch: str
    quoted: str
    quoted_short: str
    quoted_title: str
    by_model: str
    model_here: str
    model_there: str
    remote: str
    new: str
    new_short: str
    documents: str
    more_documents: str
    read_document: str
    examples: tuple[tuple[str, tuple[Example, ...]], ...]
    talk: str
    asked: str
    question: str
    placeholder: str
    send: str
    hint: str
    searching: str
    checking: str
    stop: str
    sources: str
    source: str
    more_sources: str
    nearest: str
    refused: str
    scope: str
    note_starts: str
    copy: str
    copied: str
    copy_failed: str
    copied_sources: str
    panel: str
    panel_empty: str
    panel_hint: str
    close: str
    previous: str
    following: str
    number: str
    no_number: str
    issued: str
    page: str
    whole: str
    excerpt: str
    row_number: str
    failed_title: str
    failed: str
    lost: str
    too_long: str
    no_words: str
    gone: str

    def shown_examples(self, provinces: Collection[str | None]) -> dict[str, list[str]]:
        """Return the questions by group, without those on provinces that are not there."""
        return {
            group: [e.question for e in examples if e.province in (None, *provinces)]
            for group, examples in self.examples
        }


_VI = Labels(
    title="Hỏi Đáp",
    tagline="Hỏi về kế hoạch tiêu chuẩn, đo lường, chất lượng của các tỉnh: câu trả lời ngắn, "
    "kèm trích dẫn mở ra đúng chỗ trong văn bản.",
    language_switch="Ngôn ngữ của trang",
    engine_switch="Ai viết câu trả lời",
    quoted="Trích nguyên văn",
    quoted_short="Trích",
    quoted_title="Trả lời bằng lời của văn bản, không dùng mô hình",
    by_model="Mô hình",
    model_here="{model}, chạy trên máy này",
    model_there="{model}, chạy trên máy chủ {host}",
    remote="Câu hỏi và các đoạn văn bản liên quan được gửi tới máy chủ {host}.",
    new="Cuộc trò chuyện mới",
    new_short="Mới",
    documents="Trang này biết {n} văn bản",
    more_documents="… và {n} văn bản khác",
    read_document="Mở toàn văn",
    examples=(
        (
            "Cán bộ",
            (
                Example("Ai chủ trì cung cấp thông tin TBT?"),
                Example("Hạn gửi báo cáo hằng năm là ngày nào?"),
                Example("Sở Công Thương Thanh Hóa phải làm những gì?", "Thanh Hóa"),
                Example("Ai ký quyết định của Đồng Nai?", "Đồng Nai"),
            ),
        ),
        (
            "Doanh nghiệp",
            (
                Example(
                    "Doanh nghiệp nhỏ ở Thái Nguyên được hỗ trợ gì để xuất khẩu?",
                    "Thái Nguyên",
                ),
                Example("Sản phẩm OCOP ở Thanh Hóa được hỗ trợ những gì?", "Thanh Hóa"),
                Example("Ai hỗ trợ doanh nghiệp áp dụng truy xuất nguồn gốc?"),
                Example("TCCS là gì?"),
            ),
        ),
    ),
    talk="Cuộc trò chuyện",
    asked="Bạn hỏi",
    question="Câu hỏi của bạn",
    placeholder="Nhập câu hỏi của bạn…",
    send="Gửi",
    hint="Enter để gửi, Shift + Enter để xuống dòng. Câu trả lời chỉ lấy từ các văn bản trên.",
    searching="Đang tra các văn bản…",
    checking="Đang kiểm chứng nguồn…",
    stop="Dừng",
    sources="Nguồn",
    source="Nguồn {marker}: {document}, {locator}",
    more_sources="Xem cả {n} nguồn",
    nearest="Đoạn gần nhất trong văn bản",
    refused="Chưa có câu trả lời trong văn bản",
    scope="Phạm vi: {scope}",
    note_starts="Lưu ý:",
    copy="Sao chép",
    copied="Đã sao chép",
    copy_failed="Không sao chép được",
    copied_sources="Nguồn:",
    panel="Văn bản được trích dẫn",
    panel_empty="Đoạn trích sẽ hiện ở đây",
    panel_hint="Bấm vào số như [1] trong câu trả lời để xem đoạn văn bản gốc, "
    "chỗ được trích dẫn được tô nền.",
    close="Đóng",
    previous="Nguồn trước",
    following="Nguồn sau",
    number="Số",
    no_number="văn bản để trống",
    issued="Ngày ban hành",
    page="trang {page}",
    whole="Xem toàn văn",
    excerpt="Chỉ xem đoạn trích",
    row_number="TT",
    failed_title="Chưa trả lời được",
    failed="Có lỗi khi tìm câu trả lời. Bạn hãy hỏi lại; nếu vẫn lỗi, hãy báo người quản trị.",
    lost="Máy chủ đang bận hoặc không liên lạc được. Hãy chờ một lát rồi hỏi lại; nếu vẫn vậy, "
    "hãy kiểm tra lệnh “hoidap chat” còn chạy.",
    too_long="Câu hỏi dài {n} ký tự, tối đa {most}. Hãy hỏi ngắn hơn hoặc tách thành nhiều "
    "câu.",
    no_words="Câu hỏi không có chữ hay số nào. Hãy gõ một câu, ví dụ: {example}",
    gone="Không mở được đoạn này nữa. Hãy hỏi lại câu hỏi.",
)

_EN = Labels(
    title="Hỏi Đáp",
    tagline="Ask about the provinces’ plans on standards, metrology and quality: short "
    "answers, with citations that open at the exact place in the document.",
    language_switch="Language of the page",
    engine_switch="Who writes the answers",
    quoted="Quoted",
    quoted_short="Quoted",
    quoted_title="Answers in the documents’ own words, without a model",
    by_model="Model",
    model_here="{model}, running on this machine",
    model_there="{model}, running on the server {host}",
    remote="Your question and the passages on it are sent to the server {host}.",
    new="New conversation",
    new_short="New",
    documents="This page knows {n} documents",
    more_documents="… and {n} more",
    read_document="Read the whole text",
    examples=(
        (
            "Officials",
            (
                Example("Who leads TBT information?"),
                Example("When is the annual report due?"),
                Example(
                    "What must the Department of Industry and Trade of Thanh Hóa do?",
                    "Thanh Hóa",
                ),
                Example("Who signed the decision of Đồng Nai?", "Đồng Nai"),
            ),
        ),
        (
            "Businesses",
            (
                Example("What help do small exporters in Thái Nguyên get?", "Thái Nguyên"),
                Example("What support do OCOP products get in Thanh Hóa?", "Thanh Hóa"),
                Example("Who helps enterprises with traceability?"),
                Example("What does TCCS mean?"),
            ),
        ),
    ),
    talk="Conversation",
    asked="You asked",
    question="Your question",
    placeholder="Type your question…",
    send="Send",
    hint="Enter sends, Shift + Enter starts a new line. Answers come from these documents "
    "only.",
    searching="Searching the documents…",
    checking="Checking the sources…",
    stop="Stop",
    sources="Sources",
    source="Source {marker}: {document}, {locator}",
    more_sources="Show all {n} sources",
    nearest="Nearest passages in the documents",
    refused="The documents hold no answer",
    scope="Scope: {scope}",
    note_starts="Note:",
    copy="Copy",
    copied="Copied",
    copy_failed="Could not copy",
    copied_sources="Sources:",
    panel="The cited document",
    panel_empty="The passage will show here",
    panel_hint="Click a number such as [1] in an answer to see the original passage, "
    "with the cited words highlighted.",
    close="Close",
    previous="Previous source",
    following="Next source",
    number="Number",
    no_number="left blank in the document",
    issued="Date of issue",
    page="page {page}",
    whole="Read the whole text",
    excerpt="Show the passage only",
    row_number="No.",
    failed_title="No answer this time",
    failed="Something went wrong while looking for the answer. Please ask again; if it "
    "happens again, tell whoever runs this page.",
    lost="The server is busy or cannot be reached. Wait a moment and ask again; if that does "
    "not help, check that “hoidap chat” is still running.",
    too_long="The question has {n} characters, at most {most} are allowed. Shorten it or ask "
    "several questions.",
    no_words="The question holds no letter or digit. Type one, such as: {example}",
    gone="This passage can no longer be opened. Please ask the question again.",
)

LABELS: Mapping[Language, Labels] = {"vi": _VI, "en": _EN}
"""The page's wordings by language."""
