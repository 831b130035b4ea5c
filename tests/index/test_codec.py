"""Plans, documents and passages to bytes and back."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from hoidap.index.codec import (
    Document,
    dump_documents,
    dump_passages,
    load_documents,
    load_passages,
    plan_from_json,
    plan_to_json,
)
from hoidap.index.passage import Passage, passages_of
from hoidap.ingest.plan import Assignment, Fact, Field, Plan, Provision
from hoidap.ingest.reader import read_plan

SHARED = Assignment(
    "Đào tạo",
    ("Sở Y tế",),
    time="2026",
    fields=(Field("Thời gian", "time", "2026", ((3, 7),)),),
    spans=((3, 7), (9, 12)),
)
PLAN = Plan(
    source="a.txt",
    kind="Kế hoạch",
    title="Kế hoạch đo lường",
    province="Thanh Hóa",
    issuer=None,
    number=Fact("12/KH-UBND", ((0, 5),)),
    issued=None,
    issued_on=date(2026, 2, 28),
    year=2026,
    signer=None,
    signer_title=None,
    bases=(Fact("Luật", ((6, 9),)), Fact("Nghị định", ((10, 19), (21, 22)))),
    period=(2026, None),
    period_fact=None,
    recipients=(),
    provisions=(
        Provision("Mục I", "clause", "Đào tạo", ((3, 7),), ("I. Nhiệm vụ",)),
        Provision("Mục I.1", "row", "x", ((3, 7),), parent=0, assignment=SHARED),
        Provision("Mục I.2", "row", "y", ((8, 9),), parent=0, assignment=SHARED),
        Provision("Mục I.3", "row", "z", ((9, 12),), holders=("Sở Y tế",)),
    ),
    warnings=("hàng 2",),
)


def test_every_real_plan_comes_back_equal(documents: list[Path]) -> None:
    """Through the bytes of JSON, with the assignments that rows share still shared."""
    for path in documents:
        plan, _ = read_plan(path)
        again = plan_from_json(json.loads(json.dumps(plan_to_json(plan))))
        assert again == plan
        assert len(again.assignments) == len(plan.assignments)


def test_a_shared_assignment_is_shared_again() -> None:
    """It is written once, however many rows it covers."""
    record = plan_to_json(PLAN)
    assert len(record["assignments"]) == 1
    again = plan_from_json(record)
    assert again == PLAN
    assert again.provisions[1].assignment is again.provisions[2].assignment
    assert [provision.locator for provision in again.assignments] == ["Mục I.1"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"title": 5},
        {"provisions": [{"kind": "clause"}]},
        {"provisions": [{"assignment": 7}]},
        {"provisions": "abc"},
        {"assignments": None},
        {"period": [2026]},
        {"issued_on": 2026},
        {"unheard_of": 1},
    ],
)
def test_a_record_that_is_no_plan_is_refused(change: dict[str, object]) -> None:
    """A wrong type, a missing or an unknown field is a ``ValueError``, never a wrong plan."""
    with pytest.raises(ValueError, match="not a plan"):
        plan_from_json({**plan_to_json(PLAN), **change})


def test_documents_keep_their_text_to_the_character() -> None:
    """Line separators that are none for JSON, NFD letters, control characters."""
    text = unicodedata.normalize("NFD", "đo lường\u2028\u0085\x0b\x1c\r\n\ttiếp ") + '"\\'
    written = [Document("a.txt", "00", text, PLAN), Document("b.txt", "11", "", PLAN)]
    data = dump_documents(written)
    assert data.count(b"\n") == len(written)
    assert load_documents(data) == written


def test_passages_come_back_equal() -> None:
    """As they were numbered."""
    passages = list(passages_of(PLAN, 7))
    assert [passage.id for passage in passages] == [7, 8, 9, 10]
    assert load_passages(dump_passages(passages)) == passages


@pytest.mark.parametrize("data", [b"[]\n", b"{}\n", b"{", b"7\n", b"\xff\n"])
def test_lines_of_another_kind_are_refused(data: bytes) -> None:
    """Both readers say so with ``ValueError``."""
    with pytest.raises(ValueError, match="."):
        load_documents(data)
    with pytest.raises(ValueError, match="."):
        load_passages(data)
    assert load_passages(dump_passages([Passage(0, "a", 1, "b", "c")]))
