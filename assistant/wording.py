"""The words that an answer adds to those of the documents, in both languages."""

from __future__ import annotations

import re

from hoidap.assistant.answer import Generation, Language
from hoidap.ingest.plan import Plan
from hoidap.text.figures import MONTHS as MONTHS  # noqa: PLC0414
from hoidap.text.glossary import glossary
from hoidap.text.packaged import toml_of

_DATA = toml_of("hoidap.assistant", "wording.toml")
PHRASES: dict[str, tuple[str, str]] = _DATA["phrases"]
"""Vietnamese and English by name."""
KIND_EN: dict[str, str] = _DATA["kinds"]


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
