"""Which documents a question is about: a filter set before the search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hoidap.assistant.reading.question import Question
from hoidap.index.filter import Filter
from hoidap.ingest.plan import Plan
from hoidap.text.glossary import Province, glossary
from hoidap.text.lexicon import lexicon, stem
from hoidap.text.vietnamese import fold, strip_marks, syllables

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
_CITED = re.compile(
    r"(?<![\w/])(\d{1,5})\s*/\s*(?:(?:19|20)\d\d\s*/\s*)?[a-zđ]{1,4}\s*-\s*[a-zđ]{2,}|(?<![\w/])(\d{1,4})-(?:kh|ct|nq|qđ|qd)/(?:tw|tu)\b"
)
_NAMED = re.compile(
    r"(?:quyết định|qđ|quyet dinh|qd|kế hoạch|ke hoach|kh|chỉ thị|chi thi|nghị quyết|nghi quyet|nghị định|nghi dinh|thông tư|thong tu|decision|plan|directive|decree|circular|resolution)"
    r"(?: (?:số|so|no|number|of the prime minister|của thủ tướng))?\.? (\d{1,5})(?![\w.]|\s*[-–]\s*20\d\d)"
)


_NUMBER = re.compile(r"(?<![\d/.,-])\d{2,5}(?![\d%.,]|/\d)")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: ``sources`` in the order of the corpus.

    ``missing`` are provinces named that no document is of; ``unknown`` a document
    number cited that stands nowhere; ``narrowed`` tells that the question named a
    province or a document; ``naming`` are the numbers and years that say which document, ``absent``
    those that stand in none in scope.
    """

    sources: tuple[str, ...]
    missing: tuple[Province, ...] = ()
    unknown: str = ""
    narrowed: bool = False
    by_document: bool = False
    naming: frozenset[str] = frozenset()
    absent: tuple[int, ...] = ()
    within: Filter | None = None

    def to_dict(self, plans: Mapping[str, Plan]) -> dict[str, str]:
        """Say the scope as the public interface does; nothing for the whole corpus."""
        if not self.narrowed:
            return {}
        provinces = dict.fromkeys(plans[name].province or "" for name in self.sources)
        said = {"province": ", ".join(name for name in provinces if name)}
        if len(self.sources) == 1:
            said["source"] = self.sources[0]
        return {key: value for key, value in said.items() if value}


def is_plan(plan: Plan) -> bool:
    """Tell whether a document is a plan or decision, by the kind or number on its face.

    Articles of a law, notes and the like bear neither; a province or a year that such a
    text happens to mention ("hòa bình") does not say whose it is.
    """
    return plan.number is not None or fold(plan.kind) != _NO_KIND


_NO_KIND = "văn bản"  # what a document that names no kind is filed as


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
        folded = strip_marks(fold(question.text)) + " " + strip_marks(text)
        return cls(text, folded, tuple(_numbers_named(folded)), _title_pairs(question))


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
            for _, _, notion in lexicon("en").notions.find([stem(word) for word in near]):
                asked |= _pairs(strip_marks(fold(notion.wordings[0])).split())
        else:
            asked |= _pairs(words[place : place + _REACH])
    return frozenset(asked)


