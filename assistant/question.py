"""A question understood: what it asks for, where to look, the words to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answer import Language
from assistant.intent import Kind, is_comparison, kinds_of
from assistant.language import language_of
from assistant.lexicon import Notion, lexicon
from ingest.agency import agency_key
from ingest.glossary import Province
from ingest.vietnamese import fold, has_marks, strip_marks, syllables

# Words that ask or join and say nothing of the matter.
_STOP_VI = (
    "ai là gì nào của và ở tại trong cho các những được bởi thì mà có không ra sao thế vậy này đó kia ấy khi bao nhiêu mấy "
    "theo về với để từ đến tới vào do bị cần phải sẽ đã đang rất nhất hay hoặc như nếu cũng còn chỉ mỗi một "
    "hỏi xin vui lòng tôi mình em anh chị bạn ơi nhé ạ à nhỉ hả muốn biết giúp hãy nêu đâu lấy lo làm gồm bao đơn vị cơ quan sở nào "
    "chủ trì phối hợp phụ trách đầu mối chịu trách nhiệm thời gian khi bao giờ ngày năm hạn kết quả sản phẩm ký kế hoạch quyết định văn bản "
    "tỉnh địa bàn số qđ kh ubnd nhiệm vụ việc công tác mục tiêu chỉ tiêu thực hiện triển khai liệt kê kể tên so sánh khác nhau giống "
    "giao được hỗ trợ trên dưới dự kiến đạt cụ thể đối hiện nay năm nay xem đề nghị cho biết bên phần ông bà người nơi nhận "
    "việc mục nội dung danh sách đó giữa thuộc nhau chung riêng hàng hằng nữa lại đều tổ chức bằng vì sao giờ ít khoảng"
).split()  # fmt: skip
_STOP_EN = (
    "a an the of is are was were be been being do does did has have had will would shall should can could may might must "
    "what which who whom whose when where why how many much often long in on at to for from by with about into over under "
    "and or not no yes if then than that this these those there here it its they them their he she his her i me my we our you your "
    "please tell give show name list lead leads leading led responsible charge coordinate coordinates coordinating agency agencies "
    "department departments body bodies organisation organization plan plans decision document province provincial province's year years "
    "annual annually date deadline due expected result results output outputs deliverable sign signed signs compare versus both "
    "task tasks s does each every per according also any all some help offer mention mentions mentioned say says said state states "
    "support supports get gets given asked need needs required so such only same other than keep keeping main mean means stand stands "
    "provide provides want wants number least minimum aim aims abroad apart during between using use used against as out up after before within one"
).split()  # fmt: skip
_KEEP_FOR: dict[str, tuple[str, ...]] = {"support": (), "budget": ()}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–]|đến|den|to|until|tới)\s*(20\d\d)(?!\d)")
_BRANCH = re.compile(r"(chi nhánh|chi nhanh|branch)\b[^,;?.]{0,20}[-–][^,;?.]{0,14}")
_FOLLOW = re.compile(
    r"^(?:thế còn|thế|còn|vậy còn|vậy thì|vậy|thế thì|rồi|ok|và|what about|how about|and|then|so)\b|(?:thì sao|thế nào|ra sao)\W*$"
)
_POINTING = re.compile(
    r"\b(?:đó|này|ấy|trên|nói trên|vừa rồi|kế hoạch này|việc này|nhiệm vụ này|it|that|this|those|these|they|its|there|same)\b"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: ``wordings`` are alternatives, folded; ``size`` its syllables asked.

    ``known`` is false for a word that no glossary entry holds.
    """

    wordings: tuple[str, ...]
    known: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked.

    ``kinds`` holds every reading, the deciding one first; ``provinces`` those named;
    ``terms`` what to look for, in the order asked; ``way`` how it is written
    (``"vi"``, ``"plain"`` without diacritics, ``"en"``).
    """

    text: str
    language: Language
    way: str
    kinds: tuple[Kind, ...]
    comparison: bool
    provinces: tuple[Province, ...]
    agencies: tuple[str, ...]
    years: tuple[int, ...]
    period: tuple[int, int] | None
    terms: tuple[Term, ...]
    words: tuple[str, ...] = field(default=())
    pointing: bool = False

    @property
    def kind(self) -> Kind:
        """The deciding kind; ``"free"`` where no pattern fits."""
        return self.kinds[0] if self.kinds else "free"


@lru_cache(maxsize=3)
def _stop_words(way: str) -> frozenset[str]:
    if way == "en":
        return frozenset(_STOP_EN)
    words = frozenset(_STOP_VI)
    return words if way == "vi" else frozenset(strip_marks(word) for word in words)


def understand(text: str, history: Sequence[str] = ()) -> Question:
    """Read ``text``, completed by the earlier questions where it leans on them."""
    question = _read(text)
    if not history:
        return question
    before = understand(history[-1], history[:-1])
    return _complete(question, before)


@lru_cache(maxsize=1024)
def _read(text: str) -> Question:
    folded = _BRANCH.sub(r"\1", fold(text))
    language = language_of(text)
    way = "en" if language == "en" else ("vi" if has_marks(folded) else "plain")
    words = syllables(strip_marks(folded) if way != "vi" else folded)
    tables = lexicon(way)
    used: set[int] = set()
    provinces: list[Province] = []
    for start, end, province in tables.provinces.find(words):
        provinces.append(province)
        used.update(range(start, end))
    agencies: list[str] = []
    terms: list[tuple[int, Term]] = []
    for start, end, name in tables.agencies.find(words):
        if used.isdisjoint(range(start, end)):
            agencies.append(name)
            used.update(range(start, end))
    stop = _stop_words(way)
    for start, end, notion in tables.notions.find(words):
        if used.isdisjoint(range(start, end)) and not all(word in stop for word in words[start:end]):
            terms.append((start, _notion_term(notion, words[start:end], way)))
            used.update(range(start, end))
    years = tuple(int(year) for year in _YEAR.findall(folded))
    span = _PERIOD.search(folded)
    run: list[str] = []
    for place, word in enumerate([*words, ""]):
        if word and place not in used and word not in stop:
            run.append(word)
            continue
        if run:
            terms.append((place - len(run), Term((" ".join(run),))))
            run = []
    terms.sort(key=lambda item: item[0])
    return Question(
        text=text,
        language=language,
        way=way,
        kinds=tuple(kinds_of(text, language)),
        comparison=is_comparison(text),
        provinces=tuple(dict.fromkeys(provinces)),
        agencies=tuple(dict.fromkeys(agencies)),
        years=years,
        period=(int(span[1]), int(span[2])) if span else None,
        terms=tuple(term for _, term in terms),
        words=tuple(words),
        pointing=bool(_FOLLOW.search(folded) or _POINTING.search(folded)),
    )


def _notion_term(notion: Notion, asked: Sequence[str], way: str) -> Term:
    wordings = notion.wordings if way == "en" else (" ".join(asked), *notion.wordings)
    folded = [fold(word) for word in wordings]
    if way == "plain":
        folded = [strip_marks(word) for word in folded]
    return Term(tuple(dict.fromkeys(folded)), known=True)


def _complete(question: Question, before: Question) -> Question:
    """Fill what a follow-up leaves out from the question before it."""
    own = [term for term in question.terms if not _is_year(term)]
    bare = not own and not question.agencies
    few = sum(len(term.wordings[0].split()) for term in own) <= 2  # noqa: PLR2004
    if not (bare or question.pointing or (few and not question.provinces and not question.comparison)):
        return question
    kinds = question.kinds if question.kinds and not _only_linking(question) else before.kinds
    terms = question.terms if own else (*_without_years(before.terms, drop=bool(question.years)), *question.terms)
    same_matter = question.pointing and own and not bare and len(own) <= 1
    if same_matter and question.kinds and question.kind == before.kind:
        terms = (*before.terms, *question.terms) if not question.provinces else question.terms
    return replace(
        question,
        kinds=kinds,
        comparison=question.comparison,
        provinces=question.provinces or before.provinces,
        agencies=question.agencies or (before.agencies if bare and kinds == before.kinds else question.agencies),
        years=question.years or before.years,
        period=question.period or before.period,
        terms=terms,
        words=(*question.words, *(before.words if not question.provinces else _plan_words(before))),
    )


def _only_linking(question: Question) -> bool:
    """Tell whether the kinds come from "thì sao", "còn … thì thế nào" alone."""
    return question.kinds == ("role",) and not question.agencies or question.kinds in ((), ("free",))


def _plan_words(question: Question) -> tuple[str, ...]:
    """The words of a question by which a plan is told, the provinces' names left out."""
    names = {word for province in question.provinces for word in syllables(province.name)}
    plain = {strip_marks(word) for word in names}
    return tuple(word for word in question.words if word not in names and word not in plain)


def _is_year(term: Term) -> bool:
    return all(word.isdigit() for word in term.wordings[0].split())


def _without_years(terms: tuple[Term, ...], *, drop: bool) -> tuple[Term, ...]:
    return tuple(term for term in terms if not (drop and _is_year(term)))


def same_agency(one: str, other: str) -> bool:
    """Tell whether two names mean one agency."""
    return agency_key(one) == agency_key(other)
