"""Rows of profiles: names as they stand for actors, what links them, and whose they are."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.store.actors import drop_actor

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
    for other in beside:
        unlink(db, profile, other)
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


def unlink(db: apsw.Connection, a: str, b: str) -> None:
    """Removes the link between two profiles."""
    db.execute("DELETE FROM d_profile_link WHERE first = ? AND second = ?", (min(a, b), max(a, b)))


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


def roles_in(db: apsw.Connection, document: str) -> list[tuple[ProfileRow, list[str]]]:
    """The profiles of a document's entities with the roles it gives them at present."""
    sql = """SELECT p.profile, e.roles FROM d_profile_entity p JOIN d_entity e ON e.uid = p.entity
             WHERE p.document = ? AND e.roles <> '[]' ORDER BY p.profile"""
    found = []
    for profile, roles in db.execute(sql, (document,)).fetchall():
        texts = [r["text"] for r in json.loads(str(roles)) if not r["former"]]
        found += [(row, texts) for row in profile_rows(db, [str(profile)])]
    return found
