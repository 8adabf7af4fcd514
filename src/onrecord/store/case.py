"""A case: one SQLite file that holds evidence, readings, judgements and what follows from them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import apsw

from onrecord.store.errors import CaseMissingError, NotACaseError, explained
from onrecord.store.migrate import APPLICATION_ID, applied, migrate, migrations

BUSY_MS = 60_000
#: Seconds between attempts to set up a case that another process is making.
PAUSE = 0.05
CACHE_KIB = 64 * 1024
#: How much of a file that is only read is mapped into memory, which halves the time of questions
#: about a large case; SQLite takes as much of it as it was built for. A file that is written to
#: is not mapped: there a failing disk must be an error, not a signal.
MAPPED = 1 << 34
WAL_PAGES = 4000


class Case:
    """An open case. ``db`` is its connection; write only inside ``transaction()``."""

    def __init__(self, path: Path, db: apsw.Connection) -> None:
        self.path = path
        self.db = db

    @contextmanager
    def transaction(self) -> Iterator[apsw.Connection]:
        """All or nothing: takes the write lock at once, commits at the end, rolls back on error.

        Raises a ``CaseError`` when the disk is full or read-only or another process holds on.
        """
        with explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:  # on a full disk SQLite has rolled back by itself
                    self.db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Closes the file; the last one out folds the write-ahead log back in."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def wal_is_safe(version: str) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (https://sqlite.org/wal.html#walresetbug):
    fixed in 3.51.3, and in 3.50.7 and 3.44.6 for those branches."""
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    fixed = {(3, 50): (3, 50, 7), (3, 44): (3, 44, 6)}.get((major, minor), (3, 51, 3))
    return (major, minor, patch) >= fixed


def open_case(path: str | Path, *, create: bool = False, read_only: bool = False) -> Case:
    """Opens the case at ``path``, brought up to date; with ``create`` makes it if absent.

    Raises ``CaseMissingError``, ``NotACaseError``, ``CaseReadOnlyError`` or another ``CaseError``.
    """
    path = Path(path)
    if not path.exists() and not create:
        raise CaseMissingError(f"{path}: no such case. `onrecord add --case {path} …` makes one.")
    with explained(path):
        db = _connect_read_only(path) if read_only else _connect(path)
        try:
            _check(db)
            if read_only:
                _check_current(db)
            else:
                _patiently(_set_up, db)
                _patiently(migrate, db)
        except BaseException:
            db.close()
            raise
    return Case(path, db)


def _patiently(work: Callable[[apsw.Connection], object], db: apsw.Connection) -> None:
    """Does what may be done again until it succeeds or ``BUSY_MS`` are over: SQLite does not wait
    for its lock where it changes the journal's mode, as others making the case do, too."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            work(db)
        except apsw.BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return


def _connect(path: Path) -> apsw.Connection:
    db = apsw.Connection(str(path))
    db.set_busy_timeout(BUSY_MS)
    db.transaction_mode = "IMMEDIATE"
    return db


def _connect_read_only(path: Path) -> apsw.Connection:
    """A file in write-ahead mode needs a writable folder even to be read, unless it is declared
    immutable, which is right when nothing can write there and no log is waiting."""
    frozen = not _writable(path.parent) and not Path(f"{path}-wal").exists()
    uri = f"file:{quote(str(path.resolve()))}?mode=ro{'&immutable=1' if frozen else ''}"
    db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    db.set_busy_timeout(BUSY_MS)
    db.pragma("cache_size", -CACHE_KIB)
    db.pragma("mmap_size", MAPPED)
    return db


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check(db: apsw.Connection) -> None:
    # In this order: who makes the case at this moment writes both at once.
    empty = db.pragma("schema_version") == 0
    mark = db.pragma("application_id")
    if mark != APPLICATION_ID and not empty:
        raise NotACaseError(f"{db.filename}: a SQLite file, but not an Onrecord case.")


def _check_current(db: apsw.Connection) -> None:
    if applied(db) != [name for name, _ in migrations()]:
        raise NotACaseError(
            f"{db.filename}: made by another version of Onrecord; open it once for writing."
        )


def _set_up(db: apsw.Connection) -> None:
    db.pragma("foreign_keys", True)
    if wal_is_safe(apsw.sqlite_lib_version()):
        db.pragma("journal_mode", "wal")
        db.wal_autocheckpoint(WAL_PAGES)
    db.pragma("synchronous", "full")
    db.pragma("cache_size", -CACHE_KIB)
