"""Which documents a question is about: a filter set before the search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.question import Question
from ingest.glossary import Province
from ingest.plan import Plan
from ingest.vietnamese import fold, strip_marks, syllables

_DOCUMENT_WORDS = frozenset(
    strip_marks(
        "kế hoạch quyết định qđ chương trình chiến lược chỉ thị văn bản plan decision strategy directive programme program"
    ).split()
)
_REACH = 12  # how far behind "kế hoạch" the words of its title are looked for
_CITED = re.compile(r"(?<![\w/])(\d{1,5})\s*/\s*(?:(?:19|20)\d\d\s*/\s*)?[a-zđ]{1,4}\s*-\s*[a-zđ]{2,}|(?<![\w/])(\d{1,4})-(?:kh|ct|nq|qđ|qd)/(?:tw|tu)\b")
_NAMED = re.compile(
    r"(?:quyết định|qđ|quyet dinh|qd|kế hoạch|ke hoach|kh|chỉ thị|chi thi|nghị quyết|nghi quyet|nghị định|nghi dinh|thông tư|thong tu|decision|plan|directive|decree|circular|resolution)"
    r"(?: (?:số|so|no|number|of the prime minister|của thủ tướng))?\.? (\d{1,5})(?![\w.]|\s*[-–]\s*20\d\d)"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: ``sources`` in the order of the corpus.

    ``missing`` are provinces named that no document is of; ``unknown`` a document
    number cited that stands nowhere; ``narrowed`` tells that the question named a
    province or a document.
    """

    sources: tuple[str, ...]
    missing: tuple[Province, ...] = ()
    unknown: str = ""
    narrowed: bool = False
    by_document: bool = False

    def to_dict(self, plans: Mapping[str, Plan]) -> dict[str, str]:
        """Say the scope as the public interface does; nothing for the whole corpus."""
        if not self.narrowed:
            return {}
        provinces = dict.fromkeys(plans[name].province or "" for name in self.sources)
        said = {"province": ", ".join(name for name in provinces if name)}
        if len(self.sources) == 1:
            said["source"] = self.sources[0]
        return {key: value for key, value in said.items() if value}


