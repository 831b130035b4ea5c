"""What an abbreviation or a short name stands for, as the documents write it out."""

from __future__ import annotations

from hoidap.assistant.draft import Draft, DraftClaim, Nothing, Quote, quote_of, shorten
from hoidap.assistant.evidence import Searcher
from hoidap.assistant.reading.question import Question
from hoidap.assistant.reading.scope import Scope
from hoidap.assistant.wording import say
from hoidap.ingest.plan import Plan
from hoidap.records.definitions import SHORT_FORM, Definition, abbreviation
from hoidap.text.glossary import glossary
from hoidap.text.vietnamese import contains, fold

_OF_DOCUMENTS = frozenset({"UBND", "HĐND", "QĐ", "KH"})


def answer_definition(question: Question, scope: Scope, searcher: Searcher) -> Draft:
    """Say what the short form asked about stands for, where a document writes both."""
    asked = _asked(question, scope, searcher)
    for short in asked:
        claims: list[DraftClaim] = []
        seen: set[str] = set()
        for name in scope.sources:
            plan = searcher.index.plans[name]
            found = searcher.index.records[name].definitions
            explained = next(
                (d for d in found if d.form == "sentence" and d.term == short), None
            )
            if explained is not None:
                said = shorten(explained.text, 400)
                claims.append(DraftClaim(said, (_quote(plan, explained),)))
                continue
            for spelt in found:
                if spelt.form != "long" or fold(spelt.term) != fold(short):
                    continue
                if fold(spelt.text) not in seen:
                    seen.add(fold(spelt.text))
                    claims.append(_claim(question, plan, spelt, short))
        if claims:
            return claims[:3]
    if asked:
        return Nothing(
            f"Các văn bản trong phạm vi không giải thích “{asked[0]}”.",
            f"The documents in scope do not spell out “{asked[0]}”.",
        )
    return Nothing("", "")


def _quote(plan: Plan, found: Definition) -> Quote:
    place = next(
        p for p in plan.provisions if (p.locator, p.spans) == (found.locator, found.spans)
    )
    return quote_of(plan, place)


def _claim(question: Question, plan: Plan, spelt: Definition, short: str) -> DraftClaim:
    quote, long = _quote(plan, spelt), spelt.text
    entry = abbreviation(short)
    if question.language == "en" and entry and fold(entry.vi) == fold(long):
        return DraftClaim(
            say("means_en", "en", short=short, long=long, english=entry.en), (quote,)
        )
    return DraftClaim(say("means", question.language, short=short, long=long), (quote,))


def _asked(question: Question, scope: Scope, searcher: Searcher) -> list[str]:
    """Return the terms asked about: what the documents explain first, then short forms."""
    explained = dict.fromkeys(
        definition.term
        for name in scope.sources
        for definition in searcher.index.records[name].definitions
    )
    asked = [term for term in explained if contains(question.text, term)]
    asked += (match.group() for match in SHORT_FORM.finditer(question.text))
    asked += (
        short
        for known in glossary().abbreviations
        for short in known.short
        if fold(short) in question.words
    )
    # What stands for the document itself is hardly what is asked about.
    return sorted(dict.fromkeys(asked), key=lambda term: term in _OF_DOCUMENTS)
