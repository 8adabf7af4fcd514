"""Which actors a name means, and what tells two of one name apart."""

import re
from collections.abc import Iterable
from typing import Any

import apsw

from onrecord.ask.sql import Condition, one_of

WITH = """SELECT actor FROM d_actor_alias WHERE alias = ?1 COLLATE NOCASE
UNION SELECT id FROM d_actor WHERE name = ?1 COLLATE NOCASE"""
ALIASES = """SELECT a.alias FROM d_actor_alias a WHERE a.actor = ?1
AND NOT EXISTS (SELECT 1 FROM d_name n WHERE n.name = a.alias AND n.shown <> ?2)"""
SHARED = """SELECT count(*) FROM (SELECT actor FROM d_actor_alias WHERE alias = ?1 COLLATE NOCASE
UNION SELECT id FROM d_actor WHERE name = ?1 COLLATE NOCASE LIMIT 2)"""
LABELS = """SELECT DISTINCT fields, place FROM d_profile WHERE actor = ?"""


def with_name(db: apsw.Connection, name: str) -> list[str]:
    """Ids of the actors that are called so; only those whose chief name it is, if there are any."""
    found = [str(a) for (a,) in db.execute(WITH, (name,)).fetchall()]
    chief = [a for a in found if name_of(db, a).casefold() == name.casefold()]
    return sorted(chief or found)


def name_of(db: apsw.Connection, actor: str) -> str:
    """The name by which the matcher shows an actor."""
    return str(db.execute("SELECT name FROM d_actor WHERE id = ?", (actor,)).get)


def aliases_of(db: apsw.Connection, actor: str, shown: str) -> set[str]:
    """Every name of an actor, without those that people show as somebody else's."""
    return {str(a) for (a,) in db.execute(ALIASES, (actor, shown)).fetchall()}


def is_shared(db: apsw.Connection, names: Iterable[str]) -> bool:
    """Whether some of the names is also another actor's."""
    return any(int(str(db.execute(SHARED, (n,)).get)) > 1 for n in names)


def labelled(db: apsw.Connection, actor: str) -> str:
    """An actor's name with what its documents say of work and country."""
    rows: list[Any] = db.execute(LABELS, (actor,)).fetchall()
    told = sorted({w for fields, _ in rows for w in fields.split()} | {p for _, p in rows if p})
    return f"{name_of(db, actor)} ({', '.join(told) or 'otherwise'})"


def qualified(name: str) -> tuple[str, str | None]:
    """The name and what stands in brackets after it.

    >>> qualified("John Smith (sport, GBR)")
    ('John Smith', 'sport, GBR')
    """
    match = re.fullmatch(r"(.+?) \(([^()]+)\)", name)
    return (match[1], match[2]) if match else (name, None)


def belongs(entity: str, actors: Iterable[str]) -> Condition:
    """The entity of that column is one of the actors, or of none that is known."""
    found = tuple(actors)
    sql = f"(SELECT x.actor FROM d_actor_entity x WHERE x.entity = {entity})"  # noqa: S608
    mine = one_of(sql, found)
    return Condition(f"{mine.sql} OR {sql} IS NULL", mine.values)
