"""A whole case elsewhere: backup and restore as a file, export and import as open formats."""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import apsw

from onrecord.store.case import Case, open_case
from onrecord.store.documents import put_evidence
from onrecord.store.dump import line, state
from onrecord.store.errors import CaseError, NotACaseError, explained
from onrecord.store.rebuild import rebuild

FORMAT = "onrecord-case-1"
LINES = "case.jsonl"


def backup(case: Case, target: Path) -> None:
    """A copy of the case as it stands, even while others write; whole or not at all. A case that
    is there is folded into its one file before the copy takes its place.

    Raises ``CaseError``, also when the copy does not pass SQLite's integrity check.
    """
    with explained(target), _aside(target) as aside:
        copy = apsw.Connection(str(aside))
        try:
            with copy.backup("main", case.db, "main") as work:
                while not work.done:
                    work.step(4096)
            copy.pragma("journal_mode", "delete")
            _check(copy, target)
        finally:
            copy.close()
        _fold(target)


def _fold(target: Path) -> None:
    """Leaves no write-ahead log beside the target: SQLite would play it into the copy. A log goes
    into its case first, so that the case is whole should the copy not get there."""
    if not target.exists():
        return
    with suppress(CaseError):  # what is in place may be the damaged case that is being replaced
        open_case(target).close()
    for log in (Path(f"{target}-wal"), Path(f"{target}-shm")):
        log.unlink(missing_ok=True)


def restore(source: Path, target: Path, *, force: bool = False) -> None:
    """Puts a backup in the place of a case; refuses to replace one unless ``force``.

    Raises ``CaseError``; the case in place stays as it was then.
    """
    if target.exists() and not force:
        raise CaseError(f"{target} is there already; --force replaces it")
    with open_case(source, read_only=True) as case:
        _check(case.db, source)
        backup(case, target)


def _check(db: apsw.Connection, path: Path) -> None:
    message = db.pragma("integrity_check")
    if message != "ok":
        raise CaseError(f"{path}: damaged: {message}")


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A name beside the target that takes its place when all went well."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def export_case(case: Case, target: Path) -> None:
    """Writes a gzipped tar: ``evidence/SHA256`` holds the original bytes, ``case.jsonl`` the rest,
    one JSON object a line. What is derived is left out: ``import`` makes it anew."""
    case.db.execute("BEGIN")  # one snapshot for all of it
    try:
        with explained(target), _aside(target) as aside, tarfile.open(aside, "w:gz") as tar:
            for address, body in case.db.execute("SELECT sha256, body FROM evidence ORDER BY 1"):
                content = zlib.decompress(body)
                _put(tar, f"evidence/{address}", io.BytesIO(content), len(content))
            with TemporaryFile(dir=target.parent) as lines:
                lines.write(line({"format": FORMAT}).encode())
                lines.writelines(line(row).encode() for row in state(case.db))
                size = lines.tell()
                lines.seek(0)
                _put(tar, LINES, lines, size)
    finally:
        case.db.execute("END")


def _put(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size = size
    tar.addfile(info, content)


def import_case(source: Path, target: Path, seen: Callable[[str], None]) -> None:
    """Makes a case from an export. Raises ``CaseError`` if ``target`` exists, or if the export is
    not one or is damaged; then no case is left behind."""
    if target.exists():
        raise CaseError(f"{target} is there already")
    try:
        with explained(target), _aside(target) as aside, open_case(aside, create=True) as case:
            with case.transaction() as db, tarfile.open(source, "r:gz") as tar:
                db.pragma("defer_foreign_keys", True)
                _read(db, tar, seen)
                for _ in rebuild(db):
                    pass
            case.db.pragma("journal_mode", "delete")
    except (tarfile.TarError, zlib.error, EOFError, KeyError, ValueError, OSError) as error:
        raise NotACaseError(f"{source}: not a whole export of a case ({error})") from error


def _read(db: apsw.Connection, tar: tarfile.TarFile, seen: Callable[[str], None]) -> None:
    for member in tar:
        content = tar.extractfile(member)
        if content is None:
            continue
        if member.name == LINES:
            _read_lines(db, content, seen)
        else:
            _evidence(db, member.name, content.read())


def _evidence(db: apsw.Connection, name: str, content: bytes) -> None:
    if name != f"evidence/{hashlib.sha256(content).hexdigest()}":
        raise ValueError(f"{name} is not what was added")
    put_evidence(db, content)


def _read_lines(db: apsw.Connection, lines: IO[bytes], seen: Callable[[str], None]) -> None:
    if json.loads(lines.readline()).get("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    late = []
    for raw in lines:
        row = json.loads(raw)
        table = row.pop("table")
        if table == "capture":  # refers to inputs, which come after it
            late.append(row)
            continue
        seen(table)
        if table != "evidence":
            _INTO[table](db, row)
    for row in late:
        _capture(db, row)


def _document(db: apsw.Connection, row: dict[str, Any]) -> None:
    text = row.pop("text")
    number = _insert(db, "document", row)
    db.execute("INSERT INTO document_text VALUES (?,?)", (number, text))


def _reading(db: apsw.Connection, row: dict[str, Any]) -> None:
    body = json.dumps(row.pop("reading"), ensure_ascii=False, separators=(",", ":")).encode()
    number = _id(db, "document", "uid", row.pop("document"))
    _insert(db, "reading", {**row, "document_id": number, "body": zlib.compress(body)})


def _input(db: apsw.Connection, row: dict[str, Any]) -> None:
    document = row.pop("document")
    number = _id(db, "document", "uid", document) if document else None
    _insert(db, "input", {**row, "document_id": number})


def _judgement(db: apsw.Connection, row: dict[str, Any]) -> None:
    _insert(db, "judgement", row)


def _capture(db: apsw.Connection, row: dict[str, Any]) -> None:
    values = (
        _id(db, "document", "uid", row["document"]),
        _id(db, "input", "name", row["input"]),
        _id(db, "evidence", "sha256", row["sha256"]),
    )
    db.execute("INSERT INTO capture VALUES (?,?,?)", values)


_INTO = {
    "document": _document,
    "reading": _reading,
    "input": _input,
    "judgement": _judgement,
}


def _id(db: apsw.Connection, table: str, column: str, value: str) -> int:
    number = db.execute(f"SELECT id FROM {table} WHERE {column} = ?", (value,)).get  # noqa: S608
    if number is None:
        raise ValueError(f"there is no {table} {value}")
    return int(number)


def _insert(db: apsw.Connection, table: str, row: dict[str, Any]) -> int:
    known = {name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")}
    if unknown := set(row) - known:
        raise ValueError(f"unknown members of a {table}: {', '.join(sorted(unknown))}")
    marks = ",".join("?" * len(row))
    sql = f"INSERT INTO {table} ({','.join(row)}) VALUES ({marks}) RETURNING id"  # noqa: S608
    return int(db.execute(sql, tuple(row.values())).get)
