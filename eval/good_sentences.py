"""Good sentences over the evidence of the gold questions, in several forms.

The wording is of the kind that models use, whatever the check makes of it; the facts come
from the documents as read, the answer's own claims and the gold answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from hoidap.assistant.answer import Language
from hoidap.assistant.llm.source import NumberedSource
from hoidap.assistant.wording import agencies_shown, plan_label
from hoidap.eval.generated import Good, Setting, paraphrases
from hoidap.ingest.plan import Assignment, Plan
from hoidap.text.sentences import sentences, without_sign
from hoidap.text.vietnamese import fold, squeeze, syllables

FORMS = ("paraphrase", "claim", "verbatim", "statement", "gold", "echo", "short", "spelling")
"""The forms, in the order of the report."""

_CLAIMS = 3  # claims of one answer that sentences are made of
_QUOTED = re.compile(r"“…?\s*([^”]+?)\s*…?”")


def good_sentences(case: Setting) -> Iterator[Good]:
    """Yield good sentences for a question, each text once."""
    seen = set[str]()
    for good in _all(case):
        if good.text not in seen and good.markers:
            seen.add(good.text)
            yield good


def _all(case: Setting) -> Iterator[Good]:
    language = case.answer.language
    for number, claim in enumerate(case.answer.claims[:_CLAIMS]):
        text = claim.text.rstrip(" …")
        if language == "en" and _is_vietnamese(text):
            text = f"The document says: “{_unquoted(text)}”."
        yield Good("claim", text, claim.citations, language)
        first = case.source(claim.citations[0])
        made = [
            Good(form, text, (first.marker,), language)
            for form, text in (
                *_verbatim(first, language),
                *_statements(first, claim.text, language),
            )
        ]
        if not number:
            made += _echo(case, first)
        yield from made
        for good in made[:3]:
            yield from _respelled(good)
    yield from _gold(case)
    for text, markers in paraphrases().get(case.question.id, ()):
        yield Good("paraphrase", text, markers, language)


def _is_vietnamese(text: str) -> bool:
    """Tell whether a claim is in the documents' words, with no English before them."""
    if re.search(r" stands for | lead jointly\.", text):
        return False
    return re.search(r"(?:^|: )(?:Signed by |[A-Z][A-Za-z/ ]+(?= \(|[:.;,]| \d))", text) is None


def _unquoted(text: str) -> str:
    found = _QUOTED.search(text)
    return found[1] if found and len(found[1]) > 40 else _plain_quotes(text)


def _plain_quotes(text: str) -> str:
    text = re.sub(r" \(signed on [^)]*\)", "", text)
    return text.replace("“", "‘").replace("”", "’")


