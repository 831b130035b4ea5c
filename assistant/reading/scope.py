"""Which documents a question is about: a filter set before the search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hoidap.assistant.reading.question import Question
from hoidap.index.catalogue import Entry
from hoidap.index.filter import Filter
from hoidap.index.search import Index
from hoidap.ingest.plan import Plan
from hoidap.text.figures import Figure, figures
from hoidap.text.glossary import Province, glossary
from hoidap.text.lexicon import notions, stem
from hoidap.text.places import merged, today
from hoidap.text.vietnamese import plain, strip_marks, syllables
from hoidap.text.words import stop_words

_DOCUMENT_PAIRS = frozenset(
    [
        ("ke", "hoach"),
        ("quyet", "dinh"),
        ("chuong", "trinh"),
        ("chien", "luoc"),
        ("chi", "thi"),
        ("van", "ban"),
    ]
)
_DOCUMENT_WORDS = frozenset("qd kh plan decision strategy directive programme program".split())
_REACH = 12  # how far behind "kế hoạch" the words of its title are looked for
MOST = 8
"""How many documents an answer is read from and shown for; the rest are counted."""
_CITING = 50  # passages in which a number written out is looked for
_NUMBER = re.compile(r"(?<![\d/.,-])\d{2,5}(?![\d%.,]|/\d)")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look.

    ``sources`` are the documents that are read for the answer, a few; ``total`` is how many
    documents the question is about.  ``missing`` are provinces named that no document is
    of; ``unknown`` a document number cited that stands nowhere; ``narrowed`` tells that the
    question named a province or a document; ``naming`` are the numbers and years that say
    which document, ``absent`` the years that stand in none in scope.
    """

    sources: tuple[str, ...]
    total: int
    within: Filter | None = None
    missing: tuple[Province, ...] = ()
    unknown: str = ""
    narrowed: bool = False
    by_document: bool = False
    naming: frozenset[str] = frozenset()
    absent: tuple[int, ...] = ()

    def to_dict(self, plans: Mapping[str, Plan]) -> dict[str, str]:
        """Say the scope as the public interface does; nothing for the whole corpus."""
        if not self.narrowed:
            return {}
        provinces = dict.fromkeys(plans[name].province or "" for name in self.sources)
        said = {"province": ", ".join(name for name in provinces if name)}
        if self.total == 1:
            said["source"] = self.sources[0]
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class _Pointing:
    """What of a question may point at a document, whichever it is.

    ``pairs`` are the neighbouring words beside a word such as "kế hoạch".
    """

    text: str
    folded: str
    numbers: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, question: Question) -> _Pointing:
        text = f" {' '.join(question.words)} "
        folded = plain(question.text) + " " + strip_marks(text)
        return cls(text, folded, tuple(_numbers_named(folded)), _title_pairs(question))

    def dates(self, year: int, way: str) -> bool:
        """Tell whether ``year`` says from when a document is, not until when something lasts."""
        if way == "en":
            near = rf"{year} (?:\w+ ){{0,2}}(?:plan|decision)|(?:plan|decision) (?:of |from |in |for )?{year}|(?:from|of) {year}"
        else:
            near = rf"(?:ke hoach|quyet dinh|qd|kh|nam|van ban)\s(?:\w+ ){{0,9}}?{year}"
        mile = rf"(?:den|toi|by|until|to|truoc|het|vao|sau) (?:het )?(?:nam )?{year}"
        return bool(re.search(near, self.folded)) and not re.search(mile, self.folded)

    def says_kind(self, kind: str) -> bool:
        """Tell whether the question calls a document by its ``kind``."""
        bare = plain(kind)
        english = {"ke hoach": "plan", "quyet dinh": "decision"}.get(bare, bare)
        return (
            f" {bare} " in self.folded
            or f" {english} " in self.text
            or (bare == "quyet dinh" and " qd " in self.text)
        )


