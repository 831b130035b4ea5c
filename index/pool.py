"""Documents read by several processes at once, handed back in order as they are ready."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from hoidap.index.prepare import File, Prepared, broken, prepare
from hoidap.ingest.errors import DocumentError

Result = Prepared | DocumentError

FEW = 8
"""So few documents are read at once here: a process takes longer to start."""
_CHUNK = 4  # documents that a process is given at a time
_AHEAD = 3  # chunks a process that may be ready before they are wanted


def prepare_all(files: Sequence[File]) -> Iterator[Result]:
    """Yield what :func:`hoidap.index.prepare.prepare` returns for each file, in order.

    A process that dies reading a document costs that document alone.
    """
    workers = os.cpu_count() or 1
    if len(files) < FEW or workers == 1 or not _can_start():
        yield from map(prepare, files)
        return
    done = 0
    while done < len(files):
        try:
            for result in _in_processes(files[done:], workers):
                done += 1
                yield result
        except BrokenProcessPool:
            # One of those being read has done it; each is tried in a process of its own.
            for file in files[done : done + workers * _AHEAD * _CHUNK]:
                done += 1
                yield _alone(file)


def _in_processes(files: Sequence[File], workers: int) -> Iterator[Result]:
    waiting: deque[Future[list[Result]]] = deque()
    chunks = (files[first : first + _CHUNK] for first in range(0, len(files), _CHUNK))
    with _pool(workers) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_prepare_chunk, chunk))
                if len(waiting) >= workers * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(file: File) -> Result:
    try:
        with _pool(1) as pool:
            return pool.submit(prepare, file).result()
    except BrokenProcessPool:
        return broken(file.source, "the process that read it died")


def _prepare_chunk(files: Sequence[File]) -> list[Result]:
    return [prepare(file) for file in files]


def _can_start() -> bool:
    """Tell whether processes start: not below a script that does not guard its main part."""
    try:
        with _pool(1) as pool:
            return pool.submit(os.getpid).result() > 0
    except (BrokenProcessPool, OSError):
        return False


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not forked: other threads may hold locks at that moment.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
