"""Where every input ended: one row each, in exactly one state, with a reason."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import apsw

from onrecord.domain import State
from onrecord.store.documents import now

PENDING = "pending"
"""Seen, not yet read: what an interrupted ``add`` leaves to be done."""
CONTAINER = "container"
"""Held other inputs, each of which has its own row."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What the user said of an input; it outranks what the input says of itself."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    fetched: str | None = None

    @property
    def empty(self) -> bool:
        """Whether the user said nothing."""
        return self == Flags()

    def packed(self) -> str:
        """As JSON, only what was given."""
        return json.dumps({k: v for k, v in asdict(self).items() if v}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Input:
    """An input's row. ``path`` is the name as the user gave it."""

    name: str
    path: str | None
    parent: str | None
    state: str
    reason: str
    attempts: int
    sha256: str | None
    flags: Flags


@dataclass(frozen=True, slots=True)
class Ending:
    """How an input ended."""

    name: str
    state: str
    reason: str = ""
    path: str | None = None
    parent: str | None = None
    sha256: str | None = None
    document_id: int | None = None
    flags: Flags = Flags()


def register(db: apsw.Connection, name: str, path: str | None, flags: Flags) -> None:
    """Notes an input as pending unless it is known, which keeps its state."""
    db.execute(
        """INSERT OR IGNORE INTO input (name, path, state, flags, first_at, last_at)
           VALUES (?1, ?2, 'pending', ?3, ?4, ?4)""",
        (name, path, flags.packed(), now()),
    )


def end(db: apsw.Connection, e: Ending) -> int:
    """Writes how an input ended, counting the attempt; returns its row."""
    values = (e.name, e.path, e.parent, e.state, e.reason, e.sha256, e.document_id)
    return int(
        db.execute(
            """INSERT INTO input (name, path, parent, state, reason, sha256, document_id, flags,
                 attempts, first_at, last_at)
               VALUES (?1,?2,?3,?4,?5,?6,?7,?8,1,?9,?9)
               ON CONFLICT (name) DO UPDATE SET path = excluded.path, parent = excluded.parent,
                 state = excluded.state, reason = excluded.reason, sha256 = excluded.sha256,
                 document_id = excluded.document_id, flags = excluded.flags,
                 attempts = attempts + 1, last_at = excluded.last_at
               RETURNING id""",
            (*values, e.flags.packed(), now()),
        ).get
    )


def find(db: apsw.Connection, name: str) -> Input | None:
    """The row of one input."""
    found = _inputs(db, "name = ?", (name,))
    return found[0] if found else None


def pending(db: apsw.Connection) -> list[Input]:
    """What an interrupted ``add`` left, in order of name."""
    return _inputs(db, "state = 'pending'")


def failures(db: apsw.Connection) -> list[Input]:
    """Every input that ended in another state than read, in order of name."""
    return _inputs(db, "state NOT IN ('pending', 'container', ?)", (State.READ.value,))


def _inputs(db: apsw.Connection, where: str, values: tuple[str, ...] = ()) -> list[Input]:
    sql = "SELECT name, path, parent, state, reason, attempts, sha256, flags FROM input"
    rows: Any = db.execute(f"{sql} WHERE {where} ORDER BY name", values)
    return [_input(row) for row in rows]


def _input(row: tuple[Any, ...]) -> Input:
    name, path, parent, state, reason, attempts, sha256, flags = row
    return Input(name, path, parent, state, reason, attempts, sha256, Flags(**json.loads(flags)))


@dataclass(frozen=True, slots=True)
class Status:
    """What a case holds. ``states`` counts inputs; sizes are bytes."""

    states: dict[str, int]
    documents: int
    articles: int
    readings: dict[str, int]
    statements: int
    judgements: int
    evidence_bytes: int
    file_bytes: int


def status(db: apsw.Connection) -> Status:
    """Counts for ``onrecord status``."""

    def count(sql: str) -> int:
        return int(db.execute(sql).get or 0)

    return Status(
        states=dict(db.execute("SELECT state, count(*) FROM input GROUP BY state ORDER BY state")),
        documents=count("SELECT count(*) FROM document"),
        articles=count("SELECT count(*) FROM document WHERE latest = 1"),
        readings=dict(db.execute("SELECT reader, count(*) FROM reading GROUP BY reader")),
        statements=count("SELECT coalesce(sum(n), 0) FROM d_tally WHERE facet = 'act'"),
        judgements=count("SELECT count(*) FROM judgement"),
        evidence_bytes=count("SELECT coalesce(sum(size), 0) FROM evidence"),
        file_bytes=count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
    )
