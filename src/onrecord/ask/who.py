"""What is said by, about and to somebody?"""

from dataclasses import dataclass

import apsw

from onrecord.ask.actors import belongs
from onrecord.ask.names import Subject, subject
from onrecord.ask.rows import LIMIT, Page
from onrecord.ask.sql import ALWAYS
from onrecord.ask.statements import Filters, statements


@dataclass(frozen=True, slots=True)
class Role:
    """A title, role or affiliation that a document gives, and in how many documents."""

    text: str
    former: bool
    documents: int


@dataclass(frozen=True, slots=True)
class Who:
    """Everything by, about and to one actor; ``types`` says what documents take them for."""

    subject: Subject
    types: tuple[str, ...]
    roles: tuple[Role, ...]
    by: Page
    about: Page
    to: Page


ROLES = """
SELECT r.value ->> 'text' AS text, max(r.value ->> 'former'), count(DISTINCT e.document_id) AS n
FROM (SELECT roles, document_id FROM d_entity d WHERE name = ? COLLATE NOCASE AND ({})
      ORDER BY id DESC LIMIT 1000) e, json_each(e.roles) r
GROUP BY lower(text) ORDER BY n DESC, text LIMIT 10"""
TYPES = """SELECT type FROM d_entity WHERE name = ? COLLATE NOCASE
GROUP BY type ORDER BY count(*) DESC"""


def who(db: apsw.Connection, name: str, *, limit: int = LIMIT) -> Who:
    """Statements by, about and to whoever ``name`` means, newest first, ``limit`` of each.

    Raises ``NotFoundError``, with names that are near, when that is nobody or more than one.
    """
    found = subject(db, name)
    types = [str(t) for n in found.names for (t,) in db.execute(TYPES, (n,))]
    return Who(
        subject=found,
        types=tuple(dict.fromkeys(types)),
        roles=tuple(_roles(db, found)),
        by=statements(db, Filters(speaker=found.shown), limit=limit).page,
        about=statements(db, Filters(about=found.shown), limit=limit).page,
        to=statements(db, Filters(to=found.shown), limit=limit).page,
    )


def _roles(db: apsw.Connection, found: Subject) -> list[Role]:
    mine = belongs("d.uid", found.actors) if found.actors else ALWAYS
    sql = ROLES.format(mine.sql)
    rows = [r for n in found.names for r in db.execute(sql, (n, *mine.values)).fetchall()]
    return [Role(str(text), bool(former), int(str(n))) for text, former, n in rows]
