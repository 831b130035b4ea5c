"""What the assistant hands out: claims with citations, or a refusal that says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from hoidap.text.spans import Span

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document: ``quote`` is the document's text at ``spans``.

    The pieces are joined by one space, white space folded; ``spans`` are character
    offsets in the document's text as read.
    """

    marker: int
    source: str
    title: str
    number: str | None
    locator: str
    spans: tuple[Span, ...]
    quote: str
    page: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the citation as the public JSON interface has it."""
        return {
            "marker": self.marker,
            "source": self.source,
            "title": self.title,
            "number": self.number,
            "locator": self.locator,
            "page": self.page,
            "spans": [list(span) for span in self.spans],
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer with the markers of the citations that back it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """How a language model took part: what was asked, and how much of its text held.

    ``server`` is its host and port, ``remote`` whether that is another machine; ``prompt``
    is the prompt's name and hash, ``None`` where the model was not asked.  Of ``sentences``
    that it wrote ``kept`` passed the check.  ``note`` tells people why the answer is not the
    model's.
    """

    model: str
    server: str
    remote: bool
    prompt: str | None = None
    sentences: int = 0
    kept: int = 0
    note: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as the public JSON interface has it, with the share kept, 0 to 1."""
        share = round(self.kept / self.sentences, 4) if self.sentences else None
        return {
            "model": self.model,
            "server": self.server,
            "remote": self.remote,
            "prompt": self.prompt,
            "sentences": self.sentences,
            "kept": self.kept,
            "share": share,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer, or a refusal (``abstained``) with the nearest passages.

    ``answer`` is what a person reads, markers like ``[1]`` in it; ``scope`` says what
    the search was held to, such as ``{"province": "Thanh Hóa"}``.  ``engine`` says whose
    words it is in; ``generation`` is there where a language model was to be asked.
    """

    question: str
    language: Language
    answer: str
    abstained: bool
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    scope: dict[str, str] = field(default_factory=dict)
    nearest: tuple[Citation, ...] = ()
    engine: str = "extractive"
    elapsed_ms: float = 0.0
    generation: Generation | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as the public JSON interface has it, without an ``id``."""
        data = {
            "question": self.question,
            "language": self.language,
            "answer": self.answer,
            "abstained": self.abstained,
            "claims": [{"text": c.text, "citations": list(c.citations)} for c in self.claims],
            "citations": [citation.to_dict() for citation in self.citations],
            "scope": self.scope,
            "nearest": [citation.to_dict() for citation in self.nearest],
            "engine": self.engine,
            "elapsed_ms": self.elapsed_ms,
        }
        if self.generation is not None:
            data["llm"] = self.generation.to_dict()
        return data
