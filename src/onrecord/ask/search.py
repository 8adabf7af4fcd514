"""Which statements hold these words?"""

from dataclasses import dataclass

import apsw

from onrecord.ask.compiled import compile_query
from onrecord.ask.query import parse_query
from onrecord.ask.rows import LIMIT, NEWEST, Page, select
from onrecord.ask.sql import Condition, all_of
from onrecord.ask.standing import shown_rows

#: With more hits than this, the newest come first instead of the best.
RANKED = 5000
#: Full text leads, so that the statements of a rare word are found without a scan.
BY_WORDS = """FROM d_statement_fts f CROSS JOIN d_statement s ON s.id = f.rowid
    CROSS JOIN document d ON d.id = s.document_id"""


@dataclass(frozen=True, slots=True)
class Search:
    """The statements a query finds; ``order`` is relevance (BM25), newest, or added: last added
    first, for words that are too common to be ranked."""

    query: str
    order: str
    page: Page


def search(
    db: apsw.Connection,
    query: str,
    *,
    order: str | None = None,
    all_versions: bool = False,
    rejected: bool = False,
    limit: int = LIMIT,
    offset: int = 0,
) -> Search:
    """Finds statements by the search language (``onrecord.ask.query``).

    Best first, or newest first where the query is of fields alone; ``order`` (relevance, newest)
    decides otherwise. Raises ``QuestionError`` when the query cannot be understood.
    """
    compiled = compile_query(db, parse_query(query))
    shown = shown_rows(all_versions=all_versions, rejected=rejected)
    if compiled.match is None:
        where = all_of([compiled.rest, shown])
        return Search(query, "newest", select(db, where, limit=limit, offset=offset))
    match = Condition("d_statement_fts MATCH ?", (compiled.match,))
    where = all_of([match, compiled.rest, shown])
    order = order or ("relevance" if _few(db, compiled.match) else "added")
    by = {"relevance": "f.rank", "newest": NEWEST, "added": "f.rowid DESC"}[order]
    page = select(db, where, source=BY_WORDS, order=by, limit=limit, offset=offset)
    return Search(query, order, page)


def _few(db: apsw.Connection, match: str) -> bool:
    sql = """SELECT count(*) FROM
             (SELECT 1 FROM d_statement_fts WHERE d_statement_fts MATCH ? LIMIT ?)"""
    return int(db.execute(sql, (match, RANKED + 1)).get) <= RANKED
