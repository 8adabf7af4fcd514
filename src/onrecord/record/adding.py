"""Adds inputs to a case: ingested in order, read in batches, written one document at a time."""

import hashlib
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import apsw

from onrecord.domain import State
from onrecord.ingest import Fetcher, Intake, Options, expand, ingest
from onrecord.record.actors import resolve
from onrecord.record.pool import Found, InProcess, Pool, Read
from onrecord.store.case import Case
from onrecord.store.inputs import (
    CONTAINER,
    Ending,
    Flags,
    Input,
    end,
    failures,
    find,
    pending,
    register,
)
from onrecord.store.write import Taken, needs_reading, write

BATCH = 16
"""Documents read at once."""
UNCHANGED = "unchanged"
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Seen:
    """An input that was dealt with: its state, or ``unchanged`` where the case had it already.

    ``done`` of ``total`` named inputs are finished; members of containers do not count.
    """

    name: str
    state: str
    reason: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Job:
    """One named input still to be ingested. ``force`` reads its bytes even if they are known."""

    name: str
    path: str
    flags: Flags
    force: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to write, in order. ``taken`` is a document; ``read`` says that it needs reading;
    without ``write`` the case has it already. ``last`` ends a named input."""

    ending: Ending
    taken: Taken | None = None
    read: bool = False
    write: bool = True
    last: bool = False


@dataclass(frozen=True, slots=True)
class Adding:
    """How to add: the reader, the number of processes, and who is told of each input."""

    read: Read
    jobs: int = 1
    options: Options = field(default_factory=Options)
    seen: Callable[[Seen], None] = lambda _seen: None


def is_url(source: str) -> bool:
    """Whether a source is fetched rather than opened."""
    return source.lower().startswith(("http://", "https://"))


def jobs_of(sources: Iterable[str], flags: Flags) -> list[Job]:
    """The named inputs of sources: files one by one, URLs, ``-``.

    Raises ``ValueError`` for a url given to more than one file.
    """
    paths = [path for source in sources for path in _paths(source)]
    if flags.url and len(paths) > 1:
        raise ValueError(f"one url for {len(paths)} inputs: give each its own")
    return [Job(_name(path), path, flags) for path in dict.fromkeys(paths)]


def _paths(source: str) -> list[str]:
    return [source] if source == STDIN or is_url(source) else [str(p) for p in expand(source)]


def _name(path: str) -> str:
    return path if path == STDIN or is_url(path) else os.path.abspath(path)  # noqa: PTH100


def left_over(db: apsw.Connection) -> list[Job]:
    """What an interrupted ``add`` left to be done."""
    return [_again(row) for row in pending(db)]


def failed(db: apsw.Connection) -> list[Job]:
    """What to try again: every failed input, a page by its address and any other member by way
    of its container."""
    rows = failures(db)
    named = {row.name if row.parent is None or is_url(row.name) else row.parent for row in rows}
    found = [row for name in sorted(named) if (row := find(db, name))]
    return [replace(_again(row), force=True) for row in found if not row.name.startswith("stdin:")]


def _again(row: Input) -> Job:
    return Job(row.name, row.path or row.name, row.flags)


def add(case: Case, jobs: Sequence[Job], how: Adding) -> Counter[str]:
    """Brings every input to its state; returns how many documents ended in which, ``unchanged``
    for those the case had. Raises ``CaseError``; whatever was written until then stays."""
    with case.transaction() as db:
        for job in jobs:
            if job.name != STDIN:
                register(db, job.name, job.path, job.flags)
    done: Counter[str] = Counter()
    ended = 0
    workers = Pool(how.read, how.jobs) if how.jobs > 1 else InProcess(how.read)
    with workers, _fetching(how.options) as options:
        batches = _batches(step for job in jobs for step in _steps(case.db, job, options))
        for batch, result in _ahead(batches, workers, 2 * how.jobs):
            for step, state in _write_all(case, batch, result()):
                ended += step.last
                if state != CONTAINER:
                    done[state] += 1
                reason = step.ending.reason
                how.seen(Seen(step.ending.name, state, reason, ended, len(jobs)))
    return done


class _fetching:  # noqa: N801
    """Options with one fetcher for all URLs, closed at the end if it was made here."""

    def __init__(self, options: Options) -> None:
        self._own = Fetcher() if options.fetcher is None else None
        self._options = replace(options, fetcher=options.fetcher or self._own)

    def __enter__(self) -> Options:
        return self._options

    def __exit__(self, *_: object) -> None:
        if self._own:
            self._own.close()


def _ahead(
    batches: Iterator[list[Step]], workers: Pool | InProcess, depth: int
) -> Iterator[tuple[list[Step], Callable[[], list[Found]]]]:
    """Keeps up to ``depth`` batches with the workers; gives them back in order."""
    waiting: deque[tuple[list[Step], Callable[[], list[Found]]]] = deque()
    for batch in batches:
        documents = [s.taken.document for s in batch if s.taken and s.read]
        waiting.append((batch, workers.submit(documents)))
        if len(waiting) >= depth:
            yield waiting.popleft()
    yield from waiting


def _batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    batch: list[Step] = []
    for step in steps:
        batch.append(step)
        if sum(s.read for s in batch) >= BATCH or len(batch) >= 8 * BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_all(
    case: Case, batch: Sequence[Step], found: Sequence[Found]
) -> Iterator[tuple[Step, str]]:
    """Writes each step in a transaction of its own."""
    readings = iter(found)
    for step in batch:
        if not step.write:
            yield step, UNCHANGED
            continue
        reading = next(readings) if step.read else None
        with case.transaction() as db:
            state = _write(db, step, reading)
        yield step, state


def _write(db: apsw.Connection, step: Step, found: Found | None) -> str:
    if isinstance(found, str):
        end(db, replace(step.ending, state=State.FAILED.value, reason=found))
        return State.FAILED.value
    if step.taken is None:
        end(db, step.ending)
        return step.ending.state
    resolve(db, write(db, step.taken, found))
    return State.READ.value


def _steps(db: apsw.Connection, job: Job, options: Options) -> Iterator[Step]:
    """What one named input leads to: its own ending, or its members' and then its own."""
    sha256 = None if is_url(job.name) or job.name == STDIN else _sha256(Path(job.path))
    if not job.force and _known(db, job.name, sha256, job.flags):
        yield Step(Ending(job.name, UNCHANGED), write=False, last=True)
        return
    members, own = 0, False
    for intake in _intakes(job, options):
        step = _step(db, job, intake, sha256)
        own = own or step.last
        members += not step.last
        yield step
    if not own and job.name != STDIN:
        state, reason = (CONTAINER, f"{members} inputs") if members else (State.EMPTY, "empty")
        ending = Ending(job.name, state, reason, job.path, sha256=sha256, flags=job.flags)
        yield Step(ending, last=True)


