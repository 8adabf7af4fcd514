"""Checks that a case is what it claims: the file, every hash, every stored span."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import apsw

from onrecord.domain import Document, Span, State, statement_id
from onrecord.store.documents import load_document
from onrecord.store.inputs import CONTAINER, PENDING
from onrecord.store.rows import words


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: where, and what."""

    where: str
    what: str


def verify(
    db: apsw.Connection, seen: Callable[[str], None] = lambda _name: None
) -> Iterator[Problem]:
    """Every problem found; ``seen`` is told what is being checked."""
    for name, check in CHECKS.items():
        seen(name)
        try:
            yield from check(db)
        except (apsw.Error, zlib.error, ValueError, KeyError) as error:
            yield Problem(name, f"cannot be read: {error}")


def _file(db: apsw.Connection) -> Iterator[Problem]:
    for (message,) in db.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("file", message)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Problem(f"{table} row {row}", f"refers to a missing row of {parent}")


def _full_text(db: apsw.Connection) -> Iterator[Problem]:
    for table, rows in (
        ("d_statement_fts", "d_statement"),
        ("d_entity_fts", "d_entity"),
        ("d_document_fts", "(SELECT DISTINCT document_id AS id FROM reading)"),
        ("d_title_fts", "(SELECT DISTINCT document_id AS id FROM reading)"),
    ):
        missing = db.execute(
            f"""SELECT count(*) FROM {rows} AS r
                WHERE NOT EXISTS (SELECT 1 FROM {table}_docsize x WHERE x.id = r.id)"""  # noqa: S608
        ).get
        if missing:
            yield Problem(table, f"{missing} rows are not in the index; run `onrecord rebuild`")


def _evidence(db: apsw.Connection) -> Iterator[Problem]:
    for address, size, body in db.execute("SELECT sha256, size, body FROM evidence"):
        try:
            content = zlib.decompress(body)
        except zlib.error as error:
            yield Problem(f"evidence {address}", f"damaged: {error}")
            continue
        if hashlib.sha256(content).hexdigest() != address or len(content) != size:
            yield Problem(f"evidence {address}", "its bytes are not those that were added")


def _documents(db: apsw.Connection) -> Iterator[Problem]:
    for number, uid, key in db.execute("SELECT id, uid, key FROM document"):
        document = load_document(db, number)
        if document.key != key or uid != "d" + key[:16]:
            yield Problem(f"document {uid}", "its text, url or outlet is not what was added")
        yield from _spans(db, number, document)


def _spans(db: apsw.Connection, number: int, document: Document) -> Iterator[Problem]:
    yield from _statement_spans(db, number, document)
    for table in ("d_quantity", "d_time"):
        rows = db.execute(
            f"SELECT start, stop, text FROM {table} WHERE document_id = ?",  # noqa: S608
            (number,),
        )
        for start, stop, text in rows:
            if document.text[start:stop] != text:
                yield Problem(f"{table} of {document.id}", f"{start}–{stop} is not “{text}”")


def _statement_spans(db: apsw.Connection, number: int, document: Document) -> Iterator[Problem]:
    rows = db.execute(
        """SELECT uid, content_spans, text, source_spans, source, cue_spans, cue
           FROM d_statement WHERE document_id = ?""",
        (number,),
    )
    for uid, *pairs in rows:
        spans = [_unpacked(pairs[i]) for i in (0, 2, 4)]
        for span, text in zip(spans, pairs[1::2], strict=True):
            if words(span, document.text) != text:
                yield Problem(f"statement {uid}", f"its span is not “{text}”")
        if uid != statement_id(document, spans[1], spans[2], spans[0] or ()):
            yield Problem(f"statement {uid}", "its id is not the hash of its document and spans")


def _unpacked(spans: str | None) -> tuple[Span, ...] | None:
    return tuple(Span(a, b) for a, b in json.loads(spans)) if spans else None


def _readings(db: apsw.Connection) -> Iterator[Problem]:
    """Every span of the contract JSON carries its text; each is compared with the document's."""
    rows = db.execute(
        """SELECT d.uid, r.reader, r.body, t.text FROM reading r
           JOIN document d ON d.id = r.document_id
           JOIN document_text t ON t.document_id = d.id"""
    )
    for uid, reader, body, text in rows:
        try:
            wrong = _wrong(json.loads(zlib.decompress(body)), text)
        except (zlib.error, ValueError) as error:
            yield Problem(f"reading of {uid} by {reader}", f"damaged: {error}")
            continue
        for span in wrong:
            yield Problem(f"reading of {uid} by {reader}", f"a span is not “{span}”")


def _wrong(value: object, text: str) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _wrong(item, text)
    if not isinstance(value, dict):
        return
    if (
        "start" in value
        and "text" in value
        and text[value["start"] : value["end"]] != value["text"]
    ):
        yield value["text"]
    for item in value.values():
        yield from _wrong(item, text)


def _inputs(db: apsw.Connection) -> Iterator[Problem]:
    known = {PENDING, CONTAINER, *State}
    for name, state, document in db.execute("SELECT name, state, document_id FROM input"):
        if state not in known:
            yield Problem(f"input {name}", f"in no known state: {state}")
        if (state == State.READ) != (document is not None):
            yield Problem(f"input {name}", f"state {state}, document {document}")
    unread = """SELECT uid FROM document d WHERE NOT EXISTS
                (SELECT 1 FROM reading r WHERE r.document_id = d.id)"""
    for (uid,) in db.execute(unread):
        yield Problem(f"document {uid}", "has no reading")


CHECKS = {
    "file": _file,
    "full text": _full_text,
    "evidence": _evidence,
    "documents and spans": _documents,
    "readings": _readings,
    "inputs": _inputs,
}
