"""Runs the answer engine on a question-answering benchmark in the BEIR layout.

Retrieval alone is measured in :mod:`hoidap.eval.retrieval`.  Here every text of the corpus goes
through the door that any document goes through: it is read, indexed and asked about.  What
counts is what a reader sees: whether the answer holds the gold answer, whether the right
text is cited, whether the citations stand where they say.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoidap.assistant.answer import Answer
from hoidap.eval import tables
from hoidap.eval.answers import Answering, Assistant, Progress
from hoidap.eval.beir import QUERIES, Benchmark, BenchmarkError, Text, load_beir
from hoidap.eval.report import tally_dict
from hoidap.eval.scoring import citation_fault
from hoidap.eval.tables import Label, Table, between, counted
from hoidap.eval.tally import Tally, percentile
from hoidap.text.figures import plain_number
from hoidap.text.vietnamese import syllables

if TYPE_CHECKING:
    from hoidap.index.embedding import Embedder

MAX_ANSWER = 400
"""What counts of an answer, in characters: a reader looks no further."""

_MARKER = re.compile(r"\s*\[\d{1,3}\]")
_UNFIT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one question.

    ``gold`` is the answer to be found, ``""`` where the benchmark holds none;
    ``relevant`` are the files that answer it.
    """

    id: str
    question: str
    gold: str
    relevant: frozenset[str]
    answer: Answer
    verified: Tally
    milliseconds: float

    @property
    def found(self) -> bool:
        """Whether the gold answer stands in the answer, cut to :data:`MAX_ANSWER`."""
        return not self.answer.abstained and holds(self.answer.answer[:MAX_ANSWER], self.gold)

    @property
    def cited(self) -> bool:
        """Whether a text that answers is among the cited ones."""
        return any(citation.source in self.relevant for citation in self.answer.citations)

    @property
    def missed(self) -> bool:
        """Whether no text that answers was cited, or the gold answer was not said."""
        return not self.cited or bool(self.gold and not self.found)


@dataclass(frozen=True, slots=True)
class Figures:
    """All replies over a corpus of so many ``documents``, of which some could not be read."""

    documents: int
    unread: int
    replies: tuple[Reply, ...]

    @property
    def found(self) -> Tally:
        """Questions whose gold answer stands in the answer; those that have one."""
        return Tally.of(reply.found for reply in self.replies if reply.gold)

    @property
    def cited(self) -> Tally:
        """Questions of which a text that answers is cited."""
        return Tally.of(reply.cited for reply in self.replies)

    @property
    def abstained(self) -> Tally:
        """Questions that were refused."""
        return Tally.of(reply.answer.abstained for reply in self.replies)

    @property
    def verified(self) -> Tally:
        """Citations, nearest passages included, that stand verbatim at their spans."""
        return Tally.sum(reply.verified for reply in self.replies)

    def milliseconds(self, percent: float) -> float:
        """Return a percentile of the milliseconds of one question."""
        return percentile([reply.milliseconds for reply in self.replies], percent)


def holds(said: str, gold: str) -> bool:
    """Tell whether ``gold`` stands in ``said``, folded, punctuation and white space aside.

    A number stands there too where it is written otherwise with the same value.  Markers
    of citations are no part of what is said.

    >>> holds("phạt tù đến 3 năm [1].", "Đến 03 năm")
    True
    """
    wanted = " ".join(map(plain_number, syllables(gold)))
    spoken = " ".join(map(plain_number, syllables(_MARKER.sub("", said))))
    return bool(wanted) and f" {wanted} " in f" {spoken} "


def evaluate(
    folder: Path, *, embedder: Embedder | None = None, progress: Progress | None = None
) -> Figures:
    """Index the texts of the benchmark in ``folder`` and ask all its judged questions.

    :param embedder: in place of the shipped one
    :param progress: told how many of the questions are done
    :raises UserError: If the folder cannot be used.
    """
    from hoidap.assistant.engine import Assistant as Engine
    from hoidap.index.build import build
    from hoidap.index.embedding import StaticEmbedder
    from hoidap.index.search import Index

    benchmark, gold = load_beir(folder), gold_answers(folder)
    files = file_names(benchmark.documents)
    model = embedder or StaticEmbedder.load()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        texts = Path(temporary, "texts")
        texts.mkdir()
        for text in benchmark.documents:
            (texts / files[text.id]).write_text(
                f"{text.title}\n\n{text.text}", encoding="utf-8"
            )
        index = Path(temporary, "index")
        summary = build(sorted(texts.iterdir()), index, model)
        assistant = Engine(Index.open(index, model))
        replies = ask(assistant, benchmark, gold, files, progress)
    return Figures(len(benchmark.documents), len(summary.failures), replies)


def ask(
    assistant: Assistant,
    benchmark: Benchmark,
    gold: Mapping[str, str],
    files: Mapping[str, str],
    progress: Progress | None = None,
) -> tuple[Reply, ...]:
    """Ask every judged question, after a first one that is not counted.

    :param gold: query id -> answer to be found
    :param files: document id -> file name
    """
    replies = []
    texts = assistant.index.texts
    assistant.ask(next(iter(benchmark.queries.values())))
    for done, (query, question) in enumerate(benchmark.queries.items(), start=1):
        answer, milliseconds = _timed(assistant, question)
        shown = (*answer.citations, *answer.nearest)
        relevant = frozenset(files[i] for i in benchmark.relevant[query] if i in files)
        verified = Tally.of(citation_fault(citation, texts) is None for citation in shown)
        replies.append(
            Reply(
                query, question, gold.get(query, ""), relevant, answer, verified, milliseconds
            )
        )
        if progress is not None:
            progress(done, len(benchmark.queries))
    return tuple(replies)


