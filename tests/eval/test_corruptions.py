"""Corruptions are what they are called, and false."""

from __future__ import annotations

import unicodedata

import pytest

from hoidap.assistant.engine import Assistant
from hoidap.eval.corruptions import KINDS, backing, corruptions
from hoidap.eval.generated import Good, Setting, setting
from hoidap.eval.gold import load_gold
from hoidap.eval.good_sentences import FORMS, good_sentences
from hoidap.text.vietnamese import fold


@pytest.fixture(scope="module")
def settings(assistant: Assistant) -> dict[str, Setting]:
    """Return a few gold questions with their sources, by id."""
    wanted = {
        *("x-02", "en-06", "en-14", "en-21", "en-42", "th21-16-number", "tn26-number-07"),
        *("th25-08-time", "dn25-22-budget", "th26-number-03", "dn25-06-lead", "x-05"),
        *("th25-06-coordinating", "tn26-basis-01", "th26-signer-01"),
    }
    asked = [question for question in load_gold() if question.id in wanted]
    made = {question.id: setting(assistant, question) for question in asked}
    return {name: case for name, case in made.items() if case is not None}


def by_kind(case: Setting, good: Good) -> dict[str, str]:
    """Return the corruptions of a sentence."""
    return {bad.kind: bad.text for bad in corruptions(good, case)}


def test_every_form_and_kind_occurs(settings: dict[str, Setting]) -> None:
    goods = [(case, good) for case in settings.values() for good in good_sentences(case)]
    assert {good.form for _, good in goods} >= set(FORMS) - {"echo"}
    made = {bad.kind for case, good in goods for bad in corruptions(good, case)}
    assert made >= set(KINDS)
    assert len(KINDS) >= 15


def test_the_same_seed_gives_the_same(settings: dict[str, Setting]) -> None:
    case = settings["x-02"]
    good = next(good_sentences(case))
    assert list(corruptions(good, case)) == list(corruptions(good, case))
    assert list(corruptions(good, case, 1)) != list(corruptions(good, case, 2))


def test_a_date_and_a_digit_are_changed(settings: dict[str, Setting]) -> None:
    case = settings["th21-16-number"]
    good = Good("x", "Mở 08 lớp, mỗi lớp khoảng 50 người, trước 31/12/2021.", (1,), "vi")
    made = by_kind(case, good)
    assert made["date"] != good.cited and "31/12/2021" not in made["date"]
    assert made["bound"] == "Mở 08 lớp, mỗi lớp ít nhất 50 người, trước 31/12/2021 [1]."
    assert made["swapped numbers"].startswith("Mở 50 lớp, mỗi lớp khoảng 08 người")
    assert sum(a != b for a, b in zip(made["digit"], good.cited, strict=True)) == 1
    assert not unicodedata.is_normalized("NFC", made["decomposed text"])


def test_what_a_document_states_is_left_out(settings: dict[str, Setting]) -> None:
    """Both milestones stand in the plan: neither may be made from the other."""
    case = settings["tn26-number-07"]
    good = Good("x", "Có ít nhất 20 chứng nhận phù hợp.", (1,), "vi")
    for seed in range(40):
        texts = [bad.text for bad in corruptions(good, case, seed) if bad.kind == "digit"]
        assert all("ít nhất 40 chứng" not in text for text in texts)


def test_only_a_wrong_marker_may_be_mended(settings: dict[str, Setting]) -> None:
    case = settings["th25-08-time"]
    good = next(good for good in good_sentences(case) if good.form == "verbatim")
    assert set(good.markers) <= backing(good, case)
    for bad in corruptions(good, case):
        if bad.kind in ("wrong marker", "added marker", "only an invented marker"):
            assert bad.right == backing(good, case)
        else:
            assert not bad.right, bad


def test_good_sentences_keep_to_the_documents(settings: dict[str, Setting]) -> None:
    for case in settings.values():
        for good in good_sentences(case):
            if good.form == "verbatim" and good.language == "vi":
                plan = case.source(good.markers[0]).plan
                texts = " ".join(fold(item.text) for item in plan.provisions)
                assert fold(good.text.rstrip(".")) in texts.replace("**", "")
