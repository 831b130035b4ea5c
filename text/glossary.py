"""The bilingual glossary: agencies, abbreviations, terms, provinces, dated changes.

Its data is ``data/glossary.toml``; every stage that needs a name in another form
asks here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

from hoidap.text.vietnamese import fold

_UNIT = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s*")


@dataclass(frozen=True)
class Agency:
    """An agency: its full name, other written forms, English names (first is shown)."""

    name: str
    short: tuple[str, ...]
    english: tuple[str, ...]
    level: str


@dataclass(frozen=True)
class Abbreviation:
    """An abbreviation with what it stands for in both languages."""

    short: tuple[str, ...]
    vi: str
    en: str


@dataclass(frozen=True)
class Term:
    """One notion: its Vietnamese wordings (first is the documents') and English ones."""

    vi: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True)
class Province:
    """A province or city; ``today`` is the one it belongs to since 1 July 2025."""

    name: str
    aliases: tuple[str, ...]
    today: str
    city: bool = False


@dataclass(frozen=True)
class Change:
    """A body renamed or merged, with the date, the legal source and a sentence on it."""

    old: str
    new: str
    since: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Merger:
    """The day on which provinces were merged, and its legal source."""

    since: str
    source: str


@dataclass(frozen=True)
class Glossary:
    """All entries, with look-ups in both directions."""

    agencies: tuple[Agency, ...]
    abbreviations: tuple[Abbreviation, ...]
    terms: tuple[Term, ...]
    provinces: tuple[Province, ...]
    changes: tuple[Change, ...] = ()
    merger: Merger = Merger("", "")

    @cached_property
    def _province_forms(self) -> dict[str, Province]:
        return {fold(name): p for p in self.provinces for name in (p.name, *p.aliases)}

    def province(self, name: str) -> Province | None:
        """Return the province called ``name``, in any of its forms, its unit before it or not."""
        name = fold(name)
        return self._province_forms.get(name) or self._province_forms.get(_UNIT.sub("", name))

    @cached_property
    def _agency_forms(self) -> dict[str, Agency]:
        forms: dict[str, Agency] = {}
        for agency in self.agencies:
            for name in (agency.name, *agency.short):
                forms.setdefault(fold(name), agency)
        return forms

    def agency(self, name: str) -> Agency | None:
        """Return the agency written ``name``, in any of its forms."""
        return self._agency_forms.get(fold(name))

    def agency_name(self, name: str) -> str | None:
        """Return the full name of the agency written ``name``."""
        agency = self.agency(name)
        return agency.name if agency else None


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """Load the glossary that ships with the package."""
    file = resources.files("hoidap.text").joinpath("data/glossary.toml")
    return parse_glossary(file.read_text(encoding="utf-8"))


def parse_glossary(text: str) -> Glossary:
    """Read a glossary out of TOML; ``data/glossary.toml`` says what an entry holds."""
    data = tomllib.loads(text)
    return Glossary(
        agencies=tuple(
            Agency(e["name"], tuple(e["short"]), tuple(e["english"]), e["level"])
            for e in data["agency"]
        ),
        abbreviations=tuple(
            Abbreviation(tuple(e["short"]), e["vi"], e["en"]) for e in data["abbreviation"]
        ),
        terms=tuple(Term(tuple(e["vi"]), tuple(e["en"])) for e in data["term"]),
        provinces=tuple(
            Province(
                e["name"],
                tuple(e.get("aliases", ())),
                e.get("since_2025", e["name"]),
                e.get("kind") == "city",
            )
            for e in data["province"]
        ),
        changes=tuple(
            Change(e["old"], e["new"], e["since"], e["source"], e["note_vi"], e["note_en"])
            for e in data["change"]
        ),
        merger=Merger(**data["merger"]),
    )
