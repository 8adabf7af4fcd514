"""Which articles hold these words, said by anybody or by the outlet itself?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.ask.compiled import where
from onrecord.ask.names import quoted
from onrecord.ask.periods import period
from onrecord.ask.query import And, Field, Node, Not, Or, Words, parse_query
from onrecord.ask.rows import LIMIT
from onrecord.ask.sql import Condition, all_of, any_of

AROUND = 90


@dataclass(frozen=True, slots=True)
class Article:
    """A document that a query finds. ``excerpt`` is cut from its text at ``start`` (code points),
    around the first of the words, and is empty where only the title has them."""

    document: str
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    path: str | None
    statements: int
    start: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Articles:
    """The documents that a query finds, newest first."""

    query: str
    articles: tuple[Article, ...]


SELECT = """
SELECT d.uid, d.day, d.outlet, d.title, d.url, d.path,
  (SELECT count(*) FROM d_statement s WHERE s.document_id = d.id), t.text
FROM document d JOIN document_text t ON t.document_id = d.id
WHERE d.id IN (SELECT d.id FROM document d WHERE {where} ORDER BY d.day DESC, d.id DESC
               LIMIT ? OFFSET ?) ORDER BY d.day DESC, d.id DESC"""
HOLDS = """(d.id IN (SELECT rowid FROM d_document_fts WHERE d_document_fts MATCH ?)
 OR d.id IN (SELECT rowid FROM d_title_fts WHERE d_title_fts MATCH ?))"""


def articles(
    db: apsw.Connection,
    query: str,
    *,
    all_versions: bool = False,
    limit: int = LIMIT,
    offset: int = 0,
) -> Articles:
    """Finds articles by the search language; speaker, act and about ask for an article with such
    a statement. Raises ``QuestionError`` when the query cannot be understood."""
    tree = parse_query(query)
    versions = Condition("1" if all_versions else "d.latest = 1")
    condition = all_of([versions, _where(db, tree)])
    sql = SELECT.format(where=condition.sql)
    rows = db.execute(sql, (*condition.values, limit, offset))
    wanted = re.compile("|".join(_patterns(tree)) or r"(?!)", re.IGNORECASE)
    return Articles(query, tuple(_article(row, wanted) for row in rows))


def _where(db: apsw.Connection, node: Node) -> Condition:
    match node:
        case Words(text, prefix):
            expression = quoted(text) + (" *" if prefix else "")
            return Condition(HOLDS, (expression, expression))
        case And(parts):
            return all_of(_where(db, part) for part in parts)
        case Or(parts):
            return any_of(_where(db, part) for part in parts)
        case Not(part):
            return _where(db, part).negated()
        case Field("since", value):
            return Condition("d.day >= ?", (period(value)[0],))
        case Field("until", value):
            return Condition("d.day < ?", (period(value)[1],))
        case Field("outlet", value):
            return Condition("d.outlet LIKE ?", (f"%{value}%",))
    holding = where(db, node)
    sql = f"d.id IN (SELECT s.document_id FROM d_statement s WHERE {holding.sql})"  # noqa: S608
    return Condition(sql, holding.values)


def _patterns(node: Node) -> Iterator[str]:
    """Regular expressions for the words that are wanted, for placing the excerpt."""
    match node:
        case Words(text, prefix):
            words = r"\W+".join(map(re.escape, re.findall(r"\w+", text)))
            yield rf"\b{words}" if prefix else rf"\b{words}\b"
        case And(parts) | Or(parts):
            for part in parts:
                yield from _patterns(part)


def _article(row: tuple[object, ...], wanted: re.Pattern[str]) -> Article:
    *place, statements, text = row
    words = str(text)
    found = wanted.search(words)
    low = max(0, found.start() - AROUND) if found else 0
    excerpt = words[low : found.end() + AROUND] if found else ""
    values: list[Any] = [*place, statements, low, excerpt]
    return Article(*values)
