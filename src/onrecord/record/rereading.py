"""Reads the documents of a case again with another reader; earlier readings stay."""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from onrecord.domain import Reading
from onrecord.record.actors import resolve
from onrecord.record.pool import InProcess, Pool, Read
from onrecord.store.case import Case
from onrecord.store.documents import load_document
from onrecord.store.readings import has_reading, put_reading

BATCH = 16


def reread(case: Case, read: Read, jobs: int, seen: Callable[[str], None]) -> int:
    """Reads every document that this reader has not read as it stands; returns how many.

    The reader's name is learnt from its first reading. A document it fails on keeps the reading
    it has.
    """
    numbers = [cast(int, row[0]) for row in case.db.execute("SELECT id FROM document ORDER BY id")]
    if not numbers:
        return 0
    name = next(iter(read([load_document(case.db, numbers[0])]))).reader
    todo = [n for n in numbers if not has_reading(case.db, n, name)]
    with Pool(read, jobs) if jobs > 1 else InProcess(read) as workers:
        for batch in _batches(todo):
            documents = [load_document(case.db, n) for n in batch]
            found = workers.submit(documents)()
            for number, reading in zip(batch, found, strict=True):
                _keep(case, number, reading, seen)
    return len(todo)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _keep(case: Case, number: int, reading: Reading | str, seen: Callable[[str], None]) -> None:
    if isinstance(reading, Reading):
        with case.transaction() as db:
            put_reading(db, number, reading)
            resolve(db, number)
        seen(reading.document.id)
