"""The words of made-up plans: headers, labels, cells, and the slips of a scanner."""

from __future__ import annotations

import unicodedata
from random import Random

from tests.ingest import plans

NUMBER_HEADERS = ("TT", "STT", "Số TT", "Stt")
HEADERS: dict[str, tuple[str, ...]] = {
    "task": (
        *("Nội dung", "Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ"),
        *("Nội dung, nhiệm vụ", "Nhiệm vụ/giải pháp", "Nhiệm vụ, giải pháp", "Hoạt động"),
        *("Nội dung thực hiện", "Nhiệm vụ cụ thể", "Công việc", "Danh mục nhiệm vụ"),
        *("Nhóm nhiệm vụ", "Các nhiệm vụ chủ yếu", "Tên nhiệm vụ, đề án"),
    ),
    "lead": (
        *("Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan thực hiện", "Chủ trì"),
        *("Đơn vị thực hiện", "Cơ quan, đơn vị chủ trì", "Cơ quan/đơn vị chủ trì"),
        *(
            "Đơn vị đầu mối",
            "Phân công thực hiện",
            "Chủ trì thực hiện",
            "Đơn vị chủ trì thực hiện",
        ),
        *("Cơ quan chủ trì, tham mưu", "Các đơn vị chủ trì", "Đơn vị chịu trách nhiệm"),
    ),
    "coordinate": (
        *("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp", "Phối hợp thực hiện"),
        *("Cơ quan, đơn vị phối hợp", "Cơ quan/đơn vị phối hợp", "Đơn vị tham gia phối hợp"),
        *("Cơ quan phối hợp thực hiện", "Các đơn vị phối hợp"),
    ),
    "time": (
        *("Thời gian", "Thời gian thực hiện", "Thời hạn", "Thời hạn hoàn thành"),
        *("Thời gian hoàn thành", "Tiến độ", "Tiến độ thực hiện", "Lộ trình thực hiện"),
        *("Thời gian dự kiến", "Thời gian dự kiến hoàn thành", "Năm thực hiện"),
    ),
    "output": (
        *("Sản phẩm", "Sản phẩm dự kiến", "Kết quả", "Kết quả dự kiến", "Kết quả/sản phẩm"),
        *("Sản phẩm/Kết quả", "Dự kiến kết quả", "Dự kiến sản phẩm", "Kết quả đầu ra"),
        *(
            "Sản phẩm, kết quả",
            "Kết quả cần đạt",
            "Kết quả thực hiện",
            "Kết quả, sản phẩm dự kiến",
        ),
    ),
}
FURTHER: dict[str, tuple[str, ...]] = {
    "Kinh phí": ("Ngân sách tỉnh", "NSNN", "Lồng ghép", "", "Xã hội hóa"),
    "Kinh phí (triệu đồng)": ("120", "1.500", "", "350"),
    "Nguồn kinh phí": ("Ngân sách tỉnh", "Nguồn xã hội hóa", ""),
    "Địa điểm": ("Toàn tỉnh", "Trên địa bàn tỉnh", "Trung tâm huyện", "Thành phố Vinh"),
    "Địa điểm thực hiện": ("Toàn tỉnh", "Trên địa bàn tỉnh"),
    "Ghi chú": ("", "", "Chuyển tiếp", "Nhiệm vụ mới"),
    "Mục tiêu năm 2026": ("70%", "Đạt 80%", "05 mô hình", "100%"),
    "Chỉ tiêu năm 2030": ("90%", "Trên 95%", "12 mô hình"),
    "Hình thức": ("Tập trung", "Trực tuyến", ""),
}
LABELS: dict[str, tuple[str, ...]] = {
    "lead": (
        "Đơn vị chủ trì",
        "Cơ quan chủ trì",
        "Đơn vị thực hiện",
        "Chủ trì",
        "Cơ quan thực hiện",
    ),
    "coordinate": ("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp", "Phối hợp thực hiện"),
    "time": ("Thời gian thực hiện", "Thời gian hoàn thành", "Thời hạn hoàn thành", "Tiến độ"),
    "output": ("Sản phẩm dự kiến", "Kết quả", "Sản phẩm", "Kết quả dự kiến"),
}
AGENCIES = (
    "Sở Khoa học và Công nghệ",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Giáo dục và Đào tạo",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Hiệp hội doanh nghiệp tỉnh",
    "Báo và Đài Phát thanh - Truyền hình Thanh Hóa",
    "Cổng thông tin điện tử tỉnh",
    "Trung tâm Khoa học và Công nghệ",
    "Các sở, ban, ngành",
    "Các sở, ban, ngành, đơn vị cấp tỉnh",
    "UBND các xã, phường",
    "UBND cấp huyện",
    "Liên minh Hợp tác xã tỉnh",
    "Công an tỉnh",
    "Văn phòng UBND tỉnh",
    "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "Các đơn vị có liên quan",
    "Các cơ quan, đơn vị có liên quan",
    "Các doanh nghiệp trên địa bàn tỉnh",
    "Ban Quản lý các khu công nghiệp",
)
TIMES = (
    *plans.TIMES,
    "Tháng 12/2026",
    "Quý IV hằng năm",
    "Từ năm 2026 đến năm 2030",
    "Đến 2030 Đến 2030",
)
OUTPUTS = (
    *plans.OUTPUTS,
    "Ban hành và thực hiện kế hoạch tuyên truyền; báo cáo UBND tỉnh kết quả triển khai thực hiện",
    "Báo cáo UBND tỉnh kết quả rà soát và đề xuất sửa đổi bổ sung các văn bản",
    "Quyết định của UBND tỉnh",
    "Các chương trình, nhiệm vụ được phê duyệt",
    "Văn bản hướng dẫn, phiếu khảo sát.",
)
VERBS = (
    *plans.VERBS,
    "Tham mưu, ban hành",
    "Phấn đấu hoàn thành",
    "Phối hợp với các sở, ngành để duy trì",
)
OBJECTS = (
    "tuyên truyền, phổ biến pháp luật về tiêu chuẩn, đo lường, chất lượng",
    "hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa trên địa bàn tỉnh",
    "áp dụng công cụ cải tiến năng suất tại doanh nghiệp nhỏ và vừa",
    "cơ sở dữ liệu về năng suất, chất lượng theo quy định hiện hành",
    "nguồn nhân lực làm công tác tiêu chuẩn, đo lường, chất lượng",
    "kiểm tra, giám sát phương tiện đo, chất lượng hàng hóa lưu thông",
    "mạng lưới kiểm định, hiệu chuẩn, thử nghiệm phục vụ xuất khẩu",
    "việc tham gia Giải thưởng Chất lượng Quốc gia của doanh nghiệp",
    "chuyển đổi số trong hoạt động quản lý nhà nước",
    "quy chuẩn kỹ thuật địa phương theo Quyết định số 1703/QĐ-TTg",
)
AIMS = (
    *plans.AIMS,
    "; báo cáo UBND tỉnh kết quả trước ngày 15/12 hằng năm",
    "cho các cơ quan, đơn vị, Hiệp hội và doanh nghiệp",
)
SECTIONS = (
    "MỤC ĐÍCH, YÊU CẦU",
    "MỤC TIÊU",
    "NHIỆM VỤ, GIẢI PHÁP",
    "KINH PHÍ",
    "TỔ CHỨC THỰC HIỆN",
)
_KNOWN_SLIPS = (
    ("Phấn đấu", "Phần đầu"),
    ("chuyển đổi", "chuyên đổi"),
    ("Tư pháp", "Tư phps"),
    ("Sở Công Thương", "Sờ Công Thương"),
    ("Cổng thông tin", "Công thông tin"),
    ("chất lượng", "chất lựợng"),
)
_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def slip(text: str, random: Random) -> str:
    """Write ``text`` as a scanner reads it: one letter or one mark is wrong."""
    known = [(right, wrong) for right, wrong in _KNOWN_SLIPS if right in text]
    if known:
        return text.replace(*random.choice(known), 1)
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    if not long:
        return text
    place = random.choice(long)
    words[place] = _slipped(words[place], random)
    return " ".join(words)


def _slipped(word: str, random: Random) -> str:
    """Set another tone on the word, or another letter in the place of one behind its first."""
    letters = unicodedata.normalize("NFD", word)
    toned = [place for place, letter in enumerate(letters) if letter in _MARKS]
    if toned and random.random() < 0.6:
        place = toned[0]
        other = random.choice([mark for mark in _MARKS if mark != letters[place]])
        return unicodedata.normalize("NFC", letters[:place] + other + letters[place + 1 :])
    place = random.randint(1, len(word) - 1)
    return word[:place] + random.choice("nhiptlc") + word[place + 1 :]
