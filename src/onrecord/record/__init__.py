"""The record as a library: open a case, add to it, rebuild, verify, back up, watch feeds.

>>> from onrecord.record import Record                                     # doctest: +SKIP
>>> with Record.open("case.onrecord", create=True) as record:              # doctest: +SKIP
...     record.add(["articles/"], outlet="The Harbour Post")
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from onrecord.ingest import Options
from onrecord.record.actors import resolve
from onrecord.record.adding import Adding, Job, Seen, add, failed, jobs_of, left_over
from onrecord.record.pool import Read
from onrecord.record.rereading import reread
from onrecord.record.watching import Polled, poll, wait_for_next
from onrecord.store.case import Case, open_case
from onrecord.store.dump import export_hash
from onrecord.store.inputs import Flags, Input, Status, failures, status
from onrecord.store.links import is_linked
from onrecord.store.rebuild import rebuild
from onrecord.store.verify import Problem, verify

__all__ = [
    "Adding",
    "Flags",
    "Polled",
    "Problem",
    "Read",
    "Record",
    "Seen",
    "Status",
    "default_reader",
    "poll",
    "wait_for_next",
]


NO_FLAGS = Flags()
AS_IT_IS = Options()


def default_reader() -> Read:
    """The reader that ships with Onrecord; loading it takes a moment."""
    return cast(Read, import_module("onrecord.read").read_documents)


def _nobody(_: object) -> None:
    return None


class Record:
    """A case with everything that writes to it. Open it with ``Record.open``."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """Opens the case at ``path``; raises ``CaseError``."""
        return cls(open_case(path, create=create, read_only=read_only))

    def add(
        self,
        sources: Sequence[str | Path],
        flags: Flags = NO_FLAGS,
        *,
        read: Read | None = None,
        jobs: int = 1,
        options: Options = AS_IT_IS,
        seen: Callable[[Seen], None] = _nobody,
    ) -> Counter[str]:
        """Adds files, folders, globs, archives, URLs and feeds; returns how many documents ended
        in which state, ``unchanged`` for what the case had. With no sources, goes on with what an
        interrupted call left.

        Raises ``ValueError`` for one url given to several files, ``CaseError`` when the case
        cannot be written; what was written until then stays.
        """
        todo = jobs_of(map(str, sources), flags) if sources else left_over(self.case.db)
        return self._add(todo, read, jobs, options, seen)

    def retry(
        self,
        *,
        read: Read | None = None,
        jobs: int = 1,
        options: Options = AS_IT_IS,
        seen: Callable[[Seen], None] = _nobody,
    ) -> Counter[str]:
        """Tries every failed input again."""
        return self._add(failed(self.case.db), read, jobs, options, seen)

    def _add(
        self,
        todo: Sequence[Job],
        read: Read | None,
        jobs: int,
        options: Options,
        seen: Callable[[Seen], None],
    ) -> Counter[str]:
        return add(self.case, todo, Adding(read or default_reader(), jobs, options, seen))

    def reread(
        self, *, read: Read | None = None, jobs: int = 1, seen: Callable[[str], None] = _nobody
    ) -> int:
        """Reads every document that the present reader has not read as it stands; the earlier
        readings stay. Returns how many were read."""
        return reread(self.case, read or default_reader(), jobs, seen)

    def rebuild(self, seen: Callable[[int], None] = _nobody) -> int:
        """Drops and remakes everything derived, in one transaction, and then the claims, if there
        were any; returns how many documents."""
        count, linked = 0, is_linked(self.case.db)
        with self.case.transaction() as db:
            for count, number in enumerate(rebuild(db), 1):
                resolve(db, number)
                seen(count)
        if linked:
            self.link()
        return count

    def link(self) -> int:
        """Brings the claims up to date with what was added; returns how many documents were new
        to them."""
        across = import_module("onrecord.record.across")  # adding does without the matcher
        return int(across.up_to_date(self.case))

    def verify(self, seen: Callable[[str], None] = _nobody) -> Iterator[Problem]:
        """Every problem found: file, hashes, spans, indexes, inputs."""
        return verify(self.case.db, seen)

    def status(self) -> Status:
        """What the case holds."""
        return status(self.case.db)

    def failures(self) -> list[Input]:
        """Inputs that did not end as read."""
        return failures(self.case.db)

    def export_hash(self) -> str:
        """SHA-256 of the canonical export: equal for two cases that hold the same."""
        return export_hash(self.case.db)

    def close(self) -> None:
        """Closes the case."""
        self.case.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
