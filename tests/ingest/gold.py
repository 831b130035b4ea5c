"""What stands in the five documents, written down from reading them.

Agencies are in the documents' words.  Rows whose cells can be read in two ways
("Đơn vị sự nghiệp, doanh nghiệp": one collective or two) are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KHCN = "Sở Khoa học và Công nghệ"
NNMT = "Sở Nông nghiệp và Môi trường"
CONG_THUONG = "Sở Công Thương"
XAY_DUNG = "Sở Xây dựng"
Y_TE = "Sở Y tế"
NOI_VU = "Sở Nội vụ"
TAI_CHINH = "Sở Tài chính"
KE_HOACH = "Sở Kế hoạch và Đầu tư"
CHI_CUC = "Chi cục Tiêu chuẩn Đo lường Chất lượng"
VCCI = "Liên đoàn thương mại và công nghiệp Việt Nam, chi nhánh Thanh Hóa - Ninh Bình"
HIEP_HOI = "Hiệp hội doanh nghiệp tỉnh"
CAC_SO = "Các sở, ban, ngành"
XA_PHUONG = "UBND các xã, phường"
LIEN_QUAN = "các đơn vị có liên quan"


@dataclass(frozen=True)
class Gold:
    """One row or clause that assigns work."""

    locator: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...] = ()
    time: str = ""
    output: str = ""


def _thanh_hoa_2026() -> list[Gold]:
    time = "Hàng năm, từ năm 2026 đến năm 2035"
    five = (KHCN, CONG_THUONG, NNMT, XAY_DUNG, Y_TE)
    everyone = (CAC_SO, XA_PHUONG, HIEP_HOI, VCCI, LIEN_QUAN)
    trade = (CONG_THUONG, "các sở, ban, ngành có liên quan", HIEP_HOI, VCCI)
    locally = (XA_PHUONG, HIEP_HOI, VCCI, LIEN_QUAN)
    park = "Ban Quản lý KKT Nghi Sơn và các Khu công nghiệp"
    staff = (CONG_THUONG, NNMT, XAY_DUNG, Y_TE, NOI_VU, "các doanh nghiệp", LIEN_QUAN)
    press = "Báo và Phát thanh - Truyền hình Thanh Hóa"
    return [
        Gold("Mục III.1.a", (KHCN,), everyone, time),
        Gold("Mục III.1.b", (press,), (KHCN, LIEN_QUAN), time),
        Gold("Mục III.1.c", (CONG_THUONG,), (KHCN, VCCI, LIEN_QUAN), time),
        Gold("Mục III.2.a", five, ("Sở Tư phps", HIEP_HOI, VCCI, LIEN_QUAN), time),
        Gold("Mục III.2.b", (KHCN, NNMT), everyone, time),
        Gold("Mục III.2.c", (KHCN,), (CAC_SO, XA_PHUONG, LIEN_QUAN), time),
        Gold("Mục III.3.a", five, locally, time),
        Gold("Mục III.3.b", (*five, park), locally, time),
        Gold("Mục III.3.c", (KHCN,), everyone, time),
        Gold("Mục III.3.d", (NNMT,), (KHCN, LIEN_QUAN), time),
        Gold("Mục III.4", (KHCN,), staff, time),
        Gold("Mục III.5.a", (KHCN,), trade, time),
        Gold("Mục III.5.b", (KHCN,), trade, time),
    ]


def _thai_nguyen() -> list[Gold]:
    always = "Thường xuyên hằng năm"
    levels = ("Các sở, ngành", "UBND cấp xã")
    short = ("Sở KH&CN",)
    press = "Báo và phát thanh, truyền hình Thái Nguyên"
    staff = (
        *(CONG_THUONG, NNMT, XAY_DUNG, Y_TE, NOI_VU),
        *("các doanh nghiệp", "các cơ quan, đơn vị có liên quan"),
    )
    return [
        Gold("Mục III.1", ("Các sở, ban, ngành tỉnh", XA_PHUONG), (), always),
        Gold("Mục III.2", (KHCN,), ("Các sở, ban, ngành tỉnh", XA_PHUONG), always),
        Gold("Mục III.4", (KHCN,), staff, "Hằng năm, từ năm 2026 đến năm 2035"),
        Gold(
            "Phụ lục, dòng 1",
            ("Sở Khoa học và Công nghệ (KH&CN)",),
            (*levels, press, "Trung tâm Thông tin tỉnh"),
            "2026-2035",
        ),
        Gold("Phụ lục, dòng 2", levels, (KHCN,), "2027-2035"),
        Gold("Phụ lục, dòng 3", short, levels, "2026-2035"),
        Gold("Phụ lục, dòng 4", short, levels, "2026-2035"),
        Gold("Phụ lục, dòng 5", short, levels, "2026-2035"),
        Gold("Phụ lục, dòng 6", short, (*levels, "doanh nghiệp", "HTX"), "2026-2035"),
        Gold("Phụ lục, dòng 7", short, ("Các đơn vị liên quan",), "2026-2035"),
        Gold("Phụ lục, dòng 8", short, ("Các đơn vị liên quan",), "2027-2035"),
    ]


def _thanh_hoa_2021() -> list[Gold]:
    return [
        Gold(
            "Phụ lục, dòng 1",
            (CHI_CUC,),
            (
                "Tổng cục Tiêu chuẩn Đo lường Chất lượng",
                *(HIEP_HOI, "VCCI Thanh Hóa"),
                *("Sở Nông nghiệp và phát triển nông thôn", CONG_THUONG, Y_TE),
                "Đài Phát thanh và Truyền hình tỉnh",
            ),
            "2022-2024",
            "- Kế hoạch tập huấn được bố trí thành một nội dung trong Kế hoạch hoạt động hằng "
            "năm của Chi cục Tiêu chuẩn Đo lường Chất lượng. - 400 lượt doanh nghiệp, chủ thể "
            "OCOP được tập huấn về áp dụng hệ thống quản lý, áp dụng công cụ cải tiến năng suất "
            "- chất lượng, áp dụng tiêu chuẩn, quy chuẩn kỹ thuật, đảm bảo đo lường để tăng năng "
            "suất, nâng cao chất lượng sản phẩm.",
        ),
        Gold(
            "Phụ lục, dòng 2",
            ("Các sở, ngành, địa phương", "UBND cấp huyện thị xã, thành phố"),
            ("Chi cục Tiêu chuẩn Đo lường, Chất lượng",),
            "2021-2025",
            "100% đề án, kế hoạch, cơ chế, chính sách phát triển sản phẩm, hàng hóa của tỉnh, "
            "ngành, địa phương phải có yêu cầu, điều kiện hoặc giải pháp về áp dụng hệ thống "
            "quản lý, áp dụng công cụ cải tiến năng suất - chất lượng, áp dụng tiêu chuẩn, quy "
            "chuẩn kỹ thuật, đảm bảo đo lường",
        ),
        Gold(
            "Phụ lục, dòng 3",
            (KHCN,),
            (
                *(KE_HOACH, TAI_CHINH, HIEP_HOI, "VCCI Thanh Hóa"),
                *("Các Sở, ngành cấp tỉnh", "UBND cấp huyện"),
            ),
            "2021-2025",
            "- 150 doanh nghiệp sản xuất sản phẩm chủ lực, sản phẩm OCOP được hỗ trợ nâng cao "
            "năng suất, chất lượng - 100% sản phẩm OCOP, sản phẩm chủ lực được công bố tiêu "
            "chuẩn chất lượng",
        ),
        Gold(
            "Phụ lục, dòng 4",
            ("Sở, ngành cấp tỉnh", "UBND cấp huyện, thị xã, thành phố"),
            (KHCN,),
            "2021-2025",
            "06 mô hình điểm là doanh nghiệp áp dụng đồng bộ: “Hệ thống quản lý chất lượng - "
            "công cụ cải tiến năng suất - xây dựng tiêu chuẩn sản phẩm - đảm bảo chính xác đo "
            "lường - công nghệ cao, công nghệ số” để tăng năng suất, nâng cao chất lượng và sức "
            "cạnh tranh của sản phẩm, hàng hóa",
        ),
        Gold(
            "Phụ lục, dòng 6",
            ("Báo Thanh Hóa", "Đài phát thanh và truyền hình Thanh Hóa"),
            (KHCN, "Hiệp Hội doanh nghiệp tỉnh", "VCCI Thanh Hóa"),
            "2021-2025",
            "Tuyên truyền trên đài Phát thanh và Truyền hình Thanh Hóa, Báo Thanh Hóa về: - Các "
            "mô hình thành công trong việc ứng dụng giải pháp áp dụng hệ thống quản lý, áp dụng "
            "công cụ cải tiến năng suất - chất lượng, áp dụng tiêu chuẩn, quy chuẩn kỹ thuật, "
            "đảm bảo đo lường, ứng dụng công nghệ cao, công nghệ số. - Tuyên truyền được 20 đơn "
            "vị là doanh nghiệp tiêu biểu trong ứng dụng giải pháp áp dụng hệ thống quản lý, áp "
            "dụng công cụ cải tiến năng suất - chất lượng, áp dụng tiêu chuẩn, quy chuẩn kỹ "
            "thuật, đảm bảo đo lường, ứng dụng công nghệ cao, công nghệ số để tăng năng suất, "
            "nâng cao chất lượng sản phẩm; các doanh nghiệp đạt Giải thưởng Chất lượng quốc gia.",
        ),
    ]


def _dong_nai() -> list[Gold]:
    related = "Các sở, ngành, cơ quan liên quan"
    firms = (related, "Doanh nghiệp")
    yearly = "Hàng năm"
    districts = "UBND các huyện, thành phố"

    def row(
        number: str, lead: tuple[str, ...], coordinate: tuple[str, ...], time: str = yearly
    ) -> Gold:
        return Gold(f"Phụ lục, dòng {number}", lead, coordinate, time)

    return [
        row("I.1", (CAC_SO, districts), (KHCN,)),
        row(
            "I.2",
            ("Đài Phát thanh và Truyền hình Đồng Nai", "Báo Đồng Nai"),
            (related, districts),
        ),
        row("I.3", (KHCN,), (related,)),
        row("I.4", (KHCN,), (related,)),
        row("II.1", (KHCN,), (related,)),
        row("II.2", (KHCN, NNMT, CONG_THUONG), (related,)),
        row("II.3", (KHCN,), firms, time="2025"),
        row("II.4", (KHCN,), firms),
        row("II.5", (KHCN, CONG_THUONG), firms, time="2025"),
        row("II.6", (KHCN, "các sở, ngành liên quan"), firms, time="2025"),
        row("III.1", (KHCN,), (related,)),  # merged cells: written on the heading row
        row("III.3", ("Trường Đại học, Cao đẳng",), (related,)),
        row(
            "IV.1",
            (KHCN, XAY_DUNG, NNMT, Y_TE),
            ("Trung tâm Khoa học và Công nghệ",),
            time="Đến 2030",
        ),
        row("IV.2", (KHCN,), (related,), time="Đến 2030"),
        row("IV.3", (KHCN,), (related, "Trường Đại học, Cao đẳng", "Doanh nghiệp")),
        row("IV.4", (KHCN, NNMT, CONG_THUONG, Y_TE, XAY_DUNG), firms, time=""),
        row("V.1", (KHCN,), firms, time=""),
        row("V.2", (KHCN,), firms, time=""),
        row("V.3", (KHCN,), firms, time=""),
        row("VII.1", (KHCN, NNMT, CONG_THUONG), (related,)),
        row("VII.2", (KHCN,), (related,)),
        row("VII (2).1", (KHCN,), (related,)),
        row("VII (2).2", (KHCN,), firms),
        row("VII (2).3", (KHCN,), firms),
    ]


def _thanh_hoa_2025() -> list[Gold]:
    yearly = "Hằng năm"
    others = ("Các đơn vị có liên quan",)
    report = "Báo cáo UBND tỉnh kết quả triển khai thực hiện"
    campaign = (
        "Ban hành và thực hiện kế hoạch tuyên truyền; báo cáo UBND tỉnh kết quả triển khai "
        "thực hiện"
    )
    approved = "Dự án được cấp có thẩm quyền phê duyệt"
    press = ("Báo và Đài Phát thanh - Truyền hình Thanh Hóa",)
    four = (KHCN, NNMT, Y_TE, CONG_THUONG)
    five = (KHCN, XAY_DUNG, Y_TE, "Sở Công thương", NNMT)
    three = (NNMT, CONG_THUONG, Y_TE)

    def row(
        number: str,
        lead: tuple[str, ...],
        coordinate: tuple[str, ...],
        output: str,
        time: str = yearly,
    ) -> Gold:
        return Gold(f"Phụ lục, dòng {number}", lead, coordinate, time, output)

    return [
        row("1.1", ("Các sở, ban, ngành, đơn vị cấp tỉnh", XA_PHUONG), others, campaign),
        row("1.2", press, (KHCN, LIEN_QUAN), campaign),
        row("1.3", press, (KHCN, LIEN_QUAN), campaign),
        row(
            "2.1",
            (KHCN,),
            others,
            "Báo báo UBND tỉnh kết quả rà soát và đề xuất sửa đổi bổ sung các văn bản quy phạm "
            "pháp luật, đề án, chính sách, kế hoạch của tỉnh.",
        ),
        row(
            "2.2",
            four,
            others,
            "Báo cáo UBND tỉnh kết quả rà soát và đề xuất xây dựng cơ chế, chính sách hỗ trợ, "
            "khuyến khích doanh nghiệp",
        ),
        row("2.3", (KHCN,), (*three, LIEN_QUAN), report),
        row("2.4", four, others, report),
        row(
            "2.5",
            (KHCN,),
            ("Các cơ quan, đơn vị, doanh nghiệp có liên quan",),
            "Cổng thông tin truy xuất nguồn gốc sản phẩm, hàng hoá trên địa bàn tỉnh Thanh Hóa "
            "kết nối, chia sẻ dữ liệu với Cổng Thông tin truy xuất nguồn gốc sản phẩm, hàng hóa "
            "quốc gia và có khả năng kết nối thông tin với hệ thống truy xuất nguồn gốc của các "
            "Bộ quản lý ngành, lĩnh vực, các tổ chức doanh nghiệp và các hệ thống quốc tế.",
            "Năm 2026",
        ),
        row("2.6", (KHCN,), (NOI_VU, "Sở Tư pháp", LIEN_QUAN), report, "Năm 2025"),
        row(
            "3.1",
            (KHCN,),
            (*three, NOI_VU, LIEN_QUAN),
            "100% cán bộ, công chức, viên chức hoạt động trong lĩnh vực tiêu chuẩn, đo lường, "
            "chất lượng được đào tạo.",
        ),
        row("3.2", (KHCN,), (*three, "các doanh nghiệp", LIEN_QUAN), report + "."),
        row(
            "3.3",
            (KHCN,),
            ("Các trường đại học, cao đẳng, trường nghề trên địa bàn tỉnh",),
            report + ".",
        ),
        row("3.4", (KHCN,), (NOI_VU, CONG_THUONG, LIEN_QUAN), report + "."),
        row("4.1", (KHCN,), (TAI_CHINH, CONG_THUONG, LIEN_QUAN), approved, "Năm 2027"),
        row("4.2", five, (TAI_CHINH, LIEN_QUAN), approved, "Các năm: 2026, 2027"),
        row(
            "4.3",
            (KHCN,),
            ("Các sở, ngành", XA_PHUONG, "các đơn vị liên quan"),
            "Xây dựng mô hình điểm về áp dụng đồng bộ hệ thống quản lý, áp dụng các công cụ cải "
            "tiến năng suất, áp dụng tiêu chuẩn, quy chuẩn kỹ thuật, đảm bảo đo lường để nâng "
            "cao năng suất - chất lượng sản phẩm được triển khai thực hiện",
            "Giai đoạn 2026-2030",
        ),
        row("5.1", five, (XA_PHUONG, LIEN_QUAN), report + "."),
        row("5.2", five, (XA_PHUONG, LIEN_QUAN), report + "."),
        row("5.3", (CAC_SO, XA_PHUONG), others, "Báo cáo UBND tỉnh kết quả thực hiện"),
        row(
            "6.1",
            (KHCN,),
            ("Các cơ quan, đơn vị có liên quan",),
            "Các chủ trương chính sách, văn bản pháp luật, tin bài… về công tác tiêu chuẩn, đo "
            "lường, chất lượng được cập nhật lên trang thông tin điện tử của Sở Khoa học và Công "
            "nghệ; đảm bảo nhu cầu tìm hiểu thông tin của các tổ chức, cá nhân sản xuất kinh "
            "doanh, các cơ quan quản lý nhà nước.",
        ),
    ]


ASSIGNMENTS: dict[str, list[Gold]] = {
    "dong-nai": _dong_nai(),
    "thai-nguyen": _thai_nguyen(),
    "thanh-hoa-2021": _thanh_hoa_2021(),
    "thanh-hoa-2025": _thanh_hoa_2025(),
    "thanh-hoa-2026": _thanh_hoa_2026(),
}

ROWS: dict[str, list[str]] = {
    "dong-nai": [
        *(f"I.{n}" for n in range(1, 5)),
        *(f"II.{n}" for n in range(1, 7)),
        *(f"III.{n}" for n in range(1, 5)),
        *(f"IV.{n}" for n in range(1, 5)),
        *(f"V.{n}" for n in range(1, 4)),
        *("VII.1", "VII.2", "VII (2).1", "VII (2).2", "VII (2).3"),
    ],
    "thai-nguyen": [str(n) for n in range(1, 9)],
    "thanh-hoa-2021": ["1", "2", "3", "4", "5.1", "5.2", "6"],
    "thanh-hoa-2025": [
        *("1.1", "1.2", "1.3"),
        *(f"2.{n}" for n in range(1, 7)),
        *("3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "6.1"),
    ],
    "thanh-hoa-2026": [],
}
"""The numbers of the rows of each annex, in order; the second VII of Đồng Nai is marked."""

CLAUSES: dict[str, list[str]] = {
    "thai-nguyen": ["III.1", "III.2", "III.4"],
    "thanh-hoa-2026": [
        *("III.1.a", "III.1.b", "III.1.c", "III.2.a", "III.2.b", "III.2.c"),
        *("III.3.a", "III.3.b", "III.3.c", "III.3.d", "III.4", "III.5.a", "III.5.b"),
    ],
}
"""The clauses that name an agency or a time below them."""

TASKS: dict[tuple[str, str], str] = {
    (
        "thanh-hoa-2021",
        "Phụ lục, dòng 5.1",
    ): "Nâng cao năng lực tư vấn, chứng nhận, hỗ trợ áp dụng hệ thống quản lý, công cụ cải tiến "
    "năng suất - chất lượng, tiêu chuẩn sản phẩm, đảm bảo đo lường trong doanh nghiệp cho "
    "Trung tâm Dịch vụ Kỹ thuật Tiêu chuẩn Đo lường Chất lượng; đào tạo 10 chuyên gia năng "
    "suất, chất lượng cho tỉnh. Nội dung này được thực hiện dưới hình thức nhiệm vụ KH&CN "
    "(theo quy định tại Điều 7, Thông tư 35/2021/TT-BTC ngày 19/5/2021 của Bộ Tài chính).",
    (
        "thanh-hoa-2025",
        "Phụ lục, dòng 2.4",
    ): "Ứng dụng các giải pháp về chuyển đổi số; mã số, mã vạch; truy xuất nguồn gốc, kết nối và "
    "chia sẻ cơ sở dữ liệu…để tăng cường công tác quản lý nhà nước và nâng cao năng suất, chất "
    "lượng sản phẩm, hàng hoá, tạo môi trường sản xuất kinh doanh minh bạch, nâng cao năng lực "
    "cạnh tranh, thúc đẩy phát triển thị trường thương mại, thị trường xuất, nhập khẩu.",
    (
        "dong-nai",
        "Phụ lục, dòng II.1",
    ): "Rà soát, kiến nghị cấp thẩm quyền xem xét điều chỉnh, sửa đổi, bổ sung, hoàn thiện chính "
    "sách, pháp luật về tiêu chuẩn, đo lường, chất lượng theo hướng tập trung, thống nhất, đồng "
    "bộ, hội nhập quốc tế dựa trên nền tảng hạ tầng kỹ thuật hiện đại, công nghệ số và mô hình "
    "quản trị thông minh",
    (
        "dong-nai",
        "Phụ lục, dòng III.1",
    ): "Đào tạo phát triển nguồn nhân lực về công tác tiêu chuẩn, đo lường, chất lượng của tỉnh "
    "bao đảm đủ số lượng, đạt chất lượng",
    (
        "dong-nai",
        "Phụ lục, dòng III.2",
    ): "Xây dựng, triển khai các chương trình đào tạo, bồi dưỡng về năng suất, chuỗi trinh hướng "
    "nghiệp tại một số trường đại học, cơ sở giáo dục nghề nghiệp trên cơ sở gắn kết chặt chẽ "
    "với nhu cầu của một số doanh nghiệp, khu công nghiệp, khu công nghệ cao cụ thể; tổ chức "
    "các cuộc thi tìm hiểu về năng suất trong khối sinh viên các trường đại học, các cơ sở giáo "
    "dục nghề nghiệp",
    (
        "dong-nai",
        "Phụ lục, dòng IV.3",
    ): "Hình thành, phát triển mạng lưới các tổ chức hỗ trợ hoạt động năng suất, gắn kết với các "
    "viện nghiên cứu, trường đại học và doanh nghiệp. Tổ chức hoạt động hợp tác, kết nối giữa "
    "các tổ chức, cá nhân, doanh nghiệp cung cấp giải pháp công nghệ, tham gia vào các dự án "
    "điểm về cải tiến năng suất trong các lĩnh vực cụ thể.",
}
"""Tasks that a page break or a lost cell tears apart."""


@dataclass(frozen=True)
class GoldMetadata:
    """A document's metadata."""

    kind: str
    title: str
    province: str
    signer: str
    period: tuple[int, int | None]
    year: int
    recipients: int
    bases: tuple[str, ...]
    """How each begins."""
    number: str | None = None
    issued_on: date | None = None


