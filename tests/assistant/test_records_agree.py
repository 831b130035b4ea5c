"""What the commands list and what answers say is one: every record, asked in plain words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hoidap.assistant.answer import Answer
from hoidap.assistant.engine import Assistant
from hoidap.index.filter import Filter
from hoidap.records.record import Record
from hoidap.records.tasks import Task
from hoidap.text.vietnamese import fold, squeeze

_LONG = 300  # characters of a record's words that a question repeats
_FACTS = {
    "number": "Số hiệu văn bản là gì?",
    "signer": "Ai ký văn bản?",
    "recipient": "Nơi nhận gồm những ai?",
    "effect": "Văn bản có hiệu lực từ khi nào?",
    "basis": "Văn bản căn cứ vào những văn bản nào?",
}

Asked = tuple[Record, str, list[str]]
"""A record, a question for one of its fields, and what the answer has to say."""


def of_task(task: Task) -> Iterator[Asked]:
    """Ask for each field of a task."""
    work = squeeze(task.task)[:_LONG].rstrip(" .;")
    if task.kind == "duty":
        helps = fold(work).startswith("phối hợp")
        who = "Đơn vị nào có trách nhiệm phối hợp" if helps else "Ai chịu trách nhiệm"
        yield task, f"{who}: {work}?", [task.lead[0]]
        return
    if task.lead:
        yield task, f"Ai chủ trì {work}?", list(task.lead)
    if task.coordinate:
        yield task, f"Đơn vị nào phối hợp {work}?", [task.coordinate[0]]
    if task.time:
        yield task, f"Thời gian thực hiện {work}?", [task.time.rstrip(".")]
    if task.output:
        output = squeeze(task.output)[:60]
        yield task, f"Kết quả, sản phẩm của nhiệm vụ {work} là gì?", [output]


def asked_of(assistant: Assistant, source: str) -> Iterator[Asked]:
    """Ask for every record of a document."""
    records = assistant.index.records[source]
    for task in records.tasks:
        yield from of_task(task)
    for deadline in records.deadlines:
        if deadline.day is not None:
            text = squeeze(deadline.text)[:_LONG]
            yield deadline, f"Hạn là ngày nào: {text}?", [str(deadline.day)]
    for target in records.targets:
        text = squeeze(target.text)[:_LONG]
        question = f"{target.when} phải đạt bao nhiêu {target.unit}: {text}?"
        yield target, question, [target.number]
    for support in records.support:
        text = squeeze(support.text)[:_LONG]
        yield support, f"Doanh nghiệp được hỗ trợ gì về {text}?", []
    for definition in records.definitions:
        yield definition, f"{definition.term} là gì?", [definition.text[:30]]
    for fact in records.facts:
        if fact.kind == "issued" and fact.day is not None:
            yield fact, "Văn bản ban hành ngày nào?", [f"{fact.day:%d/%m/%Y}"]
        elif fact.kind in _FACTS:
            yield fact, _FACTS[fact.kind], [fact.value[:25]]


def cites(answer: Answer, record: Record) -> bool:
    """Tell whether an answer cites the place of ``record``."""
    return any(record.locator == citation.locator for citation in answer.citations)


def test_every_record_is_answered_as_it_is_listed(assistant: Assistant) -> None:
    asked, wrong = 0, []
    for source in assistant.index.plans:
        for record, question, words in asked_of(assistant, source):
            answer = assistant.ask(question, within=Filter(sources=(source,)))
            said = fold(answer.answer)
            held = all(fold(word) in said for word in words) if words else cites(answer, record)
            asked += 1
            if not held:
                wrong.append((type(record).__name__, record.locator, question, answer.answer))
    assert asked > 450
    assert wrong == []


@pytest.mark.parametrize("agency", ["Sở Nội vụ", "Sở Công Thương", "Sở Tài chính"])
def test_what_an_agency_has_to_do_is_what_the_tasks_name_it_for(
    assistant: Assistant, agency: str
) -> None:
    for source in assistant.index.plans:
        leads = {
            task.locator
            for task in assistant.index.records[source].tasks
            if any(fold(agency) == fold(name) for name in task.lead_names)
        }
        answer = assistant.ask(f"{agency} chủ trì việc gì?", within=Filter(sources=(source,)))
        cited = {citation.locator for citation in answer.citations}
        assert leads <= cited or len(cited) >= 20
