"""Asks a model server and hands on its text as it comes, within one deadline."""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Sequence
from contextlib import aclosing, closing, suppress
from typing import TYPE_CHECKING, Any, cast

from hoidap.assistant.llm.failure import PASSING, ServerFailure, failure_of
from hoidap.assistant.llm.settings import LLMSettings
from hoidap.assistant.llm.thoughts import without_thoughts

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage

_POLL = 0.05  # seconds between two looks at ``cancelled``
_GRACE = 1.0  # seconds past the deadline after which a library that blocks is left behind
_BACK_OFF = 0.25  # seconds before the second try, doubled before each further one
_LONGEST_TOKEN = 16  # characters; a server that ignores the limit of tokens is cut off
_ENDS = ("finish_reason", "done_reason", "done")  # a server says so that it has finished

Put = Callable[[str | ServerFailure | None], None]


class Client:
    """A model server, asked over HTTP.

    >>> client = Client(LLMSettings(model="qwen3:8b", provider="ollama"))
    >>> "".join(client.stream([HumanMessage("Ai chủ trì?")]))
    'Sở Khoa học và Công nghệ chủ trì. [1]'
    """

    def __init__(self, settings: LLMSettings) -> None:
        from hoidap.assistant.llm.transport import Transport, chat_model

        self._settings = settings
        # The libraries are imported before any deadline runs.
        chat_model(settings, Transport(settings))

    @property
    def name(self) -> str:
        """The model's name on the server."""
        return self._settings.model

    @property
    def host(self) -> str:
        """The server's host and port."""
        return self._settings.host

    def stream(
        self,
        messages: Sequence[BaseMessage],
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[str]:
        """Yield the model's text piece by piece, its reasoning left out.

        Ends early where ``cancelled()`` is true; closing the iterator closes the connection.

        :raises ServerFailure: If the server gives no whole answer before the deadline.
        """
        with closing(self._pieces(messages, cancelled)) as pieces:
            yield from without_thoughts(pieces)

    def _pieces(
        self, messages: Sequence[BaseMessage], cancelled: Callable[[], bool] | None
    ) -> Generator[str]:
        """Yield the pieces that a thread reads, and end with it."""
        inbox: queue.SimpleQueue[str | ServerFailure | None] = queue.SimpleQueue()
        latest = time.monotonic() + self._settings.timeout + _GRACE
        reader = _Reader(self._read(messages, inbox.put))
        try:
            while not (cancelled and cancelled()):
                try:
                    piece = inbox.get(timeout=_POLL)
                except queue.Empty:
                    if time.monotonic() > latest:
                        raise ServerFailure("timeout", self._settings) from None
                    continue
                if piece is None:
                    return
                if isinstance(piece, ServerFailure):
                    raise piece
                yield piece
        finally:
            reader.cancel()

    async def _read(self, messages: Sequence[BaseMessage], put: Put) -> None:
        """Put the answer's pieces, then the failure if there is one, then ``None``."""
        try:
            async with asyncio.timeout(self._settings.timeout) as scope:
                await self._try(messages, put, scope)
        except Exception as error:
            put(failure_of(error, self._settings))
        finally:
            put(None)

    async def _try(
        self, messages: Sequence[BaseMessage], put: Put, scope: asyncio.Timeout
    ) -> None:
        """Ask, and ask again after a failure that may pass, unless text has come."""
        begun = False
        for number in range(self._settings.retries + 1):
            try:
                async with aclosing(self._ask(messages)) as texts:
                    async for text in texts:
                        begun = True
                        put(text)
                return
            except Exception as error:
                failure = failure_of(error, self._settings)
            wait = failure.retry_after
            if wait is None:
                wait = _BACK_OFF * 2**number * random.uniform(0.5, 1)
            too_late = asyncio.get_running_loop().time() + wait >= (scope.when() or 0)
            last = number == self._settings.retries
            if begun or last or too_late or failure.cause not in PASSING:
                raise failure
            await asyncio.sleep(wait)

    async def _ask(self, messages: Sequence[BaseMessage]) -> AsyncGenerator[str]:
        """Yield the text of one answer.

        :raises Exception: Whatever the libraries between raise, or a ServerFailure.
        """
        from langsmith import tracing_context

        from hoidap.assistant.llm.transport import Transport, chat_model

        left = self._settings.max_tokens * _LONGEST_TOKEN
        any_chunk = ended = False
        async with Transport(self._settings) as transport:
            model = chat_model(self._settings, transport)
            # No trace is sent anywhere, whatever the environment asks of LangChain.
            with tracing_context(enabled=False):
                stream = cast("AsyncGenerator[AIMessageChunk]", model.astream([*messages]))
                async with aclosing(stream) as chunks:
                    async for chunk in chunks:
                        any_chunk = True
                        ended = ended or any(map(chunk.response_metadata.get, _ENDS))
                        if chunk.text:
                            yield chunk.text[:left]
                            left -= len(chunk.text)
                        if left <= 0:
                            return
        if not ended:  # the stream stopped, but not by the server's word
            raise ServerFailure("cut" if any_chunk else "malformed", self._settings)


class _Reader:
    """Runs a coroutine on a loop of its own in a thread, so that it can be cancelled."""

    def __init__(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(coroutine)
        self._thread = threading.Thread(target=self._run, name="hoidap-llm", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            with suppress(asyncio.CancelledError):
                self._loop.run_until_complete(self._task)
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    def cancel(self) -> None:
        """Stop reading and close the connection."""
        with suppress(RuntimeError):  # the loop is closed: all was read
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(_GRACE)
