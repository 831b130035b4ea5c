"""Instructions in questions and documents change no answer, no citation, no language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from hoidap.assistant.answer import Answer, Citation
from hoidap.assistant.engine import Assistant
from hoidap.eval.gold import GoldQuestion, load_gold
from hoidap.ingest.plan import Plan
from hoidap.ingest.reader import understand
from hoidap.ingest.source import source_from_text
from hoidap.text.vietnamese import squeeze, strip_marks
from tests.assistant.attempts import ATTEMPTS, Attempt
from tests.assistant.helpers import open_assistant, same

GOLD = Path(__file__).parents[2] / "eval" / "gold"
EACH = 6  # gold questions that each attempt is made on
_ROW = re.compile(r"\t[^\t\n]{20,}(?=\t)")
_HEADING = re.compile(r"^(?:[IVX]+|\d)\. [^\n]{8,80}[^\n\W]$", re.M)
_CLAUSE = re.compile(r"^(?:- |[a-i]\) )[^\n]{60,}[.;]$", re.M)
_PARAGRAPH = re.compile(r"^[^\W\d_][^\n\t]{80,}\.[ ]*$(?=\n\n)", re.M)
_RECIPIENTS = re.compile(r"^Nơi nhận:[ ]*\n+- [^\n]+$", re.M)


def gold() -> list[GoldQuestion]:
    """Return the gold questions, both languages mixed."""
    return sorted(load_gold(GOLD), key=lambda item: strip_marks(item.id)[::-1])


def attempts(*places: str) -> list[Attempt]:
    return [attempt for attempt in ATTEMPTS if attempt.place in places]


def asked_on(kind: str) -> Iterator[tuple[Attempt, GoldQuestion]]:
    """Yield each attempt with gold questions of its own, so that all of them take part."""
    questions = cycle(gold())
    for attempt in attempts(kind):
        for _ in range(EACH):
            yield attempt, next(questions)


def test_no_attempt_in_a_question_changes_the_answer(assistant: Assistant) -> None:
    for attempt, item in asked_on("question"):
        plain = assistant.ask(item.question, item.history)
        tried = attempt.text.format(question=item.question)
        assert same(assistant.ask(tried, item.history), plain), tried


def test_nor_one_typed_without_diacritics_or_in_capitals(assistant: Assistant) -> None:
    for attempt, item in asked_on("question"):
        plain = assistant.ask(item.question, item.history)
        for way in (strip_marks, str.upper):
            text = way(attempt.text.replace("{question}", "\0")).replace("\0", "{question}")
            tried = text.format(question=item.question)
            if "base64" in text.lower() or "SWdub" in attempt.text:
                continue  # other letters say another thing
            assert same(assistant.ask(tried, item.history), plain), tried


def test_no_attempt_in_an_earlier_question_changes_the_answer(assistant: Assistant) -> None:
    followed = [item for item in gold() if item.history]
    for attempt in attempts("history"):
        for item in followed:
            plain = assistant.ask(item.question, item.history)
            tried = [*item.history, attempt.text]
            assert same(assistant.ask(item.question, tried), plain), tried
    for attempt, item in zip(attempts("question"), cycle(followed), strict=False):
        plain = assistant.ask(item.question, item.history)
        tried = [attempt.text.format(question=earlier) for earlier in item.history]
        assert same(assistant.ask(item.question, tried), plain), tried


# --- documents ---------------------------------------------------------------------------


def after(pattern: re.Pattern[str], number: int, join: str) -> Callable[[str, str], str]:
    """Write a text behind the ``number``-th place that ``pattern`` finds, or the last."""

    def write(text: str, attempt: str) -> str:
        ends = [match.end() for match in pattern.finditer(text)]
        if not ends:
            return text
        end = ends[min(number, len(ends) - 1)]
        return text[:end] + join + attempt + text[end:]

    return write


def between_sentences(text: str, attempt: str) -> str:
    match = re.search(r"(?<=[^\W\d_]{3}\.) (?=[A-ZĐ][^\W\d_]+ [^\n]{40})", text)
    return f"{text[: match.end()]}{attempt} {text[match.end() :]}" if match else text


WRITERS: dict[str, tuple[Callable[[str, str], str], ...]] = {
    "paragraph": (after(_PARAGRAPH, 1, "\n\n"), after(_PARAGRAPH, 4, "\n\n")),
    "clause": (after(_CLAUSE, 3, "\n"), after(_CLAUSE, 11, "\n\n")),
    "sentence": (after(_CLAUSE, 5, " "), after(_PARAGRAPH, 2, " "), between_sentences),
    "cell": (after(_ROW, 2, " "), after(_ROW, 9, " ")),
    "heading": (after(_HEADING, 1, " "), after(_HEADING, 4, " – ")),
    "beginning": (lambda text, attempt: f"{attempt}\n\n{text}",),
    "end": (lambda text, attempt: f"{text}\n\n{attempt}\n",),
    "recipients": (after(_RECIPIENTS, 0, "\n"),),
}
"""How an attempt is written into each place of a document."""


def told(plan: Plan) -> Plan:
    """Return a plan without the places in the text, and without what is kept apart."""
    apart = plan.provisions[-1].locator == "Câu lệnh cho hệ thống"
    kept = plan.provisions[:-1] if apart else plan.provisions
    return replace(
        plan,
        **{
            name: replace(fact, spans=())
            for name in ("number", "issued", "signer", "period_fact")
            if (fact := getattr(plan, name)) is not None
        },
        bases=tuple(replace(fact, spans=()) for fact in plan.bases),
        recipients=tuple(replace(fact, spans=()) for fact in plan.recipients),
        warnings=(),
        provisions=tuple(
            replace(
                item,
                spans=(),
                fields=tuple(replace(field, spans=()) for field in item.fields),
                assignment=item.assignment
                and replace(
                    item.assignment,
                    spans=(),
                    fields=tuple(replace(f, spans=()) for f in item.assignment.fields),
                ),
            )
            for item in kept
        ),
    )


def read(name: str, text: str) -> Plan:
    return understand(source_from_text(name, text))


def written(texts: Mapping[str, str], attempt: Attempt) -> Iterator[tuple[str, str]]:
    """Yield each document with ``attempt`` written into it, in every way there is."""
    for name, text in texts.items():
        for write in WRITERS[attempt.place]:
            changed = write(text, attempt.text)
            if changed != text:
                yield name, changed


@pytest.mark.parametrize("attempt", attempts(*WRITERS), ids=lambda item: item.text[:40])
def test_a_document_is_read_as_if_the_attempt_did_not_stand_in_it(
    texts: Mapping[str, str], attempt: Attempt
) -> None:
    tried = 0
    for name, changed in written(texts, attempt):
        plan = read(name, changed)
        assert told(plan) == told(read(name, texts[name])), name
        apart = plan.provisions[-1]
        assert apart.kind == "furniture"
        kept = squeeze("".join(changed[start:end] for start, end in apart.spans))
        assert kept in squeeze(changed), "it is still in the text"
        assert len(kept) >= len(attempt.text) - 4
        lines = {changed.count("\n", 0, start) + 1 for start, _ in apart.spans}
        for line in lines:
            assert any(w.startswith(f"Dòng {line}: câu lệnh") for w in plan.warnings)
        tried += 1
    assert tried


def test_no_attempt_in_a_document_changes_an_answer(
    assistant: Assistant, texts: Mapping[str, str], tmp_path: Path
) -> None:
    """All of them at once, in every document, each in its place."""
    changed = dict(texts)
    for attempt in attempts(*WRITERS):
        for name, text in changed.items():
            changed[name] = WRITERS[attempt.place][0](text, attempt.text)
    paths = []
    for name, text in changed.items():
        assert len(text) - len(texts[name]) > sum(len(a.text) for a in attempts("paragraph"))
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    tried = open_assistant(paths, tmp_path / "index")
    assert dict(tried.index.texts) == changed
    for item in gold():
        before = assistant.ask(item.question, item.history)
        after = tried.ask(item.question, item.history)
        assert said(after) == said(before), item.question
        for citation in (*after.citations, *after.nearest):
            text = changed[citation.source]
            assert citation.quote == squeeze(" ".join(text[a:b] for a, b in citation.spans))


def said(answer: Answer) -> tuple[object, ...]:
    """Return all of an answer but where in the text its quotes stand."""
    return (
        *(answer.language, answer.answer, answer.abstained, answer.claims, answer.scope),
        [_unplaced(item) for item in (*answer.citations, *answer.nearest)],
    )


def _unplaced(citation: Citation) -> Citation:
    return replace(citation, spans=())