_TITLE_2025 = (
    "ngày 30/7/2024 của Ban Bí thư về đẩy mạnh công tác tiêu chuẩn, đo lường, chất lượng quốc "
    "gia đến năm 2030 và những năm tiếp theo"
)
METADATA: dict[str, GoldMetadata] = {
    "dong-nai": GoldMetadata(
        kind="Quyết định",
        title="Ban hành Kế hoạch triển khai thực hiện Quyết định số 1703/QĐ-TTg ngày 31/12/2024 "
        "của Thủ tướng Chính phủ và Kế hoạch số 407-KH/TU ngày 02/12/2024 của Ban Thường vụ "
        f"Tỉnh ủy về thực hiện Chỉ thị số 38-CT/TW {_TITLE_2025}",
        province="Đồng Nai",
        signer="Dương Minh Dũng",
        period=(2025, None),
        year=2025,
        recipients=8,
        bases=(
            "Căn cứ Luật Tổ chức Chính quyền địa phương ngày 19 tháng 2 năm 2025",
            "Căn cứ Chỉ thị số 38-CT/TW",
            "Căn cứ Nghị quyết số 57-NQ/TW",
            "Căn cứ Kế hoạch số 433-KH/TU",
            "Căn cứ Quyết định số 1703/QĐ-TTg",
            "Căn cứ Kế hoạch số 407-KH/TU",
            "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 16/TTr-SoKHCN",
        ),
        number="1295/QĐ-UBND",
        issued_on=date(2025, 4, 23),
    ),
    "thai-nguyen": GoldMetadata(
        kind="Kế hoạch",
        title="Triển khai thực hiện Quyết định số 876/QĐ-TTg ngày 15/5/2026 của Thủ tướng Chính "
        "phủ phê duyệt Chiến lược tiêu chuẩn quốc gia giai đoạn 2026 - 2035 trên địa bàn tỉnh "
        "Thái Nguyên",
        province="Thái Nguyên",
        signer="Nguyễn Thị Loan",
        period=(2026, 2035),
        year=2026,
        recipients=9,
        bases=("Thực hiện Quyết định số 876/QĐ-TTg",),
    ),
    "thanh-hoa-2021": GoldMetadata(
        kind="Kế hoạch",
        title="Nâng cao năng suất, chất lượng sản phẩm, hàng hóa dựa trên nền tảng khoa học, "
        "công nghệ và đổi mới sáng tạo trên địa bàn tỉnh Thanh Hóa, giai đoạn 2021 - 2025",
        province="Thanh Hóa",
        signer="Lê Đức Giang",
        period=(2021, 2025),
        year=2021,
        recipients=8,
        bases=("Thực hiện các Quyết định của Thủ tướng Chính phủ: Số 36/QĐ-TTg",),
    ),
    "thanh-hoa-2025": GoldMetadata(
        kind="Quyết định",
        title="Phê duyệt Kế hoạch triển khai thực hiện Quyết định số 1703/QĐ-TTg ngày 31/12/2024 "
        "của Thủ tướng Chính phủ và Kế hoạch số 249-KH/TU ngày 24/3/2025 của Ban Thường vụ Tỉnh "
        f"ủy thực hiện Chỉ thị số 38-CT/TW {_TITLE_2025}",
        province="Thanh Hóa",
        signer="Nguyễn Văn Thi",
        period=(2025, None),
        year=2025,
        recipients=6,
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025",
            "Căn cứ Chỉ thị số 38-CT/TW",
            "Căn cứ Quyết định số 1703/QĐ-TTg",
            "Căn cứ Kế hoạch số 249-KH/TU",
            "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 1378/TTr-SKHCN",
        ),
    ),
    "thanh-hoa-2026": GoldMetadata(
        kind="Kế hoạch",
        title="Triển khai thực hiện Chiến lược tiêu chuẩn quốc gia giai đoạn 2026 - 2035 trên "
        "địa bàn tỉnh Thanh Hóa",
        province="Thanh Hóa",
        signer="Cao Văn Cường",
        period=(2026, 2035),
        year=2026,
        recipients=10,
        bases=("Thực hiện Quyết định số 876/QĐ-TTg",),
    ),
}
