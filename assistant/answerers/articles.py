"""Answers from documents that are no plans: the one that fits, then its clauses that answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from hoidap.assistant.answerers.fields import ENOUGH
from hoidap.assistant.draft import Draft, DraftClaim, Nothing, quote_of, shorten
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.shelf import (
    DEFINING,
    RUN,
    Asked,
    Library,
    Page,
    folded,
    grams_of,
    head_of,
    outermost,
    title_of,
)
from hoidap.ingest.plan import Provision
from hoidap.text.sentences import without_sign
from hoidap.text.vietnamese import squeeze, syllables

ROOM = 390
"""Characters of an answer from such a document: it is read at a glance."""
_FOUND = 60
_CHOICE = 4  # documents whose clauses are compared
_CLAUSES = 0.5  # how much the best clause tells, beside the document as a whole
_ABOVE = 0.8  # a word in the lines that a point stands under, against one of its own
_ENTITLED = 0.3  # in the title alone
_STATES = 0.25  # a clause that states what is asked for: an amount, a duration, a name
_DEFINES = 0.6  # one that opens with the term asked about: "Lợi tức là …"
_IN_ORDER = 0.3  # one that holds the question's words in its order
_LATER = 0.02  # a clause after the first, where it adds nothing: exceptions come later
_OF_YEAR = 0.15  # the text of a law of the year that a question names
_NEARLY = 0.85  # a further clause is said too when it fits nearly as well
_COVERED = 0.45  # the least share of the question that the clause in its place has to cover
_LONG_TERM = 5  # more syllables than this describe a thing rather than name it
_NAMING = re.compile(r" (?:là|la) ")


def answer_article(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Answer with the clauses of the one document that the question is about."""
    plain = question.way != "vi"
    hits = searcher.index.search(question.text, within=scope.within, limit=_FOUND)
    likely = tuple(dict.fromkeys(hit.passage.source for hit in hits))
    library = Library(likely, searcher, plain=plain)
    asked = Asked(question, library.shelf)
    page = _page_for(asked, library)
    ranked = _ranked(asked, page) if page is not None else []
    if page is None or not ranked or not _enough(question, asked, page, ranked[0][1], searcher):
        number = scope.total
        return Nothing(
            f"Không tìm thấy câu trả lời trong {number} văn bản đã tra.",
            f"The {number} documents searched do not answer this.",
            tuple(searcher.find(question, scope.sources)[:3]),
        )
    return _say_points(asked, page, ranked)


def _page_for(asked: Asked, library: Library) -> Page | None:
    """Choose the document: one that defines the term asked about, else by all its words."""
    scores = library.shelf.scores(asked.shares)
    if not scores.any():
        return None
    if asked.wanted.year:  # "Bộ luật dân sự 2015": a text that bears the year is likelier
        scores += _OF_YEAR * (library.years == asked.wanted.year)
    term = asked.wanted.defined or asked.wanted.overview
    defining = library.defining(term) if term else []
    if defining:
        return library.page(max(defining, key=lambda place: float(scores[place])))

    def score(place: int) -> float:
        ranked = _ranked(asked, library.page(place))
        return float(scores[place]) + _CLAUSES * (ranked[0][0] if ranked else 0.0)

    likely = np.argsort(-scores, kind="stable")[:_CHOICE].tolist()
    return library.page(max(likely, key=score))


def _ranked(asked: Asked, page: Page) -> list[tuple[float, int]]:
    """Score the points of a document by what they cover and state, best first.

    A clause that speaks of the first clause's act again ("Phạm tội thuộc …") covers what
    that one does, and what it adds.
    """
    wanted = asked.wanted
    total = asked.weight(page.all & asked.weights.keys()) or 1.0
    term = " ".join(syllables(wanted.defined or wanted.overview))
    act = max((_covered(asked, page, place, total) for place in page.first), default=0.0)
    scored: list[tuple[float, int]] = []
    for place, text in enumerate(page.texts):
        same = page.same[place]
        if same:
            added = (page.own[place] | page.above[place]) - same - page.title
            score = act + asked.weight(added & asked.weights.keys()) / total
        else:
            score = _covered(asked, page, place, total)
        if place not in page.first:
            score -= _LATER
        if any(map(asked.states, (text, page.heads[place], *page.listed[place]))):
            score += _STATES
        if term:
            if _defines(text, term):
                score += _DEFINES
            elif f" là {term} " in f"{text} " or f" la {term} " in f"{text} ":
                score += _DEFINES / 2  # "… được công nhận là pháp nhân khi …"
        scored.append((score, place))
    scored.sort(key=lambda item: (-item[0], item[1]))
    return _heaviest_first(asked, page, scored) if wanted.most and scored else scored


