"""The outline as it is written: the provisions so far, the clauses that are open, their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoidap.ingest.plan import Assignment, Field, ProvisionKind
from hoidap.text.spans import Span

_RANK = {"part": 0, "chapter": 1, "section": 2, "article": 3}


@dataclass(slots=True)
class Node:
    """A clause that is open: its sign, the heading it gives, its place among provisions."""

    sign: str
    label: str
    heading: str
    place: int
    is_heading: bool
    holders: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A provision being written."""

    kind: ProvisionKind
    locator: str
    texts: list[str]
    spans: list[Span]
    headings: tuple[str, ...]
    parent: int
    fields: list[Field] = field(default_factory=list)
    holders: tuple[str, ...] = ()
    assignment: Assignment | None = None
    prose: bool = False  # takes the paragraphs that follow


class Outline:
    """Writes provisions as blocks come in."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.stack: list[Node] = []
        self.part = ""  # "", or the annex's name
        self.zone = "head"  # head, body, recipients, signature
        self.used: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.titled = False

    def add(  # noqa: PLR0913 - a provision has that many parts
        self,
        kind: ProvisionKind,
        text: str,
        spans: Sequence[Span],
        locator: str,
        *,
        parent: int | None = None,
        headings: tuple[str, ...] | None = None,
    ) -> Draft:
        """Write one provision; a locator used before gets a number behind it."""
        self.used[locator] = self.used.get(locator, 0) + 1
        if self.used[locator] > 1 and kind != "furniture":
            locator = f"{locator} ({self.used[locator]})"
        draft = Draft(
            kind,
            locator,
            [text],
            list(spans),
            self.headings() if headings is None else headings,
            (self.stack[-1].place if self.stack else -1) if parent is None else parent,
        )
        self.drafts.append(draft)
        self.titled = self.titled or kind == "title"
        return draft

    def headings(self) -> tuple[str, ...]:
        """The headings of the open clauses, outermost first."""
        names = [self.part] if self.part else []
        return tuple([*names, *(node.heading for node in self.stack if node.heading)])

    def place_name(self, label: str = "") -> str:
        """Name a place: ``Điều 1.2.1``, ``Mục III.5.b``, ``Phụ lục, mục 2``."""
        every = [node.label for node in self.stack if node.label] + ([label] if label else [])
        # "2.1" under "2" already names its parent
        labels = [
            name
            for place, name in enumerate(every)
            if not any(below.startswith(f"{name}.") for below in every[place + 1 : place + 2])
        ]
        if not labels:
            return self.part.split(":")[0] if self.part else "Phần mở đầu"
        first = labels[0]
        name = ".".join(labels)
        if not re.match(r"(Phần|Chương|Mục|Tiểu mục|Điều)\b", first, re.I):
            name = f"Mục {name}"
        return f"{self.part}, {name[0].lower()}{name[1:]}" if self.part else name

    def counted(self, name: str) -> str:
        """Return ``name`` with the number of times it was asked for."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name} {self.counts[name]}"

    def sign_of(self, match: re.Match[str]) -> str:
        """Name the kind of sign, arabic ones by their depth (``1.``, ``1.1.``)."""
        kind = match.lastgroup or ""
        if kind in ("arabic", "decimal"):
            return f"arabic{match.group(kind).count('.') + 1}"
        return kind

    def close_to(self, sign: str) -> None:
        """Close the clauses that end where a clause with ``sign`` opens."""
        signs = [node.sign for node in self.stack]
        if sign in signs:
            del self.stack[signs.index(sign) :]
        elif sign in _RANK:  # Phần, Chương, Mục, Điều: a smaller unit never holds a larger
            while self.stack and _RANK.get(self.stack[-1].sign, 9) > _RANK[sign]:
                self.stack.pop()
        elif sign.startswith("arabic") and sign != "arabic1":
            # 2.1 belongs under 2 and never under a letter or a dash
            while self.stack and self.stack[-1].sign in ("letter", "dash", "plus", "bracket"):
                self.stack.pop()
        elif sign == "roman":
            while self.stack and self.stack[-1].sign not in _RANK:
                self.stack.pop()
        elif sign == "letter":
            while self.stack and self.stack[-1].sign in ("dash", "plus"):
                self.stack.pop()


def first_words(text: str, limit: int = 160) -> str:
    """Cut a long clause to its first sentence or so, to head what stands under it."""
    text = re.split(r"(?<=[.;:])\s", text, maxsplit=1)[0] if len(text) > limit else text
    if len(text) <= limit:
        return text.rstrip(" .;:")
    return text[:limit].rsplit(" ", 1)[0] + " …"
