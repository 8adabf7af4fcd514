"""Numbered migrations: each runs once, in one transaction with its record."""

import hashlib
from datetime import UTC, datetime
from importlib.resources import files

import apsw

from onrecord.store.errors import NotACaseError

APPLICATION_ID = 0x4F4E5243  # "ONRC"


def migrations() -> list[tuple[str, str]]:
    """Name and SQL of every migration, in order."""
    folder = files("onrecord.store") / "migrations"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(n.removesuffix(".sql"), (folder / n).read_text(encoding="utf-8")) for n in names]


def applied(db: apsw.Connection) -> list[str]:
    """Names of the migrations this case has had, in order."""
    # Asked of the file: another process may have made the table since this one looked.
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").get is None:
        return []
    return [str(name) for (name,) in db.execute("SELECT name FROM migration ORDER BY name")]


def migrate(db: apsw.Connection) -> list[str]:
    """Brings the case up to date; returns the names of the migrations it ran.

    Raises ``NotACaseError`` when the case has had a migration this version does not know.
    """
    known = migrations()
    unknown = set(applied(db)) - {name for name, _ in known}
    if unknown:
        raise NotACaseError(
            f"the case was written by a newer Onrecord ({', '.join(sorted(unknown))})"
        )
    return [name for name, sql in known if _run(db, name, sql)]


def _run(db: apsw.Connection, name: str, sql: str) -> bool:
    with db:  # the check is inside, so that two processes opening a new case do not collide
        if name in applied(db):
            return False
        db.execute(
            "CREATE TABLE IF NOT EXISTS migration "
            "(name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, at TEXT NOT NULL) STRICT"
        )
        db.execute(sql)
        row = (name, hashlib.sha256(sql.encode()).hexdigest(), datetime.now(UTC).isoformat())
        db.execute("INSERT INTO migration VALUES (?, ?, ?)", row)
        db.pragma("application_id", APPLICATION_ID)
    return True
