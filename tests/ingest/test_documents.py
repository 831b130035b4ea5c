"""The five documents of the corpus, against what stands in them."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hoidap.ingest.plan import Assignment, Plan, Provision
from hoidap.ingest.reader import read_plan
from hoidap.ingest.readers import read_source
from hoidap.text.vietnamese import fold, squeeze
from tests.ingest.gold import ASSIGNMENTS, CLAUSES, METADATA, ROWS, TASKS, Gold
from tests.ingest.helpers import (
    DOCUMENTS,
    NAMES,
    Read,
    at,
    by_locator,
    misplaced,
    wrongly_covered,
)
from tests.ingest.test_source import to_windows_1258

every_document = pytest.mark.parametrize("name", NAMES)


# -- nothing lost, nothing twice --------------------------------------------------------


@every_document
def test_every_character_lies_in_exactly_one_provision(
    plans: dict[str, Read], name: str
) -> None:
    plan, source = plans[name]
    assert wrongly_covered(plan, source.text) == []
    assert misplaced(plan, source.text) == []


@every_document
def test_locators_name_one_provision_each(plans: dict[str, Read], name: str) -> None:
    plan, _ = plans[name]
    counts = Counter(p.locator for p in plan.provisions if p.kind != "furniture")
    assert [locator for locator, count in counts.items() if count > 1] == []


@every_document
def test_provisions_stand_in_reading_order_below_their_parents(
    plans: dict[str, Read], name: str
) -> None:
    plan, _ = plans[name]
    starts = [p.spans[0][0] for p in plan.provisions if p.spans]
    assert starts == sorted(starts)
    for place, provision in enumerate(plan.provisions):
        assert -1 <= provision.parent < place


@every_document
def test_the_text_of_a_clause_stands_at_its_spans(plans: dict[str, Read], name: str) -> None:
    plan, source = plans[name]
    compared = 0
    for provision in plan.provisions:
        if (
            provision.kind in ("heading", "clause", "paragraph", "basis")
            and not provision.fields
        ):
            written = at(source.text, provision.spans).replace("**", "")
            # a number cut behind its hyphen at a line's end closes up
            written = written.replace("QĐ- TTg", "QĐ-TTg")
            assert squeeze(provision.text) == written
            compared += 1
    assert compared > 20


@pytest.mark.parametrize(
    ("name", "repeated", "texts"),
    [
        ("thai-nguyen", 2, ("STT", "Mục tiêu đến năm 2030", "Cơ quan phối hợp")),
        ("thanh-hoa-2021", 3, ("TT", "Nội dung", "Sản phẩm dự kiến", "Thời gian thực hiện")),
        ("thanh-hoa-2025", 6, ("TT Nhiệm vụ", "Kết quả/sản phẩm")),
    ],
)
def test_headers_that_pages_repeat_are_furniture(
    plans: dict[str, Read], name: str, repeated: int, texts: tuple[str, ...]
) -> None:
    plan, source = plans[name]
    pieces = [
        source.text[start:end]
        for p in plan.provisions
        if p.kind == "furniture"
        for start, end in p.spans
    ]
    for text in texts:
        assert pieces.count(text) == repeated


def test_page_numbers_and_typists_marks_are_furniture(plans: dict[str, Read]) -> None:
    plan, source = plans["thanh-hoa-2025"]
    furniture = [
        source.text[a:b] for p in plan.provisions if p.kind == "furniture" for a, b in p.spans
    ]
    assert [piece for piece in furniture if piece.isdigit()] == ["5", "6", "7"]
    plan, source = plans["thai-nguyen"]
    assert "Thaidh/KH19" in [
        at(source.text, p.spans) for p in plan.provisions if p.kind == "furniture"
    ]


@every_document
def test_no_sentence_is_furniture(plans: dict[str, Read], name: str) -> None:
    plan, source = plans[name]
    headers = {fold(f.header) for p in plan.provisions for f in p.fields}
    for provision in plan.provisions:
        if provision.kind == "furniture":
            for start, end in provision.spans:
                piece = fold(source.text[start:end])
                assert len(piece) < 20 or piece in headers


# -- assignments ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("dong-nai", 26),
        ("thai-nguyen", 8),
        ("thanh-hoa-2021", 7),
        ("thanh-hoa-2025", 20),
        ("thanh-hoa-2026", 0),
    ],
)
def test_every_row_of_the_annex_is_found(plans: dict[str, Read], name: str, count: int) -> None:
    rows = [p for p in plans[name][0].provisions if p.kind == "row"]
    assert len(rows) == count
    assert [row.locator for row in rows] == [f"Phụ lục, dòng {n}" for n in ROWS[name]]
    assert all(row.assignment for row in rows)


@every_document
def test_every_assigning_clause_is_found(plans: dict[str, Read], name: str) -> None:
    plan, _ = plans[name]
    clauses = [p.locator for p in plan.assignments if p.kind != "row"]
    assert clauses == [f"Mục {number}" for number in CLAUSES.get(name, [])]


GOLD = [(name, gold) for name, golds in ASSIGNMENTS.items() for gold in golds]


@pytest.mark.parametrize(("name", "gold"), GOLD, ids=[f"{n}: {g.locator}" for n, g in GOLD])
def test_an_assignment_says_what_the_document_says(
    plans: dict[str, Read], name: str, gold: Gold
) -> None:
    plan, _ = plans[name]
    assignment = by_locator(plan)[gold.locator].assignment
    assert assignment is not None
    assert assignment.lead == gold.lead
    assert assignment.coordinate == gold.coordinate
    assert assignment.time == gold.time
    assert assignment.output == gold.output


@pytest.mark.parametrize(("name", "locator"), TASKS, ids=[" ".join(key) for key in TASKS])
def test_a_torn_task_is_whole(plans: dict[str, Read], name: str, locator: str) -> None:
    assignment = by_locator(plans[name][0])[locator].assignment
    assert assignment is not None
    assert assignment.task == TASKS[name, locator]


@every_document
def test_every_field_stands_at_its_spans(plans: dict[str, Read], name: str) -> None:
    plan, source = plans[name]
    for provision in plan.assignments:
        assert provision.assignment is not None
        for field in provision.assignment.fields:
            written = at(source.text, field.spans).rstrip(" .;")
            if name == "thanh-hoa-2025":  # "2026-" and "2030" stand on two lines
                written = written.replace("- ", "-")
                assert written.endswith(field.value.rstrip(" .;").replace("- ", "-"))
            else:
                assert written.endswith(field.value.rstrip(" .;"))


def test_a_goal_column_gives_the_task_and_the_goal(plans: dict[str, Read]) -> None:
    row = by_locator(plans["thai-nguyen"][0])["Phụ lục, dòng 8"]
    assert row.assignment is not None
    assert "20 chứng nhận" in row.assignment.task
    assert "40 chứng nhận" in row.assignment.task
    assert [field.header for field in row.fields] == [
        "Mục tiêu đến năm 2030",
        "Mục tiêu đến năm 2035",
        "Cơ quan chủ trì theo dõi, thực hiện",
        "Cơ quan phối hợp",
        "Thời gian thực hiện",
    ]


def test_the_items_of_a_section_share_its_assignment(plans: dict[str, Read]) -> None:
    plan, _ = plans["thai-nguyen"]
    provisions = by_locator(plan)
    section = provisions["Mục III.2"].assignment
    assert section is not None
    assert section.task == (
        "Rà soát, hoàn thiện cơ chế, chính sách và hệ thống quy chuẩn kỹ thuật địa phương"
    )
    items = [f"Mục III.2, ý {n}" for n in range(1, 5)]
    assert all(provisions[item].assignment == section for item in items)
    assert provisions["Mục III.3"].assignment is None


def test_rows_without_a_time_are_warned_of(plans: dict[str, Read]) -> None:
    plan, _ = plans["dong-nai"]
    assert [warning.split(":")[0] for warning in plan.warnings] == [
        f"Phụ lục, dòng {number}" for number in ("IV.4", "V.1", "V.2", "V.3")
    ]
    assert all(plans[name][0].warnings == () for name in NAMES if name != "dong-nai")


def test_rows_stand_under_the_headings_of_their_groups(plans: dict[str, Read]) -> None:
    provisions = by_locator(plans["dong-nai"][0])
    second = provisions["Phụ lục, dòng VII (2).1"]
    assert second.headings[-1].startswith("VII Chủ động, tích cực hội nhập quốc tế")
    first = provisions["Phụ lục, dòng VII.1"]
    assert first.headings[-1].startswith("VII Tăng cường công tác thanh tra")
    last = by_locator(plans["thanh-hoa-2021"][0])["Phụ lục, dòng 6"]
    assert last.headings == ("Phụ lục",)


# -- places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "locator", "kind", "begins"),
    [
        ("thanh-hoa-2026", "Mục III.5.b", "clause", "b) Cung cấp, phổ biến kịp thời thông tin"),
        ("thanh-hoa-2026", "Mục II.2.2.c", "clause", "c) Từng bước nâng cao mức độ hài hòa"),
        ("thanh-hoa-2026", "Mục VI.1", "clause", "1. Các sở, ban, ngành, UBND các xã, phường"),
        ("thanh-hoa-2025", "Điều 2.1", "clause", "1. Giám đốc các Sở, Thủ trưởng các ban"),
        ("thanh-hoa-2025", "Điều 1.2", "heading", "2. Nhiệm vụ chủ yếu"),
        ("thanh-hoa-2025", "Điều 1.2.4", "clause", "2.4. Tăng cường đầu tư ngân sách"),
        ("thanh-hoa-2025", "Phụ lục, dòng 2.5", "row", "Xây dựng, vận hành Cổng thông tin"),
        ("thanh-hoa-2025", "Phụ lục, dòng 2", "group", "2 Xây dựng, hoàn thiện chính sách"),
        ("thanh-hoa-2021", "Mục 5.3", "clause", "5.3. Sở Tài chính chủ trì, phối hợp"),
        ("thanh-hoa-2021", "Mục 2.2, ý 3", "clause", "- Có 06 mô hình điểm"),
        ("thai-nguyen", "Mục V.2, đoạn 1", "paragraph", "Trên cơ sở đề xuất nhu cầu kinh phí"),
        ("dong-nai", "Điều 2", "clause", "Điều 2. Quyết định này có hiệu lực"),
        ("dong-nai", "Mục II.2.đ", "clause", "đ) Nghiên cứu, đề xuất một số cơ chế"),
        ("dong-nai", "Mục II.6", "heading", "6. Tăng cường công tác thanh tra"),
        ("dong-nai", "Mục II.6 (2)", "heading", "6. Tích cực hội nhập quốc tế"),
        ("dong-nai", "Mục II.6 (2).b", "clause", "b) Nghiên cứu các hệ thống quản lý"),
    ],
)
def test_a_place_is_found_by_its_name(
    plans: dict[str, Read], name: str, locator: str, kind: str, begins: str
) -> None:
    provision = by_locator(plans[name][0])[locator]
    assert provision.kind == kind
    assert provision.text.startswith(begins)


@pytest.mark.parametrize(
    ("name", "locator", "joined"),
    [
        (
            "thanh-hoa-2026",
            "Mục III.1.a",
            "Chiến lược tiêu chuẩn quốc gia giai đoạn 2026 - 2035;",
        ),
        ("thanh-hoa-2021", "Mục 3.3, ý 2", "công cụ cải tiên năng suất chất lượng cơ bản"),
        ("thanh-hoa-2025", "Điều 1", "Quyết định số 1703/QĐ-TTg ngày 31/12/2024"),
        (
            "thanh-hoa-2025",
            "Điều 1.1.1",
            "Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư về",
        ),
        ("dong-nai", "Điều 1", "của Ban Thường vụ tinh ủy về thực hiện"),
        ("dong-nai", "Mục I.2.b", "tiêu chuẩn, đo lường, chất lượng bảo đảm hiệu quả"),
        ("thai-nguyen", "Mục III.1, đoạn 1", "quốc gia giai đoạn 2026 - 2035. Tăng cường"),
    ],
)
def test_sentences_that_a_page_cuts_are_whole(
    plans: dict[str, Read], name: str, locator: str, joined: str
) -> None:
    assert joined in by_locator(plans[name][0])[locator].text


@pytest.mark.parametrize(
    ("name", "locator", "holders"),
    [
        ("thanh-hoa-2026", "Mục V.1.b", ("Sở Khoa học và Công nghệ",)),
        ("thanh-hoa-2026", "Mục V.2, đoạn 1", ("Sở Tài chính",)),
        ("thanh-hoa-2026", "Mục V.3.d", ("Các sở, ban, ngành", "UBND các xã, phường")),
        ("thanh-hoa-2021", "Mục 5.3", ("Sở Tài chính",)),
        ("thanh-hoa-2025", "Điều 2.2", ("Sở Khoa học và Công nghệ",)),
        ("dong-nai", "Mục IV.4", ("Sở Nội vụ",)),
        ("dong-nai", "Mục IV.5", ()),
        ("thai-nguyen", "Mục V, đoạn 1", ()),  # after the list: about all of them
        ("thanh-hoa-2026", "Mục II.1, đoạn 1", ()),
    ],
)
def test_duties_are_those_of_their_agency(
    plans: dict[str, Read], name: str, locator: str, holders: tuple[str, ...]
) -> None:
    assert by_locator(plans[name][0])[locator].holders == holders


@pytest.mark.parametrize(
    ("name", "press"),
    [
        ("thai-nguyen", "Báo và phát thanh, truyền hình Thái Nguyên"),
        ("thanh-hoa-2026", "Báo và Phát thanh, truyền hình Thanh Hóa"),
    ],
)
def test_the_broadcaster_is_one_agency(plans: dict[str, Read], name: str, press: str) -> None:
    section = by_locator(plans[name][0])["Mục V.4"]
    assert section.holders[0] == press


# -- metadata --------------------------------------------------------------------------------


@every_document
def test_metadata(plans: dict[str, Read], name: str) -> None:
    plan, source = plans[name]
    gold = METADATA[name]
    assert plan.source == NAMES[name]
    assert (plan.kind, plan.title, plan.province) == (gold.kind, gold.title, gold.province)
    assert plan.issuer == f"Ủy ban nhân dân tỉnh {gold.province}"
    assert (plan.number and plan.number.value) == gold.number
    assert plan.issued_on == gold.issued_on
    assert (plan.year, plan.period) == (gold.year, gold.period)
    assert plan.signer is not None
    assert plan.signer.value == gold.signer == at(source.text, plan.signer.spans)
    assert fold(plan.signer_title or "") == "phó chủ tịch"
    assert len(plan.recipients) == gold.recipients
    assert len(plan.bases) == len(gold.bases)
    for basis, begins in zip(plan.bases, gold.bases, strict=True):
        assert basis.value.startswith(begins)
        assert at(source.text, basis.spans).startswith(begins)
    assert plan.period_fact is not None
    assert at(source.text, plan.period_fact.spans).strip("()") == gold.title


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("dong-nai", "Đồng Nai, ngày 23 tháng 4 năm 2025"),
        ("thai-nguyen", "Thái Nguyên, ngày tháng 6 năm 2026"),
        ("thanh-hoa-2021", "Thanh Hóa, ngày tháng năm 2021"),
        ("thanh-hoa-2025", None),
        ("thanh-hoa-2026", None),
    ],
)
def test_the_date_line_is_kept_as_written(
    plans: dict[str, Read], name: str, written: str | None
) -> None:
    plan, source = plans[name]
    assert (plan.issued and plan.issued.value) == written
    if plan.issued:
        assert at(source.text, plan.issued.spans) == written


def test_recipients_are_those_of_the_list(plans: dict[str, Read]) -> None:
    plan, _ = plans["thanh-hoa-2025"]
    assert [fact.value for fact in plan.recipients] == [
        "Như Điều 3 Quyết định",
        "Bộ Khoa học và Công nghệ (để b/c)",
        "Thường trực Tỉnh ủy (để b/c)",
        "Chủ tịch, các PCT UBND tỉnh",
        "Các PCVP UBND tỉnh",
        "Lưu: VT, CNXDKHCN",
    ]


# -- the same document in another encoding -----------------------------------------------------


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16 le": lambda text: text.encode("utf-16-le"),
    "utf-16 be": lambda text: text.encode("utf-16-be"),
    "utf-16 le with mark": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 be with mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "crlf utf-16": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
}


@every_document
@pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS.keys())
def test_an_encoding_that_keeps_the_letters_gives_the_same_text(
    plans: dict[str, Read], tmp_path: Path, name: str, encoder: Callable[[str], bytes]
) -> None:
    _, source = plans[name]
    path = tmp_path / NAMES[name]
    path.write_bytes(encoder((DOCUMENTS / NAMES[name]).read_text(encoding="utf-8")))
    assert read_source(path) == source  # and a plan is made from its text alone


@pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS.keys())
def test_an_encoding_that_keeps_the_letters_gives_the_same_plan(
    plans: dict[str, Read], tmp_path: Path, encoder: Callable[[str], bytes]
) -> None:
    path = tmp_path / NAMES["thai-nguyen"]
    path.write_bytes(encoder((DOCUMENTS / NAMES["thai-nguyen"]).read_text(encoding="utf-8")))
    assert read_plan(path) == plans["thai-nguyen"]


def _without_spans(plan: Plan) -> Plan:
    """Return ``plan`` with every span taken out."""

    def assignment(value: Assignment | None) -> Assignment | None:
        if value is None:
            return None
        fields = tuple(replace(field, spans=()) for field in value.fields)
        return replace(value, fields=fields, spans=())

    def provision(value: Provision) -> Provision:
        fields = tuple(replace(field, spans=()) for field in value.fields)
        return replace(value, spans=(), fields=fields, assignment=assignment(value.assignment))

    return replace(
        plan,
        provisions=tuple(map(provision, plan.provisions)),
        number=plan.number and replace(plan.number, spans=()),
        issued=plan.issued and replace(plan.issued, spans=()),
        signer=plan.signer and replace(plan.signer, spans=()),
        period_fact=plan.period_fact and replace(plan.period_fact, spans=()),
        bases=tuple(replace(fact, spans=()) for fact in plan.bases),
        recipients=tuple(replace(fact, spans=()) for fact in plan.recipients),
    )


def _check_same_in_other_letters(composed: Read, other: Read) -> None:
    """Check a plan read from text that writes the same letters with other characters."""
    (plan, source), (other_plan, other_source) = composed, other
    assert other_source.text != source.text
    assert other_source.nfc == source.text
    assert _without_spans(other_plan) == _without_spans(plan)
    assert wrongly_covered(other_plan, other_source.text) == []
    assert misplaced(other_plan, other_source.text) == []
    for mine, theirs in zip(plan.provisions, other_plan.provisions, strict=True):
        assert at(other_source.text, theirs.spans) == at(source.text, mine.spans)
        for a, b in zip(mine.fields, theirs.fields, strict=True):
            assert at(other_source.text, b.spans) == at(source.text, a.spans)
    facts = zip(
        plan.recipients + plan.bases, other_plan.recipients + other_plan.bases, strict=True
    )
    for fact, other_fact in facts:
        assert at(other_source.text, other_fact.spans) == at(source.text, fact.spans)
    if plan.signer and other_plan.signer:
        assert at(other_source.text, other_plan.signer.spans) == plan.signer.value


@every_document
def test_decomposed_letters_give_the_same_plan(
    plans: dict[str, Read], tmp_path: Path, name: str
) -> None:
    _, source = plans[name]
    path = tmp_path / NAMES[name]
    path.write_text(unicodedata.normalize("NFD", source.text), encoding="utf-8")
    _check_same_in_other_letters(plans[name], read_plan(path))


@pytest.mark.parametrize("name", ["dong-nai", "thanh-hoa-2021", "thanh-hoa-2026"])
def test_windows_1258_gives_the_same_plan(
    plans: dict[str, Read], tmp_path: Path, name: str
) -> None:
    _, source = plans[name]
    path = tmp_path / NAMES[name]
    path.write_bytes(to_windows_1258(source.text))
    _check_same_in_other_letters(plans[name], read_plan(path))
