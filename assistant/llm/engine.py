"""Answers in a model's words, every sentence of them held to the evidence.

The extractive engine answers first.  What it refuses stays refused: a model is not asked to
answer what no document holds.  What it quotes is the evidence the model is shown; a sentence
that the model writes is shown once it has passed the check
(:mod:`hoidap.assistant.check.check`); what the sentences leave out of the extractive
answer's facts is said in its own words behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hoidap.assistant.answer import Answer, Generation
from hoidap.assistant.check.check import check_sentence
from hoidap.assistant.draft import DraftClaim, Quote
from hoidap.assistant.engine import Assistant, Reading
from hoidap.assistant.llm.client import Client
from hoidap.assistant.llm.coverage import adds_nothing, left_out
from hoidap.assistant.llm.evidence import as_data, render_evidence, within
from hoidap.assistant.llm.failure import ServerFailure
from hoidap.assistant.llm.sentences import Sentences
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.assistant.llm.source import NumberedSource
from hoidap.assistant.llm.sources import REFUSED, sources_for
from hoidap.assistant.reading.question import understand
from hoidap.assistant.reading.task import Task, task_of
from hoidap.index.filter import Filter
from hoidap.index.search import Index
from hoidap.ingest.errors import UserError
from hoidap.prompts import NO_EVIDENCE, Prompt, load
from hoidap.text.instructions import without_instructions
from hoidap.text.vietnamese import fold, squeeze

_INSTEAD = UserError(
    "Đây là câu trả lời trích từ văn bản.", "This is the answer quoted from the documents."
)
_NOT_HELD = UserError(
    "Mô hình không thấy câu trả lời trong các đoạn trích.",
    "The model sees no answer in the passages.",
)
_STOPPED = UserError("Mô hình đã được dừng.", "The model was stopped.")
_NONE_KEPT = UserError(
    "Không câu nào của mô hình qua được kiểm chứng nguồn.",
    "No sentence of the model passed the check against the sources.",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """An answer in the making: what has passed the check so far, ``None`` before anything."""

    answer: Answer | None


class LLMAssistant:
    """Answers questions over one index with a language model; safe to use from several threads.

    >>> assistant = LLMAssistant(Assistant.open(Path("index-folder")), LLMSettings.read())
    >>> assistant.ask("Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?").engine
    'llm'
    """

    def __init__(self, assistant: Assistant, settings: LLMSettings) -> None:
        self._assistant = assistant
        self._settings = settings
        self._client = Client(settings)

    @property
    def index(self) -> Index:
        """The documents that answers cite."""
        return self._assistant.index

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        within: Filter | None = None,
    ) -> Answer:
        """Answer ``question``, read in the light of the earlier questions in ``history``.

        :param within: the documents that may be searched; ``None`` for all
        """
        *_, last = self.stream(question, history, among=within)
        assert isinstance(last, Answer)
        return last

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: Callable[[], bool] | None = None,
        among: Filter | None = None,
    ) -> Iterator[Progress | Answer]:
        """Yield the answer as it grows, and last the whole :class:`Answer`.

        Nothing is yielded that has not passed the check.  Where the server fails, the whole
        answer is the extractive one, and says so.

        :param cancelled: asked now and then; once true, the model is not waited for
        :param among: the documents that may be searched; ``None`` for all
        """
        yield Progress(None)
        history = [earlier for earlier in map(without_instructions, history) if earlier]
        plainly = without_instructions(question) or question
        task, asked = task_of(plainly)
        reading = replace(self._assistant.read(plainly, history, among), asked=question)
        try:
            if not reading.claims and task != "summarise" and history:
                reading = self._rewritten(reading, asked, history, cancelled)
            sources = sources_for(self._assistant, reading, task)
            if not sources:
                yield self._finished(reading, None)
                return
            sources = list(within(sources, self._settings.context))
            shown = asked if task == "summarise" else _shown(asked, history)
            yield from self._written(reading, task, shown, sources, cancelled)
        except ServerFailure as failure:
            yield self._finished(reading, None, note=failure)

    def _written(
        self,
        reading: Reading,
        task: Task,
        asked: str,
        sources: Sequence[NumberedSource],
        cancelled: Callable[[], bool] | None,
    ) -> Iterator[Progress | Answer]:
        """Have the model write, and yield what holds of it."""
        language = reading.question.language
        prompt = load(task, language)
        messages = prompt.messages(question=as_data(asked), evidence=render_evidence(sources))
        quotes = _quotes(sources, reading)
        claims: dict[str, DraftClaim] = {}
        count = 0
        unmarked: list[str] = []
        for sentence in _cut(self._client.stream(messages, cancelled), cancelled):
            if fold(NO_EVIDENCE[language]) in fold(sentence):
                continue
            count += 1
            checked = check_sentence(sentence, sources, asked, language)
            if checked.fault == "marker":
                unmarked.append(sentence)
            if checked.fault is not None:
                continue
            # One marker at the end of two sentences is meant for both.
            marks = "".join(f"[{marker}]" for marker in checked.citations)
            before = (
                check_sentence(f"{text} {marks}", sources, asked, language) for text in unmarked
            )
            for item in (*before, checked):
                if item.fault is None and item.text not in claims:
                    claims[item.text] = _claim(item.text, item.citations, quotes)
            unmarked.clear()
            so_far = replace(reading, claims=tuple(claims.values()))
            yield Progress(self._assistant.answer(so_far))
        kept = list(claims.values())
        generation = self._generation(prompt, count, len(kept))
        stopped = cancelled is not None and cancelled()
        if not kept:
            note = _STOPPED if stopped else _NONE_KEPT if count else _NOT_HELD
            yield self._finished(reading, generation, note=note)
            return
        missing = [] if task == "summarise" else left_out(reading.claims, kept)
        answer = self._assistant.answer(replace(reading, claims=(*kept, *missing)))
        yield replace(answer, engine="llm", generation=generation)

    def _rewritten(
        self,
        reading: Reading,
        asked: str,
        history: Sequence[str],
        cancelled: Callable[[], bool] | None,
    ) -> Reading:
        """Read a follow-up that was not understood again, as the model puts it by itself.

        Only where it then has an answer, and says nothing that was not asked.
        """
        if reading.nothing.vi or reading.question.kind in REFUSED or reading.scope.missing:
            return reading
        prompt = load("rewrite", reading.question.language)
        messages = prompt.messages(question=as_data(asked), history=as_data("\n".join(history)))
        written = squeeze("".join(self._client.stream(messages, cancelled)))
        if not adds_nothing(written, reading.question.language, (*history, asked)):
            return reading
        again = self._assistant.read(written, (), reading.scope.within)
        return replace(again, asked=reading.asked) if again.claims else reading

    def _finished(
        self,
        reading: Reading,
        generation: Generation | None,
        note: UserError | None = None,
    ) -> Answer:
        """Return the extractive answer or refusal, with a note on why it is that one."""
        answer = self._assistant.answer(reading)
        generation = generation or self._generation(None, 0, 0)
        if note is not None:
            notes = (note,) if answer.abstained else (note, _INSTEAD)
            said = " ".join(item.en if answer.language == "en" else item.vi for item in notes)
            generation = replace(generation, note=said)
        return replace(answer, generation=generation)

    def _generation(self, prompt: Prompt | None, sentences: int, kept: int) -> Generation:
        return Generation(
            model=self._settings.model,
            server=self._settings.host,
            remote=self._settings.is_remote,
            prompt=f"{prompt.name} {prompt.digest}" if prompt else None,
            sentences=sentences,
            kept=kept,
        )


def _cut(pieces: Iterator[str], cancelled: Callable[[], bool] | None) -> Iterator[str]:
    """Yield the sentences of a stream, each as soon as it is whole.

    What is left when the model is stopped is half a sentence.
    """
    sentences = Sentences()
    for piece in pieces:
        yield from sentences.feed(piece)
    if cancelled is None or not cancelled():
        yield from sentences.flush()


def _shown(asked: str, history: Sequence[str]) -> str:
    """Return the question as the model reads it: a follow-up behind the one it leans on."""
    if history and understand(squeeze(asked)) != understand(squeeze(asked), list(history)):
        return f"{history[-1]}\n{asked}"
    return asked


def _quotes(sources: Sequence[NumberedSource], reading: Reading) -> dict[int, Quote]:
    """Return the place that each marker stands for, as the quoted answer has it if it does."""
    known = {
        (quote.source, quote.locator, quote.spans): quote
        for claim in reading.claims
        for quote in claim.quotes
    }
    places = {
        source.marker: (source.citation.source, source.citation.locator, source.citation.spans)
        for source in sources
    }
    return {marker: known.get(place) or Quote(*place) for marker, place in places.items()}


def _claim(text: str, citations: Sequence[int], quotes: Mapping[int, Quote]) -> DraftClaim:
    return DraftClaim(text, tuple(quotes[marker] for marker in citations), whole=True)
