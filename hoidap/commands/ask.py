"""``hoidap ask``: one question, its answer and where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap import console
from hoidap.assistant.wording import generation_line
from hoidap.corpus import Documents
from hoidap.engines import Engine, open_assistant
from hoidap.filters import Wanted, filters
from hoidap.language import say
from hoidap.question import checked_question, read_history
from hoidap.text.vietnamese import squeeze
from hoidap.usage import (
    Command,
    argument,
    engine_option,
    index_option,
    json_option,
    language_option,
    option,
)

if TYPE_CHECKING:
    from hoidap.assistant.answer import Answer, Citation, Claim

_QUOTE = 300  # characters of a quote that are shown
_TITLE = 120  # characters of a title that are shown
_LEAD = 60  # characters shown before what an answer quotes
_QUOTED = re.compile(r"“…?\s*([^“”]{20,})")


@click.command(
    "ask",
    cls=Command,
    vi="Trả lời một câu hỏi, kèm trích dẫn.",
    en="Answer a question, with citations.",
)
@argument(
    "question",
    metavar="QUESTION",
    vi="Câu hỏi, tiếng Việt (có dấu hay không) hoặc tiếng Anh.",
    en="The question, in Vietnamese (with or without diacritics) or English.",
)
@filters("province", "document")
@option(
    "--history",
    metavar="FILE",
    type=click.Path(path_type=Path),
    vi="Tệp các câu đã hỏi trước, cũ nhất trước: mỗi dòng một câu, hoặc danh sách JSON.",
    en="File of the earlier questions, oldest first: one a line, or a JSON list.",
)
@json_option
@engine_option
@index_option
@language_option
def ask(  # noqa: PLR0913, PLR0917 - an option each
    question: str,
    wanted: Wanted,
    history: Path | None,
    as_json: bool,
    engine: Engine,
    index: Path,
) -> None:
    """Print the answer to ``question``."""
    asked = checked_question(console.typed(question))
    earlier = [] if history is None else read_history(history)
    assistant = open_assistant(index, engine)
    within = wanted.filter(Documents(assistant.index))
    label = say("Đang kiểm chứng nguồn…", "Checking the sources…")
    with console.waiting(label) if engine == "llm" else nullcontext():
        answer = assistant.ask(asked, earlier, within)
    if as_json:
        record = {"id": None, **answer.to_dict()}
        console.raw(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    else:
        console.out(render(answer))


def render(answer: Answer) -> str:
    """Return ``answer`` for a person, its sources below it, in the answer's language."""
    english = answer.language == "en"
    parts = [answer.answer]
    if answer.generation is not None:
        parts.append(generation_line(answer.generation, answer.language))
    if answer.citations:
        parts.append(
            _sources("Sources" if english else "Nguồn", answer.citations, answer.claims)
        )
    if answer.nearest:
        parts.append(_sources("Nearest" if english else "Gần nhất", answer.nearest))
    return "\n\n".join(parts)


def _sources(heading: str, citations: Sequence[Citation], claims: Sequence[Claim] = ()) -> str:
    lines = [f"{heading}:"]
    for citation in citations:
        said = " ".join(claim.text for claim in claims if citation.marker in claim.citations)
        number = f" ({citation.number})" if citation.number else ""
        title = shortened(citation.title, _TITLE)
        lines.append(f"[{citation.marker}] {title}{number}, {citation.locator}")
        lines.append(f"    {citation.source}")
        lines.append(f"    “{shortened(citation.quote, _QUOTE, said)}”")
    return "\n".join(lines)


def shortened(text: str, most: int, said: str = "") -> str:
    """Return about ``most`` characters of ``text``, those that ``said`` quotes among them."""
    text = squeeze(text)
    if len(text) <= most:
        return text
    quoted = _QUOTED.search(said)
    place = text.find(squeeze(quoted[1])[:30]) if quoted else -1
    if place + _LEAD < most:
        return text[:most].rpartition(" ")[0] + " …"
    start = text.find(" ", max(0, min(place - _LEAD, len(text) - most))) + 1
    if start + most >= len(text):
        return "… " + text[start:]
    return "… " + text[start : start + most].rpartition(" ")[0] + " …"
