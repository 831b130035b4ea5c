"""Questions and answers as HTML; whatever people or documents wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from hoidap.assistant.answer import Answer, Citation, Language
from hoidap.assistant.chat.conversation import Conversation, Corpus, Failure, Turn
from hoidap.assistant.chat.icons import icon
from hoidap.assistant.chat.labels import LABELS, Labels
from hoidap.assistant.llm.engine import Progress
from hoidap.assistant.wording import generation_line, plan_label
from hoidap.ingest.plan import Plan
from hoidap.text.vietnamese import shortened, squeeze

_MARKER = re.compile(r"\[(\d{1,4})\]")
_LISTED = 4  # sources shown at once; the others unfold
_WELCOMED = 50  # documents that the first screen lists
_SNIPPET = 180  # characters of a nearest passage
_QUESTION_SHOWN = 400  # characters of a question above its answer


def document_name(plans: Mapping[str, Plan], citation: Citation, language: Language) -> str:
    """Name a citation's document in a few words."""
    plan = plans.get(citation.source)
    return plan_label(plan, language) if plan else citation.title


def thread(
    conversation: Conversation, corpus: Corpus, language: Language, pending: str | None = None
) -> str:
    """Return the welcome and the turns of ``conversation``.

    :param pending: a question that is being answered
    """
    words = LABELS[language]
    turns = [turn_html(turn, language) for turn in conversation.turns]
    if pending is not None:
        waiting = (
            '<div class="reply is-waiting" role="status"><span class="dots" aria-hidden="true">'
            f"<i></i><i></i><i></i></span>{words.searching}</div>"
        )
        turns.append(_turn(conversation.next_id, pending, waiting, words))
    # What grows is read out once, when it is whole.
    growing = any(isinstance(turn.outcome, Progress) for turn in conversation.turns)
    busy = 'aria-busy="true" ' if growing else ""
    return (
        f"{welcome(corpus, language)}"
        f'<div class="turns" role="log" {busy}aria-label="{words.talk}" '
        f'data-lost="{escape(words.lost)}">{"".join(turns)}</div>'
    )


def welcome(corpus: Corpus, language: Language) -> str:
    """Return what the page is, the documents it knows and questions to begin with."""
    words = LABELS[language]
    groups = words.shown_examples(set(corpus.catalogue.provinces))
    columns = "".join(
        f'<section><h3>{group}</h3><ul role="list">'
        + "".join(
            f'<li><button type="button" class="example" data-ask="{escape(question)}">'
            f"{escape(question)}</button></li>"
            for question in questions
        )
        + "</ul></section>"
        for group, questions in groups.items()
        if questions
    )
    entries = sorted(entry.source for entry in corpus.catalogue.entries(limit=_WELCOMED))
    listed = "".join(_document(corpus.plans[source], language) for source in entries)
    rest = len(corpus.catalogue) - len(entries)
    if rest:
        listed += f"<li>{words.more_documents.format(n=rest)}</li>"
    summary = words.documents.format(n=len(corpus.catalogue))
    return (
        f'<section class="welcome"><p class="tagline">{words.tagline}</p>'
        f'<details class="documents" data-key="documents"><summary>{icon("document")}'
        f'{summary}</summary><ul role="list">{listed}</ul></details>'
        f'<div class="examples">{columns}</div></section>'
    )


def _document(plan: Plan, language: Language) -> str:
    words = LABELS[language]
    name = escape(plan_label(plan, language))
    facts = [plan.province, str(plan.year) if plan.year else None]
    under = " · ".join(escape(fact) for fact in facts if fact)
    return (
        f'<li><button type="button" data-read="{escape(plan.source)}" '
        f'aria-label="{name}: {words.read_document}"><strong>{name}</strong>'
        f"<span>{escape(squeeze(plan.title))}</span><small>{under}</small></button></li>"
    )