def _verbatim(source: NumberedSource, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the source's own first sentence, as Vietnamese or quoted in English."""
    provision = source.provision
    if provision is None or provision.kind == "signature":
        return
    task = provision.assignment.task if provision.assignment and provision.kind == "row" else ""
    parts = sentences(task or provision.text)
    said = without_sign(squeeze(parts[0])).rstrip(".;") if parts else ""
    said = re.sub(r"\*\*", "", said)
    if len(said) < 30 or len(said) > 700:
        return
    if language == "vi":
        yield "verbatim", f"{said}."
    else:
        yield "verbatim", f"According to the {_named(source.plan, language)}, “{said}”."


def _statements(
    source: NumberedSource, claim: str, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield full sentences on the facts that the source states."""
    plan, provision = source.plan, source.provision
    named = _named(plan, language)
    if provision and provision.kind == "signature" and plan.signer:
        name, title = plan.signer.value, plan.signer_title or ""
        if language == "vi":
            yield "statement", f"{named} do {title.lower()} {name} ký ban hành."
        else:
            yield "statement", f"The {named} was signed by {name}."
        return
    if provision and provision.assignment:
        yield from _assigned(provision.assignment, source.citation.quote, named, language)
    found = _QUOTED.search(claim)
    if found and language == "vi":
        words = found[1]
        yield "statement", f"Theo {named}, {words[:1].lower()}{words[1:].rstrip('.;')}."


def _assigned(
    assignment: Assignment, quote: str, named: str, language: Language
) -> Iterator[tuple[str, str]]:
    task = squeeze(assignment.task).rstrip(".;")
    if not set(syllables(task)) <= set(syllables(quote)):
        return  # parts of it stand in another passage
    if len(task) > 260:
        task = task[:240].rsplit(" ", 1)[0]
    lower = task[:1].lower() + task[1:]
    leads = tuple(map(_name, assignment.lead))
    helpers = tuple(map(_name, assignment.coordinate))
    time = squeeze(assignment.time).rstrip(".;")
    if language == "vi":
        if leads:
            yield "statement", f"Theo {named}, {_listed(leads, 'và')} chủ trì nhiệm vụ {lower}."
        if leads and helpers:
            yield (
                "statement",
                f"Cơ quan chủ trì là {_listed(leads, 'và')}, "
                f"phối hợp với {_listed(helpers, 'và')}.",
            )
        if helpers:
            yield (
                "statement",
                f"Đơn vị phối hợp thực hiện nhiệm vụ này gồm: {_listed(helpers, 'và')}.",
            )
        if time:
            yield "statement", f"Nhiệm vụ “{task}” có thời gian thực hiện là {time.lower()}."
        return
    shown = agencies_shown(leads, "en")
    if leads:
        verb = "leads" if len(leads) == 1 else "jointly lead"
        yield "statement", f"According to the {named}, {shown} {verb} the task “{task}”."
    if leads and helpers:
        yield (
            "statement",
            f"The lead agency is {shown}, "
            f"in coordination with {agencies_shown(helpers, 'en')}.",
        )
    years = re.fullmatch(r"(?:năm )?(\d{4})(?:\s*[-–]\s*(\d{4}))?", time.lower())
    if years:
        when = f"from {years[1]} to {years[2]}" if years[2] else f"in {years[1]}"
        yield "statement", f"The task “{task}” is to be carried out {when}."


def _name(agency: str) -> str:
    return squeeze(agency).rstrip(".;,")


def _listed(names: Sequence[str], and_: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {and_} {names[-1]}"


def _named(plan: Plan, language: Language) -> str:
    """Name a plan as one does in a sentence: "Kế hoạch 2026-2035 của tỉnh Thanh Hóa"."""
    label = plan_label(plan, language)
    province, dash, name = label.partition(" – ")
    if not dash:
        return label
    return (
        f"{name} của tỉnh {province}" if language == "vi" else f"{name} of {province} province"
    )


def _gold(case: Setting) -> Iterator[Good]:
    """Yield sentences in the gold's own words, where a source quotes its evidence."""
    question, language = case.question, case.answer.language
    for group in question.evidence[:2]:
        for support in group[:2]:
            markers = [
                item.marker
                for item in case.sources
                if item.citation.source == support.source
                and fold(support.text) in fold(item.citation.quote)
            ]
            if not markers:
                continue
            named = _named(case.source(markers[0]).plan, language)
            text = (
                f"{named} nêu: “{support.text}”."
                if language == "vi"
                else f"The {named} states: “{support.text}”."
            )
            yield Good("gold", text, (markers[0],), language)
            break


_WHO = re.compile(
    r"\b(?:ai|cơ quan nào|đơn vị nào|sở nào|những sở nào|các sở nào) (?:là )?(chủ trì|ký)\b",
    re.I,
)
_WHO_EN = re.compile(
    r"^(?:who|which (?:agency|agencies|department|departments|body)) (leads?|signed)\b(.*)\?$",
    re.I,
)


def _echo(case: Setting, source: NumberedSource) -> list[Good]:
    """Answer in the question's own words: "Ai chủ trì …?" -> "Sở Y tế chủ trì …"."""
    question = squeeze(case.question.question).rstrip()
    provision = source.provision
    if (
        case.question.history
        or provision is None
        or len(case.answer.claims) > 1
        or " hay " in question
    ):
        return []
    signer = source.plan.signer.value if source.plan.signer else ""
    leads = provision.assignment.lead if provision.assignment else ()
    made = ""
    if found := _WHO.search(question):
        who = (
            signer
            if found[1] == "ký" and provision.kind == "signature"
            else _leaders(leads, "vi")
        )
        if who:
            start = question[: found.start()] + who + f" {found[1]}" + question[found.end() :]
            made = start.split("?")[0].rstrip(" ,") + "."
    elif found := _WHO_EN.search(question):
        signs = found[1].lower() == "signed"
        who = signer if signs and provision.kind == "signature" else _leaders(leads, "en")
        if who and " who " not in found[2]:
            made = f"{who} {found[1].lower()}{found[2]}."
    if not made:
        return []
    return [Good("echo", made[:1].upper() + made[1:], (source.marker,), case.answer.language)]


def _leaders(leads: Sequence[str], language: Language) -> str:
    names = tuple(map(_name, leads))
    if not names:
        return ""
    return _listed(names, "và") if language == "vi" else agencies_shown(names, "en")


_ABBREVIATED = (
    ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
    ("Sở Nông nghiệp và Môi trường", "Sở NN&MT"),
    ("Ủy ban nhân dân", "UBND"),
    ("doanh nghiệp nhỏ và vừa", "DNNVV"),
    ("tiêu chuẩn cơ sở", "TCCS"),
)


def _respelled(good: Good) -> Iterator[Good]:
    """Yield the sentence with abbreviations, and as some servers and models spell it."""
    short = good.text
    for long, abbreviated in _ABBREVIATED:
        short = short.replace(long, abbreviated)
    if short != good.text:
        yield Good("short", short, good.markers, good.language)
    dressed = unicodedata.normalize("NFD", good.text).replace(" - ", " – ")
    dressed = re.sub(r"(\d) ?%", "\\1\u00a0%", dressed).replace(" ", "\u00a0", 2)
    yield Good("spelling", dressed, good.markers, good.language)


def in_other_language(good: Good, case: Setting) -> str | None:
    """Say what a sentence says in the language that was not asked in."""
    other: Language = "en" if good.language == "vi" else "vi"
    source = case.source(good.markers[0])
    if good.form in ("claim", "statement"):
        for _, text in _statements(source, good.text, other):
            return text
    if good.form == "verbatim" and good.language == "en":
        for _, text in _verbatim(source, "vi"):
            return text
    return None
