"""Bodies renamed or merged: what an old name means today, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from hoidap.text.agencies import agency_key
from hoidap.text.glossary import Change, Province, glossary
from hoidap.text.places import merged, unit_and_name
from hoidap.text.vietnamese import fold


def change_of(name: str) -> Change | None:
    """Return what became of the agency or province called ``name``; ``None`` if it goes on.

    >>> change_of("Sở KH&ĐT").new, change_of("Yên Bái").new, change_of("Sở Tài chính")
    ('Sở Tài chính', 'Lào Cai', None)
    """
    known = _changes()
    found = known.get(fold(name))
    if found is None:
        province = glossary().province(name)
        found = known.get(fold(province.name) if province else agency_key(name))
    return found


def change_note(name: str, language: Literal["vi", "en"]) -> str | None:
    """Return a sentence on what became of an agency or a province, ``None`` if it goes on.

    >>> change_note("tỉnh Yên Bái", "vi")
    'Từ 01/7/2025, tỉnh Yên Bái hợp nhất với tỉnh Lào Cai thành tỉnh Lào Cai.'
    """
    change = change_of(name)
    if change is None:
        return None
    return change.note_vi if language == "vi" else change.note_en


@lru_cache(maxsize=1)
def _changes() -> dict[str, Change]:
    """Return all changes by the old name, folded."""
    return {fold(change.old): change for change in (*glossary().changes, *_of_provinces())}


def _of_provinces() -> Iterator[Change]:
    """Yield the mergers of provinces, which the glossary holds as each one's name today."""
    since, source = glossary().merger.since, glossary().merger.source
    for old in glossary().provinces:
        new = glossary().province(old.today)
        if new is None or new is old:
            continue
        others = [
            p for name in merged(new) if name != old.name and (p := glossary().province(name))
        ]
        yield Change(
            old.name,
            new.name,
            since,
            source,
            f"Từ 01/7/2025, {unit_and_name(old.name)} hợp nhất với "
            f"{' và '.join(unit_and_name(other.name) for other in others)} "
            f"thành {unit_and_name(new.name)}.",
            f"Since 1 July 2025 {_in_english(old)} has been merged with "
            f"{' and '.join(map(_in_english, others))} into {_in_english(new)}.",
        )


def _in_english(province: Province) -> str:
    if province.name.startswith("Thành phố"):
        return "Ho Chi Minh City"
    return f"the city of {province.name}" if province.city else f"{province.name} province"
