"""The stories of the base case: their articles with every row that belongs to them."""

import re
import zlib
from dataclasses import dataclass, replace
from typing import Any

import apsw

from benchmarks.scale.recast import Cast, names_in
from onrecord.domain import Document
from onrecord.store.documents import load_document

Value = Any
BY_DOCUMENT = ("d_statement", "d_entity", "d_quantity", "d_time", "d_event")
OWN = "IN (SELECT uid FROM d_statement WHERE document_id = ?1)"
HERE = "document = (SELECT uid FROM document WHERE id = ?1)"
FIRST = "IN (SELECT 'c' || substr(uid, 2) FROM d_statement WHERE document_id = ?1)"
#: Tables with what says which of their rows belong to the document ?1, a row number.
TABLES = dict.fromkeys(BY_DOCUMENT, "document_id = ?1") | {
    "d_statement_entity": "statement_id IN (SELECT id FROM d_statement WHERE document_id = ?1)",
    "d_vector": HERE,
    "d_topic": HERE,
    "d_relation": f"from_statement {OWN}",
    "d_claim_statement": f"statement {OWN}",
    "d_credit": f"statement {OWN}",
    "d_claim": f"id {FIRST}",
    "d_origin": f"claim {FIRST}",
    "d_transmission": f"claim {FIRST}",
}
ID = re.compile(r"[cs][0-9a-f]{16}")
#: Columns that name a statement.
STATEMENTS = "statement parent taker giver from_statement to_statement".split()
NAMED = frozenset(
    """text speaker source cue title basis addressee via name aliases roles counted predicate actor
    recipient place gloss evidence words why byline dateline extra read_speaker giver""".split()
)


@dataclass(frozen=True)
class Table:
    """Rows of one table in the order of its columns."""

    columns: tuple[str, ...]
    rows: list[list[Value]]


@dataclass(frozen=True)
class Article:
    """One document of the base case: its row, original bytes, reading (contract JSON, name of the
    reader), the input's name, and the rows of the derived tables."""

    document: Document
    row: dict[str, Value]
    content: str
    reading: str
    reader: str
    name: str
    tables: dict[str, Table]


@dataclass(frozen=True)
class Story:
    """The articles of one folder, the words of its names that a cast replaces, and the scored
    pairs of two of its documents each."""

    articles: list[Article]
    names: set[str]
    pairs: list[tuple[str, str, bytes]]


def story(db: apsw.Connection, folder: str) -> Story:
    """The story whose files were added from ``folder``."""
    sql = """SELECT document_id, min(name) FROM input WHERE name LIKE ? || '/%'
             AND state = 'read' GROUP BY document_id ORDER BY document_id"""
    articles = [_article(db, int(n), str(name)) for n, name in db.execute(sql, (folder,))]
    own = {i for a in articles for i in column(a.tables["d_statement"], "uid")}
    articles = [
        replace(a, tables={name: _within(t, own) for name, t in a.tables.items()}) for a in articles
    ]
    sql = """SELECT e.name FROM d_entity e JOIN input i ON i.document_id = e.document_id
             WHERE i.name LIKE ? || '/%'"""
    names = [str(n) for (n,) in db.execute(sql, (folder,))]
    outlets = [a.document.outlet or "" for a in articles]
    return Story(
        articles,
        names_in(names, (a.document.text for a in articles), outlets),
        _pairs(db, {a.row["uid"] for a in articles}),
    )


def _pairs(db: apsw.Connection, documents: set[str]) -> list[tuple[str, str, bytes]]:
    rows: list[Any] = db.execute("SELECT first, second, body FROM d_link").fetchall()
    return [(a, b, body) for a, b, body in rows if {a, b} <= documents]


def _article(db: apsw.Connection, number: int, name: str) -> Article:
    sql = """SELECT body FROM evidence e JOIN capture c ON c.evidence_id = e.id
             WHERE c.document_id = ? LIMIT 1"""
    content = zlib.decompress(db.execute(sql, (number,)).get)
    sql = "SELECT reader, body FROM reading WHERE document_id = ? ORDER BY id DESC LIMIT 1"
    reader, body = db.execute(sql, (number,)).get
    (row,) = (found := table(db, "document", "id = ?1", number)).rows
    return Article(
        document=load_document(db, number),
        row=dict(zip(found.columns, row, strict=True)),
        content=content.decode("utf-8", "surrogateescape"),
        reading=zlib.decompress(body).decode(),
        reader=reader,
        name=name,
        tables={t: table(db, t, where, number) for t, where in TABLES.items()},
    )


def table(db: apsw.Connection, name: str, where: str, number: int) -> Table:
    """The rows of a table that belong to a document."""
    names = tuple(str(row[1]) for row in db.execute(f"PRAGMA table_info({name})"))
    rows = db.execute(f"SELECT * FROM {name} WHERE {where}", (number,))  # noqa: S608
    return Table(names, [list(row) for row in rows])


def column(table: Table, name: str) -> list[Value]:
    """The values of one column."""
    place = table.columns.index(name)
    return [row[place] for row in table.rows]


def _within(table: Table, own: set[str]) -> Table:
    """The rows that name no statement or claim of another story."""
    at = [i for i, name in enumerate(table.columns) if name in STATEMENTS or name == "claim"]
    named = [[str(row[i]) for i in at] for row in table.rows]
    foreign = [any(ID.fullmatch(v) and "s" + v[1:] not in own for v in row) for row in named]
    rows = [row for row, other in zip(table.rows, foreign, strict=True) if not other]
    return Table(table.columns, rows)


def dressed(story: Story, number: int) -> Story:
    """The story with cast ``number``."""
    cast = Cast(story.names, number)
    return replace(story, articles=[_dressed(a, cast) for a in story.articles])


def _dressed(article: Article, cast: Cast) -> Article:
    return replace(
        article,
        document=replace(article.document, text=cast.text(article.document.text)),
        row={k: cast.text(v) if k in NAMED and v else v for k, v in article.row.items()},
        content=cast.text(article.content),
        reading=cast.text(article.reading),
        tables={name: _renamed(t, cast) for name, t in article.tables.items()},
    )


def _renamed(found: Table, cast: Cast) -> Table:
    change = {
        i: cast.term if name == "term" else cast.text
        for i, name in enumerate(found.columns)
        if name in NAMED or name == "term"
    }
    rows = [
        [change[i](v) if i in change and v is not None else v for i, v in enumerate(row)]
        for row in found.rows
    ]
    return Table(found.columns, rows)
