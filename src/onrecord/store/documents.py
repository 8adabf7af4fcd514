"""Evidence, documents and their versions: written once, never changed."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import apsw

from onrecord.contract import document_from_dict
from onrecord.domain import Document, digest
from onrecord.store.derive import count

COLUMNS = (
    "title",
    "outlet",
    "url",
    "byline",
    "dateline",
    "published",
    "fetched",
    "language",
    "path",
)
NEWEST = "SELECT id FROM document WHERE article = ? ORDER BY version DESC LIMIT 1"
MARKED = ("title", "byline", "dateline", "published", "fetched")
"""What may be corrected without making another document; part of what a reader is given."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document's row, and whether it is new or its particulars changed."""

    id: int
    uid: str
    new: bool
    changed: bool


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def context_of(document: Document) -> str:
    """Hash of what the reader is given beside the text."""
    return digest(*(getattr(document, name) or "" for name in MARKED))[:16]


def put_evidence(db: apsw.Connection, content: bytes) -> int:
    """Keeps the bytes, once; returns their row."""
    address = hashlib.sha256(content).hexdigest()
    found = db.execute("SELECT id FROM evidence WHERE sha256 = ?", (address,)).get
    if found is not None:
        return int(found)
    sql = "INSERT INTO evidence (sha256, size, body) VALUES (?,?,?) RETURNING id"
    return int(db.execute(sql, (address, len(content), zlib.compress(content))).get)


def evidence(db: apsw.Connection, sha256: str) -> bytes:
    """The original bytes with this address. Raises ``KeyError`` when the case has none."""
    body = db.execute("SELECT body FROM evidence WHERE sha256 = ?", (sha256,)).get
    if body is None:
        raise KeyError(sha256)
    return zlib.decompress(body)


def uid_of(document: Document) -> str:
    """The public id of a document in a case."""
    return "d" + document.key[:16]


def put_document(db: apsw.Connection, document: Document, article: str, *, correct: bool) -> Stored:
    """Stores a document unless its key is there; with ``correct``, title, byline, dateline and
    dates replace those on record. ``article`` is what its versions share."""
    uid = uid_of(document)
    found = db.execute("SELECT id, context FROM document WHERE uid = ?", (uid,)).get
    if found is None:
        return Stored(_insert(db, document, article, uid), uid, new=True, changed=True)
    number, context = int(found[0]), str(found[1])
    if not correct or context == context_of(document):
        return Stored(number, uid, new=False, changed=False)
    _correct(db, document, number)
    return Stored(number, uid, new=False, changed=True)


def _insert(db: apsw.Connection, document: Document, article: str, uid: str) -> int:
    values = [getattr(document, name) for name in COLUMNS]
    number = db.execute(
        f"""INSERT INTO document (uid, key, article, version, latest, {",".join(COLUMNS)}, day,
            context, extra, added_at) VALUES (?,?,?,1,0,?,?,?,?,?,?,?,?,?,?,?,?,?)
            RETURNING id""",  # noqa: S608
        (
            uid,
            document.key,
            article,
            *values,
            _day(document),
            context_of(document),
            _extra(document),
            now(),
        ),
    ).get
    db.execute("INSERT INTO document_text VALUES (?,?)", (number, document.text))
    _number_versions(db, article)
    return int(number)


def _correct(db: apsw.Connection, document: Document, number: int) -> None:
    sets = ",".join(f"{name} = ?" for name in MARKED)
    values = [getattr(document, name) for name in MARKED]
    db.execute(
        f"UPDATE document SET {sets}, day = ?, context = ? WHERE id = ?",  # noqa: S608
        (*values, _day(document), context_of(document), number),
    )
    article = db.execute("SELECT article FROM document WHERE id = ?", (number,)).get
    _number_versions(db, article)


def _number_versions(db: apsw.Connection, article: str) -> None:
    """Versions count up by time of fetching, then of publication, then of adding."""
    before = _latest(db, article)
    db.execute(
        """UPDATE document SET version = n FROM (
             SELECT id AS this, row_number() OVER (
               ORDER BY coalesce(fetched, published, ''), coalesce(published, ''), id) AS n
             FROM document WHERE article = ?1)
           WHERE id = this AND version <> n""",
        (article,),
    )
    after = {int(db.execute(NEWEST, (article,)).get)}
    for number in before - after:
        count(db, number, -1)
        db.execute("UPDATE document SET latest = 0 WHERE id = ?", (number,))
    for number in after - before:
        db.execute("UPDATE document SET latest = 1 WHERE id = ?", (number,))
        count(db, number, 1)


def _latest(db: apsw.Connection, article: str) -> set[int]:
    sql = "SELECT id FROM document WHERE article = ? AND latest = 1"
    return {cast(int, row[0]) for row in db.execute(sql, (article,))}


def _day(document: Document) -> str | None:
    return (document.published or document.fetched or "")[:10] or None


def _extra(document: Document) -> str:
    blocks = [{"start": b.span.start, "end": b.span.end, "kind": b.kind} for b in document.blocks]
    extra = {"blocks": blocks, "links": document.links, "removed": document.removed}
    return json.dumps({k: v for k, v in extra.items() if v}, ensure_ascii=False)


def load_document(db: apsw.Connection, number: int) -> Document:
    """The document of a row; its ``id`` is the public one. Raises ``KeyError`` if absent."""
    row = db.execute(
        f"""SELECT uid, text, extra, {",".join(COLUMNS)}
            FROM document JOIN document_text ON document_id = id WHERE id = ?""",  # noqa: S608
        (number,),
    ).get
    if row is None:
        raise KeyError(number)
    uid, text, extra, *values = row
    plain = dict(zip(COLUMNS, values, strict=True))
    return document_from_dict({"id": uid, "text": text, **json.loads(extra), **plain})
