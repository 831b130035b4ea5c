"""Small documents, questions and answers that several tests of the evaluation use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hoidap.assistant.answer import Answer, Citation, Claim
from hoidap.eval.gold import GoldQuestion, Support
from hoidap.index.search import Hit

SOURCE = "ke-hoach.txt"
TEXT = "Sở Công Thương chủ trì.\nBáo cáo trước\nngày 01/12 hằng năm, ít nhất 200 đơn vị."
TEXTS = {SOURCE: TEXT}

QUESTION = GoldQuestion(
    id="q1",
    question="Hạn báo cáo là ngày nào?",
    kind="deadline",
    language="vi",
    must=(("01/12", "1 tháng 12"),),
    must_not=("15/11",),
    max_chars=60,
    evidence=((Support(SOURCE, "trước ngày 01/12"),),),
)
UNANSWERABLE = GoldQuestion(
    id="q2",
    question="Hà Nội giao ai chủ trì?",
    kind="unanswerable",
    language="vi",
    must=(("Hà Nội",),),
    max_chars=60,
)
REFUSAL = Answer(UNANSWERABLE.question, "vi", "Không có văn bản nào của Hà Nội.", True)


def cite(*spans: tuple[int, int], marker: int = 1, quote: str | None = None) -> Citation:
    """Cite ``spans`` of the document, verbatim unless another ``quote`` is given."""
    if quote is None:
        quote = " ".join(" ".join(TEXT[start:end] for start, end in spans).split())
    return Citation(marker, SOURCE, "Kế hoạch", None, "1", spans, quote)


def span(text: str) -> tuple[int, int]:
    """Return where ``text`` stands in the document."""
    start = TEXT.index(text)
    return start, start + len(text)


DEADLINE = span("Báo cáo trước\nngày 01/12 hằng năm")


def answer(text: str = "Trước ngày 01/12 [1].", *citations: Citation) -> Answer:
    """Answer the question with one claim that cites the first citation."""
    return Answer(
        question=QUESTION.question,
        language="vi",
        answer=text,
        abstained=False,
        claims=(Claim("Trước ngày 01/12", (1,)),),
        citations=citations or (cite(DEADLINE),),
    )


@dataclass
class Documents:
    """Stands in for an index: the documents' texts, and a search that finds nothing."""

    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))

    def search(self, query: str, **options: object) -> list[Hit]:
        """Find nothing."""
        return []


@dataclass
class FakeAssistant:
    """Answers from ``answers``, in turn, and records what it was asked."""

    answers: Sequence[Answer | Exception]
    index: Documents = field(default_factory=Documents)
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the next answer, or raise it; the last one over again."""
        place = min(len(self.asked), len(self.answers) - 1)
        self.asked.append((question, tuple(history)))
        reply = self.answers[place]
        if isinstance(reply, Exception):
            raise reply
        return reply
