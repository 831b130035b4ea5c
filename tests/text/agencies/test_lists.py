"""Lists of agencies parted as a reader parts them."""

from __future__ import annotations

import pytest

from hoidap.text.agencies import split_agencies
from hoidap.text.agencies.lists import is_whole_agency
from hoidap.text.glossary import glossary

KHCN = "Sở Khoa học và Công nghệ"
NNMT = "Sở Nông nghiệp và Môi trường"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Y tế", ("Sở Y tế",)),
        ("- Sở Y tế.", ("Sở Y tế",)),
        (f"{KHCN}, Sở Y tế", (KHCN, "Sở Y tế")),
        (f"{KHCN}; Sở Y tế;", (KHCN, "Sở Y tế")),
        (f"{KHCN} và Sở Y tế", (KHCN, "Sở Y tế")),
        (f"{KHCN}, {NNMT} và Sở Xây dựng.", (KHCN, NNMT, "Sở Xây dựng")),
        ("Các sở: Khoa học và Công nghệ, Y tế", (KHCN, "Sở Y tế")),
        (
            "Các sở: Khoa học và Công nghệ; Xây dựng; Y tế; Công thương; Nông nghiệp và Môi trường",
            (KHCN, "Sở Xây dựng", "Sở Y tế", "Sở Công thương", NNMT),
        ),
        (
            "Các sở: Nội vụ;  Tư pháp và các đơn vị có liên quan",
            ("Sở Nội vụ", "Sở Tư pháp", "các đơn vị có liên quan"),
        ),
        (
            "Các sở: Y tế, Công Thương; UBND các xã, phường",
            ("Sở Y tế", "Sở Công Thương", "UBND các xã, phường"),
        ),
        ("Các bộ: Công an, Quốc phòng", ("Bộ Công an", "Bộ Quốc phòng")),
        ("(1) Bộ Tư pháp (2) Văn phòng Chính phủ", ("Bộ Tư pháp", "Văn phòng Chính phủ")),
        ("các cơ quan, đơn vị, địa phương", ("các cơ quan, đơn vị, địa phương",)),
        ("Các Sở ngành, cơ quan liên quan", ("Các Sở ngành, cơ quan liên quan",)),
    ],
)
def test_a_list_is_parted_into_its_agencies(text: str, names: tuple[str, ...]) -> None:
    assert split_agencies(text) == names


@pytest.mark.parametrize(
    "name",
    [
        "Các sở, ban, ngành",
        "Các sở, ngành, địa phương",
        "Các sở, ban, ngành, đơn vị cấp tỉnh",
        "Các sở, ngành, cơ quan liên quan",
        "các sở, ban, ngành có liên quan",
        "UBND các xã, phường",
        "UBND các huyện, thị xã, thành phố",
        "UBND các xã, phường, đặc khu",
        "Các cơ quan, đơn vị có liên quan",
        "Các cơ quan, đơn vị, doanh nghiệp có liên quan",
        "Các trường đại học, cao đẳng, trường nghề trên địa bàn tỉnh",
        "Liên đoàn thương mại và công nghiệp Việt Nam, chi nhánh Thanh Hóa - Ninh Bình",
        "Báo và phát thanh, truyền hình Thái Nguyên",
        "Báo và Đài Phát thanh - Truyền hình Thanh Hóa",
        "Chi cục Tiêu chuẩn Đo lường, Chất lượng",
        "Ban Quản lý KKT Nghi Sơn và các Khu công nghiệp",
        "Sở Khoa học và Công nghệ (KH&CN)",
        "Sở Nông nghiệp và Môi trường (Chi cục Kiểm lâm, Chi cục Thủy sản)",
        "Trung tâm Khoa học và Công nghệ",
    ],
)
def test_one_name_with_commas_or_a_conjunction_is_one(name: str) -> None:
    assert split_agencies(name) == (name,)
    assert split_agencies(f"{name}; Sở Y tế") == (name, "Sở Y tế")
    assert split_agencies(f"Sở Y tế; {name}.") == ("Sở Y tế", name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "- Các sở, ngành, địa phương; - UBND cấp huyện.",
            ("Các sở, ngành, địa phương", "UBND cấp huyện"),
        ),
        ("- Sở Tài chính, Sở Nội vụ. - Sở Y tế", ("Sở Tài chính", "Sở Nội vụ", "Sở Y tế")),
        ("- Sở Tài chính - Đơn vị sự nghiệp", ("Sở Tài chính", "Đơn vị sự nghiệp")),
        ("Sở Khoa học và Công nghệ Sở Xây dựng Sở Y tế", (KHCN, "Sở Xây dựng", "Sở Y tế")),
        (
            "Trung tâm Khoa học và Công nghệ Trung tâm Khoa học và Công nghệ",
            ("Trung tâm Khoa học và Công nghệ",),
        ),
        (
            "Các sở, ban, ngành, UBND các xã, phường và các đơn vị có liên quan",
            ("Các sở, ban, ngành", "UBND các xã, phường", "các đơn vị có liên quan"),
        ),
    ],
)
def test_a_cell_that_lost_its_lines_is_parted(text: str, names: tuple[str, ...]) -> None:
    assert split_agencies(text) == names


@pytest.mark.parametrize("name", sorted({agency.name for agency in glossary().agencies}))
def test_an_agency_of_the_glossary_is_one(name: str) -> None:
    assert split_agencies(name) == (name,)
    assert split_agencies(f"{name}, Sở Xây dựng X") == (name, "Sở Xây dựng X")


def test_each_agency_is_named_once() -> None:
    assert split_agencies("Sở Y tế, Sở Xây dựng, Sở Y tế") == ("Sở Y tế", "Sở Xây dựng")


@pytest.mark.parametrize("text", ["", " ", "-", " ; , . "])
def test_nothing_holds_no_agency(text: str) -> None:
    assert split_agencies(text) == ()


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Sở Khoa học và Công nghệ", True),
        ("Sở Khoa học", False),
        ("Sở", False),
        ("Các đơn vị liên quan", True),
        ("UBND các xã, phường", True),
        ("Hiệp hội doanh nghiệp", True),
    ],
)
def test_a_name_is_whole_or_cut(name: str, whole: bool) -> None:
    assert is_whole_agency(name) is whole
