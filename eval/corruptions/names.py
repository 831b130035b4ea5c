"""Agencies, provinces and people put in the place of others."""

from __future__ import annotations

import random
import re

from hoidap.eval.corruptions.tools import HOLDS, kind, share
from hoidap.eval.generated import Good, Setting, cite
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import fold, squeeze, syllables

_TURNS = (
    (" chủ trì nhiệm vụ", " phối hợp thực hiện nhiệm vụ"),
    (" chủ trì.", " phối hợp."),
    ("Đơn vị phối hợp", "Đơn vị chủ trì"),
    (" leads the task", " coordinates the task"),
    (" leads.", " coordinates."),
)
_PROVINCES = ("Thanh Hóa", "Thái Nguyên", "Đồng Nai")


def _agency_names(case: Setting, marker: int) -> tuple[list[str], list[str]]:
    provision = case.source(marker).provision
    assignment = provision.assignment if provision else None
    if assignment is None:
        return [], []
    return [squeeze(n) for n in assignment.lead], [squeeze(n) for n in assignment.coordinate]


def _named_in(text: str) -> list[str]:
    return sorted(
        {a.name for a in glossary().agencies if a.name in text and a.name.startswith("Sở ")}
    )


@kind("agency from elsewhere", "cơ quan ở chỗ khác")
def agency_elsewhere(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Name a department that no source names."""
    said = _named_in(good.text)
    held = fold(
        " ".join(
            f"{s.citation.quote} {s.provision.headings if s.provision else ''}"
            for s in case.sources
        )
    )
    departments = [
        a.name for a in glossary().agencies
        if a.name.startswith("Sở ") and fold(a.name.removeprefix("Sở ")) not in held
    ]  # fmt: skip
    if not said or not departments:
        return None
    old, new = draw.choice(said), draw.choice(departments)
    # English sentences name an agency in both languages: both are swapped.
    return cite(_swap_agency(good.text, old, new), good.markers)


def _swap_agency(text: str, old: str, new: str) -> str:
    known = {agency.name: agency for agency in glossary().agencies}
    for one, other in zip(known[old].english[:1], known[new].english[:1], strict=False):
        text = text.replace(one, other)
    return text.replace(old, new)


@kind("agency in the other role", "cơ quan sai vai trò")
def _agency_role(good: Good, case: Setting, draw: random.Random) -> str | None:
    if not re.search(r"chủ trì|lead", good.text):
        return None
    leads, helpers = _agency_names(case, good.markers[0])
    keys = {fold(name) for name in leads}
    others = [name for name in helpers if fold(name) not in keys]
    named = [name for name in leads if name in good.text and name not in helpers]
    if not others or not named:
        return None
    old, new = draw.choice(named), draw.choice(others)
    for plan in {item.plan.source: item.plan for item in case.sources}.values():
        for provision in plan.assignments:
            work = provision.assignment
            if work and fold(new) in map(fold, work.lead) and _about(work.task, good.text):
                return None  # another row gives the same work to it
    text = good.text
    known = {agency.name: agency for agency in glossary().agencies}
    if old in known and good.language == "en":
        shown = f"{known[old].english[0]} ({old})"
        text = text.replace(shown, f"{known[new].english[0]} ({new})" if new in known else new)
    return cite(text.replace(old, new, 1), good.markers)


def _about(task: str, text: str) -> bool:
    words = set(syllables(task))
    return len(words & set(syllables(text))) > 0.7 * len(words)


@kind("role turned", "đổi chủ trì và phối hợp")
def _role_turned(good: Good, case: Setting, draw: random.Random) -> str | None:
    leads, helpers = _agency_names(case, good.markers[0])
    if not leads or {fold(n) for n in leads} & {fold(n) for n in helpers}:
        return None
    for old, new in _TURNS:
        if old in good.text:
            return cite(good.text.replace(old, new, 1), good.markers)
    return None


@kind("province", "đổi tỉnh")
def _province(good: Good, case: Setting, draw: random.Random) -> str | None:
    here = [name for name in _PROVINCES if name in good.text]
    if not here:
        return None
    old = draw.choice(here)
    new = draw.choice([n for n in (*_PROVINCES, "Nghệ An", "Hải Phòng") if n not in good.text])
    text = good.text.replace(old, new)
    here_ = _agency_names(case, good.markers[0])
    for item in case.sources:
        same_work = any(here_) and _agency_names(case, item.marker) == here_
        if item.plan.province == new and (same_work or share(text, item) >= HOLDS):
            return None  # that province says the same
    return cite(text, good.markers)


@kind("person", "đổi người ký")
def _person(good: Good, case: Setting, draw: random.Random) -> str | None:
    signer = case.source(good.markers[0]).plan.signer
    if signer is None or signer.value not in good.text:
        return None
    new = draw.choice(("Trần Văn Bình", "Phạm Hoàng Long", "Nguyễn Thị Hạnh"))
    return cite(good.text.replace(signer.value, new), good.markers)
