"""Whom a question means by a name: all names of one actor, a part of a name, or nobody."""

from collections import Counter
from dataclasses import dataclass

import apsw

from onrecord.ask import actors
from onrecord.ask.errors import NotFoundError, near
from onrecord.ask.sql import Condition, Value, all_of, one_of

#: A name is looked for among this many that begin alike.
BEGIN_ALIKE = 2000
GROUP = """
SELECT name FROM d_name WHERE shown = (SELECT shown FROM d_name WHERE name = ?1)
UNION SELECT shown FROM d_name WHERE name = ?1 OR shown = ?1
UNION SELECT name FROM d_name WHERE shown = ?1"""
KNOWN = """SELECT EXISTS (SELECT 1 FROM d_statement WHERE speaker = ?1 COLLATE NOCASE)
OR EXISTS (SELECT 1 FROM d_entity WHERE name = ?1 COLLATE NOCASE)"""
HOLDING = """SELECT e.name, count(*) FROM d_entity_fts f CROSS JOIN d_entity e ON e.id = f.rowid
WHERE d_entity_fts MATCH ? GROUP BY e.name"""
SPEAKING = """SELECT speaker, sum(n) FROM d_source WHERE speaker LIKE ? ESCAPE '\\' GROUP BY speaker
LIMIT 200"""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a name means: the name they are shown by, every name that is theirs, and the ids of
    the actors that are meant; no ids where some of the names are nobody else's."""

    shown: str
    names: tuple[str, ...]
    actors: tuple[str, ...] = ()


def quoted(text: str) -> str:
    """A full-text phrase; no character in it is an operator."""
    return '"' + text.replace('"', '""') + '"'


def phrases(names: tuple[str, ...]) -> str:
    """A full-text expression that finds any of the names."""
    return "(" + " OR ".join(map(quoted, names)) + ")"


def names_of(db: apsw.Connection, name: str) -> tuple[str, ...]:
    """The name itself and all that people or the matcher hold to be the same actor's."""
    return _called(db, name)[0]


