"""Statements as answers show them: one flat row each."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import apsw

from onrecord.ask.sql import Condition

#: Answers give at most this many rows unless told otherwise.
LIMIT = 50
#: Rows are counted exactly up to here; more would make every answer wait for the count.
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with its place. ``speaker`` is who the document (or a judgement) says it is,
    ``actor`` the name that person or body is shown by across documents; where a judgement on
    names led there, ``actor_by`` is its author and ``actor_by_kind`` person or model.

    ``judged`` is the verdict that stands, ``judged_by`` who gave it and ``judged_by_kind`` whether
    that is a person or a model; where a judgement named another speaker, ``read_speaker`` is what
    the machine had read. Without a verdict all values are the machine's. ``start`` and ``stop``
    are code points of the document's text.
    """

    id: str
    document: str
    day: str | None
    outlet: str | None
    article: str | None
    url: str | None
    path: str | None
    version: int
    latest: bool
    speaker: str | None
    actor: str | None
    actor_by: str | None
    actor_by_kind: str | None
    source: str | None
    cue: str | None
    text: str
    quote: str
    kind: str
    identity: str
    title: str | None
    basis: str | None
    act: str
    factuality: str
    reporter: str
    forecast: bool
    conditional: bool
    addressee: str | None
    via: str | None
    said_from: str | None
    said_to: str | None
    verification: str | None
    parent: str | None
    confidence: float
    start: int
    stop: int
    judged: str | None
    judged_by: str | None
    judged_by_kind: str | None
    read_speaker: str | None


MATCHED = """(SELECT a.name FROM d_actor_entity x JOIN d_actor a ON a.id = x.actor
    WHERE x.entity = s.speaker_entity)"""
JUDGED = f"""coalesce((SELECT n.{{}} FROM d_name n WHERE n.name = s.speaker),
    (SELECT n.{{}} FROM d_name n WHERE n.name = {MATCHED}))"""  # noqa: S608
#: Who a statement is by: as people judged its speaker's name, as the matcher found, as read.
ACTOR = """coalesce((SELECT n.shown FROM d_name n WHERE n.name = s.speaker),
    (SELECT coalesce((SELECT n.shown FROM d_name n WHERE n.name = a.name), a.name)
     FROM d_actor_entity x JOIN d_actor a ON a.id = x.actor WHERE x.entity = s.speaker_entity),
    s.speaker)"""
ELSEWHERE = {
    "id": "s.uid",
    "document": "d.uid",
    "article": "d.title",
    "url": "d.url",
    "path": "d.path",
    "version": "d.version",
    "latest": "d.latest",
    "actor": ACTOR,
    "actor_by": JUDGED.format("by", "by"),
    "actor_by_kind": JUDGED.format("by_kind", "by_kind"),
}
COLUMNS = ", ".join(ELSEWHERE.get(f.name, f"s.{f.name}") for f in fields(StatementRow))
FLAGS = [i for i, f in enumerate(fields(StatementRow)) if f.type is bool]
FROM = "FROM d_statement s CROSS JOIN document d ON d.id = s.document_id"
ONE = f"SELECT {COLUMNS} {FROM} WHERE s.id = ?"
NEWEST = "s.day DESC, s.id DESC"
OLDEST = "s.day, s.id"


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the statements asked for. ``total`` counts all of them, exactly if ``exact`` and
    otherwise as far as counting went."""

    statements: tuple[StatementRow, ...]
    total: int
    exact: bool
    offset: int = 0


def statement_row(values: Sequence[Any]) -> StatementRow:
    """The row from the values of ``COLUMNS``."""
    row = list(values)
    for i in FLAGS:
        row[i] = bool(row[i])
    return StatementRow(*row)


def select(
    db: apsw.Connection,
    where: Condition,
    *,
    source: str = FROM,
    order: str = NEWEST,
    limit: int = LIMIT,
    offset: int = 0,
) -> Page:
    """The statements that meet a condition, with their number. Only the ids are sorted, since a
    sort would otherwise carry every row's text and look up every row's actor."""
    sql = f"SELECT s.id {source} WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
    ids = db.execute(sql, (*where.values, limit, offset)).fetchall()
    rows = tuple(statement_row(db.execute(ONE, found).fetchall()[0]) for found in ids)
    if offset == 0 and len(rows) < limit:
        return Page(rows, len(rows), exact=True)
    total = count(db, where, source)
    return Page(rows, min(total, COUNTED), total <= COUNTED, offset)


def count(db: apsw.Connection, where: Condition, source: str = FROM) -> int:
    """How many statements meet a condition; counting stops just above ``COUNTED``."""
    sql = f"SELECT count(*) FROM (SELECT 1 {source} WHERE {where.sql} LIMIT ?)"  # noqa: S608
    return int(db.execute(sql, (*where.values, COUNTED + 1)).get)
