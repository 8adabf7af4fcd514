"""Keeps the derived tables of a document in step with its newest reading."""

from collections import Counter
from dataclasses import dataclass

import apsw

from onrecord.domain import Reading, Statement
from onrecord.store.rows import (
    Row,
    entity_row,
    event_row,
    quantity_row,
    roles_of,
    statement_row,
    time_row,
    unique_statements,
)

Counts = Counter[tuple[str, str]]
Reliance = Counter[tuple[str, str, str, str]]

FACETS = ("act", "kind", "identity", "factuality", "reporter", "quote", "outlet", "month")

STATEMENT = """INSERT INTO d_statement (document_id, outlet, day, uid, start, stop, content_spans,
    source_spans, cue_spans, text, source, cue, speaker, speaker_entity, quote, kind, identity, act,
    factuality, reporter, forecast, conditional, title, basis, addressee, via, said_from, said_to,
    verification, parent, confidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,
    ?,?,?,?,?) RETURNING id"""

ENTITY = """INSERT INTO d_entity (document_id, uid, type, name, aliases, roles, mentions, start)
    VALUES (?,?,?,?,?,?,?,?) RETURNING id"""

JUDGED = """UPDATE d_statement SET judged = (
    SELECT verdict FROM judgement j
    WHERE j.target_kind = 'statement' AND j.target = d_statement.uid
      AND j.author_kind = 'person' AND j.withdraws IS NULL
      AND NOT EXISTS (SELECT 1 FROM judgement w WHERE w.withdraws = j.uid)
    ORDER BY j.id DESC LIMIT 1) WHERE """


@dataclass(frozen=True, slots=True)
class Place:
    """Where derived rows belong: the document's row, public id, outlet, day and title."""

    document: int
    uid: str
    outlet: str | None
    day: str | None
    title: str | None


def place_of(db: apsw.Connection, document: int) -> Place:
    """The place of a stored document."""
    sql = "SELECT id, uid, outlet, day, title FROM document WHERE id = ?"
    return Place(*db.execute(sql, (document,)).get)


def index(db: apsw.Connection, place: Place, reading: Reading) -> None:
    """Writes every derived row of one reading; the document must have none yet."""
    text, statements = reading.document.text, unique_statements(reading)
    entity_ids = _entities(db, place, reading)
    uids = {e.id: f"{place.uid}:{e.id}" for e in reading.entities or ()}
    rows = _statements(db, place, statements, text, uids)
    links = [
        (entity_ids[entity], role, rows[s.id])
        for s in statements
        for entity, role in roles_of(s, reading.entities or ())
    ]
    db.executemany("INSERT OR IGNORE INTO d_statement_entity VALUES (?,?,?)", links)
    _layers(db, place, reading, statements)
    db.execute(
        "INSERT INTO d_document_fts (rowid, title, text) VALUES (?,?,?)",
        (place.document, place.title, text),
    )
    db.execute(JUDGED + "document_id = ?", (place.document,))
    _count(db, place.document, 1)


def _entities(db: apsw.Connection, place: Place, reading: Reading) -> dict[str, int]:
    ids = {}
    for entity in reading.entities or ():
        row = entity_row(entity, f"{place.uid}:{entity.id}", reading.document.text)
        ids[entity.id] = number = db.execute(ENTITY, (place.document, *row)).get
        db.execute(
            "INSERT INTO d_entity_fts (rowid, name, aliases) VALUES (?,?,?)",
            (number, row[2], row[3]),
        )
    return ids


def _statements(
    db: apsw.Connection,
    place: Place,
    statements: list[Statement],
    text: str,
    entities: dict[str, str],
) -> dict[str, int]:
    ids, shared = {}, (place.document, place.outlet, place.day)
    for s in statements:
        row = statement_row(s, text, entities)
        ids[s.id] = db.execute(STATEMENT, shared + row).get
    db.execute(
        """INSERT INTO d_statement_fts (rowid, text, speaker, addressee, via)
           SELECT id, text, speaker, addressee, via FROM d_statement WHERE document_id = ?""",
        (place.document,),
    )
    return ids


def _layers(
    db: apsw.Connection, place: Place, reading: Reading, statements: list[Statement]
) -> None:
    text, home = reading.document.text, (place.document,)
    quantities = [home + quantity_row(q, text, statements) for q in reading.quantities or ()]
    times = [home + time_row(t, text, statements) for t in reading.times or ()]
    events = [
        (*home, place.day, *event_row(e, f"{place.uid}:{e.id}", text, statements))
        for e in reading.events or ()
    ]
    _insert(db, "d_quantity", "statement start stop text value high bound unit counted", quantities)
    _insert(db, "d_time", "statement start stop text type value mod starts ends", times)
    columns = "day uid statement start stop predicate type mode modality actor recipient place"
    _insert(db, "d_event", columns + " starts ends", events)


def _insert(db: apsw.Connection, table: str, columns: str, rows: list[Row]) -> None:
    names = ["document_id", *columns.split()]
    marks = ",".join("?" * len(names))
    db.executemany(f"INSERT INTO {table} ({','.join(names)}) VALUES ({marks})", rows)  # noqa: S608


def unindex(db: apsw.Connection, document: int) -> None:
    """Removes every derived row of one document."""
    _count(db, document, -1)
    for table, rows in (
        ("d_statement_fts", "SELECT id FROM d_statement WHERE document_id = ?"),
        ("d_entity_fts", "SELECT id FROM d_entity WHERE document_id = ?"),
        ("d_document_fts", "SELECT ?"),
    ):
        db.execute(f"DELETE FROM {table} WHERE rowid IN ({rows})", (document,))  # noqa: S608
    db.execute(
        """DELETE FROM d_statement_entity WHERE statement_id IN
           (SELECT id FROM d_statement WHERE document_id = ?)""",
        (document,),
    )
    for table in ("d_statement", "d_entity", "d_quantity", "d_time", "d_event"):
        db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document,))  # noqa: S608


def _count(db: apsw.Connection, document: int, sign: int) -> None:
    """Adds the document's statements to the running counts, or takes them away."""
    tally, reliance = _counts(db, document)
    db.executemany(
        "INSERT INTO d_tally VALUES (?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(*key, sign * n) for key, n in tally.items()],
    )
    db.executemany(
        "INSERT INTO d_source VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(*key, sign * n) for key, n in reliance.items()],
    )
    if sign < 0:
        db.executemany("DELETE FROM d_tally WHERE facet = ? AND value = ? AND n = 0", list(tally))
        db.executemany(
            """DELETE FROM d_source WHERE outlet = ? AND speaker = ? AND kind = ?
               AND identity = ? AND n = 0""",
            list(reliance),
        )


def _counts(db: apsw.Connection, document: int) -> tuple[Counts, Reliance]:
    tally: Counts = Counter()
    reliance: Reliance = Counter()
    rows = db.execute(
        """SELECT act, kind, identity, factuality, reporter, quote, coalesce(outlet, ''),
                  coalesce(substr(day, 1, 7), ''), speaker, cue
           FROM d_statement WHERE document_id = ?""",
        (document,),
    )
    for *values, speaker, cue in rows:
        tally.update((facet, str(value)) for facet, value in zip(FACETS, values, strict=True))
        if speaker is not None and cue is not None:
            reliance[str(values[6]), speaker, str(values[1]), str(values[2])] += 1
    return tally, reliance


def refresh_judged(db: apsw.Connection, statement: str) -> None:
    """Sets ``d_statement.judged`` of one statement from the standing judgements."""
    db.execute(JUDGED + "uid = ?", (statement,))
