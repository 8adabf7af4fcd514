"""The claims of a case and everything that hangs on each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import apsw

from onrecord.ask.errors import NotFoundError
from onrecord.ask.names import spoken_by
from onrecord.ask.rows import ACTOR
from onrecord.ask.sql import ALWAYS, Condition, all_of


@dataclass(frozen=True, slots=True)
class Place:
    """The document a statement stands in."""

    id: str
    path: str | None
    url: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a claim; ``start`` and ``end`` are code points of the document's text,
    ``why`` is what speaks for the stance."""

    id: str
    document: Place
    start: int
    end: int
    text: str
    speaker: str | None
    stance: str
    credits: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """Where a claim entered the record, with the words that show it."""

    name: str
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a statement gives; ``as_of`` is the day its article was published."""

    value: float
    bound: str
    unit: str | None
    as_of: str | None
    statement: str


@dataclass(frozen=True, slots=True)
class Link:
    """How two statements bear on each other; for updates and reversals the older comes first."""

    type: str
    from_: str
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class Edge:
    """``taker``, a statement, has the claim from ``giver``, a statement or an origin's name."""

    taker: str
    giver: str
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """One claim as ``onrecord claims --json`` gives it."""

    id: str
    gloss: str
    status: str
    independent_origins: int
    origins: tuple[Root, ...]
    disputed_by: tuple[str, ...]
    statements: tuple[Said, ...]
    numbers: tuple[Figure, ...]
    relations: tuple[Link, ...]
    edges: tuple[Edge, ...] = field(default=())


SAID = f"""
SELECT s.uid, d.uid, d.path, d.url, d.outlet, d.published, s.start, s.stop, s.text,
       {ACTOR}, c.stance, s.cue, c.why
FROM d_claim_statement c JOIN d_statement s ON s.uid = c.statement
JOIN document d ON d.id = s.document_id
WHERE c.claim = ? ORDER BY d.published, d.uid, s.start"""  # noqa: S608


#: Claims that somebody speaks in, from what they say: a case has many more claims than that.
BY_ACTOR = """SELECT DISTINCT cs.claim FROM d_statement s
CROSS JOIN d_claim_statement cs ON cs.statement = s.uid"""


def claims(
    db: apsw.Connection,
    *,
    every: bool = False,
    status: str | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[ClaimAnswer]:
    """Claims, those with most statements first; with ``every`` also those of one statement.

    ``actor`` is a name, or part of one, of someone who speaks in the claim; ``since`` and
    ``until`` are ISO days that bound when it was reported.
    """
    bounds = {"status = ?": status, "last_day >= ?": since, "first_day <= ?": until}
    where = [Condition(f"c.{sql}", (value,)) for sql, value in bounds.items() if value is not None]
    found = all_of(where if every else [*where, Condition("c.statements > 1")])
    source, by = "d_claim c", ALWAYS
    if actor:
        by = spoken_by(db, actor)
        source = f"({BY_ACTOR} WHERE {by.sql}) a CROSS JOIN d_claim c ON c.id = a.claim"
    sql = f"SELECT c.id FROM {source} WHERE {found.sql} ORDER BY c.statements DESC, c.id"  # noqa: S608
    rows = db.execute(sql, (*by.values, *found.values))
    return (claim(db, str(uid)) for (uid,) in rows)


def claim(db: apsw.Connection, uid: str) -> ClaimAnswer:
    """One claim by its id or the beginning of it. Raises ``NotFoundError``."""
    row = db.execute(
        "SELECT id, gloss, status FROM d_claim WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2",
        (uid,),
    ).fetchall()
    if len(row) != 1:
        raise NotFoundError(f"{'no' if not row else 'more than one'} claim {uid}")
    name, gloss, status = (str(v) for v in row[0])
    said = statements_of(db, name)
    roots = tuple(
        Root(*r)
        for r in db.execute(
            "SELECT name, kind, evidence FROM d_origin WHERE claim = ? ORDER BY name", (name,)
        )
    )
    edges = tuple(
        Edge(*r)
        for r in db.execute(
            "SELECT taker, giver, kind, evidence FROM d_transmission WHERE claim = ? "
            "ORDER BY taker, giver",
            (name,),
        )
    )
    return ClaimAnswer(
        id=name,
        gloss=gloss,
        status=status,
        independent_origins=len(roots),
        origins=roots,
        disputed_by=tuple(_against(said)),
        statements=said,
        numbers=tuple(_numbers(db, name, said)),
        relations=tuple(_relations(db, name)),
        edges=edges,
    )


def statements_of(db: apsw.Connection, uid: str) -> tuple[Said, ...]:
    """The statements of a claim in the order of publication; ``uid`` is its whole id."""
    credited = _by_statement(db, uid, "d_credit", "DISTINCT h.statement, h.name", "h.name")
    out = []
    rows: list[Any] = db.execute(SAID, (uid,)).fetchall()
    for row in rows:
        statement, *place, start, stop, text, speaker, stance, cue, why = row
        names = tuple(str(name) for (name,) in credited.get(statement, ()))
        shown = speaker if cue is not None or speaker else None
        where = Place(*place)
        out.append(Said(statement, where, start, stop, text, shown, stance, names, why))
    return tuple(out)


def _by_statement(
    db: apsw.Connection, claim: str, table: str, columns: str, order: str
) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of a table of statements for all of a claim's, by statement: one query, since large
    claims have hundreds. ``columns`` are those of ``h`` and start with the statement."""
    sql = f"""SELECT {columns} FROM d_claim_statement c CROSS JOIN {table} h
              ON h.statement = c.statement WHERE c.claim = ? ORDER BY {order}"""  # noqa: S608
    found: dict[str, list[tuple[Any, ...]]] = {}
    rows: Iterator[Any] = iter(db.execute(sql, (claim,)))
    for statement, *values in rows:
        found.setdefault(statement, []).append(tuple(values))
    return found


def _against(said: Iterable[Said]) -> list[str]:
    names = {s.speaker or s.document.outlet or "" for s in said if s.stance == "denies"}
    return sorted(names - {""})


def _numbers(db: apsw.Connection, uid: str, said: Iterable[Said]) -> Iterator[Figure]:
    columns = "h.statement, h.value, h.bound, h.unit, h.counted"
    figures = _by_statement(db, uid, "d_quantity", columns, "h.start")
    for s in said:
        day = (s.document.published or "")[:10] or None
        for value, bound, unit, counted in figures.get(s.id, ()):
            yield Figure(value, bound, unit or counted, day, s.id)


#: Most relations join two statements of the claim: only those from elsewhere are added.
RELATED = """SELECT r.type, r.from_statement, r.to_statement, r.why FROM d_claim_statement c
CROSS JOIN d_relation r ON r.from_statement = c.statement WHERE c.claim = ?1
UNION ALL SELECT r.type, r.from_statement, r.to_statement, r.why FROM d_claim_statement c
CROSS JOIN d_relation r ON r.to_statement = c.statement WHERE c.claim = ?1 AND r.from_statement
NOT IN (SELECT statement FROM d_claim_statement WHERE claim = ?1)
ORDER BY 1, 2, 3"""


def _relations(db: apsw.Connection, uid: str) -> list[Link]:
    rows: Iterator[Any] = iter(db.execute(RELATED, (uid,)))
    return [Link(*row) for row in rows]


def by_speaker(said: Iterable[Said], stance: str) -> list[str]:
    """Who takes a stance, each once, in the order of time."""
    names = [s.speaker or s.document.outlet or "?" for s in said if s.stance == stance]
    return list(dict.fromkeys(names))