class ScopeFinder:
    """Finds the documents a question names, by province, number, period, year or title."""

    def __init__(self, plans: Mapping[str, Plan], texts: Mapping[str, str]) -> None:
        self._plans = plans
        self._texts = texts
        self.of_plans = any(map(is_plan, plans.values()))
        self._numbers = {name: _numbers_of(plan) for name, plan in plans.items()}
        self._titles = {
            name: _pairs(syllables(strip_marks(f"{plan.kind} {plan.title}")))
            for name, plan in plans.items()
        }
        common = set.intersection(*self._titles.values()) if len(self._titles) > 2 else set()
        plain = _PLAIN_PAIRS | {
            pair
            for province in glossary().provinces
            for pair in _pairs(syllables(strip_marks(province.name)))
        }
        self._distinctive = {  # the title's pairs that not all titles share
            name: {p for p in pairs - common - plain if not _LINKING & set(p)}
            for name, pairs in self._titles.items()
        }
        self._cited = {
            match
            for text in texts.values()
            for match in re.findall(r"(?<!\d)\d{1,5}(?=\s*[/-])", text)
        }

    def find(self, question: Question, within: Filter | None = None) -> Scope:
        """Return the scope of ``question`` among the documents ``within``, ``None`` for all.

        In a corpus without a plan that is everything: there are no provinces, periods or
        numbers to tell its documents by, and a year names a law, not a target.
        """
        allowed = None if within is None else within.sources
        among = [name for name in self._plans if allowed is None or name in allowed]
        if not self.of_plans:
            return Scope(tuple(among), within=within)
        held = {self._plans[name].province for name in among}
        here = [p for p in question.provinces if p.name in held]
        missing = tuple(p for p in question.provinces if p.name not in held)
        names = {province.name for province in here}
        sources = [
            name
            for name in among
            if not question.provinces or self._plans[name].province in names
        ]
        pointing = _Pointing.of(question)
        signs = {name: self._signs(question, pointing, name) for name in sources}
        # Of two provinces named each has its own documents to tell apart; one that no sign
        # fits keeps all of its own.
        groups = (
            [{n for n in sources if self._plans[n].province == p} for p in names]
            if len(names) > 1
            else [set(sources)]
        )
        picked = [(group, _chosen({name: signs[name] for name in group})) for group in groups]
        by_document = any(chosen for _, chosen in picked)
        if by_document:
            kept = {name for group, chosen in picked for name in (chosen or group)}
            sources = [name for name in sources if name in kept]
        naming = frozenset(sign for name in sources for sign in signs[name] if sign.isdigit())
        absent = tuple(
            y
            for y in question.years
            if not any(str(y) in self._texts[name] for name in sources)
        )
        return Scope(
            tuple(sources),
            missing,
            self._unknown_number(question),
            bool(question.provinces) or by_document or within is not None,
            by_document,
            naming,
            absent,
            within,
        )

    def cites(self, question: Question) -> bool:
        """Tell whether the question writes out a number that plans cite and none bears."""
        found = [m.group(1) or m.group(2) for m in _CITED.finditer(fold(question.text))]
        owns = {own for own, _ in self._numbers.values()}
        return any(n not in owns and n in self._cited for n in found)

    def _signs(self, question: Question, pointing: _Pointing, name: str) -> dict[str, int]:
        """Return the signs by which the question points at the document, each with its strength."""
        plan = self._plans[name]
        folded, text = pointing.folded, pointing.text
        own, cited = self._numbers[name]
        signs: dict[str, int] = {}
        for number in pointing.numbers:
            if number == own:
                signs[number] = 6
            elif number in cited:
                signs[number] = 4
        for period in question.periods:
            if plan.period == period:
                signs[str(period)] = 5
        for year in question.years:
            if question.way == "en":
                near = re.search(
                    rf"{year} (?:\w+ ){{0,2}}(?:plan|decision)|(?:plan|decision) (?:of |from |in |for )?{year}|(?:from|of) {year}",
                    folded,
                )
            else:
                near = re.search(
                    rf"(?:ke hoach|quyet dinh|qd|kh|nam|van ban)\s(?:\w+ ){{0,9}}?{year}",
                    folded,
                )
            mile = re.search(
                rf"(?:den|toi|by|until|to|truoc|het|vao|sau) (?:het )?(?:nam )?{year}", folded
            )
            if near and not mile and year in (plan.year, (plan.period or (None,))[0]):
                signs[str(year)] = 4 if year == plan.year else 3
        points = _title_points(pointing.pairs & self._distinctive[name], question.way)
        if points:
            signs["title"] = points
        kind = strip_marks(fold(plan.kind))
        english = {"ke hoach": "plan", "quyet dinh": "decision"}.get(kind, kind)
        said = (
            f" {kind} " in folded
            or f" {english} " in text
            or (kind == "quyet dinh" and " qd " in text)
        )
        if signs and said:
            signs["kind"] = 1
        return signs

    def _unknown_number(self, question: Question) -> str:
        """Return a document number that the question cites and no document holds."""
        folded = fold(question.text)
        for match in _CITED.finditer(folded):
            number = match.group(1) or match.group(2)
            if number not in self._cited:
                return match.group().upper()
        for number in _NAMED.findall(folded):
            if number not in self._cited and not re.fullmatch(r"20\d\d", number):
                return str(number)
        return ""


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


_LINKING = frozenset(
    "va cua ve cho co tai theo trong den nam ngay thang so tinh ban uy thuc hien trien khai".split()
)


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(zip(words, words[1:], strict=False))


def _numbers_of(plan: Plan) -> tuple[str, frozenset[str]]:
    """Return the plan's own number and those its title and bases cite, digits only."""
    own = re.match(r"\d+", plan.number.value) if plan.number else None
    texts = [plan.title, *(fact.value for fact in plan.bases)]
    cited = frozenset(
        n for text in texts for n in re.findall(r"(?<![\d/])\d{2,5}(?=[/-][A-ZĐ])", text)
    )
    return own.group() if own else "", cited


def _numbers_named(folded: str) -> list[str]:
    """Return the numbers in a question that may be a document's."""
    return _NUMBER.findall(_YEAR.sub(" ", folded))