def _timed(assistant: Answering, question: str) -> tuple[Answer, float]:
    start = time.perf_counter()
    answer = assistant.ask(question)
    return answer, (time.perf_counter() - start) * 1000


def gold_answers(folder: Path) -> dict[str, str]:
    """Return ``metadata.answer`` of the queries in ``folder`` that have one, by their id.

    The rest of the file is checked by :func:`hoidap.eval.beir.load_beir`.

    :raises BenchmarkError: If no query has one: there is nothing to compare with.
    """
    answers = {}
    with (folder / QUERIES).open(encoding="utf-8-sig", newline="\n") as file:
        for line in file:
            record = json.loads(line) if line.strip() else {}
            metadata = record.get("metadata")
            answer = metadata.get("answer") if isinstance(metadata, dict) else None
            if isinstance(answer, str) and syllables(answer):
                answers[str(record["_id"])] = answer
    if not answers:
        place = folder / QUERIES
        raise BenchmarkError(
            f"{place}: không câu hỏi nào có metadata.answer để so; hãy dùng bộ dữ liệu có "
            "câu trả lời, hoặc chấm tìm kiếm bằng lệnh hoidap eval retrieval.",
            f"{place}: no query has a metadata.answer to compare with; use a benchmark that "
            "holds answers, or measure the search with hoidap eval retrieval.",
        )
    return answers


def file_names(documents: tuple[Text, ...]) -> dict[str, str]:
    """Name a file for every text by its id, without the characters that no file name bears.

    >>> file_names((Text("91/2015#7", "", "…"),))
    {'91/2015#7': '91_2015#7.txt'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in documents:
        stem = _UNFIT_IN_NAMES.sub("_", text.id).lstrip(".") or "_"
        name, again = f"{stem}.txt", 1
        while name.casefold() in taken:  # "a/1" and "a_1", or two that differ in capitals
            again += 1
            name = f"{stem}~{again}.txt"
        taken.add(name.casefold())
        names[text.id] = name
    return names


def to_dict(figures: Figures, *, failures: bool = False) -> dict[str, Any]:
    """Return the figures as JSON holds them; with the questions that went wrong if asked."""
    tallies = {
        "answer_found": figures.found,
        "article_cited": figures.cited,
        "abstained": figures.abstained,
        "citations_verified": figures.verified,
    }
    data: dict[str, Any] = {
        "documents": figures.documents,
        "unread": figures.unread,
        "questions": len(figures.replies),
        **{name: tally_dict(tally) for name, tally in tallies.items()},
        "median_ms": round(figures.milliseconds(50), 3),
        "p95_ms": round(figures.milliseconds(95), 3),
    }
    if failures:
        data["failures"] = [
            {
                "id": reply.id,
                "question": reply.question,
                "gold": reply.gold,
                "answer": reply.answer.answer,
                "found": reply.found,
                "cited": reply.cited,
                "sources": [citation.source for citation in reply.answer.citations],
                "relevant": sorted(reply.relevant),
            }
            for reply in figures.replies
            if reply.missed
        ]
    return data


def table(figures: Figures) -> Table:
    """Return the figures as a table for people."""
    rows: list[tuple[Label | str, ...]] = [
        ("Văn bản · Documents", str(figures.documents), ""),
        ("Câu hỏi · Questions", str(len(figures.replies)), ""),
    ]
    if figures.unread:
        rows.insert(1, ("Không đọc được · Could not be read", str(figures.unread), ""))
    for label, tally in (
        ("Có đáp án mẫu · Gold answer found", figures.found),
        ("Trích đúng văn bản · Right document cited", figures.cited),
        ("Từ chối · Refused", figures.abstained),
        ("Trích dẫn kiểm chứng được · Citations verified", figures.verified),
    ):
        rows.append((label, counted(tally), between(tally)))
    for label, percent in (
        ("Trung vị (ms) · Median (ms)", 50.0),
        ("Phân vị 95 (ms) · 95th percentile (ms)", 95.0),
    ):
        rows.append((label, f"{figures.milliseconds(percent):.1f}", ""))
    return tables.table(
        "Trả lời trên bộ dữ liệu BEIR · Answers on a BEIR benchmark",
        ("Chỉ số · Measure", "Kết quả · Result", "Khoảng tin cậy 95 % · 95 % interval"),
        tuple(rows),
    )


def failures_table(figures: Figures) -> Table:
    """Return the questions whose gold answer was not said or whose text was not cited."""
    rows = [
        (reply.id, reply.question, reply.gold, reply.answer.answer[:MAX_ANSWER])
        for reply in figures.replies
        if reply.missed
    ]
    columns = (
        "Mã · Id",
        "Câu hỏi · Question",
        "Đáp án mẫu · Gold answer",
        "Câu trả lời · Answer",
    )
    title = tables.label("Câu chưa đúng · Questions not answered right")
    return Table(title, tuple(map(tables.label, columns)), tuple(rows))
