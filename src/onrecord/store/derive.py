"""Keeps the derived tables of a document in step with its newest reading."""

from collections import Counter
from dataclasses import dataclass

import apsw

from onrecord.domain import Reading, Statement
from onrecord.store.offices import is_official
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
from onrecord.store.verdicts import Standing, settle

Counts = Counter[tuple[str, str]]
Reliance = Counter[tuple[str, str, str, str, int]]

FACETS = ("act", "kind", "identity", "factuality", "reporter", "quote", "outlet", "month")

STATEMENT = """INSERT INTO d_statement (document_id, outlet, day, uid, start, stop, content_spans,
    source_spans, cue_spans, text, source, cue, speaker, speaker_entity, quote, kind, identity, act,
    factuality, reporter, forecast, conditional, title, basis, addressee, via, said_from, said_to,
    verification, parent, confidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,
    ?,?,?,?,?) RETURNING id"""

ENTITY = """INSERT INTO d_entity (document_id, uid, type, name, aliases, roles, mentions, start)
    VALUES (?,?,?,?,?,?,?,?) RETURNING id"""

JUDGED = "UPDATE d_statement SET judged = ?, judged_by = ?, judged_by_kind = ? WHERE id = ?"
SPEAKER = """UPDATE d_statement SET read_speaker = speaker, speaker = ?1, speaker_entity = (
    SELECT uid FROM d_entity e WHERE e.document_id = d_statement.document_id
    AND e.name = ?1 COLLATE NOCASE LIMIT 1) WHERE id = ?2"""

COUNTED = """SELECT act, kind, identity, factuality, reporter, quote, coalesce(s.outlet, ''),
    coalesce(substr(s.day, 1, 7), ''), speaker, cue, s.title, source
    FROM d_statement s JOIN document d ON d.id = s.document_id
    WHERE document_id = ? AND latest = 1 AND judged IS NOT 'not-a-statement'"""


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
    _judge(db, rows, settle(db, place.uid, statements))
    _layers(db, place, reading, statements)
    _full_text(db, place, text)
    db.execute("INSERT OR IGNORE INTO d_unlinked VALUES (?)", (place.document,))
    count(db, place.document, 1)


def _judge(db: apsw.Connection, rows: dict[str, int], standing: dict[str, Standing]) -> None:
    """Writes the verdicts that stand over what was read."""
    for uid, s in standing.items():
        db.execute(JUDGED, (s.verdict, s.by, s.by_kind, rows[uid]))
        if s.speaker_judged:
            db.execute(SPEAKER, (s.speaker, rows[uid]))
            _link_speaker(db, rows[uid])


def _link_speaker(db: apsw.Connection, statement: int) -> None:
    db.execute(
        "DELETE FROM d_statement_entity WHERE statement_id = ? AND role = 'speaker'", (statement,)
    )
    db.execute(
        """INSERT INTO d_statement_entity SELECT e.id, 'speaker', s.id FROM d_statement s
           JOIN d_entity e ON e.uid = s.speaker_entity WHERE s.id = ?""",
        (statement,),
    )


def _full_text(db: apsw.Connection, place: Place, text: str) -> None:
    db.execute(
        """INSERT INTO d_statement_fts (rowid, text, speaker, addressee, via, outlet, act)
           SELECT id, text, speaker, addressee, via, outlet, act FROM d_statement
           WHERE document_id = ?""",
        (place.document,),
    )
    db.execute("INSERT INTO d_document_fts (rowid, text) VALUES (?,?)", (place.document, text))
    db.execute("INSERT INTO d_title_fts (rowid, title) VALUES (?,?)", (place.document, place.title))


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
    count(db, document, -1)
    for table, rows in (
        ("d_statement_fts", "SELECT id FROM d_statement WHERE document_id = ?"),
        ("d_entity_fts", "SELECT id FROM d_entity WHERE document_id = ?"),
        ("d_document_fts", "SELECT id FROM d_document_fts_docsize WHERE id = ?"),
        ("d_title_fts", "SELECT ?"),
    ):
        db.execute(f"DELETE FROM {table} WHERE rowid IN ({rows})", (document,))  # noqa: S608
    db.execute(
        """DELETE FROM d_statement_entity WHERE statement_id IN
           (SELECT id FROM d_statement WHERE document_id = ?)""",
        (document,),
    )
    for table in ("d_statement", "d_entity", "d_quantity", "d_time", "d_event"):
        db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document,))  # noqa: S608


def count(db: apsw.Connection, document: int, sign: int) -> None:
    """Adds the document's statements to the running counts, or takes them away, if it is the
    newest version of its article."""
    tally, reliance = _counts(db, document)
    db.executemany(
        "INSERT INTO d_tally VALUES (?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(*key, sign * n) for key, n in tally.items()],
    )
    db.executemany(
        "INSERT INTO d_source VALUES (?,?,?,?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(*key, sign * n) for key, n in reliance.items()],
    )
    if sign < 0:
        db.executemany("DELETE FROM d_tally WHERE facet = ? AND value = ? AND n = 0", list(tally))
        db.executemany(
            """DELETE FROM d_source WHERE outlet = ? AND speaker = ? AND kind = ?
               AND identity = ? AND official = ? AND n = 0""",
            list(reliance),
        )


def _counts(db: apsw.Connection, document: int) -> tuple[Counts, Reliance]:
    tally: Counts = Counter()
    reliance: Reliance = Counter()
    for *values, speaker, cue, title, source in db.execute(COUNTED, (document,)):
        tally.update((facet, str(value)) for facet, value in zip(FACETS, values, strict=True))
        if cue is not None:
            kind, identity, outlet = str(values[1]), str(values[2]), str(values[6])
            official = int(is_official(kind, speaker, title, source))
            reliance[outlet, speaker or "", kind, identity, official] += 1
    return tally, reliance
