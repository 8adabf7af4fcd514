"""Rows of the matcher: vectors, topics, scored pairs and the claims built from them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from onrecord.store.pairs import forget_pairs

#: A term that more documents than this share says too little to look documents up by.
COMMON = 3000
TABLES = ("d_vector", "d_topic", "d_link", "d_credit", "d_claim_judged", "d_linked_with")


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """One claim as rows. Tuples are in the order of the table's columns after the claim's id."""

    id: str
    gloss: str
    status: str
    first_day: str | None
    last_day: str | None
    statements: Sequence[tuple[str, str, float, str]]
    origins: Sequence[tuple[str, str, str]]
    transmissions: Sequence[tuple[str, str, str, str]]
    relations: Sequence[tuple[str, str, str, str, float]]
    credits: Sequence[tuple[str, str, str]]


def documents(db: apsw.Connection) -> list[tuple[int, str]]:
    """(row, uid) of every document that was read."""
    sql = "SELECT id, uid FROM document WHERE id IN (SELECT document_id FROM reading) ORDER BY uid"
    return [(int(n), str(uid)) for n, uid in db.execute(sql)]


def unlinked(db: apsw.Connection, model: str) -> list[tuple[int, str]]:
    """(row, uid) of the documents still to be looked at: all of them if the case was linked by
    another model."""
    if db.execute("SELECT model FROM d_linked_with").get != model:
        return documents(db)
    sql = """SELECT d.id, d.uid FROM d_unlinked u JOIN document d ON d.id = u.document_id
             ORDER BY d.uid"""
    return [(int(n), str(uid)) for n, uid in db.execute(sql)]


def is_linked(db: apsw.Connection) -> bool:
    """Whether the case has had its claims built."""
    return db.execute("SELECT 1 FROM d_linked_with").get is not None


def put_linked(db: apsw.Connection, model: str) -> None:
    """Notes that no document is left to be looked at."""
    db.execute("DELETE FROM d_unlinked")
    db.execute("DELETE FROM d_linked_with")
    db.execute("INSERT INTO d_linked_with VALUES (?)", (model,))


def row_of(db: apsw.Connection, document: str) -> int:
    """The row of a document. Raises ``KeyError`` if there is none."""
    found = db.execute("SELECT id FROM document WHERE uid = ?", (document,)).get
    if found is None:
        raise KeyError(document)
    return int(found)


def linked_as(db: apsw.Connection, document: str) -> str | None:
    """Hash of what a document's vectors stand for, ``None`` if it has none."""
    found = db.execute("SELECT reading FROM d_vector WHERE document = ?", (document,)).get
    return None if found is None else str(found)


def vector_body(db: apsw.Connection, document: str) -> bytes:
    """The stored vectors of one document. Raises ``KeyError`` if there are none."""
    body = db.execute("SELECT body FROM d_vector WHERE document = ?", (document,)).get
    if body is None:
        raise KeyError(document)
    return bytes(body)


def forget(db: apsw.Connection, document: str, statements: Iterable[str]) -> None:
    """Removes what the matcher holds of a document and the pairs of these statements."""
    db.execute("DELETE FROM d_vector WHERE document = ?", (document,))
    db.execute("DELETE FROM d_topic WHERE document = ?", (document,))
    forget_pairs(db, document)
    for uid in statements:
        db.execute("DELETE FROM d_relation WHERE from_statement = ?1 OR to_statement = ?1", (uid,))


def put_document(
    db: apsw.Connection,
    document: str,
    reading: str,
    body: bytes,
    statements: Sequence[str],
    topic: Mapping[str, float],
    day: str,
) -> None:
    """Keeps the vectors of one document's statements, and its topic."""
    row = (document, reading, body, json.dumps(statements))
    db.execute("INSERT OR REPLACE INTO d_vector VALUES (?,?,?,?)", row)
    rows = [(term, document, day, weight) for term, weight in topic.items()]
    db.executemany("INSERT OR REPLACE INTO d_topic VALUES (?,?,?,?)", rows)


#: Documents of a period by what they share with the topic ?1, a JSON object of terms by weight.
SHARING = """
WITH topic AS MATERIALIZED (
  SELECT key AS term, value AS weight FROM json_each(?1) WHERE
  (SELECT count(*) FROM (SELECT 1 FROM d_topic WHERE term = key AND day BETWEEN ?2 AND ?3
                         LIMIT ?4 + 1)) <= ?4)
SELECT d.document, round(sum(min(topic.weight, d.weight)), 6) AS shared
FROM topic CROSS JOIN d_topic d ON d.term = topic.term AND d.day BETWEEN ?2 AND ?3
WHERE d.document != ?5 GROUP BY d.document HAVING shared >= ?6
ORDER BY shared DESC, d.document LIMIT ?7"""