def _called(db: apsw.Connection, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All names of whom a name means, and the ids of those actors where names are shared."""
    bare, label = actors.qualified(name)
    judged = {str(n) for (n,) in db.execute(GROUP, (bare,)).fetchall()}
    known = {n.casefold() for n in judged}
    found = judged if bare.casefold() in known else judged | {bare}
    ids = {a for n in found for a in _matched(db, n)}
    if label is not None:
        ids = {a for a in ids if actors.labelled(db, a).casefold() == name.casefold()}
        found = found if ids else {name}
    shown = shown_as(db, bare)
    found |= {alias for a in sorted(ids) for alias in actors.aliases_of(db, a, shown)}
    names = tuple(sorted({n.casefold(): n for n in sorted(found, reverse=True)}.values()))
    return names, tuple(sorted(ids)) if actors.is_shared(db, names) else ()


def _matched(db: apsw.Connection, name: str) -> list[str]:
    """The actors that are called so, but those from which people took the name away."""
    judged = db.execute("SELECT shown FROM d_name WHERE name = ?", (name,)).get
    found = actors.with_name(db, name)
    if judged is None:
        return found
    shown = str(judged).casefold()
    return [a for a in found if shown_as(db, actors.name_of(db, a)).casefold() == shown]


def is_name(db: apsw.Connection, names: tuple[str, ...]) -> bool:
    """Whether somebody in the record has one of the names, written in full."""
    return any(db.execute(KNOWN, (name,)).get for name in names)


def shown_as(db: apsw.Connection, name: str) -> str:
    """The name by which a name is shown."""
    shown = db.execute("SELECT shown FROM d_name WHERE name = ?", (name,)).get
    return name if shown is None else str(shown)


def spoken_by(db: apsw.Connection, name: str) -> Condition:
    """The statement is by that actor; a name nobody has in full counts as a part of names."""
    names, ids = _called(db, name)
    exact = one_of("s.speaker COLLATE NOCASE", names)
    if db.execute("SELECT EXISTS (SELECT 1 FROM d_statement s WHERE " + exact.sql + ")", names).get:  # noqa: S608
        return all_of([exact, actors.belongs("s.speaker_entity", ids)]) if ids else exact
    matching = f"speaker : {phrases(names)}"
    sql = "s.id IN (SELECT rowid FROM d_statement_fts WHERE d_statement_fts MATCH ?)"
    return Condition(sql, (matching,))


def involves(db: apsw.Connection, role: str, name: str) -> Condition:
    """The statement is about, or to (role addressee), somebody of that name or part of a name."""
    names, ids = _called(db, name)
    if is_name(db, names):
        people = one_of("e.name COLLATE NOCASE", names)
        if ids:
            people = all_of([people, actors.belongs("e.uid", ids)])
        entities = f"SELECT e.id FROM d_entity e WHERE {people.sql}"  # noqa: S608
        values: tuple[Value, ...] = people.values
    else:
        entities = "SELECT rowid FROM d_entity_fts WHERE d_entity_fts MATCH ?"
        values = (phrases(names),)
    sql = f"""s.id IN (SELECT x.statement_id FROM d_statement_entity x
              WHERE x.role = ? AND x.entity_id IN ({entities}))"""  # noqa: S608
    return Condition(sql, (role, *values))


def subject(db: apsw.Connection, name: str) -> Subject:
    """Whom ``name`` means, in full or in part.

    Raises ``NotFoundError``, with names that are near, when that is nobody or more than one.
    """
    names, ids = _called(db, name)
    if len(ids) > 1:
        several = tuple(actors.labelled(db, a) for a in ids[:10])
        raise NotFoundError(f"several are called {name!r}", several)
    if is_name(db, names):
        return Subject(name if ids else _spelling(db, name), names, ids)
    partly = _holding(db, name)
    shown = list(dict.fromkeys(shown_as(db, n) for n in partly))
    if len(shown) == 1:
        return Subject(shown[0], names_of(db, shown[0]))
    if shown:
        raise NotFoundError(f"several names hold {name!r}", tuple(shown[:10]))
    raise NotFoundError(f"nobody called {name!r} is in the record", near_names(db, name))


def _spelling(db: apsw.Connection, name: str) -> str:
    """The name as the record writes it."""
    for sql in (
        "SELECT shown FROM d_name WHERE name = ?1 OR shown = ?1 LIMIT 1",
        "SELECT name FROM d_entity WHERE name = ?1 COLLATE NOCASE LIMIT 1",
        "SELECT speaker FROM d_statement WHERE speaker = ?1 COLLATE NOCASE LIMIT 1",
    ):
        found = db.execute(sql, (name,)).get
        if found is not None:
            return str(found)
    return name


def _holding(db: apsw.Connection, part: str) -> list[str]:
    """Names that hold the words of ``part``, the most frequent first."""
    counts: Counter[str] = Counter()
    if any(c.isalnum() for c in part):
        counts.update({str(n): int(k) for n, k in db.execute(HOLDING, (quoted(part),))})
    for speaker, n in db.execute(SPEAKING, (f"%{_literal(part)}%",)):
        counts[str(speaker)] += int(n)
    return [name for name, _ in counts.most_common()]


def _literal(text: str) -> str:
    return "".join("\\" + c if c in "\\%_" else c for c in text)


def near_names(db: apsw.Connection, name: str) -> tuple[str, ...]:
    """Names in the record that look like ``name``: some word of theirs begins like one of its."""
    words = ["".join(c for c in w if c.isalnum())[:2] for w in name.split()]
    if not any(words):
        return ()
    begins = " OR ".join(f"{quoted(w)} *" for w in words if w)
    rows = db.execute(
        """SELECT DISTINCT e.name FROM d_entity_fts f CROSS JOIN d_entity e ON e.id = f.rowid
           WHERE d_entity_fts MATCH ? LIMIT ?""",
        (begins, BEGIN_ALIKE),
    )
    return near(name, (str(n) for (n,) in rows), 5)


def near_outlets(db: apsw.Connection, name: str) -> tuple[str, ...]:
    """Outlets in the record that look like ``name``."""
    return near(name, _outlets(db), 5)


def published_by(db: apsw.Connection, name: str) -> Condition:
    """The statement stands in that outlet; a name no outlet has in full is a part of names."""
    known = _outlets(db)
    wanted = name.casefold()
    exact = [o for o in known if o.casefold() == wanted]
    return one_of("s.outlet COLLATE NOCASE", exact or [o for o in known if wanted in o.casefold()])


def _outlets(db: apsw.Connection) -> list[str]:
    rows = db.execute("SELECT value FROM d_tally WHERE facet = 'outlet'")
    return [str(value) for (value,) in rows]
