"""What did an outlet change in an article?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import apsw

from onrecord.ask.difference import Said, StatementChange, compare
from onrecord.ask.errors import NotFoundError, near
from onrecord.ask.notes import Note, notes
from onrecord.ask.words import Edit, edits

#: Answers give at most this many articles unless told otherwise.
LIMIT = 20


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article and when it was had."""

    document: str
    version: int
    title: str | None
    published: str | None
    fetched: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: what changed in the statements (``statements``), word by word
    in the text (``text``), in the headline, and the notes on it that the later version added."""

    before: Version
    after: Version
    statements: tuple[StatementChange, ...]
    text: tuple[Edit, ...]
    headline: tuple[Edit, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """One article with several versions, oldest step first."""

    article: str
    outlet: str | None
    url: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles that changed, the one with the newest version first; ``total`` counts them all."""

    articles: tuple[ArticleChanges, ...]
    total: int


CHANGED = "SELECT article FROM document WHERE version = 2"
NEWEST = """SELECT article FROM document WHERE version = 2 AND ({where})
ORDER BY coalesce(fetched, published, '') DESC, id DESC LIMIT ?"""
VERSIONS = """SELECT uid, version, title, published, fetched, outlet, url, text
FROM document JOIN document_text ON document_id = id WHERE article = ? ORDER BY version"""
SAID = """SELECT s.uid, s.text, s.speaker, s.identity, s.act, s.factuality, s.reporter
FROM d_statement s JOIN document d ON d.id = s.document_id
WHERE d.uid = ? AND s.judged IS NOT 'not-a-statement' ORDER BY s.start, s.id"""


def changes(
    db: apsw.Connection,
    article: str | None = None,
    *,
    outlet: str | None = None,
    limit: int = LIMIT,
) -> Changes:
    """Changes of every article that has several versions, or of one, by its URL, path or the id
    of any of its documents; of an ``outlet``'s only, if given.

    Raises ``NotFoundError`` when the record has no such article.
    """
    if article is not None:
        found = article_of(db, article)
        one = _changes(db, found)
        return Changes((one,) if one.steps else (), int(bool(one.steps)))
    where, values = ("outlet = ? COLLATE NOCASE", (outlet,)) if outlet else ("1", ())
    names = db.execute(NEWEST.format(where=where), (*values, limit)).fetchall()
    total = db.execute(f"SELECT count(*) FROM ({CHANGED} AND {where})", values).get  # noqa: S608
    return Changes(tuple(_changes(db, str(name)) for (name,) in names), int(total))


def article_of(db: apsw.Connection, name: str) -> str:
    """The article that a URL, a path or a document's id names. Raises ``NotFoundError``."""
    for column in ("article", "url", "uid", "path"):
        sql = f"SELECT article FROM document WHERE {column} = ? LIMIT 1"  # noqa: S608
        found = db.execute(sql, (name,)).get
        if found is not None:
            return str(found)
    changed = [str(a) for (a,) in db.execute(CHANGED + " LIMIT 5000")]
    raise NotFoundError(f"no article {name!r} is in the record", near(name, changed))


def _changes(db: apsw.Connection, article: str) -> ArticleChanges:
    rows = db.execute(VERSIONS, (article,)).fetchall()
    versions = [(Version(*row[:5]), str(row[7])) for row in rows]  # type: ignore[arg-type]
    outlet, url = rows[-1][5:7]
    return ArticleChanges(article, _text(outlet), _text(url), tuple(_steps(db, versions)))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _steps(db: apsw.Connection, versions: list[tuple[Version, str]]) -> Iterator[Step]:
    for (old, before), (new, after) in pairwise(versions):
        known = {note.text for note in notes(before)}
        yield Step(
            before=old,
            after=new,
            statements=compare(_said(db, old.document), _said(db, new.document)),
            text=edits(before, after),
            headline=edits(old.title or "", new.title or ""),
            notes=tuple(note for note in notes(after) if note.text not in known),
        )


def _said(db: apsw.Connection, document: str) -> list[Said]:
    return [Said(*row) for row in db.execute(SAID, (document,))]
