"""Rows of actors: who profiles make up, how they are written, and which articles share them."""

from collections.abc import Iterable, Mapping
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
COMMON = 150


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


def is_resolved(db: apsw.Connection) -> bool:
    """Whether the names of what was read were resolved. Each document's are when it is added, and
    those of a case from before that all at once: the first document speaks for all."""
    sql = """SELECT NOT EXISTS (SELECT 1 FROM reading) OR EXISTS (
             SELECT 1 FROM document d JOIN d_profiled p ON p.document = d.uid
             WHERE d.id = (SELECT min(document_id) FROM reading))"""
    return bool(db.execute(sql).get)


def actor_of(db: apsw.Connection, profile: str) -> str | None:
    """The actor of a profile."""
    found = db.execute("SELECT actor FROM d_profile WHERE id = ?", (profile,)).get
    return None if found is None else str(found)
