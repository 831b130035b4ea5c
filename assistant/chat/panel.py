"""The side panel: a cited passage in its document, or a document from end to end."""

from __future__ import annotations

from html import escape

from hoidap.assistant.answer import Citation, Language
from hoidap.assistant.chat.conversation import Corpus, Turn
from hoidap.assistant.chat.excerpt import Reading
from hoidap.assistant.chat.icons import icon
from hoidap.assistant.chat.labels import LABELS
from hoidap.assistant.wording import plan_label
from hoidap.ingest.plan import Plan
from hoidap.text.vietnamese import squeeze


def empty_panel(language: Language) -> str:
    """Return the panel before anything is opened in it: what will show there."""
    words = LABELS[language]
    return (
        f'<section class="panel-body is-empty" aria-label="{words.panel}">{icon("document")}'
        f"<p><strong>{words.panel_empty}</strong></p><p>{words.panel_hint}</p></section>"
    )


def passage_panel(turn: Turn | None, marker: int, language: Language, *, whole: bool) -> str:
    """Return the passage that ``marker`` of ``turn`` cites, highlighted in its surroundings.

    :param whole: show the whole document around it
    """
    citation = turn.citation(marker) if turn else None
    if turn is None or citation is None or turn.corpus is None:
        return gone_panel(language)
    plan = turn.corpus.plans.get(citation.source)
    text = turn.corpus.texts.get(citation.source)
    if plan is None or text is None:
        return gone_panel(language)
    words = LABELS[language]
    reading = Reading(plan, text, citation.spans, words.row_number)
    switch = words.excerpt if whole else words.whole
    place = escape(citation.locator)
    if citation.page is not None:
        place += f" · {words.page.format(page=citation.page)}"
    trail = "".join(f"<li>{escape(squeeze(heading))}</li>" for heading in reading.headings())
    which = f'data-turn="{turn.id}" data-cite="{marker}"'
    return _panel(
        language,
        which=which,
        about=f'<p class="place"><span class="number">{marker}</span>{place}</p>'
        + _about(plan, language),
        body=(f'<ol class="trail" role="list">{trail}</ol>' if trail and not whole else "")
        + _text(reading, citation, whole=whole),
        foot=_neighbours(turn, citation, language)
        + f'<button type="button" class="quiet" data-whole="{str(not whole).lower()}" {which}>'
        f"{switch}</button>",
    )


def document_panel(corpus: Corpus, source: str, language: Language) -> str:
    """Return the document called ``source`` from beginning to end."""
    plan, text = corpus.plans.get(source), corpus.texts.get(source)
    if plan is None or text is None:
        return gone_panel(language)
    reading = Reading(plan, text, row_number=LABELS[language].row_number)
    return _panel(
        language,
        which=f'data-source="{escape(source)}"',
        about=_about(plan, language),
        body=f'<div class="doc" lang="vi">{reading.whole()}</div>',
    )


def gone_panel(language: Language) -> str:
    """Return the panel that says that a passage can no longer be opened."""
    words = LABELS[language]
    return _panel(
        language,
        about=f'<h2 tabindex="-1">{words.panel}</h2>',
        body=f"<p>{words.gone}</p>",
    )


def _panel(
    language: Language, *, about: str, body: str, which: str = "", foot: str = ""
) -> str:
    words = LABELS[language]
    if foot:
        foot = f'<footer class="panel-foot">{foot}</footer>'
    return (
        f'<section class="panel-body" aria-label="{words.panel}" {which}>'
        f'<header class="panel-head"><button type="button" class="quiet close" data-close '
        f'aria-label="{words.close}" title="{words.close}">{icon("close")}</button>'
        f'{about}</header><div class="panel-text" tabindex="0">{body}</div>{foot}</section>'
    )


def _about(plan: Plan, language: Language) -> str:
    """Return what document it is: short name, full title, number, date, file."""
    words = LABELS[language]
    number = escape(plan.number.value) if plan.number else f"<em>{words.no_number}</em>"
    facts = [f"{words.number}: {number}"]
    if plan.issued_on:
        issued = plan.issued_on
        facts.append(f"{words.issued}: {issued.day}/{issued.month}/{issued.year}")
    facts.append(escape(plan.source))
    title = escape(squeeze(f"{plan.kind} {plan.title[:1].lower()}{plan.title[1:]}"))
    listed = "".join(f"<li>{fact}</li>" for fact in facts)
    return (
        f'<h2 tabindex="-1">{escape(plan_label(plan, language))}</h2>'
        f'<p class="full-title" lang="vi">{title}</p>'
        f'<ul class="facts" role="list">{listed}</ul>'
    )


def _text(reading: Reading, citation: Citation, *, whole: bool) -> str:
    html = reading.whole() if whole else reading.excerpt()
    if not html:  # nothing of the outline stands at the spans: the quote is all there is
        html = f'<p class="doc-text"><mark>{escape(citation.quote)}</mark></p>'
    return f'<div class="doc" lang="vi">{html}</div>'


def _neighbours(turn: Turn, citation: Citation, language: Language) -> str:
    """Return the way to the answer's source before and after this one."""
    words = LABELS[language]
    markers = [item.marker for item in turn.shown]
    at = markers.index(citation.marker)
    buttons = []
    for step, name, picture in ((-1, words.previous, "before"), (1, words.following, "after")):
        there = 0 <= at + step < len(markers)
        target = "disabled"
        if there:
            target = f'data-turn="{turn.id}" data-cite="{markers[at + step]}"'
        buttons.append(
            f'<button type="button" class="quiet" {target} aria-label="{name}" title="{name}">'
            f"{icon(picture)}</button>"
        )
    return f'<div class="neighbours">{"".join(buttons)}</div>' if len(markers) > 1 else ""