def _defines(text: str, term: str) -> bool:
    """Tell whether a folded sentence opens with "``term`` là"."""
    match = DEFINING.match(text)
    return match is not None and " ".join(syllables(match.group(1))) == term


def _covered(asked: Asked, page: Page, place: int, total: float) -> float:
    """Return how much of the question a point and the lines above it hold."""
    own, above = page.own[place], page.above[place]
    score = 0.0
    for gram, weight in asked.weights.items():
        if gram in own:
            score += weight
        elif gram in above:
            score += weight * _ABOVE
        elif gram in page.title:
            score += weight * _ENTITLED
    score /= total
    if asked.in_order:
        words = page.words[place]
        runs = sum(
            tuple(words[i : i + RUN]) in asked.in_order for i in range(len(words) - RUN + 1)
        )
        score += _IN_ORDER * min(1.0, runs / len(asked.in_order))
    return score


_YEARS = re.compile(r"(?:đến|den|phạt tù|phat tu) (\d+) (?:năm|nam)\b")
_SUMS = re.compile(r"(\d[\d.]*) (?:đồng|dong)\b")


def _heaviest_first(
    asked: Asked, page: Page, scored: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """Put the clause with the heaviest penalty first: the most that an act can bring.

    Of the clauses that fit nearly as well as the best: "tái phạm" asked about is not
    passed over for a clause on something else.
    """

    def height(place: int) -> tuple[float, float]:
        text = f"{page.heads[place]} {page.texts[place]}"
        amounts = (float(number.replace(".", "") or 0) for number in _SUMS.findall(text))
        if asked.wanted.fined:
            return max(amounts, default=0.0), 0.0
        if re.search(r"tử hình|tu hinh|chung thân|chung than", text):
            return (1e3 + len(re.findall(r"tử hình|tu hinh", text)), 0.0)
        years = max(map(float, _YEARS.findall(text)), default=0.0)
        return years, max(amounts, default=0.0)

    near = [item for item in scored if item[0] >= scored[0][0] * _NEARLY]
    heaviest = max(near, key=lambda item: height(item[1]))
    return [(scored[0][0], heaviest[1]), *(item for item in scored if item is not heaviest)]


def _enough(
    question: Question,
    asked: Asked,
    page: Page,
    best: int,
    searcher: Searcher,
) -> bool:
    """Tell whether the point at ``best``, in its place, covers enough of the question."""
    if question.way == "en":  # its words without an entry in the glossary count too
        weights = searcher.matcher.weights(question, ())
        text = searcher.index.texts[page.plan.source]
        return searcher.matcher.text_coverage(question, weights, text) >= ENOUGH
    term = " ".join(syllables(asked.wanted.defined))
    if term and page.title != frozenset(grams_of(term.split())):
        # "Vốn điều lệ là gì?" is not answered by a clause that only mentions it.
        defines = DEFINING.match(page.texts[best]) or _NAMING.search(page.texts[best])
        if not defines and len(term.split()) <= _LONG_TERM:
            return False
        if _defines(page.texts[best], term):
            return True
    stated = any(map(asked.states, (page.texts[best], page.heads[best], *page.listed[best])))
    if asked.wanted.counts and not stated:
        return False
    return _context(asked, page, best) >= _COVERED


def _context(asked: Asked, page: Page, place: int) -> float:
    """Return the share of the question that a point covers in its place, 0 to 1."""
    held = page.own[place] | page.above[place] | page.same[place] | page.title
    return asked.weight(held & asked.weights.keys()) / (asked.total or 1.0)


def _say_points(asked: Asked, page: Page, ranked: Sequence[tuple[float, int]]) -> Draft:
    """Say the points that answer, the best first, within the room there is."""
    term = grams_of(syllables(asked.wanted.overview))
    if term and sum(gram in page.title for gram in term) >= _TITULAR * len(term):
        return [_overview(asked, page, ranked[0][1])]
    top = ranked[0][0]
    claims: list[DraftClaim] = []
    said: set[int] = set()
    left = ROOM
    for score, place in ranked:
        if score < top * _NEARLY:
            break
        point = page.points[place]
        if place in said or any(page.points[i].provision in point.below for i in said):
            continue
        text, quoted, places = _with_list(asked, page, place, left)
        cut = len(text) > left or text.startswith("…")
        if claims and (cut or (point.below and len(places) == 1)):
            continue  # no room for it or for its list
        said.update(places)
        text = _window(asked, text, left)
        claims.append(DraftClaim(text, tuple(quote_of(page.plan, p) for p in quoted)))
        left -= len(text) + _MARKED
    return claims


_TITULAR = 0.6  # the share of a matter that stands in the title of the document on it
_MARKED = 8  # what a marker, a bullet and a line's end take


def _overview(asked: Asked, page: Page, best: int) -> DraftClaim:
    """Say a document's clauses in order, as many as there is room for.

    From the one that defines the matter, else from the first on.
    """
    term = " ".join(syllables(asked.wanted.overview))
    start = best if _defines(page.texts[best], term) else 0
    kept: list[Provision] = []
    left = ROOM
    for provision in page.plan.provisions[outermost(page.points[start]) :]:
        size = len(squeeze(provision.text)) + 1
        if provision.kind in ("signature", "furniture") or (kept and size > left):
            break
        kept.append(provision)
        left -= size
    text = squeeze(" ".join(provision.text for provision in kept))
    if len(kept) == 1:
        text = _window(asked, squeeze(without_sign(kept[0].text)), ROOM)
    return DraftClaim(text, tuple(quote_of(page.plan, provision) for provision in kept))


def _with_list(
    asked: Asked, page: Page, place: int, room: int
) -> tuple[str, list[Provision], list[int]]:
    """Return a point under the head of its list, or with the items of the list it opens.

    :returns: the text, the provisions it is taken from, the places of the points it says
    """
    plan, point = page.plan, page.points[place]
    head = head_of(plan, point.above)
    text = page.item(place) if point.above else point.text
    items = _items(asked, page, place, room - len(head) - len(text) - 1)
    text = " ".join((text, *map(page.item, items)))
    quoted = [plan.provisions[i] for i in (*point.above, point.provision)]
    quoted += [plan.provisions[page.points[i].provision] for i in items]
    if (
        asked.wanted.whom
        and not asked.wanted.defined
        and not any(map(asked.states, (page.texts[place], page.heads[place])))
    ):  # a duty whose bearer only the title names
        head = f"{title_of(plan)}: {head}".strip()
        quoted.insert(0, plan.provisions[0])
    if len(head) + len(text) + 1 > room and _LEAST_HEAD < room - len(text) < len(head) + 1:
        # The end of a head says what becomes of the items below it.
        head = _window(asked, head, room - len(text) - 1, end=True)
    return f"{head} {text}".strip(), quoted, [place, *items]


def _items(asked: Asked, page: Page, place: int, room: int) -> list[int]:
    """Return the items of the list that a point opens, in order, as many as there is room for.

    Where there is none for all, those that hold most of the question stay.
    """
    below = page.points[place].below
    items = [i for i, p in enumerate(page.points) if p.provision in below and page.opens[i]]
    kept = []
    total = asked.total or 1.0
    for i in sorted(items, key=lambda i: (-round(asked.weight(page.own[i]) / total, 1), i)):
        size = len(page.item(i)) + 1
        if size <= room:
            kept.append(i)
            room -= size
    return sorted(kept)


_LEAST_HEAD = 60  # a head cut shorter says nothing


def _window(asked: Asked, text: str, room: int, *, end: bool = False) -> str:
    """Cut ``text`` to the stretch of ``room`` characters that holds most of what is asked for.

    :param end: keep the end of it
    """
    if len(text) <= room:
        return text
    best, chosen = -1.0, 0
    for start in (0, *(match.end() for match in re.finditer(r"[,;:.]\s+", text))):
        if end and len(text) - start > room - 2:
            continue
        piece = folded(text[start : start + room - 4], plain=asked.plain)
        score = asked.weight(set(grams_of(syllables(piece)))) / (asked.total or 1.0)
        if asked.wanted.stated is not None:
            stated = sum(len(match.group()) for match in asked.wanted.stated.finditer(piece))
            score += min(1.0, stated / 80)
        if score > best + 1e-9:
            best, chosen = score, start
    if best < 0:
        tail = text[-(room - 2) :]
        return "… " + tail[tail.find(" ") + 1 :]
    return ("… " if chosen else "") + shorten(text[chosen:], room - (2 if chosen else 0))