def turn_html(turn: Turn, language: Language) -> str:
    """Return a question with its answer, its refusal or why there is neither."""
    words = LABELS[language]
    if isinstance(turn.outcome, Failure):
        reason = turn.outcome.en if language == "en" else turn.outcome.vi
        reply = (
            f'<div class="reply is-failure" role="alert">{icon("warning")}<div>'
            f"<p><strong>{words.failed_title}</strong></p><p>{escape(reason)}</p></div></div>"
        )
    elif isinstance(turn.outcome, Progress):
        reply = _growing(turn, turn.outcome.answer, words)
    elif turn.outcome.abstained:
        reply = _refusal(turn, turn.outcome, language)
    else:
        reply = _answered(turn, turn.outcome, language)
    return _turn(turn.id, turn.question, reply, words)


def _turn(number: int, question: str, reply: str, words: Labels) -> str:
    shown = question if len(question) <= _QUESTION_SHOWN else question[:_QUESTION_SHOWN] + " …"
    return (
        f'<article class="turn" id="turn-{number}"><h2 class="asked">'
        f'<span class="sr">{words.asked}: </span>{escape(shown)}</h2>{reply}</article>'
    )


def _growing(turn: Turn, answer: Answer | None, words: Labels) -> str:
    """Return what has passed the check, and the way to wait no longer.

    Its elements stay where they are while it grows, so that they keep the focus.
    """
    so_far = ""
    if answer:
        so_far = (
            f'{_scope(answer, words)}<div class="answer" lang="{answer.language}">'
            f"{answer_body(turn, answer)}</div>"
        )
    return (
        f'<div class="reply is-answer"><div class="so-far">{so_far}</div>'
        '<div class="is-waiting is-checking"><span class="dots" aria-hidden="true">'
        f"<i></i><i></i><i></i></span><span>{words.checking}</span>"
        f'<button type="button" class="quiet" data-stop>{words.stop}</button></div></div>'
    )


def _answered(turn: Turn, answer: Answer, language: Language) -> str:
    words = LABELS[language]
    return (
        f'<div class="reply is-answer">{_scope(answer, words)}'
        f'<div class="answer" lang="{answer.language}">{answer_body(turn, answer)}</div>'
        f"{_sources(turn, answer, language)}{_copy(turn, answer, language)}</div>"
    )


def _refusal(turn: Turn, answer: Answer, language: Language) -> str:
    words = LABELS[language]
    nearest = "".join(
        f'<li><button type="button" class="near" {_opens(turn, citation, language)}>'
        f"<strong>{escape(document_name(_plans(turn), citation, language))}</strong> "
        f'<span class="place">{escape(citation.locator)}</span>'
        f"<q>{escape(shortened(squeeze(citation.quote), _SNIPPET))}</q></button></li>"
        for citation in answer.nearest
    )
    if nearest:
        nearest = (
            f'<section class="nearest"><h3>{words.nearest}</h3>'
            f'<ul role="list">{nearest}</ul></section>'
        )
    return (
        f'<div class="reply is-refusal">{icon("none")}<div>'
        f'<p class="verdict">{words.refused}</p>'
        f'<div class="answer" lang="{answer.language}">{answer_body(turn, answer)}</div>'
        f"{nearest}</div></div>"
    )


