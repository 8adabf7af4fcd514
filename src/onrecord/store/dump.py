"""The whole case as canonical JSON lines: the same content gives the same lines, in whatever
order it was added. Row numbers and the times at which a machine did its work are left out."""

import hashlib
import json
from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

import apsw

from onrecord.contract import reading_to_dict
from onrecord.store.documents import load_document
from onrecord.store.readings import unpack

Line: TypeAlias = dict[str, object]

STATE = {
    "evidence": "SELECT sha256, size FROM evidence ORDER BY sha256",
    "document": """SELECT uid, key, article, version, latest, title, outlet, url, byline, dateline,
        published, fetched, language, path, day, context, extra, text, added_at
        FROM document JOIN document_text ON document_id = id ORDER BY uid""",
    "capture": """SELECT d.uid AS document, i.name AS input, e.sha256
        FROM capture c JOIN document d ON d.id = c.document_id JOIN input i ON i.id = c.input_id
        JOIN evidence e ON e.id = c.evidence_id ORDER BY 1, 2, 3""",
    "input": """SELECT i.name, i.path, i.parent, i.state, i.reason, i.sha256, i.flags,
        i.attempts, i.first_at, i.last_at, d.uid AS document
        FROM input i LEFT JOIN document d ON d.id = i.document_id
        ORDER BY i.name""",
    "judgement": """SELECT uid, target_kind, target, other, verdict, payload, author, author_kind,
        at, reason, withdraws FROM judgement ORDER BY at, id""",
}

DERIVED = {
    "statement": "SELECT * FROM statements ORDER BY id",
    "entity": "SELECT * FROM entities ORDER BY id",
    "quantity": "SELECT * FROM quantities ORDER BY document, start, stop, value",
    "time": "SELECT * FROM times ORDER BY document, start, stop, value",
    "event": "SELECT * FROM events ORDER BY id",
    "involved": """SELECT s.uid AS statement, e.uid AS entity, role FROM d_statement_entity x
        JOIN d_statement s ON s.id = x.statement_id JOIN d_entity e ON e.id = x.entity_id
        ORDER BY 1, 2, 3""",
    "tally": "SELECT * FROM d_tally ORDER BY facet, value",
    "source": "SELECT * FROM d_source ORDER BY outlet, speaker, kind, identity, official",
    "name": "SELECT * FROM d_name ORDER BY name",
    "anchor": "SELECT * FROM d_anchor ORDER BY judgement",
    "actor_entity": "SELECT * FROM d_actor_entity ORDER BY entity",
}

CLOCKS = ("added_at", "read_at", "first_at", "last_at", "attempts")
"""Columns of state that say when a machine worked: exported, but no part of the hash."""

ACROSS = (
    "d_actor",
    "d_actor_alias",
    "d_claim",
    "d_claim_statement",
    "d_relation",
    "d_origin",
    "d_transmission",
    "d_reuse",
)
"""The matcher's tables: their keys are public ids, so that they are dumped as they stand."""


def state(db: apsw.Connection) -> Iterator[Line]:
    """Evidence, documents, readings, inputs and judgements, with all that `import` needs."""
    for table, sql in STATE.items():
        yield from _lines(db, table, sql)
    yield from _readings(db)


def derived(db: apsw.Connection) -> Iterator[Line]:
    """Everything that `rebuild` makes anew from one document at a time, and names."""
    for table, sql in DERIVED.items():
        yield from _lines(db, table, sql)
    for table in ACROSS:
        yield from _lines(db, table, f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608


def canonical(row: Line) -> str:
    """The line as it counts for the hash: without the clocks of machines."""
    clocks = (*CLOCKS, "at") if row.get("author_kind") == "model" else CLOCKS
    return line({name: value for name, value in row.items() if name not in clocks})


def export_hash(db: apsw.Connection) -> str:
    """SHA-256 over all lines: equal for two cases that hold the same."""
    total = hashlib.sha256()
    for row in chain(state(db), derived(db)):
        total.update(canonical(row).encode())
    return total.hexdigest()


def _lines(db: apsw.Connection, table: str, sql: str) -> Iterator[Line]:
    cursor = db.execute(sql)
    names: list[str] = []
    for row in cursor:
        names = names or [column[0] for column in cursor.description]
        yield {"table": table, **dict(zip(names, row, strict=True))}


def line(row: Line) -> str:
    """One canonical JSON line."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _readings(db: apsw.Connection) -> Iterator[Line]:
    rows = db.execute(
        """SELECT d.id, d.uid, r.reader, r.context, r.body, r.read_at FROM reading r
           JOIN document d ON d.id = r.document_id ORDER BY d.uid, r.id"""
    )
    for number, uid, reader, context, body, at in rows:
        reading = reading_to_dict(unpack(body, load_document(db, number)))
        del reading["document"]
        names = {"table": "reading", "document": uid, "reader": reader, "context": context}
        yield {**names, "read_at": at, "reading": reading}
