"""Number, date, signer, bases, recipients, period: read where stated, None where blank."""

from __future__ import annotations

from datetime import date

import pytest

from hoidap.text.vietnamese import fold
from tests.ingest.helpers import at, read_text

LETTERHEAD = "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
BODY = "I. MỤC ĐÍCH\n\n1. Nâng cao chất lượng.\n\n"


def document(
    number: str = "Số: 15/KH-UBND",
    day: str = "Nghệ An, ngày 5 tháng 6 năm 2026",
    title: str = "KẾ HOẠCH\n\nĐẩy mạnh tiêu chuẩn hóa trên địa bàn tỉnh Nghệ An",
    end: str = "Nơi nhận:\n- Sở Y tế;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A",
) -> str:
    """Return a document with these parts."""
    return "\n\n".join([LETTERHEAD + number, day, title, BODY.strip(), end])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 15/KH-UBND", "15/KH-UBND"),
        ("Số : 1295 / QĐ-UBND", "1295/QĐ-UBND"),
        ("Số:1703/QĐ-TTg", "1703/QĐ-TTg"),
        ("Số: 12/2026/QĐ-UBND", "12/2026/QĐ-UBND"),
        ("Số:      /KH-UBND", None),
        ("Số: /KH-UBND", None),
        ("Số: ....../KH-UBND", None),
        ("Số: …/KH-UBND", None),
    ],
)
def test_the_number_is_read_or_blank(line: str, number: str | None) -> None:
    text = document(number=line)
    plan = read_text(text)
    assert (plan.number and plan.number.value) == number
    if plan.number:
        assert at(text, plan.number.spans) == " ".join(line.split())


def test_a_number_in_the_text_is_not_the_documents() -> None:
    plan = read_text(
        document(number="Số: /KH-UBND", title="KẾ HOẠCH\n\nThực hiện Quyết định số 876/QĐ-TTg")
    )
    assert plan.number is None


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("Nghệ An, ngày 5 tháng 6 năm 2026", date(2026, 6, 5), 2026),
        ("Nghệ An, ngày 05 tháng 06 năm 2026", date(2026, 6, 5), 2026),
        ("TP. Vinh, ngày 31 tháng 12 năm 2025", date(2025, 12, 31), 2025),
        ("Nghệ An, ngày     tháng 6 năm 2026", None, 2026),
        ("Nghệ An, ngày … tháng … năm 2026", None, 2026),
        ("Nghệ An, ngày 31 tháng 2 năm 2026", None, 2026),
    ],
)
def test_the_date_is_read_or_blank(line: str, day: date | None, year: int) -> None:
    plan = read_text(document(day=line))
    assert plan.issued_on == day
    assert plan.year == year
    assert plan.issued is not None
    assert plan.issued.value == " ".join(line.split())


def test_the_province_is_that_of_the_letterhead() -> None:
    plan = read_text(document())
    assert plan.province == "Nghệ An"
    assert plan.issuer == "Ủy ban nhân dân tỉnh Nghệ An"


def test_a_city_is_a_city() -> None:
    text = document(day="Hải Phòng, ngày 5 tháng 6 năm 2026").replace(
        "TỈNH NGHỆ AN", "THÀNH PHỐ HẢI PHÒNG"
    )
    text = text.replace("tỉnh Nghệ An", "thành phố Hải Phòng")
    plan = read_text(text)
    assert plan.issuer == "Ủy ban nhân dân thành phố Hải Phòng"


@pytest.mark.parametrize(
    ("place", "unit_and_name"),
    [
        ("Đà Nẵng", "thành phố Đà Nẵng"),
        ("Yên Bái", "tỉnh Yên Bái"),
        ("Hồ Chí Minh", "thành phố Hồ Chí Minh"),
    ],
)
def test_the_issuer_is_named_with_its_unit(place: str, unit_and_name: str) -> None:
    text = f"ỦY BAN NHÂN DÂN\n{unit_and_name.upper()}\n\n{BODY}"
    assert read_text(text).issuer == f"Ủy ban nhân dân {unit_and_name}"
    assert (read_text(text).province or "").endswith(place)


def test_ordinary_words_name_no_province() -> None:
    text = "KẾ HOẠCH\n\nTheo dõi diễn biến thị trường\n\n1. Vì hòa bình, thái bình, đa năng.\n"
    assert read_text(text).province is None


def test_a_document_of_no_province_names_none() -> None:
    plan = read_text("BÁO CÁO\n\nKết quả năm 2026\n\n1. Một.")
    assert (plan.province, plan.issuer) == (None, None)


@pytest.mark.parametrize(
    ("title", "kind", "text"),
    [
        ("KẾ HOẠCH\n\nTriển khai Chiến lược", "Kế hoạch", "Triển khai Chiến lược"),
        ("QUYẾT ĐỊNH\n\nPhê duyệt Đề án", "Quyết định", "Phê duyệt Đề án"),
        ("CHỈ THỊ\n\nVề tăng cường kiểm tra", "Chỉ thị", "Về tăng cường kiểm tra"),
        ("CHƯƠNG TRÌNH\n\nHỗ trợ doanh nghiệp", "Chương trình", "Hỗ trợ doanh nghiệp"),
        ("**KẾ HOẠCH**\n\n**Triển khai Chiến lược**", "Kế hoạch", "Triển khai Chiến lược"),
    ],
)
def test_kind_and_title(title: str, kind: str, text: str) -> None:
    plan = read_text(document(title=title))
    assert (plan.kind, plan.title) == (kind, text)