def _title_points(shared: frozenset[tuple[str, str]], way: str) -> int:
    """Say how strongly so many pairs of a title point at it, 0 to 3."""
    if way == "en":  # the words of an English title are translated, and few
        return min(3, len(shared) + 1) if shared else 0
    return 0 if len(shared) < 2 else min(3, len(shared) // 2 + 1)


def _title_pairs(question: Question) -> frozenset[tuple[str, str]]:
    words = [strip_marks(word) for word in question.words]
    asked: set[tuple[str, str]] = set()
    for place, word in enumerate(words):
        pair = (word, words[place + 1] if place + 1 < len(words) else "")
        if word not in _DOCUMENT_WORDS and pair not in _DOCUMENT_PAIRS:
            continue
        if question.way == "en":  # the name comes before: "the productivity plan"
            near = words[max(0, place - 5) : place]
            if words[place + 1 : place + 2] and words[place + 1] in ("on", "for", "of"):
                near += words[place + 1 : place + 9]
            for _, _, notion in notions("en").find([stem(word) for word in near]):
                asked |= _pairs(plain(notion.wordings[0]).split())
        else:
            asked |= _pairs(words[place : place + _REACH])
    return frozenset(asked)


class ScopeFinder:
    """Finds the documents a question names, by province, number, period, year or title."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._catalogue = index.catalogue

    def find(self, question: Question, within: Filter | None = None) -> Scope:
        """Return the scope of ``question``, its ``sources`` all that it names if it names any.

        :param within: the documents that may be searched at all
        """
        if self._catalogue.plans_only is False:  # a year names a law, "hòa bình" is peace
            return Scope((), self._catalogue.count(within), within, narrowed=within is not None)
        documents = {p: self._documents_of(p) for p in question.provinces}
        names = tuple(dict.fromkeys(name for held in documents.values() for name in held))
        missing = tuple(p for p, held in documents.items() if not held)
        allowed = within or Filter()
        if question.provinces:
            allowed = replace(allowed, provinces=names)
        signs = self._signs(question, allowed)
        # Of two provinces named each has its own documents to tell apart; one that no sign
        # fits keeps all of its own.
        entries = {name: self._catalogue.entry(name) for name in signs}
        groups = [{n for n, entry in entries.items() if entry.province == p} for p in names]
        if len(names) < 2:
            groups = [set(signs)]
        picked = [_chosen({name: signs[name] for name in group}) for group in groups]
        by_document = any(picked)
        if by_document:
            kept = set().union(*picked)
            for province, chosen in zip(names, picked, strict=False):
                if not chosen:
                    alone = replace(allowed, provinces=(province,))
                    kept |= {entry.source for entry in self._catalogue.entries(alone, MOST)}
            allowed = replace(allowed, sources=tuple(sorted(kept)))
        naming = frozenset(
            sign
            for name in (allowed.sources or signs)
            for sign in signs.get(name, ())
            if sign.isdigit()
        )
        total = self._catalogue.count(allowed)
        return Scope(
            sources=(allowed.sources or ()) if by_document else (),
            total=total,
            within=allowed,
            missing=missing,
            unknown=self._unknown_number(question),
            narrowed=bool(question.provinces) or by_document or within is not None,
            by_document=by_document,
            naming=naming,
            absent=tuple(
                year for year in question.years if total and not self._reaches(year, allowed)
            ),
        )

    def _documents_of(self, province: Province) -> tuple[str, ...]:
        """Return the provinces whose documents are meant: its own, else those it merged with."""
        held = self._catalogue.provinces
        if province.name in held:
            return (province.name,)
        others = (today(province).name, *merged(province))
        return tuple(name for name in others if name in held)

    def _reaches(self, year: int, within: Filter) -> bool:
        """Tell whether a document names ``year`` or is in force in it."""
        return self._catalogue.with_year(year, within) or any(
            entry.period is not None
            and entry.period[0] <= year
            and (entry.period[1] is None or year <= entry.period[1])
            for entry in self._catalogue.entries(within, MOST)
        )

    def cites(self, question: Question) -> bool:
        """Tell whether the question writes out a number that plans cite and none bears."""
        found = [number.digits for number in _documents(question) if _is_whole(number)]
        return any(not self._catalogue.numbered(n) and self._catalogue.cites(n) for n in found)

    def _signs(self, question: Question, within: Filter) -> dict[str, dict[str, int]]:
        """Return the documents that the question points at: by which signs, how strongly."""
        pointing = _Pointing.of(question)
        signs: dict[str, dict[str, int]] = {}
        catalogue = self._catalogue

        def point(entry: Entry, sign: str, strength: int) -> None:
            if within.provinces is not None and entry.province not in within.provinces:
                return
            if within.sources is not None and entry.source not in within.sources:
                return
            if not entry.is_plan and not sign.isdigit():
                return
            mine = signs.setdefault(entry.source, {})
            mine[sign] = max(strength, mine.get(sign, 0))

        for number in pointing.numbers:
            for entry in catalogue.numbered(number):
                point(entry, number, 6)
            for entry in catalogue.citing(number):
                point(entry, number, 4)
        for period in question.periods:
            for entry in catalogue.of_period(*period):
                point(entry, str(period), 5)
        for year in question.years:
            if pointing.dates(year, question.way):
                for entry in catalogue.of_year(year):
                    point(entry, str(year), 4 if year == entry.year else 3)
        for source, shared in catalogue.titled(_distinctive(pointing.pairs)).items():
            points = _title_points(frozenset(shared), question.way)
            if points:
                point(catalogue.entry(source), "title", points)
        for source, found in signs.items():
            if pointing.says_kind(catalogue.entry(source).kind):
                found["kind"] = 1
        return signs

    def _stands(self, symbol: str, digits: str) -> bool:
        """Tell whether a document bears or cites a number written out ("876/QĐ-TTg")."""
        written = _joined(symbol)
        if any(
            _joined(entry.number or "").startswith(written)
            for entry in self._catalogue.numbered(digits)
        ):
            return True
        if not self._catalogue.cites(digits):
            return False
        hits = self._index.search(symbol, limit=_CITING)
        return any(written in _joined(hit.passage.text) for hit in hits)

    def _unknown_number(self, question: Question) -> str:
        """Return a document number that the question cites and no document holds."""
        for number in _documents(question):
            if _is_whole(number):
                known = self._stands(number.text, number.digits)
            else:
                digits = number.digits
                known = bool(self._catalogue.numbered(digits)) or self._catalogue.cites(digits)
            if not known:
                return number.text.upper()
        return ""


def _documents(question: Question) -> list[Figure]:
    """Return the document numbers that a question cites, those written out first."""
    found = [figure for figure in figures(question.text) if figure.kind == "document"]
    return sorted(found, key=_is_whole, reverse=True)


def _is_whole(number: Figure) -> bool:
    """Tell "876/QĐ-TTg" from "Quyết định 876"."""
    return not number.value.isdigit()


def _joined(text: str) -> str:
    """Return ``text`` without diacritics and spaces: a number may be spaced as one likes."""
    return plain(text).replace(" ", "")


def _chosen(signs: Mapping[str, Mapping[str, int]]) -> set[str]:
    """Keep, for every sign, the documents that carry it and fit best overall.

    "Quyết định 1295 năm 2025" is one document, though another is of 2025 too; "kế hoạch
    2021-2025 và quyết định năm 2025" are two.
    """
    if not any(signs.values()):
        return set()
    hard = any(sign not in ("title", "kind") for found in signs.values() for sign in found)
    total = {
        name: sum(points for sign, points in found.items() if sign != "title" or not hard)
        for name, found in signs.items()
    }
    chosen: set[str] = set()
    for sign in {sign for found in signs.values() for sign in found} - {"kind"}:
        carrying = [name for name in signs if sign in signs[name]]
        best = max(total[name] for name in carrying)
        strongest = max(signs[name][sign] for name in carrying)
        chosen |= {name for name in carrying if total[name] == best and strongest > 1}
    if not chosen:
        return chosen
    # A title only half quoted does not stand against a number or a period.
    sure = {
        name for name in chosen if any(sign not in ("title", "kind") for sign in signs[name])
    }
    return sure or chosen


_PLAIN_PAIRS = {("ke", "hoach"), ("quyet", "dinh"), ("thuc", "hien"), ("trien", "khai"), ("dia", "ban"), ("ban", "tinh"), ("giai", "doan")}  # fmt: skip


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(zip(words, words[1:], strict=False))


def _distinctive(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out the pairs of words that any title may hold."""
    plain = _PLAIN_PAIRS | _province_pairs()
    linking = stop_words("plain", "title")
    return [pair for pair in pairs if pair not in plain and linking.isdisjoint(pair)]


@lru_cache(maxsize=1)
def _province_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        pair
        for province in glossary().provinces
        for pair in _pairs(syllables(strip_marks(province.name)))
    )


def _numbers_named(folded: str) -> list[str]:
    """Return the numbers in a question that may be a document's."""
    return _NUMBER.findall(_YEAR.sub(" ", folded))
