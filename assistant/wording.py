"""The words that an answer adds to those of the documents, in both languages."""

from __future__ import annotations

import re

from hoidap.assistant.answer import Generation, Language
from hoidap.ingest.plan import Plan
from hoidap.text.figures import MONTHS as MONTHS  # noqa: PLC0414
from hoidap.text.glossary import glossary

KIND_EN = {
    "Kế hoạch": "Plan", "Quyết định": "Decision", "Chỉ thị": "Directive",
    "Chương trình": "Programme",
    "Đề án": "Scheme", "Nghị quyết": "Resolution", "Văn bản": "Document",
}  # fmt: skip


def plan_label(plan: Plan, language: Language) -> str:
    """Name a plan in a few words: ``Thanh Hóa – Kế hoạch 2026-2035``.

    >>> plan_label(plan, "en")
    'Đồng Nai – Decision 1295/QĐ-UBND'
    """
    kind = plan.kind if language == "vi" else KIND_EN.get(plan.kind, "Document")
    if plan.number:
        mark = plan.number.value
    elif plan.period and plan.period[1]:
        mark = f"{plan.period[0]}-{plan.period[1]}"
    elif plan.year:
        mark = f"năm {plan.year}" if language == "vi" else f"of {plan.year}"
    else:
        mark = ""
    name = f"{kind} {mark}".strip()
    return f"{plan.province} – {name}" if plan.province else name


def agency_shown(name: str, language: Language) -> str:
    """Show an agency: in English with its Vietnamese name beside it."""
    if language == "vi":
        return name
    agency = glossary().agency(re.sub(r"\s*\([^)]*\)", "", name))
    return f"{agency.english[0]} ({name})" if agency and agency.english else name


def agencies_shown(names: tuple[str, ...], language: Language) -> str:
    """Show a list of agencies, first letters as in a sentence."""
    shown = (
        "; ".join(agency_shown(name, language) for name in names)
        if language == "en"
        else ", ".join(names)
    )
    return shown[:1].upper() + shown[1:]


PHRASES: dict[str, tuple[str, str]] = {
    "leads": ("{agencies} chủ trì.", "{agencies} leads."),
    "leads_many": ("{agencies} cùng chủ trì.", "{agencies} lead jointly."),
    "does": ("{agencies} thực hiện.", "{agencies} carries it out."),
    "coordinates": ("Phối hợp: {agencies}.", "Coordinating: {agencies}."),
    "time": ("Thời gian thực hiện: {value}.", "Time of implementation: {value}."),
    "output": ("Kết quả/sản phẩm: {value}", "Result/output: {value}"),
    "task": ("Nhiệm vụ: {task}", "Task: {task}"),
    "signed": ("Người ký: {name}, {title}.", "Signed by {name}, {title}."),
    "signed_plain": ("Người ký: {name}.", "Signed by {name}."),
    "recipients": ("Nơi nhận: {value}.", "Recipients: {value}."),
    "number": ("Số: {value}.", "Number: {value}."),
    "issued": ("Ngày ban hành: {value}.", "Date of issue: {value}."),
    "period": ("Giai đoạn {a} - {b}.", "Period {a} - {b}."),
    "until": ("Đến năm {b} và những năm tiếp theo.", "Until {b} and the years after."),
    "running": (
        "Có, vẫn trong thời gian thực hiện: giai đoạn {a} - {b}.",
        "Yes, still running: period {a} - {b}.",
    ),
    "ended": (
        "Không, đã hết thời gian thực hiện: giai đoạn {a} - {b} kết thúc năm {b}.",
        "No, it has ended: the period {a} - {b} ran out in {b}.",
    ),
    "not_yet": (
        "Chưa, giai đoạn {a} - {b} chưa bắt đầu.",
        "Not yet: the period {a} - {b} has not begun.",
    ),
    "open": (
        "Có, văn bản nêu “{words}”, không ghi ngày hết hiệu lực.",
        "Yes: the document says “{words}” and states no end.",
    ),
    "past": (
        "Lưu ý: giai đoạn {a}-{b} của văn bản này đã kết thúc.",
        "Note: the period {a}-{b} of this document has ended.",
    ),
    "lead_tasks": ("Chủ trì: {task}", "Leads: {task}"),
    "coordinate_tasks": ("Phối hợp: {task}", "Coordinates: {task}"),
    "duty": ("Trách nhiệm: {task}", "Duty: {task}"),
    "general_duty": ("Trách nhiệm chung ({who}): {task}", "General duty ({who}): {task}"),
    "means": ("{short} là {long}.", "{short} stands for {long}."),
    "means_en": ("{short} là {long}.", "{short} stands for {long} ({english})."),
    "more": ("… và {n} mục khác.", "… and {n} more."),
}


def say(key: str, language: Language, **values: object) -> str:
    """Return the phrase ``key`` in ``language`` with its blanks filled."""
    return PHRASES[key][1 if language == "en" else 0].format(**values)


def generation_line(generation: Generation, language: Language) -> str:
    """Say how a language model took part in an answer."""
    english = language == "en"
    if generation.note:
        return f"Note: {generation.note}" if english else f"Lưu ý: {generation.note}"
    if not generation.sentences:
        return "The model was not asked." if english else "Không hỏi mô hình."
    said = (
        "{m} at {s}: {kept} of {n} sentences passed the check against the sources."
        if english
        else "{m} tại {s}: {kept}/{n} câu qua được kiểm chứng nguồn."
    )
    return said.format(
        m=generation.model, s=generation.server, kept=generation.kept, n=generation.sentences
    )
