"""Which records are asked for: by province, document, agency, year and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from hoidap import console
from hoidap.corpus import find_document
from hoidap.errors import WrongUsage
from hoidap.language import say
from hoidap.text.vietnamese import fold, has_marks, plain, squeeze, syllables
from hoidap.usage import closest_first

if TYPE_CHECKING:
    from hoidap.corpus import Document
    from hoidap.ingest.plan import Plan

Condition = tuple[str, str]
"""What was asked for, in Vietnamese and in English."""

_PROVINCE = re.compile(r"^(?:tinh|thanh pho|tp\.?) ")
_YEARS = re.compile(
    r"(?<!\d)((?:19|20|21)\d\d)(?:\s*(?:-|den)\s*(?:nam )?((?:19|20|21)\d\d))?(?!\d)"
)
# "Đến năm 2030", "từ năm 2026", "hằng năm": more years than those that are named.
_OPEN = re.compile(r"\b(?:den|tu|truoc|sau|tro di|tiep theo|hang nam|moi nam|thuong xuyen)\b")
_FURTHER = re.compile(r"\b(?:tro di|tiep theo)\b")  # than a range that has both its ends


def plans_of(
    documents: list[Document], province: str | None = None, source: str | None = None
) -> list[Plan]:
    """Return the plans of ``province`` and ``source``, where these are given.

    :raises WrongUsage: If there is no document of that province or name.
    """
    if source is not None:
        documents = [find_document(documents, console.typed(source))]
    plans = [document.plan for document in documents]
    return plans if province is None else of_province(plans, console.typed(province))


def is_province(plan: Plan, name: str) -> bool:
    """Tell whether ``plan`` is of the province called ``name``, however it is typed."""
    wanted = _PROVINCE.sub("", plain(name))
    return plan.province is not None and plain(plan.province) == wanted


def of_province(plans: list[Plan], name: str) -> list[Plan]:
    """Return the plans of the province called ``name``.

    :raises WrongUsage: If there is none.
    """
    found = [plan for plan in plans if is_province(plan, name)]
    if not found:
        known = list(dict.fromkeys(plan.province for plan in plans if plan.province))
        listed = ", ".join(closest_first(name, known)) or say("(không có tỉnh nào)", "(none)")
        raise WrongUsage(
            f"Không có văn bản của “{name}”; trong chỉ mục có: {listed}.",
            f"There is no document of “{name}”; the index holds: {listed}.",
        )
    return found


def agency_matcher(name: str) -> Callable[[str], bool]:
    """Return what tells whether an agency in a document's words is the one named."""
    from hoidap.text.agencies import agency_key
    from hoidap.text.glossary import glossary

    asked = plain(name)
    wanted = {
        plain(agency.name)
        for agency in glossary().agencies
        if asked in map(plain, (agency.name, *agency.short, *agency.english))
    } or {asked}

    def holds(known: str) -> bool:
        forms = (plain(known), plain(agency_key(known)))
        return any(one in form for one in wanted for form in forms)

    return holds


def in_year(year: int, time: str, period: tuple[int, int | None] | None) -> bool:
    """Tell whether what is to be done at ``time`` under a plan of ``period`` falls in ``year``.

    A time that names years alone (``Năm 2026``, ``2026-2030``) decides; any other
    (``Đến năm 2030``, ``Hằng năm``, none) leaves it to the plan's period.

    >>> in_year(2027, "Năm 2026", (2026, 2030)), in_year(2027, "Đến năm 2030", (2026, 2030))
    (False, True)
    """
    words = plain(time)
    named = _YEARS.findall(words)
    if any(int(first) <= year <= int(last or first) for first, last in named):
        return True
    further = _FURTHER if any(last for _, last in named) else _OPEN
    closed = bool(named) and not further.search(_YEARS.sub(" ", words))
    if closed or period is None:
        return False
    start, end = period
    return start <= year and (end is None or year <= end)


def has_words(wanted: str, texts: Iterable[str]) -> bool:
    """Tell whether every word of ``wanted`` stands in ``texts``, diacritics being optional.

    >>> has_words("xuat khau", ["Hỗ trợ xuất khẩu"]), has_words("xuất khẫu", ["xuất khẩu"])
    (True, False)
    """
    whole = " ".join(texts)
    marked, bare = set(syllables(whole)), set(syllables(plain(whole)))
    return all(
        word in (marked if has_marks(word) else bare) for word in syllables(fold(wanted))
    )


def note_nothing(
    what: Condition, conditions: Sequence[Condition | None], hint: str = ""
) -> None:
    """Say on stderr that nothing was found, what was looked for, and what to try."""
    asked = [condition for condition in conditions if condition is not None]
    listed_vi = ", ".join(vi for vi, _ in asked)
    listed_en = ", ".join(en for _, en in asked)
    tail = squeeze(hint) or (
        say("hãy bỏ bớt điều kiện.", "ask for less.")
        if asked
        else say(
            "các văn bản trong chỉ mục không nêu.", "the documents of the index state none."
        )
    )
    console.note(
        say(
            f"Không có {what[0]} nào{' (' + listed_vi + ')' if asked else ''}; {tail}",
            f"There is no {what[1]}{' (' + listed_en + ')' if asked else ''}; {tail}",
        )
    )


def condition(vi: str, en: str, value: object | None) -> Condition | None:
    """Return a condition for a message, ``None`` where nothing was asked for."""
    if value is None:
        return None
    shown = console.typed(value) if isinstance(value, str) else value
    return f"{vi} “{shown}”", f"{en} “{shown}”"
