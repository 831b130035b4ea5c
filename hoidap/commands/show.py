"""``hoidap show``: a document's outline, or the text at a place in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoidap import console
from hoidap.checking import with_depths
from hoidap.corpus import open_corpus
from hoidap.errors import WrongUsage
from hoidap.text.vietnamese import fold, plain, shortened, squeeze
from hoidap.usage import Command, argument, closest, index_option, language_option

if TYPE_CHECKING:
    from hoidap.ingest.plan import Plan, Provision

_START = 90  # characters of a provision that the outline shows
_LISTED = 5  # locators that a message lists


@click.command(
    "show",
    cls=Command,
    vi="In đề cương của một văn bản, hoặc nguyên văn tại một vị trí.",
    en="Print a document's outline, or the text at a place in it.",
)
@argument(
    "source",
    metavar="SOURCE",
    vi="Tên tệp, hoặc một phần tên chỉ một văn bản có.",
    en="The file's name, or a part of it that only one document has.",
)
@argument(
    "locator",
    metavar="[LOCATOR]",
    required=False,
    vi="Vị trí như trong trích dẫn, ví dụ “Mục III.5.b” hoặc “Phụ lục, dòng 2.5”.",
    en="A place as citations name it, such as “Mục III.5.b” or “Phụ lục, dòng 2.5”.",
)
@index_option
@language_option
def show(source: str, locator: str | None, index: Path) -> None:
    """Print the outline, or what stands at ``locator``."""
    corpus = open_corpus(index)
    plan = corpus.plan(corpus.document(console.typed(source)))
    if locator is None:
        console.out("\n".join(outline(plan)))
    else:
        console.out("\n\n".join(texts_at(plan, console.typed(locator))))


def outline(plan: Plan) -> Iterator[str]:
    """Yield the title, then a line for every provision, indented as it is placed."""
    yield f"{plan.source}: {plan.kind} {plan.title}"
    for depth, provision in with_depths(plan):
        if provision.kind != "furniture":
            start = shortened(squeeze(provision.text), _START)
            yield f"{'  ' * depth}{provision.locator}: {start}"


def texts_at(plan: Plan, locator: str) -> Iterator[str]:
    """Yield the provision at ``locator`` and all below it, each under its own locator.

    :raises WrongUsage: If no provision has that locator.
    """
    from hoidap.index.passage import passage_text

    inside: set[int] = set()
    wanted = _place(plan, locator)
    for place, provision in enumerate(plan.provisions):
        if place != wanted and provision.parent not in inside:
            continue
        inside.add(place)
        above = provision.headings if place == wanted else ()
        spans = ", ".join(f"{start}-{end}" for start, end in provision.spans)
        head = " › ".join((*above, f"{provision.locator} [{spans}]"))
        yield f"{head}\n{passage_text(provision)}"


def _place(plan: Plan, locator: str) -> int:
    """Return the place of the provision at ``locator``, or of what can only be meant."""
    for form in (fold, plain):
        for place, provision in enumerate(plan.provisions):
            if form(provision.locator) == form(locator):
                return place
    ends = [
        place
        for place, provision in enumerate(plan.provisions)
        if plain(provision.locator).endswith(f" {plain(locator)}")
    ]
    if len(ends) == 1:
        return ends[0]
    nearest = _nearest(locator, [plan.provisions[place] for place in ends] or plan.provisions)
    raise WrongUsage(
        f"{plan.source} không có vị trí “{locator}”; gần nhất: {nearest}. "
        f"Xem tất cả: hoidap show {plan.source}",
        f"{plan.source} has no place “{locator}”; nearest: {nearest}. "
        f"See all: hoidap show {plan.source}",
    )


def _nearest(locator: str, provisions: Sequence[Provision]) -> str:
    names = list(dict.fromkeys(provision.locator for provision in provisions))
    return "; ".join(closest(locator, names, _LISTED) or names[:_LISTED])
