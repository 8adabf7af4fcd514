"""A query's tree as one full-text expression and one SQL condition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

from onrecord.ask.names import involves, names_of, phrases, quoted
from onrecord.ask.periods import period
from onrecord.ask.query import And, Field, Node, Not, Or, Words
from onrecord.ask.sql import ALWAYS, Condition, all_of, any_of

#: The columns of full text that a word is looked for in; the others are for fields.
WORDS = "{text speaker addressee via}"


@dataclass(frozen=True, slots=True)
class Compiled:
    """``match`` is what full text can decide (``None`` for nothing), ``rest`` what it cannot;
    both must hold."""

    match: str | None
    rest: Condition


def compile_query(db: apsw.Connection, node: Node) -> Compiled:
    """Splits a query between the full-text index, which leads, and conditions on the rows."""
    whole = match_of(db, node)
    if whole is not None:
        return Compiled(whole, ALWAYS)
    if not isinstance(node, And):
        return Compiled(None, where(db, node))
    match, rest = _split(db, node.parts)
    return Compiled(match, all_of(where(db, part) for part in rest))


def _split(db: apsw.Connection, parts: Sequence[Node]) -> tuple[str | None, list[Node]]:
    """The full-text expression of the parts that have one, and the other parts."""
    textual = [p for p in parts if match_of(db, p.part if isinstance(p, Not) else p) is not None]
    match = match_of(db, And(tuple(textual))) if textual else None
    return match, [p for p in parts if match is None or p not in textual]


def match_of(db: apsw.Connection, node: Node) -> str | None:
    """The FTS5 expression that decides a node, or ``None`` where full text cannot."""
    match node:
        case Words(text, prefix):
            return f"{WORDS} : {quoted(text)}" + (" *" if prefix else "")
        case Field("speaker", value):
            return f"speaker : {phrases(names_of(db, value))}"
        case Field("outlet" | "act" as column, value):
            return f"{column} : {quoted(value)}"
        case Or(parts):
            return _joined(" OR ", (match_of(db, p) for p in parts))
        case And(parts):
            return _conjunction(db, parts)
        case _:
            return None


def _conjunction(db: apsw.Connection, parts: Iterable[Node]) -> str | None:
    """FTS5 knows NOT only between two expressions, so something must be left to take from."""
    parts = list(parts)
    has = _joined(" AND ", (match_of(db, p) for p in parts if not isinstance(p, Not)))
    barred = [match_of(db, p.part) for p in parts if isinstance(p, Not)]
    if not has or not barred:
        return has if not barred else None
    without = _joined(" OR ", barred)
    return f"({has}) NOT {without}" if without else None


def _joined(word: str, expressions: Iterable[str | None]) -> str | None:
    known = list(expressions)
    if not known or any(e is None for e in known):
        return None
    return "(" + word.join(f"({e})" for e in known) + ")"


def where(db: apsw.Connection, node: Node) -> Condition:
    """The condition on ``s`` (``d_statement``) that decides a node."""
    match = match_of(db, node)
    if match is not None:
        sql = "s.id IN (SELECT rowid FROM d_statement_fts WHERE d_statement_fts MATCH ?)"
        return Condition(sql, (match,))
    match node:
        case And(parts):
            return all_of(where(db, p) for p in parts)
        case Or(parts):
            return any_of(where(db, p) for p in parts)
        case Not(part):
            return where(db, part).negated()
        case Field(name, value):
            return field_condition(db, name, value)
    raise AssertionError(node)


def field_condition(db: apsw.Connection, name: str, value: str) -> Condition:
    """The condition of a field that full text does not hold: about, since, until."""
    if name == "about":
        return involves(db, "about", value)
    begin, end = period(value)
    return Condition("s.day >= ?", (begin,)) if name == "since" else Condition("s.day < ?", (end,))