def answer_body(turn: Turn, answer: Answer) -> str:
    """Return the lines of an answer: its groups by document, its lists, its notes, its model.

    A line that begins with a cited document's name and a colon opens a group, which the
    dashed lines below it belong to.
    """
    plans = _plans(turn)
    names = {f"{document_name(plans, c, answer.language)}:" for c in answer.citations}
    blocks: list[str] = []
    name, items = "", list[str]()

    def close() -> None:
        nonlocal name, items
        if items and name and len(items) == 1:
            blocks.append(f"<p><strong>{escape(name)}</strong> {items[0]}</p>")
        elif items:
            title = f'<p class="group"><strong>{escape(name)}</strong></p>' if name else ""
            blocks.append(f"{title}<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
        name, items = "", []

    for line in filter(None, map(str.strip, answer.answer.splitlines())):
        head = next((known for known in names if line.startswith(known)), "")
        if head:
            close()
            name, items = head, [_with_markers(line[len(head) :].strip(), turn, answer)]
        elif line.startswith("- "):
            items.append(_with_markers(line[2:], turn, answer))
        else:
            close()
            note = line.startswith(LABELS[answer.language].note_starts)
            kind = ' class="note"' if note else ""
            blocks.append(f"<p{kind}>{_with_markers(line, turn, answer)}</p>")
    close()
    if answer.generation:
        kind = "note" if answer.generation.note else "by"
        said = generation_line(answer.generation, answer.language)
        blocks.append(f'<p class="{kind}">{escape(said)}</p>')
    return "".join(blocks)


def _with_markers(line: str, turn: Turn, answer: Answer) -> str:
    """Escape ``line`` and make buttons of the markers that have a citation."""
    known = {citation.marker: citation for citation in answer.citations}

    def button(match: re.Match[str]) -> str:
        citation = known.get(int(match[1]))
        if citation is None:
            return match[0]
        return (
            f'<button type="button" class="cite" {_opens(turn, citation, answer.language)}>'
            f"{match[0]}</button>"
        )

    return _MARKER.sub(button, escape(line))


def _sources(turn: Turn, answer: Answer, language: Language) -> str:
    """Return the list of sources, compact: marker, document, place."""
    words = LABELS[language]
    items = [
        f'<li><button type="button" class="source" {_opens(turn, citation, language)}>'
        f'<span class="number">{citation.marker}</span><span class="what">'
        f"{escape(document_name(_plans(turn), citation, language))}</span>"
        f'<span class="place">{escape(citation.locator)}</span></button></li>'
        for citation in answer.citations
    ]
    # One more than is listed at once is listed too: there is nothing to unfold for.
    listed = len(items) if len(items) <= _LISTED + 1 else _LISTED
    rest = ""
    if items[listed:]:
        summary = words.more_sources.format(n=len(items))
        rest = (
            f'<details data-key="sources-{turn.id}"><summary>{summary}</summary>'
            f'<ul role="list">{"".join(items[listed:])}</ul></details>'
        )
    return (
        f'<section class="sources" aria-label="{words.sources}"><h3>{words.sources}</h3>'
        f'<ul role="list">{"".join(items[:listed])}</ul>{rest}</section>'
    )


def _copy(turn: Turn, answer: Answer, language: Language) -> str:
    words = LABELS[language]
    return (
        f'<div class="actions"><button type="button" class="quiet" data-copy="'
        f'{escape(copied_text(turn, answer, language))}" data-done="{words.copied}" '
        f'data-failed="{words.copy_failed}">{icon("copy")}<span>{words.copy}</span>'
        '</button><span class="sr" role="status"></span></div>'
    )


def copied_text(turn: Turn, answer: Answer, language: Language) -> str:
    """Return an answer with its sources as plain text, to be pasted elsewhere."""
    words = LABELS[language]
    sources = [
        f"[{c.marker}] {document_name(_plans(turn), c, language)}, {c.locator} ({c.source})"
        for c in answer.citations
    ]
    by = [generation_line(answer.generation, answer.language), ""] if answer.generation else []
    said = (turn.question, "", answer.answer, "", *by, words.copied_sources, *sources)
    return "\n".join(said)


def _scope(answer: Answer, words: Labels) -> str:
    """Say which province the search was held to: a follow-up inherits it silently."""
    province = answer.scope.get("province")
    if not province:
        return ""
    return f'<p class="scope">{escape(words.scope.format(scope=province))}</p>'


def _opens(turn: Turn, citation: Citation, language: Language) -> str:
    """Return the attributes of a button that opens ``citation`` in the side panel."""
    name = LABELS[language].source.format(
        marker=citation.marker,
        document=document_name(_plans(turn), citation, language),
        locator=citation.locator,
    )
    return (
        f'data-turn="{turn.id}" data-cite="{citation.marker}" aria-controls="panel" '
        f'aria-label="{escape(name)}" title="{escape(name)}"'
    )


def _plans(turn: Turn) -> Mapping[str, Plan]:
    return turn.corpus.plans if turn.corpus else {}
