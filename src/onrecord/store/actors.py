"""Rows of actors: profiles of names, what links them, and the actors they make up."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import apsw

TABLES = (
    "d_profile",
    "d_profile_block",
    "d_profile_link",
    "d_profile_entity",
    "d_spelling",
    "d_profiled",
)
#: A name that more documents of a period share than this says too little of their story.
COMMON = 300
COLUMNS = "id, type, name, spelled, fields, place, known, document"


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile as stored; ``fields`` is separated by spaces, ``document`` empty where it holds
    in all documents."""

    id: str
    type: str
    name: str
    spelled: str
    fields: str
    place: str
    known: str
    document: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity of a document with its profile, the key by which articles on one story are found,
    or an empty one, and its spellings."""

    entity: str
    document: str
    day: str
    profile: str
    key: str
    spellings: tuple[str, ...]


def profiled(db: apsw.Connection, document: str) -> str | None:
    """Hash of the names with which a document was resolved, or ``None``."""
    found = db.execute("SELECT names FROM d_profiled WHERE document = ?", (document,)).get
    return None if found is None else str(found)


def put_profiled(db: apsw.Connection, document: str, names: str) -> None:
    """Remembers the names with which a document was resolved."""
    db.execute("INSERT OR REPLACE INTO d_profiled VALUES (?,?)", (document, names))


def unresolved(db: apsw.Connection) -> list[int]:
    """Rows of the documents that were read and whose names were never resolved."""
    sql = """SELECT d.id FROM document d WHERE NOT EXISTS
             (SELECT 1 FROM d_profiled p WHERE p.document = d.uid)
             AND EXISTS (SELECT 1 FROM reading r WHERE r.document_id = d.id) ORDER BY d.id"""
    return [cast(int, n) for (n,) in db.execute(sql).fetchall()]


def _rows(found: Iterable[Sequence[Any]]) -> list[ProfileRow]:
    return [ProfileRow(*row) for row in found]


def profile_rows(db: apsw.Connection, ids: Iterable[str]) -> list[ProfileRow]:
    """The profiles of these ids that are on record."""
    sql = f"SELECT {COLUMNS} FROM d_profile WHERE id = ?"  # noqa: S608
    return _rows(row for uid in ids for row in db.execute(sql, (uid,)).fetchall())


def in_document(db: apsw.Connection, document: str) -> list[ProfileRow]:
    """The profiles of a document's entities."""
    sql = """SELECT p.id, p.type, p.name, p.spelled, p.fields, p.place, p.known, p.document
             FROM (SELECT DISTINCT profile FROM d_profile_entity WHERE document = ?) e
             JOIN d_profile p ON p.id = e.profile ORDER BY p.id"""
    return _rows(db.execute(sql, (document,)).fetchall())


def blocked(db: apsw.Connection, keys: Iterable[str]) -> list[ProfileRow]:
    """Profiles that hold in all documents and have one of the keys."""
    sql = "SELECT profile FROM d_profile_block WHERE key = ?"
    ids = {str(p) for key in keys for (p,) in db.execute(sql, (key,)).fetchall()}
    return profile_rows(db, sorted(ids))


def locals_named(db: apsw.Connection, names: Iterable[str]) -> list[ProfileRow]:
    """Profiles that hold in one document only and have one of these names."""
    sql = f"SELECT {COLUMNS} FROM d_profile WHERE name = ? AND document <> ''"  # noqa: S608
    return _rows(row for name in names for row in db.execute(sql, (name,)).fetchall())


def put_profile(db: apsw.Connection, row: ProfileRow, blocks: Iterable[str]) -> bool:
    """Writes a profile unless it is there; returns whether it is new."""
    if db.execute("SELECT 1 FROM d_profile WHERE id = ?", (row.id,)).get:
        return False
    values = (row.id, row.type, row.name, row.spelled, row.fields, row.place, row.known)
    sql = f"INSERT INTO d_profile ({COLUMNS}, confidence, why) VALUES (?,?,?,?,?,?,?,?,1.0,'')"  # noqa: S608
    db.execute(sql, (*values, row.document))
    if not row.document:
        db.executemany("INSERT INTO d_profile_block VALUES (?,?)", [(k, row.id) for k in blocks])
    return True


