"""Pages as the chat shows them, read; documents without an index; answers to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import cast

from hoidap.assistant.answer import Answer, Citation
from hoidap.assistant.chat.conversation import Corpus, Turn
from hoidap.index.catalogue import Catalogue
from hoidap.ingest.plan import Plan, Provision
from hoidap.text.vietnamese import squeeze

THANH_HOA = "thanh-hoa-2026-ke-hoach-876.txt"
THAI_NGUYEN = "thai-nguyen-2026-ke-hoach-876.txt"
DONG_NAI = "dong-nai-2025-quyet-dinh-1295.txt"


@dataclass(frozen=True)
class Listed:
    """What a catalogue tells of a few plans, for a page without an index behind it."""

    plans: Mapping[str, Plan]

    def __len__(self) -> int:
        return len(self.plans)

    @property
    def provinces(self) -> dict[str, int]:
        """The provinces that the plans are of."""
        return dict(Counter(plan.province for plan in self.plans.values() if plan.province))

    def entries(self, within: object = None, limit: int | None = None) -> list[Plan]:
        """Return the plans: each names its ``source``."""
        return list(self.plans.values())[:limit]


@dataclass(frozen=True)
class Documents:
    """A corpus without an index."""

    plans: Mapping[str, Plan]
    texts: Mapping[str, str]

    @property
    def catalogue(self) -> Catalogue:
        """What documents there are."""
        return cast(Catalogue, Listed(self.plans))


class Page(HTMLParser):
    """Reads HTML: its words, what is marked, its elements; fails where tags do not nest."""

    VOID = frozenset({"br", "hr", "img", "input", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def text(self, inside: str | None = None, but: str | None = None) -> str:
        """Return the text, of all or of what is ``inside`` an element, without ``but``."""
        return squeeze(
            " ".join(
                data
                for tags, data in self.texts
                if (inside is None or inside in tags) and (but is None or but not in tags)
            )
        )

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a kind that have all of ``wanted``."""
        named = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and named.items() <= attributes.items()
        ]

    def classed(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a class."""
        return [a for _, a in self.elements if name in a.get("class", "").split()]


def words(text: str) -> Counter[str]:
    return Counter(text.split())


def at(plan: Plan, locator: str) -> Provision:
    return next(p for p in plan.provisions if p.locator == locator)


def cite(corpus: Corpus, source: str, locator: str, marker: int = 1) -> Citation:
    plan, provision = corpus.plans[source], at(corpus.plans[source], locator)
    quote = " ".join(squeeze(corpus.texts[source][a:b]) for a, b in provision.spans)
    return Citation(
        marker, source, plan.title, plan.number.value if plan.number else None, locator,
        provision.spans, quote,
    )  # fmt: skip


def answered(corpus: Corpus, text: str, *citations: Citation) -> Turn:
    answer = Answer("Ai chủ trì?", "vi", text, abstained=False, citations=citations)
    return Turn(3, "Ai chủ trì?", answer, corpus)
