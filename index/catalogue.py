"""SHIM: replaced on merge."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from hoidap.index.filter import Filter
from hoidap.ingest.plan import Plan
from hoidap.text.agencies import agency_key
from hoidap.text.vietnamese import fold, strip_marks, syllables


@dataclass(frozen=True, slots=True)
class Entry:
    source: str
    kind: str
    number: str | None
    digits: str
    province: str | None
    issuer: str | None
    title: str
    year: int | None
    issued_on: date | None
    period: tuple[int, int | None] | None
    is_plan: bool
    passages: int


def _entry(plan: Plan, n: int) -> Entry:
    number = plan.number.value if plan.number else None
    digits = re.match(r"\d+", number) if number else None
    return Entry(
        plan.source,
        plan.kind,
        number,
        digits.group() if digits else "",
        plan.province,
        plan.issuer,
        plan.title,
        plan.year,
        plan.issued_on,
        plan.period,
        plan.number is not None or fold(plan.kind) != "văn bản",
        n,
    )


class Catalogue:
    def __init__(self, plans: Mapping[str, Plan], texts: Mapping[str, str], records) -> None:
        self._plans, self._texts, self._records = plans, texts, records
        self._entries = {name: _entry(plan, 0) for name, plan in plans.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, s: object) -> bool:
        return s in self._entries

    def entry(self, source: str) -> Entry:
        return self._entries[source]

    def _within(self, within: Filter | None) -> list[Entry]:
        return [
            e
            for e in self._entries.values()
            if within is None
            or (
                (within.sources is None or e.source in within.sources)
                and (within.provinces is None or e.province in within.provinces)
            )
        ]

    def entries(self, within: Filter | None = None, limit: int | None = None) -> list[Entry]:
        found = sorted(self._within(within), key=lambda e: (-(e.year or 0), e.source))
        return found[:limit]

    def count(self, within: Filter | None = None) -> int:
        return len(self._within(within))

    def provinces(self) -> dict[str, int]:
        r: dict[str, int] = {}
        for e in self._entries.values():
            if e.province:
                r[e.province] = r.get(e.province, 0) + 1
        return r

    def plans_only(self) -> bool | None:
        kinds = {e.is_plan for e in self._entries.values()}
        return kinds.pop() if len(kinds) == 1 else None

    def numbered(self, digits: str) -> list[Entry]:
        return [e for e in self._entries.values() if e.digits == digits]

    def citing(self, digits: str) -> list[Entry]:
        return [
            self._entries[n]
            for n, p in self._plans.items()
            if any(
                digits in re.findall(r"(?<![\d/])\d{2,5}(?=[/-][A-ZĐ])", t)
                for t in [p.title, *(f.value for f in p.bases)]
            )
        ]

    def cites(self, digits: str) -> bool:
        return any(re.search(rf"(?<!\d){digits}(?=\s*[/-])", t) for t in self._texts.values())

    def titled(self, pairs: Collection[tuple[str, str]]) -> dict[str, set[tuple[str, str]]]:
        every = {}
        for n, p in self._plans.items():
            w = syllables(strip_marks(f"{p.kind} {p.title}"))
            every[n] = set(zip(w, w[1:], strict=False))
        common = {
            p
            for p in set().union(*every.values())
            if len(every) > 2 and sum(p in o for o in every.values()) > len(every) / 2
        }
        return {n: own for n, t in every.items() if (own := (t & set(pairs)) - common)}

    def with_year(self, year: int, within: Filter | None) -> bool:
        return any(str(year) in self._texts[e.source] for e in self._within(within))

    def of_year(self, year: int) -> list[Entry]:
        return [e for e in self._entries.values() if year in (e.year, (e.period or (None,))[0])]

    def of_period(self, a: int, b: int) -> list[Entry]:
        return [e for e in self._entries.values() if e.period == (a, b)]

    def for_agency(self, key: str, within: Filter | None, limit: int) -> list[str]:
        out = []
        for e in self.entries(within):
            if any(
                agency_key(n) == key
                for t in self._records[e.source].tasks
                for n in (*t.lead, *t.coordinate)
            ):
                out.append(e.source)
        return out[:limit]
