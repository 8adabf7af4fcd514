"""The whole case as canonical JSON lines: the same content gives the same lines, in whatever
order it was added. Row numbers and the times at which a machine did its work are left out."""

import hashlib
import json
from collections.abc import Iterator
from typing import TypeAlias

import apsw

from onrecord.contract import reading_to_dict
from onrecord.store.documents import load_document
from onrecord.store.readings import unpack

Line: TypeAlias = dict[str, object]

STATE = {
    "evidence": "SELECT sha256, size FROM evidence ORDER BY sha256",
    "document": """SELECT uid, key, article, version, latest, title, outlet, url, byline, dateline,
        published, fetched, language, path, extra, text
        FROM document JOIN document_text ON document_id = id ORDER BY uid""",
    "capture": """SELECT d.uid AS document, i.name AS input, e.sha256
        FROM capture c JOIN document d ON d.id = c.document_id JOIN input i ON i.id = c.input_id
        JOIN evidence e ON e.id = c.evidence_id ORDER BY 1, 2, 3""",
    "input": """SELECT i.name, i.path, i.parent, i.state, i.reason, i.sha256, i.flags,
        d.uid AS document FROM input i LEFT JOIN document d ON d.id = i.document_id
        ORDER BY i.name""",
    "judgement": """SELECT uid, target_kind, target, other, verdict, payload, author, author_kind,
        CASE author_kind WHEN 'person' THEN at END AS at, reason, withdraws
        FROM judgement ORDER BY uid""",
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
}

ACROSS = (
    "d_actor",
    "d_actor_alias",
    "d_actor_entity",
    "d_claim",
    "d_claim_statement",
    "d_relation",
    "d_origin",
    "d_transmission",
    "d_reuse",
)
"""The matcher's tables: their keys are public ids, so that they are dumped as they stand."""


def dump(db: apsw.Connection) -> Iterator[str]:
    """Every line of the case: state first, then what is derived from it."""
    yield from state(db)
    yield from derived(db)


def state(db: apsw.Connection) -> Iterator[str]:
    """Evidence, documents, readings, inputs and judgements."""
    for table, sql in STATE.items():
        yield from _lines(db, table, sql)
    yield from _readings(db)


def derived(db: apsw.Connection) -> Iterator[str]:
    """Everything that `rebuild` makes anew."""
    for table, sql in DERIVED.items():
        yield from _lines(db, table, sql)
    for table in ACROSS:
        yield from _lines(db, table, f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608


def export_hash(db: apsw.Connection) -> str:
    """SHA-256 over all lines: equal for two cases that hold the same."""
    total = hashlib.sha256()
    for line in dump(db):
        total.update(line.encode())
    return total.hexdigest()


def _lines(db: apsw.Connection, table: str, sql: str) -> Iterator[str]:
    cursor = db.execute(sql)
    names: list[str] = []
    for row in cursor:
        names = names or [column[0] for column in cursor.description]
        yield line({"table": table, **dict(zip(names, row, strict=True))})


def line(row: Line) -> str:
    """One canonical JSON line."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _readings(db: apsw.Connection) -> Iterator[str]:
    rows = db.execute(
        """SELECT d.id, d.uid, r.reader, r.context, r.body FROM reading r
           JOIN document d ON d.id = r.document_id ORDER BY d.uid, r.reader, r.context"""
    )
    for number, uid, reader, context, body in rows:
        reading = reading_to_dict(unpack(body, load_document(db, number)))
        del reading["document"]
        names = {"table": "reading", "document": uid, "reader": reader, "context": context}
        yield line({**names, "reading": reading})