def put_entity(db: apsw.Connection, row: EntityRow) -> None:
    """Writes an entity's profile and counts its spellings."""
    spelled = json.dumps(row.spellings, ensure_ascii=False)
    values = (row.entity, row.document, row.day, row.profile, row.key, spelled)
    db.execute("INSERT INTO d_profile_entity VALUES (?,?,?,?,?,?)", values)
    _count(db, row.profile, row.spellings, 1)


def _count(db: apsw.Connection, owner: str, spellings: Iterable[str], sign: int) -> None:
    db.executemany(
        "INSERT INTO d_spelling VALUES (?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(owner, alias, sign) for alias in spellings],
    )
    db.execute("DELETE FROM d_spelling WHERE profile = ? AND n = 0", (owner,))


def forget(db: apsw.Connection, document: str) -> set[str]:
    """Removes a document's entities and the profiles that only it used; returns the profiles it
    had, those they were short for, and those that were linked with them."""
    sql = """SELECT e.profile, e.spellings, coalesce(p.parent, p.id) FROM d_profile_entity e
             JOIN d_profile p ON p.id = e.profile WHERE e.document = ?"""
    rows: list[Any] = db.execute(sql, (document,)).fetchall()
    db.execute("DELETE FROM d_profile_entity WHERE document = ?", (document,))
    touched: set[str] = set()
    for profile, spellings, owner in rows:
        _count(db, owner, json.loads(spellings), -1)
        touched |= {profile, owner}
    for profile in {str(row[0]) for row in rows}:
        if not db.execute("SELECT 1 FROM d_profile_entity WHERE profile = ?", (profile,)).get:
            touched |= _drop(db, profile)
    return touched


def _drop(db: apsw.Connection, profile: str) -> set[str]:
    beside = linked(db, profile)
    unlink(db, profile)
    for table in ("d_profile_block", "d_spelling"):
        db.execute(f"DELETE FROM {table} WHERE profile = ?", (profile,))  # noqa: S608
    actor = db.execute("DELETE FROM d_profile WHERE id = ? RETURNING actor", (profile,)).get
    if actor is not None:
        drop_actor(db, str(actor))
        sql = "SELECT id FROM d_profile WHERE actor = ?"
        beside |= {str(p) for (p,) in db.execute(sql, (actor,)).fetchall()}
    return beside


def linked(db: apsw.Connection, profile: str) -> set[str]:
    """Profiles that a link joins with this one."""
    sql = """SELECT second FROM d_profile_link WHERE first = ?1
             UNION SELECT first FROM d_profile_link WHERE second = ?1"""
    return {str(p) for (p,) in db.execute(sql, (profile,)).fetchall()}


def unlink(db: apsw.Connection, profile: str) -> None:
    """Removes the links of a profile."""
    db.execute("DELETE FROM d_profile_link WHERE first = ?1 OR second = ?1", (profile,))


def link(db: apsw.Connection, a: str, b: str, score: float, why: str) -> None:
    """Keeps that two profiles are one actor's."""
    values = (min(a, b), max(a, b), score, why)
    db.execute("INSERT OR REPLACE INTO d_profile_link VALUES (?,?,?,?)", values)


def component(db: apsw.Connection, start: Iterable[str]) -> tuple[set[str], set[tuple[str, str]]]:
    """Every profile that links lead to, and those links."""
    found, edge, pairs = set(start), list(start), set()
    while edge:
        one = edge.pop()
        for other in linked(db, one):
            pairs.add((min(one, other), max(one, other)))
            if other not in found:
                found.add(other)
                edge.append(other)
    return found, pairs


