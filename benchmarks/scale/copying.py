"""Writes copies of a story into a large case, table by table."""

import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import apsw

from benchmarks.scale.recast import later, reading
from benchmarks.scale.stories import STATEMENTS, Article, Story, Table, column
from onrecord.domain import Document, Span, digest, statement_id
from onrecord.record.across import MODEL
from onrecord.store.documents import MARKED, put_evidence, uid_of
from onrecord.store.pairs import turned

Change = Callable[[Any], Any]
DATED = "published fetched day said_from said_to starts ends first_day last_day".split()
NUMBERED = ("document", "d_statement", "d_entity", "d_quantity", "d_time", "d_event")
#: Large tables in an order of their own: their rows wait, and go in sorted.
STAGED = ("d_topic", "d_link")


class Copier:
    """Writes copies of stories. ``strides`` keeps the row numbers of the copies apart."""

    def __init__(self, db: apsw.Connection, base: apsw.Connection) -> None:
        self.db = db
        sql = "SELECT coalesce(max(id), 0) + 1 FROM {}"
        self.strides = {t: int(base.execute(sql.format(t)).get) for t in NUMBERED}
        for table in STAGED:
            db.execute(f"CREATE TEMP TABLE staged_{table} AS SELECT * FROM {table}")  # noqa: S608

    def copy(self, story: Story, number: int, days: int) -> int:
        """Writes copy ``number`` of a story; returns how many documents."""
        made = [self._document(a, number, days) for a in story.articles]
        pairs = list(zip(story.articles, made, strict=True))
        ids = dict(pair for article, (document, _) in pairs for pair in _new_ids(article, document))
        uids = {article.row["uid"]: row["uid"] for article, (_, row) in pairs}
        changes = self._changes(number, days, ids, uids)
        self._pairs(story, uids)
        for article, (document, row) in pairs:
            self._document_rows(article, document, row, reading(article.reading, ids, days), number)
            for name, table in article.tables.items():
                self._insert(name, table, self._own(name, changes, article, ids))
        return len(made)

    def finish(self) -> None:
        """Sorts in what waited."""
        for table in STAGED:
            sql = f"INSERT OR IGNORE INTO {table} SELECT * FROM staged_{table} ORDER BY 1, 2"  # noqa: S608
            self.db.execute(sql)
            self.db.execute(f"DROP TABLE staged_{table}")

    def _pairs(self, story: Story, uids: dict[str, str]) -> None:
        """The scored pairs of the story; a row runs from the smaller document."""
        for a, b, body in story.pairs:
            first, second = uids[a], uids[b]
            if first > second:
                first, second, body = second, first, turned(body)
            self.db.execute("INSERT INTO staged_d_link VALUES (?,?,?)", (first, second, body))

    def _document(
        self, article: Article, number: int, days: int
    ) -> tuple[Document, dict[str, Any]]:
        row = dict(article.row)
        row["id"] += number * self.strides["document"]
        row |= {k: row[k] and later(row[k], days) for k in ("published", "fetched", "day")}
        row["url"] = row["url"] and f"{row['url'].rstrip('/')}/{number}"
        row["path"] = f"{number}/{row['path']}"
        row["article"] = row["url"] or row["path"]
        document = Document("", article.document.text, url=row["url"], outlet=row["outlet"])
        row |= {"uid": uid_of(document), "key": document.key}
        row["context"] = digest(*(row[name] or "" for name in MARKED))[:16]
        return document, row

    def _document_rows(
        self, article: Article, document: Document, row: dict[str, Any], body: str, number: int
    ) -> None:
        at, key = row["added_at"], row["id"]
        self._row("document", tuple(row.values()))
        self._row("document_text", (key, document.text))
        packed = zlib.compress(body.encode())
        self._row("reading", (key, key, article.reader, row["context"], packed, at))
        content = f"{article.content}\n<!-- {number} -->".encode("utf-8", "surrogateescape")
        evidence = put_evidence(self.db, content)
        name = f"{article.name}/{number}"
        self._row("input", (key, name, row["path"], None, "read", "", 1, None, key, "{}", at, at))
        self._row("capture", (key, key, evidence))

    def _row(self, table: str, values: tuple[Any, ...]) -> None:
        marks = ",".join("?" * len(values))
        self.db.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608

    def _changes(
        self, number: int, days: int, ids: dict[str, str], uids: dict[str, str]
    ) -> dict[str, Change]:
        """How the columns change that differ from copy to copy."""

        def moved(kind: str) -> Change:
            return lambda n: n + number * self.strides[kind]

        def entity(value: str) -> str:
            return uids.get(value[:17], value[:17]) + value[17:]

        out: dict[str, Change] = dict.fromkeys(DATED, lambda v: later(v, days))
        out |= dict.fromkeys(STATEMENTS, lambda v: ids.get(v, v))
        out |= {"document_id": moved("document"), "statement_id": moved("d_statement")}
        out |= {"entity_id": moved("d_entity"), "speaker_entity": entity}
        out |= {"claim": lambda v: "c" + ids.get("s" + v[1:], v)[1:], "document": uids.get}
        out |= {f"{kind}.id": moved(kind) for kind in NUMBERED}
        out |= {"d_claim.id": out["claim"], "d_statement.uid": lambda v: ids[v]}
        return out | {"d_entity.uid": entity, "d_event.uid": entity}

    def _own(
        self, table: str, changes: dict[str, Change], article: Article, ids: dict[str, str]
    ) -> dict[str, Change]:
        """The changes, with the statements that a document's vectors stand for and their hash."""
        if table != "d_vector":
            return changes
        read_as = digest(
            MODEL, *sorted(ids[i] for i in column(article.tables["d_statement"], "uid"))
        )
        rows: Change = lambda old: json.dumps([ids[i] for i in json.loads(old)])  # noqa: E731
        return changes | {"reading": lambda _: read_as, "statements": rows}

    def _insert(self, name: str, table: Table, changes: dict[str, Change]) -> None:
        if not table.rows:
            return
        known = (
            (i, changes.get(f"{name}.{c}") or changes.get(c)) for i, c in enumerate(table.columns)
        )
        change = [(i, f) for i, f in known if f is not None]
        rows = []
        for old in table.rows:
            row = old.copy()
            for i, f in change:
                if row[i] is not None:
                    row[i] = f(row[i])
            rows.append(row)
        marks = ",".join("?" * len(table.columns))
        into = f"staged_{name}" if name in STAGED else name
        self.db.executemany(f"INSERT OR IGNORE INTO {into} VALUES ({marks})", rows)  # noqa: S608


def _new_ids(article: Article, document: Document) -> Iterator[tuple[str, str]]:
    found = article.tables["d_statement"]
    at = [found.columns.index(c) for c in ("uid", "source_spans", "cue_spans", "content_spans")]
    for row in found.rows:
        uid, source, cue, content = (row[i] for i in at)
        yield uid, statement_id(document, _spans(source), _spans(cue), _spans(content) or ())


def _spans(pairs: str | None) -> list[Span] | None:
    return None if pairs is None else [Span(a, b) for a, b in json.loads(pairs)]
