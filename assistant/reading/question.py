"""A question understood: what it asks for, where to look, the words to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hoidap.assistant.answer import Language
from hoidap.assistant.reading.intent import Kind, Kinds, is_comparison, kinds_of, mend
from hoidap.text.agencies import find_agencies
from hoidap.text.glossary import Province, glossary
from hoidap.text.language import language_of
from hoidap.text.lexicon import Notion, notions, stem
from hoidap.text.places import find_places
from hoidap.text.vietnamese import (
    fold,
    has_marks,
    nfc,
    strip_marks,
    syllables,
    tidy,
    typed_words,
)
from hoidap.text.words import Way, stop_words

# Notions that ask where a question is of this kind: "Khi nào hoàn thành …?"
_ASKING: dict[Kind, frozenset[str]] = {
    "time": frozenset({"hoan thanh"}),
    "deadline": frozenset({"hoan thanh"}),
    "basis": frozenset({"can cu", "can cu phap ly", "co so phap ly"}),
}
_FEW = 2  # a question with no more syllables than this leans on the one before
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_CODE = re.compile(
    r"(\d+)\s*(?:/\s*(?:19|20)\d\d)?\s*[/-]\s*[a-zđ]{1,4}\s*[-/]\s*[a-zđ&]{2,8}", re.I
)
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–]|đến|den|to|until|tới)\s*(20\d\d)(?!\d)")
# "chi nhánh Thanh Hóa - Ninh Bình" names an office, not two provinces to look in.
_BRANCH = re.compile(r"(chi nhánh|chi nhanh|branch)((?: \w+){1,3}) ?- ?\w+(?: \w+)?", re.I)
_FOLLOW = re.compile(
    r"^(?:thế còn|thế|còn|vậy còn|vậy thì|vậy|thế thì|rồi|ok|và|what about|how about|and|then|so)\b|thì sao\W*$"
)
_FOLLOW_PLAIN = re.compile(
    r"^(?:the con|the|con|vay con|vay thi|vay|the thi|roi|ok|va)\b|thi sao\W*$"
    r"|(?:ke hoach|quyet dinh|van ban|viec|nhiem vu|tinh|diem|noi dung|muc tieu|chuong trinh|don vi) (?:do|nay|ay|tren)\b|\bdo\W*$"
)
_NAME = re.compile(r"(?<=[a-z,'] )[A-Z][a-z]+")  # a capital inside a sentence
_POINTING = re.compile(
    r"\b(?:đó|này|ấy|trên|nói trên|vừa rồi|kế hoạch này|việc này|nhiệm vụ này|it|that|this|those|these|they|its|there|same)\b"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: ``wordings`` are alternatives, folded; ``size`` its syllables asked.

    ``known`` is false for a word that no glossary entry holds; ``agency`` is the full
    name where the term is an agency; ``proper`` marks an unknown word with a capital.
    """

    wordings: tuple[str, ...]
    known: bool = False
    agency: str = ""
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked.

    ``asking`` is the folded text whose words ask: the earlier question's for a
    follow-up that asks the same again.

    ``kinds`` holds every reading, the deciding one first; ``provinces`` those named;
    ``terms`` what to look for, in the order asked; ``way`` how it is written
    (``"vi"``, ``"plain"`` without diacritics, ``"en"``); ``periods`` the spans of years
    named and ``years`` those named singly.
    """

    text: str
    language: Language
    way: Way
    asking: str
    kinds: Kinds
    comparison: bool
    provinces: tuple[Province, ...]
    agencies: tuple[str, ...]
    years: tuple[int, ...]
    periods: tuple[tuple[int, int], ...]
    terms: tuple[Term, ...]
    words: tuple[str, ...] = field(default=())
    pointing: bool = False

    @property
    def kind(self) -> Kind:
        """The deciding kind; ``"free"`` where no pattern fits."""
        return self.kinds[0] if self.kinds else "free"


def understand(text: str, history: Sequence[str] = ()) -> Question:
    """Read ``text``, completed by the earlier questions where it leans on them."""
    question = _read(text)
    if not history:
        return question
    before = understand(history[-1], history[:-1])
    completed = _complete(question, before)
    if completed is question or {question.way, before.way} != {"vi", "plain"}:
        return completed
    # Typed with diacritics once and without once: read all of it without.
    bare = [strip_marks(nfc(item)) for item in (*history, text)]
    return _complete(_read(bare[-1]), understand(bare[-2], bare[:-2]))


@lru_cache(maxsize=1024)
def _read(text: str) -> Question:
    text = mend(nfc(text)).replace("_", " ")  # as word segmenters write it: "Thanh_Hóa"
    told = _BRANCH.sub(r"\1\2", tidy(text))
    folded = fold(told)
    language = language_of(text)
    way: Way = "en" if language == "en" else ("vi" if has_marks(folded) else "plain")
    shown = _CODE.sub(r"\1 ", told)
    words = syllables(strip_marks(shown) if way != "vi" else shown)
    used: set[int] = set()
    provinces: list[Province] = []
    for named in find_places(shown):
        provinces.append(named.province)
        used.update(_word_range(shown, named.start, named.end))
    agencies: list[str] = []
    terms: list[tuple[int, Term]] = []
    for mention in find_agencies(shown, plain=way != "vi", english=way == "en"):
        at = _word_range(shown, mention.start, mention.end)
        if glossary().agency(mention.name) and used.isdisjoint(at):
            agencies.append(mention.name)
            terms.append((at[0], _agency_term(mention.name, words[at.start : at.stop], way)))
            used.update(at)
    stop = stop_words(way)
    for start, end, notion in notions(way).find(
        [stem(word) for word in words] if way == "en" else words
    ):
        asked = words[start:end]
        if used.isdisjoint(range(start, end)) and not _only_asks(notion, asked, way):
            terms.append((start, _notion_term(notion, asked, way)))
            used.update(range(start, end))
    periods = tuple(dict.fromkeys((int(a), int(b)) for a, b in _PERIOD.findall(folded)))
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(_PERIOD.sub(" ", folded))))
    run: list[str] = []
    names = {fold(name) for name in _NAME.findall(text)}
    for place, word in enumerate([*words, ""]):
        if word and place not in used and word not in stop and not _YEAR.fullmatch(word):
            run.append(word)
            continue
        if run and way == "en":  # English words stand alone; syllables belong together
            terms.extend(
                (place - len(run) + i, Term((single,), proper=single in names))
                for i, single in enumerate(run)
            )
        elif run:
            terms.append((place - len(run), Term((" ".join(run),))))
        run = []
    terms.sort(key=lambda item: item[0])
    kinds = kinds_of(text, language)
    asking = _ASKING.get(kinds[0], frozenset()) if kinds else frozenset()
    return Question(
        text=text,
        language=language,
        way=way,
        asking=fold(text),
        kinds=kinds,
        comparison=is_comparison(text),
        provinces=tuple(dict.fromkeys(provinces)),
        agencies=tuple(dict.fromkeys(agencies)),
        years=years,
        periods=periods,
        terms=tuple(t for _, t in terms if strip_marks(t.wordings[0]) not in asking),
        words=tuple(words),
        pointing=_leans(folded, way),
    )


def _word_range(text: str, start: int, end: int) -> range:
    """Return the words of ``text`` that stand in ``[start, end)``, by their numbers."""
    first = len(typed_words(text[:start]))
    return range(first, first + len(typed_words(text[start:end])))


def _leans(folded: str, way: Way) -> bool:
    """Tell whether a question points back: "Thế còn …?", "kế hoạch đó"."""
    if way == "plain":
        return bool(_FOLLOW_PLAIN.search(strip_marks(folded)))
    return bool(_FOLLOW.search(folded) or _POINTING.search(folded))


def _only_asks(notion: Notion, asked: Sequence[str], way: Way) -> bool:
    """Tell whether a notion's words only ask or join ("thực hiện", "kế hoạch").

    Without diacritics "chung nhan" is spelt with such words and is none: its accented
    form decides.
    """
    if way == "plain":
        bare = " ".join(asked)
        wording = next((w for w in notion.wordings if strip_marks(w) == bare), bare)
        asked, way = wording.split(), "vi" if wording != bare else way
    stop = stop_words(way)
    return all(word in stop or _YEAR.fullmatch(word) for word in asked)


def _agency_term(name: str, asked: Sequence[str], way: Way) -> Term:
    agency = glossary().agency(name)
    wordings = [name, *(agency.short if agency else ())]
    if way != "en":
        wordings = [" ".join(asked), *wordings]
    return Term(_folded(tuple(wordings), way == "plain"), known=True, agency=name)


def _notion_term(notion: Notion, asked: Sequence[str], way: Way) -> Term:
    wordings = notion.wordings if way == "en" else (" ".join(asked), *notion.wordings)
    return Term(_folded(tuple(wordings), way == "plain"), known=True)


@lru_cache(maxsize=8192)
def _folded(wordings: tuple[str, ...], plain: bool) -> tuple[str, ...]:
    """Return each wording once, as syllables parted by a space."""
    folded = (" ".join(syllables(strip_marks(w) if plain else w)) for w in wordings)
    return tuple(dict.fromkeys(folded))


def _complete(question: Question, before: Question) -> Question:
    """Fill what a follow-up leaves out from the question before it."""
    own = [term for term in question.terms if not term.agency]
    size = sum(len(term.wordings[0].split()) for term in own)
    bare = not question.terms
    leans = bare or question.pointing or (size <= _FEW and not question.provinces)
    if not leans:
        return question
    again = before.kind == "basis" and question.kind in ("number_of_plan", "number")
    kinds = before.kinds if again or _only_linking(question) else question.kinds
    # "Thế còn Thái Nguyên?" asks the same of another province, "Ai ký?" another thing of the same.
    asks_other = bool(own) and size > 1 and not question.pointing
    # "Sở Công Thương phải làm những gì?" asks of an agency all that it does.
    duties = question.kind == "role" and bool(question.agencies) and not question.pointing
    terms = question.terms if asks_other or duties else (*before.terms, *question.terms)
    named = question.provinces or question.periods
    return replace(
        question,
        kinds=kinds,
        asking=question.asking if kinds == question.kinds else before.asking,
        provinces=question.provinces or before.provinces,
        agencies=question.agencies
        or (before.agencies if kinds == before.kinds or bare else ()),
        years=question.years or (() if named else before.years),
        periods=question.periods or (() if named else before.periods),
        terms=terms,
        words=(*question.words, *(_plan_words(before) if named else before.words)),
    )


def _only_linking(question: Question) -> bool:
    """Tell whether the kinds come from "thì sao", "còn … thì thế nào" alone."""
    return not question.kinds or (question.kinds[0] == "role" and not question.agencies)


def _plan_words(question: Question) -> tuple[str, ...]:
    """The words of a question by which a plan is told, the provinces' names left out."""
    names = {word for province in question.provinces for word in syllables(province.name)}
    plain = {strip_marks(word) for word in names}
    return tuple(word for word in question.words if word not in names and word not in plain)


def without(question: Question, numbers: frozenset[str]) -> Question:
    """Take out the numbers that said which document: nothing is left to look for in them."""
    if not numbers:
        return question
    terms = []
    for term in question.terms:
        words = [word for word in term.wordings[0].split() if word not in numbers]
        if words == term.wordings[0].split():
            terms.append(term)
        elif words:
            terms.append(replace(term, wordings=(" ".join(words),)))
    years = tuple(year for year in question.years if str(year) not in numbers)
    return replace(question, terms=tuple(terms), years=years)
