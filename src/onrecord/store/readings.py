"""Readings: append-only, one per document, reader and context; the newest one is in force."""

import json
import zlib
from collections.abc import Collection
from dataclasses import replace
from typing import cast

import apsw
import orjson

from onrecord.contract import reading_from_dict, reading_to_dict
from onrecord.domain import Document, Reading
from onrecord.store.derive import index, place_of, unindex
from onrecord.store.documents import context_of, load_document, now


def pack(reading: Reading) -> bytes:
    """The reading as compressed contract JSON without its document."""
    row = reading_to_dict(reading)
    del row["document"]
    return zlib.compress(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(body: bytes, document: Document, layers: Collection[str] | None = None) -> Reading:
    """The inverse of ``pack``; if layers are named, only those, and statements without what
    speaks for their values."""
    row = orjson.loads(zlib.decompress(body)) | {"document": {"id": "", "text": ""}}
    if layers is not None:
        row = {k: row[k] for k in ("document", "reader", *layers) if k in row}
        for statement in row.get("statements") or ():
            statement.pop("reasons", None)
    return replace(reading_from_dict(row), document=document)


def put_reading(db: apsw.Connection, document_id: int, reading: Reading) -> None:
    """Appends a reading, unless it is there, and derives the document from the one in force."""
    row = (document_id, reading.reader, context_of(reading.document), pack(reading), now())
    had = has_reading(db, document_id)
    db.execute(
        """INSERT OR IGNORE INTO reading (document_id, reader, context, body, read_at)
           VALUES (?,?,?,?,?)""",
        row,
    )
    if had:
        reindex(db, document_id)
    else:
        index(db, place_of(db, document_id), reading)


def reindex(db: apsw.Connection, document_id: int) -> None:
    """Derives a document anew from its reading in force and the judgements on it."""
    unindex(db, document_id)
    index(db, place_of(db, document_id), current_reading(db, document_id))


def has_reading(db: apsw.Connection, document_id: int, reader: str | None = None) -> bool:
    """Whether the document was read: by anyone, or by this reader as the document stands now."""
    sql = """SELECT 1 FROM reading r JOIN document d ON d.id = r.document_id
             WHERE d.id = ?1 AND (?2 IS NULL OR (r.reader = ?2 AND r.context = d.context))"""
    return db.execute(sql, (document_id, reader)).get is not None


def current_reading(db: apsw.Connection, document_id: int) -> Reading:
    """The reading in force: the newest of the document as it stands now.

    Raises ``KeyError`` when there is none.
    """
    return unpack(current_body(db, document_id), load_document(db, document_id))


def current_body(db: apsw.Connection, document_id: int) -> bytes:
    """The reading in force as ``pack`` made it. Raises ``KeyError`` when there is none."""
    sql = """SELECT body FROM reading r JOIN document d ON d.id = r.document_id WHERE d.id = ?
             ORDER BY r.context = d.context DESC, r.id DESC LIMIT 1"""
    body = db.execute(sql, (document_id,)).get
    if body is None:
        raise KeyError(document_id)
    return bytes(body)


def all_readings(db: apsw.Connection, document_id: int) -> list[Reading]:
    """Every reading of a document, oldest first."""
    document = load_document(db, document_id)
    sql = "SELECT body FROM reading WHERE document_id = ? ORDER BY id"
    rows = db.execute(sql, (document_id,)).fetchall()
    return [unpack(cast(bytes, body), document) for (body,) in rows]
