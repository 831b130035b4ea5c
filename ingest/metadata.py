"""A document's metadata: what it is, whose, from when, for how long.

The layout is that of Nghị định 30/2020/NĐ-CP: number and place-and-date at the head,
kind and title below, legal bases, at the end recipients and the signer under the
title of the office.  A part that the document leaves blank stays ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hoidap.ingest.lines import clean, is_caps
from hoidap.ingest.outline.frame import DOCUMENT_KINDS
from hoidap.ingest.plan import Fact, Plan, Provision
from hoidap.text.agencies import starts_agency
from hoidap.text.figures import figures
from hoidap.text.places import find_places, unit_and_name
from hoidap.text.vietnamese import LOWER, UPPER, fold, squeeze

_NUMBER = re.compile(
    r"Số\s*:\s*(?P<number>\d\w*\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]\w*(?:\s*[-–]\s*[A-ZĐ][\w&]*)*)"
)
_PLACE_DATE = re.compile(
    rf"(?P<place>(?:(?:TP\.?|[{UPPER}][{LOWER}']+)\s*){{1,5}}),"
    r"\s*ngày\s*(?P<day>\d{0,2})\s*[.…]*\s*tháng\s*(?P<month>\d{0,2})\s*[.…]*\s*năm\s*(?P<year>\d{4})"
)
_PERIOD = re.compile(
    r"giai đoạn\s*(?:từ\s*)?(?P<a>(?:19|20)\d\d)\s*(?:[-–]|đến)\s*(?P<b>(?:19|20)\d\d)(?!\d)",
    re.I,
)
_UNTIL = re.compile(
    r"đến (?:hết )?năm (?P<b>20\d\d)(?P<on>\s*(?:và những năm tiếp theo|, (?:định hướng|tầm nhìn)(?: đến)?(?: năm)?(?: 20\d\d)?))?",
    re.I,
)
_OFFICE = re.compile(
    r"(?:PHÓ |KT\. ?|TL\. ?)*(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG)",
    re.I,
)
_PERSON = re.compile(r"(?:[^\W\d_]+\s+){1,5}[^\W\d_]+$")
_ISSUER = re.compile(r"(?:ubnd|ủy ban nhân dân)\s+(?:tỉnh|thành phố|tp\.?)\s+", re.I)


def read_metadata(provisions: Sequence[Provision], name: str) -> Plan:
    """Read the metadata out of a document's ``provisions``; ``name`` is the file's name.

    :returns: the plan of these provisions
    """
    kind, title, title_fact = _title(provisions)
    letterhead = [p for p in provisions if p.kind == "letterhead"]
    number = _first(letterhead, _NUMBER, "number")
    issued, issued_on, year, place = _issued(letterhead)
    signer, signer_title = _signer(provisions)
    bases = _bases(provisions)
    province = _province(
        [place or "", *(p.text for p in provisions[:60]), *(p.text for p in provisions[-40:])]
    )
    if year is None:
        year = _year_named(provisions, name)
    period, period_fact = _period(title, title_fact, year)
    return Plan(
        source=name,
        kind=kind,
        title=title,
        province=province,
        issuer=f"Ủy ban nhân dân {unit_and_name(province)}" if province else None,
        number=number,
        issued=issued,
        issued_on=issued_on,
        year=year,
        signer=signer,
        signer_title=signer_title,
        bases=bases,
        period=period,
        period_fact=period_fact,
        recipients=tuple(Fact(p.text, p.spans) for p in provisions if p.kind == "recipients"),
        provisions=tuple(provisions),
    )


def _title(provisions: Sequence[Provision]) -> tuple[str, str, Fact | None]:
    """Return the kind, the title and where the title stands: the first pair in the text."""
    for place, provision in enumerate(provisions):
        if provision.kind != "title" or fold(provision.text).rstrip(" :") not in DOCUMENT_KINDS:
            continue
        kind = fold(provision.text).rstrip(" :").capitalize()
        lines: list[Provision] = []
        for following in provisions[place + 1 :]:
            if following.kind != "title" or (
                lines and (is_caps(following.text) or following.text.startswith("("))
            ):
                break
            if (
                following.text.endswith("QUYẾT ĐỊNH:")
                or _ISSUER.match(following.text)
                and is_caps(following.text)
            ):
                break
            lines.append(following)
        text = squeeze(" ".join(line.text for line in lines)).strip("() ")
        spans = tuple(span for line in lines for span in line.spans)
        return kind, text, Fact(text, spans) if lines else None
    first = next(
        (p for p in provisions if p.kind in ("title", "heading", "clause", "paragraph")), None
    )
    return (
        "Văn bản",
        clean(first.text)[:300] if first else "",
        Fact(first.text, first.spans) if first else None,
    )


def _first(
    provisions: Sequence[Provision], pattern: re.Pattern[str], group: str
) -> Fact | None:
    for provision in provisions:
        match = pattern.search(provision.text)
        if match:
            return Fact(re.sub(r"\s+", "", match[group]), provision.spans)
    return None


def _issued(
    letterhead: Sequence[Provision],
) -> tuple[Fact | None, date | None, int | None, str | None]:
    """Return the date line, the date where it is whole, the year, and the place."""
    for provision in letterhead:
        match = _PLACE_DATE.search(provision.text)
        if not match:
            continue
        year = int(match["year"])
        whole = None
        if match["day"] and match["month"]:
            try:
                whole = date(year, int(match["month"]), int(match["day"]))
            except ValueError:
                whole = None
        return Fact(clean(match.group()), provision.spans), whole, year, match["place"].strip()
    return None, None, None, None


def _signer(provisions: Sequence[Provision]) -> tuple[Fact | None, str | None]:
    """Return who signed, and under which title: the name below the office."""
    office = None
    for provision in provisions:
        if provision.kind != "signature":
            continue
        offices = _OFFICE.findall(provision.text)
        if is_caps(provision.text) or offices:
            office = clean(offices[-1]).capitalize() if offices else office
            rest = _OFFICE.split(provision.text)[-1].strip(" .*")
            if offices and rest and _PERSON.match(rest) and not is_caps(rest):
                return Fact(rest, provision.spans), office
        elif office and _PERSON.match(provision.text):
            return Fact(provision.text, provision.spans), office
    return _signer_beside(provisions) or (None, office)


def _signer_beside(provisions: Sequence[Provision]) -> tuple[Fact, str] | None:
    """Find the signer where a converter put the two columns at the end on the same lines.

    ``- Lưu: VT, KGVX;          Nguyễn Văn A``: the office stands behind earlier recipients,
    the name behind the last.
    """
    beside = [p for p in provisions if p.kind == "recipients"]
    offices = [
        m for p in beside for m in re.findall(r"(?:PHÓ )?CHỦ TỊCH|(?:PHÓ )?GIÁM ĐỐC", p.text)
    ]
    if not offices:
        return None
    for provision in reversed(beside):
        match = re.search(
            rf";\s*((?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+)$", provision.text
        )
        if match and not starts_agency(match.group(1)):
            return Fact(match.group(1), provision.spans), clean(offices[-1]).capitalize()
    return None


def _bases(provisions: Sequence[Provision]) -> tuple[Fact, ...]:
    return tuple(Fact(p.text.rstrip(" ;.,"), p.spans) for p in provisions if p.kind == "basis")


def _province(texts: Sequence[str]) -> str | None:
    """Return the province named most often after "tỉnh" or "thành phố" (or alone at a date)."""
    votes: dict[str, int] = {}
    for number, text in enumerate(texts):
        named: dict[str, bool] = {}  # each once in a text, and whether behind its unit
        for place in find_places(text):
            name = place.province.name
            named[name] = named.get(name, False) or bool(place.unit)
        for name, with_unit in named.items():
            points = (3 if with_unit else 0) + (10 if number == 0 else 1)
            votes[name] = votes.get(name, 0) + points
    return max(votes, key=lambda name: votes[name]) if votes else None


def _period(
    title: str, fact: Fact | None, year: int | None
) -> tuple[tuple[int, int | None] | None, Fact | None]:
    """Return the years that the title names, with its words and where they stand."""
    match = _PERIOD.search(title)
    period: tuple[int, int | None] | None = None
    if match:
        period = int(match["a"]), int(match["b"])
    elif (match := _UNTIL.search(title)) and year is not None:
        period = year, None if match["on"] else int(match["b"])
    if match is None or period is None or fact is None:
        return None, None
    words = squeeze(match.group())
    return period, Fact(words.lower() if is_caps(words) else words, fact.spans)


def _year_named(provisions: Sequence[Provision], name: str) -> int | None:
    """Guess the year of an undated document: the latest date it refers to, else the file's name."""
    years = [
        int(year)
        for p in provisions
        if p.kind in ("title", "basis", "paragraph", "letterhead")
        for year in re.findall(r"(?:ngày|năm|/)\s*…*\s*(20\d\d)\b", p.text)
    ]
    dated = [  # in figures, as what a document rests on is dated; its deadlines are in words
        figure.year
        for p in provisions
        if p.kind in ("basis", "title", "paragraph")
        for figure in figures(p.text)
        if figure.kind == "date" and figure.year and "/" in figure.text
    ]
    annex = [
        int(y) for p in provisions for y in re.findall(r"tháng[\s.…]*năm\s*(20\d\d)", p.text)
    ]
    if annex:
        return annex[0]
    if dated:
        return max(dated)
    in_name = re.search(r"(?<!\d)20\d\d(?!\d)", name)
    if in_name:
        return int(in_name.group())
    return max(years) if years else None