class ScopeFinder:
    """Finds the documents a question names, by province, number, period, year or title."""

    def __init__(self, plans: Mapping[str, Plan], texts: Mapping[str, str]) -> None:
        self._plans = plans
        self._provinces = {plan.province for plan in plans.values()}
        self._numbers = {name: _numbers_of(plan) for name, plan in plans.items()}
        self._titles = {name: _pairs(syllables(strip_marks(f"{plan.kind} {plan.title}"))) for name, plan in plans.items()}
        self._cited = {match for text in texts.values() for match in re.findall(r"(?<!\d)\d{1,5}(?=\s*[/-])", text)}

    def find(self, question: Question) -> Scope:
        """Return the scope of ``question``."""
        here = [p for p in question.provinces if p.name in self._provinces]
        missing = tuple(p for p in question.provinces if p.name not in self._provinces)
        names = {province.name for province in here}
        sources = [
            name for name, plan in self._plans.items() if not question.provinces or plan.province in names
        ]
        points = {name: self._points(question, name) for name in sources}
        unknown = self._unknown_number(question)
        per_province: dict[str | None, int] = {}
        for name in sources:
            province = self._plans[name].province
            per_province[province] = max(per_province.get(province, 0), points[name])
        best = max(points.values(), default=0)
        by_document = best >= 2  # noqa: PLR2004 - one weak sign alone narrows nothing
        if by_document:
            # Two provinces named: the best document of each; else the best of all.
            keep = per_province if len(names) > 1 else dict.fromkeys(per_province, best)
            chosen = [n for n in sources if points[n] and self._fits(points[n], keep[self._plans[n].province], question)]
            if len(names) > 1:  # a province whose documents no sign fits keeps all of them
                chosen += [n for n in sources if not per_province[self._plans[n].province]]
            sources = [name for name in sources if name in chosen]
        return Scope(tuple(sources), missing, unknown, bool(question.provinces) or by_document, by_document)

    @staticmethod
    def _fits(points: int, best: int, question: Question) -> bool:
        return points == best or (question.comparison and points >= 3)  # noqa: PLR2004

    def _points(self, question: Question, name: str) -> int:
        """Say how strongly the question points at the document: 0 for not at all."""
        plan = self._plans[name]
        text = f" {' '.join(question.words)} "
        folded = strip_marks(fold(question.text)) + " " + text
        own, cited = self._numbers[name]
        points = 0
        for number in _numbers_named(folded):
            if number == own:
                points = max(points, 6)
            elif number in cited:
                points = max(points, 4)
        if question.period and plan.period == question.period:
            points = max(points, 5)
        spans = {str(year) for year in (question.period or ())} if plan.period != question.period else set()
        for year in question.years:
            if str(year) in spans or plan.year is None:
                continue
            near = re.search(rf"(?:ke hoach|quyet dinh|qd|kh|nam|plan|decision|in|from|from the|van ban)\s(?:\w+ ){{0,9}}?{year}", folded)
            mile = re.search(rf"(?:den|toi|by|until|to|truoc|het) (?:het )?(?:nam )?{year}", folded)
            if near and not mile and year in (plan.year, (plan.period or (None,))[0]):
                points = max(points, 4 if year == plan.year else 3)
        points += min(3, self._title_points(question, name))
        kind = strip_marks(fold(plan.kind))
        english = {"ke hoach": "plan", "quyet dinh": "decision"}.get(kind, kind)
        if points and (f" {kind} " in text or f" {english} " in text or (kind == "quyet dinh" and " qd " in text)):
            points += 1
        return points

    def _title_points(self, question: Question, name: str) -> int:
        """Count the title's own pairs of words behind a word such as "kế hoạch"."""
        words = [strip_marks(word) for word in question.words]
        if question.way == "en":
            if not any(word in _DOCUMENT_WORDS for word in words):
                return 0
            asked = {pair for term in question.terms for w in term.wordings[:1] for pair in _pairs(strip_marks(w).split())}
        else:
            asked = set()
            for place, word in enumerate(words):
                if word in _DOCUMENT_WORDS or (word == "hoach" and place and words[place - 1] == "ke"):
                    asked |= _pairs(words[place : place + _REACH])
        shared = len(asked & self._distinctive(name))
        return 0 if shared < 2 else min(3, shared // 2 + 1)  # noqa: PLR2004

    def _distinctive(self, name: str) -> set[tuple[str, str]]:
        """The title's pairs that not all other titles share."""
        others = [pairs for other, pairs in self._titles.items() if other != name]
        common = set.intersection(*others) if len(others) > 1 else set()
        return self._titles[name] - common - _PLAIN_PAIRS

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


_PLAIN_PAIRS = {("ke", "hoach"), ("quyet", "dinh"), ("thuc", "hien"), ("trien", "khai"), ("dia", "ban"), ("ban", "tinh"), ("giai", "doan"), ("thanh", "hoa"), ("dong", "nai"), ("thai", "nguyen")}  # fmt: skip


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(zip(words, words[1:], strict=False))


def _numbers_of(plan: Plan) -> tuple[str, frozenset[str]]:
    """Return the plan's own number and those its title and bases cite, digits only."""
    own = re.match(r"\d+", plan.number.value) if plan.number else None
    texts = [plan.title, *(fact.value for fact in plan.bases)]
    cited = frozenset(n for text in texts for n in re.findall(r"(?<![\d/])\d{2,5}(?=[/-][A-ZĐ])", text))
    return own.group() if own else "", cited


def _numbers_named(folded: str) -> list[str]:
    """Return the numbers in a question that may be a document's."""
    return re.findall(r"(?<![\d/.,-])\d{2,5}(?![\d%.,]|/\d)", re.sub(r"20\d\d", " ", folded))
