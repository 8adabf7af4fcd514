"""Writes one input with all it led to; call inside a transaction, one for each document."""

from dataclasses import dataclass, replace
from urllib.parse import urldefrag

import apsw

from onrecord.domain import Document, Reading, State
from onrecord.store.documents import MARKED, put_document, put_evidence, uid_of
from onrecord.store.inputs import Ending, end
from onrecord.store.readings import put_reading


@dataclass(frozen=True, slots=True)
class Taken:
    """A document as it came in: its input, its bytes, and the text drawn from them."""

    ending: Ending
    document: Document
    content: bytes


def article_of(taken: Taken) -> str:
    """What the versions of an article share: its url, else the name it came under.

    A line of a file without url or id is an article of its own, for lines move.
    """
    document, ending = taken.document, taken.ending
    if document.url:
        return urldefrag(document.url).url
    if ending.parent is None or "!" in ending.name:
        return ending.name
    own = uid_of(document)
    return own if document.id == own else f"{ending.parent}#{document.id}"


def is_correction(db: apsw.Connection, taken: Taken) -> bool:
    """Whether the input says otherwise of a document on record, and has the say: the user gave
    the particulars, or the document came through this very input."""
    sql = f"SELECT {','.join(MARKED)}, id FROM document WHERE uid = ?"  # noqa: S608
    row = db.execute(sql, (uid_of(taken.document),)).get
    if row is None:
        return False
    flags = taken.ending.flags
    said = {name: getattr(taken.document, name) for name in MARKED}
    if flags.fetched is None:  # fetching again is no correction of when it was fetched
        del said["fetched"]
    known = dict(zip(MARKED, row, strict=False))
    if all(known[name] == value for name, value in said.items()):
        return False
    sql = "SELECT 1 FROM input WHERE name = ? AND document_id = ?"
    return not flags.empty or db.execute(sql, (taken.ending.name, row[-1])).get is not None


def needs_reading(db: apsw.Connection, taken: Taken) -> bool:
    """Whether a reader has to see the document before ``write``."""
    sql = "SELECT 1 FROM document WHERE uid = ?"
    known = db.execute(sql, (uid_of(taken.document),)).get is not None
    return not known or is_correction(db, taken)


def write(db: apsw.Connection, taken: Taken, reading: Reading | None) -> int:
    """Stores evidence, document, reading and the input's ending; returns the document's row.

    ``reading`` may be ``None`` only where ``needs_reading`` is false.
    """
    correct = is_correction(db, taken)
    stored = put_document(db, taken.document, article_of(taken), correct=correct)
    if stored.changed:
        assert reading is not None, "a document needs its reading"  # noqa: S101
        put_reading(db, stored.id, reading)
    ending = replace(taken.ending, state=State.READ.value, reason="", document_id=stored.id)
    row = (stored.id, end(db, ending), put_evidence(db, taken.content))
    db.execute("INSERT OR IGNORE INTO capture VALUES (?,?,?)", row)
    return stored.id