def test_a_text_without_a_kind_is_named_by_its_first_words() -> None:
    plan = read_text("1. Kết quả năm nay rất tốt.\n\n2. Khác.")
    assert plan.kind == "Văn bản"
    assert plan.title == "1. Kết quả năm nay rất tốt."


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("giai đoạn 2026 - 2035", (2026, 2035)),
        ("giai đoạn 2026-2030", (2026, 2030)),
        ("giai đoạn từ 2021 đến 2025", (2021, 2025)),
        ("Giai đoạn 2021–2025", (2021, 2025)),
        ("đến năm 2030", (2026, 2030)),
        ("đến năm 2030 và những năm tiếp theo", (2026, None)),
        ("đến năm 2030, tầm nhìn đến năm 2045", (2026, None)),
        ("hằng năm", None),
    ],
)
def test_the_period_is_that_of_the_title(
    words: str, period: tuple[int, int | None] | None
) -> None:
    plan = read_text(document(title=f"KẾ HOẠCH\n\nĐẩy mạnh tiêu chuẩn hóa {words}"))
    assert plan.period == period
    assert (plan.period_fact and plan.period_fact.value) == (words if period else None)
    plan = read_text(document(title=f"KẾ HOẠCH\n\nĐẨY MẠNH TIÊU CHUẨN HÓA {words.upper()}"))
    assert plan.period == period
    assert (plan.period_fact and plan.period_fact.value) == (words.lower() if period else None)


@pytest.mark.parametrize(
    ("lines", "name", "office"),
    [
        ("CHỦ TỊCH\n\nNguyễn Văn A", "Nguyễn Văn A", "chủ tịch"),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Bình",
            "Lê Thị Bình",
            "phó chủ tịch",
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\nLê Thị Bình",
            "Lê Thị Bình",
            "phó chủ tịch",
        ),
        ("GIÁM ĐỐC\n\n(Đã ký)\n\nTrần Văn Cường", "Trần Văn Cường", "giám đốc"),
        ("CHỦ TỊCH", None, "chủ tịch"),
    ],
)
def test_the_signer_stands_below_the_office(lines: str, name: str | None, office: str) -> None:
    text = document(end=f"Nơi nhận:\n- Lưu: VT.\n\n{lines}")
    plan = read_text(text)
    assert (plan.signer and plan.signer.value) == name
    assert fold(plan.signer_title or "") == office
    if plan.signer:
        assert at(text, plan.signer.spans) == name


def test_the_signer_may_stand_beside_the_recipients() -> None:
    end = (
        "Nơi nhận:                 TM. ỦY BAN NHÂN DÂN\n"
        "- Như trên;               KT. CHỦ TỊCH\n"
        "- Sở Y tế;                PHÓ CHỦ TỊCH\n"
        "- Lưu: VT, KGVX;          Nguyễn Văn An\n"
    )
    plan = read_text(document(end=end))
    assert plan.signer is not None
    assert plan.signer.value == "Nguyễn Văn An"
    assert fold(plan.signer_title or "") == "phó chủ tịch"


def test_recipients_alone_are_no_signer() -> None:
    plan = read_text(document(end="Nơi nhận:\n- Chủ tịch UBND tỉnh;\n- Lưu: VT; Sở Y Tế."))
    assert plan.signer is None


def test_a_document_without_an_end_has_no_signer_and_no_recipients() -> None:
    plan = read_text(document(end=""))
    assert (plan.signer, plan.signer_title, plan.recipients) == (None, None, ())


def test_bases_stand_between_title_and_body() -> None:
    title = (
        "QUYẾT ĐỊNH\n\nPhê duyệt Kế hoạch\n\nCĂN CỨ Luật A;\n\nCăn cứ Nghị định số 30/2020/NĐ-CP;\n\n"
        "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 1.\n\nQUYẾT ĐỊNH:"
    )
    plan = read_text(
        document(title=title) + "\n\n2. Căn cứ Kế hoạch này, các đơn vị thực hiện."
    )
    assert [basis.value for basis in plan.bases] == [
        "CĂN CỨ Luật A",
        "Căn cứ Nghị định số 30/2020/NĐ-CP",
        "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 1",
    ]


def test_an_undated_document_takes_its_year_from_its_bases() -> None:
    plan = read_text(
        "KẾ HOẠCH\n\nTriển khai\n\nCăn cứ Quyết định ngày 15/5/2026;\n\nCăn cứ Luật ngày 1/6/2020;\n\n1. Một."
    )
    assert (plan.year, plan.issued, plan.issued_on) == (2026, None, None)


def test_an_undated_document_takes_its_year_from_its_name() -> None:
    plan = read_text("KẾ HOẠCH\n\nTriển khai\n\n1. Một.", "nghe-an-2024-ke-hoach.txt")
    assert plan.year == 2024


def test_a_document_without_any_year_has_none() -> None:
    assert read_text("KẾ HOẠCH\n\nTriển khai\n\n1. Một.").year is None