def attach(db: apsw.Connection, profile: str, parent: str | None, sure: float, why: str) -> bool:
    """Says which fuller profile a document's own is short for, or that it is for none; returns
    whether that is news. The spellings of the document count for the fuller one."""
    row: Any = db.execute("SELECT parent, actor FROM d_profile WHERE id = ?", (profile,)).fetchone()
    before, actor = row
    sql = "UPDATE d_profile SET parent = ?, confidence = ?, why = ? WHERE id = ?"
    db.execute(sql, (parent, sure, why, profile))
    if before == parent:
        return False
    sql = "SELECT spellings FROM d_profile_entity WHERE profile = ?"
    spelled = [s for (x,) in db.execute(sql, (profile,)).fetchall() for s in json.loads(str(x))]
    _count(db, before or profile, spelled, -1)
    _count(db, parent or profile, spelled, 1)
    if parent and actor:
        drop_actor(db, actor)
        db.execute("UPDATE d_profile SET actor = NULL WHERE id = ?", (profile,))
    return True


def parent_of(db: apsw.Connection, profile: str) -> str | None:
    """The fuller profile that a document's own is short for."""
    found = db.execute("SELECT parent FROM d_profile WHERE id = ?", (profile,)).get
    return None if found is None else str(found)


def actor_of(db: apsw.Connection, profile: str) -> str | None:
    """The actor of a profile."""
    found = db.execute("SELECT actor FROM d_profile WHERE id = ?", (profile,)).get
    return None if found is None else str(found)


def spellings(db: apsw.Connection, profiles: Iterable[str]) -> dict[str, int]:
    """How often the profiles are written how."""
    out: dict[str, int] = {}
    for uid in profiles:
        rows: list[Any] = db.execute(
            "SELECT alias, n FROM d_spelling WHERE profile = ?", (uid,)
        ).fetchall()
        for alias, n in rows:
            out[alias] = out.get(alias, 0) + n
    return out


def drop_actor(db: apsw.Connection, actor: str) -> None:
    """Removes an actor; its profiles keep its id until they are given another."""
    db.execute("DELETE FROM d_actor_alias WHERE actor = ?", (actor,))
    db.execute("DELETE FROM d_actor WHERE id = ?", (actor,))


def put_actor(
    db: apsw.Connection,
    actor: tuple[str, str, str, str | None],
    aliases: Mapping[str, int],
    profiles: Iterable[str],
) -> None:
    """Writes an actor (id, type, name, id in the gazetteer) with its aliases and profiles."""
    db.execute("INSERT OR REPLACE INTO d_actor VALUES (?,?,?,?)", actor)
    db.executemany(
        "INSERT INTO d_actor_alias VALUES (?,?,?)", [(actor[0], a, n) for a, n in aliases.items()]
    )
    db.executemany("UPDATE d_profile SET actor = ? WHERE id = ?", [(actor[0], p) for p in profiles])


def story(db: apsw.Connection, document: str, days: tuple[str, str], least: int) -> set[str]:
    """Other documents of the period that share at least so many keys with this one."""
    sql = "SELECT DISTINCT key FROM d_profile_entity WHERE document = ? AND key <> ''"
    keys = [str(k) for (k,) in db.execute(sql, (document,)).fetchall()]
    shared: dict[str, int] = {}
    sql = """SELECT DISTINCT document FROM d_profile_entity WHERE key = ? AND key <> ''
             AND day BETWEEN ? AND ? LIMIT ?"""
    for key in keys:
        rows = db.execute(sql, (key, *days, COMMON + 1)).fetchall()
        for (other,) in rows if len(rows) <= COMMON else ():
            shared[str(other)] = shared.get(str(other), 0) + 1
    shared.pop(document, None)
    return {other for other, n in shared.items() if n >= least}


def day_of(db: apsw.Connection, document: str) -> str:
    """The day that a document's entities are kept under."""
    sql = "SELECT day FROM d_profile_entity WHERE document = ? LIMIT 1"
    return str(db.execute(sql, (document,)).get or "")