def candidates(
    db: apsw.Connection,
    document: str,
    topic: Mapping[str, float],
    days: tuple[str, str],
    least: float,
    most: int,
) -> list[str]:
    """Up to ``most`` other documents of the period that share topic terms of at least that weight
    with one, those that share most first."""
    values = (json.dumps(topic), *days, COMMON, document, least, most)
    return [str(uid) for uid, _ in db.execute(SHARING, values).fetchall()]


def put_relations(
    db: apsw.Connection, relations: Iterable[tuple[str, str, str, str, float]]
) -> None:
    """Keeps (type, from, to, why, confidence)."""
    db.executemany("INSERT OR REPLACE INTO d_relation VALUES (?,?,?,?,?)", list(relations))


def home(db: apsw.Connection, statements: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Statement uid -> (row, uid) of its document."""
    sql = """SELECT d.id, d.uid FROM d_statement s JOIN document d ON d.id = s.document_id
             WHERE s.uid = ?"""
    found = ((uid, db.execute(sql, (uid,)).fetchone()) for uid in statements)
    return {uid: (int(row[0]), str(row[1])) for uid, row in found if row}


def claims_of(db: apsw.Connection, statements: Iterable[str]) -> set[str]:
    """Ids of the claims that hold any of the statements."""
    sql = "SELECT claim FROM d_claim_statement WHERE statement = ?"
    return {str(c) for uid in statements for (c,) in db.execute(sql, (uid,)).fetchall()}


def drop_claims(db: apsw.Connection, claims: Iterable[str]) -> set[str]:
    """Removes claims; returns the statements they held."""
    held: set[str] = set()
    for claim in claims:
        rows = db.execute("SELECT statement FROM d_claim_statement WHERE claim = ?", (claim,))
        held |= {str(s) for (s,) in rows.fetchall()}
        for table in ("d_origin", "d_transmission", "d_claim_statement"):
            db.execute(f"DELETE FROM {table} WHERE claim = ?", (claim,))  # noqa: S608
        db.execute("DELETE FROM d_claim WHERE id = ?", (claim,))
    for uid in held:
        db.execute("DELETE FROM d_relation WHERE from_statement = ?", (uid,))
        db.execute("DELETE FROM d_credit WHERE statement = ?", (uid,))
    return held


def put_claim(db: apsw.Connection, rows: ClaimRows) -> None:
    """Writes one claim."""
    size, origins = len(rows.statements), len(rows.origins)
    db.execute(
        "INSERT INTO d_claim VALUES (?,?,?,?,?,?,?)",
        (rows.id, rows.gloss, rows.status, size, origins, rows.first_day, rows.last_day),
    )
    db.executemany(
        "INSERT INTO d_claim_statement VALUES (?,?,?,?,?)",
        [(uid, rows.id, *stance) for uid, *stance in rows.statements],
    )
    db.executemany(
        "INSERT OR IGNORE INTO d_origin VALUES (?,?,?,?)", [(rows.id, *o) for o in rows.origins]
    )
    db.executemany(
        "INSERT OR IGNORE INTO d_transmission VALUES (?,?,?,?,?)",
        [(rows.id, *t) for t in rows.transmissions],
    )
    put_relations(db, rows.relations)
    db.executemany("INSERT OR IGNORE INTO d_credit VALUES (?,?,?)", rows.credits)


STANDING = """
SELECT target_kind, min(target, coalesce(other, target)),
       CASE WHEN other IS NULL THEN '' ELSE max(target, other) END, verdict
FROM judgement j
WHERE target_kind IN ('claim-pair', 'stance', 'forecast') AND withdraws IS NULL
  AND NOT EXISTS (SELECT 1 FROM judgement w WHERE w.withdraws = j.uid)
ORDER BY author_kind = 'person', at, id"""

Judged = dict[tuple[str, str, str], str]


def judged(db: apsw.Connection) -> Judged:
    """(kind, statement, second statement or "") -> the standing verdict: same or different for
    a claim-pair, the stance, or the outcome of a forecast; a person's before a model's."""
    return {(str(k), str(a), str(b)): str(v) for k, a, b, v in db.execute(STANDING)}


def built_with(db: apsw.Connection) -> Judged:
    """The verdicts with which the claims were last built."""
    rows = db.execute("SELECT kind, first, second, verdict FROM d_claim_judged")
    return {(str(k), str(a), str(b)): str(v) for k, a, b, v in rows}


def put_built_with(db: apsw.Connection, verdicts: Judged) -> None:
    """Remembers the verdicts with which the claims were built."""
    db.execute("DELETE FROM d_claim_judged")
    rows = [(*key, verdict) for key, verdict in verdicts.items()]
    db.executemany("INSERT INTO d_claim_judged VALUES (?,?,?,?)", rows)