def _intakes(job: Job, options: Options) -> Iterator[Intake]:
    given = {
        k: v for k in ("url", "outlet", "published", "fetched") if (v := getattr(job.flags, k))
    }
    return ingest(job.path, replace(options, **given))


def _step(db: apsw.Connection, job: Job, intake: Intake, sha256: str | None) -> Step:
    own = intake.name == job.path
    content = intake.content or b""
    address = sha256 if own and sha256 else hashlib.sha256(content).hexdigest()
    name = intake.name  # a page that a feed links to is called by its own address
    if name.startswith(job.path):
        name = job.name + name.removeprefix(job.path)
    if job.name == STDIN:  # what comes next through standard input is something else
        name = f"stdin:{address[:16]}"
    parent = None if own else job.name
    ending = Ending(name, intake.state, intake.reason or "", intake.name, parent, address)
    ending = replace(ending, flags=job.flags)
    if intake.document is None:
        return Step(ending, last=own)
    if not job.force and _known(db, name, address, job.flags):
        return Step(ending, write=False, last=own)
    taken = Taken(ending, intake.document, content)
    return Step(ending, taken, read=needs_reading(db, taken), last=own)


def _known(db: apsw.Connection, name: str, sha256: str | None, flags: Flags) -> bool:
    """Whether the case has these bytes under this name, taken with these flags."""
    row = find(db, name)
    if row is None or sha256 is None or row.sha256 != sha256:
        return False
    return row.state in (State.READ, CONTAINER) and row.flags == flags


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
