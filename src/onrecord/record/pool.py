"""Documents to readings in other processes; what one document does never stops the others."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeAlias

from onrecord.domain import Document, Reading

Read: TypeAlias = Callable[[Sequence[Document]], Iterable[Reading]]
Found: TypeAlias = Reading | str
"""A reading, or in one line why there is none."""


def read_each(read: Read, documents: Sequence[Document]) -> list[Found]:
    """A reading of each document, or what went wrong with it. When a batch fails, its documents
    are read one by one, so that only the one at fault is lost."""
    try:
        readings: list[Found] = list(read(documents))
        if len(readings) != len(documents):
            raise ValueError(f"{len(readings)} readings of {len(documents)} documents")
    except Exception as error:
        if len(documents) == 1:
            return [" ".join(f"{type(error).__name__}: {error}".split())]
        return [found for document in documents for found in read_each(read, [document])]
    return readings


class InProcess:
    """Reads where it is called, when the result is asked for."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def submit(self, documents: Sequence[Document]) -> Callable[[], list[Found]]:
        """A function that gives the readings of the documents."""
        return lambda: read_each(self._read, documents) if documents else []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Pool:
    """Reads in ``jobs`` processes. ``read`` must be a function that can be imported by name."""

    def __init__(self, read: Read, jobs: int) -> None:
        self._read, self._jobs = read, jobs
        self._workers = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=get_context("spawn"),
            initializer=_leave_with_parent,
            initargs=(os.getpid(),),
        )

    def submit(self, documents: Sequence[Document]) -> Callable[[], list[Found]]:
        """Starts reading; the function it returns waits for the readings."""
        if not documents:
            return list
        waiting = self._submit(documents)
        return lambda: self._result(waiting, documents)

    def _submit(self, documents: Sequence[Document]) -> "Future[list[Found]]":
        try:
            return self._workers.submit(read_each, self._read, documents)
        except BrokenProcessPool:
            self._restart()
            return self._workers.submit(read_each, self._read, documents)

    def _restart(self) -> None:
        self._workers.shutdown(wait=False)
        self._workers = self._start()

    def _result(self, waiting: "Future[list[Found]]", documents: Sequence[Document]) -> list[Found]:
        """The readings; when a process died, each document once more by itself."""
        try:
            return waiting.result()
        except BrokenProcessPool:
            return [self._alone(document) for document in documents]

    def _alone(self, document: Document) -> Found:
        try:
            return self._submit([document]).result()[0]
        except BrokenProcessPool:
            return "the reading process died; was it out of memory?"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._workers.shutdown(wait=kind is None, cancel_futures=True)


def _leave_with_parent(parent: int) -> None:
    """A worker whose parent was killed would wait for work for ever."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
