"""What is read off the documents, against records written by hand from reading them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hoidap.eval.record_pages import score_pages
from hoidap.eval.records import RECORDS, RecordScore, score_records
from hoidap.eval.records_report import missed, to_dict, write
from hoidap.eval.report import REPORTS
from hoidap.eval.tally import Tally
from hoidap.ingest.errors import UserError


@pytest.fixture(scope="module")
def scores() -> dict[str, RecordScore]:
    return {**score_records(), "page": score_pages()}


def test_every_record_is_found_and_none_invented(scores: dict[str, RecordScore]) -> None:
    assert {kind: score.missing for kind, score in scores.items() if score.missing} == {}
    assert {kind: score.invented for kind, score in scores.items() if score.invented} == {}
    assert scores["row"].found.total == 61
    assert scores["clause"].found.total == 16


def test_the_targets_are_reached(scores: dict[str, RecordScore]) -> None:
    assert missed(scores) == []


def test_what_differs_can_be_read_in_two_ways(scores: dict[str, RecordScore]) -> None:
    for score in scores.values():
        assert [item for item in score.differences if not item.doubt] == []


def test_the_committed_report_is_of_this_state(scores: dict[str, RecordScore]) -> None:
    committed = json.loads((REPORTS / "records.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(to_dict(scores)))


def test_gold_is_verbatim() -> None:
    """Every text of the gold stands in its document: it was read, not made up."""
    from hoidap.eval.records import DOCUMENTS
    from hoidap.text.vietnamese import fold

    for name, keys in (("tasks", ("task", "output")), ("targets", ("quote",))):
        for line in (RECORDS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            text = fold((DOCUMENTS / record["source"]).read_text(encoding="utf-8"))
            for key in keys:
                words = fold(record[key]).split()
                # A page break may cut a cell: its two halves stand apart.
                assert " ".join(words[:6]) in text.replace("\t", " ")
                assert " ".join(words[-3:]) in text


def test_what_falls_short_is_said(scores: dict[str, RecordScore], tmp_path: Path) -> None:
    worse = replace(
        scores["row"],
        found=Tally(60, 61),
        missing=["a.txt, 3: Xây dựng"],
        invented=["a.txt, Phụ lục, dòng 9"],
        cells=Tally(200, 244),
    )
    short = [label.en for label in missed({"row": worse})]
    assert len(short) == 3
    assert "60/61" in short[0] and "dòng 9" in short[1] and "98%" in short[2]
    write({"row": worse}, tmp_path)
    text = (tmp_path / "records.md").read_text(encoding="utf-8")
    assert "60/61" in text and "a.txt, 3: Xây dựng" in text


def test_gold_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"tasks\.jsonl"):
        score_records(folder=tmp_path)
    with pytest.raises(UserError, match=r"pages\.jsonl"):
        score_pages(tmp_path)


def test_a_row_that_is_not_read_is_missing(tmp_path: Path) -> None:
    """The pages are scored by what stands in them: without a row there is one less."""
    shutil.copytree(RECORDS / "pages", tmp_path / "pages")
    gold = (RECORDS / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    page = json.loads(gold[0])
    page["starts"][0] = "Một nhiệm vụ không có"
    (tmp_path / "pages.jsonl").write_text(
        "\n".join([json.dumps(page), *gold[1:]]), encoding="utf-8"
    )
    score = score_pages(tmp_path)
    assert len(score.missing) == 1 and "không có" in score.missing[0]
    assert score.found.hits == score.found.total - 1
